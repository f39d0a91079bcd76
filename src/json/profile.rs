//! The page on one speaker.

use std::collections::BTreeMap;

use serde::Serialize;

use super::StatementHitJson;
use crate::search::{Counted, Profile, Role, StatementHit};

/// A speaker, as `onrecord speaker` prints it. [`Profile`] explains the fields.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub(crate) struct ProfileJson<'p> {
    pub name: &'p str,
    pub statements: usize,
    pub uncertain: usize,
    /// How many more may be theirs: the source can be one of several people.
    pub possible: usize,
    pub forms: &'p [Counted],
    pub roles: &'p [Role],
    pub months: &'p BTreeMap<String, u64>,
    pub outlets: &'p [Counted],
    pub topics: &'p [Counted],
    pub organizations: &'p [Counted],
    pub cues: &'p [Counted],
    pub latest: Vec<StatementHitJson>,
    pub reprinted: Vec<StatementHitJson>,
}

impl<'p> From<&'p Profile> for ProfileJson<'p> {
    fn from(profile: &'p Profile) -> Self {
        let hits = |hits: &[StatementHit]| hits.iter().map(StatementHitJson::from).collect();
        Self {
            name: &profile.name,
            statements: profile.statements,
            uncertain: profile.uncertain,
            possible: profile.possible,
            forms: &profile.forms,
            roles: &profile.roles,
            months: &profile.months,
            outlets: &profile.outlets,
            topics: &profile.topics,
            organizations: &profile.organizations,
            cues: &profile.cues,
            latest: hits(&profile.latest),
            reprinted: hits(&profile.reprinted),
        }
    }
}
