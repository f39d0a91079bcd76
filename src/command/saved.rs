//! `onrecord save` and `onrecord run`: questions that are asked again.

use std::collections::HashSet;
use std::fs;
use std::io::Write;
use std::path::PathBuf;

use onrecord::query::Query;
use onrecord::render::{Shown, clean};
use onrecord::search::{Found, Page, Search, Sort, StatementHit};
use onrecord::{Error, ErrorKind};
use serde::{Deserialize, Serialize};

use super::{Outcome, open, output, output_of_hits, place, queries, query, renderer_of_hits, say, search};
use crate::cli::{RunArgs, SaveArgs};

/// How many hits are looked at before the next ones are fetched.
const AT_ONCE: usize = 1000;

/// A question, and what its last run found.
#[derive(Serialize, Deserialize)]
struct Saved {
    query: String,
    /// Hashes of the statements that were found, so that the next run knows what is new.
    #[serde(default)]
    seen: HashSet<u64>,
}

impl Saved {
    fn read(name: &str) -> anyhow::Result<Self> {
        let path = file(name)?;
        let text = fs::read_to_string(&path).map_err(|_| {
            let next = "`onrecord run` lists those that there are, `onrecord save NAME WORDS` makes one";
            Error::new(ErrorKind::Path, format!("no saved search is called “{name}”"), next)
        })?;
        let broken = |_| Error::new(ErrorKind::Path, "this saved search is damaged", "save it again").at(&path);
        Ok(serde_json::from_str(&text).map_err(broken)?)
    }

    /// Writes it at once, so that nobody reads half of it.
    fn write(&self, name: &str) -> anyhow::Result<()> {
        let path = file(name)?;
        let failed = |error: std::io::Error| {
            Error::new(
                ErrorKind::Path,
                format!("the search cannot be saved ({error})"),
                "make room there, or allow writing",
            )
            .at(&path)
        };
        fs::create_dir_all(folder()?).map_err(failed)?;
        let draft = path.with_extension(std::process::id().to_string());
        fs::write(&draft, serde_json::to_string(self)?).and_then(|()| fs::rename(&draft, &path)).map_err(failed)?;
        Ok(())
    }
}

pub(crate) fn save(args: &SaveArgs) -> anyhow::Result<Outcome> {
    if args.delete {
        Saved::read(&args.name)?;
        fs::remove_file(file(&args.name)?)?;
        say(&format!("deleted {}", args.name));
        return Ok(Outcome::Found);
    }
    let query = query(&args.words, &args.filters)?;
    if query == Query::default() {
        let next = "write words or filters behind the name";
        return Err(Error::new(ErrorKind::Query, "nothing to search for", next).into());
    }
    Saved { query: query.to_string(), seen: HashSet::new() }.write(&args.name)?;
    say(&format!("saved {}: {query}; ask it with `onrecord run {}`", args.name, args.name));
    Ok(Outcome::Found)
}

pub(crate) fn run(args: &RunArgs) -> anyhow::Result<Outcome> {
    if let Some(file) = &args.file {
        return queries::run(args, file);
    }
    let Some(name) = &args.name else { return list() };
    let mut saved = Saved::read(name)?;
    let query: Query = saved.query.parse()?;
    let index = open(&args.asked)?;
    let search = search(&index, args.expand)?;
    let (found, seen) = ask(&search, &query, args.new.then_some(&saved.seen), args.limit)?;
    if found.total == 0 {
        say(&format!("nothing {}found for {query}", if args.new { "new " } else { "" }));
    } else {
        let mut out = output_of_hits(args.format);
        let renderer = renderer_of_hits(args.format);
        renderer.statements(&found, &mut out)?;
        let shown = Shown { noun: "statement", offset: 0, count: found.hits.len(), total: found.total };
        renderer.end(&shown, &mut out)?;
        out.flush()?;
    }
    saved.seen = seen;
    saved.write(name)?;
    Ok(if found.total == 0 { Outcome::Nothing } else { Outcome::Found })
}

/// The newest statements that match and are not `known`, and the hashes of all that match.
fn ask(
    search: &Search<'_>,
    query: &Query,
    known: Option<&HashSet<u64>>,
    limit: usize,
) -> anyhow::Result<(Found<StatementHit>, HashSet<u64>)> {
    let mut found = Found { total: 0, hits: Vec::new() };
    let mut seen = HashSet::new();
    let mut offset = 0;
    loop {
        let page = search.statements(query, Page { sort: Sort::Newest, limit: AT_ONCE, offset })?.hits;
        let count = page.len();
        for hit in page {
            let hash = hash(&hit);
            if known.is_none_or(|known| !known.contains(&hash)) {
                found.total += 1;
                if found.hits.len() < limit {
                    found.hits.push(hit);
                }
            }
            seen.insert(hash);
        }
        if count < AT_ONCE {
            return Ok((found, seen));
        }
        offset += count;
    }
}

/// What tells a statement from all others: its article, and its words there.
fn hash(hit: &StatementHit) -> u64 {
    let place = format!("{}\n{:?}\n{}", hit.head.path, hit.head.entry, hit.statement.quote);
    let hash = blake3::hash(place.as_bytes());
    hash.as_bytes().first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes))
}

fn list() -> anyhow::Result<Outcome> {
    let files = fs::read_dir(folder()?).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
    let mut names: Vec<String> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    names.sort();
    let mut out = output();
    for name in &names {
        writeln!(out, "{}  {}", clean(name), clean(&Saved::read(name)?.query))?;
    }
    out.flush()?;
    if names.is_empty() {
        say("no search is saved; `onrecord save NAME WORDS` makes one");
        return Ok(Outcome::Nothing);
    }
    Ok(Outcome::Found)
}

fn folder() -> anyhow::Result<PathBuf> {
    Ok(place::data()?.join("searches"))
}

/// The file of a search. A name is a name, and leads nowhere else.
fn file(name: &str) -> anyhow::Result<PathBuf> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    if name.is_empty() || name.len() > 100 || !name.chars().all(plain) {
        let next = "use letters, digits, - and _";
        return Err(Error::new(ErrorKind::Path, format!("“{name}” is no name for a search"), next).into());
    }
    Ok(folder()?.join(format!("{name}.json")))
}
