//! Commands about one article or one draft.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Asked, ExportFormat, Format};

/// Show an article with its statements highlighted, or one statement in its paragraph.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord show d386df60f884
  onrecord show d386df60f884#3
  onrecord show d386df60f884#3 --format markdown")]
pub(crate) struct ShowArgs {
    /// The id of an article or of a statement
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ExportFormat,
}

/// Explain why a statement has its speaker, why an article has its topics, or why two names are one person's.
///
/// For a statement it shows each step from the source as named there (a name, a pronoun, a role, “the company”) to where the
/// text introduces it, each with its words, place and reason.
///
/// For an article it shows for each topic whether a label of the outlet or the text decided, and which words, with how often
/// they occur.
///
/// For two names it shows what joins them in the whole archive, or what keeps them apart.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord explain d386df60f884#3
  onrecord explain d386df60f884
  onrecord explain \"Dick Nephew\" \"Richard Nephew\"
  onrecord explain --corpus articles --format jsonl d386df60f884#3")]
pub(crate) struct ExplainArgs {
    /// The id of a statement or of an article, or a name
    pub(crate) id: String,
    /// Another name: are they one person's?
    #[arg(value_name = "NAME")]
    pub(crate) other: Option<String>,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}

/// Verify the quotations of a draft: are the words on record, and did that person say them?
///
/// DRAFT is one article in any format that onrecord reads. Every text in quotation marks of three words or more is looked up,
/// in the headline too; where the draft names no source, from five words on. Case, spelling, punctuation, an ellipsis and words
/// in [brackets] are tolerated, but listed. Quotation marks and white space are ignored. Where the draft does not name the
/// speaker, only the words are checked.
///
/// An altered quotation is shown beside the closest source, word by word: [-these words-] are in the source only, {+these
/// words+} in the draft only. If the draft itself is in the index, it is not used as a source. In JSON Lines `span` is
/// [start, end) in Unicode code points of the draft's body or headline, as `onrecord extract DRAFT` prints them. Names in the
/// draft follow the rules for names of the corpus, or else the names.toml beside the draft.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onrecord verify draft.md
  onrecord verify --corpus articles draft.html
  onrecord verify --format jsonl draft.txt | jq 'select(.right | not)'

Exit status: 0 all words are exact and by the right speaker, 1 some are not, 2 error.")]
pub(crate) struct VerifyArgs {
    /// The article to check; - reads it from standard input
    #[arg(value_name = "DRAFT", value_hint = ValueHint::FilePath)]
    pub(crate) draft: PathBuf,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: Format,
}
