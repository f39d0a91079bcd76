//! The fields of the index, and how their text is cut into terms.
//!
//! An index has three kinds of document: a file, with what we need to see that it changed, an article, and a statement or no
//! comment. What is true of an article is stored with the article alone, which its statements follow ([`super::block`]).

use tantivy::schema::{
    DateOptions, FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, SchemaBuilder, TextFieldIndexing,
    TextOptions,
};
use tantivy::store::{Compressor, ZstdCompressor};
use tantivy::{Index, IndexSettings};

use super::analyzer::{inflected, names, prose};

/// The analyzer of running text: lower case, no accents, English stems.
pub(crate) const PROSE: &str = "onrecord_prose";
/// The analyzer of the inflected forms in running text.
pub(crate) const INFLECTED: &str = "onrecord_inflected";
/// The analyzer of names: lower case, no accents.
pub(crate) const NAMES: &str = "onrecord_names";

/// The values of [`Fields::document`].
pub(crate) const FILE: &str = "file";
pub(crate) const ARTICLE: &str = "article";
pub(crate) const STATEMENT: &str = "statement";
/// A no comment. In all other fields it is like a statement.
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
    pub(crate) const ROLE: &str = "role";
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
    pub(crate) const THOUGHT: &str = "thought";
    pub(crate) const COMMIT: &str = "commit";
    pub(crate) const CONFIDENCE: &str = "confidence";

    /// Separates the key from the name in the columns of speakers, organizations and authors.
    pub(crate) const BEHIND_KEY: char = '\u{0}';
    /// Begins the key of a speaker that is an organization.
    pub(crate) const ORGANIZATION_KEY: char = '\u{1}';

    /// Whether articles have this column and statements do not.
    pub(crate) fn is_of_article(column: &str) -> bool {
        [PLACE, PUBLISHED, AUTHOR, MONTH, TOPIC, TOPIC_CODE, OUTLET, LANGUAGE, SHAPE, CONCERN].contains(&column)
    }
}

/// The fields of all documents.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fields {
    /// The kind of document.
    pub(crate) document: Field,
    /// The absolute path of a file, as [`super::file_path`] writes it; files and articles have it.
    pub(crate) file: Field,
    /// A hash of the path, which statements have too.
    pub(crate) file_key: Field,
    /// A file's size in bytes, and its modification time in nanoseconds.
    pub(crate) size: Field,
    pub(crate) modified: Field,
    /// The id of an article.
    pub(crate) id: Field,
    /// The key of an article: [`crate::article::Place::key`].
    pub(crate) article: Field,
    /// A hash of the record that the article was read from, if the file has several.
    pub(crate) record: Field,
    /// A hash of the place, the same on every machine. It breaks ties.
    pub(crate) place: Field,
    /// The number of a statement in its article, from 1; 0 in other documents. A column that all documents have is the
    /// fastest to read.
    pub(crate) number: Field,
    pub(crate) statements: Field,
    pub(crate) published: Field,
    /// The name of a person or an organization, after its key ([`super::people::SpeakerValue`]).
    pub(crate) speaker: Field,
    pub(crate) speaker_key: Field,
    pub(crate) speaker_words: Field,
    pub(crate) speaker_kind: Field,
    /// The people who may have said it, where the text leaves it open.
    pub(crate) possible_key: Field,
    pub(crate) possible_words: Field,
    /// For counts only: the role, the author of the article, the reporting words, the month as `2016-03`.
    pub(crate) role: Field,
    pub(crate) author: Field,
    pub(crate) cue: Field,
    pub(crate) month: Field,
    pub(crate) organization: Field,
    /// Organizations by how they are involved: the speaker is one, belongs to one, or belonged to one; the words or the
    /// article name one.
    pub(crate) org_said_words: Field,
    pub(crate) org_role_words: Field,
    pub(crate) org_former_words: Field,
    pub(crate) org_mentioned_words: Field,
    /// People named in the words of a statement, or in an article.
    pub(crate) about_key: Field,
    pub(crate) about_words: Field,
    pub(crate) topic: Field,
    /// The codes of the topics and of all above them.
    pub(crate) topic_code: Field,
    pub(crate) topic_words: Field,
    pub(crate) outlet: Field,
    pub(crate) outlet_key: Field,
    pub(crate) outlet_words: Field,
    /// The user's own fields, each as `name=value`.
    pub(crate) own: Field,
    pub(crate) author_words: Field,
    pub(crate) language: Field,
    /// The format that an article was read from, and its data-quality problems.
    pub(crate) shape: Field,
    pub(crate) concern: Field,
    pub(crate) kind: Field,
    pub(crate) act: Field,
    /// 1 for a thought, 0 for speech and for an article. Thoughts come after speech.
    pub(crate) thought: Field,
    pub(crate) polarity: Field,
    /// In thousandths.
    pub(crate) confidence: Field,
    /// The fingerprint of an article's text: its hash, its words and its sample of shingles.
    pub(crate) text_hash: Field,
    pub(crate) length: Field,
    pub(crate) sample: Field,
    /// A hash of words, speaker and occurrence, which a statement shares with the same one in a reprint; 0 in other
    /// documents.
    pub(crate) said: Field,
    /// The commit in which a statement first appeared, however often its article was read again since; 0 in other documents.
    pub(crate) commit: Field,
    /// The headline of an article; the role, the reporting words and the intermediary of a statement.
    pub(crate) title_words: Field,
    pub(crate) role_words: Field,
    pub(crate) cue_words: Field,
    pub(crate) via_words: Field,
    /// The words of a statement, and headline and body of an article: as stems with positions, and the inflected forms with
    /// their counts. A stem's count minus the counts of its inflected forms is how often the bare word occurs.
    pub(crate) words: Field,
    pub(crate) words_inflected: Field,
    pub(crate) text: Field,
    pub(crate) text_inflected: Field,
    /// The state of a file or an article as JSON, and a statement packed ([`super::stored`]).
    pub(crate) json: Field,
    pub(crate) packed: Field,
}

impl Fields {
    /// The schema and its fields.
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
            possible_key: builder.add_text_field("possible_key", value()),
            possible_words: terms(&mut builder, "possible_words", NAMES),
            role: builder.add_text_field(column::ROLE, column_only()),
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
            own: builder.add_text_field("own", value()),
            author_words: terms(&mut builder, "author_words", NAMES),
            language: builder.add_text_field(column::LANGUAGE, value().set_fast("raw")),
            shape: builder.add_text_field(column::SHAPE, column_only()),
            concern: builder.add_text_field(column::CONCERN, value().set_fast("raw")),
            kind: builder.add_text_field("kind", value()),
            act: builder.add_text_field("act", value()),
            thought: builder.add_u64_field(column::THOUGHT, FAST),
            polarity: builder.add_text_field("polarity", value()),
            confidence: builder.add_u64_field(column::CONFIDENCE, FAST),
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

/// Words with positions, for filters that do not score.
fn terms(builder: &mut SchemaBuilder, name: &str, analyzer: &str) -> Field {
    builder.add_text_field(name, places_in(analyzer, false))
}

/// Words with positions. The length of a text is kept only if matches are scored.
fn places_in(analyzer: &str, scored: bool) -> TextOptions {
    indexed(analyzer, IndexRecordOption::WithFreqsAndPositions, scored)
}

/// Words with their counts.
fn counted_in(analyzer: &str) -> TextOptions {
    indexed(analyzer, IndexRecordOption::WithFreqs, false)
}

/// A value that is searched as a whole.
fn value() -> TextOptions {
    indexed("raw", IndexRecordOption::Basic, false)
}

fn indexed(analyzer: &str, kept: IndexRecordOption, scored: bool) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(kept);
    TextOptions::default().set_indexing_options(indexing.set_fieldnorms(scored))
}

/// A value that is counted but not searched.
fn column_only() -> TextOptions {
    TextOptions::from(FAST)
}

/// How documents are compressed on disk. Statements are next to their article, so larger blocks compress better; but reading
/// one document unpacks its whole block.
pub(crate) fn settings() -> IndexSettings {
    IndexSettings {
        docstore_compression: Compressor::Zstd(ZstdCompressor { compression_level: Some(8) }),
        docstore_blocksize: 64 << 10,
        ..IndexSettings::default()
    }
}

/// Registers the analyzers with an index.
pub(crate) fn register_analyzers(index: &Index) {
    index.tokenizers().register(PROSE, prose());
    index.tokenizers().register(INFLECTED, inflected());
    index.tokenizers().register(NAMES, names());
}
