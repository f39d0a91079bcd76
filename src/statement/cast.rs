//! The people whom a text introduces by their full name, each with the role that it gives them.

use super::{lexicon, organizations, phrase};
use crate::names;
use crate::text::{Document, ParagraphKind, Span, TokenKind};

/// What titles and pronouns tell of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Male,
    Female,
}

/// A person whom the text names in full.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Person {
    /// The fullest form of the name in the text, titles left out.
    pub(super) name: String,
    /// First and last word of the name's key.
    pub(super) first: String,
    pub(super) family: String,
    pub(super) role: Option<Span>,
    pub(super) gender: Option<Gender>,
    /// Where the full name stands, in order.
    pub(super) places: Vec<usize>,
}

/// The people of a text, in the order in which they come in.
#[derive(Debug, Default)]
pub(super) struct Cast {
    pub(super) people: Vec<Person>,
}

/// How many tokens a role has at most.
const LONGEST_ROLE: usize = 36;

/// Words that two capital letters do not make a person of.
const NOT_PEOPLE: &[&str] = &[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "june", "july", "august", "september", "october", "november", "december", "street", "avenue", "road",
    "county", "city", "river", "north", "south", "east", "west", "new", "united", "states", "island", "act", "bridge",
    "day", "american", "republican", "democratic", "democrat", "republicans", "democrats", "americans", "british",
    "european", "bay", "lake", "park", "valley", "war", "world", "square", "amendment", "primary", "debate", "d.c.",
    "cup", "prize",
];

impl Cast {
    /// Collects the people of a text.
    pub(super) fn of(document: &Document<'_>) -> Self {
        let mut cast = Self::default();
        for paragraph in document.paragraphs.iter().filter(|p| p.kind == ParagraphKind::Prose) {
            for name in phrase::names_in(document, paragraph.span) {
                cast.meet(document, name);
            }
        }
        cast
    }

    fn meet(&mut self, document: &Document<'_>, name: Span) {
        let words = document.words(name);
        let key = names::key(words);
        let parts: Vec<&str> = key.split(' ').collect();
        if parts.len() < 2
            || parts.len() > 5
            || parts.iter().any(|part| NOT_PEOPLE.contains(part))
            || organizations::is_organization(words)
        {
            return;
        }
        let (first, family) = (parts[0], names::family(&key));
        let role = || apposition(document, name).or_else(|| title(document, name));
        let gender = gender(document, name);
        // “Billionaire Donald Trump” is Donald Trump, where the text calls him that.
        let shorter =
            |person: &Person| person.family == family && key.ends_with(&format!(" {} {}", person.first, person.family));
        if self.people.iter().any(shorter) {
            return;
        }
        self.people.retain(|person| !names::key(&person.name).ends_with(&format!(" {key}")));
        match self.people.iter_mut().find(|person| person.first == first && person.family == family) {
            Some(person) => {
                if words.len() > person.name.len() {
                    person.name = words.to_owned();
                }
                person.role = person.role.or_else(role);
                person.gender = person.gender.or(gender);
                person.places.push(name.start());
            }
            None => self.people.push(Person {
                name: words.to_owned(),
                first: first.to_owned(),
                family: family.to_owned(),
                role: role(),
                gender,
                places: vec![name.start()],
            }),
        }
    }

    /// The person a name stands for at `place`: by full name; else by family or first name, the one of that name who
    /// was named last before, or else who is the only one.
    pub(super) fn find(&self, name: &str, gender: Option<Gender>, place: usize) -> Option<usize> {
        let key = names::key(name);
        let family = names::family(&key);
        let full = key.contains(' ');
        let fits = |person: &Person| {
            if full {
                person.family == family
                    && (key.starts_with(&person.first) || key.ends_with(&format!(" {} {family}", person.first)))
            } else {
                person.family == key || person.first == key
            }
        };
        let agrees = |person: &Person| gender.is_none() || person.gender.is_none() || person.gender == gender;
        let candidates = || self.people.iter().enumerate().filter(|(_, p)| fits(p) && agrees(p));
        let last = |person: &Person| person.places.iter().copied().filter(|&at| at <= place).max();
        let before = candidates().filter(|(_, p)| last(p).is_some()).max_by_key(|(_, p)| last(p));
        before.or_else(|| candidates().next().filter(|_| candidates().count() == 1)).map(|(index, _)| index)
    }

    /// The person whose role holds a noun, if it is one person only: “the senator”.
    pub(super) fn in_role(&self, document: &Document<'_>, noun: &str) -> Option<usize> {
        let mut holders = self.people.iter().enumerate().filter(|(_, person)| {
            person.role.is_some_and(|role| {
                document
                    .words(role)
                    .split_whitespace()
                    .any(|word| word.trim_end_matches('.').eq_ignore_ascii_case(noun))
            })
        });
        let first = holders.next()?;
        holders.next().is_none().then_some(first.0)
    }
}

/// “, a former … official who’s now at …” behind a name.
fn apposition(document: &Document<'_>, name: Span) -> Option<Span> {
    let paragraph = document.paragraphs[document.paragraph_at(name.start())].span;
    let mut first = document.tokens_in(Span::new(name.end(), paragraph.end())).start;
    let end = document.tokens_in(paragraph).end.min(first + LONGEST_ROLE);
    let word = |index: usize| if index < end { document.token(index) } else { "" };
    if !matches!(word(first), "," | "—") {
        return None;
    }
    first += 1;
    // An age stands between: “Ida Holm, 34, a nurse”.
    if document.tokens.get(first).is_some_and(|t| t.kind == TokenKind::Number) && word(first + 1) == "," {
        first += 2;
    }
    let lead = word(first).to_lowercase();
    let relative = lead == "who" || lead == "whose";
    let noun = !lexicon::bounds_phrase(&lead)
        && !lexicon::joins_nouns(&lead)
        && lexicon::verb(&lead).is_none()
        && !lead.ends_with("ing");
    let reports = relative
        && (lexicon::is_auxiliary(word(first + 1)) || lexicon::verb(&word(first + 1).to_lowercase()).is_some());
    if lead.is_empty() || reports || !(relative || noun) || !lead.starts_with(char::is_alphabetic) {
        return None;
    }
    let last = (first..end)
        .take_while(|&i| {
            let token = document.tokens[i];
            let stop =
                token.kind == TokenKind::Mark && matches!(word(i), "," | "." | ";" | "—" | ":" | "?" | "!" | "(");
            !stop && document.quotation_at(token.span.start()).is_none()
        })
        .last()?;
    let span = document.tokens[first].span.join(document.tokens[last].span);
    // One capital word is a place (“of Boston, Mass.”) or a second name; a role has a noun in lower case.
    let has_noun = document.tokens_in(span).any(|i| {
        !document.tokens[i].capital && document.token(i).len() > 2 && !lexicon::is_determiner(document.token(i))
    });
    has_noun.then_some(span)
}

/// “State Department spokesman” before a name.
fn title(document: &Document<'_>, name: Span) -> Option<Span> {
    let end = document.tokens.partition_point(|t| t.span.start() < name.start());
    let paragraph = document.paragraphs[document.paragraph_at(name.start())].span;
    let start = document.tokens_in(paragraph).start;
    let last = end.checked_sub(1).filter(|&i| i >= start)?;
    let word = document.token(last);
    let office = names::is_title(word) || is_agent(&word.to_lowercase());
    let honorific = ["Mr.", "Mrs.", "Ms.", "Miss", "Dr.", "The", "the", "Sir", "Mr", "Mrs", "Ms", "Dr"].contains(&word);
    if !office || honorific {
        return None;
    }
    let mut first = last;
    while first > start && last - first < 8 {
        let before = document.token(first - 1).to_lowercase();
        let token = document.tokens[first - 1];
        let stops = token.kind != TokenKind::Word
            || lexicon::bounds_phrase(&before)
            || lexicon::is_determiner(&before)
            || lexicon::joins_nouns(&before)
            || lexicon::verb(&before).is_some()
            || document.quotation_at(token.span.start()).is_some();
        if stops {
            break;
        }
        first -= 1;
    }
    Some(document.tokens[first].span.join(document.tokens[last].span))
}

/// Nouns of people by what they do.
fn is_agent(word: &str) -> bool {
    word.len() > 4
        && ["er", "or", "ist", "man", "woman", "person", "ian", "ant", "yst", "chief", "aide"]
            .iter()
            .any(|end| word.ends_with(end))
        && ![
            "after", "under", "over", "other", "another", "whether", "however", "never", "later", "earlier", "former",
            "former,", "rather", "together", "human", "her", "number", "matter", "order", "september", "october",
            "november", "december", "letter", "paper", "than",
        ]
        .contains(&word)
}

fn gender(document: &Document<'_>, name: Span) -> Option<Gender> {
    let before = document.tokens.partition_point(|t| t.span.start() < name.start()).checked_sub(1)?;
    gender_of(document.token(before))
}

/// The gender that a title or noun tells.
pub(super) fn gender_of(word: &str) -> Option<Gender> {
    match word.trim_end_matches('.').to_lowercase().as_str() {
        "mr" | "sir" | "lord" | "king" | "prince" | "father" | "brother" | "spokesman" | "chairman" | "congressman"
        | "councilman" | "businessman" | "husband" | "he" | "him" | "his" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "dame" | "lady" | "queen" | "princess" | "sister" | "spokeswoman" | "chairwoman"
        | "congresswoman" | "councilwoman" | "businesswoman" | "wife" | "she" | "her" => Some(Gender::Female),
        _ => None,
    }
}
