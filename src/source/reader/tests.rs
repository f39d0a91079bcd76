//! The limits of a file, and its use of memory.

use std::cell::{Cell, RefCell};
use std::path::Path;

use flate2::Compression as Level;
use flate2::write::GzEncoder;

use std::collections::HashMap;

use super::*;
use crate::source::{File, Overrides, Record, articles, walk};

fn file(home: &Path, name: &str, bytes: &[u8]) -> Arc<File> {
    fs::write(home.join(name), bytes).unwrap();
    walk(&[home.join(name)]).unwrap().files.remove(0)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Level::default());
    std::io::Write::write_all(&mut encoder, bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, content) in members {
        let mut header = tar::Header::new_gnu();
        header.set_size(content.len() as u64);
        builder.append_data(&mut header, name, *content).unwrap();
    }
    builder.into_inner().unwrap()
}

/// The titles that are read within these limits, and the faults.
fn within(limits: Limits, name: &str, bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    let home = tempfile::tempdir().unwrap();
    let (mut titles, mut faults) = (Vec::new(), Vec::new());
    let mut receive = |record: Record| {
        for article in articles(&record, &Overrides::default()) {
            match article {
                Ok(article) => titles.push(article.title.unwrap_or_default()),
                Err(skipped) => faults.push(format!("{}: {}", skipped.member.unwrap_or_default(), skipped.fault.what)),
            }
        }
        ControlFlow::Continue(())
    };
    let mut output = Output::new(file(home.path(), name, bytes), &mut receive);
    assert!(read_within(limits, &mut output).is_continue());
    (titles, faults)
}

#[test]
fn the_number_of_members_is_limited() {
    let limits = Limits { members: 2, ..Limits::default() };
    let bytes = tar(&[("a.txt", b"A\n\nText."), ("b.png", b""), ("c.txt", b"C\n\nText."), ("d.txt", b"D\n\nText.")]);
    let (titles, faults) = within(limits, "a.tar", &bytes);
    assert_eq!(titles, ["A"]);
    assert_eq!(faults, [": unsupported format (.png)", ": an archive of more than 2 files"]);
}

#[test]
fn the_depth_of_archives_is_limited() {
    let inner = tar(&[("a.txt", b"A\n\nText.")]);
    let middle = tar(&[("inner.tar.gz", &gzip(&inner)), ("b.txt", b"B\n\nText.")]);
    let bytes = tar(&[("middle.tar", &middle)]);
    let (titles, faults) = within(Limits { depth: 3, ..Limits::default() }, "a.tar", &bytes);
    assert_eq!((titles.join(" ").as_str(), faults.len()), ("A B", 0));
    let (titles, faults) = within(Limits::default(), "a.tar", &bytes);
    assert_eq!((titles.join(" ").as_str(), faults.len()), ("B", 1));
}

#[test]
fn the_expansion_of_all_members_together_is_limited() {
    let blanks = [b"A\n\nText.".as_slice(), &[b' '; 100_000]].concat();
    let packed = gzip(&blanks);
    let names: Vec<String> = (0..100).map(|number| format!("{number}.txt.gz")).collect();
    let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), packed.as_slice())).collect();
    let limits = Limits { any_ratio: 1000, ratio: 20, ..Limits::default() };
    let (titles, faults) = within(limits, "a.tar", &tar(&members));
    // Each member is cut short, and in the end nothing more is read.
    assert!(titles.len() == faults.len() && titles.len() < 50, "{} {faults:?}", titles.len());
    let limits = Limits { any_ratio: 200_000, ratio: 20, ..Limits::default() };
    let (titles, faults) = within(limits, "a.tar", &tar(&members));
    assert!(titles.len() > 5 && titles.len() < 50 && faults.len() == 1, "{} {faults:?}", titles.len());
}

#[test]
fn the_size_of_an_inner_zip_is_limited() {
    let bytes = tar(&[("inner.zip", &[b'P'; 5000]), ("b.txt", b"B\n\nText.")]);
    let (titles, faults) = within(Limits { inner_zip: 4000, ..Limits::default() }, "a.tar", &bytes);
    assert_eq!(titles, ["B"]);
    assert_eq!(faults, ["inner.zip: a zip archive of more than 0 MB inside another archive"]);
}

#[test]
fn a_large_file_needs_little_memory() {
    let home = tempfile::tempdir().unwrap();
    let line = format!("{{\"body\":\"{}\"}}\n", "word ".repeat(2000));
    let bytes = gzip(line.repeat(3000).as_bytes());
    let members = tar(&[("a.jsonl.gz", &bytes)]);
    let (received, most) = (Cell::new(0), Cell::new(0));
    let expanded: RefCell<Option<Budget>> = RefCell::default();
    let mut receive = |record: Record| {
        received.set(received.get() + record.len() as u64);
        let unpacked = expanded.borrow().as_ref().map_or(0, Budget::expanded);
        most.set(most.get().max(unpacked.saturating_sub(received.get())));
        ControlFlow::Continue(())
    };
    let file = file(home.path(), "a.tar", &members);
    let opened = fs::File::open(&file.path).unwrap();
    let budget = Budget::new(Limits::default(), file.size);
    expanded.replace(Some(budget.clone()));
    let mut output = Output::new(file, &mut receive);
    assert!(Reader { budget, names: HashMap::new(), output: &mut output }.file(opened).is_continue());
    assert_eq!(received.get(), 3000 * line.len() as u64);
    assert!(most.get() < 1 << 20, "{} bytes were unpacked and not yet received", most.get());
}
