//! A query in the index's own terms.

use std::ops::Bound;

use jiff::ToSpan;
use tantivy::collector::DocSetCollector;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, FuzzyTermQuery, Occur, PhraseQuery, Query as IndexQuery,
    RangeQuery, RegexQuery, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::index::document::date_time;
use crate::index::schema::{ARTICLE, Fields, STATEMENT, column, cut, names as names_analyzer, prose};
use crate::names;
use crate::query::{Clause, Day, Field, Form, Query, Words};
use crate::topic;

type Part = Box<dyn IndexQuery>;

/// Turns queries into those of the index.
pub(super) struct Compiler<'s> {
    pub(super) fields: &'s Fields,
    pub(super) searcher: &'s Searcher,
}

/// What is looked for, and where words are.
#[derive(Clone, Copy)]
struct Aim {
    /// The kind of document.
    document: &'static str,
    /// Whether the words of a statement may stand anywhere in its article.
    in_article: bool,
}

impl Compiler<'_> {
    /// The query over documents of one kind.
    ///
    /// # Errors
    /// When articles must be looked up first, and the index cannot be read.
    pub(super) fn query(&self, query: &Query, document: &'static str) -> tantivy::Result<Part> {
        let aim = Aim { document, in_article: query.in_article };
        let kind = unscored(self.term(self.fields.document, document));
        Ok(both(kind, self.row(&query.clauses, aim)?))
    }

    /// Clauses side by side: of values of one field any, of all else all.
    fn row(&self, clauses: &[Clause], aim: Aim) -> tantivy::Result<Part> {
        let mut parts = Vec::new();
        for clause in clauses {
            match clause {
                Clause::Is(..) => {}
                Clause::Not(inner) => parts.push((Occur::MustNot, self.clause(inner, aim)?)),
                other => parts.push((Occur::Must, self.clause(other, aim)?)),
            }
        }
        for field in Field::ALL {
            let is_of = |clause: &&Clause| matches!(clause, Clause::Is(known, _) if *known == field);
            let any: Vec<_> = clauses
                .iter()
                .filter(is_of)
                .map(|clause| Ok((Occur::Should, self.clause(clause, aim)?)))
                .collect::<tantivy::Result<_>>()?;
            if !any.is_empty() {
                parts.push((Occur::Must, unscored(Box::new(BooleanQuery::new(any)))));
            }
        }
        Ok(boolean(parts))
    }

    fn clause(&self, clause: &Clause, aim: Aim) -> tantivy::Result<Part> {
        Ok(match clause {
            Clause::Words(words) => self.words(words, aim)?,
            Clause::Is(field, value) => unscored(self.value(*field, value)),
            Clause::Since(day) => unscored(self.days(Some(*day), None)),
            Clause::Until(day) => unscored(self.days(None, Some(*day))),
            Clause::Date(period) => unscored(self.days(period.since, period.until)),
            // An article has no confidence of its own.
            Clause::Confidence(_) if aim.document == ARTICLE => unscored(Box::new(AllQuery)),
            Clause::Confidence(least) => {
                let least = Bound::Included(Term::from_field_f64(self.fields.confidence, least.value()));
                unscored(Box::new(RangeQuery::new(least, Bound::Unbounded)))
            }
            Clause::Not(inner) => boolean(vec![(Occur::MustNot, self.clause(inner, aim)?)]),
            Clause::Row(parts) => self.row(parts, aim)?,
            Clause::All(parts) => boolean(self.each(parts, aim, Occur::Must)?),
            Clause::Any(parts) => boolean(self.each(parts, aim, Occur::Should)?),
        })
    }

    fn each(&self, clauses: &[Clause], aim: Aim, occur: Occur) -> tantivy::Result<Vec<(Occur, Part)>> {
        clauses.iter().map(|clause| Ok((occur, self.clause(clause, aim)?))).collect()
    }

    /// Words in what was said, in an article, or in the article of what was said.
    fn words(&self, words: &Words, aim: Aim) -> tantivy::Result<Part> {
        if aim.document == STATEMENT && !aim.in_article {
            return Ok(self.stand(words, self.fields.words, self.fields.words_plain));
        }
        let found = self.stand(words, self.fields.text, self.fields.text_plain);
        if aim.document == ARTICLE { Ok(found) } else { self.of_articles(found) }
    }

    /// Words as they must stand, by the stems of a field and by its words as they are.
    fn stand(&self, words: &Words, stems: IndexField, plain: IndexField) -> Part {
        let text = &words.text;
        match &words.form {
            Form::Word => in_a_row(stems, cut(prose(), text), None),
            Form::Phrase(between) => in_a_row(stems, cut(prose(), text), Some(*between)),
            Form::Exact => {
                let exact = cut(names_analyzer(), text);
                // Words as they are have no places in articles: their stems tell the row.
                let row = if exact.len() > 1 {
                    in_a_row(stems, cut(prose(), text), Some(0))
                } else {
                    unscored(Box::new(AllQuery))
                };
                both(row, in_a_row(plain, exact, None))
            }
            Form::Prefix => ends(plain, text, |term| {
                let pattern = format!("{}.*", term);
                RegexQuery::from_pattern(&pattern, plain)
                    .map_or_else(|_| Box::new(EmptyQuery) as Part, |query| Box::new(query))
            }),
            Form::Fuzzy(letters) => ends(plain, text, |term| {
                let wanted = Term::from_field_text(plain, term);
                Box::new(FuzzyTermQuery::new(wanted, *letters, true))
            }),
            Form::Near(other, distance) => {
                let (one, other) = (cut(prose(), text), cut(prose(), other));
                let near =
                    |first: &[String], second: &[String]| in_a_row(stems, [first, second].concat(), Some(*distance));
                Box::new(BooleanQuery::union(vec![near(&one, &other), near(&other, &one)]))
            }
        }
    }

    /// The statements of the articles that match.
    fn of_articles(&self, articles: Part) -> tantivy::Result<Part> {
        let query = both(unscored(self.term(self.fields.document, ARTICLE)), articles);
        let places = self.searcher.search(&query, &DocSetCollector)?;
        let mut keys = Vec::with_capacity(places.len());
        for place in places {
            let column = self.searcher.segment_reader(place.segment_ord).fast_fields().u64(column::ARTICLE)?;
            keys.extend(column.first(place.doc_id).map(|key| Term::from_field_u64(self.fields.article, key)));
        }
        Ok(unscored(Box::new(TermSetQuery::new(keys))))
    }

    /// A term as it stands.
    pub(super) fn term(&self, field: IndexField, text: &str) -> Part {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    pub(super) fn value(&self, field: Field, value: &str) -> Part {
        let fields = self.fields;
        match field {
            Field::Speaker => self.person(fields.speaker_key, fields.speaker_words, value),
            Field::Outlet => {
                self.exact_or_part(fields.outlet_key, &names::outlet_key(value), fields.outlet_words, value)
            }
            Field::Org => named(fields.organization_words, value),
            Field::OrgSaid => named(fields.org_said_words, value),
            Field::OrgRole => named(fields.org_role_words, value),
            Field::OrgFormer => named(fields.org_former_words, value),
            Field::OrgMentioned => named(fields.org_mentioned_words, value),
            Field::About => self.person(fields.about_key, fields.about_words, value),
            Field::Topic => self.topic(value),
            Field::Author => in_a_row(
                fields.author_words,
                names::words(value).iter().flat_map(|word| cut(names_analyzer(), word)).collect(),
                None,
            ),
            Field::Title => in_a_row(fields.title_words, cut(names_analyzer(), value), Some(0)),
            Field::Role => in_a_row(fields.role_words, cut(names_analyzer(), value), Some(0)),
            Field::Cue => in_a_row(fields.cue_words, cut(names_analyzer(), value), Some(0)),
            Field::Via => named(fields.via_words, value),
            Field::Language => self.term(fields.language, &value.to_lowercase()),
            Field::Kind => self.term(fields.kind, &value.to_lowercase()),
            Field::Act => self.term(fields.act, &value.to_lowercase()),
        }
    }

    /// A person by whole name where the index has it, else by the words of the name in any order.
    fn person(&self, keys: IndexField, words: IndexField, value: &str) -> Part {
        let key = names::key(value);
        // “The New York Times” is no person, and goes without its article.
        let key = key.strip_prefix("the ").unwrap_or(&key);
        if !names::is_partial(key) && self.has(keys, key) {
            return self.term(keys, key);
        }
        in_a_row(words, key.split(' ').flat_map(|word| cut(names_analyzer(), word)).collect(), None)
    }

    /// A topic with all below it; where no topic has this name, the labels of topics and outlets that hold its words.
    fn topic(&self, value: &str) -> Part {
        match topic::named(value) {
            Some(concept) => self.term(self.fields.topic_code, &concept.code),
            None => in_a_row(self.fields.topic_words, cut(names_analyzer(), value), Some(0)),
        }
    }

    fn exact_or_part(&self, exact: IndexField, key: &str, words: IndexField, value: &str) -> Part {
        if self.has(exact, key) { self.term(exact, key) } else { named(words, value) }
    }

    fn has(&self, field: IndexField, text: &str) -> bool {
        self.searcher.doc_freq(&Term::from_field_text(field, text)).is_ok_and(|count| count > 0)
    }

    fn days(&self, since: Option<Day>, until: Option<Day>) -> Part {
        let field = self.fields.published;
        let midnight = |day: jiff::civil::Date| Term::from_field_date(field, date_time(day.at(0, 0, 0, 0)));
        let first = since.map_or(Bound::Unbounded, |day| Bound::Included(midnight(day.first())));
        let behind =
            until.map_or(Bound::Unbounded, |day| Bound::Excluded(midnight(day.last().saturating_add(1.day()))));
        Box::new(RangeQuery::new(first, behind))
    }
}

/// A query whose matches all count the same.
fn unscored(part: Part) -> Part {
    Box::new(ConstScoreQuery::new(part, 0.0))
}

fn both(one: Part, other: Part) -> Part {
    Box::new(BooleanQuery::new(vec![(Occur::Must, one), (Occur::Must, other)]))
}

/// Parts together; where there is nothing that must be, what must not be is taken from everything.
fn boolean(mut parts: Vec<(Occur, Part)>) -> Part {
    if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        parts.push((Occur::Must, unscored(Box::new(AllQuery))));
    }
    Box::new(BooleanQuery::new(parts))
}

fn without_article(mut terms: Vec<String>) -> Vec<String> {
    if terms.len() > 1 && terms[0] == "the" {
        terms.remove(0);
    }
    terms
}

/// The words of a name in a row.
fn named(field: IndexField, name: &str) -> Part {
    in_a_row(field, without_article(cut(names_analyzer(), name)), Some(0))
}

/// All terms; where they must follow each other, with at most so many words between; without any term nothing matches.
pub(super) fn in_a_row(field: IndexField, terms: Vec<String>, between: Option<u32>) -> Part {
    let terms: Vec<Term> = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
    let single = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Part;
    match (terms.len(), between) {
        (0, _) => Box::new(EmptyQuery),
        (1, _) => terms.into_iter().next().map_or_else(|| Box::new(AllQuery) as Part, single),
        (_, Some(between)) => {
            let mut phrase = PhraseQuery::new(terms);
            phrase.set_slop(between);
            Box::new(phrase)
        }
        (_, None) => Box::new(BooleanQuery::intersection(terms.into_iter().map(single).collect())),
    }
}

/// The words of a text, the last one by `last`: “e-mai*” is “e” and what begins with “mai”.
fn ends(field: IndexField, text: &str, last: impl Fn(&str) -> Part) -> Part {
    let mut terms = cut(names_analyzer(), text);
    let Some(text) = terms.pop() else { return Box::new(EmptyQuery) };
    let last = last(&text);
    if terms.is_empty() { last } else { both(in_a_row(field, terms, None), last) }
}
