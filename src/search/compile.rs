//! A query in the index's own terms.

use std::ops::Bound;

use jiff::ToSpan;
use tantivy::query::{
    AllQuery, BooleanQuery, ConstScoreQuery, EmptyQuery, Occur, PhraseQuery, Query as IndexQuery, RangeQuery, TermQuery,
};
use tantivy::schema::{Field as IndexField, IndexRecordOption};
use tantivy::{Searcher, Term};

use super::by_text::{ByText, Stretch};
use super::forms::Text;
use super::join::{ArticlesOf, StatementsOf};
use super::mark::Asked;
use crate::extract::Kind;
use crate::index::analyzer::{cut, names as names_analyzer, prose};
use crate::index::document::date_time;
use crate::index::schema::{ARTICLE, Fields, SILENCE, STATEMENT};
use crate::names;
use crate::query::{Clause, Day, Field, Form, Query, Scope, Words};
use crate::topic;

pub(super) type Part = Box<dyn IndexQuery>;

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
    /// Where words may stand.
    scope: Scope,
    /// Whether those who do not answer are asked for; else they are no statements.
    declined: bool,
}

impl Aim {
    /// Whether the texts of what may match are read for its words: only they tell what stands in one paragraph.
    fn is_by_text(self) -> bool {
        self.scope == Scope::Paragraph
    }

    /// Documents whose article matches.
    fn of_article(self, articles: Part) -> Part {
        if self.document == STATEMENT { Box::new(StatementsOf(articles)) } else { articles }
    }
}

impl Compiler<'_> {
    /// The query over documents of one kind.
    pub(super) fn query(&self, query: &Query, document: &'static str) -> Part {
        let declined = query.values(Field::Kind).contains(&Kind::Declined.name());
        let aim = Aim { document, scope: query.scope, declined };
        let part = self.read(self.row(&query.clauses, aim), &query.clauses, aim);
        // All statements are no silences anyway.
        if document == STATEMENT && !query.clauses.is_empty() { self.spoken(part, aim) } else { part }
    }

    /// Statements without those who do not answer, where these are not asked for.
    fn spoken(&self, statements: Part, aim: Aim) -> Part {
        if aim.declined || !self.has(self.fields.document, SILENCE) {
            return statements;
        }
        let silences = self.term(self.fields.document, SILENCE);
        Box::new(BooleanQuery::new(vec![(Occur::Must, statements), (Occur::MustNot, silences)]))
    }

    /// Documents of which a statement matches.
    fn of_statement(&self, aim: Aim, statements: Part) -> Part {
        if aim.document == ARTICLE { Box::new(ArticlesOf(self.spoken(statements, aim))) } else { statements }
    }

    /// What matches clauses, less those whose text has not the words, where only the text can tell.
    fn read(&self, part: Part, clauses: &[Clause], aim: Aim) -> Part {
        match Asked::of(clauses) {
            Some(asked) if aim.is_by_text() => Box::new(ByText::new(part, asked, Stretch::Paragraph, *self.fields)),
            _ => part,
        }
    }

    fn read_clause(&self, clause: &Clause, aim: Aim) -> Part {
        self.read(self.clause(clause, aim), std::slice::from_ref(clause), aim)
    }

    /// Clauses side by side: of values of one field any, of all else all.
    fn row(&self, clauses: &[Clause], aim: Aim) -> Part {
        let mut parts = Vec::new();
        for clause in clauses {
            match clause {
                Clause::Is(..) => {}
                // The index would leave out too much: the text decides.
                Clause::Not(inner) if aim.is_by_text() && inner.is_words() => {}
                Clause::Not(inner) => parts.push((Occur::MustNot, self.read_clause(inner, aim))),
                other => parts.push((Occur::Must, self.clause(other, aim))),
            }
        }
        for field in Field::ALL {
            let is_of = |clause: &&Clause| matches!(clause, Clause::Is(known, _) if *known == field);
            let any: Vec<_> =
                clauses.iter().filter(is_of).map(|clause| (Occur::Should, self.clause(clause, aim))).collect();
            if !any.is_empty() {
                parts.push((Occur::Must, unscored(Box::new(BooleanQuery::new(any)))));
            }
        }
        self.boolean(parts, aim)
    }

    fn clause(&self, clause: &Clause, aim: Aim) -> Part {
        match clause {
            Clause::Words(words) => self.words(words, aim),
            Clause::Is(field, value) => unscored(self.is(*field, value, aim)),
            Clause::Since(day) => unscored(aim.of_article(self.days(Some(*day), None))),
            Clause::Until(day) => unscored(aim.of_article(self.days(None, Some(*day)))),
            Clause::Date(period) => unscored(aim.of_article(self.days(period.since, period.until))),
            // An article has no confidence of its own.
            Clause::Confidence(_) if aim.document == ARTICLE => self.all(aim),
            Clause::Confidence(least) => {
                // 0.55 times 1000 is a little more than 550.
                let thousandths = (least.value() * 1000.0 - 1e-6).ceil() as u64;
                let least = Bound::Included(Term::from_field_u64(self.fields.confidence, thousandths));
                unscored(Box::new(RangeQuery::new(least, Bound::Unbounded)))
            }
            Clause::Not(inner) if aim.is_by_text() && inner.is_words() => self.all(aim),
            Clause::Not(inner) => self.boolean(vec![(Occur::MustNot, self.read_clause(inner, aim))], aim),
            Clause::Row(parts) => self.row(parts, aim),
            Clause::All(parts) => self.boolean(self.each(parts, aim, Occur::Must), aim),
            Clause::Any(parts) if clause.is_words() => self.boolean(self.each(parts, aim, Occur::Should), aim),
            Clause::Any(parts) => any(parts.iter().map(|part| self.read_clause(part, aim)).collect()),
        }
    }

    fn each(&self, clauses: &[Clause], aim: Aim, occur: Occur) -> Vec<(Occur, Part)> {
        clauses.iter().map(|clause| (occur, self.clause(clause, aim))).collect()
    }

    /// Parts together; where there is nothing that must be, what must not be is taken from everything.
    fn boolean(&self, mut parts: Vec<(Occur, Part)>, aim: Aim) -> Part {
        if parts.iter().all(|(occur, _)| *occur == Occur::MustNot) {
            parts.push((Occur::Must, self.all(aim)));
        }
        Box::new(BooleanQuery::new(parts))
    }

    /// All documents of the kind.
    fn all(&self, aim: Aim) -> Part {
        let all = self.term(self.fields.document, aim.document);
        unscored(if aim.declined && aim.document == STATEMENT {
            any(vec![all, self.term(self.fields.document, SILENCE)])
        } else {
            all
        })
    }

    /// Words in what was said, in an article, or in the article of what was said.
    fn words(&self, words: &Words, aim: Aim) -> Part {
        if aim.document == STATEMENT && aim.scope == Scope::Said {
            let said = Text { stems: self.fields.words, inflected: self.fields.words_inflected };
            return self.stand(words, said, aim);
        }
        let article = Text { stems: self.fields.text, inflected: self.fields.text_inflected };
        aim.of_article(self.stand(words, article, aim))
    }

    /// Words as they must stand in a text.
    fn stand(&self, words: &Words, text: Text, aim: Aim) -> Part {
        let stems = |words: &str| cut(prose(), words);
        match &words.form {
            Form::Word => in_a_row(text.stems, stems(&words.text), None),
            Form::Phrase(between) => in_a_row(text.stems, stems(&words.text), Some(*between)),
            Form::Exact => self.exactly(words, text, aim.is_by_text()),
            Form::Prefix => self.beginning(words, text),
            Form::Fuzzy(letters) => self.nearly(words, *letters, text),
            Form::Near(other, distance) => {
                let (one, other) = (stems(&words.text), stems(other));
                let near = |first: &[String], second: &[String]| {
                    in_a_row(text.stems, [first, second].concat(), Some(*distance))
                };
                any(vec![near(&one, &other), near(&other, &one)])
            }
        }
    }

    /// A term as it stands.
    pub(super) fn term(&self, field: IndexField, text: &str) -> Part {
        Box::new(TermQuery::new(Term::from_field_text(field, text), IndexRecordOption::Basic))
    }

    /// What has a value, as the kind of document has it: by itself, by its article, or by one of its statements.
    fn is(&self, field: Field, value: &str, aim: Aim) -> Part {
        let fields = self.fields;
        let named = |field| named(field, value);
        match field {
            Field::Speaker => self.of_statement(aim, self.person(fields.speaker_key, fields.speaker_words, value)),
            Field::Org => {
                let relations = [fields.org_said_words, fields.org_role_words, fields.org_former_words];
                let related = self.of_statement(aim, any(relations.map(named).into()));
                any(vec![related, self.mentioned(named(fields.org_mentioned_words), aim)])
            }
            Field::OrgSaid => self.of_statement(aim, named(fields.org_said_words)),
            Field::OrgRole => self.of_statement(aim, named(fields.org_role_words)),
            Field::OrgFormer => self.of_statement(aim, named(fields.org_former_words)),
            Field::OrgMentioned => {
                let own = self.mentioned(named(fields.org_mentioned_words), aim);
                any(vec![own, aim.of_article(named(fields.org_mentioned_words))])
            }
            Field::About => self.mentioned(self.person(fields.about_key, fields.about_words, value), aim),
            Field::Topic => aim.of_article(self.topic(value)),
            Field::Outlet => {
                let key = names::outlet_key(value);
                aim.of_article(self.exact_or_part(fields.outlet_key, &key, fields.outlet_words, value))
            }
            Field::Author => {
                let words = names::words(value).iter().flat_map(|word| cut(names_analyzer(), word)).collect();
                aim.of_article(in_a_row(fields.author_words, words, None))
            }
            Field::Title => aim.of_article(in_a_row(fields.title_words, cut(names_analyzer(), value), Some(0))),
            Field::Role => self.of_statement(aim, in_a_row(fields.role_words, cut(names_analyzer(), value), Some(0))),
            Field::Cue => self.of_statement(aim, in_a_row(fields.cue_words, cut(names_analyzer(), value), Some(0))),
            Field::Via => self.of_statement(aim, named(fields.via_words)),
            Field::Language => aim.of_article(self.term(fields.language, &value.to_lowercase())),
            Field::Kind => self.of_statement(aim, self.term(fields.kind, &value.to_lowercase())),
            Field::Act => self.of_statement(aim, self.term(fields.act, &value.to_lowercase())),
        }
    }

    /// What statements and articles name, each in their own words: of statements theirs, of articles both.
    fn mentioned(&self, part: Part, aim: Aim) -> Part {
        let own = both(part.box_clone(), self.all(aim));
        if aim.document == STATEMENT { own } else { any(vec![own, self.of_statement(aim, part)]) }
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
pub(super) fn unscored(part: Part) -> Part {
    Box::new(ConstScoreQuery::new(part, 0.0))
}

pub(super) fn both(one: Part, other: Part) -> Part {
    Box::new(BooleanQuery::new(vec![(Occur::Must, one), (Occur::Must, other)]))
}

pub(super) fn any(parts: Vec<Part>) -> Part {
    Box::new(BooleanQuery::union(parts))
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
