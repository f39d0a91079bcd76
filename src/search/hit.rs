//! What matches, with the place of each match in its words.

use serde::{Deserialize, Serialize};

use super::Selector;
use crate::contract::{ArticleJson, HeadJson, StatementJson};
use crate::index::schema::prose;
use crate::text::Span;

/// A statement that matches, with its article's fields: the JSON of `onrecord query`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatementHit {
    /// The statement.
    #[serde(flatten)]
    pub statement: StatementJson,
    /// Its article's id.
    pub article_id: String,
    /// What its article's statements share.
    #[serde(flatten)]
    pub head: HeadJson,
    /// The way back to the first part of the words.
    #[serde(default)]
    pub selector: Selector,
    /// How well the words match; 0 where none were asked for.
    pub score: f32,
    /// Where else the same quotation is printed among what matches, the earliest first.
    #[serde(default)]
    pub also: Vec<Printing>,
    /// The matches in the words, as bytes of `quote`.
    #[serde(skip)]
    pub marks: Vec<Span>,
}

impl StatementHit {
    pub(super) fn new(
        statement: StatementJson,
        article: &ArticleJson,
        selector: Selector,
        score: f32,
        terms: &[(Vec<String>, bool)],
        also: Vec<Printing>,
    ) -> Self {
        Self {
            also,
            selector,
            marks: marks(&statement.quote, terms),
            article_id: article.id.clone(),
            head: article.head.clone(),
            score,
            statement,
        }
    }
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleHit {
    /// The article, without its statements.
    #[serde(flatten)]
    pub article: ArticleJson,
    /// How well the words match; 0 where none were asked for.
    pub score: f32,
    /// Where else the same story is printed among what matches, the earliest first.
    #[serde(default)]
    pub also: Vec<Printing>,
    /// The matches in the body, in bytes.
    #[serde(skip)]
    pub marks: Vec<Span>,
}

impl ArticleHit {
    pub(super) fn new(article: ArticleJson, score: f32, terms: &[(Vec<String>, bool)], also: Vec<Printing>) -> Self {
        Self { marks: marks(&article.body, terms), article, score, also }
    }
}

/// Another printing of a hit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printing {
    /// The id of the statement, or of the article where the hit is one.
    pub id: String,
    /// Who published it.
    pub outlet: Option<String>,
    /// ISO 8601.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The canonical address.
    pub url: Option<String>,
    /// The file.
    pub path: String,
    /// The place in a file of several articles, from 0.
    pub entry: Option<usize>,
}

impl Printing {
    pub(super) fn new(id: String, article: &ArticleJson) -> Self {
        Self {
            id,
            outlet: article.head.outlet.clone(),
            date: article.head.date.clone(),
            title: article.head.title.clone(),
            url: article.head.url.clone(),
            path: article.head.path.clone(),
            entry: article.head.entry,
        }
    }
}

/// Where the terms stand in a text; those of a phrase only where they follow each other.
fn marks(text: &str, terms: &[(Vec<String>, bool)]) -> Vec<Span> {
    if terms.is_empty() {
        return Vec::new();
    }
    let mut tokens: Vec<(String, Span)> = Vec::new();
    prose()
        .token_stream(text)
        .process(&mut |token| tokens.push((token.text.clone(), Span::new(token.offset_from, token.offset_to))));
    let mut marks: Vec<Span> = Vec::new();
    for (wanted, phrase) in terms {
        if *phrase && !wanted.is_empty() {
            let rows =
                tokens.windows(wanted.len()).filter(|row| row.iter().zip(wanted).all(|((term, _), want)| term == want));
            marks.extend(rows.map(|row| row[0].1.join(row[row.len() - 1].1)));
        } else {
            marks.extend(tokens.iter().filter(|(term, _)| wanted.contains(term)).map(|(_, span)| *span));
        }
    }
    marks.sort();
    marks.dedup_by(|next, last| {
        let same = next.overlaps(*last);
        if same {
            *last = last.join(*next);
        }
        same
    });
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_marked_as_phrases() {
        let text = "The public hearing was not public; two hearings follow.";
        let found = |terms: &[(&[&str], bool)]| -> Vec<&str> {
            let terms: Vec<_> = terms.iter().map(|(t, p)| (t.iter().map(|&t| t.to_owned()).collect(), *p)).collect();
            marks(text, &terms).iter().map(|span| span.of(text)).collect()
        };
        assert_eq!(found(&[(&["public", "hear"], true)]), ["public hearing"]);
        assert_eq!(found(&[(&["public"], false), (&["hear"], false)]), ["public", "hearing", "public", "hearings"]);
    }
}
