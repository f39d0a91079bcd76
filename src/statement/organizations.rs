//! Organizations that a stretch of text names.

use super::lexicon;
use super::phrase;
use crate::names;
use crate::text::{Document, Span};

/// Known by a single word, or by words that no other rule tells.
const KNOWN: &[&str] = &[
    "white house", "pentagon", "kremlin", "nato", "congress", "senate", "state department", "supreme court",
    "wall street", "european union", "united nations", "reuters", "associated press", "capitol hill", "scotland yard",
    "whitehall", "interpol", "breitbart", "politico", "facebook", "google", "twitter", "bloomberg", "world bank",
    "red cross",
];
/// Capital letters that are no organization.
const NOT_ORGANIZATIONS: &[&str] = &[
    "US", "UK", "EU", "TV", "AM", "PM", "DC", "ID", "OK", "GPS", "DNA", "HIV", "CEO", "CFO", "COO", "MP", "MPs", "MEP",
    "GDP", "UN",
];

/// The organizations named in `span`, as the text writes them and without “the”, each once, in order.
pub fn organizations(document: &Document<'_>, span: Span) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in named(document, span) {
        if !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

fn named<'a>(document: &Document<'a>, span: Span) -> Vec<&'a str> {
    phrase::names_in(document, span)
        .into_iter()
        .map(|name| with_joined_parts(document, name, span))
        .filter(|name| is_organization(document.words(*name)))
        .map(|name| document.words(name))
        .collect()
}

/// The name with a part that “of” or “for” joins to it: “Ministry of Health”.
fn with_joined_parts(document: &Document<'_>, name: Span, limit: Span) -> Span {
    let last = document.words(name).rsplit(' ').next().unwrap_or_default().to_lowercase();
    if !lexicon::is_organization_word(&last) {
        return name;
    }
    let after = document.tokens_in(Span::new(name.end(), limit.end())).start;
    let word = |index: usize| document.tokens.get(index).map(|_| document.token(index)).unwrap_or_default();
    let (mut joint, joins) = (after, matches!(word(after), "of" | "for"));
    if word(joint + 1) == "the" {
        joint += 1;
    }
    let rest = document.tokens.get(joint + 1).filter(|token| joins && token.capital && limit.contains(token.span));
    match rest.and_then(|token| phrase::name_in(document, Span::new(token.span.start(), limit.end()))) {
        Some(part) => name.join(part),
        None => name,
    }
}

/// Whether a name is an organization's: it says so itself, or it is an acronym, or a known one.
pub(super) fn is_organization(name: &str) -> bool {
    let lower = names::fold(name);
    let lower = lower.strip_prefix("the ").unwrap_or(&lower);
    let words: Vec<&str> = name.split_whitespace().collect();
    let says = |word: &&str| lexicon::is_organization_word(&word.to_lowercase());
    let joined = words.windows(2).any(|pair| says(&pair[0]) && matches!(pair[1], "of" | "for"));
    let says_so = words.len() > 1 && (words.last().is_some_and(says) || joined);
    let letters = words.len() == 1
        && (2..=6).contains(&name.len())
        && name.chars().all(|c| c.is_ascii_uppercase() || c == '.' || c == '&');
    let acronym = letters && !NOT_ORGANIZATIONS.contains(&name.replace('.', "").as_str());
    says_so || acronym || KNOWN.contains(&lower)
}
