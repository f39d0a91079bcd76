//! What a record leaves open: id, outlet, date and language.

use whatlang::Lang;

use super::member::Member;
use super::{Overrides, Record, credit, date, outlet, shape};
use crate::article::{Article, DateSource, OutletSource};
use crate::text::english;

/// How much text tells the language, in bytes.
const LANGUAGE_SAMPLE: usize = 1000;
/// Text shorter than this, in bytes, does not tell it against what the record says.
const LANGUAGE_MINIMUM: usize = 200;
/// How sure the guess of a language must be.
const LANGUAGE_CONFIDENCE: f64 = 0.8;

/// Fills in the fields that a reader left open.
pub(super) fn complete(article: &mut Article, record: &Record, overrides: &Overrides) {
    let (file, member) = (&record.file, record.member.as_deref());
    article.place.file = file.path.clone();
    article.place.member = member.map(|member| member.name.clone());
    if article.url.is_none() && article.place.entry.is_none() {
        article.url = member.and_then(|member| member.url.clone());
    }
    // A page of a crawl is called by its address, which is looked at as such.
    let stem = match member {
        Some(member) if member.url.is_some() => String::new(),
        Some(member) => shape::stem(member.file_name()),
        None => shape::stem(&file.name),
    };
    let folders = [file.folder.as_deref(), member.and_then(|member| folder(member, &file.name))];
    outlet::complete(article, &folders, &stem);
    let ruled = overrides.outlet.clone().or_else(|| overrides.outlets(file)?.outlet(article, &record.below()));
    if let Some(outlet) = ruled {
        article.outlet = Some(outlet);
        article.outlet_source = Some(OutletSource::Rule);
    }
    credit::complete(article);
    let outlet = article.outlet.as_deref().unwrap_or_default().to_lowercase();
    article.authors.retain(|author| author.to_lowercase() != outlet);
    complete_date(article, &stem, member);
    if let Some(language) = language_of(&article.body) {
        article.language = Some(language.to_owned());
    }
    if article.id.is_empty() {
        article.id = id(article, &file.name);
    }
}

/// The first folder in an archive, but for one that has the archive's own name.
fn folder<'m>(member: &'m Member, archive: &str) -> Option<&'m str> {
    // Those of a book are called alike in all books.
    let parts = if member.is_of_book() { Vec::new() } else { member.parts() };
    let (_, folders) = parts.split_last()?;
    let own = shape::stem(archive);
    folders.iter().find(|folder| own != **folder).copied()
}

fn complete_date(article: &mut Article, stem: &str, member: Option<&Member>) {
    if article.published.is_some() {
        return;
    }
    let found = article.url.as_deref().and_then(date::in_path).map(|day| (day, DateSource::Url));
    let found = found.or_else(|| date::in_path(stem).map(|day| (day, DateSource::Filename)));
    let found = found.or_else(|| member.and_then(|member| member.crawled).map(|day| (day, DateSource::Crawl)));
    article.published = found.map(|(day, _)| day);
    article.date_source = found.map(|(_, source)| source);
}

/// A short hash of the canonical address, else of the file's name, the member and the entry.
fn id(article: &Article, file_name: &str) -> String {
    let member = article.place.member.as_ref().map_or(String::new(), |member| format!("!{member}"));
    let place = match (&article.url, article.place.entry) {
        (Some(url), _) => url.clone(),
        (None, Some(entry)) => format!("{file_name}{member}\n{entry}"),
        (None, None) => format!("{file_name}{member}"),
    };
    blake3::hash(place.as_bytes()).to_hex()[..12].to_owned()
}

/// The language of a text, where the text is long enough to tell.
pub(super) fn language_of(body: &str) -> Option<&'static str> {
    let sample = &body[..body.floor_char_boundary(LANGUAGE_SAMPLE)];
    if is_plainly_english(sample) {
        return Some("en");
    }
    let info = whatlang::detect(sample)?;
    (sample.len() >= LANGUAGE_MINIMUM && info.confidence() >= LANGUAGE_CONFIDENCE).then(|| two_letters(info.lang()))
}

/// Whether so many words are small words of English that it can be nothing else: a quarter of them, where other languages
/// share one in ten. Most articles need no closer look, which costs ten times more.
fn is_plainly_english(sample: &str) -> bool {
    let (small, all) = english::small_words(sample, sample.len());
    sample.len() >= LANGUAGE_MINIMUM && small * 4 >= all
}

/// ISO 639-1 codes of the languages that newspapers are commonly written in; three letters for the others.
fn two_letters(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Cat => "ca",
        other => other.code(),
    }
}
