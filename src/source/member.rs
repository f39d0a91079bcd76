//! A file inside a file: a member of an archive, or a page in a crawl.

use crate::article::Published;

/// The longest name, in bytes. Longer ones are cut.
pub(super) const MAX_NAME: usize = 4096;

/// What is known of a member before it is read. Its name is a label; nothing on the disk is ever called by it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Member {
    /// Its path inside the file, with `/` after a folder and `!` after an inner archive; of a page, its address.
    pub(super) name: String,
    /// Where in the name its own part begins, after those of the archives around it.
    own: usize,
    /// The address that it was fetched from.
    pub(super) url: Option<String>,
    /// When it was fetched.
    pub(super) crawled: Option<Published>,
    /// Whether it is from a crawl or an e-book, where pages without an article are normal and only counted.
    pub(super) is_often_empty: bool,
}

impl Member {
    /// A member with this name in an archive, which may be inside another.
    ///
    /// The name loses everything that would lead out of the archive: `..`, drives, and the slash of an absolute path.
    pub(super) fn inside(outer: Option<&Member>, name: &str) -> Self {
        let name = &name[..name.floor_char_boundary(MAX_NAME)];
        let name = name.split('\0').next().unwrap_or_default();
        let leads_out = |part: &&str| matches!(*part, "" | "." | "..") || (part.len() == 2 && part.ends_with(':'));
        let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !leads_out(part)).collect();
        let (name, own) = Self::below(outer, &parts.join("/"));
        Self { name, own, ..outer.cloned().unwrap_or_default() }
    }

    /// A name with that of the archive around it, and where its own part begins.
    fn below(outer: Option<&Member>, name: &str) -> (String, usize) {
        let name = name.replace(char::is_control, "\u{fffd}");
        match outer.filter(|outer| !outer.name.is_empty()) {
            Some(outer) => (format!("{}!{name}", outer.name), outer.name.len() + 1),
            None => (name, 0),
        }
    }

    /// Whether it is a page of an e-book.
    pub(super) fn is_of_book(&self) -> bool {
        self.is_often_empty && self.url.is_none()
    }

    /// An e-book, as the archive of its pages: covers and tables of contents among them.
    pub(super) fn book() -> Self {
        Self { is_often_empty: true, ..Self::default() }
    }

    /// A page in a crawl, named by its address if known.
    pub(super) fn page(outer: Option<&Member>, url: Option<&str>, number: usize, crawled: Option<Published>) -> Self {
        let url = url.map(|url| &url[..url.floor_char_boundary(MAX_NAME)]);
        let name = url.map_or_else(|| format!("record {number}"), str::to_owned);
        let (name, own) = Self::below(outer, &name);
        let url = url.filter(|url| url.contains("://")).map(str::to_owned);
        Self { name, own, url, crawled, is_often_empty: true }
    }

    /// The same member, as one of several of this name in its file: the second, the third, …
    pub(super) fn numbered(&self, number: usize) -> Self {
        Self { name: format!("{} ({number})", self.name), ..self.clone() }
    }

    /// Its folders and its file name, without those of the archives around it.
    pub(super) fn parts(&self) -> Vec<&str> {
        self.name[self.own..].split('/').collect()
    }

    /// The last of its parts.
    pub(super) fn file_name(&self) -> &str {
        self.parts().last().copied().unwrap_or_default()
    }

    /// Whether it is a hidden file, or one that macOS adds to archives.
    pub(super) fn is_hidden(&self) -> bool {
        self.parts().iter().any(|part| part.starts_with('.') || *part == "__MACOSX")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_lead_out_of_the_archive() {
        for (given, name) in [
            ("2016/a.html", "2016/a.html"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\news\\..\\a.txt", "news/a.txt"),
            ("./a.txt\0.png", "a.txt"),
            ("//host/share/a.txt", "host/share/a.txt"),
            ("..", ""),
            ("a\n\u{1b}[1mb.txt", "a\u{fffd}\u{fffd}[1mb.txt"),
        ] {
            assert_eq!(Member::inside(None, given).name, name, "{given}");
        }
        assert!(Member::inside(None, &"é".repeat(5000)).name.len() <= MAX_NAME);
        let outer = Member::inside(None, "old/inner.zip");
        let member = Member::inside(Some(&outer), "harbour-post/a.txt");
        assert_eq!(member.name, "old/inner.zip!harbour-post/a.txt");
        assert_eq!((member.parts(), member.file_name()), (vec!["harbour-post", "a.txt"], "a.txt"));
        assert_eq!(Member::inside(None, "a/Gone!.txt").file_name(), "Gone!.txt");
        assert!(Member::inside(None, "__MACOSX/._a.txt").is_hidden());
    }
}
