//! Kinds of organizations: the words of their names, and the nouns that refer to them.

use rustc_hash::FxHashMap;
use std::sync::LazyLock;

use crate::names;

/// A kind of organization, by its row in `kinds.tsv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Kind(u8);

struct Kinds {
    /// By the name of the kind, by the last word of a name, and by the nouns that can refer to one.
    named: FxHashMap<&'static str, Kind>,
    heads: FxHashMap<&'static str, Kind>,
    nouns: FxHashMap<&'static str, Vec<Kind>>,
    known: FxHashMap<String, Known>,
    /// The forms of each known one, in lower case, the name in full first.
    forms: Vec<Vec<String>>,
    /// How many words the longest known name has.
    longest: usize,
}

/// An organization in `known.tsv`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known {
    /// Its row in `known.tsv`: forms of one row are one organization.
    pub(crate) row: usize,
    pub(crate) kind: Kind,
}

static KINDS: LazyLock<Kinds> = LazyLock::new(|| {
    let mut kinds = Kinds {
        named: FxHashMap::default(),
        heads: FxHashMap::default(),
        nouns: FxHashMap::default(),
        known: FxHashMap::default(),
        forms: Vec::new(),
        longest: 0,
    };
    for (kind, row) in (0..).map(Kind).zip(rows(include_str!("kinds.tsv"))) {
        let [name, heads, nouns] = row;
        kinds.named.insert(name, kind);
        for head in heads.split(' ') {
            kinds.heads.entry(head).or_insert(kind);
        }
        for noun in nouns.split(' ').filter(|noun| !noun.is_empty()) {
            kinds.nouns.entry(noun).or_default().push(kind);
        }
    }
    for (row, [name, kind, forms]) in rows(include_str!("known.tsv")).enumerate() {
        let kind = kinds.named[kind];
        kinds.forms.push(Vec::new());
        for form in std::iter::once(name).chain(forms.split("; ")).filter(|form| !form.is_empty()) {
            kinds.longest = kinds.longest.max(form.split(' ').count());
            kinds.forms[row].push(key(form));
            kinds.known.entry(key(form)).or_insert(Known { row, kind });
        }
    }
    kinds
});

/// The lines of a table with three columns, without comments.
fn rows(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        std::array::from_fn(|_| columns.next().unwrap_or_default())
    })
}

/// The key under which spellings of a name are equal: case, accents, full stops and “the” do not count.
pub(crate) fn key(name: &str) -> String {
    let folded = names::fold(name).replace('.', "");
    let folded = folded.strip_suffix("'s").filter(|name| name.contains(' ')).unwrap_or(&folded);
    folded.strip_prefix("the ").unwrap_or(folded).to_owned()
}

impl Kind {
    /// The kind of a name with this last word, in lower case.
    pub(crate) fn of_head(word: &str) -> Option<Self> {
        KINDS.heads.get(word.trim_end_matches('.')).copied()
    }

    pub(crate) fn named(name: &str) -> Self {
        KINDS.named[name]
    }

    /// The kinds that a noun in lower case can refer to; empty for other nouns.
    pub(crate) fn of_noun(noun: &str) -> &'static [Kind] {
        KINDS.nouns.get(noun).map_or(&[], Vec::as_slice)
    }
}

impl Known {
    /// The organization with this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        KINDS.known.get(&key(name)).copied()
    }

    /// How many words the longest known name has.
    pub(crate) fn longest() -> usize {
        KINDS.longest
    }
}

/// All forms of the name of a known organization, in lower case; empty for others.
pub(crate) fn organization_forms(name: &str) -> &'static [String] {
    Known::of(name).map_or(&[], |known| KINDS.forms[known.row].as_slice())
}

/// The key under which the forms of an organization's name are equal: “FBI” and “the Federal Bureau of Investigation”.
pub(crate) fn organization_key(name: &str) -> String {
    organization_forms(name).first().cloned().unwrap_or_else(|| key(name))
}
