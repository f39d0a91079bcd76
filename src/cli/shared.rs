//! Arguments that several commands share.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};
use onrecord::query::{Confidence, Day};

/// Where the index stands.
#[derive(Debug, Args)]
pub(crate) struct IndexPlace {
    /// The directory of the index [default: $ONRECORD_INDEX, else one for each user]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) index: Option<PathBuf>,
}

/// A user's own rules for topics.
#[derive(Debug, Args)]
pub(crate) struct OwnTopics {
    /// Your own words for topics, added to the built-in ones [default: $ONRECORD_TOPICS]
    ///
    /// A file of lines with three columns, a tab between: a topic, a weight from 1 (a hint) to 5 (found hardly anywhere
    /// else) or `label`, and terms with `; ` between them. `soccer 3 nutmeg; back heel`; `health label Clinic Corner`.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) topics: Option<PathBuf>,
    /// Drop the rules for topics that the index remembers
    #[arg(long, conflicts_with = "topics")]
    pub(crate) no_topics: bool,
}

/// What the user says of outlets.
#[derive(Debug, Args)]
pub(crate) struct OwnOutlets {
    /// The outlet of all these articles, whatever they say
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Rules for outlets, by path, folder, domain and spelling [default: outlets.toml in the folder]
    ///
    /// A file of four tables, each of lines from a pattern to a name: [path] "exports/pc_*.csv", [folder] "courier-2016",
    /// [domain] "plainscourier.example", [name] "The Plains-Courier" = "Plains Courier".
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) outlets: Option<PathBuf>,
    /// Drop the rules for outlets that the index remembers
    #[arg(long, conflicts_with = "outlets")]
    pub(crate) no_outlets: bool,
}

/// What the user says of people and organizations.
#[derive(Debug, Args)]
pub(crate) struct OwnNames {
    /// Rules that merge, rename, split and drop people and organizations [default: the names.toml nearest to each file]
    ///
    /// A file of tables: [person] and [organization] with lines "Dick Nephew" = "Richard Nephew", [drop] with
    /// people = ["Wall Street"] and organizations, and for each of several people of one name [[split]] with
    /// name = "John Smith", as = "John Smith (senator)" and what tells: role, organization, outlet, path, since or until.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) names: Option<PathBuf>,
    /// Drop the rules for names that the index remembers
    #[arg(long, conflicts_with = "names")]
    pub(crate) no_names: bool,
}

/// Which index to ask.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Ask this folder: its own index is made or refreshed first; nothing is written into the folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) corpus: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    #[command(flatten)]
    pub(crate) own: OwnTopics,
    #[command(flatten)]
    pub(crate) names: OwnNames,
}

/// What statements and articles must have, or must not.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Who said it: a name, with or without title and accents, or a family name
    #[arg(long, value_name = "NAME")]
    pub(crate) speaker: Vec<String>,
    /// An organization: it speaks, the speaker belongs or belonged to it, or the words name it. In WORDS also one of these
    /// alone: org.said: org.role: org.former: org.mentioned:
    #[arg(long, value_name = "NAME")]
    pub(crate) org: Vec<String>,
    /// A person whom the words name
    #[arg(long, value_name = "NAME")]
    pub(crate) about: Vec<String>,
    /// What the article is about: a topic's name or code, with all topics below it, or the outlet's own label
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
    /// How the words are given: direct, indirect or mixed; or declined, for those who do not answer
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Vec<String>,
    /// Whether it was said or thought: speech or thought
    #[arg(long, value_name = "ACT")]
    pub(crate) act: Vec<String>,
    /// The first day: 2016, 2016-10 or 2016-10-05
    #[arg(long, value_name = "DATE")]
    pub(crate) since: Option<Day>,
    /// The last day: 2016, 2016-10 or 2016-10-05
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Day>,
    /// Only statements that the extractor is this sure of, from 0 to 1
    #[arg(long, value_name = "SHARE")]
    pub(crate) min_confidence: Option<Confidence>,
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
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Text,
    /// One JSON object a line
    #[value(alias = "json")]
    Jsonl,
    /// A table
    Csv,
}

/// Formats of what can be cited: statements and articles.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// For people
    Text,
    /// One JSON object a line
    #[value(alias = "json")]
    Jsonl,
    /// A table
    Csv,
    /// The same table with a byte order mark, which Excel needs to read “ and é
    Excel,
    /// Citations for Zotero, EndNote, Mendeley and Citavi
    Ris,
    /// Citations for LaTeX
    Bibtex,
    /// Block quotations with their sources
    Markdown,
}
