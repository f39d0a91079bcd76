//! The user's rules for a run: those that are named now, else those that the index remembers.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::file_path::FilePath;
use crate::index::{Folders, Index, RuleFiles};
use crate::ingest::Rules;
use crate::naming::Names;
use crate::source::{OutletRules, Overrides};
use crate::topic::TopicRules;
use crate::{Error, ErrorKind};

use super::say;
use crate::cli::{OwnNames, OwnOutlets, OwnRules, OwnTopics};

/// What the command line says about rules.
pub(super) struct Given<'a> {
    pub(super) names: &'a OwnNames,
    pub(super) outlets: Option<&'a OwnOutlets>,
    pub(super) topics: &'a OwnTopics,
}

impl<'a> From<&'a OwnRules> for Given<'a> {
    fn from(rules: &'a OwnRules) -> Self {
        Self { names: &rules.names, outlets: Some(&rules.outlets), topics: &rules.topics }
    }
}

/// The rules of a run, read.
pub(super) struct RunRules {
    /// Rules for outlets and names.
    pub(super) rules: Rules,
    /// Rules for topics.
    pub(super) topics: Option<TopicRules>,
    /// The files that the index remembers from now on.
    files: RuleFiles,
}

impl RunRules {
    /// Reads the rules for a run that has no index.
    pub(super) fn without_index(given: &Given<'_>) -> anyhow::Result<Self> {
        Self::read(given, RuleFiles::default())
    }

    /// Reads the rules for the index in `directory`.
    pub(super) fn of_index(directory: &Path, given: &Given<'_>) -> anyhow::Result<Self> {
        Self::read(given, Folders::read(directory)?.rules)
    }

    fn read(given: &Given<'_>, remembered: RuleFiles) -> anyhow::Result<Self> {
        let (names, outlets, topics) = (given.names, given.outlets, given.topics);
        let no_outlets = outlets.is_some_and(|outlets| outlets.no_outlets);
        let files = RuleFiles {
            names: chosen(names.names.as_deref(), names.no_names, remembered.names)?,
            outlets: chosen(outlets.and_then(|outlets| outlets.outlets.as_deref()), no_outlets, remembered.outlets)?,
            topics: chosen(topics.topics.as_deref(), topics.no_topics, remembered.topics)?,
            keep: match outlets.filter(|outlets| outlets.no_keep || !outlets.keep.is_empty()) {
                Some(outlets) => outlets.keep.clone(),
                None => remembered.keep,
            },
        };
        let own_names = files.names.as_deref().map(|path| Names::read(&near(path))).transpose();
        let own_outlets = files.outlets.as_deref().map(|path| OutletRules::read(&near(path))).transpose();
        let outlets = Overrides {
            outlet: outlets.and_then(|outlets| outlets.outlet.clone()),
            outlets: own_outlets?.map(Arc::new),
            keep: files.keep.clone(),
        };
        let names = own_names?.map(Arc::new);
        let of_environment = topics_of_environment().filter(|_| !topics.no_topics);
        let path = files.topics.as_deref().or(of_environment.as_deref());
        Ok(Self {
            rules: Rules { outlets, names },
            topics: path.map(|path| read_topics(&near(path))).transpose()?,
            files,
        })
    }

    /// The index with the rules for topics.
    pub(super) fn topics_for(&self, index: Index) -> Index {
        match &self.topics {
            Some(rules) => index.with_topic_rules(rules.clone()),
            None => index,
        }
    }

    /// Has the index in `directory` remember the files, and says what changes.
    pub(super) fn remember(&self, directory: &Path) -> anyhow::Result<()> {
        let mut folders = Folders::read(directory)?;
        if folders.rules == self.files {
            return Ok(());
        }
        if folders.iter().next().is_some() {
            let (before, now) = (&folders.rules, &self.files);
            say_change("names", before.names.as_deref(), now.names.as_deref());
            say_change("outlets", before.outlets.as_deref(), now.outlets.as_deref());
            say_change("topics", before.topics.as_deref(), now.topics.as_deref());
        }
        folders.rules = self.files.clone();
        Ok(folders.write(directory)?)
    }
}

/// The file that is named, else the one that the index remembers, unless it is dropped.
fn chosen(named: Option<&Path>, dropped: bool, remembered: Option<FilePath>) -> anyhow::Result<Option<FilePath>> {
    match named {
        Some(named) => Ok(Some(FilePath(std::path::absolute(named)?))),
        None => Ok(remembered.filter(|_| !dropped)),
    }
}

/// A path as people see it: from the working directory on, if it is below.
fn near(path: &Path) -> PathBuf {
    let below = std::env::current_dir().ok().and_then(|base| path.strip_prefix(base).ok().map(Path::to_owned));
    below.unwrap_or_else(|| path.to_owned())
}

fn say_change(what: &str, before: Option<&Path>, now: Option<&Path>) {
    match (before, now) {
        (before, Some(now)) if before != Some(now) => {
            say(&format!("this index reads with the rules for {what} in {} from now on", near(now).display()));
        }
        (Some(before), None) => {
            say(&format!("this index no longer reads with the rules for {what} in {}", near(before).display()));
        }
        _ => {}
    }
}

fn topics_of_environment() -> Option<PathBuf> {
    std::env::var_os("ONRECORD_TOPICS").filter(|path| !path.is_empty()).map(PathBuf::from)
}

fn read_topics(path: &Path) -> anyhow::Result<TopicRules> {
    let text = fs::read_to_string(path).map_err(|error| {
        let next = "check the path of --topics or $ONRECORD_TOPICS, or drop the rules with --no-topics";
        Error::new(ErrorKind::Path, format!("the rules for topics cannot be read ({error})"), next)
            .at(path)
            .caused_by(error)
    })?;
    Ok(TopicRules::extended(&text).map_err(|error| error.at(path))?)
}
