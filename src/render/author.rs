//! Authors as reference managers file them: the family name first, where the author is a person.

use crate::names;

/// Words of organizations and of offices. An author with one of these is not a person's name.
const NOT_A_PERSON: [&str; 40] = [
    "agence", "agency", "agencia", "association", "authority", "board", "bureau", "center", "centers", "centre",
    "commission", "committee", "company", "contributor", "council", "courier", "department", "desk", "editor",
    "editors", "foundation", "gazette", "group", "herald", "institute", "magazine", "media", "ministry", "network",
    "news", "newsroom", "office", "press", "radio", "reporters", "service", "staff", "team", "times", "university",
];
/// Names with more words are more often an organization's than a person's.
const MOST_WORDS: usize = 6;

/// A person's name in its parts.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Person {
    /// With its particles: `van der Holm`.
    pub(super) family: String,
    pub(super) given: String,
    /// `Jr.`, `III`
    pub(super) suffix: Option<String>,
}

impl Person {
    /// The parts of an author's name. `None` for organizations, and where the parts are unclear.
    pub(super) fn of(author: &str) -> Option<Self> {
        let mut parts = author.split(',').map(str::trim);
        let (first, second) = (parts.next()?, parts.next());
        if parts.next().is_some() {
            return None;
        }
        match second {
            Some(suffix) if is_suffix(suffix) => Self::in_order(first, Some(suffix)),
            Some(given) => Self::inverted(first, given),
            None => Self::in_order(first, None),
        }
    }

    /// `de la Cruz, Luis`
    fn inverted(family: &str, given: &str) -> Option<Self> {
        let is_name = |part: &str| !part.is_empty() && part.split_whitespace().all(is_name_word);
        let is_person = is_name(family) && is_name(given) && family.split_whitespace().count() <= MOST_WORDS / 2;
        is_person.then(|| Self { family: family.to_owned(), given: given.to_owned(), suffix: None })
    }

    /// `Ida van der Holm`
    fn in_order(name: &str, suffix: Option<&str>) -> Option<Self> {
        let mut words: Vec<&str> = name.split_whitespace().collect();
        let mut suffix = suffix.map(str::to_owned);
        if suffix.is_none() && words.last().is_some_and(|word| is_suffix(word)) {
            suffix = words.pop().map(str::to_owned);
        }
        // Readers of bylines drop the last full stop.
        let suffix = suffix.map(|suffix| if is_junior(&suffix) { format!("{suffix}.") } else { suffix });
        let fits = (2..=MOST_WORDS).contains(&words.len()) && words.iter().all(|word| is_name_word(word));
        if !fits || !starts_upper(words[0]) {
            return None;
        }
        let (family, given) = match family_start(&words) {
            // Kim Jong-su
            0 => (&words[..1], &words[1..]),
            start => (&words[start..], &words[..start]),
        };
        Some(Self { family: family.join(" "), given: given.join(" "), suffix })
    }
}

/// The first word of the family name; 0 where the family name comes before the given one.
fn family_start(words: &[&str]) -> usize {
    let last = words.len() - 1;
    if last == 1 && is_korean_given_name(words[1]) {
        return 0;
    }
    let particle = (1..last).find(|at| names::is_particle(&words[*at].to_lowercase()));
    // Of four words the last two are the family name: María José García López. Initials are never a part of it.
    let double = last == 3 && !words.iter().any(|word| word.ends_with('.') || word.chars().count() == 1);
    match particle {
        Some(at) => at,
        None if double => 2,
        None => last,
    }
}

/// `Jong-su`, `Ing-wen`: two syllables, the second in lower case.
fn is_korean_given_name(word: &str) -> bool {
    word.split_once('-').is_some_and(|(first, second)| {
        first.chars().count() <= 5 && second.chars().count() <= 5 && second.chars().all(char::is_lowercase)
    })
}

fn is_name_word(word: &str) -> bool {
    let plain = word.to_lowercase();
    let letters = word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’' | '‘'));
    letters
        && (starts_upper(word) || names::is_particle(&plain))
        && !NOT_A_PERSON.contains(&plain.as_str())
        && plain != "the"
}

/// Scripts without capital letters count as capitalized.
fn starts_upper(word: &str) -> bool {
    word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

fn is_junior(suffix: &str) -> bool {
    matches!(suffix.to_lowercase().as_str(), "jr" | "sr")
}

fn is_suffix(word: &str) -> bool {
    names::is_suffix(word.to_lowercase().trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_have_a_family_name() {
        for (author, family, given, suffix) in [
            ("Dessa Marlow", "Marlow", "Dessa", None),
            ("Ida van der Holm", "van der Holm", "Ida", None),
            ("Ludwig Van Dorn", "Van Dorn", "Ludwig", None),
            ("María José García López", "García López", "María José", None),
            ("Priya Lindqvist-Ames", "Lindqvist-Ames", "Priya", None),
            ("J. R. R. Holm", "Holm", "J. R. R.", None),
            ("Kim Jong-su", "Kim", "Jong-su", None),
            ("Mei-Lin Drummond", "Drummond", "Mei-Lin", None),
            ("de la Cruz, Luis", "de la Cruz", "Luis", None),
            ("Holm, Ida", "Holm", "Ida", None),
            ("Harold Finch Jr.", "Finch", "Harold", Some("Jr.")),
            ("Harold Finch Jr", "Finch", "Harold", Some("Jr.")),
            ("Harold Finch, Jr.", "Finch", "Harold", Some("Jr.")),
            ("Edmund Pryce III", "Pryce", "Edmund", Some("III")),
            ("Siobhán O’Hara", "O’Hara", "Siobhán", None),
        ] {
            let person = Person { family: family.into(), given: given.into(), suffix: suffix.map(Into::into) };
            assert_eq!(Person::of(author), Some(person), "{author}");
        }
    }

    #[test]
    fn others_stay_as_they_are() {
        for author in [
            "Centers for Disease Control and Prevention",
            "Northmoor Gazette Staff",
            "The Editors",
            "Agence France-Presse",
            "Agencies and Staff",
            "Dessa",
            "kei_eno",
            "@SUM(A1:A9)",
            "Ida Holm, Jan Moe, Bo Lark",
            "",
        ] {
            assert_eq!(Person::of(author), None, "{author}");
        }
    }
}
