//! The fields of the index, and how their text is cut into terms.
//!
//! Three kinds of document stand in one index: a file with what is needed to see that it changed, an article, and a
//! statement. What is true of an article stands on the article alone, and its statements behind it ([`super::block`]).

use tantivy::schema::{
    DateOptions, FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings};

use super::analyzer::{inflected, names, prose};

/// Cuts running text: lower case, no accents, English stems.
pub(crate) const PROSE: &str = "onrecord_prose";
/// Cuts running text as well, into the words that are not their own stems, as they are.
pub(crate) const INFLECTED: &str = "onrecord_inflected";
/// Cuts names: lower case, no accents.
pub(crate) const NAMES: &str = "onrecord_names";

/// The values of [`Fields::document`].
pub(crate) const FILE: &str = "file";
pub(crate) const ARTICLE: &str = "article";
pub(crate) const STATEMENT: &str = "statement";
/// Somebody who does not answer: like a statement in all else.
pub(crate) const SILENCE: &str = "silence";

/// Names of the fields that are read as columns.
pub(crate) mod column {
    pub(crate) const FILE: &str = "file";
    pub(crate) const SIZE: &str = "size";
    pub(crate) const MODIFIED: &str = "modified";
    pub(crate) const ARTICLE: &str = "article";
    pub(crate) const RECORD: &str = "record";
    pub(crate) const PLACE: &str = "place";
    pub(crate) const NUMBER: &str = "number";
    pub(crate) const STATEMENTS: &str = "statements";
    pub(crate) const PUBLISHED: &str = "published";
    pub(crate) const SPEAKER: &str = "speaker";
    pub(crate) const SPEAKER_KIND: &str = "speaker_kind";
    pub(crate) const AUTHOR: &str = "author";
    pub(crate) const CUE: &str = "cue";
    pub(crate) const MONTH: &str = "month";
    pub(crate) const ORGANIZATION: &str = "organization";
    pub(crate) const TOPIC: &str = "topic";
    pub(crate) const TOPIC_CODE: &str = "topic_code";
    pub(crate) const OUTLET: &str = "outlet";
    pub(crate) const LANGUAGE: &str = "language";
    pub(crate) const SHAPE: &str = "shape";
    pub(crate) const CONCERN: &str = "concern";
    pub(crate) const TEXT_HASH: &str = "text_hash";
    pub(crate) const LENGTH: &str = "length";
    pub(crate) const SAMPLE: &str = "sample";
    pub(crate) const SAID: &str = "said";
    pub(crate) const COMMIT: &str = "commit";

    /// What stands between the key and the name in the columns of speakers, organizations and authors.
    pub(crate) const BEHIND_KEY: char = '\u{0}';

    /// Whether articles have it, and not their statements.
    pub(crate) fn is_of_article(column: &str) -> bool {
        [PLACE, PUBLISHED, AUTHOR, MONTH, TOPIC, TOPIC_CODE, OUTLET, LANGUAGE, SHAPE, CONCERN].contains(&column)
    }
}

/// The fields of all documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// Which kind of document it is.
    pub(crate) document: Field,
    /// The absolute path of a file, as [`super::file_path`] writes it; files and articles have it.
    pub(crate) file: Field,
    /// A hash of the path, which statements have too.
    pub(crate) file_key: Field,
    /// A file's bytes and the time of its last change, in nanoseconds.
    pub(crate) size: Field,
    pub(crate) modified: Field,
    /// The id of an article.
    pub(crate) id: Field,
    /// The article, as a hash of path and entry.
    pub(crate) article: Field,
    /// A hash of the record that the article was read from, where it is one of several in its file.
    pub(crate) record: Field,
    /// A hash of the place that is the same on every machine; breaks ties.
    pub(crate) place: Field,
    /// The number of a statement in its article, from 1; 0 of all else: a column that all documents have is the fastest to
    /// read. And how many statements an article has.
    pub(crate) number: Field,
    pub(crate) statements: Field,
    pub(crate) published: Field,
    /// The name of a person or an organization, behind its key.
    pub(crate) speaker: Field,
    pub(crate) speaker_key: Field,
    pub(crate) speaker_words: Field,
    pub(crate) speaker_kind: Field,
    /// For counts only: who wrote the article, the words that report, the month as `2016-03`.
    pub(crate) author: Field,
    pub(crate) cue: Field,
    pub(crate) month: Field,
    pub(crate) organization: Field,
    /// Organizations by their relation: the speaker is one, belongs to it, belonged to it; the words or the article name
    /// it.
    pub(crate) org_said_words: Field,
    pub(crate) org_role_words: Field,
    pub(crate) org_former_words: Field,
    pub(crate) org_mentioned_words: Field,
    /// Persons whom the words of a statement, or an article, name.
    pub(crate) about_key: Field,
    pub(crate) about_words: Field,
    pub(crate) topic: Field,
    /// The codes of the topics and of all above them.
    pub(crate) topic_code: Field,
    pub(crate) topic_words: Field,
    pub(crate) outlet: Field,
    pub(crate) outlet_key: Field,
    pub(crate) outlet_words: Field,
    pub(crate) author_words: Field,
    pub(crate) language: Field,
    /// How an article was read, and what it lacks.
    pub(crate) shape: Field,
    pub(crate) concern: Field,
    pub(crate) kind: Field,
    pub(crate) act: Field,
    /// In thousandths.
    pub(crate) confidence: Field,
    /// The fingerprint of an article's text: its hash, its words and its sample of shingles.
    pub(crate) text_hash: Field,
    pub(crate) length: Field,
    pub(crate) sample: Field,
    /// What a statement has in common with the same one in another printing of a story: a hash of words, speaker and
    /// occurrence. 0 of all else.
    pub(crate) said: Field,
    /// The commit in which a statement first appeared, however often its article was read again since; 0 of all else.
    pub(crate) commit: Field,
    /// The article's headline, and of a statement the role, the words that report and who passed it on.
    pub(crate) title_words: Field,
    pub(crate) role_words: Field,
    pub(crate) cue_words: Field,
    pub(crate) via_words: Field,
    /// The words of a statement, and headline and body of an article: as stems with their places; and those that are not their
    /// own stem also as they are, with how often they stand there. What is left of a stem is the stem itself.
    pub(crate) words: Field,
    pub(crate) words_inflected: Field,
    pub(crate) text: Field,
    pub(crate) text_inflected: Field,
    /// A file's state or an article as JSON, and a statement as [`super::packed::Packed`].
    pub(crate) json: Field,
    pub(crate) packed: Field,
}

impl Fields {
    /// The schema, and its fields.
    pub(crate) fn schema() -> (Schema, Fields) {
        let mut builder = Schema::builder();
        let fields = Fields {
            document: builder.add_text_field("document", value()),
            file: builder.add_bytes_field(column::FILE, FAST),
            file_key: builder.add_u64_field("file_key", NumericOptions::default().set_indexed()),
            size: builder.add_u64_field(column::SIZE, FAST),
            modified: builder.add_i64_field(column::MODIFIED, FAST),
            id: builder.add_text_field("id", value()),
            article: builder.add_u64_field(column::ARTICLE, NumericOptions::from(FAST).set_indexed()),
            record: builder.add_u64_field(column::RECORD, FAST),
            place: builder.add_u64_field(column::PLACE, FAST),
            number: builder.add_u64_field(column::NUMBER, FAST),
            statements: builder.add_u64_field(column::STATEMENTS, FAST),
            published: builder.add_date_field(column::PUBLISHED, DateOptions::from(FAST)),
            speaker: builder.add_text_field(column::SPEAKER, column_only()),
            speaker_key: builder.add_text_field("speaker_key", value()),
            speaker_words: terms(&mut builder, "speaker_words", NAMES),
            speaker_kind: builder.add_text_field(column::SPEAKER_KIND, value().set_fast("raw")),
            author: builder.add_text_field(column::AUTHOR, column_only()),
            cue: builder.add_text_field(column::CUE, column_only()),
            month: builder.add_text_field(column::MONTH, column_only()),
            organization: builder.add_text_field(column::ORGANIZATION, column_only()),
            org_said_words: terms(&mut builder, "org_said_words", NAMES),
            org_role_words: terms(&mut builder, "org_role_words", NAMES),
            org_former_words: terms(&mut builder, "org_former_words", NAMES),
            org_mentioned_words: terms(&mut builder, "org_mentioned_words", NAMES),
            about_key: builder.add_text_field("about_key", value()),
            about_words: terms(&mut builder, "about_words", NAMES),
            topic: builder.add_text_field(column::TOPIC, column_only()),
            topic_code: builder.add_text_field(column::TOPIC_CODE, value().set_fast("raw")),
            topic_words: terms(&mut builder, "topic_words", NAMES),
            outlet: builder.add_text_field(column::OUTLET, column_only()),
            outlet_key: builder.add_text_field("outlet_key", value()),
            outlet_words: terms(&mut builder, "outlet_words", NAMES),
            author_words: terms(&mut builder, "author_words", NAMES),
            language: builder.add_text_field(column::LANGUAGE, value().set_fast("raw")),
            shape: builder.add_text_field(column::SHAPE, column_only()),
            concern: builder.add_text_field(column::CONCERN, value().set_fast("raw")),
            kind: builder.add_text_field("kind", value()),
            act: builder.add_text_field("act", value()),
            confidence: builder.add_u64_field("confidence", FAST),
            text_hash: builder.add_u64_field(column::TEXT_HASH, FAST),
            length: builder.add_u64_field(column::LENGTH, FAST),
            sample: builder.add_u64_field(column::SAMPLE, FAST),
            said: builder.add_u64_field(column::SAID, FAST),
            commit: builder.add_u64_field(column::COMMIT, FAST),
            title_words: terms(&mut builder, "title_words", NAMES),
            role_words: terms(&mut builder, "role_words", NAMES),
            cue_words: terms(&mut builder, "cue_words", NAMES),
            via_words: terms(&mut builder, "via_words", NAMES),
            words: builder.add_text_field("words", places_in(PROSE, true)),
            words_inflected: builder.add_text_field("words_inflected", counted_in(INFLECTED)),
            text: builder.add_text_field("text", places_in(PROSE, true)),
            text_inflected: builder.add_text_field("text_inflected", counted_in(INFLECTED)),
            json: builder.add_text_field("json", STORED),
            packed: builder.add_bytes_field("packed", STORED),
        };
        (builder.build(), fields)
    }
}

/// Words with their places, that filter and do not score.
fn terms(builder: &mut SchemaBuilder, name: &str, analyzer: &str) -> Field {
    builder.add_text_field(name, places_in(analyzer, false))
}

/// Words with their places; a text's length is kept where its matches are scored.
fn places_in(analyzer: &str, scored: bool) -> TextOptions {
    indexed(analyzer, IndexRecordOption::WithFreqsAndPositions, scored)
}

/// Words with how often they stand in a document.
fn counted_in(analyzer: &str) -> TextOptions {
    indexed(analyzer, IndexRecordOption::WithFreqs, false)
}

/// A value that is looked for as a whole.
fn value() -> TextOptions {
    indexed("raw", IndexRecordOption::Basic, false)
}

fn indexed(analyzer: &str, kept: IndexRecordOption, scored: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(kept);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(scored))
}

/// A value that is counted, and not looked for.
fn column_only() -> TextOptions {
    TextOptions::from(FAST)
}

/// How documents are packed on disk: statements stand near their article, which zstd sees at little cost, and the larger the
/// blocks the better; but to read one document its whole block is unpacked.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(8) }),
        docstore_blocksize: 64 << 10,
        ..IndexSettings::default()
    }
}

/// Makes the analyzers known to an index.
pub(crate) fn register_analyzers(index: &Index) {
    index.tokenizers().register(PROSE, prose());
    index.tokenizers().register(INFLECTED, inflected());
    index.tokenizers().register(NAMES, names());
}
