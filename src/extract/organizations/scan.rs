//! Finds the stretches of capitalized words that name an organization.

mod ends;
mod evidence;

use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;

use super::kind::Kind;
use crate::extract::lexicon;
use crate::names;
use crate::text::{Document, TokenKind};
use evidence::NO_INITIALS;

/// Nouns in lower case that form a name with the words before: “the Clinton campaign”, “Tulsa police”.
const PLAIN_HEADS: &[&str] = &["campaign", "administration", "police", "government"];

/// A stretch of tokens that names an organization.
#[derive(Clone, Debug)]
pub(crate) struct Named {
    pub(crate) tokens: Range<usize>,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) known: Option<usize>,
    /// Whether its last word or a table shows it, not only its surroundings.
    pub(crate) sure: bool,
}

/// Finds the names in a text; `is_person` is true for tokens of a person's name.
pub(crate) struct Scan<'s, 'd, 'a> {
    document: &'d Document<'a>,
    is_person: &'s dyn Fn(usize) -> bool,
    /// The words that also occur in lower case.
    plain: FxHashSet<&'a str>,
    /// The initials that begin several paragraphs: the “OW” of a discussion that labels its turns so.
    labels: FxHashSet<&'a str>,
}

impl<'s, 'd, 'a> Scan<'s, 'd, 'a> {
    pub(crate) fn new(document: &'d Document<'a>, is_person: &'s dyn Fn(usize) -> bool) -> Self {
        let lower = |i: &usize| !document.tokens[*i].capital;
        let plain = (0..document.tokens.len()).filter(lower).map(|i| document.token(i)).collect();
        Self { document, is_person, plain, labels: labels(document) }
    }
}

/// Initials of two or three capitals that begin at least two paragraphs, with a capitalized word after them.
fn labels<'a>(document: &Document<'a>) -> FxHashSet<&'a str> {
    let (mut once, mut twice) = (FxHashSet::default(), FxHashSet::default());
    for paragraph in &document.paragraphs {
        let tokens = document.tokens_in(paragraph.span);
        let Some(first) = tokens.clone().next().filter(|first| first + 1 < tokens.end) else { continue };
        let word = document.token(first);
        let initials = (2..=3).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_uppercase());
        if initials && document.tokens[first + 1].capital && !once.insert(word) {
            twice.insert(word);
        }
    }
    twice
}

impl<'a> Scan<'_, '_, 'a> {
    /// The names, in order, and the other stretches of capitalized words.
    pub(crate) fn names(&self) -> (Vec<Named>, Vec<Range<usize>>) {
        let (mut named, mut others) = (Vec::new(), Vec::new());
        for paragraph in &self.document.paragraphs {
            let tokens = self.document.tokens_in(paragraph.span);
            let mut at = tokens.start;
            while at < tokens.end {
                let is_label = at == tokens.start && self.labels.contains(self.word(at));
                if is_label || !self.capital(at, tokens.end) {
                    at += 1;
                    continue;
                }
                let end = self.run_end(at, tokens.end);
                let first = (at..end).find(|&i| !self.is_small(i)).unwrap_or(end);
                let next =
                    if first < end { self.read(first..end, tokens.clone(), &mut named, &mut others) } else { end };
                at = next.max(at + 1);
            }
        }
        (named, others)
    }

    /// Reads one stretch of capitalized words; returns the token after what it read.
    fn read(
        &self,
        run: Range<usize>,
        paragraph: Range<usize>,
        named: &mut Vec<Named>,
        others: &mut Vec<Range<usize>>,
    ) -> usize {
        if let Some(end) = self.plain_body(run.clone(), paragraph.end, named) {
            return end;
        }
        let end = self.name_end(run.clone(), paragraph.end);
        let start = self.joined_before(run.start, end, paragraph.start, named);
        // A table knows Fox and Bloomberg, but a text that names Vicente Fox means him.
        let is_family_name = end - start == 1 && (self.is_person)(start);
        let found = match self.is_name(start..end) {
            _ if is_family_name => None,
            true => self.known(start..end),
            false => self.by_name(start..end),
        };
        if let Some(found) = found {
            named.push(found);
            return end;
        }
        // An office and a person can end the stretch: “Goldman Sachs CEO Lloyd Blankfein”.
        let person = run.clone().find(|&i| (self.is_person)(i)).unwrap_or(run.end);
        let mut last = person;
        while last > run.start && last < run.end && self.is_office(last - 1) {
            last -= 1;
        }
        if last < run.end {
            let after = (person..run.end).find(|&i| !(self.is_person)(i)).unwrap_or(run.end);
            if last > run.start {
                self.part(run.start..last, named, others);
            }
            if after < run.end {
                self.part(after..run.end, named, others);
                return run.end;
            }
            return self.plain_head(person..run.end, paragraph.end, named).unwrap_or(run.end);
        }
        self.plain_head(run.clone(), paragraph.end, named).unwrap_or_else(|| {
            self.part(run.clone(), named, others);
            run.end
        })
    }

    fn part(&self, run: Range<usize>, named: &mut Vec<Named>, others: &mut Vec<Range<usize>>) {
        let trimmed = self.without_office(run);
        let found = self
            .by_name(trimmed.clone())
            .or_else(|| self.initials(trimmed.clone()))
            .or_else(|| self.by_surroundings(trimmed.clone()));
        match found {
            Some(found) => named.push(found),
            None => others.push(trimmed),
        }
    }

    /// “Senate banking committee”, “Millbrook parks board”: a body of a place or of another body, in lower case.
    fn plain_body(&self, run: Range<usize>, limit: usize, named: &mut Vec<Named>) -> Option<usize> {
        let field = self.word(run.end);
        let head = self.word(run.end + 1);
        let led = matches!(run.start.checked_sub(1).map_or("", |i| self.word(i)), "the" | "The")
            || self.starts_sentence(run.start);
        let plain = field.len() > 3
            && field.chars().all(|c| c.is_lowercase() || c == '-')
            && !lexicon::bounds_phrase(field)
            && !lexicon::joins_nouns(field)
            && !lexicon::is_agent(field)
            && !lexicon::is_auxiliary(field)
            && !field.ends_with("ed");
        let body =
            matches!(head, "committee" | "subcommittee" | "board" | "council" | "office" | "commission" | "authority");
        if !(plain && body && led) || run.end + 1 >= limit || run.clone().any(|i| (self.is_person)(i)) {
            return None;
        }
        named.push(self.named(run.start..run.end + 2, Kind::of_head(head)?, None, true));
        Some(run.end + 2)
    }

    fn starts_sentence(&self, i: usize) -> bool {
        let start = self.document.tokens.get(i).map(|token| token.span.start());
        start.is_some_and(|start| self.document.sentences.binary_search_by_key(&start, |s| s.start()).is_ok())
    }

    /// “Clinton campaign”, “Hillary Clinton’s campaign”, “Tulsa police”.
    fn plain_head(&self, run: Range<usize>, limit: usize, named: &mut Vec<Named>) -> Option<usize> {
        let own = usize::from(matches!(self.word(run.end), "’s" | "'s" | "’" | "'"));
        let at = run.end + own;
        let head = self.word(at);
        if at >= limit || !PLAIN_HEADS.contains(&head) || own > 0 && head != "campaign" {
            return None;
        }
        let person = run.clone().all(|i| (self.is_person)(i));
        // People have campaigns and administrations, places have police and governments.
        let name = match head {
            "campaign" | "administration" => self.word(run.end - 1),
            _ if person => return None,
            _ => self.words(run.clone()),
        };
        let kind = match head {
            "campaign" => "campaign",
            "police" => "police",
            _ => "agency",
        };
        if NO_INITIALS.contains(name) && head != "government" || self.is_small(run.start) {
            return None;
        }
        let named_so =
            Named { name: format!("{name} {head}"), ..self.named(run.start..at + 1, Kind::named(kind), None, true) };
        named.push(named_so);
        Some(at + 1)
    }

    fn named(&self, tokens: Range<usize>, kind: Kind, known: Option<usize>, sure: bool) -> Named {
        let name = self.words(tokens.clone());
        let name =
            name.strip_suffix("’s").or_else(|| name.strip_suffix("'s")).filter(|_| known.is_none()).unwrap_or(name);
        Named { name: name.to_owned(), tokens, kind, known, sure }
    }

    /// A stretch without titles at its start and offices at its end.
    fn without_office(&self, run: Range<usize>) -> Range<usize> {
        let start = run.clone().find(|&i| !self.is_title(i)).unwrap_or(run.start);
        let mut end = run.end;
        while end > start + 1 && self.is_office(end - 1) {
            end -= 1;
        }
        start..end
    }

    fn is_title(&self, i: usize) -> bool {
        names::is_personal_title(self.word(i))
    }

    fn is_office(&self, i: usize) -> bool {
        let word = self.lower(i);
        names::is_title(self.word(i))
            || names::is_title_modifier(&word) && Kind::of_head(&word).is_none()
            || lexicon::is_agent(&word)
    }

    fn is_small(&self, i: usize) -> bool {
        let word = self.lower(i);
        lexicon::bounds_phrase(&word)
            || lexicon::is_determiner(&word)
            || lexicon::joins_nouns(&word)
            || lexicon::leads_sentence(&word)
            || lexicon::NEVER.contains(&word) && !matches!(&*word, "american" | "twitter" | "facebook")
    }

    fn capital(&self, i: usize, limit: usize) -> bool {
        i < limit && self.capital_at(i)
    }

    fn capital_at(&self, i: usize) -> bool {
        self.document.tokens.get(i).is_some_and(|token| token.capital && token.kind == TokenKind::Word)
    }

    fn word(&self, i: usize) -> &'a str {
        if i < self.document.tokens.len() { self.document.token(i) } else { "" }
    }

    fn lower(&self, i: usize) -> Cow<'a, str> {
        // Drop the full stop of an abbreviation.
        let kept = |word: &str| match word.strip_suffix('.') {
            Some(short) if !short.contains('.') => short.len(),
            _ => word.len(),
        };
        match names::folded(self.word(i)) {
            Cow::Borrowed(word) => Cow::Borrowed(&word[..kept(word)]),
            Cow::Owned(mut word) => {
                word.truncate(kept(&word));
                Cow::Owned(word)
            }
        }
    }

    fn words(&self, tokens: Range<usize>) -> &'a str {
        let all = &self.document.tokens[tokens];
        match (all.first(), all.last()) {
            (Some(first), Some(last)) => self.document.words(first.span.join(last.span)),
            _ => "",
        }
    }
}
