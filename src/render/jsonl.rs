//! One JSON object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::{Base, Render, Report, json_line, noun};
use crate::article::Article;
use crate::explanation::Explanation;
use crate::extraction::Extraction;
use crate::identity::{Join, People, Verdict};
use crate::index::Reason;
use crate::json::{
    ArticleHitJson, ArticleJson, CheckedJson, ExplanationJson, ProfileJson, SpeakerJson, StatementHitJson, TopicsJson,
};
use crate::search::{
    ArticleHit, Counted, Extent, Facet, Found, Health, Profile, Speaker, StatementHit, Tally, TopicCount,
};
use crate::topic;
use crate::verify::Checked;

/// Writes each hit as one JSON object on a line of its own.
#[derive(Clone, Debug, Default)]
pub(crate) struct JsonLines {
    /// The folder that paths are relative to.
    pub base: Base,
}

impl JsonLines {
    fn line<T: Serialize>(&self, value: &T, out: &mut dyn Write) -> io::Result<()> {
        json_line::write(value, &self.base, out)
    }
}

/// The two people of a comparison.
#[derive(Serialize)]
struct Compared<'p> {
    people: [ProfileJson<'p>; 2],
}

/// An answer to one of several queries.
#[derive(Serialize)]
struct Answer<'q, T> {
    query: &'q str,
    #[serde(flatten)]
    found: T,
}

impl Render for JsonLines {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| self.line(&StatementHitJson::from(hit), out))
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| self.line(&ArticleHitJson::from(hit), out))
    }

    fn article(&self, extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        self.line(&ArticleJson::from(extraction), out)
    }

    fn statement(&self, hit: &StatementHit, out: &mut dyn Write) -> io::Result<()> {
        self.line(&ArticleJson { statements: vec![hit.into()], ..ArticleJson::from(&*hit.extraction) }, out)
    }
}

impl Report for JsonLines {
    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        for counted in counts {
            self.line(&json!({ noun(facet): counted.name, "count": counted.count }), out)?;
        }
        Ok(())
    }

    fn speakers(&self, speakers: &[Speaker], people: &People, out: &mut dyn Write) -> io::Result<()> {
        speakers.iter().try_for_each(|speaker| self.line(&SpeakerJson::of(speaker, people), out))
    }

    fn topics(&self, topics: &[TopicCount], out: &mut dyn Write) -> io::Result<()> {
        topics.iter().try_for_each(|topic| self.line(topic, out))
    }

    fn topic_reasons(&self, reasons: &[topic::Reason], extraction: &Extraction, out: &mut dyn Write) -> io::Result<()> {
        self.line(&TopicsJson::of(extraction, reasons), out)
    }

    fn same_person(&self, names: [&str; 2], verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
        let line = match verdict {
            Verdict::Same { id, joins } => {
                let join = |join: &Join| json!({ "one": join.one, "other": join.other, "why": join.bond.why() });
                json!({ "names": names, "same": true, "id": id, "joins": joins.iter().map(join).collect::<Vec<_>>() })
            }
            Verdict::Different(reason) => json!({ "names": names, "same": false, "why": reason.to_string() }),
        };
        self.line(&line, out)
    }

    fn profile(&self, profile: &Profile, out: &mut dyn Write) -> io::Result<()> {
        self.line(&ProfileJson::from(profile), out)
    }

    fn comparison(&self, people: &[Profile; 2], out: &mut dyn Write) -> io::Result<()> {
        self.line(&Compared { people: people.each_ref().map(ProfileJson::from) }, out)
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
                    Some(query) => self.line(&Answer { query, found: row }, out)?,
                    None => self.line(&row, out)?,
                }
            }
        }
        Ok(())
    }

    fn answer(&self, query: &str, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        found.hits.iter().try_for_each(|hit| self.line(&Answer { query, found: StatementHitJson::from(hit) }, out))
    }

    fn extents(&self, extents: &[(String, Extent)], out: &mut dyn Write) -> io::Result<()> {
        extents.iter().try_for_each(|(query, extent)| self.line(&Answer { query, found: extent }, out))
    }

    fn health(&self, health: &Health, skipped: &[Reason], out: &mut dyn Write) -> io::Result<()> {
        let named = |counts: &[Counted]| -> Map<String, Value> {
            counts.iter().map(|counted| (counted.name.clone(), counted.count.into())).collect()
        };
        let concerns: Vec<Value> = health
            .concerns
            .iter()
            .map(|concerned| {
                let places: Vec<String> = concerned.examples.iter().map(|place| self.base.place(place)).collect();
                let concern = concerned.concern;
                json!({"concern": concern, "count": concerned.count, "next": concern.next(), "examples": places})
            })
            .collect();
        let skipped: Vec<Value> = skipped
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
            "passed_over": skipped,
        });
        self.line(&report, out)
    }

    fn verified(&self, checked: &[Checked], draft: &Article, out: &mut dyn Write) -> io::Result<()> {
        CheckedJson::all(checked, draft).iter().try_for_each(|checked| self.line(checked, out))
    }

    fn explanation(&self, explanation: &Explanation, out: &mut dyn Write) -> io::Result<()> {
        self.line(&ExplanationJson::from(explanation), out)
    }
}
