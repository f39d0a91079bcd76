//! Measures the answers of all engines, within this process.

use std::time::Duration;

use crate::bare::Bare;
use crate::clock::{Clock, Spent};
use crate::corpus::Corpus;
use crate::engine::{Counting, Engine};
use crate::figures::{median, ms, p99, ratio_of_times};
use crate::indexing::Directories;
use crate::product::{Articles, Product, Statements};
use crate::question::{Kind, Question};
use crate::scan::Scan;
use crate::sqlite::Sqlite;
use crate::table::Table;

/// The scan is slow: it answers this many questions only.
const SCANNED: usize = 20;

/// What one question cost (medians over the rounds), and the number of hits.
pub(crate) struct Answer {
    pub(crate) kind: Kind,
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    pub(crate) found: usize,
}

/// Asks every engine every question: once to warm up, then in rounds in which the engines take turns. Returns the answers
/// of each engine.
pub(crate) fn ask(engines: &[&dyn Engine], questions: &[&Question], rounds: usize) -> Vec<Vec<Answer>> {
    let mut spent: Vec<Vec<Vec<Spent>>> = vec![vec![Vec::new(); questions.len()]; engines.len()];
    let mut found = vec![vec![0; questions.len()]; engines.len()];
    for round in 0..=rounds {
        for (at, engine) in engines.iter().enumerate() {
            eprintln!("  round {round} of {rounds}: {} answers", engine.name());
            for (number, question) in questions.iter().enumerate() {
                let clock = Clock::now();
                found[at][number] = engine.ask(question);
                if round > 0 {
                    spent[at][number].push(clock.spent());
                }
            }
        }
    }
    let answer = |(question, (spent, found)): (&&Question, (Vec<Spent>, usize))| Answer {
        kind: question.kind,
        wall: median(spent.iter().map(|spent| spent.wall)),
        cpu: median(spent.iter().map(|spent| spent.cpu)),
        found,
    };
    let of_engine = |(spent, found): (Vec<Vec<Spent>>, Vec<usize>)| {
        questions.iter().zip(spent.into_iter().zip(found)).map(answer).collect()
    };
    spent.into_iter().zip(found).map(of_engine).collect()
}

/// Prints all tables about answers.
pub(crate) fn compare(
    corpus: &Corpus,
    directories: &Directories,
    product: &Product,
    questions: &[Question],
    rounds: usize,
) {
    eprintln!("asking {} questions", questions.len());
    println!("onrecord collapses {} of the articles as reprints and counts each group once\n", product.collapsed());
    of_statements(product, &questions.iter().collect::<Vec<_>>(), rounds);
    let (product, bare) = (Articles(product), Bare::open(&directories.bare()));
    let sqlite = Sqlite::open(&directories.sqlite());
    let engines: [&dyn Engine; 3] = [&product, &bare, &sqlite];
    let of_words: Vec<&Question> = questions.iter().filter(|question| question.pattern.is_some()).collect();
    let answers = ask(&engines, &of_words, rounds);
    by_kind(&engines, &answers);
    as_a_whole(&engines, &answers, "The same, all kinds together");
    let counting = engines.map(Counting);
    let counting: Vec<&dyn Engine> = counting.iter().map(|engine| engine as &dyn Engine).collect();
    as_a_whole(&counting, &ask(&counting, &of_words, rounds), "The number of hits only, nothing fetched");
    let scannable: Vec<&Question> = of_words.into_iter().filter(|question| Scan::can(question)).collect();
    let step = scannable.len().div_ceil(SCANNED).max(1);
    let some: Vec<&Question> = scannable.into_iter().step_by(step).collect();
    eprintln!("scanning for {} questions", some.len());
    let scan = Scan::of(corpus.file());
    let engines: [&dyn Engine; 4] = [&product, &bare, &sqlite, &scan];
    let title =
        format!("{} of these questions, of one word, phrase or prefix, asked of a scan of the file too", some.len());
    as_a_whole(&engines, &ask(&engines, &some, rounds), &title);
}

/// Prints the time of onrecord by kind of question.
pub(crate) fn of_statements(product: &Product, questions: &[&Question], rounds: usize) -> Vec<Answer> {
    let answers = ask(&[&Statements(product)], questions, rounds).pop().expect("the answers of one engine");
    let mut table = Table::new(&["", "asked", "found", "wall p50 ms", "wall p99", "CPU p50", "CPU p99"]);
    let mut row = |name: &str, of_kind: Vec<&Answer>| {
        if !of_kind.is_empty() {
            table.row([
                name.to_owned(),
                of_kind.len().to_string(),
                typically_found(&of_kind).to_string(),
                ms(median(of_kind.iter().map(|answer| answer.wall))),
                ms(p99(of_kind.iter().map(|answer| answer.wall))),
                ms(median(of_kind.iter().map(|answer| answer.cpu))),
                ms(p99(of_kind.iter().map(|answer| answer.cpu))),
            ]);
        }
    };
    for (kind, name, _) in Kind::ALL {
        row(name, answers.iter().filter(|answer| answer.kind == kind).collect());
    }
    row("all", answers.iter().collect());
    table.print("onrecord asked for statements: ten hits with their articles, and the number of hits (found: median)");
    answers
}

/// Prints a row for each kind of question about words, with the engines side by side.
fn by_kind(engines: &[&dyn Engine], answers: &[Vec<Answer>]) {
    let mut head = vec!["CPU ms".to_owned(), "asked".to_owned()];
    head.extend(engines.iter().flat_map(|engine| [format!("{} p50", engine.name()), "p99".to_owned()]));
    head.extend(engines[1..].iter().map(|engine| format!("onrecord/{}", engine.name())));
    let mut table = Table::new(&head.iter().map(String::as_str).collect::<Vec<_>>());
    for (kind, name, _) in Kind::ALL {
        let cpu: Vec<Vec<Duration>> = answers.iter().map(|answers| of_kind(answers, kind)).collect();
        if cpu[0].is_empty() {
            continue;
        }
        let mut cells = vec![name.to_owned(), cpu[0].len().to_string()];
        cells.extend(cpu.iter().flat_map(|cpu| [ms(median(cpu.iter().copied())), ms(p99(cpu.iter().copied()))]));
        let own = median(cpu[0].iter().copied());
        cells.extend(cpu[1..].iter().map(|cpu| ratio_of_times(own, median(cpu.iter().copied()))));
        table.row(cells);
    }
    table.print("Articles by their words: ten with title and body, and the number of hits (ratios of medians)");
}

fn of_kind(answers: &[Answer], kind: Kind) -> Vec<Duration> {
    answers.iter().filter(|answer| answer.kind == kind).map(|answer| answer.cpu).collect()
}

/// Prints a row for each engine, over all questions, with ratios to the first engine.
fn as_a_whole(engines: &[&dyn Engine], answers: &[Vec<Answer>], title: &str) {
    let head =
        ["", "found", "wall p50 ms", "wall p99", "CPU p50", "CPU p99", "p50 / onrecord's", "p99 / its", "sum / its"];
    let mut table = Table::new(&head);
    let own: Vec<Duration> = answers[0].iter().map(|answer| answer.cpu).collect();
    for (engine, answers) in engines.iter().zip(answers) {
        let cpu: Vec<Duration> = answers.iter().map(|answer| answer.cpu).collect();
        let of_own = |one: fn(Vec<Duration>) -> Duration| ratio_of_times(one(cpu.clone()), one(own.clone()));
        table.row([
            engine.name().to_owned(),
            typically_found(&answers.iter().collect::<Vec<_>>()).to_string(),
            ms(median(answers.iter().map(|answer| answer.wall))),
            ms(p99(answers.iter().map(|answer| answer.wall))),
            ms(median(cpu.iter().copied())),
            ms(p99(cpu.iter().copied())),
            of_own(median),
            of_own(p99),
            of_own(|times| times.iter().sum()),
        ]);
    }
    table.print(&format!("{title} (ratios of processor time; above 1: slower than onrecord)"));
}

/// The median number of hits.
fn typically_found(answers: &[&Answer]) -> usize {
    let mut found: Vec<usize> = answers.iter().map(|answer| answer.found).collect();
    found.sort_unstable();
    found.get(found.len() / 2).copied().unwrap_or(0)
}
