//! Part of a name for an organization: “Corvane” for Corvane Shipping Corp.

use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

use super::Organizations;
use super::kind::{Kind, key};
use crate::extract::people::countries;
use crate::text::Document;

impl Organizations {
    /// Adds the places with part of a name: “Corvane” for Corvane Shipping Corp, “the Post” for the Tidewater Post.
    pub(super) fn add_short_forms(&mut self, document: &Document<'_>, others: &[Range<usize>]) {
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
}
