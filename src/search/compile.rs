//! A query in the index's own terms.

use std::ops::Bound;

use jiff::ToSpan;
use tantivy::query::{
    AllQuery, BooleanQuery, EmptyQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};
use tantivy::{Searcher, Term};

use crate::index::document::date_time;
use crate::index::schema::{ARTICLE, Fields, cut, names as names_analyzer, prose};
use crate::names;
use crate::query::{Day, Field, Query};
use crate::topic;

type Part = Box<dyn IndexQuery>;

/// Turns queries into those of the index.
pub(super) struct Compiler<'s> {
    pub(super) fields: &'s Fields,
    pub(super) searcher: &'s Searcher,
}

/// The terms to mark in a hit: for each words clause that must be there, its terms, and whether they form a phrase.
pub(super) fn terms_of(query: &Query) -> Vec<(Vec<String>, bool)> {
    let wanted = query.words.iter().filter(|words| !words.negated);
    wanted.map(|words| (cut(prose(), &words.text), words.phrase)).collect()
}

impl Compiler<'_> {
    /// The query over documents of one kind.
    pub(super) fn query(&self, query: &Query, document: &str) -> Part {
        let mut parts = vec![(Occur::Must, unscored(self.term(self.fields.document, document)))];
        let text = if document == ARTICLE { self.fields.text } else { self.fields.words };
        for words in &query.words {
            let occur = if words.negated { Occur::MustNot } else { Occur::Must };
            parts.push((occur, all_of(text, cut(prose(), &words.text), words.phrase)));
        }
        for field in Field::ALL {
            let any: Vec<_> =
                query.values(field, false).map(|value| (Occur::Should, self.value(field, value))).collect();
            if !any.is_empty() {
                parts.push((Occur::Must, unscored(Box::new(BooleanQuery::new(any)))));
            }
            for value in query.values(field, true) {
                parts.push((Occur::MustNot, self.value(field, value)));
            }
        }
        if query.since.is_some() || query.until.is_some() {
            parts.push((Occur::Must, unscored(self.days(query.since, query.until))));
        }
        // An article has no confidence of its own.
        if let Some(least) = query.confidence.filter(|_| document != ARTICLE) {
            let least = Bound::Included(Term::from_field_f64(self.fields.confidence, least.value()));
            parts.push((Occur::Must, unscored(Box::new(RangeQuery::new(least, Bound::Unbounded)))));
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// A term as it stands.
    pub(super) fn term(&self, field: IndexField, text: &str) -> Part {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    fn value(&self, field: Field, value: &str) -> Part {
        let fields = self.fields;
        match field {
            Field::Speaker => self.person(fields.speaker_key, fields.speaker_words, value),
            Field::Outlet => {
                self.exact_or_part(fields.outlet_key, &names::outlet_key(value), fields.outlet_words, value)
            }
            Field::Org => organization(fields.organization_words, value),
            Field::OrgSaid => organization(fields.org_said_words, value),
            Field::OrgRole => organization(fields.org_role_words, value),
            Field::OrgFormer => organization(fields.org_former_words, value),
            Field::OrgMentioned => organization(fields.org_mentioned_words, value),
            Field::About => self.person(fields.about_key, fields.about_words, value),
            Field::Topic => self.topic(value),
            Field::Author => all_of(
                fields.author_words,
                names::words(value).iter().flat_map(|word| cut(names_analyzer(), word)).collect(),
                false,
            ),
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
        all_of(words, key.split(' ').flat_map(|word| cut(names_analyzer(), word)).collect(), false)
    }

    /// A topic with all below it; where no topic has this name, the labels of topics and outlets that hold its words.
    fn topic(&self, value: &str) -> Part {
        match topic::named(value) {
            Some(concept) => self.term(self.fields.topic_code, &concept.code),
            None => all_of(self.fields.topic_words, cut(names_analyzer(), value), true),
        }
    }

    fn exact_or_part(&self, exact: IndexField, key: &str, words: IndexField, value: &str) -> Part {
        if self.has(exact, key) {
            return self.term(exact, key);
        }
        all_of(words, without_article(cut(names_analyzer(), value)), true)
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
    Box::new(tantivy::query::ConstScoreQuery::new(part, 0.0))
}

fn without_article(mut terms: Vec<String>) -> Vec<String> {
    if terms.len() > 1 && terms[0] == "the" {
        terms.remove(0);
    }
    terms
}

/// The words of an organization's name in a row.
fn organization(field: IndexField, name: &str) -> Part {
    all_of(field, without_article(cut(names_analyzer(), name)), true)
}

/// All terms, in a row where it is a phrase; without any term nothing matches.
fn all_of(field: IndexField, terms: Vec<String>, phrase: bool) -> Part {
    let terms: Vec<Term> = terms.iter().map(|term| Term::from_field_text(field, term)).collect();
    let single = |term| Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)) as Part;
    match terms.len() {
        0 => Box::new(EmptyQuery),
        1 => terms.into_iter().next().map_or_else(|| Box::new(AllQuery) as Part, single),
        _ if phrase => Box::new(PhraseQuery::new(terms)),
        _ => Box::new(BooleanQuery::intersection(terms.into_iter().map(single).collect())),
    }
}
