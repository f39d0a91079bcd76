//! Files of queries, one per line.

use super::Query;
use crate::error::Result;

/// A query of a file and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedQuery {
    /// The name before the query, otherwise its text.
    pub name: String,
    /// The query.
    pub query: Query,
}

/// The queries of a file, each with the number of its line, from 1. Skips blank lines and lines that begin with `#`.
///
/// A query can have a name before it, separated by a tab, or by `=` with white space on both sides. A name before `=` has only
/// letters, digits, white space, `-`, `_` and `.`; otherwise the `=` is part of the query.
///
/// # Errors
/// Each line that does not parse has its own error; the other lines are not affected.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, Result<NamedQuery>)> {
    let numbered = text.trim_start_matches('\u{feff}').lines().enumerate();
    let queries = numbered.filter(|(_, line)| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    queries.map(|(number, line)| (number + 1, named(line)))
}

fn named(line: &str) -> Result<NamedQuery> {
    let (name, text) = parts(line);
    let query: Query = text.parse()?;
    query.check()?;
    Ok(NamedQuery { name: name.unwrap_or(text).to_owned(), query })
}

/// The name, if there is one, and the query.
fn parts(line: &str) -> (Option<&str>, &str) {
    let plain = |name: &str| name.chars().all(|c| c.is_alphanumeric() || c.is_whitespace() || "-_.".contains(c));
    let named = line.split_once('\t').or_else(|| line.split_once(" = ").filter(|(name, _)| plain(name)));
    match named {
        Some((name, text)) if !name.trim().is_empty() => (Some(name.trim()), text.trim()),
        _ => (None, line.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_before_a_tab_or_an_equals_sign() {
        for (line, expected) in [
            ("flood since:2022", (None, "flood since:2022")),
            ("wall = flood wall", (Some("wall"), "flood wall")),
            ("the wall.2\t\"a = b\"", (Some("the wall.2"), "\"a = b\"")),
            ("\"a = b\"", (None, "\"a = b\"")),
            ("speaker:holm = x", (None, "speaker:holm = x")),
            (" = flood", (None, "= flood")),
            ("a=b", (None, "a=b")),
        ] {
            assert_eq!(parts(line), expected, "{line}");
        }
    }

    #[test]
    fn a_line_with_a_mistake_leaves_the_others() {
        let read: Vec<_> = lines("\u{feff}# water\n\nflood\r\na = (flood\nb\twall\n").collect();
        let numbers: Vec<usize> = read.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [3, 4, 5]);
        assert_eq!(read[0].1.as_ref().map(|query| query.name.as_str()).ok(), Some("flood"));
        assert!(read[1].1.as_ref().is_err_and(|error| error.to_string().contains("(flood\n  ^")));
        assert_eq!(read[2].1.as_ref().map(|query| query.name.as_str()).ok(), Some("b"));
    }
}
