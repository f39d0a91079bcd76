//! The organizations that people belong to, now or formerly, as their roles say.

use super::{Mention, Organizations};
use crate::extract::lexicon;
use crate::names;
use crate::text::{Document, Span};
use crate::word_set::WordSet;

/// Words that make what follows a former post.
static PAST: WordSet = WordSet::new(&[
    "former", "formerly", "ex", "retired", "onetime", "one-time", "previous", "previously", "past", "late", "then",
    "ousted", "disgraced", "led", "ran", "headed", "served", "worked", "chaired", "directed", "left", "quit",
    "resigned", "advised", "commanded", "managed", "oversaw", "taught", "spent", "used", "was",
]);
/// Words that make what follows a present post.
const PRESENT: &[&str] = &["now", "currently", "today", "is", "leads", "runs", "heads", "joined"];
/// Words that make what precedes a former post: “director of the board until 2019”.
const ENDED: &[&str] = &["until", "till"];
/// Verbs for a present and for a former post.
const POSTS: &[&str] = &[
    "directs", "leads", "runs", "heads", "chairs", "manages", "coaches", "captains", "represents", "works", "teaches",
];
const PAST_POSTS: &[&str] =
    &["directed", "led", "ran", "headed", "chaired", "managed", "coached", "captained", "worked", "taught"];
/// What people lead for a time, which says nothing of where they work now: “who led the study at the university”.
const WORK: &[&str] =
    &["team", "study", "research", "project", "survey", "trial", "analysis", "work", "expedition", "investigation"];
/// How many tokens of a role are read.
const LONGEST: usize = 60;

/// The organizations of a role, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Affiliations {
    pub(crate) present: Vec<String>,
    pub(crate) former: Vec<String>,
}

impl Affiliations {
    /// Adds the organizations in the words of a role.
    pub(crate) fn add(&mut self, document: &Document<'_>, organizations: &Organizations, role: Span) {
        let mut posts: Vec<(String, bool)> = Vec::new();
        let mut past = false;
        let mut named = organizations.within(role).peekable();
        let mut at = document.tokens_in(role).start;
        let end = document.tokens_in(role).end.min(at + LONGEST);
        while at < end {
            if let Some(mention) = named.next_if(|mention| mention.tokens.start <= at) {
                posts.push((organizations.name(mention.organization).to_owned(), past));
                at = mention.tokens.end.max(at + 1);
                continue;
            }
            let word = document.token(at).to_lowercase();
            let next = if at + 1 < end { document.token(at + 1) } else { "" };
            if leads_work(document, at, end) {
                past = false;
            } else if PAST.contains(word.as_str()) || word.starts_with("ex-") {
                past = true;
            } else if PRESENT.contains(&word.as_str()) || word == "and" && begins_another(next) {
                past = false;
            } else if ENDED.contains(&word.as_str()) || word == "from" && next.starts_with(|c: char| c.is_ascii_digit())
            {
                posts.iter_mut().for_each(|(_, past)| *past = true);
            } else if let Some(mention) = meant(document, organizations, at) {
                posts.push((organizations.name(mention.organization).to_owned(), past));
            }
            at += 1;
        }
        for (name, past) in posts {
            self.add_one(name, past);
        }
    }

    fn add_one(&mut self, name: String, past: bool) {
        let (list, other) = if past { (&mut self.former, &self.present) } else { (&mut self.present, &self.former) };
        if !list.contains(&name) && !other.contains(&name) {
            list.push(name);
        }
    }

    /// Adds the organization that somebody leads or works for, by the verb after the name: “Castellane directs the institute”.
    pub(crate) fn add_by_verb(&mut self, document: &Document<'_>, organizations: &Organizations, name: Span) {
        let mut first = document.tokens_in(Span::new(name.end(), document.body.len())).start;
        let word = |i: usize| if i < document.tokens.len() { document.token(i) } else { "" };
        // “Tull, who has led the board for nine years,”
        let relative = word(first) == "," && word(first + 1) == "who";
        first += if relative { 2 } else { 0 };
        let lasts = matches!(word(first), "has" | "have");
        first += usize::from(lasts);
        let past = !lasts && PAST_POSTS.contains(&word(first));
        if !past && !lasts && !POSTS.contains(&word(first)) || lasts && !PAST_POSTS.contains(&word(first)) {
            return;
        }
        let article = |i: usize| usize::from(matches!(word(i), "the" | "a" | "an"));
        let joint = first + 1 + usize::from(matches!(word(first + 1), "at" | "for" | "with"));
        self.add_at(document, organizations, joint + article(joint), past);
    }

    /// Adds the organization right after a name: “Corwin Thayer of Bellrope Securities”.
    pub(crate) fn add_after(&mut self, document: &Document<'_>, organizations: &Organizations, name: Span) {
        let first = document.tokens_in(Span::new(name.end(), document.body.len())).start;
        let word = |i: usize| if i < document.tokens.len() { document.token(i) } else { "" };
        if !matches!(word(first), "of" | "from" | "at" | "with") {
            return;
        }
        self.add_at(document, organizations, first + 1 + usize::from(word(first + 1) == "the"), false);
    }

    /// Adds the organization whose name begins at a token.
    fn add_at(&mut self, document: &Document<'_>, organizations: &Organizations, start: usize, past: bool) {
        let Some(token) = document.tokens.get(start) else { return };
        let next = organizations.within(Span::new(token.span.start(), document.body.len())).next();
        if let Some(mention) = next.filter(|mention| mention.tokens.start == start) {
            self.add_one(organizations.name(mention.organization).to_owned(), past);
        }
    }
}

/// Whether the word after “and” begins another office: “a former judge and the head of …”.
fn begins_another(next: &str) -> bool {
    let lower = next.to_lowercase();
    lexicon::is_determiner(&lower) || (lower == next && (lexicon::is_agent(next) || names::is_title(next)))
}

/// The organization that a noun in a role means: “the company’s treasurer”, “a company spokesman”.
fn meant<'o>(document: &Document<'_>, organizations: &'o Organizations, at: usize) -> Option<&'o Mention> {
    let noun = document.token(at);
    let spokes = Organizations::is_noun(noun) && next_word(document, at).starts_with("spokes");
    let spoken_for = spokes.then(|| organizations.called(document, noun, at)).flatten();
    spoken_for.or_else(|| by_noun(document, organizations, at))
}

/// The organization that “the council” means, by the token of its noun; `None` in a longer phrase such as “the council chamber”.
pub(crate) fn by_noun<'o>(document: &Document<'_>, organizations: &'o Organizations, at: usize) -> Option<&'o Mention> {
    let noun = document.token(at);
    let definite = at.checked_sub(1).is_some_and(|i| matches!(document.token(i), "the" | "The"));
    let whole = definite && Organizations::is_noun(noun) && ends_noun(next_word(document, at));
    whole.then(|| organizations.called(document, noun, at)).flatten()
}

/// The word after a token; empty after the last.
fn next_word<'a>(document: &Document<'a>, at: usize) -> &'a str {
    document.tokens.get(at + 1).map_or("", |_| document.token(at + 1))
}

/// Whether a word ends a noun phrase.
fn ends_noun(word: &str) -> bool {
    !word.starts_with(char::is_alphanumeric)
        || lexicon::bounds_phrase(word)
        || lexicon::joins_nouns(word)
        || lexicon::is_auxiliary(word)
}
/// Whether “led the study” begins at a token.
fn leads_work(document: &Document<'_>, at: usize, end: usize) -> bool {
    let led = matches!(document.token(at), "led" | "headed" | "directed" | "ran" | "managed" | "oversaw");
    led && (at + 1..end.min(at + 4)).any(|i| WORK.contains(&document.token(i)))
}
