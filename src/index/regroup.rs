//! Finds the articles of the index that print the same story.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;
use serde::Deserialize;
use tantivy::schema::Value;
use tantivy::{DateTime, DocAddress, Searcher, TantivyDocument};

use super::Index;
use super::schema::column;
use super::stories::{Pair, Stories, read_compared, write_compared};
use crate::duplicate::{Fingerprint, Words, groups};
use crate::error::Result;

/// So many texts are read and compared at a time: their words fill 100 MB.
const TEXTS: usize = 1 << 15;

/// Whether the groups are those of the newest commit.
pub(super) fn is_done(index: &Index) -> tantivy::Result<bool> {
    Ok(Stories::read(index.directory()).commit == Some(index.inner.load_metas()?.opstamp))
}

/// Makes the groups anew from the fingerprints of all articles, and writes them beside the documents.
///
/// Costs about 8 µs and 500 bytes an article, and a reading of both texts for each pair that no earlier run compared.
pub(super) fn regroup(index: &Index) -> Result<()> {
    let searcher = index.searcher()?;
    regrouped(index, &searcher).map_err(|error| index.failed(&error))
}

fn regrouped(index: &Index, searcher: &Searcher) -> tantivy::Result<()> {
    let commit = index.inner.load_metas()?.opstamp;
    let (printings, prints) = printings(searcher)?;
    let texts = Texts { index, searcher, printings: &printings };
    let found = groups(&prints, |pairs| texts.compare(pairs, &prints))?;
    let mut stories = Vec::with_capacity(found.len());
    for group in found {
        let mut ranked: Vec<_> =
            group.into_iter().map(|at| Ok((texts.rank(at)?, printings[at].article))).collect::<tantivy::Result<_>>()?;
        ranked.sort_unstable();
        stories.push(ranked.into_iter().map(|(_, article)| article).collect());
    }
    Ok(Stories::new(commit, &stories).write(index.directory())?)
}

/// An article as the index holds it.
struct Printing {
    article: u64,
    address: DocAddress,
}

fn printings(searcher: &Searcher) -> tantivy::Result<(Vec<Printing>, Vec<Fingerprint>)> {
    let mut printings = Vec::new();
    let mut prints = Vec::new();
    for (segment_ord, segment) in (0..).zip(searcher.segment_readers()) {
        let columns = segment.fast_fields();
        let (article, hash) = (columns.u64(column::ARTICLE)?, columns.u64(column::TEXT_HASH)?);
        let (length, sample) = (columns.u64(column::LENGTH)?, columns.u64(column::SAMPLE)?);
        for doc_id in segment.doc_ids_alive() {
            let (Some(text), Some(words)) = (hash.first(doc_id), length.first(doc_id)) else { continue };
            let shingles: Vec<u32> = sample.values_for_doc(doc_id).map(|shingle| shingle as u32).collect();
            printings.push(Printing {
                article: article.first(doc_id).unwrap_or(0),
                address: DocAddress { segment_ord, doc_id },
            });
            prints.push(Fingerprint::from_parts(text, words as u32, &shingles));
        }
    }
    Ok((printings, prints))
}

/// What stands first among the printings of a story: those with a date, the earliest day, by outlet, by time, by path. The
/// outlet goes before the time, which not every article tells.
type Rank = (bool, i64, String, Option<DateTime>, String, Option<u64>);

const SECONDS_A_DAY: i64 = 86_400;

struct Texts<'i> {
    index: &'i Index,
    searcher: &'i Searcher,
    printings: &'i [Printing],
}

impl Texts<'_> {
    /// Which pairs of articles have the same text, as far as the rule goes.
    fn compare(&self, pairs: &[(usize, usize)], prints: &[Fingerprint]) -> tantivy::Result<Vec<bool>> {
        let before = read_compared(self.index.directory());
        let hashes = |(one, other): (usize, usize)| -> Pair {
            let (one, other) = (prints[one].text, prints[other].text);
            (one.min(other), one.max(other))
        };
        let unknown: Vec<(usize, usize)> =
            pairs.iter().copied().filter(|pair| !before.contains_key(&hashes(*pair))).collect();
        let mut now = HashMap::with_capacity(unknown.len());
        let mut rest = unknown.as_slice();
        while !rest.is_empty() {
            let (some, needed) = self.of_few_texts(rest);
            rest = &rest[some.len()..];
            let words: HashMap<usize, Words> =
                needed.into_par_iter().map(|at| Ok((at, self.words(at)?))).collect::<tantivy::Result<_>>()?;
            let same = some.par_iter().map(|pair| (hashes(*pair), words[&pair.0].is_same_story(&words[&pair.1])));
            now.par_extend(same);
        }
        let found = |pair: Pair| now.get(&pair).or_else(|| before.get(&pair)).copied().unwrap_or(false);
        let compared: Vec<(Pair, bool)> =
            pairs.iter().map(|pair| hashes(*pair)).map(|pair| (pair, found(pair))).collect();
        write_compared(self.index.directory(), &compared)?;
        Ok(compared.into_iter().map(|(_, same)| same).collect())
    }

    /// The first of the pairs, as many as are about [`TEXTS`] texts, and these in the order in which they are stored.
    fn of_few_texts<'p>(&self, pairs: &'p [(usize, usize)]) -> (&'p [(usize, usize)], Vec<usize>) {
        let mut needed: HashSet<usize> = HashSet::new();
        let count = pairs.iter().take_while(|(one, other)| {
            needed.extend([*one, *other]);
            needed.len() < TEXTS
        });
        let some = &pairs[..count.count().max(1)];
        let mut needed: Vec<usize> = needed.into_iter().collect();
        needed.sort_unstable_by_key(|at| self.printings[*at].address);
        (some, needed)
    }

    fn words(&self, at: usize) -> tantivy::Result<Words> {
        #[derive(Deserialize)]
        struct Text {
            body: String,
        }
        let document: TantivyDocument = self.searcher.doc(self.printings[at].address)?;
        let json = document.get_first(self.index.fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        Ok(serde_json::from_str(json).map_or_else(|_| Words::default(), |text: Text| Words::of(&text.body)))
    }

    fn rank(&self, at: usize) -> tantivy::Result<Rank> {
        let DocAddress { segment_ord, doc_id } = self.printings[at].address;
        let columns = self.searcher.segment_reader(segment_ord).fast_fields();
        let text = |name: &str| -> tantivy::Result<String> {
            let mut text = String::new();
            if let Some(column) = columns.str(name)?
                && let Some(ord) = column.term_ords(doc_id).next()
            {
                column.ord_to_str(ord, &mut text)?;
            }
            Ok(text)
        };
        let date = columns.date(column::PUBLISHED)?.first(doc_id);
        let place = columns.u64(column::PLACE)?.first(doc_id);
        let day = date.map_or(0, |date| date.into_timestamp_secs().div_euclid(SECONDS_A_DAY));
        Ok((date.is_none(), day, text(column::OUTLET)?, date, text(column::FILE)?, place))
    }
}
