//! Rules in folders.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Names;
use crate::error::Result;

/// The nearest rules for each folder below the root, on the way up to it; reads each file once.
#[derive(Debug)]
pub(crate) struct Folders<'r> {
    root: &'r Path,
    known: HashMap<PathBuf, Option<Arc<Names>>>,
}

impl<'r> Folders<'r> {
    /// The rules below a folder.
    pub(crate) fn below(root: &'r Path) -> Self {
        Self { root, known: HashMap::new() }
    }

    /// The rules for the files of a folder.
    ///
    /// # Errors
    /// When rules cannot be read or understood.
    pub(crate) fn rules(&mut self, folder: &Path) -> Result<Option<Arc<Names>>> {
        if let Some(known) = self.known.get(folder) {
            return Ok(known.clone());
        }
        let rules = match (Names::of_folder(folder)?, folder.parent()) {
            (Some(own), _) => Some(Arc::new(own)),
            (None, Some(above)) if folder != self.root => self.rules(above)?,
            (None, _) => None,
        };
        self.known.insert(folder.to_owned(), rules.clone());
        Ok(rules)
    }
}
