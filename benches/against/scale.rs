//! Measures onrecord alone on corpora of several sizes: indexing, updating and answering.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::answering;
use crate::corpus::{Size, scratch};
use crate::figures::{self, median, megabytes, ms, p99, ratio, seconds};
use crate::indexing::{PRODUCT, Run, in_child};
use crate::process;
use crate::product::Product;
use crate::question;
use crate::table::Table;

/// The number of questions to ask.
const QUESTIONS: usize = 200;
/// The corpus is split into files of this many articles.
const ARTICLES_A_FILE: usize = 1000;

/// One in this many articles is changed before the third run.
const CHANGED: usize = 100;

/// The name and the value of a figure.
type Row = (String, String);

/// Measures one corpus after another. A corpus that fails is reported and skipped.
pub(crate) fn run(files: &[&str]) {
    let mut done: Vec<(&str, Vec<Row>)> = Vec::new();
    for file in files {
        // A bad line or a full disk must end one corpus, not a run of hours.
        match catch_unwind(|| measure(Path::new(file))).ok().flatten() {
            Some(rows) => {
                print(&[(file, rows.clone())]);
                done.push((file, rows));
            }
            None => eprintln!("{file} failed: skipped"),
        }
    }
    if done.len() > 1 {
        print(&done);
    }
}

fn print(done: &[(&str, Vec<Row>)]) {
    let names = done.iter().map(|(file, _)| Path::new(file).file_name().and_then(|name| name.to_str()).unwrap_or(file));
    let mut table = Table::new(&std::iter::once("").chain(names).collect::<Vec<_>>());
    for (at, (name, _)) in done[0].1.iter().enumerate() {
        table.row(std::iter::once(name.clone()).chain(done.iter().map(|(_, rows)| rows[at].1.clone())));
    }
    table.print("onrecord by size of the corpus");
}

fn measure(file: &Path) -> Option<Vec<Row>> {
    if !file.is_file() {
        eprintln!("{} is not a file", file.display());
        return None;
    }
    let scratch = scratch();
    let (folder, index) = (scratch.path().join("articles"), scratch.path().join("index"));
    eprintln!("{}: reading", file.display());
    let size = Size::of(file);
    let parts = cut(file, &folder);
    eprintln!("{}: indexing {} articles in {} files", file.display(), size.articles, parts.len());
    let first = in_child(PRODUCT, &folder, &index)?;
    eprintln!("{}: a second run with nothing changed", file.display());
    let unchanged = in_child(PRODUCT, &folder, &index)?;
    let changed: usize = parts.iter().map(|part| change(part)).sum();
    eprintln!("{}: a third run, {changed} articles changed", file.display());
    let third = in_child(PRODUCT, &folder, &index)?;
    fs::remove_dir_all(&folder).expect("the copy removed");
    let mut rows = of_indexing(size, &first, &unchanged, &third, changed);
    rows.extend(of_answers(file, &index));
    Some(rows)
}

fn row(name: &str, value: String) -> Row {
    (name.to_owned(), value)
}

fn of_indexing(size: Size, first: &Run, unchanged: &Run, third: &Run, changed: usize) -> Vec<Row> {
    let peak = |run: &Run| run.peak.map_or_else(|| "-".to_owned(), megabytes);
    let each = |run: &Run, articles: usize| format!("{:.3}", run.cpu.as_secs_f64() * 1e3 / articles.max(1) as f64);
    vec![
        row("articles", size.articles.to_string()),
        row("text MB", megabytes(size.bytes)),
        row("indexing, wall s", seconds(first.wall)),
        row("indexing, CPU s", seconds(first.cpu)),
        row("CPU ms an article", each(first, size.articles)),
        row("peak memory MB", peak(first)),
        row("index/text", ratio(first.index as f64, size.bytes as f64)),
        row("nothing changed, wall s", seconds(unchanged.wall)),
        row("nothing changed, CPU s", seconds(unchanged.cpu)),
        row("nothing changed, peak MB", peak(unchanged)),
        row("articles changed", changed.to_string()),
        row("after that, wall s", seconds(third.wall)),
        row("after that, CPU s", seconds(third.cpu)),
        row("CPU ms a changed article", each(third, changed)),
        row("after that, peak MB", peak(third)),
    ]
}

fn of_answers(file: &Path, index: &Path) -> Vec<Row> {
    eprintln!("{}: asking {QUESTIONS} questions", file.display());
    let product = Product::open(index);
    let questions = question::draw(file, QUESTIONS);
    let answers = answering::of_statements(&product, &questions.iter().collect::<Vec<_>>(), figures::rounds());
    let wall = || answers.iter().map(|answer| answer.wall);
    let cpu = || answers.iter().map(|answer| answer.cpu);
    let totals = product.search.totals().expect("the totals");
    vec![
        row("statements", totals.statements.to_string()),
        row("reprints", product.collapsed().to_string()),
        row("question, wall p50 ms", ms(median(wall()))),
        row("question, wall p99 ms", ms(p99(wall()))),
        row("question, CPU p50 ms", ms(median(cpu()))),
        row("question, CPU p99 ms", ms(p99(cpu()))),
        row("`onrecord query`, wall p50 ms", ms(process::measure(index, &questions))),
    ]
}

/// Splits a file of lines into files of [`ARTICLES_A_FILE`] lines.
fn cut(file: &Path, folder: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(folder).expect("a directory");
    let mut lines = BufReader::new(File::open(file).expect("the corpus")).lines().peekable();
    let mut parts = Vec::new();
    while lines.peek().is_some() {
        let part = folder.join(format!("{:06}.jsonl", parts.len()));
        let mut out = BufWriter::new(File::create(&part).expect("a file made"));
        for line in lines.by_ref().take(ARTICLES_A_FILE) {
            writeln!(out, "{}", line.expect("a line of the corpus")).expect("a line written");
        }
        out.flush().expect("a file written");
        parts.push(part);
    }
    parts
}

/// Adds a sentence to one in [`CHANGED`] articles of a file and returns their number.
fn change(part: &Path) -> usize {
    let before = fs::read_to_string(part).expect("a part of the corpus");
    let mut after = String::new();
    for (number, line) in before.lines().enumerate() {
        if number % CHANGED != 0 {
            after += &format!("{line}\n");
            continue;
        }
        let mut article: Value = serde_json::from_str(line).expect("a line of JSON");
        let names = ["body", "text", "content"];
        let name = names.into_iter().find(|name| article.get(name).is_some()).expect("a body");
        let body = article[name].as_str().unwrap_or_default();
        article[name] = Value::from(format!("{body}\n\nThis article was corrected."));
        after += &format!("{article}\n");
    }
    fs::write(part, after).expect("the changed part written");
    before.lines().count().div_ceil(CHANGED)
}
