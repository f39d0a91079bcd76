//! The user's own rules for the names of people and organizations: which are one, which are several, which are none.
//!
//! They stand in a file `names.toml` in the folder that is indexed, or in one that `--names` gives. What a text says of a
//! person is found first; then the rules name him or her, so that everything that is made of it has the same names.
//!
//! ```toml
//! [person]            # each spelling on the left becomes the name on the right: renames, and merges
//! "Dick Nephew" = "Richard Nephew"
//!
//! [organization]
//! "Energy Department" = "Department of Energy"
//!
//! [drop]              # what is no person or organization at all
//! people = ["Wall Street"]
//! organizations = ["The Team"]
//!
//! [[split]]           # one name, several people: in the articles where all that is said here holds, the name is another
//! name = "John Smith"
//! as = "John Smith (senator)"
//! role = "senator"    # these words stand in the role that the article gives; or one of:
//! # organization = "Senate"     of the role, today or before
//! # outlet = "Plains Courier"
//! # path = "sports"             a folder, file or pattern such as "*/sports/**", from the folder of this file on
//! # since = 2016-10             the first day of publication, and with `until` the last
//! ```
//!
//! - Case, accents, full stops, titles and middle initials do not count: “Sen. JOHN SMITH” is `"John Smith"`. An organization
//!   that is known by several names is found by any of them. A family name alone is a name of its own: `"Nephew"` names only
//!   those whom the article never calls by more.
//! - A rule holds for speakers, for those whom words are about, for whoever passed them on, and for the organizations that a
//!   role or the words name. A speaker that is an organization goes by `[organization]`. Authors of articles keep their names.
//! - A name on the right may stand on the left of another rule; in a circle that is a mistake.
//! - What a dropped name said stays, with its words, its source as the text has it and its role, but without a speaker. Who
//!   passed words on stays too.
//! - Splits come last, so that one holds for all spellings of its name. An article has one person of a name: the first split
//!   that fits decides for the whole article, and where none fits the name stays as it is. Without a date or an outlet no split
//!   by it fits.
//! - A folder may have rules of its own: the `names.toml` nearest to an article's file, on the way up to the folder that is
//!   indexed, decides alone. After a change only the articles below it are read again; comments and spaces are no change.

mod apply;
mod parse;
mod rename;
mod split;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::source::NAMES;
use rename::Renames;
use split::Split;

/// Rules that name people and organizations. Given names that they have given, they change nothing.
#[derive(Clone, Debug)]
pub struct Names {
    people: Renames,
    organizations: Renames,
    splits: Vec<Split>,
    /// The folder that brings them; nothing where the user named their file.
    folder: Option<PathBuf>,
    /// What tells one set of rules from another; nothing where there is no rule.
    fingerprint: Option<String>,
}

impl Names {
    /// Reads the rules of a file, which hold for all articles.
    ///
    /// # Errors
    /// When the file cannot be read or understood; the error names the line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::new(
                ErrorKind::Names,
                format!("the rules for names cannot be read ({error})"),
                "check the path, or drop the rules with --no-names",
            )
            .at(path)
        })?;
        Self::parse(&text).map_err(|error| error.at(path))
    }

    /// The rules that a folder brings in its `names.toml`, where it has one.
    ///
    /// # Errors
    /// As [`Names::read`].
    pub fn of_folder(folder: &Path) -> Result<Option<Self>> {
        let file = folder.join(NAMES);
        if !file.is_file() {
            return Ok(None);
        }
        Ok(Some(Self { folder: Some(folder.to_owned()), ..Self::read(&file)? }))
    }

    /// The folder that brings them, from which their paths go.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// What tells whether the names of a file would come out otherwise now, given its path `below` the folder of the rules;
    /// nothing where there is no rule.
    pub(crate) fn fingerprint(&self, below: &str) -> Option<String> {
        let fingerprint = self.fingerprint.clone()?;
        let by_path = self.splits.iter().any(Split::is_by_path);
        Some(if by_path { format!("{fingerprint}\n{below}") } else { fingerprint })
    }
}

/// The rules for the names of an article, and where the article stands for them.
#[derive(Clone, Debug)]
pub struct Naming {
    names: Arc<Names>,
    below: String,
}

impl Naming {
    /// The rules for an article at the path `below` the folder from which their paths go.
    pub(crate) fn new(names: Arc<Names>, below: String) -> Self {
        Self { names, below }
    }
}
