//! `onrecord folders` and `onrecord forget`: what an index holds, and how to remove a part of it.

use std::io::Write;
use std::path::{Path, PathBuf};

use crate::index::{Folder, FolderContents, Folders, Forgotten, Index, RuleFiles};
use crate::render::clean;
use crate::{Error, ErrorKind};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::{Value, json};

use super::{Outcome, counted, output, place, raw_output, say};
use crate::cli::{FoldersArgs, ForgetArgs, ListFormat};

pub(crate) fn list(args: &FoldersArgs) -> anyhow::Result<Outcome> {
    let directory = place::default(args.place.index.as_deref())?;
    let mut listed = Vec::new();
    match Index::open(&directory) {
        Ok(index) => listed.push(Listed::of_index(&index)?),
        Err(error) if args.all && error.kind() == ErrorKind::NoIndex => {}
        Err(error) => return Err(error.into()),
    }
    if args.all {
        place::drop_stale()?;
        for directory in place::corpora()? {
            listed.push(Listed::of_corpus(&directory)?);
        }
    }
    listed.retain(|listed| !listed.folders.is_empty());
    if listed.is_empty() {
        say("no folder is indexed; `onrecord index FOLDER` indexes one");
        return Ok(Outcome::Nothing);
    }
    let mut out = match args.format {
        ListFormat::Text => output(),
        ListFormat::Jsonl => raw_output(),
    };
    for (number, listed) in listed.iter().enumerate() {
        match args.format {
            ListFormat::Text => listed.write_text(number, &mut out)?,
            ListFormat::Jsonl => listed.write_json(&mut out)?,
        }
    }
    out.flush()?;
    Ok(Outcome::Found)
}

pub(crate) fn forget(args: &ForgetArgs) -> anyhow::Result<Outcome> {
    let path = dunce::canonicalize(&args.path).or_else(|_| std::path::absolute(&args.path))?;
    let of_corpus = place::of_absolute(&path)?;
    let has_corpus = of_corpus.is_dir();
    if has_corpus {
        place::remove(&of_corpus)?;
        say(&format!("removed the index that --corpus made of {}", path.display()));
    }
    let directory = place::default(args.place.index.as_deref())?;
    match Index::open(&directory).and_then(|index| index.forget(&path)) {
        Ok(Forgotten { files, articles }) => {
            let (files, articles) = (counted(files, "file"), counted(articles, "article"));
            say(&format!("forgot {}: {files}, {articles}; the folder itself is untouched", path.display()));
            Ok(Outcome::Found)
        }
        Err(error) if has_corpus && matches!(error.kind(), ErrorKind::NoIndex | ErrorKind::Path) => Ok(Outcome::Found),
        Err(error) => Err(error.into()),
    }
}

/// An index with its folders.
struct Listed {
    index: PathBuf,
    rules: RuleFiles,
    folders: Vec<FolderContents>,
    /// Whether the index was made by a version whose indexes this one cannot read.
    is_outdated: bool,
}

impl Listed {
    fn of_index(index: &Index) -> Result<Self, Error> {
        let directory = index.directory().to_owned();
        let rules = Folders::read(&directory)?.rules;
        Ok(Self { folders: index.folders()?, index: directory, rules, is_outdated: false })
    }

    fn of_corpus(directory: &Path) -> Result<Self, Error> {
        if !Index::is_outdated(directory) {
            return Self::of_index(&Index::open(directory)?);
        }
        let folders = Folders::read(directory)?;
        let empty = |folder: &Folder| FolderContents { folder: folder.clone(), files: 0, articles: 0 };
        let (rules, folders) = (folders.rules.clone(), folders.iter().map(empty).collect());
        Ok(Self { index: directory.to_owned(), rules, folders, is_outdated: true })
    }

    fn write_text(&self, number: usize, out: &mut dyn Write) -> anyhow::Result<()> {
        if number > 0 {
            writeln!(out)?;
        }
        writeln!(out, "index {}", shown(&self.index))?;
        for FolderContents { folder, articles, .. } in &self.folders {
            let state = match (folder.path.exists(), self.is_outdated) {
                (false, _) => "  the folder is gone",
                (true, true) => "  made by another version; the next query makes it again",
                (true, false) => "",
            };
            let (articles, when) = (counted(*articles, "article"), local(folder.last_run));
            writeln!(out, "  {}  {articles}  last run {when}{state}", shown(&folder.path))?;
            if let Some(outlet) = &folder.outlet {
                writeln!(out, "    outlet of all articles: {}", clean(outlet))?;
            }
        }
        for (name, path) in self.rule_files() {
            if let Some(path) = path {
                writeln!(out, "  rules for {name}: {}", shown(path))?;
            }
        }
        Ok(())
    }

    fn write_json(&self, out: &mut dyn Write) -> anyhow::Result<()> {
        let text = |path: &Path| path.to_string_lossy().into_owned();
        let rules: serde_json::Map<String, Value> =
            self.rule_files().map(|(name, path)| (name.to_owned(), json!(path.map(text)))).into_iter().collect();
        for FolderContents { folder, files, articles } in &self.folders {
            let line = json!({
                "path": text(&folder.path),
                "exists": folder.path.exists(),
                "files": files,
                "articles": articles,
                "last_run": folder.last_run.to_string(),
                "outlet": folder.outlet,
                "rules": rules,
                "index": text(&self.index),
            });
            writeln!(out, "{line}")?;
        }
        Ok(())
    }

    fn rule_files(&self) -> [(&'static str, Option<&Path>); 3] {
        let RuleFiles { names, outlets, topics, .. } = &self.rules;
        [("names", names.as_deref()), ("outlets", outlets.as_deref()), ("topics", topics.as_deref())]
    }
}

fn shown(path: &Path) -> String {
    clean(&path.display().to_string())
}

fn local(time: Timestamp) -> String {
    time.to_zoned_datetime(TimeZone::system()).strftime("%Y-%m-%d %H:%M").to_string()
}
