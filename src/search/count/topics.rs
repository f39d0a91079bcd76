//! Topics as a tree with counts, and the check that a topic is known.

use std::collections::BTreeMap;

use serde::Serialize;
use tantivy::collector::Count;

use crate::error::{Error, ErrorKind, Result};
use crate::index::schema::{self, column};
use crate::query::{Field, Query};
use crate::search::Search;
use crate::topic;

/// A topic, and how many statements have it or a narrower one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TopicCount {
    /// The qcode.
    pub code: String,
    /// The English name.
    pub label: String,
    /// The qcode of the broader topic.
    pub parent: Option<String>,
    /// How many statements.
    pub count: u64,
    /// How many topics are above it in the tree.
    #[serde(skip)]
    pub depth: usize,
}

pub(in crate::search) fn topics(search: &Search<'_>, query: &Query) -> Result<Vec<TopicCount>> {
    check(search, query)?;
    let compiled = search.compile(&query.of_claims(), schema::STATEMENT)?;
    let mut below: BTreeMap<Option<String>, Vec<TopicCount>> = BTreeMap::new();
    for (code, count) in search.values(compiled.as_ref(), column::TOPIC_CODE)? {
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

/// Checks that the vocabulary or the index knows each topic of a query.
pub(in crate::search) fn check(search: &Search<'_>, query: &Query) -> Result<()> {
    let asked = query.asked(Field::Topic).into_iter().map(|(name, _)| name);
    for name in asked.filter(|name| topic::named(name).is_none()) {
        let mut alone = Query::default();
        alone.require(Field::Topic, name)?;
        let mut found = 0;
        for document in [schema::ARTICLE, schema::STATEMENT] {
            found += search.run(search.compile(&alone, document)?.as_ref(), &Count)?;
        }
        if found == 0 {
            let what = format!("“{name}” is not a topic, and not a label of any outlet here");
            return Err(Error::new(ErrorKind::Topics, what, topic::advice(name)));
        }
    }
    Ok(())
}

/// Adds the topics below one to the tree, each before those below it, the commonest first.
fn branch(parent: Option<String>, below: &mut BTreeMap<Option<String>, Vec<TopicCount>>, tree: &mut Vec<TopicCount>) {
    let mut children = below.remove(&parent).unwrap_or_default();
    children.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    for child in children {
        let code = child.code.clone();
        tree.push(child);
        branch(Some(code), below, tree);
    }
}
