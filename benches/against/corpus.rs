//! The articles that all engines index: a file of JSON Lines.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use onrecord::{Article, Overrides, Records};
use serde::Deserialize;
use tempfile::TempDir;

use crate::draw::Draw;

/// The number of articles mixed from the sample corpus.
const MADE: usize = 2000;

/// The number of threads that write an index: one for each core, at most eight, as in onrecord.
pub(crate) fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from).clamp(1, 8)
}

/// A temporary directory beside this program: the build directory often has more room than `/tmp`.
pub(crate) fn scratch() -> TempDir {
    let this = std::env::current_exe().expect("this program");
    tempfile::tempdir_in(this.parent().expect("its directory")).expect("a directory below target")
}

/// The part of an article that all engines index.
#[derive(Deserialize)]
pub(crate) struct Text {
    #[serde(default, alias = "headline")]
    pub(crate) title: String,
    #[serde(alias = "text", alias = "content")]
    pub(crate) body: String,
}

/// The texts of a file, line after line.
pub(crate) fn texts(file: &Path) -> impl Iterator<Item = Text> {
    let lines = BufReader::new(File::open(file).expect("the corpus")).lines();
    let filled = lines.map(|line| line.expect("a line of the corpus")).filter(|line| !line.trim().is_empty());
    filled.map(|line| serde_json::from_str(&line).expect("a line of JSON with title and body"))
}

/// The size of a corpus.
#[derive(Clone, Copy, Default)]
pub(crate) struct Size {
    pub(crate) articles: usize,
    pub(crate) bytes: u64,
}

impl Size {
    pub(crate) fn of(file: &Path) -> Self {
        texts(file).fold(Self::default(), |size, text| Self {
            articles: size.articles + 1,
            bytes: size.bytes + (text.title.len() + text.body.len()) as u64,
        })
    }
}

pub(crate) struct Corpus {
    file: PathBuf,
    made: Option<TempDir>,
    pub(crate) size: Size,
}

impl Corpus {
    /// The file in `ONRECORD_AGAINST`, else articles mixed from the sample corpus.
    pub(crate) fn of_environment() -> Self {
        let (file, made) = match std::env::var_os("ONRECORD_AGAINST") {
            Some(file) => (PathBuf::from(file), None),
            None => {
                let directory = scratch();
                let file = directory.path().join("made.jsonl");
                fs::write(&file, mixed_from_sample()).expect("the corpus written");
                (file, Some(directory))
            }
        };
        let size = Size::of(&file);
        Self { file, made, size }
    }

    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    pub(crate) fn title(&self) -> String {
        let from = if self.made.is_some() { " mixed of paragraphs of the sample corpus" } else { "" };
        format!("{} articles{from}, {} MB of text", self.size.articles, self.size.bytes / 1_000_000)
    }
}

/// Mixes articles from the paragraphs of the sample corpus. Plain copies of its articles would be reprints of each other.
fn mixed_from_sample() -> String {
    let sample = sample();
    let paragraphs: Vec<&str> = sample.iter().flat_map(|article| article.body.split("\n\n")).collect();
    let mut draw = Draw::new(1);
    let mut lines = String::new();
    for number in 0..MADE {
        let head = &sample[draw.below(sample.len())];
        let length = 8 + draw.below(16);
        let body: Vec<&str> = (0..length).map(|_| paragraphs[draw.below(paragraphs.len())]).collect();
        let line = serde_json::json!({
            "id": format!("made-{number}"),
            "title": head.title,
            "author": head.authors.first(),
            "outlet": head.outlet,
            "date": format!("{}-{:02}-{:02}", 2015 + draw.below(10), 1 + draw.below(12), 1 + draw.below(28)),
            "body": body.join("\n\n"),
        });
        writeln!(lines, "{line}").expect("a line");
    }
    lines
}

/// The English articles of the sample corpus.
fn sample() -> Vec<Article> {
    let files = onrecord::walk(&["sample-corpus".into()]).expect("the sample corpus").files;
    let articles = Records::new(files).flat_map(|record| onrecord::articles(&record, &Overrides::default()));
    let whole = |article: &Article| article.language.as_deref() == Some("en") && article.title.is_some();
    articles.filter_map(Result::ok).filter(whole).collect()
}
