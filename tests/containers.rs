//! Articles in compressed files, archives and crawls: what is read, under what name, and what a damaged one costs.
//!
//! The tests make every container from articles of our own writing.

use std::fs;
use std::path::{Path, PathBuf};

use crate::packing::{Tar, Zip, answer, bzip2, gzip, warc, zstd};
use onrecord::{Article, DateSource, Index, OutletSource, Overrides, Records, Skipped, Update, Updater};

type Found = Vec<Result<Article, Skipped>>;

fn read(path: &Path) -> Found {
    let walk = onrecord::walk(&[path.to_owned()]).expect("a file to read");
    let mut found: Found = walk.skipped.into_iter().map(Err).collect();
    found.extend(Records::new(walk.files).flat_map(|record| onrecord::articles(&record, &Overrides::default())));
    found
}

/// Reads a file with this name and these bytes.
fn found_in(name: &str, bytes: &[u8]) -> Found {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path().join(name);
    fs::write(&path, bytes).expect("a file");
    read(&path)
}

fn articles(found: Found) -> Vec<Article> {
    found.into_iter().map(|result| result.unwrap_or_else(|skipped| panic!("{skipped}"))).collect()
}

fn titles(found: &Found) -> Vec<&str> {
    found.iter().flatten().filter_map(|article| article.title.as_deref()).collect()
}

/// What was skipped: file, member if there is one, and the reason.
fn skipped_lines(found: &Found) -> Vec<String> {
    let line = |skipped: &Skipped| {
        let line = skipped.to_string();
        let place = skipped.path.parent().map(|parent| format!("{}/", parent.display())).unwrap_or_default();
        line.strip_prefix(&place).unwrap_or(&line).to_owned()
    };
    found.iter().filter_map(|result| result.as_ref().err()).map(line).collect()
}

fn page(title: &str) -> String {
    format!(
        "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The ferry came back to the \
         harbour on Monday, after eleven days on the slip, and took the first cars across at noon.</p><p>“We sail \
         with the morning tide,” said Ida Holm, the captain, who had waited for the part since the first of the \
         month and had slept on board.</p></article></body></html>"
    )
}

fn text(title: &str) -> String {
    format!("{title}\n\n“The dam holds,” said Ida Holm, an engineer.\n")
}

fn line(title: &str) -> String {
    format!("{{\"title\":\"{title}\",\"body\":\"“The dam holds,” said Ida Holm, an engineer.\"}}\n")
}

fn lines(count: usize) -> String {
    (0..count).map(|number| line(&format!("Dam {number}"))).collect()
}

#[test]
fn every_format_is_read_from_every_compression() {
    type Pack = fn(&[u8]) -> Vec<u8>;
    for (extension, pack) in [("gz", gzip as Pack), ("zst", zstd), ("bz2", bzip2)] {
        let cases = [
            ("a.jsonl", lines(3), 3),
            ("a.csv", "title;text\nDam 0;“It holds,” said Ida Holm.\nDam 1;“It leaks,” said Jan Moe.\n".to_owned(), 2),
            ("a.html", page("Dam 0"), 1),
            ("a.txt", text("Dam 0"), 1),
            ("a", text("Dam 0"), 1),
            ("a.json", format!("[{},{}]", line("Dam 0"), line("Dam 1")), 2),
            ("a.md", "# Dam 0\n\n“It holds,” said Ida Holm.\n".to_owned(), 1),
        ];
        for (name, content, count) in cases {
            let found = articles(found_in(&format!("{name}.{extension}"), &pack(content.as_bytes())));
            assert_eq!(found.len(), count, "{name}.{extension}");
            assert_eq!(found[0].title.as_deref(), Some("Dam 0"), "{name}.{extension}");
            assert_eq!(found[0].place.member, None);
        }
    }
}

#[test]
fn several_streams_in_one_file_are_read_in_a_row() {
    for pack in [gzip as fn(&[u8]) -> Vec<u8>, zstd, bzip2] {
        let bytes = [pack(lines(2).as_bytes()), pack(lines(3).as_bytes())].concat();
        assert_eq!(found_in("a.jsonl.gz", &bytes).len(), 5);
    }
}

#[test]
fn a_wrong_extension_of_a_compressed_file_does_no_harm() {
    assert_eq!(found_in("a.jsonl.gz", lines(2).as_bytes()).len(), 2);
    assert_eq!(found_in("a.jsonl", &gzip(lines(2).as_bytes())).len(), 2);
    assert_eq!(found_in("a.txt.gz", &zstd(text("Dam").as_bytes())).len(), 1);
    let mut tar = Tar::new();
    tar.add("a.txt", text("Dam"));
    assert_eq!(found_in("backup.gz", &gzip(&tar.bytes())).len(), 1);
}

#[test]
fn the_members_of_an_archive_keep_their_names() {
    let mut zip = Zip::new();
    let mut tar = Tar::new();
    for (name, content) in [
        ("harbour-post/2016/a.html", page("Ferry")),
        ("harbour-post/b.jsonl", lines(2)),
        ("courier_2021-02-03_dam.txt", text("Dam")),
        ("pictures/c.png", "picture".to_owned()),
        (".hidden.txt", text("Hidden")),
        ("__MACOSX/harbour-post/._b.txt", text("Hidden")),
    ] {
        zip.add(name, &content);
        tar.add(name, content);
    }
    let tar = tar.bytes();
    for (name, bytes) in [
        ("a.zip", zip.bytes()),
        ("a.tar", tar.clone()),
        ("a.tgz", gzip(&tar)),
        ("a.tar.zst", zstd(&tar)),
        ("a.tar.bz2", bzip2(&tar)),
    ] {
        let found = found_in(name, &bytes);
        assert_eq!(skipped_lines(&found), [format!("{name}: unsupported format (.png)")]);
        let found: Vec<Article> = found.into_iter().flatten().collect();
        let places: Vec<_> = found
            .iter()
            .map(|article| (article.place.member.as_deref().unwrap_or_default(), article.place.entry))
            .collect();
        let expected = [
            ("harbour-post/2016/a.html", None),
            ("harbour-post/b.jsonl", Some(0)),
            ("harbour-post/b.jsonl", Some(1)),
            ("courier_2021-02-03_dam.txt", None),
        ];
        assert_eq!(places, expected, "{name}");
        let outlets: Vec<_> =
            found.iter().map(|a| (a.outlet.as_deref().unwrap_or_default(), a.outlet_source)).collect();
        assert_eq!(outlets[0], ("Harbour Post", Some(OutletSource::Folder)), "{name}");
        assert_eq!(outlets[3], ("Courier", Some(OutletSource::Filename)), "{name}");
        assert_eq!(found[3].date_source, Some(DateSource::Filename));
        let mut ids: Vec<&str> = found.iter().map(|article| article.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), 4, "{name}");
        assert!(found[0].place.file.ends_with(name));
    }
}

#[test]
fn a_folder_with_the_archives_own_name_is_not_an_outlet() {
    let mut zip = Zip::new();
    zip.add("collected/harbour-post/a.txt", text("Dam"));
    let found = articles(found_in("collected.zip", &zip.bytes()));
    assert_eq!(found[0].outlet.as_deref(), Some("Harbour Post"));
}

#[test]
fn archives_are_read_two_deep() {
    let mut inner = Zip::new();
    inner.add("deep/a.txt", text("Inner"));
    let inner = inner.bytes();
    let mut third = Tar::new();
    third.add("z.zip", &inner);
    let mut tar = Tar::new();
    tar.add("old/inner.zip", &inner);
    tar.add("b.txt.gz", gzip(text("Packed").as_bytes()));
    tar.add("third.tar", third.bytes());
    tar.add("c.txt", text("Last"));
    let found = found_in("a.tar.gz", &gzip(&tar.bytes()));
    assert_eq!(titles(&found), ["Inner", "Packed", "Last"]);
    assert_eq!(skipped_lines(&found), ["a.tar.gz!third.tar!z.zip: an archive inside 2 others; unpack the outer one"]);
    assert_eq!(found[0].as_ref().expect("an article").place.member.as_deref(), Some("old/inner.zip!deep/a.txt"));
}

#[test]
fn a_name_that_leads_out_of_the_archive_is_only_a_label() {
    let home = tempfile::tempdir().expect("a directory");
    let names = ["../../escaped.txt", "/escaped.txt", "..\\..\\escaped.txt", "C:\\escaped.txt"];
    let (mut zip, mut tar) = (Zip::new(), Tar::new());
    for name in names {
        zip.add(name, text("Escaped"));
        tar.add(name, text("Escaped"));
    }
    tar.link("link.txt", "/etc/passwd");
    fs::create_dir_all(home.path().join("a/b")).expect("a folder");
    for (name, bytes) in [("a.zip", zip.bytes()), ("a.tar", tar.bytes())] {
        let path = home.path().join("a/b").join(name);
        fs::write(&path, bytes).expect("a file");
        let found = read(&path);
        let members: Vec<_> =
            found.iter().flatten().map(|article| article.place.member.clone().unwrap_or_default()).collect();
        assert_eq!(members, ["escaped.txt", "escaped.txt (2)", "escaped.txt (3)", "escaped.txt (4)"], "{name}");
    }
    let all: Vec<PathBuf> =
        ignore::Walk::new(home.path()).flatten().map(|e| e.into_path()).filter(|p| p.is_file()).collect();
    assert_eq!(all.len(), 2, "{all:?}");
    assert_eq!(skipped_lines(&read(&home.path().join("a/b/a.tar"))), ["a.tar: link or device in an archive"]);
}

#[test]
fn long_names_are_read_and_cut() {
    let mut tar = Tar::new();
    let long = format!("{}/a.txt", "folder".repeat(50));
    tar.add(&long, text("Dam"));
    tar.pax("path", "harbour-post/from-pax.txt");
    tar.add("b.txt", text("Wall"));
    let found = articles(found_in("a.tar", &tar.bytes()));
    assert_eq!(found[0].place.member.as_deref(), Some(long.as_str()));
    assert_eq!(found[1].place.member.as_deref(), Some("harbour-post/from-pax.txt"));
}

#[test]
fn truncated_files_are_read_as_far_as_possible() {
    let next = "download it again; everything before the damage was read";
    for (pack, name) in [(gzip as fn(&[u8]) -> Vec<u8>, "gzip"), (zstd, "zstd"), (bzip2, "bzip2")] {
        let whole = pack(lines(20_000).as_bytes());
        let found = found_in("a.jsonl.gz", &whole[..whole.len() - 40]);
        assert_eq!(skipped_lines(&found), [format!("a.jsonl.gz: the {name} data is cut short; {next}")]);
        assert!(found.len() > 1000 || name != "gzip", "{name}: {}", found.len());
    }
    let mut tar = Tar::new();
    tar.add("a.txt", text("First"));
    tar.add("b.txt", text("Second"));
    let tar = tar.bytes();
    let found = found_in("a.tar", &tar[..512 * 3 + 30]);
    assert_eq!(titles(&found), ["First", "Second"]);
    assert_eq!(skipped_lines(&found), [format!("a.tar!b.txt: the tar archive is cut short; {next}")]);
    assert!(!found[0].as_ref().expect("First").partial && found[1].as_ref().expect("Second").partial);
    let mut zip = Zip::new();
    zip.add("a.txt", text("First"));
    zip.add("b.txt", text("Second"));
    let zip = zip.bytes();
    let second = zip.windows(4).rposition(|w| w == b"PK\x03\x04").expect("a member");
    let found = found_in("a.zip", &zip[..second + 2]);
    assert_eq!(titles(&found), ["First"]);
    assert_eq!(skipped_lines(&found).len(), 1, "{:?}", skipped_lines(&found));
    assert!(skipped_lines(&found)[0].starts_with("a.zip: the zip archive is cut short or damaged"));
}

#[test]
fn an_unreadable_member_costs_only_itself() {
    let mut zip = Zip::new();
    zip.add("a.txt", text("First"));
    zip.add("b.txt", text("Second"));
    zip.add("c.txt", text("Third"));
    zip.add("d.txt", text("Fourth"));
    let mut bytes = zip.bytes();
    Zip::patch(&mut bytes, "b.txt", Zip::FLAGS, 1);
    Zip::patch(&mut bytes, "c.txt", Zip::METHOD, 98);
    let found = found_in("a.zip", &bytes);
    assert_eq!(titles(&found), ["First", "Fourth"]);
    assert_eq!(
        skipped_lines(&found),
        [
            "a.zip!b.txt: the file is encrypted; unpack it with its password",
            "a.zip!c.txt: unsupported compression method (number 98); pack it again with the usual method, deflate",
        ]
    );
    let garbage = found_in("a.zip", b"no zip at all");
    assert_eq!((garbage.len(), skipped_lines(&garbage).len()), (1, 1));
    assert_eq!(skipped_lines(&found_in("a.tar", &[7; 2000])).len(), 1);
}

#[test]
fn the_pages_of_a_crawl_are_read_by_their_content() {
    let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    let chunked = "200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked";
    let packed = "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip";
    let chunks = |bytes: &[u8]| {
        let chunk = |part: &[u8]| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
        let parts: Vec<Vec<u8>> = bytes.chunks(100).map(chunk).collect();
        [parts.concat(), b"0\r\n\r\n".to_vec()].concat()
    };
    let records = [
        warc("warcinfo", "", "application/warc-fields", "software: a crawler\r\n"),
        answer("https://www.harbour-post.example/2016/08/20/plain.html", html, page("Plain")),
        warc(
            "request",
            "https://www.harbour-post.example/x",
            "application/http; msgtype=request",
            "GET /x HTTP/1.1\r\n\r\n",
        ),
        answer("https://harbour-post.example/chunked", chunked, chunks(page("Chunked").as_bytes())),
        answer("https://harbour-post.example/packed", packed, gzip(page("Packed").as_bytes())),
        answer(
            "https://harbour-post.example/both",
            &format!("{chunked}\r\nContent-Encoding: gzip"),
            chunks(&gzip(page("Both").as_bytes())),
        ),
        answer("https://harbour-post.example/undone", &format!("{chunked}\r\nContent-Encoding: gzip"), page("Undone")),
        answer(
            "https://harbour-post.example/api",
            "200 OK\r\nContent-Type: text/html\r\nContent-Length: 3",
            line("Json"),
        ),
        answer("https://harbour-post.example/picture", html, [0; 600]),
        answer("https://harbour-post.example/gone", "404 Not Found\r\nContent-Type: text/html", page("Gone")),
        answer("https://harbour-post.example/style", "200 OK\r\nContent-Type: text/css", "a {}"),
        answer("https://harbour-post.example/logo", "200 OK\r\nContent-Type: image/png", [1, 2, 3]),
        answer("https://harbour-post.example/", html, "<html><body><nav>Home</nav></body></html>"),
        answer("https://harbour-post.example/feed", "200 OK\r\nContent-Type: application/x-ndjson", lines(2)),
        warc("resource", "https://harbour-post.example/note.txt", "text/plain", text("Resource")),
        warc("conversion", "https://harbour-post.example/wet", "text/plain", text("Conversion")),
    ];
    let each_packed: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in [("a.warc", records.concat()), ("a.warc.gz", each_packed)] {
        let found = found_in(name, &bytes);
        let expected =
            ["Plain", "Chunked", "Packed", "Both", "Undone", "Json", "Dam 0", "Dam 1", "Resource", "Conversion"];
        assert_eq!(titles(&found), expected, "{name}");
        let skipped: Vec<&Skipped> = found.iter().filter_map(|result| result.as_ref().err()).collect();
        assert!(skipped.iter().all(|skipped| skipped.fault.expected), "{skipped:?}");
        let what: Vec<&str> = skipped.iter().map(|skipped| skipped.fault.what.as_str()).collect();
        let counted = [
            "not a page (text/html)", "not a page (HTTP 404)", "not a page (text/css)", "not a page (image/png)",
            "a page without article text",
        ];
        assert_eq!(what, counted, "{name}");
        let first = found[0].as_ref().expect("an article");
        assert_eq!(first.url.as_deref(), Some("https://www.harbour-post.example/2016/08/20/plain.html"));
        assert_eq!(first.place.member, first.url);
        assert_eq!(
            (first.outlet.as_deref(), first.outlet_source),
            (Some("harbour-post.example"), Some(OutletSource::Domain))
        );
        assert_eq!(
            (first.published.map(|p| p.to_string()).as_deref(), first.date_source),
            (Some("2016-08-20"), Some(DateSource::Url))
        );
        let second = found[1].as_ref().expect("an article");
        assert_eq!(second.published.map(|p| p.to_string()).as_deref(), Some("2016-08-26T12:45:20+00:00"));
        assert_eq!(second.date_source, Some(DateSource::Crawl));
    }
}

#[test]
fn a_crawl_with_wrong_lengths_loses_only_those_pages() {
    let html = "200 OK\r\nContent-Type: text/html";
    let wrong = |record: Vec<u8>, by: &str| {
        let record = String::from_utf8(record).expect("text");
        let (before, rest) = record.split_once("Content-Length: ").expect("a length");
        let (_, after) = rest.split_once("\r\n").expect("a line");
        format!("{before}Content-Length: {by}\r\n{after}").into_bytes()
    };
    let good = |name: &str| answer(&format!("https://a.example/{name}"), html, page(name));
    let bytes = [good("First"), wrong(good("Short"), "100"), good("Third"), wrong(good("None"), "many"), good("Fifth")]
        .concat();
    let found = found_in("a.warc", &bytes);
    let titles = titles(&found);
    assert!(["First", "Third", "Fifth"].iter().all(|title| titles.contains(title)), "{titles:?}");
    let said = skipped_lines(&found);
    assert!(said.iter().any(|line| line.contains("bytes between two WARC records")), "{said:?}");
    assert!(
        said.iter().any(|line| line.starts_with("a.warc!record 4: a WARC record without Content-Length")),
        "{said:?}"
    );
    let whole = [good("First"), good("Second")].concat();
    let found = found_in("a.warc", &whole[..whole.len() - 80]);
    assert_eq!(
        skipped_lines(&found),
        [
            "a.warc!https://a.example/Second: the WARC record is cut short; download it again; everything before the damage was read"
        ]
    );
    assert!(found[1].as_ref().expect("Second").partial);
}

#[test]
fn a_decompression_bomb_is_stopped() {
    let blanks = vec![b' '; 200 << 20];
    let bomb = gzip(&blanks);
    let line =
        "expands past 64 MB, far more than its size suggests; if you trust it, unpack it and index what is inside";
    let found = found_in("a.jsonl.gz", &bomb);
    assert_eq!(skipped_lines(&found), [format!("a.jsonl.gz: gzip data {line}")]);
    let mut zip = Zip::new();
    zip.add("a.txt", text("First"));
    zip.add("bomb.csv", &blanks);
    let found = found_in("a.zip", &zip.bytes());
    assert_eq!(titles(&found), ["First"]);
    assert_eq!(skipped_lines(&found), [format!("a.zip!bomb.csv: zip archive {line}")]);
    // The limit of one article holds for compressed files too.
    let found = found_in("a.txt.gz", &bomb);
    assert!(
        skipped_lines(&found)[0].contains("more than 64 MB, and one article may have 64 MB"),
        "{:?}",
        skipped_lines(&found)
    );
    let mut tar = Tar::new();
    tar.add("a.txt", text("First"));
    tar.add("bomb.png", &blanks);
    tar.add("b.txt", text("Second"));
    let found = found_in("a.tgz", &gzip(&tar.bytes()));
    assert_eq!(titles(&found), ["First"]);
    assert!(
        skipped_lines(&found).iter().any(|said| said == &format!("a.tgz: gzip data {line}")),
        "{:?}",
        skipped_lines(&found)
    );
}

#[test]
fn a_line_of_ten_million_characters_is_one_article() {
    let long = "“The dam holds,” said Ida Holm. ".repeat(10_000_000 / 32);
    let bytes = [line("First"), format!("{{\"title\":\"Long\",\"body\":\"{long}\"}}\n"), line("Last")].concat();
    let mut zip = Zip::new();
    zip.add("a.jsonl", &bytes);
    let found = found_in("a.zip", &zip.bytes());
    assert_eq!(titles(&found), ["First", "Long", "Last"]);
}

#[test]
fn a_book_is_read_page_by_page() {
    let mut book = Zip::new();
    book.add("mimetype", "application/epub+zip");
    book.add("META-INF/container.xml", "<container/>");
    book.add("OEBPS/issue/ferry.xhtml", page("Ferry"));
    book.add("OEBPS/nav.xhtml", "<html><body><nav>Contents</nav></body></html>");
    let found = found_in("issue.epub", &book.bytes());
    assert_eq!(titles(&found), ["Ferry"]);
    assert_eq!(found[0].as_ref().expect("Ferry").outlet, None);
    assert!(found.iter().filter_map(|result| result.as_ref().err()).all(|skipped| skipped.fault.expected), "{found:?}");
}

struct Newsroom(tempfile::TempDir);

impl Newsroom {
    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.path().join("news").join(name), bytes).expect("a file");
    }

    fn update(&self) -> Update {
        let index = Index::open_or_create(&self.0.path().join("index")).expect("an index");
        Updater::new(&index).update(&[self.0.path().join("news")]).expect("an update")
    }

    fn articles(&self) -> usize {
        let index = Index::open(&self.0.path().join("index")).expect("an index");
        onrecord::Search::new(&index).expect("a search").count_articles(&onrecord::Query::default()).expect("a count")
    }
}

#[test]
fn the_index_follows_changes_inside_an_archive() {
    let room = Newsroom(tempfile::tempdir().expect("a directory"));
    fs::create_dir(room.0.path().join("news")).expect("a folder");
    let zip = |names: &[&str]| {
        let mut zip = Zip::new();
        names.iter().for_each(|name| zip.add(name, text(name)));
        zip.bytes()
    };
    room.write("a.zip", &zip(&["one.txt", "two.txt", "x.png"]));
    room.write("b.jsonl.gz", &gzip(lines(3).as_bytes()));
    let first = room.update();
    assert_eq!((first.new, room.articles()), (2, 5));
    assert_eq!(
        first.skipped_files.counted.into_iter().collect::<Vec<_>>(),
        [("unsupported format (.png)".to_owned(), 1)]
    );
    let second = room.update();
    assert_eq!((second.unchanged, second.is_empty()), (2, true));
    assert_eq!(second.skipped_files.counted.len(), 1);
    room.write("a.zip", &zip(&["two.txt", "three.txt", "four.txt"]));
    let third = room.update();
    assert_eq!((third.changed, third.unchanged, room.articles()), (1, 1, 6));
    room.write("a.zip", &zip(&["four.txt"]));
    room.update();
    assert_eq!(room.articles(), 4);
    // A file that is damaged now keeps its articles in the index.
    room.write("a.zip", b"PK");
    assert_eq!(room.update().skipped_files.skipped.len(), 1);
    assert_eq!(room.articles(), 4);
}
