//! The fields that a record leaves open: id, outlet, date and language.

use super::member::Member;
use super::{Overrides, Record, credit, date, file_name, language, outlet};
use crate::article::{Article, DateSource, OutletSource};

/// Fills in the fields that a reader left open.
pub(super) fn fill_in(article: &mut Article, record: &Record, overrides: &Overrides) {
    let (file, member) = (&record.file, record.member.as_deref());
    article.place.file = file.path.clone();
    article.place.member = member.map(|member| member.name.clone());
    if article.url.is_none() && article.place.entry.is_none() {
        article.url = member.and_then(|member| member.url.clone());
    }
    // The name of a page in a crawl is its address, and `article.url` covers that.
    let stem = match member {
        Some(member) if member.url.is_some() => String::new(),
        Some(member) => file_name::stem(member.file_name()),
        None => file_name::stem(&file.name),
    };
    let folders = [file.folder.as_deref(), member.and_then(|member| folder(member, &file.name))];
    outlet::fill_in(article, &folders, &stem);
    let ruled = overrides.outlet.clone().or_else(|| overrides.outlets(file)?.outlet(article, &record.below()));
    if let Some(outlet) = ruled {
        article.outlet = Some(outlet);
        article.outlet_source = Some(OutletSource::Rule);
    }
    credit::fill_in(article);
    let outlet = article.outlet.as_deref().unwrap_or_default().to_lowercase();
    article.authors.retain(|author| author.to_lowercase() != outlet);
    fill_in_date(article, &stem, member);
    if let Some(language) = language::detect(&article.body) {
        article.language = Some(language.to_owned());
    }
    if article.id.is_empty() {
        article.id = id(article, &file.name);
    }
}

/// The first folder in an archive, unless it has the archive's own name.
fn folder<'m>(member: &'m Member, archive: &str) -> Option<&'m str> {
    // The folders of e-books have the same names in all of them.
    let parts = if member.is_of_book() { Vec::new() } else { member.parts() };
    let (_, folders) = parts.split_last()?;
    let own = file_name::stem(archive);
    folders.iter().find(|folder| own != **folder).copied()
}

fn fill_in_date(article: &mut Article, stem: &str, member: Option<&Member>) {
    if article.published.is_some() {
        return;
    }
    let found = article.url.as_deref().and_then(date::in_path).map(|day| (day, DateSource::Url));
    let found = found.or_else(|| date::in_path(stem).map(|day| (day, DateSource::Filename)));
    let found = found.or_else(|| member.and_then(|member| member.crawled).map(|day| (day, DateSource::Crawl)));
    article.published = found.map(|(day, _)| day);
    article.date_source = found.map(|(_, source)| source);
}

/// A short hash of the address, else of the file's name, the member and the entry.
fn id(article: &Article, file_name: &str) -> String {
    let member = article.place.member.as_ref().map_or(String::new(), |member| format!("!{member}"));
    let place = match (&article.url, article.place.entry) {
        (Some(url), _) => url.clone(),
        (None, Some(entry)) => format!("{file_name}{member}\n{entry}"),
        (None, None) => format!("{file_name}{member}"),
    };
    blake3::hash(place.as_bytes()).to_hex()[..12].to_owned()
}
