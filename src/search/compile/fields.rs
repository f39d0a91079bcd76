//! Compiles fields: values that a statement, its article or one of its statements must have.

use std::collections::BTreeSet;
use std::ops::Bound;

use jiff::ToSpan;
use tantivy::Term;
use tantivy::query::{RangeQuery, TermSetQuery};
use tantivy::schema::Field as IndexField;

use super::{Compiler, Part, Target, all_terms, any, both, phrase};
use crate::extract::organization_forms;
use crate::index::analyzer::{cut, names as names_analyzer};
use crate::index::document::{date_time, own_term};
use crate::index::schema::STATEMENT;
use crate::names::{self, PersonName};
use crate::query::{Day, Field};
use crate::search::who::EXACTLY;
use crate::topic;

impl Compiler<'_> {
    /// The documents with a value of a field, which can be their own, their article's or that of one of their statements.
    pub(super) fn is(&self, field: Field, value: &str, target: Target) -> Part {
        let fields = self.fields;
        let named = |field| named(field, value);
        let organization = |field| {
            let forms = organization_forms(value).iter().map(|form| self::named(field, form));
            any(std::iter::once(named(field)).chain(forms).collect())
        };
        match field {
            Field::Speaker => self.of_statement(target, self.speaker(value)),
            Field::SpeakerPossible => {
                self.of_statement(target, self.person(fields.possible_key, fields.possible_words, value))
            }
            Field::Org => {
                let relations = [fields.org_said_words, fields.org_role_words, fields.org_former_words];
                let related = self.of_statement(target, any(relations.map(organization).into()));
                any(vec![related, self.mentioned(organization(fields.org_mentioned_words), target)])
            }
            Field::OrgSaid => self.of_statement(target, organization(fields.org_said_words)),
            Field::OrgRole => self.of_statement(target, organization(fields.org_role_words)),
            Field::OrgFormer => self.of_statement(target, organization(fields.org_former_words)),
            Field::OrgMentioned => {
                let own = self.mentioned(organization(fields.org_mentioned_words), target);
                any(vec![own, target.of_article(organization(fields.org_mentioned_words))])
            }
            Field::About => self.mentioned(self.person(fields.about_key, fields.about_words, value), target),
            Field::Topic => target.of_article(self.topic(value)),
            Field::Outlet => target.of_article(self.outlet(value)),
            Field::Author => {
                let words: Vec<String> =
                    names::words(value).iter().flat_map(|word| cut(names_analyzer(), word)).collect();
                target.of_article(all_terms(fields.author_words, &words))
            }
            Field::Title => target.of_article(phrase(fields.title_words, &cut(names_analyzer(), value))),
            Field::Role => self.of_statement(target, phrase(fields.role_words, &cut(names_analyzer(), value))),
            Field::Cue => self.of_statement(target, phrase(fields.cue_words, &cut(names_analyzer(), value))),
            Field::Via => self.of_statement(target, named(fields.via_words)),
            Field::Language => target.of_article(self.term(fields.language, &value.to_lowercase())),
            Field::Kind => self.of_statement(target, self.term(fields.kind, &value.to_lowercase())),
            Field::Act => self.of_statement(target, self.term(fields.act, &value.to_lowercase())),
            Field::Own => {
                let (name, value) = value.split_once('=').unwrap_or((value, ""));
                target.of_article(self.term(fields.own, &own_term(name, value)))
            }
            Field::Polarity => self.of_statement(target, self.term(fields.polarity, &value.to_lowercase())),
        }
    }

    /// The statements or articles that name something in their own words; articles also if one of their statements does.
    fn mentioned(&self, part: Part, target: Target) -> Part {
        let own = both(part.box_clone(), self.all(target));
        if target.document == STATEMENT { own } else { any(vec![own, self.of_statement(target, part)]) }
    }

    /// The statements of everybody whose name it is; of a name that nobody has, those with all its words.
    fn speaker(&self, value: &str) -> Part {
        let asked = self.asked(value);
        if asked.is_empty() {
            let words: Vec<String> = names::words(value).iter().flat_map(|word| cut(names_analyzer(), word)).collect();
            return all_terms(self.fields.speaker_words, &words);
        }
        self.said_by(&asked)
    }

    /// A person by any of the full names, or else by the words of the name in any order.
    fn person(&self, keys: IndexField, words: IndexField, value: &str) -> Part {
        let name = PersonName::of(value.trim_start_matches(EXACTLY));
        let people = self.people.get();
        let mut own: Vec<String> = vec![name.key()];
        if !name.is_bare() || !people.with_id(value).is_empty() {
            for who in self.asked(value) {
                own.extend(who.keys(people).iter().filter(|key| key.contains(' ')).cloned());
            }
        }
        let known: Vec<Term> =
            own.iter().filter(|key| self.has(keys, key)).map(|key| Term::from_field_text(keys, key)).collect();
        if known.is_empty() || name.is_bare() && people.with_id(value).is_empty() {
            let terms: Vec<String> = name.words().iter().flat_map(|word| cut(names_analyzer(), word)).collect();
            return all_terms(words, &terms);
        }
        Box::new(TermSetQuery::new(known))
    }

    /// A topic and all narrower ones. If no topic has this name, the labels of topics and outlets with its words.
    fn topic(&self, value: &str) -> Part {
        match topic::named(value) {
            Some(concept) => self.term(self.fields.topic_code, &concept.code),
            None => phrase(self.fields.topic_words, &cut(names_analyzer(), value)),
        }
    }

    /// An outlet by any of its whole names, “and” being the same as “&”. If no outlet has this name, those with it as a part, and else
    /// those that it is short for.
    fn outlet(&self, value: &str) -> Part {
        let key = names::outlet_key(value);
        let mut spellings = BTreeSet::from([key.replace(" & ", " and "), key.replace(" and ", " & "), key]);
        spellings.extend(names::outlet_forms(value).iter().cloned());
        let known: Vec<Part> = spellings
            .iter()
            .filter(|key| self.has(self.fields.outlet_key, key))
            .map(|key| self.term(self.fields.outlet_key, key))
            .collect();
        if !known.is_empty() {
            return any(known);
        }
        let words = without_article(cut(names_analyzer(), value));
        if words.iter().all(|word| self.has(self.fields.outlet_words, word)) {
            return phrase(self.fields.outlet_words, &words);
        }
        let meant = self.keys(self.fields.outlet_key).filter(|key| names::is_short_for(value, key));
        any(meant.map(|key| self.term(self.fields.outlet_key, &key)).collect())
    }

    /// All values of a field.
    fn keys(&self, field: IndexField) -> impl Iterator<Item = String> {
        let mut keys = BTreeSet::new();
        for segment in self.searcher.segment_readers() {
            let Ok(index) = segment.inverted_index(field) else { continue };
            let Ok(mut terms) = index.terms().stream() else { continue };
            while terms.advance() {
                keys.insert(String::from_utf8_lossy(terms.key()).into_owned());
            }
        }
        keys.into_iter()
    }

    /// The articles between two days.
    pub(super) fn days(&self, since: Option<Day>, until: Option<Day>) -> Part {
        let field = self.fields.published;
        let midnight = |day: jiff::civil::Date| Term::from_field_date(field, date_time(day.at(0, 0, 0, 0)));
        let first = since.map_or(Bound::Unbounded, |day| Bound::Included(midnight(day.first())));
        let end = until.map_or(Bound::Unbounded, |day| Bound::Excluded(midnight(day.last().saturating_add(1.day()))));
        Box::new(RangeQuery::new(first, end))
    }
}

/// A name as a phrase.
fn named(field: IndexField, name: &str) -> Part {
    phrase(field, &without_article(cut(names_analyzer(), name)))
}

fn without_article(mut terms: Vec<String>) -> Vec<String> {
    if terms.len() > 1 && terms[0] == "the" {
        terms.remove(0);
    }
    terms
}
