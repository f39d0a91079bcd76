//! Truncated and corrupted containers: reading never panics and yields only complete texts.

use std::fs;
use std::path::Path;

use crate::packing::{Tar, Zip, answer, bzip2, gzip, warc, zstd};
use onrecord::{Overrides, Records};
use proptest::prelude::*;

fn text(title: &str) -> String {
    format!("{title}\n\n“The dam holds,” said Ida Holm, an engineer who was there.\n")
}

fn zip() -> Vec<u8> {
    let mut inner = Zip::new();
    inner.add("c.md", "# Inner\n\n“It holds,” said Ida Holm.\n");
    let mut zip = Zip::new();
    zip.add("harbour-post/a.txt", text("First"));
    zip.add("b.jsonl", "{\"title\":\"Second\",\"body\":\"“It holds,” said Ida Holm.\"}\n".repeat(5));
    zip.add("inner.zip", inner.bytes());
    zip.bytes()
}

fn tar() -> Vec<u8> {
    let mut tar = Tar::new();
    tar.add(&format!("{}/a.txt", "long".repeat(40)), text("First"));
    tar.pax("path", "b.csv");
    tar.add("b", "title,text\nSecond,“It holds,” said Ida Holm.\n");
    tar.add("inner.zip", zip());
    tar.bytes()
}

fn crawl() -> Vec<Vec<u8>> {
    let chunked = "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked";
    let page = "<html><body><article><p>“The dam holds,” said Ida Holm, an engineer.</p></article></body></html>";
    vec![
        warc("warcinfo", "", "application/warc-fields", "software: x\r\n"),
        answer("https://a.example/1", chunked, format!("{:x}\r\n{page}\r\n0\r\n\r\n", page.len())),
        answer("https://a.example/2", "200 OK\r\nContent-Encoding: gzip", gzip(text("Packed").as_bytes())),
        warc("resource", "https://a.example/3", "text/plain", text("Third")),
    ]
}

fn containers() -> Vec<(&'static str, Vec<u8>)> {
    let each_packed: Vec<u8> = crawl().iter().flat_map(|record| gzip(record)).collect();
    vec![
        ("a.zip", zip()),
        ("a.tar", tar()),
        ("a.tar.gz", gzip(&tar())),
        ("a.tar.zst", zstd(&tar())),
        ("a.tbz2", bzip2(&tar())),
        ("a.warc", crawl().concat()),
        ("a.warc.gz", each_packed),
    ]
}

/// Reads a file to its end. Returns the number of articles and faults.
fn read(path: &Path) -> usize {
    let walk = onrecord::walk(&[path.to_owned()]).expect("a file");
    let mut count = 0;
    for record in Records::new(walk.files) {
        for article in onrecord::articles(&record, &Overrides::default()) {
            match article {
                Ok(article) => assert!(!article.body.trim().is_empty(), "{}", path.display()),
                Err(skipped) => {
                    let line = skipped.to_string();
                    assert!(!line.contains('\n') && !skipped.fault.what.is_empty(), "{line}");
                }
            }
            count += 1;
        }
    }
    count
}

#[test]
fn a_container_truncated_anywhere_is_read_or_reported() {
    let home = tempfile::tempdir().expect("a directory");
    for (name, bytes) in containers() {
        let path = home.path().join(name);
        for at in (0..bytes.len()).step_by(bytes.len() / 150 + 1) {
            for part in [&bytes[..at], &bytes[at..]] {
                fs::write(&path, part).expect("a file");
                // Every part but a tiny one yields an article or a fault.
                assert!(read(&path) > 0 || part.len() < 1024, "{name} at {at}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn corrupted_bytes_do_no_harm(which in 0_usize..7, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let home = tempfile::tempdir().expect("a directory");
        let (name, mut bytes) = containers().swap_remove(which);
        for (place, value) in changes {
            let at = place.index(bytes.len());
            bytes[at] = value;
        }
        fs::write(home.path().join(name), &bytes).expect("a file");
        read(&home.path().join(name));
    }
}
