//! A person's or organization's name: its plain form, its key, and the parts that titles and honorifics are not.

use crate::word_set::WordSet;
use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Titles, ranks and honorifics that stand before a name and are no part of it, without full stops and in lower case.
static TITLES: WordSet<256> = WordSet::new(&[
    "adm", "admiral", "ambassador", "archbishop", "attorney", "baroness", "bishop", "brig", "brother", "capt",
    "captain", "cardinal", "chairman", "chairwoman", "chancellor", "chief", "cmdr", "col", "colonel", "commander",
    "commissioner", "congressman", "congresswoman", "constable", "coroner", "councillor", "councilman", "councilwoman",
    "cpl", "dame", "deputy", "detective", "director", "doctor", "dr", "ex-president", "father", "first", "former",
    "gen", "general", "gov", "governor", "imam", "inspector", "judge", "justice", "king", "lady", "leader",
    "lieutenant", "lord", "lt", "madam", "maj", "major", "mayor", "minister", "miss", "mr", "mrs", "ms", "mx",
    "nominee", "officer", "pastor", "pope", "premier", "president", "president-elect", "prime", "prince", "princess",
    "prof", "professor", "queen", "rabbi", "rep", "representative", "rev", "reverend", "secretary", "sen", "senator",
    "sergeant", "sgt", "sheikh", "sheriff", "sir", "sister", "speaker", "spokesman", "spokeswoman", "spokesperson",
    "superintendent", "supt", "vice", "coach", "chef", "cllr", "mp", "the", "hon", "counselor", "analyst",
    "strategist", "candidate",
]);

/// Suffixes that tell two people of one name apart.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv"];

/// Words in lower case that stand inside names.
static PARTICLES: WordSet<64> = WordSet::new(&[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le", "ten", "ter",
    "van", "von", "y", "zu",
]);

/// Whether a word is a title or honorific.
pub fn is_title(word: &str) -> bool {
    let plain = folded(word);
    TITLES.contains(plain.trim_end_matches('.'))
}

/// Whether a word is a title that goes straight before a name, whatever stands before it: “Gov.”, “President”.
pub fn is_personal_title(word: &str) -> bool {
    static PART_OF_NAMES: WordSet<64> = WordSet::new(&[
        "chief", "deputy", "father", "first", "former", "general", "king", "leader", "lord", "major", "prime", "queen",
        "sister", "brother", "speaker", "state", "the", "vice", "lady", "justice", "officer", "mp",
    ]);
    let plain = folded(word);
    let plain = plain.trim_end_matches('.');
    TITLES.contains(plain) && !PART_OF_NAMES.contains(plain)
}

/// Whether a word is a particle such as “van” or “de la”.
pub fn is_particle(word: &str) -> bool {
    PARTICLES.contains(word)
}

/// What two spellings of an outlet's or an organization's name have in common.
pub fn outlet_key(outlet: &str) -> String {
    let folded = fold(outlet.trim());
    folded.strip_prefix("the ").unwrap_or(&folded).to_owned()
}

/// How many letters must change to make one word of the other.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, a) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, b) in b.iter().enumerate() {
            let change = corner + usize::from(a != *b);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// A text in lower case, without accents, with straight apostrophes.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            decompose_compatible(c, |part| {
                if !is_combining_mark(part) {
                    folded.extend(part.to_lowercase().map(straight));
                }
            });
        }
    }
    folded
}

/// A text folded as by [`fold`], which is the text itself where it is so already.
pub(crate) fn folded(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(fold(text))
}

/// Letters that do not decompose, as English prints them.
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
/// A name that is nothing but titles keeps them.
pub fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let all: Vec<&str> = folded
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | '"' | '“' | '”' | '(' | ')'))
        .map(|word| word.trim_end_matches("'s").trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|word| !word.is_empty())
        .collect();
    let titles = all.iter().take_while(|word| TITLES.contains(word)).count();
    let kept = if titles == all.len() { 0 } else { titles };
    all[kept..].iter().map(|word| (*word).to_owned()).collect()
}

/// What two forms of one name have in common: its words without titles and middle initials.
///
/// “Donald J. Trump”, “President Donald Trump” and “Mr. Donald Trump” share a key; “Donald Trump Jr.” has another. A note
/// behind a name, “John Smith (senator)”, tells apart whom the name alone does not, and stays.
pub fn key(name: &str) -> String {
    let (name, note) = noted(name);
    let note = note.map(|note| format!(" ({})", fold(note)));
    let words = words(name);
    let last = words.len().saturating_sub(1);
    let middle_initial = |(place, word): &(usize, &String)| *place > 0 && *place < last && word.chars().count() == 1;
    let kept: Vec<&str> =
        words.iter().enumerate().filter(|entry| !middle_initial(entry)).map(|(_, word)| word.as_str()).collect();
    kept.join(" ") + &note.unwrap_or_default()
}

/// A name or key without the note behind it, and the note.
pub fn noted(name: &str) -> (&str, Option<&str>) {
    let parts = name.trim_end().strip_suffix(')').and_then(|name| name.rsplit_once(" ("));
    parts.map_or((name, None), |(name, note)| (name, Some(note)))
}

/// The family name of a key: its last word that is no suffix.
pub fn family(key: &str) -> &str {
    let (key, _) = noted(key);
    key.rsplit(' ').find(|word| !SUFFIXES.contains(word)).unwrap_or(key)
}

/// Whether a key is one word only: a family name or a first name, which may fit several people.
pub fn is_partial(key: &str) -> bool {
    !key.contains(' ')
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
