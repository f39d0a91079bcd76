//! The command line: declarations only. A doc comment is the help of what it stands on.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum, ValueHint};

mod ask;
mod shared;

pub(crate) use ask::{
    CompareArgs, ExplainArgs, FacetName, ListArgs, QueryArgs, RunArgs, SaveArgs, ShowArgs, SortOrder, SpeakerArgs,
    VerifyArgs,
};
pub(crate) use shared::{Asked, ExportFormat, Filters, Format, IndexPlace, OwnNames, OwnOutlets, OwnTopics};

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
    Compare(CompareArgs),
    Save(SaveArgs),
    Run(RunArgs),
    Show(ShowArgs),
    Explain(ExplainArgs),
    Check(CheckArgs),
    Repair(RepairArgs),
    Verify(VerifyArgs),
    Watch(WatchArgs),
    Extract(ExtractArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    Eval(EvalArgs),
    #[cfg(feature = "train")]
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
    #[command(flatten)]
    pub(crate) names: OwnNames,
    /// Remove the index first, and make it anew
    #[arg(long)]
    pub(crate) rebuild: bool,
    /// After how many articles what is done is made safe; for machines that fail often, and to test that
    #[arg(long, value_name = "N", hide = true)]
    pub(crate) commit_every: Option<usize>,
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

/// Check every file of an index, and mend what can be mended.
///
/// Damaged parts of the index are taken out, and what stood in them is read again by the next `onrecord index`. What killed runs
/// left behind is removed. Ends with 0 when the index is whole or was mended, and with 2 when nothing of it can be saved; then
/// `onrecord index --rebuild` makes it anew. Articles are never touched.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord repair
  onrecord repair --index /data/news.index && onrecord index --index /data/news.index articles")]
pub(crate) struct RepairArgs {
    #[command(flatten)]
    pub(crate) place: IndexPlace,
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
    #[command(flatten)]
    pub(crate) names: OwnNames,
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
    #[command(flatten)]
    pub(crate) names: OwnNames,
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
/// GOLD has one article a line: either as `onrecord extract` prints it, with its statements corrected by hand, or with `text`
/// and `attributions` as in the corpus PolNeAR. The same input gives the same weights. Takes some minutes.
#[cfg(feature = "train")]
#[derive(Debug, Args)]
#[command(
    hide = true,
    after_help = "\
Examples:
  onrecord train gold.jsonl --vectors vectors.txt --output src/extract/network/weights.bin"
)]
pub(crate) struct TrainArgs {
    /// Gold articles, as JSON Lines
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(crate) gold: PathBuf,
    /// Word vectors, one word a line, most frequent first: the word and 100 numbers
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) vectors: PathBuf,
    /// File to write the weights to
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) output: PathBuf,
    /// Passes over the articles [default: 12]
    #[arg(long, value_name = "N")]
    pub(crate) epochs: Option<usize>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExtractFormat {
    /// One JSON object a line
    Jsonl,
}
