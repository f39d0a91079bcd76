//! Fonts of a PDF: their encodings and the widths of their characters.

use std::collections::HashMap;

use lopdf::{Dictionary, Document, Encoding, Object};

use super::MAX_STREAM;

/// The number of character codes.
const CODES: usize = 1 << 16;

/// A font, as far as text extraction needs it.
pub(super) struct Font<'a> {
    pub(super) encoding: Encoding<'a>,
    /// Whether a character code has two bytes.
    pub(super) is_wide: bool,
    widths: HashMap<usize, f64>,
    default_width: f64,
}

impl<'a> Font<'a> {
    pub(super) fn new(doc: &'a Document, dict: &'a Dictionary) -> Option<Self> {
        let encoding = dict.get_font_encoding_with_limit(doc, MAX_STREAM / 4).ok()?;
        let array = |d: &'a Dictionary, key: &[u8]| d.get_deref(key, doc).ok()?.as_array().ok();
        let number = |d: &Dictionary, key: &[u8]| d.get_deref(key, doc).ok().map(float);
        let descendant = array(dict, b"DescendantFonts").and_then(|a| doc.dereference(a.first()?).ok());
        if let Some(base) = descendant.and_then(|(_, o)| o.as_dict().ok()) {
            let widths = array(base, b"W").map(|w| cid_widths(doc, w)).unwrap_or_default();
            let default_width = number(base, b"DW").unwrap_or(1000.);
            return Some(Self { encoding, is_wide: true, widths, default_width });
        }
        let first = number(dict, b"FirstChar").unwrap_or(0.) as usize;
        let given = array(dict, b"Widths").map_or(&[][..], Vec::as_slice).iter().take(256);
        let mut widths: HashMap<_, _> = (first..first.saturating_add(256)).zip(given.map(float)).collect();
        if widths.is_empty() {
            let name = dict.get(b"BaseFont").and_then(Object::as_name).unwrap_or_default();
            let table = if name.starts_with(b"Times") { TIMES } else { HELVETICA };
            widths = (32..).zip(table.map(f64::from)).collect();
        }
        Some(Self { encoding, is_wide: false, widths, default_width: 500. })
    }

    /// The width of a character, in thousandths of the font size.
    pub(super) fn width(&self, code: usize) -> f64 {
        self.widths.get(&code).copied().unwrap_or(self.default_width)
    }
}

/// Reads widths as `first [width ...]` or `first last width`. A hostile file may claim any range, so the steps are bounded
/// by the number of codes.
fn cid_widths(doc: &Document, mut rest: &[Object]) -> HashMap<usize, f64> {
    let (mut widths, mut left) = (HashMap::new(), CODES);
    while let ([first, next, tail @ ..], 1..) = (rest, left) {
        let (first, next) = (float(first) as usize, doc.dereference(next).map_or(next, |(_, o)| o));
        if let Ok(list) = next.as_array() {
            widths.extend((first..=usize::MAX).zip(list.iter().map(float)).take(left));
            (rest, left) = (tail, left.saturating_sub(list.len() + 1));
        } else {
            let [width, tail @ ..] = tail else { break };
            let last = float(next) as usize;
            widths.extend((first..=last).map(|code| (code, float(width))).take(left));
            (rest, left) = (tail, left.saturating_sub(last.saturating_sub(first).saturating_add(1)));
        }
    }
    widths
}

pub(super) fn float(o: &Object) -> f64 {
    o.as_float().map_or(0., f64::from)
}

/// Widths from the space on, because the standard fonts may come without any.
const HELVETICA: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
    556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
    722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
    556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
    260, 334, 584,
];
/// The same for Times.
const TIMES: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];
