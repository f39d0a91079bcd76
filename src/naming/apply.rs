//! Applies the rules to what the extractor read.

use std::collections::HashMap;

use super::rename::Renames;
use super::{Names, Naming};
use crate::article::Article;
use crate::extract::{Reading, Source, SpeakerKind, Statement};

impl Naming {
    /// Renames all people and organizations of a reading.
    pub(crate) fn apply(&self, article: &Article, reading: &mut Reading) {
        let names = &self.names;
        let of_organization = |name: &str| names.organizations.name(name);
        rename(&mut reading.organizations, of_organization);
        for statement in &mut reading.statements {
            rename_affiliations(&mut statement.source, of_organization);
            rename(&mut statement.mentioned_organizations, of_organization);
        }
        for no_comment in &mut reading.no_comments {
            rename_affiliations(&mut no_comment.source, of_organization);
        }
        let people = People::new(names, article, &self.below, &reading.statements);
        rename(&mut reading.people, |name| people.name(name));
        for statement in &mut reading.statements {
            rename_speaker(&mut statement.source, |name| people.name(name), of_organization);
            rename(&mut statement.about, |name| people.name(name));
            statement.about.retain(|name| Some(name) != statement.source.speaker.as_ref());
            if let Some(via) = &mut statement.via {
                rename_via(via, &names.organizations, &people);
            }
        }
        for no_comment in &mut reading.no_comments {
            rename_speaker(&mut no_comment.source, |name| people.name(name), of_organization);
        }
    }
}

/// The people of one article.
struct People<'n> {
    people: &'n Renames,
    /// The people of this article who have a split name.
    chosen: HashMap<&'n str, &'n String>,
}

impl<'n> People<'n> {
    fn new(names: &'n Names, article: &Article, below: &str, statements: &[Statement]) -> Self {
        let people = &names.people;
        let mut chosen = HashMap::new();
        if !names.splits.is_empty() {
            let key = |statement: &Statement| {
                let source = &statement.source;
                let name = source.speaker.as_deref().filter(|_| source.kind == SpeakerKind::Person)?;
                people.name(name).map(|name| people.key(&name))
            };
            let keys: Vec<Option<String>> = statements.iter().map(key).collect();
            for split in &names.splits {
                let own = |(key, _): &(&Option<String>, &Statement)| key.as_ref() == Some(&split.key);
                let said: Vec<&Statement> = keys.iter().zip(statements).filter(own).map(|(_, said)| said).collect();
                if !chosen.contains_key(split.key.as_str()) && split.fits(article, below, &names.organizations, &said) {
                    chosen.insert(split.key.as_str(), &split.another);
                }
            }
        }
        Self { people, chosen }
    }

    /// The new name of a person; `None` if it is dropped.
    fn name(&self, name: &str) -> Option<String> {
        let name = self.people.name(name)?;
        match self.chosen.get(self.people.key(&name).as_str()) {
            Some(another) if self.people.drops(another) => None,
            Some(another) => Some((*another).clone()),
            None => Some(name),
        }
    }
}

/// Renames a list, without duplicates.
fn rename(list: &mut Vec<String>, becomes: impl Fn(&str) -> Option<String>) {
    let mut renamed: Vec<String> = Vec::with_capacity(list.len());
    for name in list.iter().filter_map(|name| becomes(name)) {
        if !renamed.contains(&name) {
            renamed.push(name);
        }
    }
    *list = renamed;
}

/// Renames the organizations of a source's roles.
fn rename_affiliations(source: &mut Source, becomes: impl Fn(&str) -> Option<String> + Copy) {
    rename(&mut source.role_organizations, becomes);
    rename(&mut source.former_organizations, becomes);
}

/// Renames the speaker; without a name it is an unnamed source.
fn rename_speaker(
    source: &mut Source,
    of_person: impl Fn(&str) -> Option<String>,
    of_organization: impl Fn(&str) -> Option<String>,
) {
    let Some(name) = &source.speaker else { return };
    source.speaker = match source.kind {
        SpeakerKind::Person => of_person(name),
        SpeakerKind::Organization => of_organization(name),
        SpeakerKind::Group | SpeakerKind::Unnamed | SpeakerKind::Document => return,
    };
    if source.speaker.is_none() {
        source.kind = SpeakerKind::Unnamed;
    }
}

/// Renames who passed on words. Keeps what is not a name, since it shows that they are second-hand.
fn rename_via(via: &mut String, organizations: &Renames, people: &People<'_>) {
    let organization = |name: &str| organizations.ruled(name).and_then(|name| organizations.name(name));
    let person = |name: &str| people.name(name).map(|name| organization(&name).unwrap_or(name));
    if let Some(name) = organization(via).or_else(|| person(via)) {
        *via = name;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;

    use super::*;
    use crate::extract::{Act, Confidence, Kind, Polarity};

    const PEOPLE: &[&str] = &["Dick Osgood", "Mr. Richard Osgood", "Ida Holm", "J. Smith", "John Smith", "Osgood"];
    const BODIES: &[&str] = &["Dept. of Waterways", "the Department of Waterways", "FBI", "Canal Board", "Ida Holm"];
    const CONDITIONS: &[&str] =
        &["role = \"an engineer\"", "organization = \"canal board\"", "outlet = \"Ledger\"", "path = \"a\""];

    /// Rules for a few names, so that merges, chains, drops and splits meet; not all of them are valid.
    fn rules() -> impl Strategy<Value = String> {
        let person = || prop::sample::select(PEOPLE);
        let body = || prop::sample::select(BODIES);
        let splits = prop::collection::vec((person(), person(), prop::sample::select(CONDITIONS)), 0..3);
        let all = (
            prop::collection::btree_map(person(), person(), 0..3),
            prop::collection::btree_map(body(), body(), 0..3),
            prop::collection::vec(person(), 0..2),
            prop::collection::vec(body(), 0..2),
            splits,
        );
        all.prop_map(|(people, bodies, nobody, nothing, splits)| {
            let mut text = "[person]\n".to_owned();
            people.iter().for_each(|(from, to)| text += &format!("{from:?} = {to:?}\n"));
            text += "[organization]\n";
            bodies.iter().for_each(|(from, to)| text += &format!("{from:?} = {to:?}\n"));
            text += &format!("[drop]\npeople = {nobody:?}\norganizations = {nothing:?}\n");
            for (name, another, condition) in splits {
                text += &format!("[[split]]\nname = {name:?}\nas = {another:?}\n{condition}\n");
            }
            text
        })
    }

    fn statement() -> impl Strategy<Value = Statement> {
        let person = || prop::sample::select(PEOPLE).prop_map(str::to_owned);
        let body = || prop::sample::select(BODIES).prop_map(str::to_owned);
        let any = || prop_oneof![person(), body()];
        let kind = prop::sample::select(&[SpeakerKind::Person, SpeakerKind::Organization, SpeakerKind::Unnamed][..]);
        let lists = (prop::collection::vec(body(), 0..3), prop::collection::vec(person(), 0..3));
        (kind, any(), lists, prop::option::of(any())).prop_map(|(kind, speaker, (organizations, about), via)| {
            Statement {
                source: Source {
                    mention: None,
                    speaker: Some(speaker),
                    candidates: Vec::new(),
                    kind,
                    role: Some("an engineer".to_owned()),
                    role_organizations: organizations.clone(),
                    former_organizations: organizations.clone(),
                },
                kind: Kind::Direct,
                act: Act::Speech,
                polarity: Polarity::Affirmed,
                content: Vec::new(),
                cue: None,
                verb: None,
                mentioned_organizations: organizations,
                about,
                via,
                confidence: Confidence { words: 1.0, source: 1.0, person: 1.0 },
                steps: Vec::new(),
            }
        })
    }

    proptest! {
        #[test]
        fn applying_rules_twice_changes_nothing_more(
            rules in rules(),
            statements in prop::collection::vec(statement(), 1..4),
        ) {
            let Ok(names) = Names::parse(&rules) else { return Ok(()) };
            let naming = Naming::new(Arc::new(names), "a/b.txt".to_owned());
            let article = Article { outlet: Some("The Ledger".to_owned()), ..Article::default() };
            let people = PEOPLE.iter().map(|name| (*name).to_owned()).collect();
            let organizations = BODIES.iter().map(|name| (*name).to_owned()).collect();
            let mut reading = Reading { statements, organizations, people, ..Reading::default() };
            naming.apply(&article, &mut reading);
            let once = reading.clone();
            naming.apply(&article, &mut reading);
            prop_assert_eq!(&reading.statements, &once.statements);
            prop_assert_eq!(&reading.people, &once.people);
            prop_assert_eq!(&reading.organizations, &once.organizations);
            for statement in &once.statements {
                prop_assert!(!statement.about.iter().any(|name| Some(name) == statement.source.speaker.as_ref()));
            }
        }
    }
}
