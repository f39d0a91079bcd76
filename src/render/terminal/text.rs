//! Text on a terminal: wrapped, indented and styled, without control characters.

use std::io::{self, Write};

use anstyle::Style;

use super::{FAINT, Terminal, WIDEST};
use crate::article::Place;
use crate::render::{clean, push_clean};
use crate::text::Span;

impl Terminal {
    /// Columns for text.
    pub(super) fn columns(&self) -> usize {
        self.width.clamp(40, WIDEST)
    }

    /// Writes a text wrapped and indented, with each highlight in its style.
    pub(super) fn wrapped(
        &self,
        indent: &str,
        text: &str,
        highlights: &[(Span, Style)],
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let (text, highlights) = cleaned(text, highlights);
        let options = textwrap::Options::new(self.columns().saturating_sub(indent.len()))
            .break_words(false)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        let mut at = 0;
        for line in textwrap::wrap(&text, options) {
            let start = text[at..].find(line.as_ref()).map_or(at, |offset| at + offset);
            at = start + line.len();
            write!(out, "{indent}")?;
            styled(&text, Span::new(start, at), &highlights, out)?;
            writeln!(out)?;
        }
        Ok(())
    }

    /// Writes a text wrapped, indented and dimmed.
    pub(super) fn faint(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        self.wrapped(indent, text, &[(Span::new(0, text.len()), FAINT)], out)
    }

    /// Writes a line that is not wrapped, so that a path or an id can be copied.
    pub(super) fn unbroken(&self, indent: &str, text: &str, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out, "{indent}{FAINT}{}{FAINT:#}", clean(text))
    }

    /// Where an article is: path, path inside an archive, and entry from 1.
    pub(super) fn place(&self, place: &Place) -> String {
        let entry = place.entry.map_or(String::new(), |entry| format!(", entry {}", entry + 1));
        format!("{}{entry}", self.base.place(place))
    }

    /// What `draw` writes on a terminal `width` columns wide.
    pub(super) fn drawn(
        &self,
        width: usize,
        draw: impl FnOnce(&Terminal, &mut dyn Write) -> io::Result<()>,
    ) -> io::Result<String> {
        let mut drawn = Vec::new();
        draw(&Terminal { base: self.base.clone(), width, ..self.clone() }, &mut drawn)?;
        Ok(String::from_utf8_lossy(&drawn).into_owned())
    }
}

/// The same style for each span.
pub(super) fn all(spans: &[Span], style: Style) -> Vec<(Span, Style)> {
    spans.iter().map(|span| (*span, style)).collect()
}

/// The text as [`clean`] returns it, and the highlights moved with it. One pass, however many highlights there are.
fn cleaned(text: &str, highlights: &[(Span, Style)]) -> (String, Vec<(Span, Style)>) {
    let mut ends: Vec<usize> = highlights.iter().flat_map(|(span, _)| [span.start(), span.end()]).collect();
    ends.sort_unstable();
    ends.dedup();
    let mut shown = String::with_capacity(text.len());
    let mut moved: Vec<usize> = Vec::with_capacity(ends.len());
    for (at, c) in text.char_indices() {
        while ends.get(moved.len()).is_some_and(|end| *end <= at) {
            moved.push(shown.len());
        }
        push_clean(c, &mut shown);
    }
    moved.resize(ends.len(), shown.len());
    let place = |end: usize| ends.binary_search(&end).map_or(shown.len(), |number| moved[number]);
    let highlights = highlights.iter().map(|(span, style)| (Span::new(place(span.start()), place(span.end())), *style));
    let highlights = highlights.collect();
    (shown, highlights)
}

/// Writes the part of a text at `span`, with each highlight in its style.
fn styled(text: &str, span: Span, highlights: &[(Span, Style)], out: &mut dyn Write) -> io::Result<()> {
    let mut at = span.start();
    for (highlight, style) in highlights.iter().filter(|(highlight, _)| highlight.overlaps(span)) {
        let start = highlight.start().max(at);
        let end = highlight.end().min(span.end());
        if start >= end {
            continue;
        }
        write!(out, "{}{style}{}{style:#}", Span::new(at, start).of(text), Span::new(start, end).of(text))?;
        at = end;
    }
    write!(out, "{}", Span::new(at, span.end()).of(text))
}

#[cfg(test)]
mod tests {
    use super::super::STRONG;
    use super::*;
    use crate::render::Base;

    #[test]
    fn lines_are_wrapped_and_highlights_stay_in_place() {
        let terminal = Terminal { base: Base::default(), width: 40, context: None };
        let text = "The bridge over the river has been shut since the flood of last winter.";
        let at = text.find("shut since").unwrap();
        let mut out = Vec::new();
        terminal.wrapped("  ", text, &[(Span::new(at, at + 10), STRONG)], &mut out).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.lines().all(|line| line.starts_with("  ")), "{out}");
        assert_eq!(
            anstream::adapter::strip_str(&out).to_string().split_whitespace().collect::<Vec<_>>().join(" "),
            text
        );
    }

    #[test]
    fn highlights_move_with_what_is_left_out() {
        let text = "a\u{7}b\r\nc\u{202e}d";
        let at = |word: &str| Span::new(text.find(word).unwrap(), text.find(word).unwrap() + word.len());
        let (shown, moved) = cleaned(text, &[(at("d"), STRONG), (at("b"), STRONG), (at("c"), STRONG)]);
        assert_eq!(shown, "ab cd");
        assert_eq!(moved.iter().map(|(span, _)| span.of(&shown)).collect::<Vec<_>>(), ["d", "b", "c"]);
    }
}
