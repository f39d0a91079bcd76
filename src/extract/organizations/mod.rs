//! The organizations of a text: companies, agencies, parties, universities, campaigns, newspapers.
//!
//! `scan` recognises a name by its last word or the word before “of” (`kinds.tsv`), by a table of well-known ones (`known.tsv`),
//! by capital letters, or by the words around it. All forms of a name are one organization: initials, the first or last words
//! of a longer name, and the forms in the table. “The bureau” is the last organization before it that can be called so. People,
//! countries and cities are not organizations. `affiliation` finds those that people belong to.

mod affiliation;
mod kind;
mod scan;

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

use crate::extract::people::countries;
use crate::text::{Document, Span};
use kind::{Kind, key};
use scan::{Named, Scan};

pub(crate) use affiliation::{Affiliations, by_noun};
pub use kind::{organization_forms, organization_key};

/// How many paragraphs back “the agency” can refer, if the text names several.
const REACH: usize = 8;
/// How many names back it can refer; limits the cost in a long list of names.
const MENTIONS: usize = 100;

/// The organizations that a text names, each by its fullest name in the text, in the order of the text; for callers that do not
/// know its people.
///
/// Costs about 0.3 µs a token.
pub fn organizations(document: &Document<'_>) -> Vec<String> {
    Organizations::of(document, &|_| false).all()
}

/// The organizations of a text, and every place that names one.
#[derive(Debug, Default)]
pub(crate) struct Organizations {
    /// The fullest name that the text gives each, without “the”.
    names: Vec<String>,
    kinds: Vec<Kind>,
    /// In the order of the text.
    mentions: Vec<Mention>,
}

/// A place that names an organization.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) tokens: Range<usize>,
    pub(crate) span: Span,
    pub(crate) organization: usize,
}

impl Organizations {
    /// Finds the organizations of a text; `is_person` is true for tokens of a person's name.
    ///
    /// Takes time linear in the text and quadratic in the number of different names.
    pub(crate) fn of(document: &Document<'_>, is_person: &dyn Fn(usize) -> bool) -> Self {
        let (mut named, mut others) = Scan::new(document, is_person).names();
        take_longer(document, &mut named, &mut others);
        let mut found = Self::default();
        let forms = Forms::of(&named);
        let mut by_key: FxHashMap<String, usize> = FxHashMap::default();
        for name in &named {
            let full = forms.fullest(name);
            let organization = *by_key.entry(key(&full.name)).or_insert_with(|| {
                found.names.push(full.name.split_whitespace().collect::<Vec<_>>().join(" "));
                found.kinds.push(full.kind);
                found.names.len() - 1
            });
            found.push(document, name.tokens.clone(), organization);
        }
        found.add_short_forms(document, &others);
        found.mentions.sort_by_key(|mention| mention.tokens.start);
        found
    }

    fn push(&mut self, document: &Document<'_>, tokens: Range<usize>, organization: usize) {
        let span = document.tokens[tokens.start].span.join(document.tokens[tokens.end - 1].span);
        self.mentions.push(Mention { tokens, span, organization });
    }

    /// Adds the places with part of a name: “Corvane” for Corvane Shipping Corp, “the Post” for the Tidewater Post.
    fn add_short_forms(&mut self, document: &Document<'_>, others: &[Range<usize>]) {
        let span =
            |tokens: &Range<usize>| document.tokens[tokens.start].span.join(document.tokens[tokens.end - 1].span);
        let before = |tokens: &Range<usize>| tokens.start.checked_sub(1).map_or("", |i| document.token(i));
        // A name after “in” is a place.
        let is_place = |tokens: &&Range<usize>| matches!(before(tokens), "in" | "In" | "near" | "across" | "outside");
        let places: FxHashSet<String> =
            others.iter().filter(is_place).map(|tokens| key(document.words(span(tokens)))).collect();
        let firsts = self.first_words();
        // For the last words of a name, the last organization named so.
        let mut lasts: FxHashMap<String, usize> = FxHashMap::default();
        let mut mentions = self.mentions.iter().peekable();
        let mut found = Vec::new();
        for tokens in others {
            while let Some(mention) = mentions.next_if(|mention| mention.tokens.start < tokens.start) {
                let name = key(&self.names[mention.organization]);
                let ends = name.match_indices(' ').map(|(at, _)| &name[at + 1..]);
                lasts.extend(ends.map(|end| (end.to_owned(), mention.organization)));
            }
            let form = key(document.words(span(tokens)));
            let head = form.rsplit(' ').next().is_some_and(|word| Kind::of_head(word).is_some());
            let led = head && matches!(before(tokens), "the" | "The");
            let whole = lasts.get(&form).filter(|_| led);
            let first = firsts.get(&form).filter(|_| !places.contains(&form) && !countries::is_country(&form));
            if let Some(organization) = whole.or(first.and_then(|one| one.as_ref())) {
                found.push((tokens.clone(), *organization));
            }
        }
        for (tokens, organization) in found {
            self.push(document, tokens, organization);
        }
    }

    /// The companies, banks and teams by the first words of their names; `None` if two share them.
    fn first_words(&self) -> FxHashMap<String, Option<usize>> {
        let short = ["company", "bank", "team"].map(Kind::named);
        let letters = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
        let mut firsts: FxHashMap<String, Option<usize>> = FxHashMap::default();
        for (number, name) in self.names.iter().enumerate() {
            let words: Vec<&str> = name.split(' ').collect();
            let one = short.contains(&self.kinds[number]) || letters(words[0]);
            for count in if one { 1 } else { 2 }..words.len().min(4) {
                let first = firsts.entry(key(&words[..count].join(" "))).or_insert(Some(number));
                *first = first.filter(|known| *known == number);
            }
        }
        firsts
    }

    /// Whether an organization of the text has this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    /// The organization's name.
    pub(crate) fn name(&self, organization: usize) -> &str {
        &self.names[organization]
    }

    /// The mentions inside a stretch of the text.
    pub(crate) fn within(&self, span: Span) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|mention| mention.span.start() < span.start());
        self.mentions[first..].iter().take_while(move |mention| mention.span.end() <= span.end())
    }

    /// The mention around a stretch of the text.
    pub(crate) fn around(&self, span: Span) -> Option<&Mention> {
        let after = self.mentions.partition_point(|mention| mention.span.start() <= span.start());
        self.mentions[..after].last().filter(|mention| mention.span.end() >= span.end())
    }

    /// All names, in the order of their first mention.
    pub(crate) fn all(&self) -> Vec<String> {
        let mut order: Vec<usize> = Vec::new();
        for mention in &self.mentions {
            if !order.contains(&mention.organization) {
                order.push(mention.organization);
            }
        }
        order.into_iter().map(|organization| self.names[organization].clone()).collect()
    }

    /// The mentions before a token, last one first.
    pub(crate) fn before(&self, token: usize) -> impl Iterator<Item = &Mention> {
        self.mentions[..self.mentions.partition_point(|mention| mention.tokens.end <= token)].iter().rev()
    }

    /// The last mention before a token.
    pub(crate) fn last_before(&self, token: usize) -> Option<&Mention> {
        self.before(token).next()
    }

    /// The organization that “the agency” at a token means: the last one nearby that can be called so, or the only one of the
    /// text.
    pub(crate) fn called(&self, document: &Document<'_>, noun: &str, token: usize) -> Option<&Mention> {
        let kinds = Kind::of_noun(noun);
        // Prefer the first kind of the noun over the others.
        let by = |some: &[Kind]| self.called_by(document, noun, some, token);
        kinds.first().and_then(|first| by(&[*first])).or_else(|| by(kinds))
    }

    fn called_by(&self, document: &Document<'_>, noun: &str, kinds: &[Kind], token: usize) -> Option<&Mention> {
        let fits = |mention: &&Mention| {
            let name = self.names[mention.organization].to_lowercase();
            let own = name.rsplit(' ').next() == Some(noun)
                || name.split(" of ").next().is_some_and(|n| n.rsplit(' ').next() == Some(noun));
            own || kinds.contains(&self.kinds[mention.organization])
        };
        let near = |mention: &Mention| {
            let paragraph = |token: usize| document.paragraph_at(document.tokens[token].span.start());
            paragraph(token) - paragraph(mention.tokens.start) <= REACH
        };
        let last = self.before(token).take(MENTIONS).find(fits);
        if let Some(last) = last.filter(|last| near(last)) {
            return Some(last);
        }
        // Far away, or named later only: accept it if it is the only one.
        let mut all = self.mentions.iter().take(MENTIONS).filter(fits);
        let first = all.next()?;
        all.all(|mention| mention.organization == first.organization).then_some(last.unwrap_or(first))
    }

    /// Whether a noun can refer to an organization.
    pub(crate) fn is_noun(noun: &str) -> bool {
        !Kind::of_noun(noun).is_empty()
    }
}

/// If only its surroundings show that “Halden” is an organization, then so is a longer name that begins with it, “Halden Works”.
fn take_longer(document: &Document<'_>, named: &mut Vec<Named>, others: &mut Vec<Range<usize>>) {
    let unsure: FxHashMap<String, Kind> =
        named.iter().filter(|name| !name.sure).map(|name| (key(&name.name), name.kind)).collect();
    let longer = |tokens: &Range<usize>| {
        let kind = (tokens.len() > 1).then(|| unsure.get(&key(document.token(tokens.start)))).flatten()?;
        let span = document.tokens[tokens.start].span.join(document.tokens[tokens.end - 1].span);
        Some(Named {
            tokens: tokens.clone(),
            name: document.words(span).to_owned(),
            kind: *kind,
            known: None,
            sure: false,
        })
    };
    named.extend(others.iter().filter_map(longer));
    others.retain(|tokens| longer(tokens).is_none());
    named.sort_by_key(|name| name.tokens.start);
}

/// The names of a text, by the forms under which each may go.
struct Forms<'n> {
    /// By what is known of it, by key, by initials, and by its first or last words: the longest name.
    known: FxHashMap<usize, &'n Named>,
    initials: FxHashMap<String, &'n Named>,
    ends: FxHashMap<String, Option<&'n Named>>,
    /// By the first word, for names that only what stands around tells.
    firsts: FxHashMap<String, Option<&'n Named>>,
}

impl<'n> Forms<'n> {
    fn of(named: &'n [Named]) -> Self {
        let mut forms = Forms {
            known: FxHashMap::default(),
            initials: FxHashMap::default(),
            ends: FxHashMap::default(),
            firsts: FxHashMap::default(),
        };
        for name in named {
            if let Some(row) = name.known {
                let longest = forms.known.entry(row).or_insert(name);
                if name.name.len() > longest.name.len() {
                    *longest = name;
                }
            }
            for initials in initials(&name.name) {
                forms.initials.entry(initials).or_insert(name);
            }
            if let Some((first, _)) = name.name.split_once(' ') {
                let whole = forms.firsts.entry(key(first)).or_insert(Some(name));
                *whole = whole.filter(|whole| key(&whole.name) == key(&name.name));
            }
            for end in ends(&name.name) {
                let whole = forms.ends.entry(end).or_insert(Some(name));
                // Two that begin or end alike are not told apart by that.
                if whole.is_some_and(|whole| {
                    key(&whole.name) != key(&name.name)
                        && !key(&whole.name).ends_with(&key(&name.name))
                        && !key(&name.name).ends_with(&key(&whole.name))
                }) {
                    *whole = None;
                } else if whole.is_some_and(|whole| whole.name.len() < name.name.len()) {
                    *whole = Some(name);
                }
            }
        }
        forms
    }

    /// The fullest form of a name that the text has.
    fn fullest(&self, name: &'n Named) -> &'n Named {
        let known = name.known.and_then(|row| self.known.get(&row).copied());
        let letters = name.name.replace('.', "");
        let is_initials = letters.chars().all(|c| c.is_uppercase() || c == '&');
        let long = is_initials.then(|| self.initials.get(&letters).copied()).flatten();
        let first = || self.firsts.get(&key(&name.name)).copied().flatten().filter(|_| !name.sure);
        let longer = || self.ends.get(&key(&name.name)).copied().flatten().or_else(first);
        let best = known.filter(|known| known.name.len() > name.name.len()).or(long).or_else(longer).unwrap_or(name);
        if best.name.len() > name.name.len() { best } else { name }
    }
}

/// The initials of a name of several words, with and without its small words: “AFSR” and “AFS”.
fn initials(name: &str) -> Vec<String> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    if words.len() < 2 {
        return Vec::new();
    }
    let first = |word: &&str| word.chars().next().into_iter().flat_map(char::to_uppercase).collect::<String>();
    let capitals: String = words.iter().filter(|word| word.starts_with(char::is_uppercase)).map(first).collect();
    let all: String = words.iter().filter(|word| !matches!(**word, "the" | "and" | "&")).map(first).collect();
    let mut found = vec![capitals];
    if !found.contains(&all) {
        found.push(all);
    }
    found.retain(|initials| initials.chars().count() > 1);
    found
}

/// The keys under which a longer name may go: the last words, or the first ones.
fn ends(name: &str) -> Vec<String> {
    let key = key(name);
    let words: Vec<&str> = key.split(' ').collect();
    if words.len() < 2 || words.len() > 12 {
        return Vec::new();
    }
    let last = (1..words.len()).map(|from| words[from..].join(" "));
    let first = (2..words.len()).map(|to| words[..to].join(" "));
    last.chain(first).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The organizations of a text, and those that its places name.
    fn of(text: &str) -> (Vec<String>, Vec<String>) {
        let document = Document::new(text);
        let found = Organizations::of(&document, &|_| false);
        let places = found
            .mentions
            .iter()
            .map(|mention| format!("{} = {}", document.words(mention.span), found.name(mention.organization)));
        (found.all(), places.collect())
    }

    #[test]
    fn names_are_found_whole() {
        for (text, names) in [
            (
                "She joined the Department of Health and Human Services in May.",
                &["Department of Health and Human Services"][..],
            ),
            ("The Food and Drug Administration said no.", &["Food and Drug Administration"]),
            ("It is the Amalgamated Tug and Pilot Union, he said.", &["Amalgamated Tug and Pilot Union"]),
            ("a trustee of the University of Veldmoor", &["University of Veldmoor"]),
            (
                "Dunmore Textiles, Inc. sold the mill to Bellrope Securities.",
                &["Dunmore Textiles, Inc.", "Bellrope Securities"],
            ),
            (
                "The Harbor Workers’ Union and the Justice Department met.",
                &["Harbor Workers’ Union", "Justice Department"],
            ),
            ("the Alliance to Reclaim Our Schools", &["Alliance to Reclaim Our Schools"]),
            ("Corvane, a shipping company, and the airline Halyard merge.", &["Corvane", "Halyard"]),
            ("In Paris, Ida Holm of France met Council members.", &[]),
            ("The Clinton campaign and Tulsa police disagreed.", &["Clinton campaign", "Tulsa police"]),
        ] {
            assert_eq!(of(text).0, names, "{text}");
        }
    }

    #[test]
    fn forms_of_a_name_are_one_organization() {
        let text = "The Federal Harbor Bureau met. The FHB said so. Corvane Shipping Corp. fell. Corvane rose. \
            The United Nations Security Council voted; the Security Council and the U.N. spoke. The Tidewater Post wrote it, the \
            Post said.";
        assert_eq!(
            of(text).1,
            [
                "Federal Harbor Bureau = Federal Harbor Bureau",
                "FHB = Federal Harbor Bureau",
                "Corvane Shipping Corp. = Corvane Shipping Corp.",
                "Corvane = Corvane Shipping Corp.",
                "United Nations Security Council = United Nations Security Council",
                "Security Council = United Nations Security Council",
                "U.N. = U.N.",
                "Tidewater Post = Tidewater Post",
                "Post = Tidewater Post",
            ]
        );
    }

    #[test]
    fn a_noun_means_the_last_one_that_is_called_so() {
        let text = "The Federal Harbor Bureau sued Corvane Shipping Corp. on Monday. The company and the bureau did not agree.";
        let document = Document::new(text);
        let found = Organizations::of(&document, &|_| false);
        let at = |word: &str| document.tokens_in(Span::new(text.find(word).unwrap(), text.len())).start;
        let called =
            |noun: &str| found.called(&document, noun, at(noun)).map(|mention| found.name(mention.organization));
        assert_eq!(called("company"), Some("Corvane Shipping Corp."));
        assert_eq!(called("bureau"), Some("Federal Harbor Bureau"));
    }
}
