//! Errors in `names.toml`.

use toml::Spanned;

use crate::error::{Error, ErrorKind, line};

/// What is wrong, and the byte of the file where it is.
#[derive(Debug)]
pub(super) struct Fault {
    place: usize,
    what: String,
}

impl Fault {
    pub(super) fn at<T>(place: &Spanned<T>, what: String) -> Self {
        Self { place: place.span().start, what }
    }

    /// The error for the user, with the line.
    pub(super) fn in_text(self, text: &str) -> Error {
        let next = "write tables [person] and [organization] of lines such as \"Dick Nephew\" = \"Richard Nephew\", [drop] with \
            people and organizations, [[split]] with name, as and what distinguishes them, [nicknames] of lines such as \
            \"Beto\" = \"Robert\", and [[apart]] with names";
        Error::new(ErrorKind::Names, format!("line {}: {}", line(text, self.place), self.what), next)
    }

    /// What the TOML parser found.
    pub(super) fn of_toml(error: &toml::de::Error) -> Self {
        Self {
            place: error.span().map_or(0, |span| span.start),
            what: error.message().lines().next().unwrap_or_default().to_owned(),
        }
    }
}
