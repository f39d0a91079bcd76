//! The same hits in every format, read back by an independent reader. The articles try to break out of each format.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::sync::Arc;

use crate::extract::What;
use crate::index::{Index, Updater};
use crate::json::StatementHitJson;
use crate::query::Query;
use crate::render::{Base, Bibtex, Csv, JsonLines, Markdown, Render, Ris};
use crate::search::{Found, Page, Search, Selector, Sort, StatementHit};
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

fn articles() -> Vec<Value> {
    let article = |id: &str, title: &str, authors: &[&str], url: &str, body: &str| {
        json!({"id": id, "title": title, "authors": authors, "outlet": "Kestrel & Bay_Post", "date": "2023-04-05",
            "url": url, "body": body, "language": "en"})
    };
    let web = "https://kestrel-bay.example/a%20b?c=1&d=#e";
    vec![
        article(
            "formula",
            "=HYPERLINK(\"https://trap.example\",\"a\")",
            &["@SUM(A1:A9)", "＋1 Holm", "-2+3;=4"],
            web,
            "The harbor office was full.\n\n“The bill is 4 crowns; =1+1 is what they asked; -1 was paid,” said Ida Holm, a clerk at the harbor.",
        ),
        article(
            "latex",
            "50% of R&D_costs: $5 #1 {open ~ ^ \\cite{x} \\input{/etc/passwd}",
            &["Holm, Ida", "Agencies and Staff"],
            "https://kestrel-bay.example/{a}\\b",
            "The board met.\n\n“We spent 50% of it on R&D_work, $5 a day, #1 in {the} ~ ^ \\town,” said Ida Holm, a clerk at the harbor.",
        ),
        article(
            "html",
            "<script>alert(1)</script> *bold* [x](javascript:alert(1)) ![i](https://trap.example/i.png)",
            &["<b>Jan</b> _Moe_"],
            "javascript:alert(1)",
            "The mayor spoke.\n\n“See <img src=x onerror=alert(1)> and [this](https://trap.example) or https://trap.example or www.trap.example, `code` and $x^2$ &amp; ~~gone~~ ==lit==,” said Jan Moe, the mayor.",
        ),
        article(
            "lines",
            "One\r\nTY  - BOOK\nER  - \r\n\u{2028}},\n@book{x,\n\u{202e}olleh\u{202c} \u{200f}end",
            &["Ida\nER  - "],
            "https://kestrel-bay.example/\r\nER  - ",
            "It rained.\n\n“# We went home\nand “1. nobody\n- came, | a | b |\n> at all,” said Ida Holm, a clerk at the harbor.",
        ),
        article(
            "long",
            &"A very long “title” ".repeat(512),
            &["Ida Holm"],
            web,
            "“It is long,” said Ida Holm, a clerk.",
        ),
        article("日本/5", "＝1+1", &[], "", "“We came by sea,” said Yara Okonjo, a ferry captain."),
        article("中国/5", "  =1+1", &[], "", "“We came by land,” said Yara Okonjo, a ferry captain."),
        article("a", "Small", &[], "", "“We sold the small boat,” said Yara Okonjo, a ferry captain."),
        article("A", "Large", &[], "", "“We sold the large boat,” said Yara Okonjo, a ferry captain."),
    ]
}

/// An index of articles in a file of JSON Lines, and its folder.
fn indexed(articles: &[Value]) -> (tempfile::TempDir, Index) {
    let folder = tempfile::tempdir().expect("a folder");
    let lines: Vec<String> = articles.iter().map(Value::to_string).collect();
    let file = folder.path().join("articles.jsonl");
    fs::write(&file, lines.join("\n")).expect("a file");
    let index = Index::open_or_create(&folder.path().join("index")).expect("an index");
    Updater::new(&index).update(&[file]).expect("an update");
    (folder, index)
}

fn found(index: &Index) -> Found<StatementHit> {
    let page = Page { sort: Sort::Oldest, limit: 1000, offset: 0 };
    let search = Search::new(index).expect("a search").expanded();
    let found = search.statements(&Query::default(), page).expect("hits");
    assert_eq!(found.hits.iter().map(|hit| &hit.article().id).collect::<HashSet<_>>().len(), articles().len());
    found
}

/// The hits with raw fields, which the readers of most formats would clean.
fn raw(index: &Index) -> Found<StatementHit> {
    let mut found = found(index);
    let articles = articles();
    for hit in &mut found.hits {
        let article = articles.iter().find(|article| article["id"] == hit.article().id.as_str()).expect("its article");
        let own = &mut Arc::make_mut(&mut hit.extraction).article;
        own.title = article["title"].as_str().map(str::to_owned);
        own.url = article["url"].as_str().map(str::to_owned);
        own.authors = serde_json::from_value(article["authors"].clone()).expect("names");
        if hit.article().id == "lines" {
            hit.quote = "“# We went\r\nhome\n\n1. nobody\n- came, | a | b |\n\n> at\u{7} all,”".to_owned();
            let What::Statement(statement) = &mut hit.finding.what else { panic!("not a statement") };
            statement.source.role = Some("a clerk\n\n---\n\n=1+1".to_owned());
        }
    }
    found
}

fn written(renderer: &dyn Render, found: &Found<StatementHit>) -> String {
    let mut out = Vec::new();
    renderer.statements(found, &mut out).expect("written");
    String::from_utf8(out).expect("UTF-8")
}

/// A text with white space collapsed, and without a bell.
fn folded(text: &str) -> String {
    text.replace('\u{7}', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

fn title(hit: &StatementHit) -> String {
    folded(hit.article().title.as_deref().expect("a title"))
}

#[test]
fn json_lines_have_the_same_hits() {
    let (_folder, index) = indexed(&articles());
    let found = raw(&index);
    let text = written(&JsonLines::default(), &found);
    let again: Vec<StatementHitJson> = text.lines().map(|line| serde_json::from_str(line).expect("a hit")).collect();
    assert_eq!(again, found.hits.iter().map(StatementHitJson::from).collect::<Vec<_>>());
    let first: Value = serde_json::from_str(text.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["selector"]["type"], "TextQuoteSelector");
}

#[test]
fn the_selector_finds_the_words_again() {
    let (_folder, index) = indexed(&articles());
    let search = Search::new(&index).expect("a search");
    for hit in found(&index).hits {
        let article = search.articles_with_id(&hit.article().id).expect("articles").swap_remove(0).article;
        let Selector { exact, prefix, suffix, sha256: hash } = &hit.selector;
        assert_eq!(article.body.matches(&format!("{prefix}{exact}{suffix}")).count(), 1, "{:?}", hit.selector);
        assert!(hit.quote.starts_with(exact.as_str()));
        let expected: String = Sha256::digest(&article.body).iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(*hash, expected);
    }
}

#[test]
fn a_table_has_the_same_hits_and_no_formula() {
    let (_folder, index) = indexed(&articles());
    let found = raw(&index);
    let text = written(&Csv::new(Base::default()), &found);
    assert_eq!(text.lines().count(), found.hits.len() + 1, "a row is a line");
    assert_eq!(written(&Csv::for_excel(Base::default()), &found), format!("\u{feff}{text}"));
    let mut table = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = table.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), found.hits.len());
    let same = |cell: &str, text: &str| assert_eq!(folded(&cell.replace('\'', "")), folded(&text.replace('\'', "")));
    for (row, hit) in rows.iter().zip(&found.hits) {
        assert_eq!(row["id"], hit.id());
        same(&row["speaker"], hit.source().speaker.as_deref().unwrap_or_default());
        same(&row["quote"], &hit.quote);
        same(&row["title"], &title(hit));
        same(&row["authors"], &hit.article().authors.join("; "));
        same(&row["url"], hit.article().url.as_deref().unwrap_or_default());
        same(&row["exact"], &hit.selector.exact);
        same(&row["prefix"], &hit.selector.prefix);
        same(&row["suffix"], &hit.selector.suffix);
        assert_eq!(row["sha256"], hit.selector.sha256);
        assert!(row["date"].starts_with("2023-04-05"), "{}", row["date"]);
        for cell in row.values().flat_map(|cell| cell.split([';', '\t'])) {
            let formula = cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
            assert!(!formula, "{cell}");
        }
    }
}

/// Records of tags and values, as the format of Research Information Systems has them.
fn read_ris(text: &str) -> Vec<Vec<(String, String)>> {
    let mut records = Vec::new();
    let mut open: Option<Vec<(String, String)>> = None;
    for line in text.split("\r\n").filter(|line| !line.is_empty()) {
        assert!(!line.contains(['\r', '\n']), "{line:?}");
        let (tag, value) = line.split_once("  - ").expect("a tag");
        assert!(tag.len() == 2 && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()), "{tag}");
        match tag {
            "TY" => assert!(open.replace(Vec::new()).is_none() && value == "NEWS"),
            "ER" => records.push(open.take().expect("a record")),
            _ => open.as_mut().expect("a record").push((tag.to_owned(), value.to_owned())),
        }
    }
    assert!(open.is_none());
    records
}

#[test]
fn ris_has_the_same_hits() {
    let (_folder, index) = indexed(&articles());
    let found = raw(&index);
    let records = read_ris(&written(&Ris::default(), &found));
    assert_eq!(records.len(), found.hits.len());
    for (record, hit) in records.iter().zip(&found.hits) {
        let all = |tag: &str| -> Vec<String> {
            record.iter().filter(|(own, _)| own == tag).map(|(_, value)| folded(value)).collect()
        };
        assert_eq!(all("ID"), [hit.id().as_str()]);
        assert_eq!(all("TI"), [title(hit)]);
        let authors = hit.article().authors.iter().map(|author| folded(author).replace("Ida Holm", "Holm, Ida"));
        assert_eq!(all("AU"), authors.collect::<Vec<_>>());
        assert_eq!(all("T2"), ["Kestrel & Bay_Post"]);
        assert_eq!((all("PY"), all("DA")), (vec!["2023".to_owned()], vec!["2023/04/05".to_owned()]));
        assert!(all("AB")[0].ends_with(&folded(&hit.quote)), "{:?}", all("AB"));
        assert!(all("AB")[0].starts_with(hit.source().speaker.as_deref().expect("a speaker")));
        assert!(all("UR").iter().all(|url| url.starts_with("https://") && !url.contains(' ')), "{:?}", all("UR"));
        let selector = record.iter().rfind(|(tag, _)| tag == "N1").expect("a selector");
        assert_eq!(serde_json::from_str::<Selector>(&selector.1).expect("JSON"), hit.selector);
    }
}

/// Keys and fields. Like BibTeX, counts braces and ignores a backslash before them.
fn read_bibtex(text: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut entries = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        rest = rest.strip_prefix("@article{").expect("an entry");
        let (key, after) = rest.split_once(',').expect("a key");
        rest = after;
        let mut fields = BTreeMap::new();
        loop {
            let (name, after) = rest.split_once('=').expect("a field");
            let value = after.trim_start();
            let mut depth = 0;
            let end = value.find(|c: char| {
                depth += i32::from(c == '{') - i32::from(c == '}');
                depth < 0 || depth == 0 && c == ','
            });
            let end = end.expect("the end of a field");
            let whole = value[..end].trim();
            let inner = whole.strip_prefix('{').and_then(|inner| inner.strip_suffix('}')).unwrap_or(whole);
            assert!(fields.insert(name.trim().to_owned(), inner.to_owned()).is_none(), "{name} twice");
            let closed = value[end..].starts_with('}');
            rest = value[end + 1..].trim_start();
            if closed {
                break;
            }
        }
        entries.push((key.to_owned(), fields));
    }
    entries
}

/// The text that TeX prints.
fn typeset(value: &str) -> String {
    let mut text = value.replace("\\textbraceleft{}", "\u{1}").replace("\\textbraceright{}", "\u{2}");
    assert!(!text.replace("\\textasciitilde{}", "").contains('~'), "{value}");
    for (command, shown) in [("\\textasciitilde{}", "~"), ("\\textasciicircum{}", "^"), ("\\textbackslash{}", "\u{3}")]
    {
        text = text.replace(command, shown);
    }
    for special in ["&", "%", "$", "#", "_"] {
        let escaped = format!("\\{special}");
        assert_eq!(text.matches(special).count(), text.matches(&escaped).count(), "{special} in {value}");
        text = text.replace(&escaped, special);
    }
    assert!(!text.contains('\\'), "{text}");
    text.replace(['{', '}'], "").replace('\u{1}', "{").replace('\u{2}', "}").replace('\u{3}', "\\")
}

#[test]
fn bibtex_has_the_same_hits() {
    let (_folder, index) = indexed(&articles());
    let found = raw(&index);
    let bibtex = Bibtex::new(Base::default());
    let entries = read_bibtex(&written(&bibtex, &found));
    assert_eq!(entries.len(), found.hits.len());
    for ((_, fields), hit) in entries.iter().zip(&found.hits) {
        let shown = |field: &str| folded(&typeset(&fields[field]));
        assert_eq!(shown("title"), title(hit));
        assert_eq!(shown("journal"), "Kestrel & Bay_Post");
        assert_eq!((&fields["date"][..], &fields["year"][..], &fields["month"][..]), ("2023-04-05", "2023", "apr"));
        assert!(shown("note").ends_with(&folded(&hit.quote)), "{}", fields["note"]);
        assert_eq!(shown("prefix"), folded(&hit.selector.prefix));
        assert_eq!(shown("suffix"), folded(&hit.selector.suffix));
        assert_eq!(shown("onrecord_id"), hit.id());
        assert_eq!(fields["sha256"], hit.selector.sha256);
    }
    let authors = |id: &str| {
        let entry = entries.iter().find(|(_, fields)| fields["onrecord_id"].starts_with(id)).expect("an entry");
        entry.1["author"].clone()
    };
    assert_eq!(authors("latex"), "Holm, Ida and {Agencies and Staff}");
    // A second page of the same output must not repeat a key.
    let more = read_bibtex(&written(&bibtex, &found));
    let keys: HashSet<String> = entries.iter().chain(&more).map(|(key, _)| key.to_lowercase()).collect();
    assert_eq!(keys.len(), 2 * found.hits.len());
    assert!(keys.iter().all(|key| key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')), "{keys:?}");
}

#[test]
fn people_are_filed_by_family_name_and_organizations_are_not() {
    let (_folder, index) = indexed(&articles());
    let mut found = found(&index);
    found.hits.truncate(1);
    let authors =
        ["Ida van der Holm", "Harold Finch Jr.", "de la Cruz, Luis", "Centers for Tide Control and Prevention"];
    Arc::make_mut(&mut found.hits[0].extraction).article.authors = authors.map(str::to_owned).into();
    let records = read_ris(&written(&Ris::default(), &found));
    let filed = records[0].iter().filter(|(tag, _)| tag == "AU").map(|(_, author)| author.as_str());
    let expected =
        ["van der Holm, Ida", "Finch, Harold, Jr.", "de la Cruz, Luis", "Centers for Tide Control and Prevention"];
    assert_eq!(filed.collect::<Vec<_>>(), expected);
    let entries = read_bibtex(&written(&Bibtex::default(), &found));
    assert_eq!(
        entries[0].1["author"],
        "van der Holm, Ida and Finch, Jr., Harold and de la Cruz, Luis and {Centers for Tide Control and Prevention}"
    );
}

#[test]
fn markdown_shows_the_words_and_nothing_else() {
    let (_folder, index) = indexed(&articles());
    let found = raw(&index);
    let text = written(&Markdown::default(), &found);
    let mut quotations: Vec<String> = Vec::new();
    let mut titles: Vec<String> = Vec::new();
    let (mut quoted, mut emphasized) = (false, false);
    let options = Options::all() - Options::ENABLE_SMART_PUNCTUATION;
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::Start(Tag::BlockQuote(None)) => (quoted, _) = (true, quotations.push(String::new())),
            Event::End(TagEnd::BlockQuote(None)) => quoted = false,
            Event::Start(Tag::Emphasis) => (emphasized, _) = (true, titles.push(String::new())),
            Event::End(TagEnd::Emphasis) => emphasized = false,
            Event::Start(Tag::Paragraph) if quoted => quotations.last_mut().expect("a quotation").push(' '),
            Event::Text(words) if quoted => quotations.last_mut().expect("a quotation").push_str(&words),
            Event::Text(words) if emphasized => titles.last_mut().expect("a title").push_str(&words),
            Event::Text(_) | Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph | TagEnd::Link) => {}
            Event::Start(Tag::Link { link_type: LinkType::Autolink, dest_url, .. }) => {
                assert!(dest_url.starts_with("https://kestrel-bay.example/"), "{dest_url}");
            }
            other => panic!("{other:?} in {text}"),
        }
    }
    let turns = ['\u{202e}', '\u{202c}', '\u{200f}'];
    let titles: Vec<String> = titles.iter().map(|title| folded(title)).collect();
    assert_eq!(titles, found.hits.iter().map(|hit| folded(&title(hit).replace(turns, ""))).collect::<Vec<_>>());
    let quotations: Vec<String> = quotations.iter().map(|quotation| folded(quotation)).collect();
    assert_eq!(quotations, found.hits.iter().map(|hit| folded(&hit.quote)).collect::<Vec<_>>());
    assert!(!text.contains(turns));
    // Some dialects make links of bare addresses.
    let bare = text.replace("<https://", "").replace("\\://", "");
    assert!(!bare.contains("www.") && !bare.contains("://"), "{bare}");
}
