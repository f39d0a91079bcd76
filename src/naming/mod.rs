//! The user's own rules for the names of people and organizations: rename, merge, split and drop.
//!
//! The rules are in a file `names.toml` in the indexed folder, or in one that `--names` names. The extractor reads a text
//! first; then the rules rename its people and organizations, so that every later stage has the same names.
//!
//! ```toml
//! [person]            # the name on the left becomes the name on the right: renames and merges
//! "Dick Nephew" = "Richard Nephew"
//!
//! [organization]
//! "Energy Department" = "Department of Energy"
//!
//! [drop]              # names that are no people or organizations
//! people = ["Wall Street"]
//! organizations = ["The Team"]
//!
//! [[split]]           # one name, several people: in articles that meet all conditions, the name becomes another
//! name = "John Smith"
//! as = "John Smith (senator)"
//! role = "senator"    # the role in the article contains these words; or one of:
//! # organization = "Senate"     of the role, present or former
//! # outlet = "Plains Courier"
//! # path = "sports"             a folder, file or pattern such as "*/sports/**", relative to the folder of this file
//! # since = 2016-10             the first day of publication, and with `until` the last
//!
//! [nicknames]         # given names that the program's own list lacks: “Beto Holm” can be “Robert Holm”
//! "Beto" = "Robert"
//!
//! [[apart]]           # names that the archive joins, and that are two people
//! names = ["James Baker", "James A. Baker"]
//! ```
//!
//! - Case, accents, full stops, titles and middle initials do not count: “Sen. JOHN SMITH” is `"John Smith"`. Any name of a
//!   well-known organization finds it. A family name alone is a name of its own: `"Nephew"` is only somebody whom the article
//!   never calls by more.
//! - A rule applies to speakers, to people in the words, to whoever passed them on, and to the organizations of roles and
//!   words. `[organization]` renames speakers that are organizations. Authors of articles keep their names.
//! - A name on the right can be on the left of another rule; a circle is an error.
//! - Statements of a dropped name stay, with their words, role and source as the text has it, but without a speaker. Whoever
//!   passed words on stays too.
//! - Splits come last, so that one applies to all spellings of its name. A name is one person in an article: the first split
//!   that fits decides for the whole article; if none fits, the name stays. A split by date or outlet never fits an article
//!   without one.
//! - A folder can have rules of its own: only the `names.toml` nearest to an article's file counts, on the way up to the
//!   indexed folder. After a change only the articles below it are read again; comments and spaces are no change.

mod across;
mod apply;
mod fault;
mod parse;
mod rename;
mod split;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::{Error, ErrorKind, Result};
use crate::source::NAMES;
pub(crate) use across::AcrossArchive;
use rename::Renames;
use split::Split;

/// Rules for the names of people and organizations. Applying them twice changes nothing more.
#[derive(Clone, Debug)]
pub struct Names {
    people: Renames,
    organizations: Renames,
    splits: Vec<Split>,
    /// The folder that has them; `None` for a file from `--names`.
    folder: Option<PathBuf>,
    /// What they say about the people of the whole archive.
    across: AcrossArchive,
    /// Identifies a set of rules; `None` without any rule.
    fingerprint: Option<String>,
}

impl Names {
    /// Reads the rules of a file, which apply to all articles.
    ///
    /// # Errors
    /// If the file cannot be read or is invalid; the error has the line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|error| {
            Error::new(
                ErrorKind::Names,
                format!("the rules for names cannot be read ({error})"),
                "check the path, or drop the rules with --no-names",
            )
            .at(path)
            .caused_by(error)
        })?;
        Self::parse(&text).map_err(|error| error.at(path))
    }

    /// The rules in the `names.toml` of a folder, if it has one.
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

    /// The folder that their paths are relative to.
    pub(crate) fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// Changes whenever these rules can change the names in a file at the path `below` their folder; `None` without any rule.
    pub(crate) fn fingerprint(&self, below: &str) -> Option<String> {
        let fingerprint = self.fingerprint.clone()?;
        let by_path = self.splits.iter().any(Split::is_by_path);
        Some(if by_path { format!("{fingerprint}\n{below}") } else { fingerprint })
    }
}

/// The rules for an article, and its path for them.
#[derive(Clone, Debug)]
pub(crate) struct Naming {
    names: Arc<Names>,
    below: String,
}

impl Naming {
    /// The rules for an article at the path `below` the folder that their paths are relative to.
    pub(crate) fn new(names: Arc<Names>, below: String) -> Self {
        Self { names, below }
    }
}
