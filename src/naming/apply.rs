//! Names what was read out of a text.

use std::collections::HashMap;

use super::rename::Renames;
use super::{Names, Naming};
use crate::article::Article;
use crate::statement::{Reading, SpeakerKind, Statement};

impl Naming {
    /// Gives all people and organizations of a reading the names that the rules say.
    pub(crate) fn apply(&self, article: &Article, reading: &mut Reading) {
        let names = &self.names;
        let of_organization = |name: &str| names.organizations.name(name);
        rename(&mut reading.organizations, of_organization);
        for statement in &mut reading.statements {
            rename(&mut statement.organizations, of_organization);
            rename(&mut statement.former, of_organization);
            rename(&mut statement.mentioned, of_organization);
        }
        let cast = Cast::new(names, article, &self.below, &reading.statements);
        rename(&mut reading.people, |name| cast.name(name));
        for statement in &mut reading.statements {
            match statement.speaker_kind {
                SpeakerKind::Person => speak(statement, |name| cast.name(name)),
                SpeakerKind::Organization => speak(statement, of_organization),
                SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Document => {}
            }
            rename(&mut statement.about, |name| cast.name(name));
            statement.about.retain(|name| Some(name) != statement.speaker.as_ref());
            if let Some(via) = &mut statement.via {
                pass_on(via, &names.organizations, &cast);
            }
        }
    }
}

/// The people of one article.
struct Cast<'n> {
    people: &'n Renames,
    /// Who is meant here by a name that several people have.
    told: HashMap<&'n str, &'n String>,
}

impl<'n> Cast<'n> {
    fn new(names: &'n Names, article: &Article, below: &str, statements: &[Statement]) -> Self {
        let people = &names.people;
        let mut told = HashMap::new();
        if !names.splits.is_empty() {
            let key = |statement: &Statement| {
                let name = statement.speaker.as_deref().filter(|_| statement.speaker_kind == SpeakerKind::Person)?;
                people.name(name).map(|name| people.key(&name))
            };
            let keys: Vec<Option<String>> = statements.iter().map(key).collect();
            for split in &names.splits {
                let own = |(key, _): &(&Option<String>, &Statement)| key.as_ref() == Some(&split.key);
                let said: Vec<&Statement> = keys.iter().zip(statements).filter(own).map(|(_, said)| said).collect();
                if !told.contains_key(split.key.as_str()) && split.fits(article, below, &said) {
                    told.insert(split.key.as_str(), &split.another);
                }
            }
        }
        Self { people, told }
    }

    /// What a person is called; nothing where it is none.
    fn name(&self, name: &str) -> Option<String> {
        let name = self.people.name(name)?;
        match self.told.get(self.people.key(&name).as_str()) {
            Some(another) if self.people.drops(another) => None,
            Some(another) => Some((*another).clone()),
            None => Some(name),
        }
    }
}

/// Renames a list, in which no name stands twice.
fn rename(list: &mut Vec<String>, becomes: impl Fn(&str) -> Option<String>) {
    let mut renamed: Vec<String> = Vec::with_capacity(list.len());
    for name in list.iter().filter_map(|name| becomes(name)) {
        if !renamed.contains(&name) {
            renamed.push(name);
        }
    }
    *list = renamed;
}

/// Renames the speaker; without a name the source is nobody in particular.
fn speak(statement: &mut Statement, becomes: impl Fn(&str) -> Option<String>) {
    let Some(name) = &statement.speaker else { return };
    statement.speaker = becomes(name);
    if statement.speaker.is_none() {
        statement.speaker_kind = SpeakerKind::Unnamed;
    }
}

/// Renames who passed words on, where that is a name; what is none stays, for it says that they are second-hand.
fn pass_on(via: &mut String, organizations: &Renames, cast: &Cast<'_>) {
    let organization = |name: &str| organizations.ruled(name).and_then(|name| organizations.name(name));
    let person = |name: &str| cast.name(name).map(|name| organization(&name).unwrap_or(name));
    if let Some(name) = organization(via).or_else(|| person(via)) {
        *via = name;
    }
}
