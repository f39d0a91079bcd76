//! A file, an article and its statements as documents of the index.

use std::path::Path;

use tantivy::schema::Field;
use tantivy::{DateTime, TantivyDocument, Term};

use super::packed::{Packed, thousandths};
use super::schema::{ARTICLE, FILE, Fields, SILENCE, STATEMENT, column};
use crate::article::Article;
use crate::contract::{ArticleJson, StatementJson};
use crate::extract::{Kind, SpeakerKind, organization_forms, organization_key};
use crate::extraction::Extraction;
use crate::names;
use crate::quality::Problem;
use crate::reprint::{Fingerprint, Quotations, Words};
use crate::source::{File, Record};
use crate::text::Span;
use crate::topic;

/// Values longer than this, in bytes, are cut before they become one term: Tantivy drops longer ones in silence.
const LONGEST_TERM: usize = 1000;

/// The document of a file: what tells whether it changed, and how much was found in it.
pub(super) fn of_file(fields: &Fields, path: &Path, size: u64, modified: i64, state: &str) -> TantivyDocument {
    let path = path.to_string_lossy();
    let mut document = start(fields, FILE, hash(&path), 0, 0);
    document.add_text(fields.file, path);
    document.add_u64(fields.size, size);
    document.add_i64(fields.modified, modified);
    document.add_text(fields.json, state);
    document
}

/// What all documents have.
fn start(fields: &Fields, kind: &str, file_key: u64, number: usize, said: u32) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.document, kind);
    document.add_u64(fields.file_key, file_key);
    document.add_u64(fields.number, number as u64);
    document.add_u64(fields.said, u64::from(said));
    document
}

/// The term that all documents of a file have.
pub(super) fn term_of_file(fields: &Fields, path: &Path) -> Term {
    Term::from_field_u64(fields.file_key, hash(&path.to_string_lossy()))
}

/// The block of an article: itself, then its statements and silences.
pub(super) fn of_extraction(fields: &Fields, extraction: &Extraction, file: &File) -> Vec<TantivyDocument> {
    let mut json = ArticleJson::from(extraction);
    let words = |span: Span| span.of(&extraction.article.body);
    let said = std::mem::take(&mut json.statements).into_iter();
    let said = said.zip(extraction.statements.iter().map(|statement| statement.cue.map(words)));
    let silent = json.silences.iter().cloned().map(StatementJson::from);
    let silent = silent.zip(extraction.silences.iter().map(|silence| Some(words(silence.cue))));
    let is_said =
        |(statement, _): &(StatementJson, _)| !json.silences.iter().any(|silence| silence.is_told_by(statement));
    let statements: Vec<(StatementJson, Option<&str>)> = said.filter(is_said).chain(silent).collect();
    let block = Block { fields, extraction, file, file_key: hash(&file.path.to_string_lossy()) };
    let mut documents = Vec::with_capacity(1 + statements.len());
    documents.push(block.article(&json, statements.len()));
    let mut quotations = Quotations::default();
    for (number, (statement, cue)) in (1..).zip(statements) {
        let said = quotations.key(&statement.quote, statement.speaker.as_deref());
        documents.push(block.statement(statement, cue, number, said));
    }
    documents
}

/// An article with its statements, on the way to the index.
struct Block<'e> {
    fields: &'e Fields,
    extraction: &'e Extraction,
    file: &'e File,
    file_key: u64,
}

impl Block<'_> {
    fn article(&self, json: &ArticleJson, statements: usize) -> TantivyDocument {
        let (fields, article) = (self.fields, &self.extraction.article);
        let mut document = start(fields, ARTICLE, self.file_key, 0, 0);
        document.add_text(fields.json, to_json(json));
        document.add_u64(fields.statements, statements as u64);
        document.add_text(fields.file, self.file.path.to_string_lossy());
        add_term(&mut document, fields.id, &json.id);
        document.add_u64(fields.article, key(&article.path, article.member.as_deref(), article.entry));
        document.add_u64(fields.place, key(&self.file.name, article.member.as_deref(), article.entry));
        self.add_head(&mut document, article);
        self.add_topics(&mut document, article);
        self.add_people(&mut document, &json.people);
        self.add_organizations(&mut document, fields.org_mentioned_words, &json.organizations);
        let text = format!("{}\n{}", json.head.title.as_deref().unwrap_or_default(), json.body);
        document.add_text(fields.text, &text);
        document.add_text(fields.text_inflected, text);
        for concern in Problem::of(article) {
            add_term(&mut document, fields.concern, concern.name());
        }
        let print = Fingerprint::new(json.head.title.as_deref(), &Words::of(&json.body));
        document.add_u64(fields.text_hash, print.text);
        document.add_u64(fields.length, u64::from(print.words));
        print.sample().iter().for_each(|shingle| document.add_u64(fields.sample, u64::from(*shingle)));
        document
    }

    fn statement(&self, statement: StatementJson, cue: Option<&str>, number: usize, said: u32) -> TantivyDocument {
        let fields = self.fields;
        let kind = if statement.kind == Kind::Declined { SILENCE } else { STATEMENT };
        let mut document = start(fields, kind, self.file_key, number, said);
        document.add_text(fields.words, &statement.quote);
        document.add_text(fields.words_inflected, &statement.quote);
        document.add_u64(fields.confidence, u64::from(thousandths(statement.confidence)));
        add_term(&mut document, fields.speaker_kind, statement.speaker_kind.name());
        add_term(&mut document, fields.kind, statement.kind.name());
        add_term(&mut document, fields.act, statement.act.name());
        self.add_source(&mut document, &statement, cue);
        self.add_people(&mut document, &statement.about);
        self.add_relations(&mut document, &statement);
        document.add_bytes(fields.packed, &Packed::new(statement).to_bytes());
        document
    }

    /// What is known of an article beside its text.
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
        add_term(document, fields.shape, article.shape);
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

    /// Who says it, in what role, by which words, and through whom it came.
    fn add_source(&self, document: &mut TantivyDocument, statement: &StatementJson, cue: Option<&str>) {
        let fields = self.fields;
        if let Some(speaker) = &statement.speaker {
            let key = names::key(speaker);
            if matches!(statement.speaker_kind, SpeakerKind::Person | SpeakerKind::Organization) {
                add_keyed(document, fields.speaker, &key, speaker);
            }
            add_term(document, fields.speaker_key, &key);
            document.add_text(fields.speaker_words, speaker);
        }
        if let Some(cue) = cue {
            add_term(document, fields.cue, &cue.to_lowercase());
        }
        let parts = [
            (fields.role_words, statement.role.as_deref()),
            (fields.cue_words, cue),
            (fields.via_words, statement.via.as_deref()),
        ];
        for (field, text) in parts {
            text.into_iter().for_each(|text| document.add_text(field, text));
        }
    }

    /// The organizations that have to do with a statement, each by how.
    fn add_relations(&self, document: &mut TantivyDocument, statement: &StatementJson) {
        let fields = self.fields;
        let is_one = statement.speaker_kind == SpeakerKind::Organization;
        let said: Vec<String> = statement.speaker.iter().filter(|_| is_one).cloned().collect();
        let relations = [
            (fields.org_said_words, &said),
            (fields.org_role_words, &statement.role_organizations),
            (fields.org_former_words, &statement.former_organizations),
            (fields.org_mentioned_words, &statement.mentioned_organizations),
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
            add_term(document, self.fields.about_key, &names::key(name));
            document.add_text(self.fields.about_words, name);
        }
    }
}

fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn add_term(document: &mut TantivyDocument, field: Field, value: &str) {
    document.add_text(field, &value[..value.floor_char_boundary(LONGEST_TERM)]);
}

/// Adds a name that is counted behind what its spellings have in common, so that these stand together in the column.
fn add_keyed(document: &mut TantivyDocument, field: Field, key: &str, name: &str) {
    add_term(document, field, &format!("{key}{}{name}", column::BEHIND_KEY));
}

/// The key of an article that is read from an entry of a file.
pub(super) fn key_of_record(record: &Record) -> u64 {
    key(&record.file.path.to_string_lossy(), record.member(), record.entry)
}

/// A number for the place of an article.
fn key(path: &str, member: Option<&str>, entry: Option<usize>) -> u64 {
    hash(&format!("{path}\n{member:?}\n{entry:?}"))
}

/// The first bytes of a hash; two texts share them with a probability of one in 2^64.
fn hash(text: &str) -> u64 {
    blake3::hash(text.as_bytes()).as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

/// A local time as the index stores it: as if it were UTC, so that a day is that day where the article was published.
pub(crate) fn date_time(local: jiff::civil::DateTime) -> DateTime {
    let seconds = jiff::tz::Offset::UTC.to_timestamp(local).map_or(0, |timestamp| timestamp.as_second());
    DateTime::from_timestamp_secs(seconds)
}
