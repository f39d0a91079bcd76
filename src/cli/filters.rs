//! Filters that every search command shares.

use crate::query::{Day, LeastConfidence};
use clap::Args;

/// What statements and articles must have, or must not have.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Who said it: a name, with or without title and accents, or a family name
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Vec<String>,
    /// An organization that speaks, that the speaker belongs or belonged to, or that the words name. For only one of these use
    /// org.said: org.role: org.former: or org.mentioned: in WORDS
    #[arg(long, value_name = "NAME")]
    pub(crate) org: Vec<String>,
    /// A person whom the words name
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Vec<String>,
    /// What the article is about: the name or code of a topic, which includes all topics below it, or a label of the outlet
    #[arg(long, value_name = "TOPIC")]
    pub(crate) topic: Vec<String>,
    /// Who published it
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Vec<String>,
    /// Who wrote the article
    #[arg(long, value_name = "NAME")]
    pub(crate) author: Vec<String>,
    /// The language of the article, as a code of two letters
    #[arg(long, value_name = "CODE")]
    pub(crate) language: Vec<String>,
    /// How the words are reported: direct, indirect or mixed; or declined, for people who did not answer
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Whether it was said or thought: speech or thought
    #[arg(long, value_name = "ACT")]
    pub(crate) act: Vec<String>,
    /// Whether the source stands by the words: affirmed, denied, not_said or asked
    #[arg(long, value_name = "POLARITY")]
    pub(crate) polarity: Vec<String>,
    /// The first day: 2016, 2016-10 or 2016-10-05
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Day>,
    /// The last day: 2016, 2016-10 or 2016-10-05
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Day>,
    /// The least confidence of the extractor, from 0 to 1
    #[arg(long, value_name = "SHARE")]
    pub(crate) min_confidence: Option<LeastConfidence>,
    /// Not said by
    #[arg(long, value_name = "NAME")]
    pub(crate) not_speaker: Vec<String>,
    /// Without this organization
    #[arg(long, value_name = "NAME")]
    pub(crate) not_org: Vec<String>,
    /// The words do not name
    #[arg(long, value_name = "NAME")]
    pub(crate) not_about: Vec<String>,
    /// Not about
    #[arg(long, value_name = "TOPIC")]
    pub(crate) not_topic: Vec<String>,
    /// Not published by
    #[arg(long, value_name = "NAME")]
    pub(crate) not_outlet: Vec<String>,
    /// Not written by
    #[arg(long, value_name = "NAME")]
    pub(crate) not_author: Vec<String>,
    /// Not in this language
    #[arg(long, value_name = "CODE")]
    pub(crate) not_language: Vec<String>,
    /// Not of this kind
    #[arg(long, value_name = "KIND")]
    pub(crate) not_kind: Vec<String>,
    /// Not of this act
    #[arg(long, value_name = "ACT")]
    pub(crate) not_act: Vec<String>,
    /// Not of this polarity
    #[arg(long, value_name = "POLARITY")]
    pub(crate) not_polarity: Vec<String>,
}
