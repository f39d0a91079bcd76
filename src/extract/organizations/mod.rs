//! The organizations of a text: companies, agencies, parties, universities, campaigns, newspapers.
//!
//! `scan` recognises a name by its last word or the word before “of” (`kinds.tsv`), by a table of well-known ones (`known.tsv`),
//! by capital letters, or by the words around it. All forms of a name are one organization: initials, the first or last words
//! of a longer name, and the forms in the table. “The bureau” is the last organization before it that can be called so. People,
//! countries and cities are not organizations. `affiliation` finds those that people belong to.

mod affiliation;
mod kind;
mod name_forms;
mod noun;
mod scan;
mod short_forms;

use rustc_hash::FxHashMap;
use std::ops::Range;

use crate::text::{Document, Span};
use kind::{Kind, key};
use name_forms::{Forms, take_longer};
use scan::Scan;

pub(crate) use affiliation::{Affiliations, by_noun};
pub(crate) use kind::{organization_forms, organization_key};

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
