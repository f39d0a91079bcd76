//! Markdown, for notes and drafts.

use std::io::{self, Write};

use super::citation::{Citation, Cite, Said};
use super::{Base, clean};

/// Writes each hit as a block quotation, followed by its source and the context that finds the words again.
///
/// Text of articles is escaped: no HTML, link, picture, heading or formula in it is rendered, in CommonMark and with the usual
/// extensions. Characters that change the direction of text are left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Markdown {
    /// The folder that paths are relative to.
    pub base: Base,
}

impl Cite for Markdown {
    fn cite(&self, citation: &Citation<'_>, out: &mut dyn Write) -> io::Result<()> {
        let mut facts = vec![format!("*{}*", escaped(&citation.title()))];
        let authors: Vec<String> = citation.authors().map(|author| escaped(&author)).collect();
        if !authors.is_empty() {
            facts.push(format!("by {}", authors.join(" and ")));
        }
        facts.extend(citation.outlet().map(|outlet| escaped(&outlet)));
        facts.extend(citation.day().map(|day| day.join("-")));
        facts.extend(citation.url().map(|url| format!("<{url}>")));
        let facts = facts.join(", ");
        let place = escaped(&self.base.place(&citation.article.place));
        let (id, sha256) = (escaped(&citation.id), &citation.sha256);
        let Some(said @ Said(hit)) = &citation.said else {
            return write!(out, "{facts}\n\n{place} · {id} · SHA-256 of the text {sha256}\n\n");
        };
        let paragraphs = hit.quote.split("\n\n").map(escaped).filter(|paragraph| !paragraph.is_empty());
        let quotation = paragraphs.map(|paragraph| format!("> {paragraph}\n")).collect::<Vec<_>>().join(">\n");
        let (prefix, suffix) = (escaped(&hit.selector.prefix), escaped(&hit.selector.suffix));
        write!(out, "{quotation}\n— {}. {facts}\n\n", escaped(&said.source()))?;
        writeln!(
            out,
            "{place}, paragraph {}, between “{prefix}” and “{suffix}” · {id} · SHA-256 of the text {sha256}\n",
            hit.finding.paragraph
        )
    }
}

/// A text on one line, escaped for Markdown.
fn escaped(text: &str) -> String {
    let line = clean(text);
    let line = line.trim();
    let mut escaped = String::with_capacity(line.len());
    for (at, c) in line.char_indices() {
        let before = &line[..at];
        let special = match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '^' | '$' | '@' => true,
            // At the start of a line these begin a list, a heading, a table or a definition.
            '+' | '-' | '=' | ':' | '!' if before.is_empty() => true,
            '.' | ')' => {
                let number = !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit());
                // Some dialects make links of bare addresses.
                number || before.get(at.saturating_sub(3)..).is_some_and(|word| word.eq_ignore_ascii_case("www"))
            }
            ':' => line[at..].starts_with("://"),
            // Some dialects highlight between these.
            '=' | '+' => before.ends_with(c) || line[at + 1..].starts_with(c),
            _ => false,
        };
        match c {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            _ if special => escaped.extend(['\\', c]),
            _ => escaped.push(c),
        }
    }
    escaped
}
