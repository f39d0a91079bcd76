//! Saved searches, and files of queries.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{Asked, ExportFormat, FacetName, Filters};

/// Save a search under a name, to run it again with `onrecord run`.
///
/// onrecord saves the query for this user, not its answer, so it can be run on any index. A search saved earlier under this name
/// is replaced.
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

/// Run a saved search, or every query of a file; without either, list the saved searches.
///
/// A saved search shows the newest statements first. With --new it shows only those that it has not shown before: a statement
/// that was not shown stays new, whatever --limit and --offset leave out. After an index is made again from nothing, all its
/// statements are new.
///
/// A file of queries has one query a line, written like WORDS of `onrecord query`. Blank lines and lines that start with # are
/// skipped. A line can name its query: `wall = flood wall since:2022`, or with a tab in place of ` = `. The answer is one table
/// that names the query in each row: in the first column of CSV, in the field `query` of JSON. A line with a mistake is reported
/// with its number and position; the other queries still run, and the exit status is 2.
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
    /// Run the queries of a file, one a line; - is standard input
    #[arg(long, value_name = "QUERIES", value_hint = ValueHint::FilePath, conflicts_with_all = ["name", "new"])]
    pub(crate) file: Option<PathBuf>,
    /// For each query of the file, print only how much it finds: statements, speakers, outlets, first and last month
    #[arg(long, requires = "file")]
    pub(crate) count: bool,
    /// For each query of the file, count statements by these, separated by commas; without FACETS by all
    #[arg(long, value_name = "FACETS", num_args = 0..=1, value_delimiter = ',', requires = "file", conflicts_with = "count")]
    pub(crate) facets: Option<Vec<FacetName>>,
    /// Show only statements that are new since the last run
    #[arg(long)]
    pub(crate) new: bool,
    #[command(flatten)]
    pub(crate) asked: Asked,
    /// Show and count each reprint on its own
    #[arg(long)]
    pub(crate) expand: bool,
    /// How many statements to show, for each query
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Show every statement
    #[arg(long, conflicts_with_all = ["limit", "file"])]
    pub(crate) all: bool,
    /// How many statements to skip first
    #[arg(long, value_name = "N", default_value_t = 0, conflicts_with = "file")]
    pub(crate) offset: usize,
    /// How to print
    #[arg(long, default_value = "text")]
    pub(crate) format: ExportFormat,
}
