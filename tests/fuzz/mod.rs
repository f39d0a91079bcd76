//! Makes random inputs, runs them under a watchdog, and keeps those that fail.

// The seed and the number of inputs are printed for those who run with `--nocapture`.
#![allow(clippy::print_stderr)]

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

/// The folder for inputs that fail.
const KEPT: &str = "tests/fuzzing";
/// The number of inputs to try if `ONRECORD_FUZZ` does not set a time.
const INPUTS: usize = 500;
/// The time limit for one input. Any input takes less than a second; a debug build on a busy machine takes longer.
const PATIENCE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 300 } else { 5 });
/// The memory limit of the process for inputs of up to [`LONGEST`] bytes, in MB. It holds for timed runs only: otherwise
/// other tests run in the same process.
const MEMORY: usize = 1024;
/// The length up to which an input may grow by repetition, in bytes.
const LONGEST: usize = 128 << 10;

/// Pieces of news, and pieces that no news contains.
pub(crate) const NEWS: &[&str] = &[
    "“", "”", "\"", "'", "‘", "’", "«", "»", "—", "― ", "-", "(", ")", "[", "]", ",", ".", ". ", "?", "!", ":", ";",
    "…", "\n", "\n\n", " ", " ", " ", "  ", "\t", "\r\n", "\u{a0}", "\u{2028}", "\u{0}", "\u{200b}", "\u{202e}",
    "\u{feff}", "\u{301}", "é", "É", "ß", "İ", "ǆ", "ﬁ", "𝄞", "👩‍👩‍👧", "中文", "عربي", "said", " said ", "Said", "SAID",
    " told ", " says ", "according to ", "who ", "she ", "he ", "they ", "I ", "it ", "that ", "and ", "Ida Holm",
    "Holm", "Mr. Moe", "Dr. ", "the Bank", "Bellrope Bank Corp.", "U.S.", "a spokesman for ", "an engineer, ",
    "a former ", "the mayor of ", "Moe’s ", "declined to comment", "did not respond to ", "a request for comment",
    "calls to ", "could not be reached", "Q: ", "A: ", "HOLM: ", "— Ida Holm\n", "The dam holds", "wrote in a letter",
    "believes ", "1,000", "3.5", "2024", "#", "* ", "http://a.example/b?c=d", "a@b.example", "KESTREL BAY (AP) — ",
    "told The Harbour Post", "in a statement",
];

/// Pieces of queries.
pub(crate) const QUERIES: &[&str] = &[
    "speaker:", "org:", "org.said:", "org.role:", "org.former:", "org.mentioned:", "about:", "topic:", "outlet:",
    "author:", "language:", "kind:", "act:", "since:", "until:", "confidence:", "in:", "in:article", "in:paragraph",
    "exact:", "title:", "role:", "cue:", "via:", "id:", "date:", "-", "+", "\"", "“", "”", "'", "(", ")", "[", "]",
    "{", "}", " ", " ", " ", "\t", "\n", " AND ", " OR ", " NOT ", "NOT ", " NEAR/3 ", " NEAR/", "NEAR", "~", "~2",
    "~99999999999999999999", "*", "?", "^", "\\", ":", "/", "^2", "water", "the", "wells", "drought", "holm",
    "courier", "\"Plains Courier\"", "direct", "speech", "2016", "2016-10", "2016-13-45", "0000", "99999", "yesterday",
    "today", "last month", "30d", "-1d", "2016..2018", "..", "0.5", "1.5", "NaN", "inf", "-0", "1e999", "é", "ß", "İ",
    "𝄞", "中文", "\u{0}", "\u{301}", "\u{202e}", "a", "b*", "medtop:", "medtop:04000000", "health", "declined",
];

/// Bytes that break the syntax of some format.
const BREAKS: &[&[u8]] = &[
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3",
    b"\xed\xa0\x80",
    b"\"",
    b"'",
    b"\\",
    b"\\u",
    b"\\ud800",
    b"<",
    b">",
    b"</",
    b"<!--",
    b"<![CDATA[",
    b"]]>",
    b"<!DOCTYPE a [<!ENTITY b \"c\">]>",
    b"&b;",
    b"&#0;",
    b"&#x110000;",
    b"&amp",
    b"<script>",
    b"<p>",
    b"</div>",
    b"<table>",
    b"{",
    b"}",
    b"[",
    b"]",
    b",",
    b":",
    b"null",
    b"-1",
    b"1e999",
    b"99999999999999999999",
    b"\n",
    b"\n\n",
    b"\r",
    b"\r\n\r\n",
    b"\t",
    b";",
    b"---\n",
    b"From ",
    b"=?utf-8?q?=ff?=",
    b"%PDF",
    b"stream",
    b"endobj",
    b"/Length 9999999999",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"BZh",
    b"\x28\xb5\x2f\xfd",
    b"WARC/1.0\r\n",
    b"Content-Length: 18446744073709551615\r\n",
    b"Transfer-Encoding: chunked\r\n",
    b"ffffffffffffffff\r\n",
    b"\xe2\x80\x9c",
    b"\xe2\x80\x9d said Ida Holm.",
    b"charset=utf-7",
    b"charset=iso-2022-jp",
    b"encoding=\"utf-16\"",
    b"9999-99-99",
    b"2024-02-30T25:61:61+99:99",
];

/// An input and its file name.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

/// A repeatable random generator (xorshift*).
pub(crate) struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below `end`, or 0 if `end` is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 16) as usize).checked_rem(end).unwrap_or(0)
    }

    pub(crate) fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// A random sequence of pieces, with a random character now and then.
    pub(crate) fn text(&mut self, pieces: &[&str]) -> String {
        let mut text = String::new();
        for _ in 0..self.below(40) {
            match self.below(10) {
                0 => text.extend(char::from_u32(self.below(0x11_0000) as u32)),
                1 => {
                    let piece = self.one_of::<&str>(pieces).repeat(1 + self.below(12));
                    text.push_str(&piece);
                }
                _ => text.push_str(self.one_of::<&str>(pieces)),
            }
        }
        text
    }

    /// A random range within this many bytes.
    fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let start = self.below(length + 1);
        // Short ranges hit the syntax, long ones the structure.
        let most = if self.below(2) == 0 { 16 } else { length };
        start..(start + self.below(most + 1)).min(length)
    }

    /// Changes the bytes one to four times.
    pub(crate) fn mutate(&mut self, bytes: &mut Vec<u8>, other: &[u8]) {
        for _ in 0..1 + self.below(4) {
            let stretch = self.stretch(bytes.len());
            match self.below(9) {
                0 => bytes.truncate(stretch.start),
                1 => drop(bytes.drain(stretch)),
                2 => {
                    let times = if self.below(4) == 0 { 1000 } else { 1 + self.below(8) };
                    let times = times.min(LONGEST.saturating_sub(bytes.len()) / stretch.len().max(1));
                    let copies = bytes[stretch.clone()].repeat(times);
                    bytes.splice(stretch.start..stretch.start, copies);
                }
                3 => {
                    let part = other[self.stretch(other.len())].to_vec();
                    bytes.splice(stretch, part);
                }
                4 | 5 => {
                    let part = *self.one_of(BREAKS);
                    let end = if self.below(2) == 0 { stretch.start } else { stretch.end };
                    bytes.splice(stretch.start..end, part.iter().copied());
                }
                6 => {
                    let to = self.below(bytes.len() + 1 - stretch.len());
                    let part: Vec<u8> = bytes.drain(stretch).collect();
                    bytes.splice(to..to, part);
                }
                _ => {
                    for _ in 0..1 + self.below(6) {
                        let at = self.below(bytes.len());
                        let value = self.next() as u8;
                        if let Some(byte) = bytes.get_mut(at) {
                            *byte = if value & 1 == 0 { value } else { *byte ^ (1 << (value >> 5)) };
                        }
                    }
                }
            }
        }
    }
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable)
        .ok()
        .map(|text| text.parse().unwrap_or_else(|_| panic!("{variable} is not a number: {text}")))
}

/// The memory that this process uses now, in MB, or 0 on systems without `/proc`.
fn memory() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let used = status.lines().find(|line| line.starts_with("VmRSS:")).and_then(|line| line.split_whitespace().nth(1));
    used.and_then(|used| used.parse::<usize>().ok()).unwrap_or(0) >> 10
}

/// Runs one input and returns the message of its panic, if any.
fn fault(input: &Input, check: &(dyn Fn(&Input) + Sync), memory_limit: usize) -> Option<String> {
    let start = Instant::now();
    let (done, ended) = mpsc::channel();
    std::thread::scope(|scope| {
        scope.spawn(move || done.send(catch_unwind(AssertUnwindSafe(|| check(input)))));
        loop {
            match ended.recv_timeout(Duration::from_millis(50)) {
                Ok(Ok(())) => return None,
                Ok(Err(panic)) => {
                    let said = panic.downcast_ref::<String>().cloned();
                    let said = said.or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).to_owned()));
                    return Some(said.unwrap_or_default());
                }
                Err(RecvTimeoutError::Disconnected) => return Some("its thread ended".to_owned()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            let (took, used) = (start.elapsed(), memory());
            if took > PATIENCE || used > memory_limit {
                // A thread cannot be stopped, so the process has to end.
                eprintln!("{}: {took:?}, {used} MB", keep(input).display());
                std::process::exit(101);
            }
        }
    })
}

/// Stores an input that fails and returns the path.
fn keep(input: &Input) -> PathBuf {
    let hash = blake3::hash(&input.bytes).to_hex();
    // The end of the name decides the format.
    let place = Path::new(KEPT).join(format!("{}-{}", &hash[..8], input.name));
    fs::create_dir_all(KEPT).and_then(|()| fs::write(&place, &input.bytes)).expect("a stored input");
    place
}

/// The inputs that failed before, under their original names.
fn kept(kind: &str) -> Vec<Input> {
    let entries = fs::read_dir(KEPT).into_iter().flatten().flatten();
    let mut kept: Vec<Input> = entries
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().split_once('-')?.1.to_owned();
            let is_of_kind = if matches!(name.as_str(), "text" | "query") { name == kind } else { kind == "file" };
            is_of_kind.then(|| Input { name, bytes: fs::read(entry.path()).expect("a kept input") })
        })
        .collect();
    kept.sort_by(|one, other| (&one.name, &one.bytes).cmp(&(&other.name, &other.bytes)));
    kept
}

/// Runs the kept inputs of a kind, then new ones: [`INPUTS`] of them, or for `ONRECORD_FUZZ` seconds.
pub(crate) fn run(kind: &str, next: impl Fn(&mut Chance) -> Input, check: impl Fn(&Input) + Sync) {
    let (seconds, seed) = (number("ONRECORD_FUZZ"), number("ONRECORD_SEED"));
    let memory_limit = if seconds.is_some() { MEMORY } else { usize::MAX };
    for input in kept(kind) {
        if let Some(fault) = fault(&input, &check, memory_limit) {
            panic!("a kept {kind}, {}: {fault}", keep(&input).display());
        }
    }
    let from_clock = || std::time::UNIX_EPOCH.elapsed().map_or(1, |now| now.as_nanos() as u64);
    let seed = seed.or_else(|| seconds.map(|_| from_clock())).unwrap_or(20_240_229);
    eprintln!("ONRECORD_SEED={seed}");
    let mut chance = Chance(seed.max(1));
    let end = seconds.map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut count = 0;
    while end.map_or(count < INPUTS, |end| Instant::now() < end) {
        let input = next(&mut chance);
        if let Some(fault) = fault(&input, &check, memory_limit) {
            panic!("{}, input {count} of ONRECORD_SEED={seed}: {fault}", keep(&input).display());
        }
        count += 1;
    }
    eprintln!("{count} inputs of the kind “{kind}”");
}
