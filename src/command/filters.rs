//! The query that the words and filters of a command line make.

use std::io;

use crate::query::{Clause, Field, Query};

use crate::cli::Filters;

/// The query of words and filters; a `-` alone stands for standard input.
pub(crate) fn query(words: &[String], filters: &Filters) -> anyhow::Result<Query> {
    let mut query = Query::default();
    let words = if words == ["-"] { io::read_to_string(io::stdin())? } else { words.join(" ") };
    query.add_text(words.trim())?;
    let fields = [
        (Field::Speaker, &filters.speaker, &filters.not_speaker),
        (Field::Org, &filters.org, &filters.not_org),
        (Field::About, &filters.about, &filters.not_about),
        (Field::Topic, &filters.topic, &filters.not_topic),
        (Field::Outlet, &filters.outlet, &filters.not_outlet),
        (Field::Author, &filters.author, &filters.not_author),
        (Field::Language, &filters.language, &filters.not_language),
        (Field::Kind, &filters.kind, &filters.not_kind),
        (Field::Act, &filters.act, &filters.not_act),
        (Field::Polarity, &filters.polarity, &filters.not_polarity),
    ];
    for (field, wanted, unwanted) in fields {
        for value in wanted {
            query.require(field, value)?;
        }
        for value in unwanted {
            query.exclude(field, value)?;
        }
    }
    query.clauses.extend(filters.since.map(Clause::Since));
    query.clauses.extend(filters.until.map(Clause::Until));
    query.clauses.extend(filters.min_confidence.map(Clause::Confidence));
    query.check()?;
    Ok(query)
}
