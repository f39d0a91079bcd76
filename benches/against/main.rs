//! onrecord against what it could be replaced by, in one run on one machine: `cargo bench --bench against`.
//!
//! | variable | |
//! |---|---|
//! | `ONRECORD_AGAINST` | a file of JSON Lines with `title` and `body`; without it the sample corpus is mixed to 2,000 articles |
//! | `ONRECORD_ROUNDS` | how often everything is measured, 3 where it is not set; all figures are medians |
//!
//! `cargo bench --bench against -- --scale FILE.jsonl FILE.jsonl` measures onrecord alone, on one corpus after another.
//!
//! # What each side does, and does not
//!
//! All read the same lines of one file, and each indexes in a process of its own, whose processor time and peak memory are
//! then its own.
//!
//! - **onrecord** makes everything that it has: articles of any shape, statements with speakers and organizations, topics,
//!   stories, stems beside plain words, columns for filters, and the JSON of every hit.
//! - **bare Tantivy** is the same version with the same threads and memory: title and body, stored, with places, cut by
//!   its default tokenizer, without stems. Its queries are built from terms, without a parser, on the body alone; a single
//!   word takes its shortcuts (the best ten by skipping, the count from the dictionary).
//! - **SQLite FTS5** has one table of title and body, its default tokenizer, one thread (it has no more), one transaction,
//!   and 128 MB of cache, as the two others have for writing.
//! - **a scan** reads the file by ripgrep's library and counts the lines that match. It has no index to make, and ranks
//!   nothing.
//!
//! A query gives ten hits with title and body, best first, and how many there are. Asked for articles, onrecord parses ten
//! articles with all that is known of them and marks the words in them; the others copy two texts. It finds inflections,
//! and more articles therefore, and counts a story that many print once. None of the indexes is merged by hand.
//!
//! Wall time depends on what else the machine does, processor time hardly: ratios are of processor time.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program whose answer is what it prints")]

mod answering;
mod bare;
mod clock;
mod corpus;
mod counting;
mod draw;
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

/// The allocator of the program, for all sides but SQLite, which is C.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|argument| *argument != "--bench").collect();
    match words.as_slice() {
        ["--child", contender, texts, directory] => indexing::child(contender, Path::new(texts), Path::new(directory)),
        ["--scale", files @ ..] if !files.is_empty() => scale::run(files),
        [] if arguments.is_empty() => println!("nothing is measured without `cargo bench`"),
        [] => against(),
        _ => eprintln!("usage: cargo bench --bench against [-- --scale FILE.jsonl...]"),
    }
}

/// Everything over one corpus.
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
