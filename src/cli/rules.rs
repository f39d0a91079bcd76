//! The user's own rules for topics, outlets and names.

use std::path::PathBuf;

use clap::{Args, ValueHint};

/// Rules for everything that is read.
#[derive(Debug, Args)]
pub(crate) struct OwnRules {
    #[command(flatten)]
    pub(crate) topics: OwnTopics,
    #[command(flatten)]
    pub(crate) outlets: OwnOutlets,
    #[command(flatten)]
    pub(crate) names: OwnNames,
}

/// Rules for topics.
#[derive(Debug, Args)]
pub(crate) struct OwnTopics {
    /// Add your own words for topics to the built-in ones [default: $ONRECORD_TOPICS]
    ///
    /// Each line of the file has three columns, separated by tabs: a topic; a weight from 1 (a hint) to 5 (found hardly anywhere
    /// else), or `label`; and terms, separated by `; `. Examples: `soccer 3 nutmeg; back heel` and `health label Clinic Corner`.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) topics: Option<PathBuf>,
    /// Drop the rules for topics that the index remembers
    #[arg(long, conflicts_with = "topics")]
    pub(crate) no_topics: bool,
}

/// Rules for outlets.
#[derive(Debug, Args)]
pub(crate) struct OwnOutlets {
    /// Set the outlet of all these articles, whatever they say
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// Name outlets by path, folder, domain and spelling [default: outlets.toml in the folder]
    ///
    /// The file has four tables, each of lines from a pattern to a name: [path] "exports/pc_*.csv", [folder] "courier-2016",
    /// [domain] "plainscourier.example", [name] "The Plains-Courier" = "Plains Courier".
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) outlets: Option<PathBuf>,
    /// Drop the rules for outlets that the index remembers
    #[arg(long, conflicts_with = "outlets")]
    pub(crate) no_outlets: bool,
    /// Keep these fields of your own of JSON and CSV input, separated by commas; field.NAME: finds them
    #[arg(long, value_name = "FIELDS", value_delimiter = ',')]
    pub(crate) keep: Vec<String>,
    /// Drop the fields of your own that the index remembers to keep
    #[arg(long, conflicts_with = "keep")]
    pub(crate) no_keep: bool,
}

/// Rules for people and organizations.
#[derive(Debug, Args)]
pub(crate) struct OwnNames {
    /// Merge, rename, split and drop people and organizations [default: the names.toml nearest to each file]
    ///
    /// The file has the tables [person] and [organization], with lines such as "Dick Nephew" = "Richard Nephew"; [drop], with
    /// people = ["Wall Street"] and organizations; and one [[split]] for each of several people of one name, with
    /// name = "John Smith", as = "John Smith (senator)" and conditions: role, organization, outlet, path, since or until.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) names: Option<PathBuf>,
    /// Drop the rules for names that the index remembers
    #[arg(long, conflicts_with = "names")]
    pub(crate) no_names: bool,
}
