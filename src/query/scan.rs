//! The text of a query, read from left to right.

use crate::error::{Error, ErrorKind, Result};

/// The marks that open and close a phrase or a value.
pub(super) const MARKS: [char; 3] = ['"', '“', '”'];
/// The characters that a backslash can precede between quotation marks.
pub(super) const ESCAPED: [char; 4] = ['"', '“', '”', '\\'];
/// The marks that open a value after the colon of a field as well.
pub(super) const SINGLE_MARKS: [char; 2] = ['\'', '‘'];
/// The largest number of words that can be allowed between others.
const WIDEST: u32 = 1000;

/// A value as it was written.
pub(super) struct Value {
    /// Without its quotation marks.
    pub(super) text: String,
    pub(super) quoted: bool,
}

/// A text and the position up to which it was read.
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The position, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    pub(super) fn skip_space(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Whether clauses side by side end here: at the end, a closing parenthesis, `OR` or `AND`.
    pub(super) fn ends_row(&self) -> bool {
        self.rest().is_empty() || self.rest().starts_with(')') || self.is_keyword("OR") || self.is_keyword("AND")
    }

    /// Whether an unquoted word comes next, and no `-`, `NOT` or parenthesis.
    pub(super) fn at_bare_word(&self) -> bool {
        !self.rest().starts_with(['(', '-', '"', '“', '”']) && !self.is_keyword("NOT")
    }

    /// Whether a keyword comes next: in capitals, or `&&` for `AND` and `||` for `OR`.
    pub(super) fn is_keyword(&self, word: &str) -> bool {
        self.keyword(word).is_some()
    }

    /// The length of the keyword that comes next.
    fn keyword(&self, word: &str) -> Option<usize> {
        let sign = match word {
            "AND" => "&&",
            "OR" => "||",
            _ => word,
        };
        [word, sign].into_iter().find(|word| self.is_next(word)).map(str::len)
    }

    fn is_next(&self, word: &str) -> bool {
        let after = self.rest().strip_prefix(word);
        after.is_some_and(|after| {
            after.is_empty() || after.starts_with(|c: char| c.is_whitespace() || matches!(c, '(' | ')'))
        })
    }

    /// Reads a keyword in capitals, if it is next, and returns its position.
    pub(super) fn take_keyword(&mut self, word: &str) -> Option<usize> {
        self.skip_space();
        let start = self.at;
        self.at += self.keyword(word)?;
        Some(start)
    }

    /// Reads a minus that excludes what follows; a dash between spaces does not.
    pub(super) fn take_minus(&mut self) -> bool {
        let after = self.rest().strip_prefix('-');
        let is_minus = after.is_some_and(|after| {
            !after.is_empty() && !after.starts_with(|c: char| c == '-' || c == ')' || c.is_whitespace())
        });
        self.at += usize::from(is_minus);
        is_minus
    }

    /// Reads `NEAR` or `NEAR/5` and the space after it; returns its position and the number.
    pub(super) fn take_near(&mut self) -> Result<Option<(usize, Option<u32>)>> {
        let next = self.rest().trim_start();
        let start = self.text.len() - next.len();
        let Some(after) = next.strip_prefix("NEAR") else { return Ok(None) };
        let end = after.find(char::is_whitespace).unwrap_or(after.len());
        let distance = match after[..end].strip_prefix('/') {
            Some(digits) => Some(
                digits
                    .parse::<u32>()
                    .ok()
                    .filter(|count| *count <= WIDEST)
                    .ok_or_else(|| self.error(start, "NEAR/ needs a number of words up to 1000, such as NEAR/5"))?,
            ),
            None if end == 0 => None,
            None => return Ok(None),
        };
        self.at = self.text.len() - after[end..].len();
        self.skip_space();
        Ok(Some((start, distance)))
    }

    /// Reads the number after a sign, if the sign is next.
    pub(super) fn number_after(&mut self, sign: char) -> Result<Option<u32>> {
        let Some(rest) = self.rest().strip_prefix(sign) else { return Ok(None) };
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let Some(number) = rest[..end].parse().ok().filter(|number| *number <= WIDEST) else {
            return Err(self.error(self.at, "~ after a phrase needs a number of words up to 1000, such as ~5"));
        };
        self.at = self.text.len() - rest[end..].len();
        Ok(Some(number))
    }

    /// Reads up to white space or a parenthesis, or between quotation marks, straight or curly.
    pub(super) fn value(&mut self) -> Result<Value> {
        let rest = self.rest();
        if let Some(inside) = rest.strip_prefix(MARKS) {
            let Some((text, length)) = unquoted(inside) else {
                return Err(self.error(self.at, "this quotation mark is never closed; close it, or leave it out"));
            };
            self.at += rest.len() - inside.len() + length;
            return Ok(Value { text, quoted: true });
        }
        let word = &rest[..rest.find(ends_value).unwrap_or(rest.len())];
        if let Some(mark) = word.find(MARKS) {
            let what = "a quotation mark inside a word; put a space before it, or leave it out";
            return Err(self.error(self.at + mark, what));
        }
        self.at += word.len();
        Ok(Value { text: word.to_owned(), quoted: false })
    }

    /// Reads a value, which can be between single quotation marks too.
    pub(super) fn field_value(&mut self) -> Result<Value> {
        let rest = self.rest();
        let inside = rest.strip_prefix(SINGLE_MARKS);
        // An apostrophe closes only at the end of a word: 'Men's Health'.
        let closing = inside.and_then(|inside| {
            let mut marks = inside.match_indices(['\'', '’']);
            marks.find(|(at, mark)| inside[at + mark.len()..].chars().next().is_none_or(ends_value))
        });
        match (inside, closing) {
            (Some(inside), Some((end, mark))) => {
                self.at += rest.len() - inside.len() + end + mark.len();
                Ok(Value { text: inside[..end].to_owned(), quoted: true })
            }
            _ => self.value(),
        }
    }

    /// The `*` or `~` at the end of an unquoted value, or right after a quoted one.
    pub(super) fn trailing_sign(&self, value: &Value) -> Option<char> {
        let end = if value.quoted { self.rest().get(..1)? } else { value.text.trim_end_matches(['1', '2']) };
        let sign = end.chars().next_back().filter(|sign| matches!(sign, '*' | '~'))?;
        (sign == '~' || value.quoted || value.text.ends_with(sign)).then_some(sign)
    }

    /// An error with the query and a caret under the position.
    pub(super) fn error(&self, at: usize, what: &str) -> Error {
        let line: String = self.text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let column = self.text[..self.text.floor_char_boundary(at)].chars().count();
        Error::new(ErrorKind::Query, format!("{what}\n  {line}\n  {:column$}^", ""), "")
    }
}

fn ends_value(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')')
}

/// The text up to the closing mark, without the backslashes that escape marks, and its length in bytes with the mark.
fn unquoted(inside: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' if chars.as_str().starts_with(ESCAPED) => text.extend(chars.next().map(|(_, escaped)| escaped)),
            c if MARKS.contains(&c) => return Some((text, at + c.len_utf8())),
            c => text.push(c),
        }
    }
    None
}
