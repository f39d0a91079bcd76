//! A file, an article and its statements as documents of the index.

use std::path::Path;

use rustc_hash::FxHashMap;
use tantivy::schema::Field;
use tantivy::{DateTime, TantivyDocument, Term};

use super::analyzer::PART;
use super::file_path;
use super::schema::{ARTICLE, FILE, Fields, SILENCE, STATEMENT, column};
use super::stored::{pack, to_json};
use crate::article::{Article, place_key};
use crate::extract::{Act, Finding, SpeakerKind, What, organization_forms, organization_key};
use crate::extraction::Extraction;
use crate::names::{self, PersonName};
use crate::quality::Problem;
use crate::reprint::{Fingerprint, Quotations, Words};
use crate::source::{File, Record};
use crate::topic;

/// Longer values, in bytes, are cut before they become a term, because Tantivy drops very long terms without a word.
const LONGEST_TERM: usize = 1000;

/// The document of a file: by which a run sees that it changed, and how much was found in it.
pub(super) fn of_file(
    fields: &Fields,
    path: &Path,
    size: u64,
    modified: i64,
    state: &str,
) -> tantivy::Result<TantivyDocument> {
    let mut document = start(fields, FILE, file_key(path), Numbers::default());
    document.add_bytes(fields.file, &file_path::to_bytes(path)?);
    document.add_u64(fields.size, size);
    document.add_i64(fields.modified, modified);
    document.add_text(fields.json, state);
    Ok(document)
}

/// The numbers that every document has. Reading a column is fastest when no document lacks it.
#[derive(Default)]
struct Numbers {
    number: usize,
    said: u32,
    commit: u64,
}

/// What all documents have.
fn start(fields: &Fields, kind: &str, file_key: u64, numbers: Numbers) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.document, kind);
    document.add_u64(fields.file_key, file_key);
    document.add_u64(fields.number, numbers.number as u64);
    document.add_u64(fields.said, u64::from(numbers.said));
    document.add_u64(fields.commit, numbers.commit);
    document
}

/// A hash of a path, which all documents of the file have.
fn file_key(path: &Path) -> u64 {
    place_key(path.as_os_str().as_encoded_bytes(), None, None)
}

/// The term of [`file_key`].
pub(super) fn term_of_file(fields: &Fields, path: &Path) -> Term {
    Term::from_field_u64(fields.file_key, file_key(path))
}

/// For each statement of an article, by what it says ([`column::SAID`]), the commit in which it first appeared.
pub(super) type FirstCommits = FxHashMap<u64, u64>;

/// When the statements of an article first appeared in the index.
#[derive(Clone, Copy)]
pub(super) struct Commits<'c> {
    /// The commit that the run is working on.
    pub(super) current: u64,
    /// Those of the statements that an earlier run found in the article.
    pub(super) earlier: &'c FirstCommits,
}

/// The block of an article: the article, its statements and its “no comments”.
///
/// # Errors
/// When it cannot be serialized.
pub(super) fn of_extraction(
    fields: &Fields,
    extraction: &Extraction,
    file: &File,
    commits: Commits<'_>,
) -> tantivy::Result<Vec<TantivyDocument>> {
    let findings = extraction.findings();
    let block = Block { fields, extraction, file, file_key: file_key(&file.path) };
    let mut documents = Vec::with_capacity(1 + findings.len());
    documents.push(block.article(findings.len())?);
    let mut quotations = Quotations::default();
    for (number, finding) in (1..).zip(&findings) {
        let quote = finding.quote(&extraction.article.body);
        let said = quotations.key(&quote, finding.source().speaker.as_deref());
        let commit = commits.earlier.get(&u64::from(said)).copied().unwrap_or(commits.current);
        documents.push(block.finding(finding, &quote, Numbers { number, said, commit })?);
    }
    Ok(documents)
}

/// An article that is becoming documents.
struct Block<'e> {
    fields: &'e Fields,
    extraction: &'e Extraction,
    file: &'e File,
    file_key: u64,
}

impl Block<'_> {
    fn article(&self, findings: usize) -> tantivy::Result<TantivyDocument> {
        let (fields, article) = (self.fields, &self.extraction.article);
        let mut document = start(fields, ARTICLE, self.file_key, Numbers::default());
        document.add_text(fields.json, to_json(self.extraction)?);
        document.add_u64(fields.thought, 0);
        document.add_u64(fields.statements, findings as u64);
        document.add_bytes(fields.file, &file_path::to_bytes(&self.file.path)?);
        add_term(&mut document, fields.id, &article.id);
        let place = &article.place;
        document.add_u64(fields.article, place.key());
        let portable = place_key(self.file.name.as_bytes(), place.member.as_deref(), place.entry);
        document.add_u64(fields.place, portable);
        self.add_head(&mut document, article);
        self.add_topics(&mut document, article);
        self.add_people(&mut document, &self.extraction.people);
        self.add_organizations(&mut document, fields.org_mentioned_words, &self.extraction.organizations);
        let text = format!("{}\n{PART}{}", article.title.as_deref().unwrap_or_default(), article.body);
        document.add_text(fields.text, &text);
        document.add_text(fields.text_inflected, text);
        for concern in Problem::of(article) {
            add_term(&mut document, fields.concern, concern.name());
        }
        let print = Fingerprint::new(article.title.as_deref(), &Words::of(&article.body));
        document.add_u64(fields.text_hash, print.text);
        document.add_u64(fields.length, u64::from(print.words));
        print.sample().iter().for_each(|shingle| document.add_u64(fields.sample, u64::from(*shingle)));
        Ok(document)
    }

    fn finding(&self, finding: &Finding, quote: &str, numbers: Numbers) -> tantivy::Result<TantivyDocument> {
        let fields = self.fields;
        let kind = match finding.what {
            What::Statement(_) => STATEMENT,
            What::NoComment(_) => SILENCE,
        };
        let mut document = start(fields, kind, self.file_key, numbers);
        document.add_text(fields.words, quote);
        document.add_text(fields.words_inflected, quote);
        document.add_u64(fields.confidence, thousandths(finding.confidence().all()));
        add_term(&mut document, fields.speaker_kind, finding.source().kind.name());
        add_term(&mut document, fields.kind, finding.kind().name());
        add_term(&mut document, fields.act, finding.act().name());
        document.add_u64(fields.thought, u64::from(finding.act() == Act::Thought));
        if let Some(statement) = finding.statement() {
            add_term(&mut document, fields.polarity, statement.polarity.name());
        }
        self.add_source(&mut document, finding);
        self.add_people(&mut document, finding.about());
        self.add_relations(&mut document, finding);
        document.add_bytes(fields.packed, &pack(finding)?);
        Ok(document)
    }

    /// Adds what is known of an article besides its text.
    fn add_head(&self, document: &mut TantivyDocument, article: &Article) {
        let fields = self.fields;
        if let Some(published) = article.published {
            document.add_date(fields.published, date_time(published.local()));
            let day = published.day();
            document.add_text(fields.month, format!("{:04}-{:02}", day.year(), day.month()));
        }
        if let Some(outlet) = &article.outlet {
            add_term(document, fields.outlet, outlet);
            add_term(document, fields.outlet_key, &names::outlet_key(outlet));
            document.add_text(fields.outlet_words, outlet);
        }
        article.title.iter().for_each(|title| document.add_text(fields.title_words, title));
        for author in &article.authors {
            document.add_text(fields.author_words, author);
            add_keyed(document, fields.author, &names::key(author), author);
        }
        if let Some(language) = &article.language {
            add_term(document, fields.language, language);
        }
        add_term(document, fields.shape, &article.shape);
        for (name, value) in &article.own {
            add_term(document, fields.own, &own_term(name, value));
        }
    }

    fn add_topics(&self, document: &mut TantivyDocument, article: &Article) {
        let mut codes: Vec<&str> = Vec::new();
        for topic in &self.extraction.topics {
            add_term(document, self.fields.topic, &topic.label);
            for code in topic::upward(&topic.code) {
                if !codes.contains(&code) {
                    codes.push(code);
                    add_term(document, self.fields.topic_code, code);
                    document.add_text(self.fields.topic_words, topic::concept(code).map_or("", |found| found.label));
                }
            }
        }
        for label in &article.labels {
            document.add_text(self.fields.topic_words, label);
        }
    }

    /// Adds the source of a statement: speaker, role, reporting words, and who passed it on.
    fn add_source(&self, document: &mut TantivyDocument, finding: &Finding) {
        let (fields, source) = (self.fields, finding.source());
        let cue = finding.cue().map(|cue| cue.of(&self.extraction.article.body));
        if let Some(speaker) = &source.speaker {
            match source.kind {
                SpeakerKind::Person => {
                    let key = PersonName::of(speaker).key();
                    add_keyed(document, fields.speaker, &key, speaker);
                    add_term(document, fields.speaker_key, &key);
                }
                SpeakerKind::Organization => {
                    let key = organization_key(speaker);
                    add_keyed(document, fields.speaker, &format!("{}{key}", column::ORGANIZATION_KEY), speaker);
                    add_term(document, fields.speaker_key, &key);
                    organization_forms(speaker).iter().for_each(|form| document.add_text(fields.speaker_words, form));
                }
                SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Document => {
                    add_term(document, fields.speaker_key, &names::key(speaker));
                }
            }
            document.add_text(fields.speaker_words, speaker);
        }
        for candidate in &source.candidates {
            add_term(document, fields.possible_key, &PersonName::of(&candidate.name).key());
            document.add_text(fields.possible_words, &candidate.name);
        }
        if let Some(cue) = cue {
            add_term(document, fields.cue, &cue.to_lowercase());
        }
        if let Some(role) = &source.role {
            add_term(document, fields.role, role);
        }
        let parts =
            [(fields.role_words, source.role.as_deref()), (fields.cue_words, cue), (fields.via_words, finding.via())];
        for (field, text) in parts {
            text.into_iter().for_each(|text| document.add_text(field, text));
        }
    }

    /// Adds the organizations of a statement, each with how it is involved.
    fn add_relations(&self, document: &mut TantivyDocument, finding: &Finding) {
        let (fields, source) = (self.fields, finding.source());
        let is_one = source.kind == SpeakerKind::Organization;
        let said: Vec<String> = source.speaker.iter().filter(|_| is_one).cloned().collect();
        let relations = [
            (fields.org_said_words, &said[..]),
            (fields.org_role_words, &source.role_organizations),
            (fields.org_former_words, &source.former_organizations),
            (fields.org_mentioned_words, finding.mentioned_organizations()),
        ];
        let mut all: Vec<&String> = Vec::new();
        for (field, names) in relations {
            self.add_organizations(document, field, names);
            for name in names {
                if !all.contains(&name) {
                    add_keyed(document, fields.organization, &organization_key(name), name);
                    all.push(name);
                }
            }
        }
    }

    /// Adds names with their other forms, so that “FBI” finds the Federal Bureau of Investigation.
    fn add_organizations(&self, document: &mut TantivyDocument, field: Field, names: &[String]) {
        for name in names {
            document.add_text(field, name);
            organization_forms(name).iter().for_each(|form| document.add_text(field, form));
        }
    }

    fn add_people(&self, document: &mut TantivyDocument, people: &[String]) {
        for name in people {
            add_term(document, self.fields.about_key, &PersonName::of(name).key());
            document.add_text(self.fields.about_words, name);
        }
    }
}

/// The term of one of the user's own fields; case and accents of the value do not count.
pub(crate) fn own_term(name: &str, value: &str) -> String {
    format!("{name}={}", names::fold(value.trim()))
}

/// A confidence as the index counts it.
fn thousandths(confidence: f32) -> u64 {
    (confidence * 1000.0).round() as u64
}

fn add_term(document: &mut TantivyDocument, field: Field, value: &str) {
    document.add_text(field, &value[..value.floor_char_boundary(LONGEST_TERM)]);
}

/// Adds a name after its key. All spellings of a name share the key and are neighbours in the column.
fn add_keyed(document: &mut TantivyDocument, field: Field, key: &str, name: &str) {
    add_term(document, field, &format!("{key}{}{name}", column::BEHIND_KEY));
}

/// The key of the article that a record holds.
pub(super) fn key_of_record(record: &Record) -> u64 {
    place_key(record.file.path.as_os_str().as_encoded_bytes(), record.member(), record.entry)
}

/// A local time as the index stores it: as if it were UTC, so that a day means the day where the article was published.
pub(crate) fn date_time(local: jiff::civil::DateTime) -> DateTime {
    let seconds = jiff::tz::Offset::UTC.to_timestamp(local).map_or(0, |timestamp| timestamp.as_second());
    DateTime::from_timestamp_secs(seconds)
}
