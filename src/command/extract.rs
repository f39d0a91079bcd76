//! `onrecord extract`: articles and statements as JSON Lines, in the order of the input.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::extraction::Extraction;
use crate::ingest::Ingest;
use crate::render::{JsonLines, Render};
use crate::source::{self, Record, Records, Skipped};
use crate::topic::TopicRules;
use rayon::prelude::*;

use super::rules::{Given, RunRules};
use super::{Outcome, READS, base, raw_output, say, say_other_languages, say_skipped};
use crate::cli::{ExtractArgs, ExtractFormat};

/// How many records are worked on at once, and how many bytes.
const BATCH_RECORDS: usize = 256;
const BATCH_BYTES: usize = 8 << 20;

pub(crate) fn run(args: &ExtractArgs) -> anyhow::Result<Outcome> {
    let ExtractFormat::Jsonl = args.format;
    let own = RunRules::without_index(&Given::from(&args.rules))?;
    let walk = source::walk(&args.paths)?;
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for skipped in &walk.skipped {
        match skipped.fault.expected {
            true => *counted.entry(skipped.fault.what.clone()).or_default() += 1,
            false => say_skipped(skipped),
        }
    }
    let ingest = Ingest::new(&own.rules, own.topics.as_ref().unwrap_or(TopicRules::builtin()), &walk.files)?;
    let renderer = JsonLines { base: base() };
    let mut out = raw_output();
    let mut records = Records::new(walk.files);
    let (mut articles, mut others) = (0, 0);
    loop {
        let batch = records.batch(BATCH_RECORDS, BATCH_BYTES);
        if batch.is_empty() {
            break;
        }
        let extracted: Vec<_> = batch.par_iter().map(|record| extract(record, &ingest, &renderer)).collect();
        for result in extracted.into_iter().flatten() {
            match result {
                Ok(Line { json, is_english }) => {
                    out.write_all(&json?)?;
                    articles += 1;
                    others += u64::from(!is_english);
                }
                Err(skipped) if skipped.fault.expected => *counted.entry(skipped.fault.what).or_default() += 1,
                Err(skipped) => say_skipped(&skipped),
            }
        }
    }
    counted.iter().for_each(|(what, count)| say(&format!("skipped {count}: {what}")));
    out.flush()?;
    say_other_languages(others);
    if articles == 0 {
        say(&format!("no article was found; {READS}"));
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

/// An article as a line of JSON.
struct Line {
    json: io::Result<Vec<u8>>,
    is_english: bool,
}

/// The lines of a record, one an article.
fn extract(record: &Record, ingest: &Ingest<'_>, renderer: &JsonLines) -> Vec<Result<Line, Skipped>> {
    let line = |extraction: Extraction| {
        let mut json = Vec::new();
        let written = renderer.article(&extraction, &mut json);
        Line { json: written.map(|()| json), is_english: extraction.article.is_english() }
    };
    ingest.read(record).into_iter().map(|extraction| extraction.map(line)).collect()
}
