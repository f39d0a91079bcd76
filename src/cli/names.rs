//! What to do where several people have a name.

use clap::Args;

/// Which of several people of one name.
#[derive(Clone, Copy, Debug, Default, Args)]
#[command(next_help_heading = "Names")]
pub(crate) struct NameArgs {
    /// Of several people who have the name, the one with this number in the list
    #[arg(long, value_name = "N")]
    pub(crate) pick: Option<usize>,
    /// All people who have the name, mixed
    #[arg(long, conflicts_with = "pick")]
    pub(crate) any: bool,
}
