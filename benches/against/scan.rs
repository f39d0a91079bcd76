//! A scan of the whole file by the library of ripgrep, without an index.

use std::io;
use std::path::{Path, PathBuf};

use grep_regex::{RegexMatcher, RegexMatcherBuilder};
use grep_searcher::{Searcher, SearcherBuilder, Sink, SinkMatch};

use crate::engine::Engine;
use crate::question::{Pattern, Question};

pub(crate) struct Scan {
    file: PathBuf,
}

impl Scan {
    pub(crate) fn of(file: &Path) -> Self {
        Self { file: file.to_owned() }
    }

    /// Whether one regular expression can express the question.
    pub(crate) fn can(question: &Question) -> bool {
        question.pattern.as_ref().is_some_and(|pattern| !matches!(pattern, Pattern::All(words) if words.len() > 1))
    }
}

/// The start of a word: a word boundary, or a line break as JSON escapes it.
const EDGE: &str = r"(?:\b|\\[nrt])";

fn matcher(pattern: &Pattern) -> RegexMatcher {
    let expression = match pattern {
        Pattern::All(words) | Pattern::Phrase(words) => format!(r"{EDGE}{}\b", words.join(r"\W+")),
        Pattern::Prefix(start) => format!("{EDGE}{start}"),
    };
    let mut builder = RegexMatcherBuilder::new();
    builder.case_insensitive(true).line_terminator(Some(b'\n')).build(&expression).expect("an expression")
}

/// Counts the lines that match.
struct Lines(usize);

impl Sink for Lines {
    type Error = io::Error;

    fn matched(&mut self, _: &Searcher, _: &SinkMatch<'_>) -> io::Result<bool> {
        self.0 += 1;
        Ok(true)
    }
}

impl Engine for Scan {
    fn name(&self) -> &'static str {
        "scan of the file"
    }

    fn ask(&self, question: &Question) -> usize {
        let matcher = matcher(question.pattern.as_ref().expect("words"));
        let mut searcher = SearcherBuilder::new().line_number(false).build();
        let mut lines = Lines(0);
        searcher.search_path(&matcher, &self.file, &mut lines).expect("the corpus read");
        lines.0
    }
}
