//! The source and the content around each cue, within its sentence.

use super::Act;
use super::cue::Cue;
use super::lexicon::{self, Frame};
use super::phrase::{self, lower};
use crate::text::{Document, Span};

/// A cue with its source and the words it reports, as spans only.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Attribution {
    pub(super) cue: Option<Span>,
    pub(super) act: Act,
    pub(super) source: Option<Span>,
    pub(super) content: Vec<Span>,
    /// The source through which the words come second-hand.
    pub(super) via: Option<Span>,
    /// The sentence of the cue, or of the words where there is no cue.
    pub(super) sentence: Span,
}

/// Words that start an addition to a reporting clause, not more of what was said.
const ADDITIONS: &[&str] = &[
    "adding", "after", "as", "at", "before", "calling", "citing", "during", "following", "in", "noting", "on",
    "pointing", "referring", "saying", "speaking", "when", "where", "which", "while", "who", "whose", "with",
];
/// How many tokens may stand between a cue and the “that” of its clause.
const CLAUSE_REACH: usize = 14;

/// Finds source and content of each cue. A cue without content is dropped, unless it announces the next paragraph.
pub(super) fn attributions(document: &Document<'_>, cues: &[Cue]) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    for (place, cue) in cues.iter().enumerate() {
        let previous = place.checked_sub(1).map(|i| &cues[i]).filter(|c| c.sentence == cue.sentence);
        let next = cues.get(place + 1).filter(|c| c.sentence == cue.sentence);
        let clause = Clause { document, cue, previous, next, tokens: document.tokens_in(cue.sentence) };
        let earlier = found.last().filter(|last| last.sentence == cue.sentence);
        match clause.read(earlier) {
            Some(Read::New(attribution)) => found.push(attribution),
            Some(Read::Via(source)) => {
                if let Some(last) = found.last_mut() {
                    last.via = Some(source);
                }
            }
            None => {}
        }
    }
    found
}

enum Read {
    New(Attribution),
    /// “according to” behind words that have a source already.
    Via(Span),
}

/// One cue in its sentence.
struct Clause<'d, 'a> {
    document: &'d Document<'a>,
    cue: &'d Cue,
    previous: Option<&'d Cue>,
    next: Option<&'d Cue>,
    tokens: std::ops::Range<usize>,
}

impl Clause<'_, '_> {
    fn read(&self, earlier: Option<&Attribution>) -> Option<Read> {
        if self.cue.is_according {
            return self.according(earlier);
        }
        let inverted = self.inverted_source();
        let source = inverted.or_else(|| phrase::before(self.document, self.cue.first, self.tokens.start));
        let source = source.or_else(|| self.shared_source(earlier));
        let before = source.and_then(|source| self.content_before(source.start().min(self.cue_span().start())));
        let after = match inverted {
            Some(source) => self.quoted_rest(source.end()),
            None => self.content_after(before.is_some()),
        };
        let content: Vec<Span> = match (before, after) {
            (Some(before), Some(after)) if self.goes_on(after) || inverted.is_some() => vec![before, after],
            (_, Some(after)) if inverted.is_none() => vec![after],
            (Some(before), _) => vec![before],
            _ if self.announces() => Vec::new(),
            _ => return None,
        };
        // Without a source only quoted words are believed.
        let quoted = || content.iter().any(|span| !self.document.quotations_in(*span).is_empty());
        if source.is_none() && !content.is_empty() && !quoted() {
            return None;
        }
        Some(Read::New(self.attribution(source, content)))
    }

    /// Whether the words follow in the next paragraph: “He said:”.
    fn announces(&self) -> bool {
        let last = self.tokens.end - 1;
        self.document.token(last) == ":" && last < self.cue.end + CLAUSE_REACH
    }

    fn attribution(&self, source: Option<Span>, content: Vec<Span>) -> Attribution {
        Attribution {
            cue: Some(self.cue_span()),
            act: self.cue.act,
            source,
            content,
            via: None,
            sentence: self.cue.sentence,
        }
    }

    fn cue_span(&self) -> Span {
        let tokens = &self.document.tokens;
        tokens[self.cue.first].span.join(tokens[self.cue.end - 1].span)
    }

    fn word(&self, index: usize) -> &str {
        if index < self.tokens.end { self.document.token(index) } else { "" }
    }

    /// “According to the report, …” and “…, according to the report”.
    fn according(&self, earlier: Option<&Attribution>) -> Option<Read> {
        let source = phrase::after(self.document, self.cue.end, self.tokens.end)?;
        let leads = self.cue.first == self.tokens.start
            || self.document.tokens_in(Span::new(self.cue.sentence.start(), self.cue_span().start())).len() < 3;
        if leads {
            let rest = self.after_comma(source.end())?;
            return Some(Read::New(self.attribution(Some(source), vec![rest])));
        }
        let reported = earlier.is_some_and(|e| e.content.iter().any(|span| span.end() <= self.cue_span().start()));
        if reported {
            return Some(Read::Via(source));
        }
        let before = self.clip(Span::new(self.cue.sentence.start(), self.cue_span().start()))?;
        Some(Read::New(self.attribution(Some(source), vec![before])))
    }

    /// The subject behind its verb: “…,” said the mayor.
    fn inverted_source(&self) -> Option<Span> {
        let verb = lower(self.document, self.cue.first);
        let before = self.cue.first.checked_sub(1).filter(|&i| i >= self.tokens.start)?;
        let behind_words = matches!(self.word(before), "," | "—" | "”" | "\"" | "’" | "»" | "?" | "!");
        if !behind_words || !lexicon::inverts(&verb) {
            return None;
        }
        let next = lower(self.document, self.cue.end.min(self.tokens.end - 1));
        if self.cue.end >= self.tokens.end || matches!(next.as_str(), "that" | "in" | "on") {
            return None;
        }
        phrase::after(self.document, self.cue.end, self.tokens.end)
    }

    /// The source of the verb before, for “…, adding that” and “… and added”; else the sentence's first phrase.
    fn shared_source(&self, earlier: Option<&Attribution>) -> Option<Span> {
        let before = self.cue.first.checked_sub(1).filter(|&i| i >= self.tokens.start)?;
        let participle = lower(self.document, self.cue.first).ends_with("ing");
        let coordinated = matches!(self.word(before), "and" | "but" | "," | "then");
        if !(participle || coordinated) {
            return None;
        }
        if let Some(earlier) = earlier {
            return earlier.source;
        }
        phrase::after(self.document, self.tokens.start, self.cue.first)
    }

    /// What stands before the source, where a comma or a quotation mark closes it.
    fn content_before(&self, source_start: usize) -> Option<Span> {
        let start = self.cue.sentence.start();
        if source_start <= start {
            return None;
        }
        let span = Span::new(start, source_start).trim(self.document.body);
        let words = span.of(self.document.body);
        let closed = words.ends_with([',', '”', '"', '’', '»', '“', '?', '!', '—']);
        if closed && !words.is_empty() { self.clip(span) } else { None }
    }

    /// Cuts off what an earlier cue of the sentence reports, marks at the end, and words that say nothing.
    fn clip(&self, span: Span) -> Option<Span> {
        let document = self.document;
        let span = span.trim(document.body);
        let mut start = span.start();
        if self.previous.is_some_and(|cue| document.tokens[cue.first].span.start() >= start) {
            // Only a quotation that closes the stretch is this cue's.
            let quotation = document.quotations_in(span).last().filter(|q| q.span.end() + 2 >= span.end())?;
            start = quotation.span.start();
        }
        let words = Span::new(start, span.end()).of(document.body);
        let kept = words.trim_end_matches([',', ' ', '—', '–', ';']);
        let span = Span::new(start, start + kept.len());
        let count = document.tokens_in(span).len();
        let quoted = document.quotation_at(span.start()).is_some();
        (count > 2 || quoted).then_some(span)
    }

    /// What stands behind the cue: hearer, day and place left out, up to the end of the sentence.
    fn content_after(&self, has_before: bool) -> Option<Span> {
        let document = self.document;
        let next_word = self.word(self.cue.end);
        if next_word.is_empty() || matches!(next_word, "." | ";") {
            return None;
        }
        if has_before && matches!(next_word, "," | "—") {
            return self.span_from(self.cue.end + 1);
        }
        let quotation = document.quotations_in(Span::new(self.cue_span().end(), self.cue.sentence.end())).first();
        let that = (self.cue.end..(self.cue.end + CLAUSE_REACH).min(self.tokens.end))
            .take_while(|&i| !matches!(self.word(i), "," | ";" | ":" | "“"))
            .find(|&i| matches!(self.word(i), "that" | ":" | "whether"));
        let colon = (self.cue.end..self.tokens.end).find(|&i| self.word(i) == ":");
        if let Some(colon) = colon.filter(|&i| i < self.cue.end + CLAUSE_REACH) {
            return self.span_from(colon + 1);
        }
        if let Some(that) = that {
            return self.span_from(if self.word(that) == "that" { that + 1 } else { that });
        }
        let mut index = self.cue.end;
        if self.cue.frame == Frame::Hearer
            && !matches!(lower(document, self.cue.first).as_str(), "urged" | "urging" | "urges")
        {
            index = self.behind_hearer(index);
        }
        while lexicon::is_day(self.word(index)) || matches!(self.word(index), "," | "yesterday") {
            index += 1;
        }
        let first = self.word(index);
        if let Some(quotation) = quotation {
            let lead = matches!(
                first,
                "in" | "on" | "at" | "during" | "after" | "of" | "to" | "as" | "with" | "from" | "when"
            );
            let near =
                document.tokens_in(Span::new(self.cue_span().end(), quotation.span.start())).len() <= CLAUSE_REACH;
            if lead && near && !matches!(self.cue.frame, Frame::Object) {
                return Some(Span::new(quotation.span.start(), self.end()));
            }
        }
        let aside = matches!(
            first,
            "in" | "on"
                | "at"
                | "during"
                | "of"
                | "to"
                | "about"
                | "for"
                | "with"
                | "after"
                | "when"
                | "while"
                | "as"
                | "earlier"
                | "last"
        );
        if has_before && (aside || quotation.is_none()) {
            return None;
        }
        if aside && self.cue.frame == Frame::Clause && first != "to" {
            return None;
        }
        self.span_from(index)
    }

    /// The token behind the phrase that is told something.
    fn behind_hearer(&self, from: usize) -> usize {
        let hearer = phrase::after(self.document, from, self.tokens.end);
        hearer.map_or(from, |span| {
            let tokens = self.document.tokens_in(span);
            // A name or one word; the rest of the phrase is what was said.
            let capitals = tokens
                .clone()
                .take_while(|&i| self.document.tokens[i].capital || lexicon::is_determiner(self.word(i)))
                .count();
            if lexicon::is_determiner(self.word(from)) {
                (from + 2).max(from + capitals)
            } else {
                from + capitals.max(1)
            }
        })
    }

    /// A second part that starts with a quotation: “…,” said the mayor, “…”.
    fn quoted_rest(&self, from: usize) -> Option<Span> {
        let rest = Span::new(from, self.end());
        let quotation = self.document.quotations_in(rest).first()?;
        let between = Span::new(from, quotation.span.start()).of(self.document.body);
        let direct = between.trim_end().ends_with([',', ':', '—']) || between.trim().is_empty();
        direct.then(|| Span::new(quotation.span.start(), self.end()))
    }

    /// Whether the words behind “…, she said,” go on with what was said.
    fn goes_on(&self, after: Span) -> bool {
        let first = self.document.tokens_in(after).start;
        let word = lower(self.document, first.min(self.document.tokens.len() - 1));
        self.document.quotation_at(after.start()).is_some() || !ADDITIONS.contains(&word.as_str())
    }

    fn after_comma(&self, from: usize) -> Option<Span> {
        let first = self.document.tokens_in(Span::new(from, self.cue.sentence.end())).start;
        let comma = (first..self.tokens.end).find(|&i| self.word(i) == "," || self.word(i) == "—")?;
        // An apposition to the source ends at the next comma.
        let apposition = matches!(self.word(comma + 1), "a" | "an" | "the" | "which" | "who");
        let second = (comma + 1..self.tokens.end)
            .find(|&i| self.word(i) == ",")
            .filter(|_| apposition && self.document.token(comma) == ",");
        self.span_from(second.unwrap_or(comma) + 1)
    }

    /// From a token to the end of what the cue reports.
    fn span_from(&self, index: usize) -> Option<Span> {
        let first = (index < self.tokens.end).then(|| self.document.tokens[index].span.start())?;
        let end = self.end();
        (first < end).then(|| Span::new(first, end))
    }

    /// Where the content ends: at the next cue's own clause, else at the sentence's end without its mark.
    fn end(&self) -> usize {
        let body = self.document.body;
        let mut end = self.cue.sentence.end();
        if let Some(next) = self.next {
            let start = self.document.tokens[next.first].span.start();
            let before = self.word(next.first.saturating_sub(1));
            let participle = lower(self.document, next.first).ends_with("ing");
            if next.is_according || (participle && before == ",") || before == "and" {
                end = start - if before == "and" { 4 } else { 0 };
            }
        }
        let words = Span::new(self.cue.sentence.start(), end).of(body);
        self.cue.sentence.start() + words.trim_end_matches(['.', ',', ' ', '—', ';', '!', '?']).len()
    }
}
