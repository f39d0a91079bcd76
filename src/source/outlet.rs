//! The outlet of an article that does not name one: from its address, its file's name, or its folder.

use crate::article::{Article, OutletSource};

/// Domains whose outlet has another name.
const DOMAINS: &[(&str, &str)] = &[("bbc.co.uk", "BBC News"), ("bbc.com", "BBC News")];
/// Folder names that say what is inside, not who published it.
const NOT_OUTLETS: &[&str] = &[
    "archive", "archives", "article", "articles", "corpus", "csv", "data", "docs", "documents", "download",
    "downloads", "export", "exports", "files", "html", "inbox", "input", "json", "jsonl", "markdown", "md", "misc",
    "new", "news", "old", "pages", "raw", "saved", "stories", "temp", "text", "texts", "tmp", "txt",
];

/// Fills in the outlet if no field names it. `folders` are the candidates, the likeliest first.
pub(super) fn fill_in(article: &mut Article, folders: &[Option<&str>], file_stem: &str) {
    if article.outlet.is_some() {
        return;
    }
    let found = article
        .url
        .as_deref()
        .and_then(of_url)
        .map(|name| (name, OutletSource::Domain))
        .or_else(|| of_file_name(file_stem).map(|name| (name, OutletSource::Filename)))
        .or_else(|| {
            folders.iter().flatten().find_map(|folder| of_folder(folder)).map(|name| (name, OutletSource::Folder))
        });
    if let Some((name, source)) = found {
        article.outlet = Some(name);
        article.outlet_source = Some(source);
    }
}

/// The outlet in a field, and whether that is a name or a domain.
pub(super) fn named(name: &str) -> (String, OutletSource) {
    let host = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    let is_host = name.contains('.') && !name.ends_with('.') && name.chars().all(host);
    match of_host(name).filter(|_| is_host) {
        Some(domain) => (domain, OutletSource::Domain),
        None => (name.to_owned(), OutletSource::Field),
    }
}

/// The outlet of an address: its registrable domain, or the name that the domain is known by.
pub(super) fn of_url(url: &str) -> Option<String> {
    of_host(&host(url)?)
}

/// The host of an address, in lower case.
pub(super) fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://")?.1;
    Some(rest.split(['/', '?', '#', ':']).next()?.to_lowercase())
}

fn of_host(host: &str) -> Option<String> {
    let host = host.trim_start_matches("www.");
    let domain = psl::domain_str(host).unwrap_or(host);
    let known = DOMAINS.iter().find(|(name, _)| *name == domain).map(|(_, outlet)| (*outlet).to_owned());
    known.or_else(|| domain.contains('.').then(|| domain.to_owned()))
}

/// The first part of `{outlet}_{YYYY-MM-DD}_{slug}`.
fn of_file_name(stem: &str) -> Option<String> {
    let mut parts = stem.split('_');
    let outlet = parts.next()?;
    let day = parts.next()?;
    let dated = day.len() == 10
        && day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    (dated && outlet.starts_with(char::is_alphabetic)).then(|| spell_out(outlet))
}

fn of_folder(name: &str) -> Option<String> {
    let named = name.starts_with(char::is_alphabetic) && !NOT_OUTLETS.contains(&name.to_lowercase().as_str());
    named.then(|| spell_out(name))
}

/// A folder's name as a title: “Harbor Ledger” for `harbor-ledger`.
fn spell_out(slug: &str) -> String {
    let words = slug.split(['-', '_', ' ']).filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn address_beats_file_name_beats_folder() {
        let name = |url: Option<&str>, folder, stem| {
            let mut article = Article { url: url.map(str::to_owned), ..Article::default() };
            fill_in(&mut article, &[folder], stem);
            article.outlet
        };
        assert_eq!(name(Some("https://www.bbc.co.uk/news/1"), None, "a").as_deref(), Some("BBC News"));
        assert_eq!(name(Some("https://news.courier.co.uk/1"), Some("x"), "a").as_deref(), Some("courier.co.uk"));
        assert_eq!(name(None, Some("x"), "plains-courier_2021-02-03_a").as_deref(), Some("Plains Courier"));
        assert_eq!(name(None, Some("harbor-ledger"), "a").as_deref(), Some("Harbor Ledger"));
        assert_eq!(name(None, Some("articles"), "a"), None);
        assert_eq!(name(None, Some("2016"), "a"), None);
    }
}
