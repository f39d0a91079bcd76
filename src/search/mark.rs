//! Where in a text the words of a query stand.

use crate::index::analyzer::{cut, names as names_analyzer, prose};
use crate::names;
use crate::query::{Clause, Form, Query, Words};
use crate::text::Span;

/// The words of a query that are marked in what is found.
#[derive(Default)]
pub(super) struct Wanted {
    wants: Vec<Want>,
    initials: Initials,
}

#[derive(Debug)]
pub(super) enum Want {
    /// Any of these stems.
    Stems(Vec<String>),
    /// These stems, with so many words between at most.
    Row(Vec<String>, usize),
    /// Words as they are, one after the other.
    Exact(Vec<String>),
    /// What begins so.
    Prefix(String),
    /// What differs by so many letters at most.
    Fuzzy(String, usize),
    /// Two stems, in either order.
    Near([String; 2], usize),
}

/// A word of a text.
struct Word {
    /// Empty where no stem that is looked for can be its.
    stem: String,
    /// As it is, in lower case and without accents; empty where it cannot be what is looked for.
    plain: String,
    span: Span,
}

impl Wanted {
    pub(super) fn of(query: &Query) -> Self {
        let wants: Vec<Want> = query.words().into_iter().filter_map(Want::of).collect();
        let initials = Initials::of(&wants);
        Self { wants, initials }
    }

    /// The places of the matches, in order; those that overlap are one.
    pub(super) fn marks(&self, text: &str) -> Vec<Span> {
        if self.wants.is_empty() {
            return Vec::new();
        }
        let words = words(text, &self.initials);
        let mut marks: Vec<Span> = self.wants.iter().flat_map(|want| want.marks(&words)).collect();
        marks.sort();
        marks.dedup_by(|next, last| {
            let same = next.overlaps(*last);
            if same {
                *last = last.join(*next);
            }
            same
        });
        marks
    }
}

/// What the words of a query ask of one stretch of text. Fields ask nothing of it.
#[derive(Debug)]
pub(super) enum Asked {
    Words(Option<Want>),
    Not(Box<Asked>),
    All(Vec<Asked>),
    Any(Vec<Asked>),
}

impl Asked {
    /// What must hold for these clauses, side by side; nothing where they ask for no words.
    pub(super) fn of(clauses: &[Clause]) -> Option<Self> {
        let parts: Vec<Asked> = clauses.iter().filter_map(Self::of_one).collect();
        (!parts.is_empty()).then_some(Asked::All(parts))
    }

    fn of_one(clause: &Clause) -> Option<Self> {
        match clause {
            Clause::Words(words) => Some(Asked::Words(Want::of(words))),
            Clause::Row(parts) | Clause::All(parts) => Self::of(parts),
            // Where a field may decide in place of the words, they need not hold.
            Clause::Not(inner) if inner.is_words() => Self::of_one(inner).map(|inner| Asked::Not(Box::new(inner))),
            Clause::Any(parts) if clause.is_words() => {
                Some(Asked::Any(parts.iter().filter_map(Self::of_one).collect()))
            }
            _ => None,
        }
    }

    /// Whether a text has what is asked.
    pub(super) fn is_in(&self, text: &str) -> bool {
        self.holds(&self.words(text))
    }

    /// Which stretches of a text, one behind the other, have what is asked.
    pub(super) fn is_in_each(&self, text: &str, stretches: impl Iterator<Item = Span>) -> Vec<bool> {
        let words = self.words(text);
        let inside = |stretch: Span| {
            let first = words.partition_point(|word| word.span.start() < stretch.start());
            &words[first..words.partition_point(|word| word.span.start() < stretch.end())]
        };
        stretches.map(|stretch| self.holds(inside(stretch))).collect()
    }

    fn words(&self, text: &str) -> Vec<Word> {
        let mut initials = Initials::default();
        self.add_initials(&mut initials);
        words(text, &initials)
    }

    fn add_initials(&self, initials: &mut Initials) {
        match self {
            Asked::Words(want) => want.iter().for_each(|want| initials.add(want)),
            Asked::Not(inner) => inner.add_initials(initials),
            Asked::All(parts) | Asked::Any(parts) => parts.iter().for_each(|part| part.add_initials(initials)),
        }
    }

    fn holds(&self, words: &[Word]) -> bool {
        match self {
            Asked::Words(want) => want.as_ref().is_some_and(|want| want.stands_in(words)),
            Asked::Not(inner) => !inner.holds(words),
            Asked::All(parts) => parts.iter().all(|part| part.holds(words)),
            Asked::Any(parts) => parts.iter().any(|part| part.holds(words)),
        }
    }
}

/// The first letters of what is looked for, by its stem or as it is. A stem begins as its word does, so that no other word needs
/// one.
#[derive(Default)]
struct Initials {
    stems: Vec<char>,
    plain: Vec<char>,
    /// Whether a word may be looked for that begins with any letter.
    any: bool,
}

impl Initials {
    fn of(wants: &[Want]) -> Self {
        let mut initials = Self::default();
        wants.iter().for_each(|want| initials.add(want));
        initials
    }

    fn add(&mut self, want: &Want) {
        let first = |word: &String| word.chars().next();
        match want {
            Want::Stems(stems) | Want::Row(stems, _) => self.stems.extend(stems.iter().filter_map(first)),
            Want::Near(both, _) => self.stems.extend(both.iter().filter_map(first)),
            Want::Exact(plain) => self.plain.extend(plain.iter().filter_map(first)),
            Want::Prefix(start) => self.plain.extend(first(start)),
            Want::Fuzzy(..) => self.any = true,
        }
    }

    fn may_be_stem(&self, first: char) -> bool {
        self.stems.contains(&first)
    }

    fn may_be_plain(&self, first: char) -> bool {
        self.any || self.plain.contains(&first)
    }
}

/// The words of a text, each as far as its first letter may be that of a word that is looked for.
fn words(text: &str, initials: &Initials) -> Vec<Word> {
    let (mut plain, mut stems) = (names_analyzer(), prose());
    let mut words = Vec::new();
    plain.token_stream(text).process(&mut |token| {
        let (mut stem, mut plain) = (String::new(), String::new());
        let first = token.text.chars().next();
        if first.is_some_and(|first| initials.may_be_stem(first)) {
            stems.token_stream(&token.text).process(&mut |token| stem.clone_from(&token.text));
        }
        if first.is_some_and(|first| initials.may_be_plain(first)) {
            plain.clone_from(&token.text);
        }
        words.push(Word { stem, plain, span: Span::new(token.offset_from, token.offset_to) });
    });
    words
}

impl Want {
    /// Nothing where there is no word to look for.
    pub(super) fn of(words: &Words) -> Option<Self> {
        let stems = cut(prose(), &words.text);
        let plain = cut(names_analyzer(), &words.text);
        Some(match &words.form {
            Form::Word => Want::Stems(stems),
            Form::Phrase(between) => Want::Row(stems, *between as usize),
            Form::Exact => Want::Exact(plain),
            Form::Prefix => Want::Prefix(plain.last()?.clone()),
            Form::Fuzzy(letters) => Want::Fuzzy(plain.last()?.clone(), usize::from(*letters)),
            Form::Near(other, distance) => {
                Want::Near([stems.first()?.clone(), cut(prose(), other).first()?.clone()], *distance as usize)
            }
        })
    }

    /// Whether the words stand there.
    fn stands_in(&self, words: &[Word]) -> bool {
        match self {
            Want::Stems(stems) => stems.iter().all(|stem| words.iter().any(|word| word.stem == *stem)),
            other => !other.marks(words).is_empty(),
        }
    }

    fn marks(&self, words: &[Word]) -> Vec<Span> {
        let each =
            |fits: &dyn Fn(&Word) -> bool| words.iter().filter(|word| fits(word)).map(|word| word.span).collect();
        let rows = |count: usize, fits: &dyn Fn(&[Word]) -> bool| {
            let rows = words.windows(count.max(1)).filter(|row| count > 0 && fits(row));
            rows.map(|row| row[0].span.join(row[row.len() - 1].span)).collect()
        };
        match self {
            Want::Stems(stems) => each(&|word| stems.contains(&word.stem)),
            Want::Row(stems, 0) => {
                rows(stems.len(), &|row| row.iter().zip(stems).all(|(word, stem)| word.stem == *stem))
            }
            Want::Row(stems, between) => together(words, stems, stems.len().saturating_sub(1) + between),
            Want::Exact(plain) => {
                rows(plain.len(), &|row| row.iter().zip(plain).all(|(word, plain)| word.plain == *plain))
            }
            Want::Prefix(start) => each(&|word| word.plain.starts_with(start.as_str())),
            Want::Fuzzy(wanted, letters) => each(&|word| names::distance(&word.plain, wanted) <= *letters),
            Want::Near(both, distance) => together(words, both, distance + 1),
        }
    }
}

/// The words with these stems that stand within so many words of all the others.
fn together(words: &[Word], stems: &[String], reach: usize) -> Vec<Span> {
    let wanted: Vec<usize> = (0..words.len()).filter(|&at| stems.contains(&words[at].stem)).collect();
    let near = |&&at: &&usize| {
        let around = || wanted.iter().filter(|other| at.abs_diff(**other) <= reach);
        stems.iter().all(|stem| around().any(|other| words[*other].stem == *stem))
    };
    wanted.iter().filter(near).map(|at| words[*at].span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_are_marked_as_they_were_asked() {
        let text =
            "The public hearing was not public; two hearings on the Reactor’s new budget follow, negotiators said.";
        let found = |query: &str| -> Vec<&str> {
            let query: Query = query.parse().unwrap();
            Wanted::of(&query).marks(text).iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(found("\"public hearing\""), ["public hearing"]);
        assert_eq!(found("public hearing"), ["public", "hearing", "public", "hearings"]);
        assert_eq!(found("\"reactor budget\"~3"), ["Reactor", "budget"]);
        assert_eq!(found("budget NEAR/3 reactor"), ["Reactor", "budget"]);
        assert_eq!(found("negotiat* exact:hearing publik~"), ["public", "hearing", "public", "negotiators"]);
        assert_eq!(found("-public water OR budget"), ["budget"]);
    }
}
