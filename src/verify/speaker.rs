//! Compares the speakers of a draft and a source.

use crate::extract::SpeakerKind;
use crate::identity::{bond, family_key};
use crate::names::{self, PersonName};

/// The speaker of a quotation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Speaker<'a> {
    pub(super) name: &'a str,
    kind: SpeakerKind,
}

impl<'a> Speaker<'a> {
    /// A speaker with a name; “officials” and “a report” have none.
    pub(super) fn named(name: Option<&'a str>, kind: Option<SpeakerKind>) -> Option<Self> {
        let kind = kind.filter(|kind| matches!(kind, SpeakerKind::Person | SpeakerKind::Organization))?;
        name.map(|name| Self { name, kind })
    }

    /// Whether two names can be the same speaker. A family name fits a full name, and so do an initial and a nickname: “Holm”, “I. Holm”
    /// and “Ida Holm”.
    pub(super) fn is(self, other: Speaker<'_>) -> bool {
        if self.kind == SpeakerKind::Organization && other.kind == SpeakerKind::Organization {
            let (one, other) = (names::outlet_key(self.name), names::outlet_key(other.name));
            return in_words(&one, &other) || in_words(&other, &one);
        }
        // A draft seldom has the note of “John Smith (senator)”.
        let ((one, note), (other, other_note)) = (names::noted(self.name), names::noted(other.name));
        if note.is_some_and(|note| other_note.is_some_and(|other| note != other)) {
            return false;
        }
        let (one, other) = (PersonName::of(one), PersonName::of(other));
        if one.is_bare() || other.is_bare() {
            return family_key(&one) == family_key(&other);
        }
        family_key(&one) == family_key(&other) && one.suffix() == other.suffix() && bond(&one, &other).is_some()
    }

    /// The word of the name to look for in the index.
    pub(super) fn family(self) -> String {
        names::family(&names::key(self.name)).to_owned()
    }
}

/// Whether a name has all words of another.
fn in_words(short: &str, long: &str) -> bool {
    short.split(' ').all(|word| long.split(' ').any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_its_forms() {
        let person = |name| Speaker { name, kind: SpeakerKind::Person };
        for (one, other, same) in [
            ("Noémie Castellane", "Noemie R. Castellane", true),
            ("Castellane", "Dr. Noémie Castellane", true),
            ("N. Castellane", "Noémie Castellane", true),
            ("Bob Castellane", "Robert B. Castellane", true),
            ("Hiram Castellane", "Noémie Castellane", false),
            ("Donald Trump Jr.", "Donald Trump", false),
            ("Ida Holm", "Lucan Prewitt", false),
            ("Prewitt", "Holm", false),
            ("John Smith", "John Smith (senator)", true),
            ("Smith", "John Smith (senator)", true),
            ("John Smith (coach)", "John Smith (senator)", false),
        ] {
            assert_eq!(person(one).is(person(other)), same, "{one}, {other}");
            assert_eq!(person(other).is(person(one)), same, "{other}, {one}");
        }
        let board = |name| Speaker { name, kind: SpeakerKind::Organization };
        assert!(board("the Harbor Board").is(board("Port Ellery Harbor Board")));
        assert!(!board("the School Board").is(board("Port Ellery Harbor Board")));
        assert!(Speaker::named(Some("officials"), Some(SpeakerKind::Group)).is_none());
    }
}
