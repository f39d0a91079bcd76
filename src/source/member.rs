//! A file inside a file: a member of an archive, or a page in a crawl.

use crate::article::Published;

/// Longer names, in bytes, are cut.
pub(super) const MAX_NAME: usize = 4096;

/// What is known of a member before it is read. Its name is a label and never a place on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Member {
    /// The way to it inside the file, with `/` between folders and `!` behind an inner archive; a page's address.
    pub(super) name: String,
    /// Where in the name its own part begins, behind those of the archives around it.
    own: usize,
    /// The address that it was fetched from.
    pub(super) url: Option<String>,
    /// When it was fetched.
    pub(super) crawled: Option<Published>,
    /// Whether most of its kin are no articles, so that a page without text is worth a count and no line.
    pub(super) stray: bool,
}

impl Member {
    /// A member with this name in an archive, which may stand in an archive itself.
    ///
    /// What would lead out of the archive is left out of the name: `..`, drives, and the slash of an absolute path.
    pub(super) fn inside(outer: Option<&Member>, name: &str) -> Self {
        let name = &name[..name.floor_char_boundary(MAX_NAME)];
        let name = name.split('\0').next().unwrap_or_default();
        let leads_out = |part: &&str| matches!(*part, "" | "." | "..") || (part.len() == 2 && part.ends_with(':'));
        let parts: Vec<&str> = name.split(['/', '\\']).filter(|part| !leads_out(part)).collect();
        let (name, own) = Self::below(outer, &parts.join("/"));
        Self { name, own, ..outer.cloned().unwrap_or_default() }
    }

    /// A name in an archive that may have a name itself, and where it begins.
    fn below(outer: Option<&Member>, name: &str) -> (String, usize) {
        let name = name.replace(char::is_control, "\u{fffd}");
        match outer.filter(|outer| !outer.name.is_empty()) {
            Some(outer) => (format!("{}!{name}", outer.name), outer.name.len() + 1),
            None => (name, 0),
        }
    }

    /// Whether it is a page of a book.
    pub(super) fn is_of_book(&self) -> bool {
        self.stray && self.url.is_none()
    }

    /// The book itself, whose members are pages: contents and covers among them.
    pub(super) fn of_book() -> Self {
        Self { stray: true, ..Self::default() }
    }

    /// A page in a crawl, which is called by its address where that is known.
    pub(super) fn page(outer: Option<&Member>, url: Option<&str>, number: usize, crawled: Option<Published>) -> Self {
        let url = url.map(|url| &url[..url.floor_char_boundary(MAX_NAME)]);
        let name = url.map_or_else(|| format!("record {number}"), str::to_owned);
        let (name, own) = Self::below(outer, &name);
        let url = url.filter(|url| url.contains("://")).map(str::to_owned);
        Self { name, own, url, crawled, stray: true }
    }

    /// Its folders and its name, without those of the archives around it.
    pub(super) fn parts(&self) -> Vec<&str> {
        self.name[self.own..].split('/').collect()
    }

    /// The last part of the name.
    pub(super) fn file_name(&self) -> &str {
        self.parts().last().copied().unwrap_or_default()
    }

    /// Whether it would be hidden in a folder, or is what one system adds for itself.
    pub(super) fn is_hidden(&self) -> bool {
        self.parts().iter().any(|part| part.starts_with('.') || *part == "__MACOSX")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_nowhere_outside() {
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
