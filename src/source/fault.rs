//! Why a file or an entry was skipped.

use std::any::Any;
use std::fmt;
use std::io;
use std::path::PathBuf;

/// What is wrong with an input, and what its owner can do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub what: String,
    /// The next step.
    pub next: String,
    /// The line in the file, from 1.
    pub line: Option<usize>,
    /// Whether this is normal, such as a picture among articles: count it, but do not print a line about it.
    pub expected: bool,
    /// Whether the program is at fault and not the input. The next run tries again.
    pub is_internal: bool,
}

impl Fault {
    /// A panic, which costs the file or record that was being read and nothing else.
    pub(crate) fn internal(panic: &(dyn Any + Send)) -> Self {
        let message = panic.downcast_ref::<String>().map(String::as_str);
        let message = message.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message");
        let what = format!("internal error ({message})");
        Self { is_internal: true, ..Self::new(&what, "the rest is read; please report this line") }
    }

    pub(super) fn new(what: &str, next: &str) -> Self {
        // A library's error may quote a damaged file, line breaks included.
        let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { what, next: next.to_owned(), line: None, expected: false, is_internal: false }
    }

    /// An input that is not an article and never will be, such as a picture.
    pub(super) fn not_an_article(what: &str, next: &str) -> Self {
        Self { expected: true, ..Self::new(what, next) }
    }

    pub(super) fn unsupported(extension: &str) -> Self {
        Self::not_an_article(&format!("unsupported format (.{extension})"), "")
    }

    pub(super) fn json(error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "the JSON is cut short".to_owned(),
            _ => {
                let text = error.to_string();
                format!("invalid JSON ({})", text.split(" at line").next().unwrap_or_default())
            }
        };
        Self { line: Some(error.line()), ..Self::new(&what, "fix the file or download it again") }
    }

    /// An error in compressed or archived data, named `name`. An error of the disk, or one that already carries a
    /// fault, stays as it is.
    pub(super) fn damaged(name: &str, error: io::Error) -> io::Error {
        if error.raw_os_error().is_some() || Self::inside(&error).is_some() {
            return error;
        }
        let next = "download it again; everything before the damage was read";
        io::Error::other(match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::new(&format!("the {name} is cut short"), next),
            _ => Self::new(&format!("the {name} is damaged ({error})"), next),
        })
    }

    /// Compressed data that expands too far, after `bytes` bytes.
    pub(super) fn expands_too_far(name: &str, bytes: u64) -> Self {
        let what = format!("{name} expands past {} MB, far more than its size suggests", bytes >> 20);
        Self::new(&what, "if you trust it, unpack it and index what is inside")
    }

    /// The fault that an I/O error carries, however deeply the readers wrapped it.
    fn inside(error: &io::Error) -> Option<&Self> {
        let mut inner: Option<&(dyn std::error::Error + 'static)> = error.get_ref().map(|inner| inner as _);
        while let Some(error) = inner {
            if let Some(fault) = error.downcast_ref() {
                return Some(fault);
            }
            inner = match error.downcast_ref::<io::Error>() {
                Some(io) => io.get_ref().map(|inner| inner as _),
                None => error.source(),
            };
        }
        None
    }

    pub(super) fn io(error: &io::Error) -> Self {
        if let Some(fault) = Self::inside(error) {
            return fault.clone();
        }
        match error.kind() {
            io::ErrorKind::PermissionDenied => {
                Self::new("no permission to read it", "allow reading it, or leave it out")
            }
            io::ErrorKind::NotFound => {
                Self::new("the file is gone or is a broken link", "restore the file or remove the link")
            }
            _ => Self::new(&format!("it cannot be read ({error})"), "check the disk and try again"),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl std::error::Error for Fault {}

/// A file, or an entry of one, that was skipped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// The name of the member, if the file is an archive or a crawl.
    pub member: Option<String>,
    /// The entry in the file or member, from 0.
    pub entry: Option<usize>,
    /// Why it was skipped.
    pub fault: Box<Fault>,
}

impl Skipped {
    /// Where it is: path, member, and entry or line.
    pub fn place(&self) -> String {
        let member = self.member.as_ref().map_or(String::new(), |member| format!("!{member}"));
        let within = match (self.entry, self.fault.line) {
            // In JSON Lines, the entry already says the line.
            (Some(entry), Some(1) | None) => format!(", entry {}", entry + 1),
            (_, Some(line)) => format!(":{line}"),
            (None, None) => String::new(),
        };
        format!("{}{member}{within}", self.path.display())
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.fault.what)?;
        if !self.fault.next.is_empty() {
            write!(f, "; {}", self.fault.next)?;
        }
        Ok(())
    }
}
