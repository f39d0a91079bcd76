//! No index: the file read from end to end, by the library of ripgrep.

use std::io;
use std::path::{Path, PathBuf};

use grep_regex::{RegexMatcher, RegexMatcherBuilder};
use grep_searcher::{Searcher, SearcherBuilder, Sink, SinkMatch};

use crate::answering::Engine;
use crate::question::{Pattern, Question};

pub(crate) struct Scan {
    file: PathBuf,
}

impl Scan {
    pub(crate) fn of(file: &Path) -> Self {
        Self { file: file.to_owned() }
    }

    /// Whether one regular expression says what is asked.
    pub(crate) fn can(question: &Question) -> bool {
        question.pattern.as_ref().is_some_and(|pattern| !matches!(pattern, Pattern::All(words) if words.len() > 1))
    }
}

/// A word begins at its edge, or behind a line break as JSON writes it.
const EDGE: &str = r"(?:\b|\\[nrt])";

fn matcher(pattern: &Pattern) -> RegexMatcher {
    let expression = match pattern {
        Pattern::All(words) | Pattern::Phrase(words) => format!(r"{EDGE}{}\b", words.join(r"\W+")),
        Pattern::Prefix(start) => format!("{EDGE}{start}"),
    };
    let mut builder = RegexMatcherBuilder::new();
    builder.case_insensitive(true).line_terminator(Some(b'\n')).build(&expression).expect("an expression")
}

/// How many lines matched.
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
