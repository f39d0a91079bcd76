//! Topics as a tree with counts, and topics that nobody knows.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::collector::Count;

use super::Search;
use crate::error::{Error, ErrorKind, Result};
use crate::index::schema::{self, column};
use crate::query::{Field, Query};
use crate::topic;

/// A topic, and how many statements have it or one below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicCount {
    /// The qcode.
    pub code: String,
    /// The English name.
    pub label: String,
    /// The qcode of the topic above.
    pub parent: Option<String>,
    /// How many statements.
    pub count: u64,
    /// How many topics stand above it.
    #[serde(skip)]
    pub depth: usize,
}

impl Search<'_> {
    /// The topics of the statements that match, as a tree: each before those below it, the commonest first.
    ///
    /// # Errors
    /// When the index cannot be read, or a topic is asked for that nobody knows.
    pub fn topics(&self, query: &Query) -> Result<Vec<TopicCount>> {
        self.check_topics(query)?;
        let compiled = self.compile(query, schema::STATEMENT)?;
        let counts = self.values(compiled.as_ref(), column::TOPIC_CODE)?;
        let mut below: BTreeMap<Option<String>, Vec<TopicCount>> = BTreeMap::new();
        for (code, count) in counts {
            let above: Vec<&str> = topic::upward(&code).skip(1).collect();
            let parent = above.first().map(|parent| (*parent).to_owned());
            let label = topic::concept(&code).map_or(code.as_str(), |concept| concept.label).to_owned();
            let counted = TopicCount { label, parent: parent.clone(), count, depth: above.len(), code };
            below.entry(parent).or_default().push(counted);
        }
        let mut tree = Vec::new();
        branch(None, &mut below, &mut tree);
        Ok(tree)
    }

    /// Whether every topic that is asked for has a name that the vocabulary or the index knows.
    pub(super) fn check_topics(&self, query: &Query) -> Result<()> {
        let asked = query.asked(Field::Topic).into_iter().map(|(name, _)| name);
        for name in asked.filter(|name| topic::named(name).is_none()) {
            let mut alone = Query::default();
            alone.filter(Field::Topic, name, false)?;
            let mut found = 0;
            for document in [schema::ARTICLE, schema::STATEMENT] {
                found += self.run(self.compile(&alone, document)?.as_ref(), &Count)?;
            }
            if found == 0 {
                let what = format!("“{name}” is no topic, and no outlet's label here");
                return Err(Error::new(ErrorKind::Topics, what, topic::advice(name)));
            }
        }
        Ok(())
    }
}

fn branch(parent: Option<String>, below: &mut BTreeMap<Option<String>, Vec<TopicCount>>, tree: &mut Vec<TopicCount>) {
    let mut children = below.remove(&parent).unwrap_or_default();
    children.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    for child in children {
        let code = child.code.clone();
        tree.push(child);
        branch(Some(code), below, tree);
    }
}
