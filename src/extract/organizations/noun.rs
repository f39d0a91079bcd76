//! A noun for an organization: “the agency”.

use super::kind::Kind;
use super::{Mention, Organizations};
use crate::text::Document;

/// How many paragraphs back “the agency” can refer, if the text names several.
const REACH: usize = 8;
/// How many names back it can refer; limits the cost in a long list of names.
const MENTIONS: usize = 100;

impl Organizations {
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
