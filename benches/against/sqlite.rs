//! SQLite with its full-text index, FTS5.

use std::hint::black_box;
use std::path::Path;

use rusqlite::Connection;

use crate::corpus::texts;
use crate::engine::Engine;
use crate::question::{Pattern, Question};

fn open(directory: &Path) -> Connection {
    let connection = Connection::open(directory.join("articles.sqlite")).expect("a database");
    connection.pragma_update(None, "cache_size", -(128 << 10)).expect("128 MB of cache");
    connection.pragma_update(None, "mmap_size", 1i64 << 36).expect("files in memory");
    connection
}

pub(crate) fn index(file: &Path, directory: &Path) {
    let mut connection = open(directory);
    connection.execute("CREATE VIRTUAL TABLE articles USING fts5(title, body)", []).expect("a table");
    let transaction = connection.transaction().expect("a transaction");
    {
        let mut insert = transaction.prepare("INSERT INTO articles VALUES (?1, ?2)").expect("a statement");
        for text in texts(file) {
            insert.execute([&text.title, &text.body]).expect("an article added");
        }
    }
    transaction.commit().expect("a commit");
}

pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    pub(crate) fn open(directory: &Path) -> Self {
        Self { connection: open(directory) }
    }
}

/// The pattern in the syntax of FTS5.
fn query(pattern: &Pattern) -> String {
    match pattern {
        Pattern::All(words) => words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" "),
        Pattern::Phrase(words) => format!("\"{}\"", words.join(" ")),
        Pattern::Prefix(start) => format!("\"{start}\"*"),
    }
}

impl Engine for Sqlite {
    fn name(&self) -> &'static str {
        "SQLite FTS5"
    }

    fn ask(&self, question: &Question) -> usize {
        let query = query(question.pattern.as_ref().expect("words"));
        let best = "SELECT title, body FROM articles WHERE articles MATCH ?1 ORDER BY rank LIMIT 10";
        let mut best = self.connection.prepare_cached(best).expect("a statement");
        let mut rows = best.query([&query]).expect("an answer");
        while let Some(row) = rows.next().expect("a row") {
            black_box((row.get::<_, String>(0).expect("a title"), row.get::<_, String>(1).expect("a body")));
        }
        self.count(question)
    }

    fn count(&self, question: &Question) -> usize {
        let query = query(question.pattern.as_ref().expect("words"));
        let count = "SELECT count(*) FROM articles WHERE articles MATCH ?1";
        let mut count = self.connection.prepare_cached(count).expect("a statement");
        let found: i64 = count.query_row([&query], |row| row.get(0)).expect("a count");
        usize::try_from(found).unwrap_or(0)
    }
}
