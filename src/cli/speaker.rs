//! Commands about one speaker, or two.

use clap::Args;

use super::{Asked, Filters, Format, NameArgs};

/// Show a page on one speaker: names, roles, statements by month, outlets, topics and latest words.
///
/// Counts statements by month, outlet, topic, organization and reporting verb, and shows the latest and the most reprinted
/// words. Uncertain statements are counted apart. Filters narrow the page, for example to one topic, outlet or year.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord speaker \"Richard Nephew\"
  onrecord speaker nephew --topic health --since 2022
  onrecord speaker --corpus articles \"Harbor Board\" --format jsonl

Exit status: 0 found, 1 nothing found, 2 error.")]
pub(crate) struct SpeakerArgs {
    /// Who: a name with or without title and accents, or a family name
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Only statements with these words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Count each reprint on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) names: NameArgs,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Compare two speakers: roles, months, outlets, topics, organizations, reporting verbs and latest words.
///
/// Filters narrow the comparison, for example to one topic, outlet or year. The months of both are on one scale. A terminal at
/// least 100 columns wide shows the two side by side, a narrower one in turn. JSON is one object: `people` has two objects like
/// the one that `onrecord speaker` prints.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord compare \"Richard Nephew\" \"Harbor Board\"
  onrecord compare nephew prewitt --topic labour --since 2022
  onrecord compare nephew prewitt --format json | jq '.people[].months'

Exit status: 0 found, 1 nothing found for one of them, 2 error.")]
pub(crate) struct CompareArgs {
    /// One of them: a name with or without title and accents, or a family name
    #[arg(value_name = "NAME")]
    pub(crate) one: String,
    /// The other
    #[arg(value_name = "OTHER")]
    pub(crate) other: String,
    /// Only statements with these words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Count each reprint on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) names: NameArgs,
    #[command(flatten)]
    pub(crate) filters: Filters,
}
