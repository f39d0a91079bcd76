//! Formats of output.

use clap::ValueEnum;

/// Formats of every answer.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Text,
    /// One JSON object a line
    #[value(alias = "json")]
    Jsonl,
    /// A table
    Csv,
}

/// Formats of statements and articles, which can be cited.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ExportFormat {
    /// Text for people
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

/// When to use colors and styles.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal
    Auto,
    /// Also into a pipe or a file
    Always,
    /// Never
    Never,
}
