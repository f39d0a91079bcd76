//! What the network sees of each token: rows of one hashed table, and the word's own vector.

use super::layout::{Layout, Quote};

/// Rows a token has in the feature table.
pub(super) const FEATURES: usize = 8;
/// Rows of the feature table.
pub(super) const TABLE: usize = 1024 + 4096 + 1024 + 64 + 256 + 256 + 64 + BIGRAMS;
/// Rows that unknown words share.
pub(super) const UNKNOWN: usize = 2048;
const BIGRAMS: usize = 8192;

pub(super) struct TokenFeatures {
    /// `FEATURES` rows a token.
    pub(super) rows: Vec<u32>,
    /// FNV hash of the lower-case word, the key of its vector.
    pub(super) keys: Vec<u64>,
}

pub(super) fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &b in bytes {
        hash = (hash ^ b as u64).wrapping_mul(0x100_0000_01b3);
    }
    hash ^ (hash >> 29)
}

/// Lower case, curly apostrophes straight, quotation marks and dashes made alike.
pub(super) fn normal(word: &str, buffer: &mut String) {
    buffer.clear();
    match word {
        "“" | "„" | "«" | "``" | "”" | "»" | "''" => return buffer.push('"'),
        "—" | "–" | "--" | "―" | "---" => return buffer.push_str("--"),
        "…" => return buffer.push_str("..."),
        _ => {}
    }
    if word.is_ascii() {
        buffer.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
    } else {
        buffer.extend(word.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }));
    }
}

pub(super) fn features(layout: &Layout<'_>) -> TokenFeatures {
    let n = layout.tokens.len();
    let mut keys = Vec::with_capacity(n);
    let mut suffixes = Vec::with_capacity(n);
    let mut word = String::new();
    for i in 0..n {
        match layout.tokens[i].quote {
            // Whatever mark it is, also a single one.
            Quote::Open | Quote::Close => normal("\"", &mut word),
            _ => normal(layout.word(i), &mut word),
        }
        keys.push(fnv(word.as_bytes()));
        let bytes = word.as_bytes();
        let tail = |k: usize| fnv(&bytes[bytes.len().saturating_sub(k)..]);
        suffixes.push([tail(2), tail(3).rotate_left(7), fnv(&bytes[..bytes.len().min(3)]).rotate_left(13)]);
    }
    let mut rows = Vec::with_capacity(n * FEATURES);
    let (to_close, from_open) = quote_distances(layout);
    for range in &layout.paragraphs {
        let starts_quoted = layout.tokens[range.start].quote == Quote::Open;
        let length = bucket(range.len() / 4);
        let mut sentence_start = range.start;
        for i in range.clone() {
            let token = layout.tokens[i];
            if i > range.start && layout.tokens[i - 1].sentence != token.sentence {
                sentence_start = i;
            }
            let in_sentence = bucket(i - sentence_start);
            let quote = token.quote as u32;
            let mut base = 0u32;
            let mut row = |size: u32, value: u64| {
                rows.push(base + (value % size as u64) as u32);
                base += size;
            };
            row(1024, suffixes[i][0]);
            row(4096, suffixes[i][1]);
            row(1024, suffixes[i][2]);
            let shape = shape(layout.word(i));
            row(64, (shape * 4 + (in_sentence == 0) as u32 * 2 + (i == range.start) as u32) as u64);
            row(256, (quote * 64 + from_open[i].min(7) * 8 + to_close[i].min(7)) as u64);
            let before = if i > range.start { layout.tokens[i - 1].quote as u32 } else { 4 };
            let after = if i + 1 < range.end { layout.tokens[i + 1].quote as u32 } else { 4 };
            row(256, (in_sentence * 25 + before * 5 + after) as u64);
            row(64, (length * 4 + starts_quoted as u32 * 2 + (range.end - i < 4) as u32) as u64);
            let next = if i + 1 < n { keys[i + 1] } else { 0 };
            row(BIGRAMS as u32, keys[i].rotate_left(17) ^ next);
        }
    }
    TokenFeatures { rows, keys }
}

/// 0, 1, 2, 3, 4–5, 6–8, 9–14, 15–
fn bucket(n: usize) -> u32 {
    match n {
        0..=3 => n as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
}

fn shape(word: &str) -> u32 {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for c in chars {
        upper += c.is_uppercase() as u32;
        lower += c.is_lowercase() as u32;
        digit += c.is_ascii_digit() as u32;
    }
    match first {
        c if c.is_uppercase() => match (upper, lower) {
            (0, 0) => 1,
            (0, _) => 2,
            (_, 0) => 3,
            _ => 4,
        },
        c if c.is_ascii_digit() => 5 + (lower + upper > 0) as u32,
        c if c.is_alphabetic() => 7 + (upper > 0) as u32 + 2 * (digit > 0) as u32,
        '.' | '?' | '!' => 11,
        ',' => 12,
        ':' => 13,
        '\'' | '’' => 14,
        _ => 15,
    }
}

/// For each token, how far the end of its quotation (or, outside, the next opening mark) and the start of its quotation
/// (or the last closing mark) are, within its paragraph; 7 and more are alike.
fn quote_distances(layout: &Layout<'_>) -> (Vec<u32>, Vec<u32>) {
    let n = layout.tokens.len();
    let (mut ahead, mut behind) = (vec![9; n], vec![9; n]);
    for range in &layout.paragraphs {
        let mut last = None;
        for i in range.clone() {
            if let Some(at) = last {
                behind[i] = (i - at) as u32;
            }
            if matches!(layout.tokens[i].quote, Quote::Open | Quote::Close) {
                last = Some(i);
            }
        }
        let mut next = None;
        for i in range.clone().rev() {
            if let Some(at) = next {
                ahead[i] = (at - i) as u32;
            }
            if matches!(layout.tokens[i].quote, Quote::Open | Quote::Close) {
                next = Some(i);
            }
        }
    }
    (ahead, behind)
}
