//! An article and its statements as documents of the index.

use tantivy::schema::Field;
use tantivy::{DateTime, TantivyDocument};

use super::schema::{ARTICLE, FILE, Fields, STATEMENT};
use crate::article::Article;
use crate::concern::Concern;
use crate::contract::{ArticleJson, StatementJson};
use crate::duplicate::{Fingerprint, Quotations, Words};
use crate::extraction::Extraction;
use crate::names;
use crate::source::File;
use crate::statement::{SpeakerKind, organization_forms};
use crate::topic;

/// Values longer than this, in bytes, are cut before they become one term: Tantivy drops longer ones in silence.
const LONGEST_TERM: usize = 1000;

/// The document of a file: what tells whether it changed, and how much was found in it.
pub(super) fn of_file(fields: &Fields, file: &File, state: &str) -> TantivyDocument {
    let mut document = TantivyDocument::default();
    document.add_text(fields.document, FILE);
    document.add_text(fields.file, file.path.to_string_lossy());
    document.add_u64(fields.size, file.size);
    document.add_i64(fields.modified, file.modified);
    document.add_text(fields.json, state);
    document
}

/// The documents of an article: itself first, then its statements.
pub(super) fn of_extraction(fields: &Fields, extraction: &Extraction, file: &File) -> Vec<TantivyDocument> {
    let mut json = ArticleJson::from(extraction);
    let statements = std::mem::take(&mut json.statements);
    let shared = Shared { fields, extraction, file };
    let mut documents = Vec::with_capacity(1 + statements.len());
    documents.push(shared.article(&json, &statements));
    let mut quotations = Quotations::default();
    for (number, statement) in statements.iter().enumerate() {
        let said = quotations.key(&statement.quote, statement.speaker.as_deref());
        documents.push(shared.statement(statement, number, said));
    }
    documents
}

/// What an article has in common with its statements.
struct Shared<'e> {
    fields: &'e Fields,
    extraction: &'e Extraction,
    file: &'e File,
}

impl Shared<'_> {
    fn article(&self, json: &ArticleJson, statements: &[StatementJson]) -> TantivyDocument {
        let mut document = self.start(ARTICLE, &json.id);
        for statement in statements {
            self.add_speaker(&mut document, statement);
        }
        self.add_people(&mut document, &json.people);
        for organization in &json.organizations {
            self.add_organization(&mut document, self.fields.organization_words, organization);
        }
        let title = json.head.title.as_deref().unwrap_or_default();
        let text = format!("{title}\n{}", json.body);
        document.add_text(self.fields.text, &text);
        document.add_text(self.fields.text_plain, text);
        let print = Fingerprint::new(json.head.title.as_deref(), &Words::of(&json.body));
        document.add_u64(self.fields.text_hash, print.text);
        document.add_u64(self.fields.length, u64::from(print.words));
        add_term(&mut document, self.fields.shape, &json.head.shape);
        for concern in Concern::of(&self.extraction.article) {
            add_term(&mut document, self.fields.concern, concern.name());
        }
        print.sample().iter().for_each(|shingle| document.add_u64(self.fields.sample, u64::from(*shingle)));
        self.finish(document, &to_json(json))
    }

    fn statement(&self, statement: &StatementJson, number: usize, said: u64) -> TantivyDocument {
        let mut document = self.start(STATEMENT, &statement.id);
        document.add_u64(self.fields.number, number as u64);
        document.add_u64(self.fields.said, said);
        document.add_text(self.fields.words, &statement.quote);
        document.add_text(self.fields.words_plain, &statement.quote);
        self.add_source(&mut document, number);
        document.add_f64(self.fields.confidence, f64::from(statement.confidence));
        self.add_speaker(&mut document, statement);
        self.finish(document, &to_json(statement))
    }

    /// What stands around a statement's words: role, reporting words, and through whom they came.
    fn add_source(&self, document: &mut TantivyDocument, number: usize) {
        let Some(statement) = self.extraction.statements.get(number) else { return };
        let cue = statement.cue.map(|cue| cue.of(&self.extraction.article.body));
        if let Some(cue) = cue {
            add_term(document, self.fields.cue, &cue.to_lowercase());
        }
        let parts = [
            (self.fields.role_words, statement.role.as_deref()),
            (self.fields.cue_words, cue),
            (self.fields.via_words, statement.via.as_deref()),
        ];
        for (field, text) in parts {
            text.into_iter().for_each(|text| document.add_text(field, text));
        }
    }

    fn start(&self, kind: &str, id: &str) -> TantivyDocument {
        let (fields, article) = (self.fields, &self.extraction.article);
        let mut document = TantivyDocument::default();
        document.add_text(fields.document, kind);
        document.add_text(fields.file, self.file.path.to_string_lossy());
        add_term(&mut document, fields.id, id);
        document.add_u64(fields.article, key(&article.path, article));
        document.add_u64(fields.place, key(&self.file.name, article));
        if let Some(published) = article.published {
            document.add_date(fields.published, date_time(published.local()));
            let day = published.day();
            document.add_text(fields.month, format!("{:04}-{:02}", day.year(), day.month()));
        }
        if let Some(outlet) = &article.outlet {
            add_term(&mut document, fields.outlet, outlet);
            add_term(&mut document, fields.outlet_key, &names::outlet_key(outlet));
            document.add_text(fields.outlet_words, outlet);
        }
        article.title.iter().for_each(|title| document.add_text(fields.title_words, title));
        for author in &article.authors {
            document.add_text(fields.author_words, author);
            add_term(&mut document, fields.author, author);
        }
        if let Some(language) = &article.language {
            add_term(&mut document, fields.language, language);
        }
        for organization in &self.extraction.organizations {
            self.add_organization(&mut document, fields.org_mentioned_words, organization);
        }
        self.add_topics(&mut document, article);
        document
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

    fn add_speaker(&self, document: &mut TantivyDocument, statement: &StatementJson) {
        let fields = self.fields;
        if let Some(speaker) = &statement.speaker {
            add_term(document, fields.speaker, speaker);
            add_term(document, fields.speaker_key, &names::key(speaker));
            document.add_text(fields.speaker_words, speaker);
        }
        add_term(document, fields.speaker_kind, statement.speaker_kind.name());
        add_term(document, fields.kind, statement.kind.name());
        add_term(document, fields.act, statement.act.name());
        self.add_organizations(document, statement);
        self.add_people(document, &statement.about);
    }

    fn add_organizations(&self, document: &mut TantivyDocument, statement: &StatementJson) {
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
            for name in names {
                self.add_organization(document, field, name);
                if !all.contains(&name) {
                    all.push(name);
                }
            }
        }
        for name in all {
            add_term(document, fields.organization, name);
            self.add_organization(document, fields.organization_words, name);
        }
    }

    /// Adds a name with its other forms, so that “FBI” finds the Federal Bureau of Investigation.
    fn add_organization(&self, document: &mut TantivyDocument, field: Field, name: &str) {
        document.add_text(field, name);
        organization_forms(name).iter().for_each(|form| document.add_text(field, form));
    }

    fn add_people(&self, document: &mut TantivyDocument, people: &[String]) {
        for name in people {
            add_term(document, self.fields.about_key, &names::key(name));
            document.add_text(self.fields.about_words, name);
        }
    }

    fn finish(&self, mut document: TantivyDocument, json: &str) -> TantivyDocument {
        document.add_text(self.fields.json, json);
        document
    }
}

fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn add_term(document: &mut TantivyDocument, field: Field, value: &str) {
    document.add_text(field, &value[..value.floor_char_boundary(LONGEST_TERM)]);
}

/// A number for a place; two places share one with a probability of one in 2^64.
fn key(path: &str, article: &Article) -> u64 {
    let hash = blake3::hash(format!("{path}\n{:?}\n{:?}", article.member, article.entry).as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&hash.as_bytes()[..8]);
    u64::from_le_bytes(first)
}

/// A local time as the index stores it: as if it were UTC, so that a day is that day where the article was published.
pub(crate) fn date_time(local: jiff::civil::DateTime) -> DateTime {
    let seconds = jiff::tz::Offset::UTC.to_timestamp(local).map_or(0, |timestamp| timestamp.as_second());
    DateTime::from_timestamp_secs(seconds)
}
