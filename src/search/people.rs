//! The people that a name in a query means, and whose each statement is.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use tantivy::Term;
use tantivy::query::{BooleanQuery, Occur, TermSetQuery};

use super::collapse::Collapsed;
use super::compile::{Compiler, Part, all_terms, any};
use super::count::speakers::SpeakerCounts;
use super::who::{EXACTLY, Who};
use super::{Counted, Search};
use crate::error::Result;
use crate::extract::{SpeakerKind, organization_key};
use crate::identity::{self, Bond, Owner, People};
use crate::index::analyzer::{cut, names as names_analyzer};
use crate::index::people::archive;
use crate::index::schema::STATEMENT;
use crate::names::PersonName;

/// A person or an organization with statements.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Speaker {
    pub(crate) who: Who,
    /// The usual name.
    pub(crate) name: String,
    /// How many statements.
    pub(crate) count: u64,
    /// The names that articles give, most statements first.
    pub(crate) forms: Vec<Counted>,
    /// The roles, those in most articles first; empty unless they are asked for.
    pub(crate) roles: Vec<String>,
}

impl Compiler<'_> {
    /// The people and organizations whose name a query's value can be.
    ///
    /// An id is one person; a full name whoever has it, or a form of it; a single word everybody with this family name, or with it
    /// somewhere in the name.
    pub(super) fn asked(&self, value: &str) -> Vec<Who> {
        let people = self.people.get();
        let value = value.trim();
        if let Some(exact) = value.strip_prefix(EXACTLY) {
            return self.with_key(&PersonName::of(exact).key());
        }
        let name = PersonName::of(value);
        // “john-smith-mayor” and “John Smith (mayor)”
        let by_id = people.with_id(&if name.note().is_some() {
            identity::slug(value).to_lowercase()
        } else {
            value.to_owned()
        });
        if !by_id.is_empty() && (value.contains('-') || name.note().is_some()) {
            return by_id.iter().map(|person| Who::Entry(*person)).collect();
        }
        let organization = organization_key(value);
        if let Some(new) = people.renamed(&name.key()).filter(|_| !self.has(self.fields.speaker_key, &name.key())) {
            return self.with_key(&PersonName::of(new).key());
        }
        if !name.is_bare() {
            let exact = self.with_key(&name.key());
            if !exact.is_empty() {
                return exact;
            }
        }
        if organization.contains(' ') && self.has(self.fields.speaker_key, &organization) {
            return vec![Who::Organization(organization)];
        }
        let words: Vec<String> = name.words().iter().flat_map(|word| cut(names_analyzer(), word)).collect();
        let words: Vec<String> = if words.is_empty() { cut(names_analyzer(), value) } else { words };
        let of_name = self.speakers_with(&words);
        if name.is_bare() {
            let family = |who: &&Who| self.has_family_name(who, &name);
            let of_family: Vec<Who> = of_name.iter().filter(family).cloned().collect();
            let organizations =
                of_name.iter().filter(|who| matches!(who, Who::Organization(key) if *key == organization));
            let meant: Vec<Who> = of_family.into_iter().chain(organizations.cloned()).collect();
            return if meant.is_empty() { of_name } else { meant };
        }
        let related = self.related(&name, |bond| bond == Bond::SameName);
        if related.is_empty() { of_name } else { related }
    }

    /// Everybody who has exactly this name.
    fn with_key(&self, key: &str) -> Vec<Who> {
        let people = self.people.get();
        if let Some(owner) = people.owner(key) {
            let mut found: Vec<Who> = owner
                .others
                .iter()
                .filter_map(|(_, owner)| *owner)
                .chain(owner.usual)
                .map(|(person, _)| Who::Entry(person))
                .collect();
            found.sort();
            found.dedup();
            return found;
        }
        let has = |key: &str| self.has(self.fields.speaker_key, key);
        if has(key) { vec![Who::Name(key.to_owned())] } else { Vec::new() }
    }

    /// The people and organizations with all of these words in one of their names.
    fn speakers_with(&self, words: &[String]) -> Vec<Who> {
        if !words.iter().all(|word| self.has(self.fields.speaker_words, word)) {
            return Vec::new();
        }
        let query = all_terms(self.fields.speaker_words, words);
        let counts = SpeakerCounts::new(self.people);
        let found = self.searcher.search(&*query, &counts).unwrap_or_default();
        found.into_keys().map(|(who, _)| who).collect::<BTreeSet<_>>().into_iter().collect()
    }

    pub(super) fn has_family_name(&self, who: &Who, name: &PersonName) -> bool {
        let people = self.people.get();
        let is_of = |key: &String| {
            let own = PersonName::of(key);
            !own.is_bare() && identity::family_key(&own) == identity::family_key(name)
        };
        match who {
            Who::Organization(_) => false,
            Who::Name(key) if !key.contains(' ') => *key == name.key(),
            _ => who.keys(people).iter().any(is_of),
        }
    }

    /// The people one of whose full names is bound to a full name in a way that counts.
    pub(super) fn related(&self, name: &PersonName, counts: impl Fn(Bond) -> bool) -> Vec<Who> {
        let people = self.people.get();
        let is_bound = |key: &String| identity::bond(&PersonName::of(key), name).is_some_and(&counts);
        let is_related = |who: &Who| who.kind() == SpeakerKind::Person && who.keys(people).iter().any(is_bound);
        let of_family = self.speakers_with(&cut(names_analyzer(), name.family()));
        of_family.into_iter().filter(is_related).collect()
    }

    /// The statements of some people and organizations.
    pub(super) fn said_by(&self, all: &[Who]) -> Part {
        let people = self.people.get();
        let field = self.fields.speaker_key;
        let term = |key: &str| Term::from_field_text(field, key);
        let mut whole: Vec<Term> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        for who in all {
            for key in who.keys(people) {
                match (who, people.owner(key)) {
                    (Who::Entry(number), Some(owner)) if !owner.others.is_empty() => {
                        parts.push(self.shared(*number, key, owner));
                    }
                    _ => whole.push(term(key)),
                }
            }
        }
        if !whole.is_empty() {
            parts.push(Box::new(TermSetQuery::new(whole)));
        }
        any(parts)
    }

    /// The statements of one of several people who share a form of the name.
    fn shared(&self, person: u32, key: &str, owner: &Owner) -> Part {
        let named = self.term(self.fields.speaker_key, key);
        let is_usual = owner.usual.is_some_and(|(usual, _)| usual == person);
        let owned = |owner: &Option<(u32, f32)>| owner.is_some_and(|(owner, _)| owner == person);
        let articles = owner.others.iter().filter(|(_, owner)| owned(owner) != is_usual).map(|(article, _)| *article);
        let terms = articles.map(|article| Term::from_field_u64(self.fields.article, article));
        let of_articles = self.of_articles(Box::new(TermSetQuery::new(terms)));
        let occur = if is_usual { Occur::MustNot } else { Occur::Must };
        Box::new(BooleanQuery::new(vec![(Occur::Must, named), (occur, of_articles)]))
    }
}

/// Counts by person, with the name that each has.
pub(super) fn grouped(people: &People, counts: FxHashMap<(Who, String), u64>) -> Vec<Speaker> {
    let mut by_who: BTreeMap<Who, Vec<Counted>> = BTreeMap::new();
    for ((who, name), count) in counts {
        by_who.entry(who).or_default().push(Counted { name, count });
    }
    let speaker = |(who, mut forms): (Who, Vec<Counted>)| {
        forms.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
        let name = match &who {
            Who::Entry(number) => people.person(*number).name.clone(),
            _ => forms[0].name.clone(),
        };
        Speaker { who, name, roles: Vec::new(), count: forms.iter().map(|form| form.count).sum(), forms }
    };
    let mut speakers: Vec<Speaker> = by_who.into_iter().map(speaker).collect();
    speakers.sort_by(|one, other| other.count.cmp(&one.count).then_with(|| one.name.cmp(&other.name)));
    speakers
}

/// The people and organizations who speak in the statements that match, most statements first.
pub(super) fn speakers(search: &Search<'_>, query: &dyn tantivy::query::Query) -> Result<Vec<Speaker>> {
    shown(search, query, &search.collapse(query, STATEMENT)?)
}

/// Adds the roles that all articles of the index give.
pub(super) fn add_roles(search: &Search<'_>, speakers: &mut [Speaker]) -> Result<()> {
    let read = || archive(&search.searcher).map_err(|error| search.failed(&error));
    let archive = search.index.guarded(read)?;
    let mut roles: FxHashMap<Who, BTreeMap<u32, u32>> = FxHashMap::default();
    for name in &archive.names {
        for (article, role) in &name.roles {
            let article = archive.articles[*article as usize].key;
            let who = Who::of_key(search.people.get(), SpeakerKind::Person, &name.key, article);
            *roles.entry(who).or_default().entry(*role).or_default() += 1;
        }
    }
    for speaker in speakers {
        let Some(counts) = roles.get(&speaker.who) else { continue };
        let mut counts: Vec<(u32, &String)> =
            counts.iter().map(|(role, count)| (*count, &archive.roles[*role as usize])).collect();
        counts.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
        speaker.roles = counts.into_iter().map(|(_, role)| role.clone()).collect();
    }
    Ok(())
}

/// The same, of those that are shown.
pub(super) fn shown(
    search: &Search<'_>,
    query: &dyn tantivy::query::Query,
    collapsed: &Collapsed,
) -> Result<Vec<Speaker>> {
    let counts = search.run_shown(query, SpeakerCounts::new(&search.people), collapsed)?;
    Ok(grouped(search.people.get(), counts))
}
