//! Forms of a name: which shorter names and initials mean the same organization as a longer one.

use rustc_hash::FxHashMap;
use std::ops::Range;

use super::kind::{Kind, key};
use super::scan::Named;
use crate::text::Document;

/// If only its surroundings show that “Halden” is an organization, then so is a longer name that begins with it, “Halden Works”.
pub(super) fn take_longer(document: &Document<'_>, named: &mut Vec<Named>, others: &mut Vec<Range<usize>>) {
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
pub(super) struct Forms<'n> {
    /// By what is known of it, by key, by initials, and by its first or last words: the longest name.
    known: FxHashMap<usize, &'n Named>,
    initials: FxHashMap<String, &'n Named>,
    ends: FxHashMap<String, Option<&'n Named>>,
    /// By the first word, for names that only their surroundings show.
    firsts: FxHashMap<String, Option<&'n Named>>,
}

impl<'n> Forms<'n> {
    pub(super) fn of(named: &'n [Named]) -> Self {
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
                // Two names with the same beginning or end have no such form.
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
    pub(super) fn fullest(&self, name: &'n Named) -> &'n Named {
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
