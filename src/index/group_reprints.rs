//! Groups the near-duplicate articles of the index.

use std::collections::HashSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use tantivy::schema::Value;
use tantivy::{DateTime, DocAddress, Searcher, TantivyDocument};

use super::Index;
use super::reprint_groups::{Compared, Pair, ReprintGroups};
use super::schema::column;
use super::stored;
use crate::error::Result;
use crate::reprint::{Fingerprint, Words, groups};

/// How many texts are held in memory at a time; they fill 50 MB.
const TEXTS: usize = 1 << 14;

/// Whether the groups belong to the newest commit.
pub(super) fn is_done(index: &Index) -> tantivy::Result<bool> {
    Ok(ReprintGroups::read(index.directory()).commit == Some(index.inner.load_metas()?.opstamp))
}

/// Groups all articles by their fingerprints, and writes the groups beside the documents.
///
/// Costs up to 600 µs and 1 KB an article, most of it for reading pairs that no earlier run compared.
pub(super) fn group_reprints(index: &Index) -> Result<()> {
    let searcher = index.searcher()?;
    write_groups(index, &searcher).map_err(|error| index.failed(&error))
}

fn write_groups(index: &Index, searcher: &Searcher) -> tantivy::Result<()> {
    let commit = index.inner.load_metas()?.opstamp;
    let (printings, prints) = printings(searcher)?;
    let texts = Texts { index, searcher, printings: &printings };
    let mut comparison = Comparison::new(&texts);
    let found = groups(prints, |pairs| comparison.of(pairs))?;
    comparison.after.write(index.directory())?;
    let mut groups = Vec::with_capacity(found.len());
    for group in found {
        let mut ranked: Vec<_> =
            group.into_iter().map(|at| Ok((texts.rank(at)?, printings[at].article))).collect::<tantivy::Result<_>>()?;
        ranked.sort_unstable();
        groups.push(ranked.into_iter().map(|(_, article)| article).collect());
    }
    Ok(ReprintGroups::new(commit, &groups).write(index.directory())?)
}

/// An article as the index holds it.
struct Printing {
    article: u64,
    address: DocAddress,
    /// The hash of its text.
    text: u64,
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
                text,
            });
            prints.push(Fingerprint::from_parts(text, words as u32, &shingles));
        }
    }
    Ok((printings, prints))
}

/// The order of a group of reprints: those with a date first, then the earliest day, then by outlet, time and path. The outlet
/// comes before the time, because many articles have no time.
type Rank = (bool, i64, String, Option<DateTime>, Vec<u8>, Option<u64>);

const SECONDS_A_DAY: i64 = 86_400;

struct Texts<'i> {
    index: &'i Index,
    searcher: &'i Searcher,
    printings: &'i [Printing],
}

impl Texts<'_> {
    fn hashes(&self, (one, other): (usize, usize)) -> Pair {
        let (one, other) = (self.printings[one].text, self.printings[other].text);
        (one.min(other), one.max(other))
    }

    fn words(&self, at: usize) -> tantivy::Result<Words> {
        let document: TantivyDocument = self.searcher.doc(self.printings[at].address)?;
        let json = document.get_first(self.index.fields.json).and_then(|value| value.as_str()).unwrap_or_default();
        Ok(Words::of(&stored::text(json)?.body))
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
        let mut file = Vec::new();
        if let Some(column) = columns.bytes(column::FILE)?
            && let Some(ord) = column.term_ords(doc_id).next()
        {
            column.ord_to_bytes(ord, &mut file)?;
        }
        Ok((date.is_none(), day, text(column::OUTLET)?, date, file, place))
    }
}

/// Which pairs of articles are near-duplicates.
struct Comparison<'t> {
    texts: &'t Texts<'t>,
    /// What earlier runs found, and what to keep for the next one.
    before: Compared,
    after: Compared,
    /// The words of the texts that were read last.
    words: FxHashMap<usize, Words>,
}

impl<'t> Comparison<'t> {
    fn new(texts: &'t Texts<'t>) -> Self {
        let before = Compared::read(texts.index.directory());
        Self { texts, before, after: Compared::default(), words: FxHashMap::default() }
    }

    fn of(&mut self, pairs: &[(usize, usize)]) -> tantivy::Result<Vec<bool>> {
        let known: Vec<Option<bool>> =
            pairs.par_iter().map(|pair| self.before.find(self.texts.hashes(*pair))).collect();
        let unknown: Vec<(usize, usize)> =
            pairs.iter().zip(&known).filter(|(_, known)| known.is_none()).map(|(pair, _)| *pair).collect();
        let mut read = self.read(&unknown)?.into_iter();
        let same: Vec<bool> =
            known.into_iter().map(|known| known.or_else(|| read.next()).unwrap_or_default()).collect();
        pairs.iter().zip(&same).for_each(|(pair, same)| self.after.add(self.texts.hashes(*pair), *same));
        Ok(same)
    }

    /// Reads a few texts at a time. Those that are needed again stay in memory.
    fn read(&mut self, pairs: &[(usize, usize)]) -> tantivy::Result<Vec<bool>> {
        let mut same = Vec::with_capacity(pairs.len());
        let mut rest = pairs;
        while !rest.is_empty() {
            let (some, needed) = of_few_texts(rest);
            rest = &rest[some.len()..];
            let (texts, words) = (self.texts, &mut self.words);
            words.retain(|at, _| needed.contains(at));
            let mut missing: Vec<usize> = needed.into_iter().filter(|at| !words.contains_key(at)).collect();
            missing.sort_unstable_by_key(|at| texts.printings[*at].address);
            let read = missing.into_par_iter().map(|at| Ok((at, texts.words(at)?)));
            words.extend(read.collect::<tantivy::Result<Vec<_>>>()?);
            same.par_extend(some.par_iter().map(|(one, other)| words[one].is_same_story(&words[other])));
        }
        Ok(same)
    }
}

/// As many of the first pairs as need about [`TEXTS`] texts, and these texts.
fn of_few_texts(pairs: &[(usize, usize)]) -> (&[(usize, usize)], HashSet<usize>) {
    let mut needed = HashSet::new();
    let count = pairs.iter().take_while(|(one, other)| {
        needed.extend([*one, *other]);
        needed.len() < TEXTS
    });
    let some = &pairs[..count.count().max(1)];
    (some, needed)
}
