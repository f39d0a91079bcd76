//! The words of a quotation in comparable form, with what is between them.

use crate::names::fold;
use crate::text::Span;

/// The longest insertion in brackets, in bytes. A bracket that is never closed is punctuation.
const LONGEST_BRACKET: usize = 200;
/// Brackets around so many letters at the start of a word mark a changed capital: “\[T\]he”.
const CHANGED_CAPITAL: usize = 1;

/// A word, a figure, or a sign that changes the meaning of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its place in the text.
    pub(super) span: Span,
    /// In lower case, without accents, with straight apostrophes; figures without commas, abbreviations without stops.
    pub(super) folded: String,
    /// As written, without brackets.
    pub(super) shown: String,
}

/// A place where a quotation says that it differs from its source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Words are omitted.
    Ellipsis,
    /// Words are inserted or replaced by these, folded.
    Brackets(Vec<String>),
}

/// The words of a text.
#[derive(Clone, Debug)]
pub(super) struct Words<'t> {
    text: &'t str,
    pub(super) all: Vec<Word>,
    /// Each gap with the number of words before it.
    pub(super) gaps: Vec<(usize, Gap)>,
}

impl<'t> Words<'t> {
    /// The words of a quotation: ellipses and brackets are gaps.
    pub(super) fn of_quotation(text: &'t str) -> Self {
        Self::cut(text, true)
    }

    /// The words of a source, in which brackets are ordinary text.
    pub(super) fn of_source(text: &'t str) -> Self {
        Self::cut(text, false)
    }

    /// The gap after this many words.
    pub(super) fn gap(&self, at: usize) -> Option<&Gap> {
        self.gaps.iter().find(|(place, _)| *place == at).map(|(_, gap)| gap)
    }

    /// The sequences of words between gaps, each joined by spaces.
    pub(super) fn rows(&self) -> Vec<String> {
        let mut rows = vec![String::new()];
        for (number, word) in self.all.iter().enumerate() {
            if self.gap(number).is_some() {
                rows.push(String::new());
            }
            if let Some(row) = rows.last_mut() {
                if !row.is_empty() {
                    row.push(' ');
                }
                *row += &word.shown;
            }
        }
        rows.retain(|row| !row.is_empty());
        rows
    }

    /// The punctuation between a word and the one before it, without white space and quotation marks, with one kind of dash.
    pub(super) fn marks_before(&self, number: usize) -> String {
        let Some(before) = number.checked_sub(1) else { return String::new() };
        let between = Span::new(self.all[before].span.end(), self.all[number].span.start()).of(self.text);
        let quotes = ['“', '”', '"', '«', '»', '„', '‘', '’', '\'', '‹', '›', '`'];
        let marks = between.chars().filter(|c| !c.is_whitespace() && !quotes.contains(c));
        marks.map(|c| if matches!(c, '–' | '—' | '‐' | '‑') { '-' } else { c }).collect::<String>().replace("--", "-")
    }

    /// Words in a row as in the text, on one line.
    pub(super) fn shown(&self, numbers: std::ops::Range<usize>) -> String {
        let Some(words) = self.all.get(numbers).filter(|words| !words.is_empty()) else { return String::new() };
        let whole = words[0].span.join(words[words.len() - 1].span).of(self.text);
        whole.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn cut(text: &'t str, gaps: bool) -> Self {
        let mut words = Self { text, all: Vec::new(), gaps: Vec::new() };
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let next = at + first.len_utf8();
            at = if gaps && first == '[' {
                words.brackets(at).unwrap_or(next)
            } else if let Some(end) = ellipsis(text, at).filter(|_| gaps) {
                words.open(Gap::Ellipsis);
                end
            } else if first.is_alphanumeric() {
                let end = word_end(text, next);
                words.push(Span::new(at, end), text[at..end].to_owned());
                end
            } else {
                if matches!(first, '$' | '£' | '€' | '¥' | '%') {
                    words.push(Span::new(at, next), first.to_string());
                }
                next
            };
        }
        words
    }

    fn push(&mut self, span: Span, shown: String) {
        let mut folded = fold(&shown);
        let figure = folded.starts_with(|c: char| c.is_ascii_digit());
        folded.retain(|c| if figure { c != ',' } else { c != '.' });
        if folded.is_empty() {
            folded.clone_from(&shown);
        }
        self.all.push(Word { span, folded, shown });
    }

    /// Adds a gap here. An ellipsis next to brackets adds nothing.
    fn open(&mut self, gap: Gap) {
        let here = self.all.len();
        match self.gaps.last_mut() {
            Some((place, known)) if *place == here => {
                if gap == Gap::Ellipsis {
                    *known = gap;
                }
            }
            _ => self.gaps.push((here, gap)),
        }
    }

    /// Reads an insertion in brackets that begins at `at`; returns its end.
    fn brackets(&mut self, at: usize) -> Option<usize> {
        let limit = self.text.floor_char_boundary(at + LONGEST_BRACKET);
        let close = at + self.text[at..limit].find(']')?;
        let inside = &self.text[at + 1..close];
        let behind = close + 1;
        if inside.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '…')) {
            self.open(Gap::Ellipsis);
            return Some(behind);
        }
        let goes_on = self.text[behind..].starts_with(char::is_alphanumeric);
        let letters = inside.chars().count() <= CHANGED_CAPITAL && inside.chars().all(char::is_alphabetic);
        if goes_on && letters {
            let end = word_end(self.text, behind);
            self.open(Gap::Brackets(Vec::new()));
            self.push(Span::new(at, end), format!("{inside}{}", &self.text[behind..end]));
            return Some(end);
        }
        let mut put_in: Vec<String> = Words::of_source(inside).all.into_iter().map(|word| word.folded).collect();
        let end = if goes_on { word_end(self.text, behind) } else { behind };
        // The rest of a word that is partly in brackets is not a word of the source: “walk[ed]”.
        if let Some(changed) = self.all.pop_if(|word| word.span.end() == at) {
            put_in = vec![changed.folded + &put_in.concat()];
        }
        self.open(Gap::Brackets(put_in));
        Some(end)
    }
}

/// The end of the dots that begin here, if they mark an omission: “…”, “...” or “. . .”.
fn ellipsis(text: &str, at: usize) -> Option<usize> {
    let mut dots = 0;
    let mut end = at;
    for (offset, c) in text[at..].char_indices() {
        match c {
            '.' => dots += 1,
            '…' => dots += 3,
            ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' if dots > 0 => continue,
            _ => break,
        }
        end = at + offset + c.len_utf8();
    }
    (dots >= 3).then_some(end)
}

/// The end of the word that includes the characters before `at`.
fn word_end(text: &str, mut at: usize) -> usize {
    let start = text[..at].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |mark| mark);
    let mut before = text[start..at].chars().next_back();
    let mut letters = 1;
    loop {
        let mut rest = text[at..].chars();
        let Some(here) = rest.next() else { return at };
        let after = rest.next();
        let digits = before.is_some_and(|c| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit());
        let joined = match here {
            _ if here.is_alphanumeric() => {
                letters += 1;
                true
            }
            '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}' => true,
            '\'' | '’' | '‘' => after.is_some_and(char::is_alphanumeric),
            ',' => digits,
            '.' => {
                let initials = letters == 1 && before.is_some_and(char::is_alphabetic);
                letters = 0;
                digits || (initials && after.is_some_and(char::is_alphabetic))
            }
            _ => false,
        };
        if !joined {
            return at;
        }
        before = Some(here);
        at += here.len_utf8();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let words = Words::of_quotation(text);
        let mut shown = Vec::new();
        for number in 0..=words.all.len() {
            match words.gap(number) {
                Some(Gap::Ellipsis) => shown.push("<...>".to_owned()),
                Some(Gap::Brackets(inside)) => shown.push(format!("<{}>", inside.join(" "))),
                None => {}
            }
            shown.extend(words.all.get(number).map(|word| word.folded.clone()));
        }
        shown.join(" ")
    }

    #[test]
    fn typography_is_no_part_of_a_word() {
        for (text, expected) in [
            ("“We’re late,”", "we're late"),
            ("\"We're  late!\"", "we're late"),
            ("‘The players’ choice’", "the players choice"),
            ("a well-known café—ours", "a well known cafe ours"),
            ("In the U.S. it cost $3,500.75, or 4.5%.", "in the us it cost $ 3500.75 or 4.5 %"),
            ("We will … see. . . . Soon", "we will <...> see <...> soon"),
            ("We [the board] will […] go", "we <the board> will <...> go"),
            ("[T]he dam walk[ed] on [sic", "<> the dam <walked> on sic"),
            ("[the mayor] left", "<the mayor> left"),
            ("", ""),
        ] {
            assert_eq!(folded(text), expected, "{text}");
        }
    }

    #[test]
    fn a_source_keeps_its_own_brackets_and_dots() {
        let words = Words::of_source("“We [the board] … go.”");
        assert!(words.gaps.is_empty());
        assert_eq!(words.shown(0..4), "We [the board] … go");
        assert_eq!(words.marks_before(3), "]…");
    }

    #[test]
    fn rows_end_at_gaps() {
        assert_eq!(Words::of_quotation("“We’ll wait … and see [them] go.”").rows(), ["We’ll wait", "and see", "go"]);
    }
}
