//! Tokens: words, numbers and marks.

use super::{Quote, Span};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Starts with a letter, or with `@` or `#` and a letter.
    Word,
    /// Starts with a digit.
    Number,
    /// A character that is not a letter, a digit or white space. “--”, “...” and “''” are one mark each.
    Mark,
}

/// A word, a number or a mark, and where it is.
///
/// A possessive `’s` is a token of its own; an abbreviation keeps its full stop (`Mr.`, `U.S.`, `J.`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// The place in the body.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Whether it starts with an upper-case letter.
    pub capital: bool,
    /// The number of its paragraph, from 0.
    pub paragraph: u32,
    /// The number of its sentence, from 0 at the start of the text.
    pub sentence: u32,
    /// Where it is relative to quotation marks.
    pub quote: Quote,
    /// The number of its quotation, from 1; 0 outside quotations. Marks belong to their quotation.
    pub quotation: u32,
}

/// Abbreviations whose full stop does not end a sentence.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "assn", "atty", "aug", "ave", "brig", "bros", "capt", "cmdr", "co", "col", "comdr", "corp", "cpl",
    "dec", "del", "dept", "det", "dist", "dr", "est", "etc", "feb", "fla", "fr", "gen", "gov", "hon", "inc", "jan",
    "jr", "jul", "jun", "lt", "ltd", "maj", "mass", "messrs", "mr", "mrs", "ms", "mt", "no", "nov", "oct", "okla",
    "penn", "ph.d", "pres", "prof", "rep", "reps", "rev", "sen", "sens", "sept", "sgt", "sr", "st", "supt", "va", "vs",
    "wash", "wis",
];

/// Cuts a text into tokens, without the white space. Their places are set by [`super::place::locate`].
pub(super) fn tokens(body: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(body.len() / 5);
    let mut at = 0;
    while let Some(first) = body[at..].chars().next() {
        let next = at + first.len_utf8();
        if first.is_whitespace() {
            at = next;
            continue;
        }
        let tagged = matches!(first, '@' | '#') && body[next..].starts_with(char::is_alphanumeric);
        let (end, kind) = if first.is_alphabetic() || tagged {
            (word_end(body, at, next), TokenKind::Word)
        } else if first.is_numeric() {
            (word_end(body, at, next), TokenKind::Number)
        } else if let Some(end) = possessive(body, at) {
            (end, TokenKind::Word)
        } else {
            (mark_end(body, at, first), TokenKind::Mark)
        };
        let span = Span::new(at, end);
        let capital = first.is_uppercase();
        tokens.push(Token { span, kind, capital, paragraph: 0, sentence: 0, quote: Quote::Outside, quotation: 0 });
        at = end;
    }
    tokens
}

/// The end of a mark. Typewritten dashes, ellipses and quotation marks have several characters.
fn mark_end(body: &str, at: usize, mark: char) -> usize {
    let longest = match mark {
        '-' | '.' => usize::MAX,
        '\'' | '`' => 2,
        _ => 1,
    };
    let count = body[at..].chars().take_while(|c| *c == mark).take(longest).count();
    at + count * mark.len_utf8()
}

/// The end of a `’s` that follows a word directly.
fn possessive(body: &str, at: usize) -> Option<usize> {
    let rest = &body[at..];
    let tail = rest.strip_prefix('’').or_else(|| rest.strip_prefix('\''))?;
    let after = tail.strip_prefix(['s', 'S'])?;
    let follows_word = body[..at].ends_with(char::is_alphanumeric);
    (follows_word && !after.starts_with(char::is_alphanumeric)).then(|| body.len() - after.len())
}

/// The end of the word that starts at `start` and reaches at least to `at`.
fn word_end(body: &str, start: usize, mut at: usize) -> usize {
    loop {
        let mut rest = body[at..].chars();
        let Some(here) = rest.next() else { return at };
        let joined = match here {
            _ if here.is_alphanumeric() || is_combining(here) => true,
            '\'' | '’' => letter_follows(rest.clone()) && possessive(body, at).is_none(),
            '-' | '_' | '‑' => rest.next().is_some_and(char::is_alphanumeric),
            ',' => digit_before(body, at) && rest.next().is_some_and(|c| c.is_ascii_digit()),
            '.' => {
                let next = rest.next();
                let decimal = digit_before(body, at) && next.is_some_and(|c| c.is_ascii_digit());
                decimal || (single_letter_before(body, start, at) && next.is_some_and(char::is_alphabetic))
            }
            _ => false,
        };
        if joined {
            at += here.len_utf8();
        } else {
            let keeps_stop = here == '.' && keeps_full_stop(&body[start..at]);
            return if keeps_stop { at + 1 } else { at };
        }
    }
}

fn letter_follows(mut rest: std::str::Chars<'_>) -> bool {
    rest.next().is_some_and(char::is_alphabetic)
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200d}')
}

fn digit_before(body: &str, at: usize) -> bool {
    body[..at].ends_with(|c: char| c.is_ascii_digit())
}

/// Whether the full stop at `at` follows a single letter, as in `U.S.` and `J.`.
fn single_letter_before(body: &str, start: usize, at: usize) -> bool {
    let mut back = body[start..at].chars().rev();
    back.next().is_some_and(char::is_alphabetic) && back.next().is_none_or(|c| c == '.')
}

fn keeps_full_stop(word: &str) -> bool {
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    let initials = word.contains('.') && !word.starts_with(|c: char| c.is_ascii_digit());
    initial || initials || is_abbreviation(word)
}

fn is_abbreviation(word: &str) -> bool {
    word.is_ascii()
        && word.len() <= 6
        && word.starts_with(|c: char| c.is_ascii_uppercase())
        && ABBREVIATIONS.binary_search(&word.to_ascii_lowercase().as_str()).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cut(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn abbreviations_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted());
    }

    #[test]
    fn words_keep_their_apostrophes_stops_and_hyphens() {
        for (text, words) in [
            ("Mr. O’Brien’s plan", "Mr. O’Brien ’s plan"),
            ("the U.S. can't pay $3,500.", "the U.S. can't pay $ 3,500 ."),
            ("Donald J. Trump said so.", "Donald J. Trump said so ."),
            ("“Well-known,” she", "“ Well-known , ” she"),
            ("players’ union", "players ’ union"),
            ("Well -- he ''said'' so...", "Well -- he '' said '' so ..."),
            ("at 3.5 percent; @onrecord", "at 3.5 percent ; @onrecord"),
        ] {
            assert_eq!(cut(text).join(" "), words);
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_but_white_space(text in "\\PC{0,80}") {
            let mut at = 0;
            for token in tokens(&text) {
                prop_assert!(text[at..token.span.start()].chars().all(char::is_whitespace));
                prop_assert!(!token.span.is_empty());
                at = token.span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
