//! Commands that search: `query` and `list`.

use clap::{Args, ValueEnum};

use super::{Asked, ExportFormat, Filters, Format, NameArgs};

/// Search statements or articles.
///
/// A statement matches when all WORDS are in what was said. Quotation marks make a phrase. OR, NOT, parentheses, negotiat*,
/// "reactor budget"~8, NEAR/5 and in:article work inside one argument: 'hearing -budget'. WORDS can have fields too:
/// speaker:nephew, since:2022-03, 'water -outlet:"Plains Courier"'. `onrecord help query-language` lists them all.
///
/// A filter given twice matches either value; different filters must all match.
///
/// Reprints are collapsed: a quotation that several articles of the same story print is one hit. The earliest article that
/// matches is shown, and the others are listed with it. Two articles are the same story when passages of one hold 80 % of the
/// words of the shorter. --limit, --offset and --count count collapsed hits.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord query --corpus articles --speaker \"Richard Nephew\"
  onrecord query '\"public hearing\" -budget' --since 2022-03 --sort newest
  onrecord query --org \"State Department\" --not-outlet \"Plains Courier\" --format csv
  onrecord query --speaker \"Richard Nephew\" --all --format ris > nephew.ris
  onrecord query --topic health --sample 100 --seed 7 --format csv > sample.csv
  onrecord query budget --since 2022 --limit 0 --facets outlets,speakers --timeline

Exit status: 0 found, 1 nothing found, 2 error.")]
pub(crate) struct QueryArgs {
    /// Words, phrases and fields; - reads them from standard input
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Search the text of articles, and show articles instead of statements
    #[arg(long)]
    pub(crate) articles: bool,
    /// Show and count each reprint on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// The order of the hits
    #[arg(long, value_name = "ORDER", default_value = "relevance")]
    pub(crate) sort: SortOrder,
    /// How many hits to show
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Show every hit
    #[arg(long, conflicts_with = "limit")]
    pub(crate) all: bool,
    /// How many hits to skip first
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// Draw N hits at random; the same seed draws the same ones
    #[arg(long, value_name = "N", conflicts_with_all = ["limit", "all", "offset", "sort"])]
    pub(crate) sample: Option<usize>,
    /// The seed of --sample
    #[arg(long, value_name = "SEED", default_value_t = 1, requires = "sample")]
    pub(crate) seed: u64,
    /// Show so many sentences before and after the words, dimmed
    ///
    /// Without it the sentence around a fragment is shown.
    #[arg(long, value_name = "N")]
    pub(crate) context: Option<usize>,
    /// Print only how many match
    #[arg(long)]
    pub(crate) count: bool,
    /// After the hits, count everything that matches by these, separated by commas; without FACETS by all of them
    ///
    /// --limit 0 shows the counts alone. A terminal shows the ten most frequent values. JSON Lines has a line {"facet", "value",
    /// "statements"} for each, after the hits. CSV has only the counts.
    #[arg(long, value_name = "FACETS", num_args = 0..=1, value_delimiter = ',', conflicts_with_all = ["articles", "count"])]
    pub(crate) facets: Option<Vec<FacetName>>,
    /// After the hits, count everything that matches by month; like --facets months, with empty months
    #[arg(long, conflicts_with_all = ["articles", "count"])]
    pub(crate) timeline: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ExportFormat,
    #[command(flatten)]
    pub(crate) names: NameArgs,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Count statements by speaker, topic, outlet, month and more, under the same filters.
///
/// Reprints are collapsed: a quotation that several articles of the same story print counts once. Only the counts of outlets
/// include everything that the outlet printed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord list speakers
  onrecord list outlets --speaker \"Richard Nephew\"
  onrecord list months --topic health
  onrecord list speakers --forms --format jsonl
  onrecord list speakers --topic health --since 2022 --format csv

Exit status: 0 found, 1 nothing found, 2 error.")]
pub(crate) struct ListArgs {
    /// What to count statements by
    pub(crate) facet: FacetName,
    /// Only statements with these words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Count each reprint on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How many to show; text for people has 50 by default, other formats all
    #[arg(short = 'n', long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Show all of them
    #[arg(long, conflicts_with = "limit")]
    pub(crate) all: bool,
    /// With each speaker all forms of the name, the id and the roles
    #[arg(long)]
    pub(crate) forms: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) names: NameArgs,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SortOrder {
    /// Speech before thoughts; best match first, or newest first without words
    Relevance,
    /// Newest first
    Newest,
    /// Oldest first
    Oldest,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FacetName {
    /// People and organizations that speak
    #[value(alias = "speaker")]
    Speakers,
    /// Organizations in roles and in the words
    #[value(alias = "organization")]
    Organizations,
    /// Topics of the articles, as a tree
    #[value(alias = "topic")]
    Topics,
    /// Outlets
    #[value(alias = "outlet")]
    Outlets,
    /// Who wrote the articles
    #[value(alias = "author")]
    Authors,
    /// Kinds of source: person, organization, group, document or unnamed
    #[value(aliases = ["kind", "speaker-kind", "speaker_kind"])]
    Kinds,
    /// Reporting verbs, such as “said”
    #[value(alias = "cue")]
    Cues,
    /// Months
    #[value(alias = "month")]
    Months,
    /// Roles, such as “mayor of Merrow”
    #[value(alias = "role")]
    Roles,
}
