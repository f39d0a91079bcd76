//! Measures onrecord beside three alternatives, in one run on one machine.
//!
//! Run it from the root of the repository: `cargo build --release && cargo run --release -p against`.
//!
//! | variable | |
//! |---|---|
//! | `ONRECORD_AGAINST` | a file of JSON Lines with `title` and `body`; without it, 2,000 articles mixed from the sample corpus |
//! | `ONRECORD_ROUNDS` | the number of rounds, by default 3; all figures are medians over the rounds |
//!
//! `cargo run --release -p against -- --scale FILE.jsonl FILE.jsonl` measures onrecord alone, on one corpus after another.
//!
//! # What each engine does and does not do
//!
//! All read the same lines of one file. Each indexes in a process of its own, so that its processor time and peak memory
//! can be measured.
//!
//! - **onrecord** does all its work: it reads articles of any format, finds statements with speakers and organizations,
//!   topics and reprints, indexes stems beside plain words and columns for filters, and stores the JSON of every hit.
//! - **bare Tantivy** is the same version with the same threads and memory. It stores title and body and indexes them with
//!   positions, its default tokenizer and no stems. Queries are built from terms, without a parser, on the body alone. A
//!   single word takes its shortcuts (it skips to the best ten and reads the count from the dictionary).
//! - **SQLite FTS5** has one table of title and body, its default tokenizer, one thread (it has no more), one transaction,
//!   and 128 MB of cache, as much as the other two have for writing.
//! - **a scan** reads the file with ripgrep's library and counts the lines that match. It needs no index and ranks nothing.
//!
//! A query returns the ten best hits with title and body, and the number of hits. Asked for articles, onrecord parses all
//! that it knows about ten articles and highlights the words; the others copy two texts. onrecord also finds inflected forms,
//! so it finds more articles, and it counts reprints once. No index is merged by hand.
//!
//! Wall time depends on the load of the machine, processor time hardly does. The ratios are of processor time.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program whose answer is what it prints")]

mod answering;
mod bare;
mod clock;
mod corpus;
mod counting;
mod draw;
mod engine;
mod figures;
mod indexing;
mod process;
mod product;
mod question;
mod scale;
mod scan;
mod sqlite;
mod table;

use std::path::Path;

use corpus::Corpus;

/// The allocator that the program uses. SQLite, written in C, has its own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--child", engine, texts, directory] => indexing::child(engine, Path::new(texts), Path::new(directory)),
        ["--scale", files @ ..] if !files.is_empty() => scale::run(files),
        [] => against(),
        _ => eprintln!("usage: cargo run --release -p against [-- --scale FILE.jsonl...]"),
    }
}

/// Measures everything over one corpus.
fn against() {
    let corpus = Corpus::of_environment();
    let rounds = figures::rounds();
    println!("{}; medians of {rounds} rounds, {} threads\n", corpus.title(), corpus::threads());
    let directories = indexing::compare(&corpus, rounds);
    let questions = question::draw(corpus.file(), 500);
    let product = product::Product::open(&directories.product());
    answering::compare(&corpus, &directories, &product, &questions, rounds);
    process::measure(&directories.product(), &questions);
    counting::measure(&product, rounds);
}
