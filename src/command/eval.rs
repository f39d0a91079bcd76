//! `onrecord eval`: the extractor against gold.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use crate::eval::{Found, Miss, Part, Reliability, Score, Scores, Speakers, Tenths, misses};
use crate::extract::gold::{self, GoldArticle};
use crate::extraction::Extraction;
use crate::render::clean;
use crate::{Error, ErrorKind, source};
use rayon::prelude::*;

use super::{Outcome, output};
use crate::cli::EvalArgs;

pub(crate) fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    let gold = gold::read(&read(&args.gold)?).map_err(|error| error.at(&args.gold))?;
    let table = args.speakers.as_deref().map(read).transpose()?;
    let speakers = Speakers::read(table.as_deref().unwrap_or_default());
    let found: Vec<Extraction> = gold.par_iter().map(found).collect();
    let named = gold.iter().any(|article| article.attributions.iter().any(|gold| gold.speaker.is_some()));
    let mut out = output();
    for part in Part::ALL {
        let mut all = Scores::default();
        gold.iter().zip(&found).for_each(|(gold, found)| all.add(Scores::of(gold, &found.statements, part)));
        if all.words.gold == 0 {
            continue;
        }
        writeln!(out, "{:9} words    {}", part.name(), all.words)?;
        writeln!(out, "{:9} exact    {}", "", all.exact)?;
        writeln!(out, "{:9} who      {}", "", all.who)?;
        if named {
            writeln!(out, "{:9} speaker  {}", "", all.speaker)?;
        }
    }
    let mut person = Score::default();
    for (gold, found) in gold.iter().zip(&found) {
        person.add(speakers.score(&found.article.id, gold, &found.statements));
    }
    if person.gold > 0 {
        writeln!(out, "{:9} letters  {person}", "person")?;
    }
    if args.confidence {
        let mut reliability = Reliability::default();
        gold.iter().zip(&found).for_each(|(gold, found)| reliability.add(gold, &found.statements));
        for (part, tenths) in [
            ("words", &reliability.words),
            ("source", &reliability.source),
            ("person", &reliability.person),
            ("all", &reliability.all),
        ] {
            reliability_table(part, tenths, &mut out)?;
        }
        ways_table(&reliability, &mut out)?;
    }
    let of_article = |(gold, found): (&GoldArticle, &Extraction)| -> Vec<(String, Miss)> {
        let place = gold.fields.get("path").and_then(|path| path.as_str()).unwrap_or(&found.article.id).to_owned();
        misses(gold, &found.statements, named).into_iter().map(|miss| (place.clone(), miss)).collect()
    };
    let mut errors: Vec<(String, Miss)> = gold.iter().zip(&found).flat_map(of_article).collect();
    errors.sort_by(|a, b| b.1.badness().total_cmp(&a.1.badness()));
    for (place, miss) in errors.iter().take(args.errors) {
        writeln!(out, "\n{}\n  {}", clean(place), clean(&described(miss)))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

/// For each tenth of confidence in a part: the mean confidence, the share that is right, and how many there are.
fn reliability_table(part: &str, tenths: &Tenths, out: &mut dyn Write) -> io::Result<()> {
    let tenths = || tenths.0.iter().enumerate().filter(|(_, tenth)| tenth.statements > 0);
    if tenths().next().is_none() {
        return Ok(());
    }
    writeln!(out, "\n{part:10}  mean  right  statements")?;
    for (number, tenth) in tenths() {
        let share = |sum: f64| sum / tenth.statements as f64;
        let (from, to) = (number as f64 / 10.0, (number + 1) as f64 / 10.0);
        let (mean, right) = (share(tenth.confidence), share(tenth.right as f64));
        writeln!(out, "{from:.1} to {to:.1}  {mean:.2}   {right:.2}   {:9}", tenth.statements)?;
    }
    Ok(())
}

/// For each kind of mention: the share of speakers that are right, and how many there are; the commonest first.
fn ways_table(reliability: &Reliability, out: &mut dyn Write) -> io::Result<()> {
    let mut ways = reliability.ways.clone();
    ways.sort_by_key(|(_, _, statements)| std::cmp::Reverse(*statements));
    if !ways.is_empty() {
        writeln!(out, "\nright  statements  the mention is")?;
    }
    for (way, right, statements) in ways {
        writeln!(out, " {:.2}  {statements:10}  {way}", right as f64 / statements as f64)?;
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(|error| Error::new(ErrorKind::Path, error.to_string(), "check the path").at(path))
}

/// What the extractor finds in the text of a gold article.
fn found(gold: &GoldArticle) -> Extraction {
    crate::extract(source::article_of(&gold.fields, gold.text.clone()))
}

fn described(miss: &Miss) -> String {
    let somebody = |speaker: &Option<String>| speaker.clone().unwrap_or_else(|| "nobody named".to_owned());
    let sure = |found: &Found| format!("{:.2}", found.confidence);
    match miss {
        Miss::Missed { speaker, quote } => format!("missed: {}: {quote}", somebody(speaker)),
        Miss::Stray(found) => {
            format!("not in the gold ({}): {}: {}", sure(found), somebody(&found.speaker), found.quote)
        }
        Miss::Speaker { gold, found } => format!(
            "said by {}, found ({}) as {}: {}",
            somebody(gold),
            sure(found),
            somebody(&found.speaker),
            found.quote
        ),
    }
}
