//! The network's inputs for each token: the key of its word, and its rows in the feature table.

use super::sizes::{FEATURE_ROWS, FEATURES};
use crate::extract::layout::{Layout, Quote};

/// The features of all tokens of a document.
pub(super) struct TokenFeatures {
    /// For each token [`FEATURES`] rows of the feature table.
    pub(super) rows: Vec<u32>,
    /// For each token the hash of its normal form, by which its word row is found.
    pub(super) keys: Vec<u64>,
}

/// FNV-1a, with the upper bits mixed into the lower ones.
pub(super) fn fnv(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325u64;
    for &b in bytes {
        hash = (hash ^ b as u64).wrapping_mul(0x100_0000_01b3);
    }
    hash ^ (hash >> 29)
}

/// Writes the normal form of a word to the buffer: lower case, with one kind of apostrophe, quotation mark and dash.
fn normal(word: &str, buffer: &mut String) {
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

/// Returns the features of all tokens.
pub(super) fn features(layout: &Layout<'_>) -> TokenFeatures {
    let n = layout.tokens.len();
    let mut keys = Vec::with_capacity(n);
    let mut affixes = Vec::with_capacity(n);
    let mut word = String::new();
    for i in 0..n {
        match layout.tokens[i].quote {
            // A quotation can have single marks, which look like apostrophes.
            Quote::Open | Quote::Close => normal("\"", &mut word),
            _ => normal(layout.word(i), &mut word),
        }
        keys.push(fnv(word.as_bytes()));
        let bytes = word.as_bytes();
        let tail = |k: usize| fnv(&bytes[bytes.len().saturating_sub(k)..]);
        affixes.push([tail(2), tail(3).rotate_left(7), fnv(&bytes[..bytes.len().min(3)]).rotate_left(13)]);
    }
    let mut rows = Vec::with_capacity(n * FEATURES);
    let (to_mark, since_mark) = mark_distances(layout);
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
            let [suffix_of_two, suffix_of_three, prefix] = affixes[i];
            let shape = shape(layout.word(i));
            let before = if i > range.start { layout.tokens[i - 1].quote as u32 } else { 4 };
            let after = if i + 1 < range.end { layout.tokens[i + 1].quote as u32 } else { 4 };
            let next = if i + 1 < n { keys[i + 1] } else { 0 };
            let values: [u64; FEATURES] = [
                suffix_of_two,
                suffix_of_three,
                prefix,
                u64::from(shape * 4 + (in_sentence == 0) as u32 * 2 + (i == range.start) as u32),
                u64::from(quote * 64 + since_mark[i].min(7) * 8 + to_mark[i].min(7)),
                u64::from(in_sentence * 25 + before * 5 + after),
                u64::from(length * 4 + starts_quoted as u32 * 2 + (range.end - i < 4) as u32),
                keys[i].rotate_left(17) ^ next,
            ];
            let mut base = 0;
            for (value, size) in values.into_iter().zip(FEATURE_ROWS) {
                rows.push(base + (value % u64::from(size)) as u32);
                base += size;
            }
        }
    }
    TokenFeatures { rows, keys }
}

/// The class of a count: 0, 1, 2, 3, 4–5, 6–8, 9–14, 15 and more.
fn bucket(n: usize) -> u32 {
    match n {
        0..=3 => n as u32,
        4..=5 => 4,
        6..=8 => 5,
        9..=14 => 6,
        _ => 7,
    }
}

/// The class of a word by its characters: capitalized, in capitals, a number, a kind of mark and so on; less than 16.
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

/// For each token, how many tokens away the next and the last quotation mark of its paragraph are; 9 if there is none.
fn mark_distances(layout: &Layout<'_>) -> (Vec<u32>, Vec<u32>) {
    let n = layout.tokens.len();
    let (mut to_next, mut since_last) = (vec![9; n], vec![9; n]);
    for range in &layout.paragraphs {
        let mut last = None;
        for i in range.clone() {
            if let Some(at) = last {
                since_last[i] = (i - at) as u32;
            }
            if matches!(layout.tokens[i].quote, Quote::Open | Quote::Close) {
                last = Some(i);
            }
        }
        let mut next = None;
        for i in range.clone().rev() {
            if let Some(at) = next {
                to_next[i] = (at - i) as u32;
            }
            if matches!(layout.tokens[i].quote, Quote::Open | Quote::Close) {
                next = Some(i);
            }
        }
    }
    (to_next, since_last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::network::sizes::TABLE;
    use crate::text::Document;

    fn normal_form(word: &str) -> String {
        let mut buffer = String::new();
        normal(word, &mut buffer);
        buffer
    }

    #[test]
    fn typography_does_not_change_a_word() {
        for (one, other) in [("“", "''"), ("—", "--"), ("…", "..."), ("Can’t", "can't"), ("ÉTÉ", "été")] {
            assert_eq!(normal_form(one), normal_form(other));
        }
    }

    #[test]
    fn every_row_is_in_the_part_of_its_feature() {
        let document = Document::new("“The dam holds,” Ida Holm said.\n\nNobody asked ‘why’ in 2021…");
        let found = features(&Layout::of(&document));
        assert_eq!(found.rows.len(), document.tokens.len() * FEATURES);
        for rows in found.rows.as_chunks::<FEATURES>().0 {
            let mut base = 0;
            for (row, size) in rows.iter().zip(FEATURE_ROWS) {
                assert!((base..base + size).contains(row), "{rows:?}");
                base += size;
            }
            assert_eq!(base as usize, TABLE);
        }
    }

    #[test]
    fn distances_are_those_to_the_marks_of_the_paragraph() {
        let document = Document::new("a “b” c\n\nd");
        let (to_next, since_last) = mark_distances(&Layout::of(&document));
        assert_eq!(to_next, [1, 2, 1, 9, 9, 9]);
        assert_eq!(since_last, [9, 9, 1, 2, 1, 9]);
    }

    #[test]
    fn words_are_classed_by_their_characters() {
        let classes = ["A", "Ann", "NATO", "McKay", "1990s", "12", "dam", "iPad", "b2b", ".", ",", "’", "$"].map(shape);
        assert_eq!(classes, [1, 2, 3, 4, 6, 5, 7, 8, 9, 11, 12, 14, 15]);
    }
}
