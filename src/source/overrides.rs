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
}

impl Overrides {
    /// The rules for the outlets of a file: the user's, else those of its folder.
    pub(super) fn outlets<'o>(&'o self, file: &'o File) -> Option<&'o OutletRules> {
        self.outlets.as_deref().or(file.outlets.as_deref())
    }

    /// A fingerprint of everything that can change the outlets of a file: the user's outlet and the rules.
    pub(crate) fn fingerprint(&self, file: &File) -> Option<String> {
        let rules = self.outlets(file).map(OutletRules::fingerprint);
        match (&self.outlet, rules) {
            (None, None) => None,
            (outlet, rules) => {
                Some(format!("{}\n{}", outlet.as_deref().unwrap_or_default(), rules.unwrap_or_default()))
            }
        }
    }
}
