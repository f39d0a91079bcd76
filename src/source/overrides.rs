//! What the user says about all articles of a run.

use std::sync::Arc;

use super::{File, OutletRules};

/// What the user says about all articles of a run.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// The outlet of every article, whatever its fields say.
    pub outlet: Option<String>,
    /// Rules for outlets, in place of those in the folders.
    pub outlets: Option<Arc<OutletRules>>,
    /// The user's own fields of JSON and tables to keep.
    pub keep: Vec<String>,
}

impl Overrides {
    /// The rules for the outlets of a file: the user's, else those of its folder.
    pub(super) fn outlets<'o>(&'o self, file: &'o File) -> Option<&'o OutletRules> {
        self.outlets.as_deref().or(file.outlets.as_deref())
    }

    /// Drops the fields of an article that are not to be kept.
    pub(super) fn keep(&self, own: &mut Vec<(String, String)>) {
        own.retain(|(name, _)| self.keep.contains(name));
    }

    /// A fingerprint of everything that can change the fields of a file's articles: the user's outlet, the rules, and what to keep.
    pub(crate) fn fingerprint(&self, file: &File) -> Option<String> {
        let rules = self.outlets(file).map(OutletRules::fingerprint);
        if self.outlet.is_none() && rules.is_none() && self.keep.is_empty() {
            return None;
        }
        let mut print = format!("{}\n{}", self.outlet.as_deref().unwrap_or_default(), rules.unwrap_or_default());
        self.keep.iter().for_each(|name| print += &format!("\n{name}"));
        Some(print)
    }
}
