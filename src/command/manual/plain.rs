//! Markdown as plain text for a terminal: tables become aligned columns, code is indented.

use pulldown_cmark::{Event, Options, Parser, TagEnd};
use textwrap::core::display_width;

/// Columns for the first cell of a row; a longer one gets a line of its own.
const TERM: usize = 28;

/// The text of a page, wrapped to `width` columns.
pub(super) fn plain(markdown: &str, width: usize) -> String {
    let mut page = String::new();
    let mut text = String::new();
    let mut row: Vec<String> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::CodeBlock) => {
                std::mem::take(&mut text).lines().for_each(|line| page += &format!("    {line}\n"));
                page.push('\n');
            }
            Event::End(TagEnd::Heading(_)) => page += &format!("{}\n\n", std::mem::take(&mut text).to_uppercase()),
            Event::End(TagEnd::Paragraph | TagEnd::Item) if !text.is_empty() => {
                page += &format!("{}\n\n", textwrap::fill(&std::mem::take(&mut text), width));
            }
            Event::End(TagEnd::TableCell) => row.push(std::mem::take(&mut text)),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => page += &columns(&std::mem::take(&mut row), width),
            Event::End(TagEnd::Table) => page.push('\n'),
            _ => {}
        }
    }
    let lines: Vec<&str> = page.trim_end().lines().map(str::trim_end).collect();
    format!("{}\n", lines.join("\n"))
}

/// A row of a table: the first cell, and the others beside it.
fn columns(row: &[String], width: usize) -> String {
    let Some((term, rest)) = row.split_first() else { return String::new() };
    let indent = " ".repeat(TERM);
    let rest = textwrap::wrap(&rest.join("  "), width.saturating_sub(TERM).max(20))
        .iter()
        .map(|line| format!("{indent}{line}\n"))
        .collect::<String>();
    match rest.get(display_width(term) + 2..) {
        Some(beside) if display_width(term) + 3 < TERM => format!("  {term}{beside}"),
        _ => format!("  {term}\n{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_plain_text() {
        let markdown = "# The query language\n\nA query is\nwords.\n\n| write | finds |\n|---|---|\n| `flod~` | *one* letter |\n| `a \\| b` | c |\n\n```console\n$ onrecord\n```\n";
        assert_eq!(
            plain(markdown, 60),
            "THE QUERY LANGUAGE\n\nA query is words.\n\n  write                     finds\n  flod~                     one letter\n  a | b                     c\n\n    $ onrecord\n"
        );
    }
}
