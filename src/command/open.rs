//! The index that a command asks.

use crate::index::{Index, Update};
use crate::search::Search;
use crate::{Error, ErrorKind};

use super::output::say_skipped_files;
use super::rules::{Given, RunRules};
use super::{place, refresh};
use crate::cli::Asked;

/// Opens the index that is asked. That of a corpus is brought up to date first.
pub(crate) fn open(asked: &Asked) -> anyhow::Result<Index> {
    let (index, update) = open_refreshed(asked)?;
    if let Some(update) = update {
        say_skipped_files(&update.skipped_files);
    }
    Ok(index)
}

/// The same, and what bringing the index of a corpus up to date did.
pub(crate) fn open_refreshed(asked: &Asked) -> anyhow::Result<(Index, Option<Update>)> {
    let named = asked.place.index.as_deref();
    let given = Given { names: &asked.names, outlets: None, topics: &asked.own };
    match &asked.corpus {
        Some(corpus) => refresh::corpus(corpus, named, &given).map(|(index, update)| (index, Some(update))),
        None if asked.names.names.is_some() || asked.names.no_names => {
            let next = "name a folder with --corpus, or give the index its rules with `onrecord index`";
            Err(Error::new(ErrorKind::Names, "an index is queried with the names that it has", next).into())
        }
        None => {
            let directory = place::default(named)?;
            let index = Index::open(&directory)?;
            let rules = RunRules::of_index(&directory, &given)?;
            Ok((rules.topics_for(index), None))
        }
    }
}

/// The search that is asked; with `expand` each reprint is a hit of its own.
pub(crate) fn search(index: &Index, expand: bool) -> anyhow::Result<Search<'_>> {
    let search = Search::new(index)?;
    Ok(if expand { search.expanded() } else { search })
}
