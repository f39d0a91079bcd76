//! Plain text: a headline, perhaps a byline and a date, and the article.

use super::format::{Format, Read};
use super::{Fault, byline, date};
use crate::article::{Article, DateSource};

pub(super) static FORMAT: Format =
    Format { names: &["plain text"], extensions: &["", "txt", "text"], read: Read::Text(read), ..Format::DEFAULT };

/// The longest headline, in bytes.
const TITLE_LENGTH: usize = 200;
/// How many lines after the headline may be a byline or a date.
const HEAD_LINES: usize = 4;

/// Reads a plain text. The body is everything after the head, unchanged but for line ends as `\n`.
fn read(text: &str) -> Result<Article, Fault> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    if text.trim().is_empty() {
        return Err(Fault::new("the file is empty", "nothing to do"));
    }
    let mut article = Article::default();
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let (first, after) = next_line(rest);
    if is_title(first, after) {
        article.title = Some(first.trim().to_owned());
        rest = read_head(after, &mut article);
    }
    article.body = rest.trim_matches(|c: char| c == '\n' || c == '\u{feff}').to_owned();
    if article.body.trim().is_empty() {
        return Err(Fault::new("a headline without text", "nothing to do"));
    }
    Ok(article)
}

fn next_line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}

fn is_title(line: &str, after: &str) -> bool {
    line.len() <= TITLE_LENGTH && !after.trim().is_empty()
}

/// Reads byline and date into the article, and returns the rest.
fn read_head<'a>(mut rest: &'a str, article: &mut Article) -> &'a str {
    for _ in 0..HEAD_LINES {
        let body = rest.trim_start();
        let (line, after) = next_line(body);
        let line = line.trim();
        if article.authors.is_empty() && byline::is_byline(line) {
            article.authors = byline::authors(line);
        } else if let Some(published) = date::parse(line).filter(|_| article.published.is_none()) {
            article.published = Some(published);
            article.date_source = Some(DateSource::Text);
        } else {
            break;
        }
        rest = after;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_and_body_are_separated() {
        let article = read("Ferry returns\r\n\r\nBy Ida Holm\r\nMarch 4, 2021\r\n\r\nOne.\r\n\r\nTwo.\r\n").unwrap();
        assert_eq!(article.title.as_deref(), Some("Ferry returns"));
        assert_eq!(article.authors, ["Ida Holm"]);
        assert_eq!(article.published.map(|p| p.to_string()).as_deref(), Some("2021-03-04"));
        assert_eq!(article.body, "One.\n\nTwo.");
    }

    #[test]
    fn one_line_is_a_body() {
        let article = read("A single line.").unwrap();
        assert_eq!((article.title, article.body.as_str()), (None, "A single line."));
    }
}
