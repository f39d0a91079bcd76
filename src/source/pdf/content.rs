//! From the content stream of a page to pieces of text with their positions.

use std::collections::HashMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::font::{Font, float};
use super::reading_order::Piece;
use super::{MAX_COST, MAX_STREAM, plain};

/// The cost of a font, in bytes of content.
const FONT_COST: usize = 50_000;
/// The most pieces of a page: as many as ten pages of a newspaper have.
const MAX_PIECES: usize = 20_000;

type Matrix = [f64; 6];
const UNIT: Matrix = [1., 0., 0., 1., 0., 0.];

/// The matrix that applies `a`, then `b`.
fn mul(a: Matrix, b: Matrix) -> Matrix {
    let at = |x: f64, y: f64| (x * b[0] + y * b[2], x * b[1] + y * b[3]);
    let ((p, q), (r, s), (t, u)) = (at(a[0], a[1]), at(a[2], a[3]), at(a[4], a[5]));
    [p, q, r, s, t + b[4], u + b[5]]
}

fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(|o| o.as_float().ok()).map(f64::from).collect()
}

/// The graphics state, as far as text needs it.
#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    font: Option<Rc<Font<'a>>>,
    size: f64,
    chars: f64,
    words: f64,
    scale: f64,
    lead: f64,
}

/// Interprets the text operators of pages, those of invisible text included, because the text layer of a scan is invisible.
pub(super) struct Interpreter<'a> {
    doc: &'a Document,
    /// What the pages have cost so far, in bytes of content.
    pub(super) cost: usize,
    fonts: HashMap<*const Dictionary, Option<Rc<Font<'a>>>>,
    pieces: Vec<Piece>,
    sheet: (f64, f64),
    tm: Matrix,
    line: Matrix,
}

impl<'a> Interpreter<'a> {
    pub(super) fn new(doc: &'a Document) -> Self {
        Self { doc, cost: 0, fonts: HashMap::new(), pieces: Vec::new(), sheet: (0., 0.), tm: UNIT, line: UNIT }
    }

    /// The height of a page, and its pieces of text.
    pub(super) fn page(&mut self, id: ObjectId) -> (f64, Vec<Piece>) {
        self.cost += 1000;
        let area = self.inherited(id, b"MediaBox").and_then(|o| o.as_array().ok());
        let [a, b, c, d] = area.and_then(|a| numbers(a).first_chunk().copied()).unwrap_or([0., 0., 612., 792.]);
        let (x, y, w, h) = (a.min(c), b.min(d), (c - a).abs(), (d - b).abs());
        let turn = self.inherited(id, b"Rotate").and_then(|o| o.as_i64().ok()).unwrap_or(0).rem_euclid(360);
        let turned = match turn {
            90 => [0., 1., -1., 0., h, 0.],
            180 => [-1., 0., 0., -1., w, h],
            270 => [0., -1., 1., 0., 0., w],
            _ => UNIT,
        };
        self.sheet = if turn % 180 == 90 { (h, w) } else { (w, h) };
        let state = State {
            ctm: mul([1., 0., 0., -1., -x, y + h], turned),
            font: None,
            size: 0.,
            chars: 0.,
            words: 0.,
            scale: 1.,
            lead: 0.,
        };
        let resources = self.inherited(id, b"Resources").and_then(|o| o.as_dict().ok());
        if let Ok(content) = self.doc.get_page_content_with_limit(id, MAX_STREAM) {
            self.run(&content, resources, state, 0);
        }
        (self.sheet.1, std::mem::take(&mut self.pieces))
    }

    fn inherited(&self, mut id: ObjectId, key: &[u8]) -> Option<&'a Object> {
        for _ in 0..32 {
            let page = self.doc.get_dictionary(id).ok()?;
            if let Ok(o) = page.get_deref(key, self.doc) {
                return Some(o);
            }
            id = page.get(b"Parent").and_then(Object::as_reference).ok()?;
        }
        None
    }

    fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, mut s: State<'a>, depth: usize) {
        self.cost += content.len() + 100;
        if depth > 8 || self.cost > MAX_COST {
            return;
        }
        let Ok(content) = Content::decode(content) else {
            return;
        };
        let doc = self.doc;
        let named = |kind: &[u8], name: &Object| {
            resources?.get_deref(kind, doc).ok()?.as_dict().ok()?.get_deref(name.as_name().ok()?, doc).ok()
        };
        let mut stack = Vec::new();
        for op in &content.operations {
            if self.cost > MAX_COST {
                return;
            }
            let n = numbers(&op.operands);
            match (op.operator.as_str(), n.as_slice()) {
                ("q", _) if stack.len() < 100 => stack.push(s.clone()),
                ("Q", _) => s = stack.pop().unwrap_or(s),
                ("cm", &[a, b, c, d, e, f]) => s.ctm = mul([a, b, c, d, e, f], s.ctm),
                ("BT", _) => (self.tm, self.line) = (UNIT, UNIT),
                ("Tc", &[v]) => s.chars = v,
                ("Tw", &[v]) => s.words = v,
                ("Tz", &[v]) => s.scale = v / 100.,
                ("TL", &[v]) => s.lead = v,
                ("Tf", &[v]) => {
                    (s.size, s.font) = (
                        v,
                        op.operands.first().and_then(|o| named(b"Font", o)).and_then(|o| self.font(o.as_dict().ok()?)),
                    )
                }
                ("Td", &[x, y]) => self.next(x, y),
                ("TD", &[x, y]) => {
                    s.lead = -y;
                    self.next(x, y)
                }
                ("T*", _) => self.next(0., -s.lead),
                ("Tm", &[a, b, c, d, e, f]) => (self.tm, self.line) = ([a, b, c, d, e, f], [a, b, c, d, e, f]),
                ("Tj", _) => self.show(&op.operands, &s),
                ("'", _) => {
                    self.next(0., -s.lead);
                    self.show(&op.operands, &s)
                }
                ("\"", &[w, c]) => {
                    (s.words, s.chars) = (w, c);
                    self.next(0., -s.lead);
                    self.show(&op.operands, &s)
                }
                ("TJ", _) => {
                    if let Some(Ok(array)) = op.operands.first().map(Object::as_array) {
                        self.show(array, &s)
                    }
                }
                ("Do", _) => {
                    let Some(Object::Stream(form)) = op.operands.first().and_then(|o| named(b"XObject", o)) else {
                        continue;
                    };
                    if form.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") || self.cost > MAX_COST
                    {
                        continue;
                    }
                    let own = form.dict.get_deref(b"Resources", doc).and_then(Object::as_dict).ok().or(resources);
                    let m = form.dict.get(b"Matrix").and_then(Object::as_array).map(|m| numbers(m)).unwrap_or_default();
                    let mut inner = s.clone();
                    inner.ctm = mul(m.first_chunk().copied().unwrap_or(UNIT), s.ctm);
                    if let Ok(c) = form.get_plain_content_with_limit(MAX_STREAM) {
                        self.run(&c, own, inner, depth + 1);
                    }
                }
                _ => {}
            }
        }
    }

    fn next(&mut self, x: f64, y: f64) {
        self.line = mul([1., 0., 0., 1., x, y], self.line);
        self.tm = self.line;
    }

    /// Shows strings; the numbers between them move the position.
    fn show(&mut self, items: &[Object], s: &State<'a>) {
        let Some(font) = s.font.clone() else { return };
        for item in items {
            let Object::String(bytes, _) = item else {
                let back = float(item);
                self.tm = mul([1., 0., 0., 1., -back / 1000. * s.size * s.scale, 0.], self.tm);
                continue;
            };
            for code in bytes.chunks(if font.is_wide { 2 } else { 1 }) {
                let number = code.iter().fold(0, |n, &b| n << 8 | usize::from(b));
                let width = font.width(number) / 1000. * s.size * s.scale;
                let [a, b, c, d, x, y] = mul(self.tm, s.ctm);
                // Neither text off the page nor rotated text (a watermark, a picture credit).
                let seen = (0. ..self.sheet.0).contains(&x) && (0. ..self.sheet.1).contains(&y) && b.abs() < 0.1 * a;
                if let Some(text) = font.encoding.bytes_to_string(code).ok().filter(|_| seen) {
                    self.put(&plain(&text), x, y, x + width * a, s.size.abs() * c.hypot(d));
                }
                let word = if code == b" " { s.words } else { 0. };
                self.tm = mul([1., 0., 0., 1., width + (s.chars + word) * s.scale, 0.], self.tm);
            }
        }
    }

    fn font(&mut self, dict: &'a Dictionary) -> Option<Rc<Font<'a>>> {
        let key = std::ptr::from_ref(dict);
        if !self.fonts.contains_key(&key) {
            // An encoding is costly to parse and to keep, and a file can have thousands of fonts.
            self.cost += FONT_COST;
            let font = Font::new(self.doc, dict).map(Rc::new);
            self.fonts.insert(key, font);
        }
        self.fonts.get(&key)?.clone()
    }

    fn put(&mut self, text: &str, x0: f64, y: f64, x1: f64, size: f64) {
        if let Some(p) = self.pieces.last_mut()
            && (p.y - y).abs() < 0.4 * p.size
            && (-0.5 * p.size..p.size).contains(&(x0 - p.x1))
        {
            // Many producers write no spaces. A gap too wide for kerning is one.
            if x0 - p.x1 > 0.15 * p.size {
                p.text.push(' ');
            }
            p.text.push_str(text);
            (p.x1, p.size) = (p.x1.max(x1), p.size.max(size));
        } else if !text.trim().is_empty() && self.pieces.len() < MAX_PIECES {
            self.pieces.push(Piece { x0, x1, y, size, text: text.into(), ..Piece::default() });
        }
    }
}
