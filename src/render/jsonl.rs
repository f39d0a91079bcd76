//! One JSON object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Base, Render, Report, noun};
use crate::contract::{ArticleJson, ExplanationJson, StatementJson, TopicsJson};
use crate::index::Reason;
use crate::search::{
    ArticleHit, Counted, Extent, Facet, Found, Health, Profile, Reprint, StatementHit, Tally, TopicCount,
};
use crate::verify::Checked;

/// Writes each hit as one JSON object on a line of its own.
#[derive(Clone, Debug, Default)]
pub struct JsonLines {
    /// Where paths are shown from.
    pub base: Base,
}

impl JsonLines {
    fn show(&self, printings: &mut [Reprint]) {
        for printing in printings {
            printing.path = self.base.show(&printing.path).to_owned();
        }
    }

    fn hit(&self, hit: &StatementHit) -> StatementHit {
        let mut hit = hit.clone();
        hit.head.path = self.base.show(&hit.head.path).to_owned();
        self.show(&mut hit.also);
        hit
    }

    fn speaker(&self, profile: &Profile) -> Profile {
        let shown = |hits: &[StatementHit]| hits.iter().map(|hit| self.hit(hit)).collect();
        Profile { latest: shown(&profile.latest), reprinted: shown(&profile.reprinted), ..profile.clone() }
    }
}

/// What one of several queries found.
#[derive(Serialize)]
struct Answer<'q, T> {
    query: &'q str,
    #[serde(flatten)]
    found: T,
}

fn line<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", object(value)?)
}

/// The JSON of a value, on one line and without control characters.
pub(super) fn object<T: Serialize>(value: &T) -> io::Result<String> {
    let json = serde_json::to_string(value)?;
    // JSON may hold these as they are, a terminal that it is printed to must not.
    Ok(match json.contains(is_unsafe) {
        true => json.chars().map(escaped).collect(),
        false => json,
    })
}

/// Delete, the second set of control characters, and what ends a line in Unicode.
fn is_unsafe(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}')
}

fn escaped(c: char) -> String {
    if is_unsafe(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }
}

impl Render for JsonLines {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| line(&self.hit(hit), out))
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            let mut hit = hit.clone();
            hit.article.head.path = self.base.show(&hit.article.head.path).to_owned();
            self.show(&mut hit.also);
            line(&hit, out)?;
        }
        Ok(())
    }

    fn article(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        let mut article = article.clone();
        article.head.path = self.base.show(&article.head.path).to_owned();
        line(&article, out)
    }

    fn statement(&self, statement: &StatementJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.article(&ArticleJson { statements: vec![statement.clone()], ..article.clone() }, out)
    }
}

impl Report for JsonLines {
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        for counted in counts {
            line(&json!({ noun(facet): counted.name, "count": counted.count }), out)?;
        }
        Ok(())
    }

    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()> {
        topics.iter().try_for_each(|topic| line(topic, out))
    }

    fn topic_reasons(&self, topics: &TopicsJson, _: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        line(topics, out)
    }

    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        line(&self.speaker(profile), out)
    }

    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        line(&json!({ "people": people.each_ref().map(|profile| self.speaker(profile)) }), out)
    }

    fn facets(&self, query: Option<&str>, tallies: &[Tally], out: &mut dyn Write) -> io::Result<()> {
        for tally in tallies {
            for counted in &tally.counts {
                let row = json!({
                    "facet": noun(tally.facet),
                    "value": counted.name,
                    "statements": counted.count,
                });
                match query {
                    Some(query) => line(&Answer { query, found: row }, out)?,
                    None => line(&row, out)?,
                }
            }
        }
        Ok(())
    }

    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| line(&Answer { query, found: self.hit(hit) }, out))
    }

    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()> {
        extents.iter().try_for_each(|(query, extent)| line(&Answer { query, found: extent }, out))
    }

    fn health(&self, health: &Health, passed: &[Reason], out: &mut dyn Write) -> io::Result<()> {
        let named = |counts: &[Counted]| -> Map<String, Value> {
            counts.iter().map(|counted| (counted.name.clone(), counted.count.into())).collect()
        };
        let concerns: Vec<Value> = health
            .concerns
            .iter()
            .map(|concerned| {
                let places: Vec<String> = concerned.examples.iter().map(|head| self.base.place(head)).collect();
                let concern = concerned.concern;
                json!({"concern": concern, "count": concerned.count, "next": concern.next(), "examples": places})
            })
            .collect();
        let passed: Vec<Value> = passed
            .iter()
            .map(|reason| {
                let places: Vec<&str> = reason.places.iter().map(|place| self.base.show(place)).collect();
                json!({"what": reason.what, "count": reason.count, "next": reason.next, "examples": places})
            })
            .collect();
        let report = json!({
            "articles": health.totals.articles,
            "statements": health.totals.statements,
            "speakers": health.totals.speakers,
            "outlets": health.totals.outlets,
            "shapes": named(&health.shapes),
            "languages": named(&health.languages),
            "concerns": concerns,
            "stories": health.stories,
            "printings": health.printings,
            "passed_over": passed,
        });
        line(&report, out)
    }

    fn verified(&self, checked: &[Checked], out: &mut dyn Write) -> io::Result<()> {
        for checked in checked {
            let mut checked = checked.clone();
            for source in &mut checked.sources {
                source.head.path = self.base.show(&source.head.path).to_owned();
            }
            line(&checked, out)?;
        }
        Ok(())
    }
    fn explanation(&self, explanation: &ExplanationJson, _: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        line(explanation, out)
    }
}
