//! The command line: declarations only. A doc comment is the help of what it stands on.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

mod shared;

pub(crate) use shared::{Asked, ExportFormat, Filters, Format, IndexPlace, OwnOutlets, OwnTopics};

/// Ask a folder of news articles who said what.
///
/// Point it at a folder and ask for everything a person said, narrowed by outlet, organization, topic, date and words. It
/// answers with the exact words, who said them, in what role, and where they stand. It works offline.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "\
Examples:
  onrecord query --corpus articles --speaker nephew
  onrecord index articles
  onrecord query budget --outlet \"Plains Courier\" --since 2022
  onrecord list speakers --topic health
  onrecord extract article.html | jq '.statements[].quote'"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(IndexArgs),
    Query(QueryArgs),
    List(ListArgs),
    Speaker(SpeakerArgs),
    Save(SaveArgs),
    Run(RunArgs),
    Show(ShowArgs),
    Explain(ExplainArgs),
    Check(CheckArgs),
    Verify(VerifyArgs),
    Watch(WatchArgs),
    Extract(ExtractArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    Eval(EvalArgs),
    Train(TrainArgs),
}

/// Read articles into the index, or bring it up to date.
///
/// Reads every article below the paths, in whatever shape, also compressed, in archives and in crawls. Run again, it reads
/// only what changed. Other files are passed over and counted. Files that a `.ignore` or `.onrecordignore` names are left out.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord index articles
  onrecord index --index /data/news.index articles more-articles
  onrecord index --outlet \"Plains Courier\" courier-export")]
pub(crate) struct IndexArgs {
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    #[command(flatten)]
    pub(crate) own: OwnTopics,
    #[command(flatten)]
    pub(crate) outlets: OwnOutlets,
    /// Remove the index first, and make it anew
    #[arg(long)]
    pub(crate) rebuild: bool,
}

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

/// Ask a saved search, newest first; without a name, list those that are saved.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord run
  onrecord run harbor --new
  onrecord run harbor --corpus articles --format csv

Exit status: 0 found, 1 nothing found, 2 error.")]
pub(crate) struct RunArgs {
    /// The name of the search
    #[arg(value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Only what was not there when it was run last
    #[arg(long)]
    pub(crate) new: bool,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Show and count each printing of the same story on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How many statements to show
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

/// Report the health of an archive: what its articles lack, what was passed over and why, and what to do.
///
/// Counts articles by shape and language; those without outlet, date, author or headline; dates that tell no day; excerpts; lost
/// characters and guessed encodings; stories that are printed several times; and the files that were passed over.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord check --corpus articles
  onrecord check --examples 20
  onrecord check --format jsonl | jq '.concerns[] | select(.concern == \"no-date\")'")]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How many places to name of each kind
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub(crate) examples: usize,
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
/// Unicode code points of the draft's body or headline, as `onrecord extract DRAFT` prints them.
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

/// Keep an index up to date while files come, change and go, until it is stopped with Ctrl-C.
///
/// Brings the index up to date, then waits for changes below the paths, and reads what changed once nothing moved for a while.
/// What has been read is safe, whenever it is stopped.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord watch articles
  onrecord watch --index /data/news.index --pause 10 articles feeds")]
pub(crate) struct WatchArgs {
    /// Folders and files to follow
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    #[command(flatten)]
    pub(crate) own: OwnTopics,
    #[command(flatten)]
    pub(crate) outlets: OwnOutlets,
    /// How many seconds nothing must change before it is read
    #[arg(long, value_name = "SECONDS", default_value_t = 2.0, value_parser = seconds)]
    pub(crate) pause: f64,
}

/// A number of seconds that can be waited.
fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text.parse().map_err(|_| format!("“{text}” is no number of seconds"))?;
    if (0.0..=3600.0).contains(&seconds) { Ok(seconds) } else { Err("between 0 and 3600, please".to_owned()) }
}

/// Print articles and their statements as JSON, one article a line, without an index.
///
/// Offsets are [start, end) in Unicode code points of `body`. Articles come in the order of the paths.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord extract article.txt
  onrecord extract articles | jq -r '.statements[] | [.speaker, .quote] | @tsv'")]
pub(crate) struct ExtractArgs {
    /// Folders and files to read
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    pub(crate) paths: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) own: OwnTopics,
    #[command(flatten)]
    pub(crate) outlets: OwnOutlets,
    /// How to print
    #[arg(long, default_value = "jsonl")]
    pub(crate) format: ExtractFormat,
}

/// Print completions for a shell.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord completions bash > ~/.local/share/bash-completion/completions/onrecord
  onrecord completions zsh > ~/.zfunc/_onrecord")]
pub(crate) struct CompletionsArgs {
    /// The shell
    pub(crate) shell: clap_complete::Shell,
}

/// Print the manual page.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord man > ~/.local/share/man/man1/onrecord.1")]
pub(crate) struct ManArgs {}

/// Measure the extractor on gold of your own.
///
/// GOLD holds one article a line, as `onrecord extract` prints it, its statements corrected by hand; or with `text` and
/// `attributions`, as the corpus PolNeAR has them. Prints precision, recall and F1 of the words (half of their letters or
/// more), of the exact words, of words and source, and of words and speaker, for all statements and for each kind; then
/// of the letters given to each person; then the errors, those first that the extractor was surest of.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord extract article.txt > gold.jsonl     # then correct the line by hand
  onrecord eval gold.jsonl
  onrecord eval sample-corpus/gold.jsonl --errors 0")]
pub(crate) struct EvalArgs {
    /// Gold articles, as JSON Lines
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(crate) gold: PathBuf,
    /// Names of the persons, where GOLD has none: article, attribution, class and name, with tabs between
    #[arg(long, value_name = "TSV", value_hint = ValueHint::FilePath)]
    pub(crate) speakers: Option<PathBuf>,
    /// Show whether the extractor is as sure as it is right
    #[arg(long)]
    pub(crate) confidence: bool,
    /// How many errors to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) errors: usize,
}

/// Learn the extractor's weights from gold articles.
///
/// GOLD holds one article a line, as `onrecord extract` prints it, its statements corrected by hand; or with `text` and
/// `attributions`, as the corpus PolNeAR has them. The same input gives the same weights. Takes some minutes.
#[derive(Debug, Args)]
#[command(
    hide = true,
    after_help = "\
Examples:
  onrecord train gold.jsonl --vectors vectors.txt --output src/statement/weights.bin"
)]
pub(crate) struct TrainArgs {
    /// Gold articles, as JSON Lines
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(crate) gold: PathBuf,
    /// Word vectors: a line a word, most frequent first, the word and 100 numbers
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) vectors: PathBuf,
    /// Where to write the weights
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// One JSON object a line
    Jsonl,
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
    Speakers,
    /// Organizations of roles and in the words
    Organizations,
    /// Topics of the articles, as a tree
    Topics,
    /// Outlets
    Outlets,
    /// Who wrote the articles
    Authors,
    /// What the sources are: persons, organizations, groups, documents, or unnamed
    Kinds,
    /// The words that report
    Cues,
    /// A timeline, by month
    Months,
}
