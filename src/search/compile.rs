//! Compiles a query into Tantivy's terms.

pub(super) mod explained;
mod fields;
mod forms;
mod gap_phrase;
mod join;
mod post_filter;
mod uninflected;
mod word_match;

use std::ops::Bound;

use tantivy::query::{
    BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};
use tantivy::{Searcher, Term};

use self::forms::TextFields;
use self::gap_phrase::GapPhrase;
use self::join::{ArticlesOf, StatementsOf};
use self::post_filter::{Passage, PostFilter};
use super::text_match::Condition;
use crate::extract::FindingKind;
use crate::index::analyzer::{cut, prose};
use crate::index::people::LazyPeople;
use crate::index::schema::{ARTICLE, Fields, SILENCE, STATEMENT};
use crate::query::{Clause, Field, Form, Query, Scope, Words};

pub(super) type Part = Box<dyn IndexQuery>;

/// Compiles queries for one commit of an index.
pub(super) struct Compiler<'s> {
    pub(super) fields: &'s Fields,
    pub(super) searcher: &'s Searcher,
    pub(super) people: &'s LazyPeople,
}

/// What a query is compiled for.
#[derive(Clone, Copy)]
struct Target {
    /// The kind of document to find.
    document: &'static str,
    /// Where to look for words.
    scope: Scope,
    /// Whether the query asks for people who declined to comment. If not, they are not found.
    declined: bool,
}

impl Target {
    /// Whether a post-filter reads the texts of the candidates: the index does not know paragraphs.
    fn has_post_filter(self) -> bool {
        self.scope == Scope::Paragraph
    }

    /// The documents whose article matches.
    fn of_article(self, articles: Part) -> Part {
        if self.document == STATEMENT { Box::new(StatementsOf(articles)) } else { articles }
    }
}

impl Compiler<'_> {
    /// The query for one kind of document.
    pub(super) fn query(&self, query: &Query, document: &'static str) -> Part {
        let declined = query.values(Field::Kind).contains(&FindingKind::Declined.name());
        let target = Target { document, scope: query.scope, declined };
        let part = self.filter_by_text(self.row(&query.clauses, target), &query.clauses, target);
        // An empty query already excludes “no comment”.
        if document == STATEMENT && !query.clauses.is_empty() { self.without_declined(part, target) } else { part }
    }

    /// Statements without “no comment”, unless the query asks for it.
    fn without_declined(&self, statements: Part, target: Target) -> Part {
        if target.declined || !self.has(self.fields.document, SILENCE) {
            return statements;
        }
        let silences = self.term(self.fields.document, SILENCE);
        Box::new(BooleanQuery::new(vec![(Occur::Must, statements), (Occur::MustNot, silences)]))
    }

    /// The statements that match, or the articles that have one.
    fn of_statement(&self, target: Target, statements: Part) -> Part {
        if target.document == ARTICLE {
            Box::new(ArticlesOf(self.without_declined(statements, target)))
        } else {
            statements
        }
    }

    /// The statements of some articles.
    pub(super) fn of_articles(&self, articles: Part) -> Part {
        Box::new(StatementsOf(articles))
    }

    /// The candidates whose text meets the clauses, where the index alone cannot decide.
    fn filter_by_text(&self, part: Part, clauses: &[Clause], target: Target) -> Part {
        match Condition::of(clauses) {
            Some(condition) if target.has_post_filter() => {
                Box::new(PostFilter::new(part, condition, Passage::Paragraph, *self.fields))
            }
            _ => part,
        }
    }

    fn filtered_clause(&self, clause: &Clause, target: Target) -> Part {
        self.filter_by_text(self.clause(clause, target), std::slice::from_ref(clause), target)
    }

    /// Clauses side by side: one value of each field, and all other clauses.
    fn row(&self, clauses: &[Clause], target: Target) -> Part {
        let mut parts = Vec::new();
        for clause in clauses {
            match clause {
                Clause::Is(..) => {}
                Clause::Date(_) => {}
                // The index would exclude too much; the post-filter decides.
                Clause::Not(inner) if target.has_post_filter() && inner.is_words() => {}
                Clause::Not(inner) => parts.push((Occur::MustNot, self.filtered_clause(inner, target))),
                other => parts.push((Occur::Must, self.clause(other, target))),
            }
        }
        for field in Field::ALL {
            let is_of = |clause: &&Clause| matches!(clause, Clause::Is(known, _) if *known == field);
            let any: Vec<_> =
                clauses.iter().filter(is_of).map(|clause| (Occur::Should, self.clause(clause, target))).collect();
            if !any.is_empty() {
                parts.push((Occur::Must, unscored(Box::new(BooleanQuery::new(any)))));
            }
        }
        // Of several days or periods one is enough.
        let days = clauses.iter().filter(|clause| matches!(clause, Clause::Date(_)));
        let days: Vec<Part> = days.map(|clause| self.clause(clause, target)).collect();
        if !days.is_empty() {
            parts.push((Occur::Must, any(days)));
        }
        self.boolean(parts, target)
    }

    fn clause(&self, clause: &Clause, target: Target) -> Part {
        match clause {
            Clause::Words(words) => self.words(words, target),
            Clause::Is(field, value) => unscored(self.is(*field, value, target)),
            Clause::Since(day) => unscored(target.of_article(self.days(Some(*day), None))),
            Clause::Until(day) => unscored(target.of_article(self.days(None, Some(*day)))),
            Clause::Date(period) => unscored(target.of_article(self.days(period.since, period.until))),
            // Articles have no confidence.
            Clause::Confidence(_) if target.document == ARTICLE => self.all(target),
            Clause::Confidence(least) => {
                // 0.55 * 1000 is slightly more than 550.
                let thousandths = (least.value() * 1000.0 - 1e-6).ceil() as u64;
                let least = Bound::Included(Term::from_field_u64(self.fields.confidence, thousandths));
                unscored(Box::new(RangeQuery::new(least, Bound::Unbounded)))
            }
            Clause::Not(inner) if target.has_post_filter() && inner.is_words() => self.all(target),
            Clause::Not(inner) => self.boolean(vec![(Occur::MustNot, self.filtered_clause(inner, target))], target),
            Clause::Row(parts) => self.row(parts, target),
            Clause::All(parts) => self.boolean(self.each(parts, target, Occur::Must), target),
            Clause::Any(parts) if clause.is_words() => self.boolean(self.each(parts, target, Occur::Should), target),
            Clause::Any(parts) => any(parts.iter().map(|part| self.filtered_clause(part, target)).collect()),
        }
    }

    fn each(&self, clauses: &[Clause], target: Target, occur: Occur) -> Vec<(Occur, Part)> {
        clauses.iter().map(|clause| (occur, self.clause(clause, target))).collect()
    }

    /// Joins parts. If all of them exclude, they exclude from all documents of the kind.
    fn boolean(&self, mut parts: Vec<(Occur, Part)>, target: Target) -> Part {
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, self.all(target)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// All documents of the kind.
    fn all(&self, target: Target) -> Part {
        let all = self.term(self.fields.document, target.document);
        unscored(if target.declined && target.document == STATEMENT {
            any(vec![all, self.term(self.fields.document, SILENCE)])
        } else {
            all
        })
    }

    /// Words in a statement, in an article, or in the article of a statement.
    fn words(&self, words: &Words, target: Target) -> Part {
        if target.document == STATEMENT && target.scope == Scope::Said {
            let said = TextFields { stems: self.fields.words, inflected: self.fields.words_inflected };
            return self.words_in(words, said, target);
        }
        let article = TextFields { stems: self.fields.text, inflected: self.fields.text_inflected };
        target.of_article(self.words_in(words, article, target))
    }

    /// Words in a text.
    fn words_in(&self, words: &Words, text: TextFields, target: Target) -> Part {
        let stems = |words: &str| cut(prose(), words);
        match &words.form {
            Form::Word | Form::Phrase(0) => phrase(text.stems, &stems(&words.text)),
            // What was written as one word, such as “well-being”, has no gap.
            Form::Phrase(between) => {
                gap_phrase(text.stems, words.text.split_whitespace().map(stems).collect(), *between)
            }
            Form::Exact => self.exactly(words, text, target.has_post_filter()),
            Form::Prefix => self.prefix(words, text, target.has_post_filter()),
            Form::Fuzzy(letters) => self.nearly(words, *letters, text, target.has_post_filter()),
            Form::Near(other, distance) => {
                let (one, other) = (stems(&words.text), stems(other));
                let orders = [vec![one.clone(), other.clone()], vec![other, one]];
                any(orders.map(|parts| gap_phrase(text.stems, parts, *distance)).into())
            }
        }
    }

    /// Whether a document has a term.
    pub(super) fn has(&self, field: IndexField, text: &str) -> bool {
        self.searcher.doc_freq(&Term::from_field_text(field, text)).is_ok_and(|count| count > 0)
    }

    /// A term that is not analyzed.
    pub(super) fn term(&self, field: IndexField, text: &str) -> Part {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }
}

/// A query that filters and does not score.
pub(super) fn unscored(part: Part) -> Part {
    Box::new(ConstScoreQuery::new(part, 0.0))
}

pub(super) fn both(one: Part, other: Part) -> Part {
    Box::new(BooleanQuery::new(vec![(Occur::Must, one), (Occur::Must, other)]))
}

pub(super) fn any(parts: Vec<Part>) -> Part {
    Box::new(BooleanQuery::union(parts))
}

/// Terms one after the other. Without a term nothing matches.
pub(super) fn phrase(field: IndexField, terms: &[String]) -> Part {
    match terms {
        [] => Box::new(EmptyQuery),
        [term] => counted(field, term),
        terms => Box::new(PhraseQuery::new(terms.iter().map(|term| Term::from_field_text(field, term)).collect())),
    }
}

/// Parts in order, with at most so many other words between them in all.
fn gap_phrase(field: IndexField, mut parts: Vec<Vec<String>>, between: u32) -> Part {
    parts.retain(|part| !part.is_empty());
    match &parts[..] {
        [] | [_] => phrase(field, &parts.concat()),
        parts => Box::new(GapPhrase::new(field, parts, between)),
    }
}

/// A term, scored by how often it is in a document.
fn counted(field: IndexField, term: &str) -> Part {
    Box::new(TermQuery::new(Term::from_field_text(field, term), IndexRecordOption::WithFreqs))
}

/// All terms, anywhere. Without a term nothing matches.
pub(super) fn all_terms(field: IndexField, terms: &[String]) -> Part {
    match terms {
        [] => Box::new(EmptyQuery),
        terms => Box::new(BooleanQuery::intersection(terms.iter().map(|term| counted(field, term)).collect())),
    }
}
