//! Commands that ask an index.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::{Asked, ExportFormat, Filters, Format};

/// Find statements, or articles.
///
/// WORDS are looked for in what was said; all must be there. Several in quotation marks are a phrase; OR, NOT, parentheses,
/// negotiat*, "reactor budget"~8, NEAR/5 and in:article work inside one argument: 'hearing -budget'. Fields can be written
/// in WORDS too (src/query/LANGUAGE.md has them all):
/// speaker:nephew, since:2022-03, 'water -outlet:"Plains Courier"'.
///
/// Filters of one kind given twice mean any of them; filters of different kinds mean all of them.
///
/// A quotation that several articles print with the same story is one hit, with the others named: of those that match the
/// earliest stands for all. Articles print the same story where 80 % of the words of the shorter one stand in passages
/// of the other. --limit, --offset and --count go by such hits.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord query --corpus articles --speaker \"Richard Nephew\"
  onrecord query '\"public hearing\" -budget' --since 2022-03 --sort newest
  onrecord query --org \"State Department\" --not-outlet \"Plains Courier\" --format csv
  onrecord query --speaker \"Richard Nephew\" --all --format ris > nephew.ris
  onrecord query budget --since 2022 --limit 0 --facets outlets,speakers --timeline

Exit status: 0 found, 1 nothing found, 2 error.")]
pub(crate) struct QueryArgs {
    /// Words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Give articles in place of statements; WORDS are then looked for in their text
    #[arg(long)]
    pub(crate) articles: bool,
    /// Show and count each printing of the same story on its own
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
    /// How many hits to leave out before
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// Print only how many match
    #[arg(long)]
    pub(crate) count: bool,
    /// Behind the hits, count all that match by each of these, with commas between; without FACETS by all of them
    ///
    /// They obey the words and all filters, --limit 0 shows them alone. A terminal shows the ten commonest values. JSON Lines
    /// have a line {"facet", "value", "statements"} for each behind those of the hits. CSV is the table of the facets alone.
    #[arg(long, value_name = "FACETS", num_args = 0..=1, value_delimiter = ',', conflicts_with_all = ["articles", "count"])]
    pub(crate) facets: Option<Vec<FacetName>>,
    /// Behind the hits, show all that match by month, empty months too; otherwise as --facets months
    #[arg(long, conflicts_with_all = ["articles", "count"])]
    pub(crate) timeline: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ExportFormat,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Count who speaks, and about what, under the same filters.
///
/// Statements are counted, and a quotation that several articles print with the same story once; for an outlet all that
/// it printed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord list speakers
  onrecord list outlets --speaker \"Richard Nephew\"
  onrecord list months --topic health
  onrecord list speakers --topic health --since 2022 --format csv")]
pub(crate) struct ListArgs {
    /// What to count statements by
    pub(crate) facet: FacetName,
    /// Only statements with these words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Count each printing of the same story on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How many to show [default: all]
    #[arg(short = 'n', long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Show a page on one speaker: names and roles that outlets gave, when and about what, in which words.
///
/// Counts statements by month, outlet, topic, organization and reporting word, and shows the latest and the most reprinted words.
/// What the extractor is not sure of is counted apart. Filters narrow it: a speaker on one topic, in one outlet, in one year.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord speaker \"Richard Nephew\"
  onrecord speaker nephew --topic health --since 2022
  onrecord speaker --corpus articles \"Harbor Board\" --format jsonl")]
pub(crate) struct SpeakerArgs {
    /// Who: a name with or without title and accents, or a family name
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Only statements with these words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Count each printing of the same story on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Compare two speakers: roles, months, outlets, topics, organizations, reporting words and latest words side by side.
///
/// Filters narrow it: two speakers on one topic, in one outlet, in one year. Months of both are on one scale. A terminal of a
/// hundred columns or more shows them beside each other, a narrower one after the other. JSON is one object: `people` has two
/// like those of `onrecord speaker`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord compare \"Richard Nephew\" \"Harbor Board\"
  onrecord compare nephew prewitt --topic labour --since 2022
  onrecord compare nephew prewitt --format json | jq '.people[].months'

Exit status: 0 found, 1 nothing found for one of them, 2 error.")]
pub(crate) struct CompareArgs {
    /// The one: a name with or without title and accents, or a family name
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
    /// Count each printing of the same story on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Save a search under a name, to ask it again with `onrecord run`.
///
/// What is saved is the question, for this user; whichever index it is asked of later. An earlier one of the name is replaced.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord save harbor 'strike OR lockout' --org \"Harbor Board\"
  onrecord run harbor --new
  onrecord save harbor --delete")]
pub(crate) struct SaveArgs {
    /// The name: letters, digits, - and _
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Words, phrases and fields
    #[arg(value_name = "WORDS")]
    pub(crate) words: Vec<String>,
    /// Delete the search of this name
    #[arg(long)]
    pub(crate) delete: bool,
    #[command(flatten)]
    pub(crate) filters: Filters,
}

/// Ask a saved search, newest first, or every query of a file; without either, list those that are saved.
///
/// A file of queries has one a line, as WORDS of `onrecord query`. Blank lines and those that begin with # are passed over. A
/// name may stand before a query: `wall = flood wall since:2022`, or with a tab in place of the ` = `. The answer is one table
/// that names the query first: the first column of CSV, the field `query` of JSON. A line with a mistake is told with its number
/// and place, the others are asked all the same, and the exit status is 2.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord run
  onrecord run harbor --new
  onrecord run harbor --corpus articles --format csv
  onrecord run --file queries.txt --count
  onrecord run --file queries.txt --facets outlets --format csv

Exit status: 0 found, 1 nothing found, 2 error.")]
pub(crate) struct RunArgs {
    /// The name of the search
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Ask the queries of a file, one a line; - is standard input
    #[arg(long, value_name = "QUERIES", value_hint = ValueHint::FilePath, conflicts_with_all = ["name", "new"])]
    pub(crate) file: Option<PathBuf>,
    /// Of each query of the file only how much there is: statements, speakers, outlets, first and last month
    #[arg(long, requires = "file")]
    pub(crate) count: bool,
    /// Of each query of the file only statements by each of these, with commas between; without FACETS by all
    #[arg(long, value_name = "FACETS", num_args = 0..=1, value_delimiter = ',', requires = "file", conflicts_with = "count")]
    pub(crate) facets: Option<Vec<FacetName>>,
    /// Only what was not there when it was run last
    #[arg(long)]
    pub(crate) new: bool,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Show and count each printing of the same story on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How many statements to show, of a file for each query
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ExportFormat,
}

/// Show an article with its statements marked, or one statement in its paragraph.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord show d386df60f884
  onrecord show d386df60f884#3
  onrecord show d386df60f884#3 --format markdown")]
pub(crate) struct ShowArgs {
    /// The id of an article, or of a statement
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ExportFormat,
}

/// Explain whom a statement is given to, or why an article has its topics.
///
/// Of an article it shows for each topic whether a label of the outlet or the text told it, and the words that decided,
/// with how often they stand there. Of a statement it shows each step from the source as it is named there to the
/// introduction.
///
/// Names, pronouns, roles and “the company” are followed back to where the text names them in full; each step has its
/// words, its place and its reason.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord explain d386df60f884#3
  onrecord explain d386df60f884
  onrecord explain --corpus articles --format jsonl d386df60f884#3")]
pub(crate) struct ExplainArgs {
    /// The id of a statement, or of an article
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// Check the quotations of a draft: are the words on record, and did that person say them?
///
/// DRAFT is one article, in any shape that is read. Each stretch in quotation marks of three words or more is looked up,
/// those of the headline too; words that the draft gives to nobody from five words on. Quotation marks and white space
/// are never a difference. Case, spelling, punctuation, an ellipsis and words in [brackets] are none either, and are told.
/// Where the draft does not tell by name who says the words, only the words are checked.
///
/// Of an altered quotation the closest source is shown, word by word: [-these words-] stand in the source alone, {+these
/// words+} in the draft alone. The draft itself, where it is indexed, is no source. In JSON Lines `span` is [start, end) in
/// Unicode code points of the draft's body or headline, as `onrecord extract DRAFT` prints them. The people of the draft go by
/// the rules for names of the corpus, where it has such; else by a names.toml beside the draft.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord verify draft.md
  onrecord verify --corpus articles draft.html
  onrecord verify --format jsonl draft.txt | jq 'select(.right | not)'

Exit status: 0 all words are exact and by the right speaker, 1 any is not, 2 error.")]
pub(crate) struct VerifyArgs {
    /// The article to check
    #[arg(value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SortOrder {
    /// Best match first; without words, newest first
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
    /// Organizations of roles and in the words
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
    /// What the sources are: persons, organizations, groups, documents, or unnamed
    #[value(aliases = ["kind", "speaker-kind", "speaker_kind"])]
    Kinds,
    /// The words that report
    #[value(alias = "cue")]
    Cues,
    /// A timeline, by month
    #[value(alias = "month")]
    Months,
}
