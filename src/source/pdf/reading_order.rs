//! From pieces of text with their positions to paragraphs in reading order.

use std::collections::{HashMap, HashSet};

/// Text on one baseline, without a gap as wide as between columns. `y` grows downwards.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
    pub(super) text: String,
    /// The page, and the left and right edge of the column. Both are filled in later.
    pub(super) page: usize,
    pub(super) edge: (f64, f64),
}

/// The paragraphs of the pages. Each page comes with its height.
pub(super) fn body(mut pages: Vec<(f64, Vec<Piece>)>) -> String {
    // Running heads have the same words (except numbers) at the same height on two pages.
    let key = |p: &Piece| (p.text.replace(|c: char| !c.is_alphabetic(), ""), (p.y / 2.) as i64);
    let edge = |h: f64, p: &Piece| p.y < 0.13 * h || p.y > 0.87 * h;
    let mut seen: HashMap<_, usize> = HashMap::new();
    for (h, pieces) in &pages {
        let keys: HashSet<_> = pieces.iter().filter(|p| edge(*h, p)).map(key).collect();
        keys.into_iter().for_each(|k| *seen.entry(k).or_default() += 1);
    }
    let mut lines = Vec::new();
    for (n, (h, pieces)) in pages.iter_mut().enumerate() {
        pieces.iter_mut().for_each(|p| p.page = n);
        pieces.retain(|p| {
            let k = key(p);
            !edge(*h, p) || !k.0.is_empty() && seen.get(&k) < Some(&2)
        });
        columns(std::mem::take(pieces), None, 64, &mut lines);
    }
    paragraphs(&lines)
}

/// Splits a page by recursive X-Y cuts: between columns first, else at the widest white band, down to single lines. The
/// depth is bounded to protect the stack.
fn columns(mut v: Vec<Piece>, edge: Option<(f64, f64)>, depth: u8, out: &mut Vec<Piece>) {
    let edge = edge.unwrap_or_else(|| v.iter().fold((f64::MAX, 0.), |e, p| (p.x0.min(e.0), p.x1.max(e.1))));
    if depth > 0 && v.len() > 1 {
        v.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        // A column is at least five letters wide, so that the numbers of a list are not one.
        let tall = |v: &[Piece]| v.iter().any(|p| (p.y - v[0].y).abs() > p.size);
        let mut reach = f64::MIN;
        let gutter = (1..v.len()).find(|&i| {
            reach = reach.max(v[i - 1].x1);
            v[i].x0 - reach > 0.9 * v[i].size && reach - v[0].x0 > 5. * v[i].size && tall(&v[..i])
        });
        if let Some(i) = gutter {
            let right = v.split_off(i);
            columns(v, None, depth - 1, out);
            return columns(right, None, depth - 1, out);
        }
        v.sort_by(|a, b| a.y.total_cmp(&b.y));
        let (mut low, mut best) = (f64::MIN, (0., 0));
        for i in 1..v.len() {
            low = low.max(v[i - 1].y + 0.25 * v[i - 1].size);
            let gap = v[i..].iter().take(8).fold(f64::MAX, |m, p| m.min(p.y - 0.8 * p.size)) - low;
            if gap > best.0 {
                best = (gap, i);
            }
        }
        if best.1 > 0 {
            let below = v.split_off(best.1);
            columns(v, Some(edge), depth - 1, out);
            return columns(below, Some(edge), depth - 1, out);
        }
    }
    v.sort_by(|a, b| a.y.total_cmp(&b.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for p in v {
        match rows.last_mut() {
            Some(row) if p.y - row[0].y < 0.5 * row[0].size => row.push(p),
            _ => rows.push(vec![p]),
        }
    }
    for mut row in rows {
        row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let text = row.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ");
        out.extend(
            row.into_iter().reduce(|a, b| Piece { x1: a.x1.max(b.x1), size: a.size.max(b.size), ..a }).map(|p| Piece {
                text,
                edge,
                ..p
            }),
        );
    }
}

/// Joins lines to paragraphs. A paragraph begins at a wider gap, another size, an indent, or where a sentence ended though
/// the next word would have fitted. The last two also work at the top of a column or page.
fn paragraphs(lines: &[Piece]) -> String {
    let below = |a: &Piece, b: &Piece| a.page == b.page && b.y > a.y;
    let pairs = || lines.windows(2).map(|w| (&w[0], &w[1]));
    let mut steps: Vec<f64> = pairs().filter(|(a, b)| below(a, b)).map(|(a, b)| (b.y - a.y) / b.size).collect();
    steps.sort_by(f64::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(1.2).min(2.5);
    // A compound that occurs within a line keeps its hyphen at the end of a line.
    let compounds: HashSet<&str> =
        lines.iter().flat_map(|l| l.text.split_whitespace()).map(bare).filter(|w| w.contains('-')).collect();
    let mut body = String::new();
    for (i, b) in lines.iter().enumerate() {
        let text = b.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(a) = i.checked_sub(1).and_then(|i| lines.get(i)) else {
            body = text;
            continue;
        };
        let word = text.split(' ').next().unwrap_or_default();
        let letter = (b.x1 - b.x0) / text.chars().count().max(1) as f64;
        let fits = a.x1 + letter * (word.chars().count() as f64 + 1.) < a.edge.1;
        let indent = b.x0 > 0.6 * b.size + if below(a, b) { a.x0 } else { b.edge.0 };
        let ended = body.ends_with(['.', '!', '?', ':', '”', '"', '’', '»', ')']);
        let other = b.size.max(a.size) > 1.15 * b.size.min(a.size);
        // From a headline to a column below it, or back.
        let turned = below(a, b) && a.edge != b.edge;
        if other || turned || indent || ended && fits || below(a, b) && b.y - a.y > 1.2 * usual * b.size {
            body.push_str("\n\n");
        } else if let Some(stem) = body.strip_suffix(['-', '‐', '\u{ad}']).filter(|s| s.ends_with(char::is_alphabetic))
        {
            let whole = format!("{}-{}", stem.rsplit(char::is_whitespace).next().unwrap_or_default(), word);
            if body.ends_with('\u{ad}') || word.starts_with(char::is_lowercase) && !compounds.contains(bare(&whole)) {
                body.truncate(stem.len());
            }
        } else {
            body.push(' ');
        }
        body.push_str(&text);
    }
    body.replace('\u{ad}', "")
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}
