//! Which index a command uses.

use std::path::PathBuf;

use clap::{Args, ValueHint};

use super::{OwnNames, OwnTopics};

/// An index by its directory.
#[derive(Debug, Args)]
pub(crate) struct IndexPlace {
    /// Use the index in this directory [default: $ONRECORD_INDEX, or the one of this user]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub(crate) index: Option<PathBuf>,
}

/// The index that a command searches.
#[derive(Debug, Args)]
pub(crate) struct Asked {
    /// Search this folder: onrecord first makes or updates an index of its own for it, outside the folder
    #[arg(long, value_name = "DIR", value_hint = ValueHint::AnyPath)]
    pub(crate) corpus: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) place: IndexPlace,
    #[command(flatten)]
    pub(crate) own: OwnTopics,
    #[command(flatten)]
    pub(crate) names: OwnNames,
}
