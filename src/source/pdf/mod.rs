//! PDF: pages with a text layer.
//!
//! `lopdf` parses the file, with bounded nesting and sizes. `content` interprets the text operators, and `reading_order`
//! makes paragraphs of the positions of the letters. A page with more than 2 MB of operators is left out, and so is
//! everything after 8 MB in all.

mod content;
mod font;
mod reading_order;

use lopdf::{Document, LoadOptions, Object};

use super::format::{Format, Read};
use super::{Fault, byline, date};
use crate::article::Article;

pub(super) static FORMAT: Format =
    Format { names: &["PDF"], extensions: &["pdf"], read: Read::Bytes(read), ..Format::DEFAULT };

/// The largest stream after decompression, in bytes. In the worst file of the tests, `lopdf` needs 600 MB for one.
const MAX_STREAM: usize = 2 << 20;
/// What all pages may cost, about their bytes. No article comes near, and interpreting it takes seconds.
const MAX_COST: usize = 8 << 20;

/// Reads a PDF, or an encrypted one that opens without a password.
fn read(bytes: &[u8]) -> Result<Article, Fault> {
    // The parser has not panicked on any damaged file of the tests. If it does, only this article is lost.
    let read = std::panic::catch_unwind(|| parse(bytes));
    let pdf = read.unwrap_or_else(|_| Err(Fault::new("the PDF is damaged", "download it again")))?;
    if pdf.body.is_empty() {
        return Err(Fault::new("a PDF without text, such as a scan", "add a text layer with OCR software"));
    }
    Ok(Article {
        title: pdf.title,
        authors: pdf.author.map(|author| byline::authors(&author)).unwrap_or_default(),
        body: pdf.body,
        ..date::dated(pdf.created)
    })
}

/// The metadata of a PDF, and its text.
struct Pdf {
    title: Option<String>,
    author: Option<String>,
    /// ISO 8601.
    created: Option<String>,
    /// Paragraphs with a blank line between them.
    body: String,
}

fn parse(bytes: &[u8]) -> Result<Pdf, Fault> {
    let options = LoadOptions { max_decompressed_size: Some(8 * MAX_STREAM), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options).map_err(|error| {
        Fault::new(&format!("the PDF cannot be read ({error})"), "download it again, or save it without a password")
    })?;
    let mut interpreter = content::Interpreter::new(&document);
    let pages =
        document.page_iter().map_while(|id| (interpreter.cost <= MAX_COST).then(|| interpreter.page(id))).collect();
    let info = document.trailer.get_deref(b"Info", &document).and_then(Object::as_dict).ok();
    let get = |key: &[u8]| text_string(info?.get_deref(key, &document).and_then(Object::as_str).ok()?);
    Ok(Pdf {
        title: get(b"Title"),
        author: get(b"Author"),
        created: get(b"CreationDate").and_then(|date| iso(&date)),
        body: reading_order::body(pages),
    })
}

/// Text with plain letters for ligatures, plain spaces, and no control characters.
fn plain(s: &str) -> String {
    let one = |c: char| match c {
        'ﬀ' => "ff".into(),
        'ﬁ' => "fi".into(),
        'ﬂ' => "fl".into(),
        'ﬃ' => "ffi".into(),
        'ﬄ' => "ffl".into(),
        'ﬅ' | 'ﬆ' => "st".into(),
        c if c.is_whitespace() => " ".into(),
        c if c.is_control() || c == '\u{fffd}' => String::new(),
        c => c.to_string(),
    };
    s.chars().map(one).collect()
}

/// Decodes UTF-16 or UTF-8 by its byte order mark, else PDFDocEncoding: Latin-1 except for 0x80 to 0xa0.
fn text_string(raw: &[u8]) -> Option<String> {
    let high = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
    let doc = |&b: &u8| {
        if let 0x80..=0xa0 = b { high.chars().nth(usize::from(b) - 0x80).unwrap_or(' ') } else { b.into() }
    };
    let s = match raw {
        [0xfe, 0xff, rest @ ..] => String::from_utf16_lossy(
            &rest.chunks_exact(2).map(|c| u16::from_be_bytes([c[0], c[1]])).collect::<Vec<_>>(),
        ),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => raw.iter().map(doc).collect(),
    };
    let s = plain(&s).split_whitespace().collect::<Vec<_>>().join(" ");
    // What programs write if there is no title or author.
    (!["", "(anonymous)", "anonymous", "untitled", "(unspecified)"].contains(&s.to_lowercase().as_str())).then_some(s)
}

/// ISO 8601 for `D:YYYYMMDDHHmmSS+hh'mm'`. Everything after the year may be missing.
fn iso(s: &str) -> Option<String> {
    let digits = s.strip_prefix("D:").unwrap_or(s);
    let (date, zone) = digits.split_at(digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len()));
    let two = |from: usize, range: std::ops::RangeInclusive<u8>| {
        date.get(from..from + 2).filter(|t| t.parse().is_ok_and(|n| range.contains(&n)))
    };
    let mut out = date.get(..4)?.to_string();
    let (Some(month), Some(day)) = (two(4, 1..=12), two(6, 1..=31)) else {
        return Some(out);
    };
    out += &format!("-{month}-{day}");
    let (Some(h), Some(m)) = (two(8, 0..=23), two(10, 0..=59)) else {
        return Some(out);
    };
    out += &format!("T{h}:{m}:{}", two(12, 0..=59).unwrap_or("00"));
    let z: String = zone.chars().filter(char::is_ascii_digit).chain("0000".chars()).take(4).collect();
    match zone.chars().next() {
        Some('Z') => out.push('Z'),
        Some(sign @ ('+' | '-')) => out += &format!("{sign}{}:{}", &z[..2], &z[2..]),
        _ => {}
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF with one page per content. It has no cross-reference table, so that readers must rebuild it.
    fn pdf(pages: &[&str]) -> Vec<u8> {
        let kids: Vec<_> = (0..pages.len()).map(|i| format!("{} 0 R", 10 + 2 * i)).collect();
        let mut s = format!(
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count {}/Kids[{}]\
             /MediaBox[0 0 400 400]/Resources<</Font<</F 3 0 R>>>>>>endobj\n\
             3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>endobj\n\
             4 0 obj<</Title<FEFF0041201900420020>/Author(Ann \\215Bo\\216)/CreationDate(D:20260303081500+01'00')>>endobj\n",
            pages.len(),
            kids.join(" ")
        );
        for (i, page) in pages.iter().enumerate() {
            let (n, m) = (10 + 2 * i, 11 + 2 * i);
            s += &format!(
                "{n} 0 obj<</Type/Page/Parent 2 0 R/Contents {m} 0 R>>endobj\n{m} 0 obj<</Length {}>>stream\n{page}\nendstream endobj\n",
                page.len()
            );
        }
        (s + "trailer<</Root 1 0 R/Info 4 0 R/Size 99>>\nstartxref\n0\n%%EOF").into_bytes()
    }

    fn at(x: i32, y: i32, text: &str) -> String {
        format!("BT /F 10 Tf {x} {y} Td ({text}) Tj ET\n")
    }

    #[test]
    fn metadata_is_read() {
        let read = parse(&pdf(&[&at(20, 200, "Hello")])).ok().unwrap();
        assert_eq!(read.title.as_deref(), Some("A’B"));
        assert_eq!(read.author.as_deref(), Some("Ann “Bo”"));
        assert_eq!(read.created.as_deref(), Some("2026-03-03T08:15:00+01:00"));
        assert_eq!(read.body, "Hello");
        assert_eq!(text_string(b"(anonymous)"), None);
        assert_eq!(iso("D:2026"), Some("2026".into()));
        assert_eq!(iso("D:20260303"), Some("2026-03-03".into()));
        assert_eq!(iso("D:20261399"), Some("2026".into()));
        assert_eq!(iso("no date"), None);
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        // Rows across both columns, as in the text layer of a scan, and a headline above them.
        let mut page = at(20, 360, "A headline that runs over the whole of the sheet and both columns");
        for (i, (l, r)) in [
            ("The first column says ex-", "the second one goes on"),
            ("traordinary things, which", "with well-known matters."),
            ("in the next column, where", "It ends."),
        ]
        .iter()
        .enumerate()
        {
            let y = 330 - 12 * i as i32;
            page += &(at(20, y, l) + &at(220, y, r));
        }
        let body = parse(&pdf(&[&page])).ok().unwrap().body;
        assert_eq!(
            body,
            "A headline that runs over the whole of the sheet and both columns\n\nThe first column says \
             extraordinary things, which in the next column, where the second one goes on with \
             well-known matters. It ends."
        );
    }

    #[test]
    fn running_heads_are_dropped_and_gaps_are_spaces() {
        let page = |n: i32, text: &str| at(20, 385, "The Gazette") + &at(200, 10, &n.to_string()) + text;
        let one = page(1, "BT /F 10 Tf 14 TL 20 300 Td [(No)-280(space)-280(glyph)]TJ T* (here and o\\255) Tj ET");
        let two = page(2, &(at(20, 340, "ver the page.") + &at(32, 326, "An indent begins another.")));
        let body = parse(&pdf(&[&one, &two])).ok().unwrap().body;
        assert_eq!(body, "No space glyph here and over the page.\n\nAn indent begins another.");
    }

    #[test]
    fn damaged_and_hostile_files_do_no_harm() {
        let good = pdf(&[&at(20, 200, "Hello")]);
        for n in 0..good.len() {
            let _damaged = parse(&good[..n]);
            let mut bad = good.clone();
            bad[n] ^= 1 << (n % 8);
            let _damaged = parse(&bad);
        }
        let deep = format!("q {} /F 1e38 Tf {} (x) Tj", "[".repeat(100_000), "9e37 ".repeat(6) + "Tm");
        assert!(parse(&pdf(&[&deep])).is_ok());
        let heavy = "q ".repeat(200_000);
        assert!(parse(&pdf(&[heavy.as_str(); 8])).is_ok());
        assert!(parse(b"").is_err());
    }
}
