//! Markdown with front matter in YAML.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Map, Value};

use super::format::{Format, Read};
use super::{Fault, date, json};
use crate::article::Article;

pub(super) static FORMAT: Format =
    Format { names: &["Markdown"], extensions: &["md", "markdown"], read: Read::Text(read), ..Format::DEFAULT };

/// Reads a Markdown file: fields from the front matter, text without the markup.
///
/// Each block is a paragraph of the body. If the front matter has no title, the first heading is the title, and not part
/// of the body.
fn read(text: &str) -> Result<Article, Fault> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let (front, content) = split_front_matter(&text);
    let front = front_matter(front)?;
    let mut article = json::fields(&front);
    // In front matter, `date` is better than any other name.
    let day = front.get("date").and_then(Value::as_str).and_then(date::parse);
    article.published = day.or(article.published);
    let mut blocks = blocks(content);
    if article.title.is_none() && blocks.first().is_some_and(|block| block.heading) {
        article.title = Some(blocks.remove(0).text);
    }
    // The headline is often repeated above the text.
    if blocks.first().is_some_and(|block| block.heading && Some(&block.text) == article.title.as_ref()) {
        blocks.remove(0);
    }
    article.body = blocks.into_iter().map(|block| block.text).collect::<Vec<_>>().join("\n\n");
    if article.body.is_empty() {
        return Err(Fault::new("a Markdown file without text", "nothing to do"));
    }
    Ok(article)
}

/// The front matter, if the text has one, and the rest.
///
/// Not by pulldown-cmark's metadata blocks: those may be anywhere in a text, where `---` is usually a rule.
fn split_front_matter(text: &str) -> (Option<&str>, &str) {
    let Some(rest) = text.strip_prefix("---\n") else { return (None, text) };
    for end in ["\n---\n", "\n...\n"] {
        if let Some((front, content)) = rest.split_once(end) {
            return (Some(front), content);
        }
    }
    match rest.strip_suffix("\n---") {
        Some(front) => (Some(front), ""),
        None => (None, text),
    }
}

fn front_matter(front: Option<&str>) -> Result<Map<String, Value>, Fault> {
    let Some(front) = front.filter(|front| !front.trim().is_empty()) else { return Ok(Map::new()) };
    serde_saphyr::from_str(front).map_err(|error| {
        let what = format!("the front matter is not YAML ({})", error.to_string().lines().next().unwrap_or_default());
        Fault::new(&what, "fix the lines between the two “---”")
    })
}

struct Block {
    text: String,
    heading: bool,
}

/// The blocks of text, without markup, code blocks and pictures.
fn blocks(content: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut text = String::new();
    let mut left_out = 0;
    for event in Parser::new_ext(content, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::FootnoteDefinition(_)) => left_out += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::FootnoteDefinition) => left_out -= 1,
            Event::Text(words) | Event::Code(words) if left_out == 0 => text.push_str(&words),
            Event::SoftBreak => text.push(' '),
            Event::HardBreak => text.push('\n'),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::Item) => push(&mut blocks, &mut text, false),
            Event::End(TagEnd::Paragraph | TagEnd::Item) => push(&mut blocks, &mut text, false),
            Event::End(TagEnd::Heading(_)) => push(&mut blocks, &mut text, true),
            _ => {}
        }
    }
    push(&mut blocks, &mut text, false);
    blocks
}

fn push(blocks: &mut Vec<Block>, text: &mut String, heading: bool) {
    let words = std::mem::take(text).trim().to_owned();
    if !words.is_empty() {
        blocks.push(Block { text: words, heading });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_and_text_are_read() {
        let article = read(
            "---\ntitle: \"Ferry: returns\"\nauthor: [Ida Holm, Jan Moe]\ndate: 2021-02-03\npublication: Harbour Post\n\
             tags:\n  - transport\n---\n\n# Ferry: returns\n\nIt is *back*, she\nsaid. See [here](x).\n\n## Next\n\n> “Good.”\n",
        )
        .unwrap();
        assert_eq!(article.title.as_deref(), Some("Ferry: returns"));
        assert_eq!(article.authors, ["Ida Holm", "Jan Moe"]);
        assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2021-02-03"));
        assert_eq!(article.outlet.as_deref(), Some("Harbour Post"));
        assert_eq!(article.body, "It is back, she said. See here.\n\nNext\n\n“Good.”");
    }
}
