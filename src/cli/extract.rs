//! Commands that need no index: extracting, measuring, training.

use std::path::PathBuf;

use clap::{Args, ValueEnum, ValueHint};

use super::OwnRules;

/// Extract statements from articles as JSON, one article a line, without an index.
///
/// Offsets are [start, end) in Unicode code points of `body`. Articles are in the order of the paths.
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
    pub(crate) rules: OwnRules,
    /// How to print
    #[arg(long, default_value = "jsonl")]
    pub(crate) format: ExtractFormat,
}

/// Measure the extractor on articles that you marked by hand.
///
/// GOLD has one article a line, as `onrecord extract` prints it, with its statements corrected by hand; or with `text` and
/// `attributions`, as in the PolNeAR corpus. Prints precision, recall and F1 for all statements and for each kind: of the words
/// (at least half of the letters overlap), of the exact words, of words and source, and of words and speaker. Then it prints the
/// letters given to the right person, and the errors, most confident first.
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
    /// Names of the speakers, where GOLD has none: article, attribution, class and name, separated by tabs
    #[arg(long, value_name = "TSV", value_hint = ValueHint::FilePath)]
    pub(crate) speakers: Option<PathBuf>,
    /// Compare the extractor's confidence with how often it is right
    #[arg(long)]
    pub(crate) confidence: bool,
    /// How many errors to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) errors: usize,
}

/// Train the extractor's weights on gold articles.
///
/// GOLD has one article a line, as `onrecord extract` prints it, with its statements corrected by hand; or with `text` and
/// `attributions`, as in the PolNeAR corpus. The same input gives the same weights. Takes some minutes.
#[cfg(feature = "train")]
#[derive(Debug, Args)]
#[command(
    hide = true,
    after_help = "\
Examples:
  onrecord train gold.jsonl --unseen unseen.jsonl --vectors vectors.txt --output weights.bin"
)]
pub(crate) struct TrainArgs {
    /// Gold articles, as JSON Lines
    #[arg(value_name = "GOLD", value_hint = ValueHint::FilePath)]
    pub(crate) gold: PathBuf,
    /// More gold articles, none of them in GOLD: they show how far the network can be trusted
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) unseen: PathBuf,
    /// Word vectors, one word a line, most frequent first: the word and 100 numbers
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) vectors: PathBuf,
    /// Where to write the weights
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
