//! Names of people and organizations: their plain form, their key, and the titles around them.

mod outlets;
mod person_name;
mod titles;

use std::borrow::Cow;

pub(crate) use strsim::levenshtein as distance;
use unicode_normalization::char::{decompose_compatible, is_combining_mark};

pub(crate) use outlets::{is_short_for, known_outlet_key, outlet_forms};
pub(crate) use person_name::PersonName;
pub(crate) use titles::{introduces_person, is_post_nominal, is_title_modifier, without_article};
pub(crate) use titles::{is_particle, is_personal_title, is_title};

/// Suffixes that distinguish two people of one name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// The key under which spellings of an outlet's or an organization's name are equal.
pub(crate) fn outlet_key(outlet: &str) -> String {
    let folded = fold(outlet.trim());
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

/// A text in lower case, without accents, with straight apostrophes.
pub(crate) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) && !is_ignorable(part) {
                    folded.extend(part.to_lowercase().map(straight));
                }
            });
        }
    }
    folded
}

/// Whether a character has no width and no meaning of its own: soft hyphens and zero-width marks.
pub(crate) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A text folded as by [`fold`]; borrows where nothing changes.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(fold(text))
}

/// Replaces letters and marks that do not decompose by their plain form.
fn straight(c: char) -> char {
    match c {
        '’' | '‘' => '\'',
        '‐' | '‑' | '–' => '-',
        'ø' => 'o',
        'ł' => 'l',
        'đ' => 'd',
        'ı' => 'i',
        other => other,
    }
}

/// A name's words: folded, without titles before it, without possessive and punctuation.
///
/// A name that consists of titles only keeps them.
pub(crate) fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let all: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '“' | '”' | '(' | ')'))
        .map(|word| word.trim_end_matches("'s").trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let titles = all.iter().take_while(|word| is_title(word)).count();
    let kept = if titles == all.len() { 0 } else { titles };
    all[kept..].iter().map(|word| (*word).to_owned()).collect()
}

/// The key under which the forms of one person's name are equal: its words without titles and middle initials.
///
/// “Donald J. Trump”, “President Donald Trump” and “Mr. Donald Trump” share a key; “Donald Trump Jr.” has another. A note
/// after a name, “John Smith (senator)”, distinguishes two people of that name, so it is part of the key.
pub(crate) fn key(name: &str) -> String {
    let (name, note) = noted(name);
    let note = note.map(|note| format!(" ({})", fold(note)));
    let words = words(name);
    let last = words.len().saturating_sub(1);
    let middle_initial = |(place, word): &(usize, &String)| *place > 0 && *place < last && word.chars().count() == 1;
    let kept: Vec<&str> =
        words.iter().enumerate().filter(|entry| !middle_initial(entry)).map(|(_, word)| word.as_str()).collect();
    kept.join(" ") + &note.unwrap_or_default()
}

/// A name or key without the note after it, and the note.
pub(crate) fn noted(name: &str) -> (&str, Option<&str>) {
    let parts = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    parts.map_or((name, None), |(name, note)| (name, Some(note)))
}

/// The family name of a key: its last word that is not a suffix.
pub(crate) fn family(key: &str) -> &str {
    let (key, _) = noted(key);
    key.rsplit(' ').find(|word| !is_suffix(word)).unwrap_or(key)
}

/// Whether a word of a key distinguishes a son from his father: “jr”.
pub(crate) fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_name_share_a_key() {
        for (name, expected) in [
            ("Richard Nephew", "richard nephew"),
            ("Mr. Nephew", "nephew"),
            ("President Donald J. Trump", "donald trump"),
            ("Donald Trump Jr.", "donald trump jr"),
            ("Noémie Castellane’s", "noemie castellane"),
            ("Søren Łuk", "soren luk"),
            ("The President", "the president"),
            ("J. Edgar Hoover", "j edgar hoover"),
            ("Sen. John Smith (Senator)", "john smith (senator)"),
        ] {
            assert_eq!(key(name), expected);
        }
        assert_eq!(family("donald trump jr"), "trump");
        assert_eq!(family("john smith (senator)"), "smith");
    }
}
