//! Differences from the source that leave a quotation exact.

use serde::Serialize;

use super::diff::Alignment;
use super::words::{Gap, Words};

/// A tolerated difference, which is reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Tolerated {
    /// Capitals.
    Case,
    /// Accents, and other spellings of a letter or a figure.
    Spelling,
    /// Punctuation between words, including hyphens.
    Punctuation,
    /// Words written as one or as two.
    Spacing,
    /// Words omitted by an ellipsis.
    Ellipsis,
    /// Words in brackets, inserted or replaced.
    Brackets,
}

impl Tolerated {
    /// Describes differences: “but for case and punctuation”, “with an ellipsis”.
    pub fn describe(all: &[Tolerated]) -> String {
        let names = |wanted: &[(Tolerated, &'static str)]| -> String {
            let named: Vec<&str> =
                wanted.iter().filter(|(kind, _)| all.contains(kind)).map(|(_, name)| *name).collect();
            match named.as_slice() {
                [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
                _ => named.concat(),
            }
        };
        let but = names(&[
            (Tolerated::Case, "case"),
            (Tolerated::Spelling, "spelling"),
            (Tolerated::Punctuation, "punctuation"),
            (Tolerated::Spacing, "spacing"),
        ]);
        let with = names(&[(Tolerated::Ellipsis, "an ellipsis"), (Tolerated::Brackets, "words in brackets")]);
        let but = if but.is_empty() { but } else { format!("but for {but}") };
        let with = if with.is_empty() { with } else { format!("with {with}") };
        [but, with].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// The differences between words that are the same.
    pub(super) fn between(draft: &Words<'_>, source: &Words<'_>, alignment: &Alignment) -> Vec<Tolerated> {
        let mut all = Vec::new();
        let mut note = |kind: Tolerated, differs: bool| {
            if differs && !all.contains(&kind) {
                all.push(kind);
            }
        };
        let mut before: Option<(usize, usize)> = None;
        for (own, other) in alignment.same() {
            let (word, known) = (&draft.all[own.start], &source.all[other.start]);
            if own.len() == 1 && other.len() == 1 {
                let (one, two) = (straight(&word.shown), straight(&known.shown));
                let lower = one.to_lowercase() == two.to_lowercase();
                note(Tolerated::Case, lower && one != two);
                note(Tolerated::Spelling, !lower);
            } else {
                let joined =
                    if own.len() > 1 { draft.marks_before(own.end - 1) } else { source.marks_before(other.end - 1) };
                note(Tolerated::Spacing, joined.is_empty());
                note(Tolerated::Punctuation, !joined.is_empty());
            }
            let in_a_row = before == Some((own.start, other.start)) && draft.gap(own.start).is_none();
            note(Tolerated::Punctuation, in_a_row && draft.marks_before(own.start) != source.marks_before(other.start));
            before = Some((own.end, other.end));
        }
        for (at, gap) in &draft.gaps {
            let left_out: Vec<&str> =
                alignment.left_out(*at).map(|number| source.all[number].folded.as_str()).collect();
            match gap {
                // An ellipsis that the source has too omits nothing.
                Gap::Ellipsis => note(Tolerated::Ellipsis, !left_out.is_empty()),
                Gap::Brackets(put_in) => note(Tolerated::Brackets, put_in.is_empty() || *put_in != left_out),
            }
        }
        all.sort_unstable_by_key(|kind| *kind as usize);
        all
    }
}

/// With straight apostrophes and without soft hyphens, which are invisible.
fn straight(word: &str) -> String {
    word.chars().filter(|c| *c != '\u{ad}').map(|c| if matches!(c, '’' | '‘') { '\'' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tolerated_differences_are_described() {
        let source = "“We’ll wait, and see the café at No. 3,500 — if anyone goes.” “Then we’ll go.”";
        for (draft, expected) in [
            ("‘We'll wait, and see’", ""),
            ("we'll wait, and", "but for case"),
            ("We'll wait and see the cafe", "but for spelling and punctuation"),
            ("at No 3500 -- if any one goes. Then", "but for spelling, punctuation and spacing"),
            ("We’ll wait … if anyone goes", "with an ellipsis"),
            ("[The board] will wait and [s]ee", "but for punctuation, with words in brackets"),
            ("We’ll wait, … see [the place] at", "with an ellipsis and words in brackets"),
        ] {
            let (draft, source) = (Words::of_quotation(draft), Words::of_source(source));
            let alignment = Alignment::new(&draft, &source);
            assert_eq!(Tolerated::describe(&Tolerated::between(&draft, &source, &alignment)), expected);
        }
    }
}
