//! `onrecord eval`: the extractor against gold.

use std::fs;
use std::io::Write;

use onrecord::article::Article;
use onrecord::contract::{ArticleJson, StatementJson};
use onrecord::eval::{Miss, Scores, misses};
use onrecord::render::clean;
use onrecord::statement::Kind;
use onrecord::{Error, ErrorKind};

use super::{Outcome, output};
use crate::cli::EvalArgs;

pub(crate) fn run(args: &EvalArgs) -> anyhow::Result<Outcome> {
    let gold = read(args)?;
    let found: Vec<Vec<StatementJson>> = gold.iter().map(found).collect();
    let mut out = output();
    for (name, kind) in [
        ("all", None),
        ("direct", Some(Kind::Direct)),
        ("mixed", Some(Kind::Mixed)),
        ("indirect", Some(Kind::Indirect)),
    ] {
        let scores = scores(&gold, &found, kind);
        writeln!(out, "{name:9} words    {}", scores.words)?;
        writeln!(out, "{:9} who      {}", "", scores.who)?;
        writeln!(out, "{:9} speaker  {}", "", scores.speaker)?;
    }
    let errors = gold.iter().zip(&found).flat_map(|(gold, found)| {
        misses(&gold.body, &gold.statements, found).into_iter().map(move |miss| (gold, miss))
    });
    for (article, miss) in errors.take(args.errors) {
        writeln!(out, "\n{}\n  {}", clean(&article.path), clean(&told(&miss)))?;
    }
    out.flush()?;
    Ok(Outcome::Found)
}

fn read(args: &EvalArgs) -> anyhow::Result<Vec<ArticleJson>> {
    let failed = |what: String, next: &str| Error::new(ErrorKind::Path, what, next).at(&args.gold);
    let lines = fs::read_to_string(&args.gold).map_err(|error| failed(error.to_string(), "check the path"))?;
    let article = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|error| {
            let next = "give one article a line, as `onrecord extract` prints it";
            failed(format!("line {} is no gold article ({error})", number + 1), next)
        })
    };
    Ok(lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(article).collect::<Result<_, _>>()?)
}

/// What the extractor finds in the text of a gold article.
fn found(gold: &ArticleJson) -> Vec<StatementJson> {
    let article = Article {
        body: gold.body.clone(),
        title: gold.title.clone(),
        authors: gold.authors.clone(),
        language: gold.language.clone(),
        ..Article::default()
    };
    ArticleJson::from(&onrecord::extract(article)).statements
}

/// The scores of the statements of one kind, or of all. What is found counts for the kind that it was found as.
fn scores(gold: &[ArticleJson], found: &[Vec<StatementJson>], kind: Option<Kind>) -> Scores {
    let mut all = Scores::default();
    let of = |statements: &[StatementJson]| -> Vec<StatementJson> {
        statements.iter().filter(|statement| kind.is_none_or(|kind| statement.kind == kind)).cloned().collect()
    };
    for (gold, found) in gold.iter().zip(found) {
        all.add(Scores::of(&gold.body, &of(&gold.statements), &of(found)));
    }
    all
}

fn told(miss: &Miss) -> String {
    let somebody = |speaker: &Option<String>| speaker.clone().unwrap_or_else(|| "nobody named".to_owned());
    let name = |statement: &StatementJson| somebody(&statement.speaker);
    match miss {
        Miss::Missed(gold) => format!("missed: {}: {}", name(gold), gold.quote),
        Miss::Stray(found) => format!("not in the gold: {}: {}", name(found), found.quote),
        Miss::Speaker { gold, found } => {
            format!("said by {}, found as {}: {}", name(gold), somebody(found), gold.quote)
        }
    }
}
