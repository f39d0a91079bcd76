//! The people of the index: a table beside the documents, rebuilt at the end of each run.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};
use tantivy::columnar::{Column, StrColumn};
use tantivy::index::SegmentId;
use tantivy::{DocId, Searcher, SegmentReader};

use super::block::Blocks;
use super::schema::column;
use super::{Folders, Index, sealed_file};
use crate::error::Result;
use crate::extract::SpeakerKind;
use crate::identity::{Archive, ArticleFacts, Family, NO_MONTH, NameFacts, People, resolve};
use crate::names::PersonName;
use crate::naming::{AcrossArchive, Names};

/// The file of the people.
pub(super) const PEOPLE: &str = "people";

/// What the file holds.
#[derive(Serialize, Deserialize)]
struct Table {
    /// The commit that the people belong to.
    commit: u64,
    families: Vec<Family>,
    renamed: BTreeMap<String, String>,
}

/// Whether the people belong to the newest commit.
pub(super) fn is_done(index: &Index) -> tantivy::Result<bool> {
    let commit = index.inner.load_metas()?.opstamp;
    // The commit comes first, and the rest need not be read.
    let bytes = sealed_file::read(index.directory(), PEOPLE).unwrap_or_default();
    Ok(postcard::take_from_bytes::<u64>(&bytes).is_ok_and(|(of_table, _)| of_table == commit))
}

/// Resolves the names of all speakers to people, and writes these beside the documents.
///
/// Costs reading five columns of each statement. Families without a change are taken from the run before.
pub(super) fn resolve_people(index: &Index) -> Result<()> {
    let searcher = index.searcher()?;
    let write = || -> tantivy::Result<()> {
        let commit = index.inner.load_metas()?.opstamp;
        let before = read_people(index.directory());
        let people = resolve(&archive(&searcher)?, &own_rules(index.directory()), &before);
        let (families, renamed) = people.into_parts();
        Ok(write_table(index.directory(), &Table { commit, families, renamed })?)
    };
    write().map_err(|error| index.failed(&error))
}

/// The people of the index in `directory`. Without a valid table everybody has one name.
pub(crate) fn read_people(directory: &Path) -> People {
    let table = read_table(directory);
    table.map(|table| People::new(table.families, table.renamed)).unwrap_or_default()
}

/// The user's rules for the people of the archive: of the file that the index remembers, else of the folders that it follows. A file
/// that cannot be read now says nothing; the run that reads the articles reports it.
fn own_rules(directory: &Path) -> AcrossArchive {
    let mut rules = AcrossArchive::default();
    let Ok(folders) = Folders::read(directory) else { return rules };
    match &folders.rules.names {
        Some(file) => Names::read(file).iter().for_each(|names| rules.add(names)),
        None => {
            let of_folders = folders.iter().filter_map(|folder| Names::of_folder(&folder.path).ok().flatten());
            of_folders.for_each(|names| rules.add(&names));
        }
    }
    rules
}

fn read_table(directory: &Path) -> Option<Table> {
    postcard::from_bytes(&sealed_file::read(directory, PEOPLE)?).ok()
}

fn write_table(directory: &Path, table: &Table) -> io::Result<()> {
    let bytes = postcard::to_extend(table, Vec::new()).map_err(io::Error::other)?;
    sealed_file::write(directory, PEOPLE, bytes)
}

/// The people of an index, read when somebody first asks for them.
#[derive(Clone, Debug)]
pub(crate) struct LazyPeople {
    directory: PathBuf,
    people: Arc<OnceLock<People>>,
    /// For each segment the values of the column of speakers whose owner depends on the article.
    shared: Arc<Mutex<FxHashMap<SegmentId, Arc<FxHashSet<u64>>>>>,
}

impl LazyPeople {
    pub(crate) fn of(directory: &Path) -> Self {
        Self { directory: directory.to_owned(), people: Arc::default(), shared: Arc::default() }
    }

    /// The values of a segment's column of speakers whose owner depends on the article. Costs reading all values once.
    pub(crate) fn shared_values(
        &self,
        segment: &SegmentReader,
        column: &StrColumn,
    ) -> tantivy::Result<Arc<FxHashSet<u64>>> {
        let mut known = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(values) = known.get(&segment.segment_id()) {
            return Ok(Arc::clone(values));
        }
        let people = self.get();
        let is_shared = |value: &str| {
            let SpeakerValue { kind, key, .. } = SpeakerValue::of(value);
            kind == SpeakerKind::Person && people.owner(key).is_some_and(|owner| !owner.others.is_empty())
        };
        let values = (0..).zip(values(column, is_shared)?).filter(|(_, shared)| *shared).map(|(value, _)| value);
        let values: Arc<FxHashSet<u64>> = Arc::new(values.collect());
        known.insert(segment.segment_id(), Arc::clone(&values));
        Ok(values)
    }

    pub(crate) fn get(&self) -> &People {
        self.people.get_or_init(|| read_people(&self.directory))
    }
}

/// What the index shows of the names of its speakers.
pub(crate) fn archive(searcher: &Searcher) -> tantivy::Result<Archive> {
    let mut gathered = Gathered::default();
    for segment in searcher.segment_readers() {
        gathered.add(segment)?;
    }
    Ok(gathered.into_archive())
}

#[derive(Default)]
struct Gathered {
    archive: Archive,
    names: FxHashMap<String, u32>,
    roles: FxHashMap<String, u32>,
}

/// The columns of a segment that say who speaks.
struct Columns {
    blocks: Blocks,
    article: Column<u64>,
    outlet: Option<StrColumn>,
    month: Option<StrColumn>,
    speaker: StrColumn,
    role: Option<StrColumn>,
}

impl Gathered {
    fn add(&mut self, segment: &SegmentReader) -> tantivy::Result<()> {
        let columns = segment.fast_fields();
        let Some(speaker) = columns.str(column::SPEAKER)? else { return Ok(()) };
        let columns = Columns {
            blocks: Blocks::of(segment)?,
            article: columns.u64(column::ARTICLE)?,
            outlet: columns.str(column::OUTLET)?,
            month: columns.str(column::MONTH)?,
            speaker,
            role: columns.str(column::ROLE)?,
        };
        let names: Vec<Option<(u32, u32)>> = values(&columns.speaker, |value| self.name(value))?;
        let roles: Vec<u32> = match &columns.role {
            Some(role) => values(role, |value| self.role(value))?,
            None => Vec::new(),
        };
        let outlets = columns.outlet.as_ref().map_or(Ok(Vec::new()), |outlet| values(outlet, hash))?;
        let months = columns.month.as_ref().map_or(Ok(Vec::new()), |month| values(month, month_number))?;
        let mut current: Option<(DocId, u32)> = None;
        for document in segment.doc_ids_alive() {
            let Some(ord) = columns.speaker.term_ords(document).next() else { continue };
            let Some((name, spelling)) = names[ord as usize] else { continue };
            let block = columns.blocks.article(document);
            let article = match current.filter(|(known, _)| *known == block) {
                Some((_, number)) => number,
                None => self.article(&columns, block, &outlets, &months),
            };
            current = Some((block, article));
            let facts = &mut self.archive.names[name as usize];
            facts.spellings[spelling as usize].1 += 1;
            match facts.articles.last_mut().filter(|(known, _)| *known == article) {
                Some((_, count)) => *count += 1,
                None => facts.articles.push((article, 1)),
            }
            let role = columns.role.as_ref().and_then(|role| role.term_ords(document).next());
            facts.roles.extend(role.map(|ord| (article, roles[ord as usize])));
        }
        Ok(())
    }

    /// The archive without the names that only removed statements have, and with equal content in equal order.
    fn into_archive(self) -> Archive {
        let mut archive = self.archive;
        archive.names.retain(|name| !name.articles.is_empty());
        for name in &mut archive.names {
            name.spellings.retain(|(_, count)| *count > 0);
            name.spellings.sort_unstable();
            name.roles.sort_unstable();
            name.roles.dedup();
        }
        archive
    }

    /// The number of a person's name and of its spelling; `None` for an organization.
    fn name(&mut self, value: &str) -> Option<(u32, u32)> {
        let speaker = SpeakerValue::of(value);
        if speaker.kind != SpeakerKind::Person {
            return None;
        }
        let names = &mut self.archive.names;
        let number = *self.names.entry(speaker.key.to_owned()).or_insert_with(|| {
            let name = PersonName::of(speaker.name);
            let key = speaker.key.to_owned();
            names.push(NameFacts { name, key, spellings: Vec::new(), articles: Vec::new(), roles: Vec::new() });
            names.len() as u32 - 1
        });
        let spellings = &mut names[number as usize].spellings;
        let place = spellings.iter().position(|(known, _)| known == speaker.name).unwrap_or_else(|| {
            spellings.push((speaker.name.to_owned(), 0));
            spellings.len() - 1
        });
        Some((number, place as u32))
    }

    fn role(&mut self, role: &str) -> u32 {
        let roles = &mut self.archive.roles;
        *self.roles.entry(role.to_owned()).or_insert_with(|| {
            roles.push(role.to_owned());
            roles.len() as u32 - 1
        })
    }

    fn article(&mut self, columns: &Columns, document: DocId, outlets: &[u64], months: &[i32]) -> u32 {
        let first = |column: &Option<StrColumn>| column.as_ref().and_then(|column| column.term_ords(document).next());
        self.archive.articles.push(ArticleFacts {
            key: columns.article.first(document).unwrap_or(0),
            outlet: first(&columns.outlet).map_or(0, |ord| outlets[ord as usize]),
            month: first(&columns.month).map_or(NO_MONTH, |ord| months[ord as usize]),
        });
        self.archive.articles.len() as u32 - 1
    }
}

/// What each value of a column becomes, by its number.
fn values<T>(column: &StrColumn, mut read: impl FnMut(&str) -> T) -> tantivy::Result<Vec<T>> {
    let mut values = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        values.push(read(&String::from_utf8_lossy(stream.key())));
    }
    Ok(values)
}

fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
    hasher.finish()
}

/// The number of a month such as “2016-03”.
fn month_number(month: &str) -> i32 {
    let number = |(year, month): (&str, &str)| Some(year.parse::<i32>().ok()? * 12 + month.parse::<i32>().ok()?);
    month.split_once('-').and_then(number).unwrap_or(NO_MONTH)
}

/// A value of the column of speakers: what the speaker is, the key of the name, and the name.
pub(crate) struct SpeakerValue<'v> {
    pub(crate) kind: SpeakerKind,
    pub(crate) key: &'v str,
    pub(crate) name: &'v str,
}

impl<'v> SpeakerValue<'v> {
    pub(crate) fn of(value: &'v str) -> Self {
        let (key, name) = value.split_once(column::BEHIND_KEY).unwrap_or((value, value));
        match key.strip_prefix(column::ORGANIZATION_KEY) {
            Some(key) => Self { kind: SpeakerKind::Organization, key, name },
            None => Self { kind: SpeakerKind::Person, key, name },
        }
    }
}
