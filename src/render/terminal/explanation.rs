//! Why a statement has its speaker, and an article its topics, for people.

use std::io::{self, Write};

use super::{STRONG, Terminal};
use crate::contract::{ArticleJson, ExplanationJson, TopicsJson};
use crate::render::{Render, clean};
use crate::text::{CodePoints, Span};

/// How many of the words that decided a topic are shown.
const MOST_WORDS: usize = 12;

impl Terminal {
    pub(super) fn reasons(&self, topics: &TopicsJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.head(article, out)?;
        if topics.topics.is_empty() {
            writeln!(out)?;
            return self.wrapped("", "Neither a label of the outlet nor the words tell a topic.", &[], out);
        }
        for reason in &topics.topics {
            writeln!(out)?;
            let label = &reason.topic.label;
            let line = format!("{label} ({}), by {}", reason.topic.code, reason.topic.source.name());
            self.wrapped("", &line, &[(Span::new(0, label.len()), STRONG)], out)?;
            if !reason.labels.is_empty() {
                self.wrapped("  ", &format!("labels: {}", reason.labels.join(", ")), &[], out)?;
            }
            let words: Vec<String> =
                reason.words.iter().take(MOST_WORDS).map(|word| format!("{} {}", word.words, word.count)).collect();
            if !words.is_empty() {
                let more = reason.words.len() - words.len();
                let more = if more > 0 { format!(", and {more} more") } else { String::new() };
                self.wrapped("  ", &format!("words: {}{more}", words.join(", ")), &[], out)?;
            }
        }
        Ok(())
    }

    pub(super) fn steps(
        &self,
        explanation: &ExplanationJson,
        article: &ArticleJson,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        self.statement(&explanation.statement, article, out)?;
        if let Some(span) = explanation.statement.cue {
            let cue = CodePoints::new(&article.body).bytes(span).of(&article.body).to_owned();
            writeln!(out)?;
            self.wrapped("", &format!("The words are given to a source by “{cue}”."), &[], out)?;
        }
        writeln!(out)?;
        if explanation.steps.is_empty() {
            return self.wrapped("", "No source is named beside them.", &[], out);
        }
        for (number, step) in explanation.steps.iter().enumerate() {
            let words = clean(step.words.as_deref().unwrap_or("(outside of the text)"));
            let place = step.paragraph.map(|paragraph| format!(", paragraph {paragraph}"));
            let line = format!("{}. {words}{}: {}", number + 1, place.unwrap_or_default(), step.why);
            let start = line.find(&words).unwrap_or(0);
            self.wrapped("", &line, &[(Span::new(start, start + words.len()), STRONG)], out)?;
        }
        if let Some(role) = &explanation.statement.role {
            self.wrapped("", &format!("The role stands beside the name: {}", clean(role)), &[], out)?;
        }
        Ok(())
    }
}
