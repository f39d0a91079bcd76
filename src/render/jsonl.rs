//! One JSON object a line.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::Serialize;

use super::{Base, Render, noun};
use crate::contract::{ArticleJson, ExplanationJson, StatementJson, TopicsJson};
use crate::search::{ArticleHit, Counted, Facet, Found, Printing, StatementHit, TopicCount};

/// Writes each hit as one JSON object on a line of its own.
#[derive(Clone, Debug, Default)]
pub struct JsonLines {
    /// Where paths are shown from.
    pub base: Base,
}

impl JsonLines {
    fn show(&self, printings: &mut [Printing]) {
        for printing in printings {
            printing.path = self.base.show(&printing.path).to_owned();
        }
    }
}

fn line<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let json = serde_json::to_string(value)?;
    // JSON may hold these as they are, a terminal that it is printed to must not.
    let shown: Cow<'_, str> = match json.contains(is_unsafe) {
        true => json.chars().map(escaped).collect::<String>().into(),
        false => json.into(),
    };
    writeln!(out, "{shown}")
}

/// Delete, and the second set of control characters.
fn is_unsafe(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}')
}

fn escaped(c: char) -> String {
    if is_unsafe(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
}

impl Render for JsonLines {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            let mut hit = hit.clone();
            hit.path = self.base.show(&hit.path).to_owned();
            self.show(&mut hit.also);
            line(&hit, out)?;
        }
        Ok(())
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            let mut hit = hit.clone();
            hit.article.path = self.base.show(&hit.article.path).to_owned();
            self.show(&mut hit.also);
            line(&hit, out)?;
        }
        Ok(())
    }

    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        for counted in counts {
            line(&serde_json::json!({ noun(facet): counted.name, "count": counted.count }), out)?;
        }
        Ok(())
    }

    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()> {
        topics.iter().try_for_each(|topic| line(topic, out))
    }

    fn topic_reasons(&self, topics: &TopicsJson, _: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        line(topics, out)
    }

    fn article(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        let path = self.base.show(&article.path).to_owned();
        line(&ArticleJson { path, ..article.clone() }, out)
    }

    fn statement(&self, statement: &StatementJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.article(&ArticleJson { statements: vec![statement.clone()], ..article.clone() }, out)
    }

    fn explanation(&self, explanation: &ExplanationJson, _: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        line(explanation, out)
    }
}
