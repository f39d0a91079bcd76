//! Why a file or an entry was passed over.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What is wrong with an input, and what its owner can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, as a noun phrase.
    pub what: String,
    /// The next step.
    pub next: String,
    /// The line in the file, from 1.
    pub line: Option<usize>,
    /// Whether the file or entry is simply of a kind that is not read, which is worth a count and no line of its own.
    pub expected: bool,
    /// Whether the program is at fault and not the input. The next run tries again.
    pub is_internal: bool,
}

impl Fault {
    /// A panic with this message.
    pub(crate) fn internal(message: &str) -> Self {
        let what = format!("internal error ({message})");
        Self { is_internal: true, ..Self::new(&what, "the rest is read; please report this line") }
    }

    pub(super) fn new(what: &str, next: &str) -> Self {
        // What a damaged file puts into an error of a library stays on one line.
        let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { what, next: next.to_owned(), line: None, expected: false, is_internal: false }
    }

    /// What is no article and never will be, such as a picture: worth a count and no line of its own.
    pub(super) fn none(what: &str, next: &str) -> Self {
        Self { expected: true, ..Self::new(what, next) }
    }

    pub(super) fn unread_shape(extension: &str) -> Self {
        Self::none(&format!("not a shape that is read (.{extension})"), "")
    }

    pub(super) fn json(error: &serde_json::Error) -> Self {
        let what = match error.classify() {
            serde_json::error::Category::Eof => "JSON that breaks off".to_owned(),
            _ => {
                let text = error.to_string();
                format!("JSON that cannot be read ({})", text.split(" at line").next().unwrap_or_default())
            }
        };
        Self { line: Some(error.line()), ..Self::new(&what, "mend the file or fetch it again") }
    }

    /// What is wrong with packed bytes, as an error of the reader; an error that already says so, or of the disk, stays.
    pub(super) fn packed(name: &str, error: io::Error) -> io::Error {
        if error.raw_os_error().is_some() || Self::within(&error).is_some() {
            return error;
        }
        let next = "fetch it again; what stands before is read";
        io::Error::other(match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::new(&format!("{name} that breaks off"), next),
            _ => Self::new(&format!("{name} that is damaged ({error})"), next),
        })
    }

    /// A stream that grows past all measure.
    pub(super) fn expanding(name: &str, bytes: u64) -> Self {
        let what = format!("{name} that expands to more than {} MB, far more than its size lets expect", bytes >> 20);
        Self::new(&what, "if it is no mistake, unpack it and give what is inside")
    }

    /// The fault that an error of a reader carries, under whatever the readers above it say.
    fn within(error: &io::Error) -> Option<&Self> {
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
        if let Some(fault) = Self::within(error) {
            return fault.clone();
        }
        match error.kind() {
            io::ErrorKind::PermissionDenied => {
                Self::new("no permission to read it", "allow reading it, or leave it out")
            }
            io::ErrorKind::NotFound => {
                Self::new("a link to nothing, or a file that is gone", "remove the link or restore the file")
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

/// A file, or an entry of one, that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The file.
    pub path: PathBuf,
    /// The name of the member, where the file is an archive or a crawl.
    pub member: Option<String>,
    /// The entry in it, from 0.
    pub entry: Option<usize>,
    /// Why.
    pub fault: Box<Fault>,
}

impl Skipped {
    /// Where it stands: path, member, and entry or line.
    pub fn place(&self) -> String {
        let member = self.member.as_ref().map_or(String::new(), |member| format!("!{member}"));
        let within = match (self.entry, self.fault.line) {
            // In a file of lines, entry and line are the same place.
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
