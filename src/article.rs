//! The noun that every stage shares: one news article, and where it is.

use std::borrow::Cow;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use jiff::civil;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use crate::file_path;
use crate::text::english;

/// Where an article is. Two articles never share a place, whatever their ids are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The file, by its absolute path as the operating system has it. It need not be UTF-8.
    #[serde(with = "file_path")]
    pub file: PathBuf,
    /// The path inside the file, if that is an archive (`2016/a.html`), or the address of the page, if it is a crawl.
    pub member: Option<String>,
    /// The position in a file or member of several articles, from 0: the line, or the element of an array.
    pub entry: Option<usize>,
}

impl Place {
    /// A number that identifies the place: the same in every run, and on every machine with the same paths.
    ///
    /// Two places share it with a probability of one in 2^64.
    pub fn key(&self) -> u64 {
        place_key(self.file.as_os_str().as_encoded_bytes(), self.member.as_deref(), self.entry)
    }

    /// The path of the file for people and JSON; a byte that is not UTF-8 shows as `\u{fffd}`.
    pub fn path(&self) -> Cow<'_, str> {
        self.file.to_string_lossy()
    }
}

/// A key of a file, a member and an entry.
///
/// Each part says how long it is, so that no two places give the same bytes.
pub(crate) fn place_key(file: &[u8], member: Option<&str>, entry: Option<usize>) -> u64 {
    let member_length = member.map_or(-1, |member| member.len() as i64);
    let entry = entry.map_or(-1, |entry| entry as i64);
    let mut hasher = blake3::Hasher::new();
    for number in [file.len() as i64, member_length, entry] {
        hasher.update(&number.to_le_bytes());
    }
    hasher.update(file).update(member.unwrap_or_default().as_bytes());
    hasher.finalize().as_bytes().first_chunk().map_or(0, |first| u64::from_le_bytes(*first))
}

/// One article as a reader found it, before extraction.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// The input's own id, else a short hash of the canonical address, else one of path and entry. It may repeat.
    pub id: String,
    /// Where it is.
    pub place: Place,
    /// The canonical address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// The newspaper, agency or site that published it.
    pub outlet: Option<String>,
    /// Where the outlet's name comes from.
    pub outlet_source: Option<OutletSource>,
    /// When it was published.
    pub published: Option<Published>,
    /// Where the date comes from.
    pub date_source: Option<DateSource>,
    /// Text of a date field that we could not read: impossible (2021-02-30) or ambiguous (03/02/2021).
    pub unread_date: Option<String>,
    /// The language, as an ISO 639-1 code.
    pub language: Option<String>,
    /// The outlet's own labels: section, categories, tags. A subject with a code gives both the name and the code.
    pub labels: Vec<String>,
    /// The agency that a credit names, such as “AP”. It wrote the article; it is not the outlet.
    pub wire: Option<String>,
    /// The place that the article reports from, as it says itself.
    pub dateline: Option<String>,
    /// The outlet's own summary.
    pub description: Option<String>,
    /// The format that it was read from, as the documentation calls it: `HTML`, `NewsML-G2`.
    pub shape: Cow<'static, str>,
    /// The encoding, if it had to be guessed from the bytes.
    pub guessed_encoding: Option<Cow<'static, str>>,
    /// The user's own fields of JSON and tables that a run keeps, such as `doc_id` and `party`, in the order of the input.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<(String, String)>,
    /// Whether the body is known to be a teaser or an excerpt.
    pub partial: bool,
    /// The text. The spans of statements are spans of it.
    pub body: String,
}

/// Where the name of an outlet comes from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutletSource {
    /// One of the user's rules.
    Rule,
    /// A field of the article names it.
    Field,
    /// The domain of the address.
    Domain,
    /// The name of the file.
    Filename,
    /// The first folder below the one that was named.
    Folder,
}

/// Where a date of publication comes from, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// A field of the article.
    Field,
    /// A line at the head of the text.
    Text,
    /// The address.
    Url,
    /// The name of the file.
    Filename,
    /// The day on which the page was fetched. It was published on that day or before.
    Crawl,
}

/// When an article was published: a day, or a moment with or without an offset from UTC.
///
/// It prints as ISO 8601: `2016-03-04`, `2016-03-04T10:15:00` or `2016-03-04T10:15:00+02:00`, and parses from that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Published {
    day: civil::Date,
    time: Option<civil::Time>,
    offset: Option<Offset>,
}

impl Article {
    /// Whether it is in English, the one language whose statements are found. A text too short to recognise its language may be
    /// English if one word in eight is a small word of English.
    pub(crate) fn is_english(&self) -> bool {
        const SAMPLE: usize = 200;
        match self.language.as_deref() {
            Some(language) => language == "en",
            None => {
                let (small, all) = english::small_words(&self.body, SAMPLE);
                small * 8 >= all
            }
        }
    }
}

impl Published {
    /// A publication date; `None` outside the years that the index can hold (1678 to 2261).
    pub fn new(day: civil::Date, time: Option<civil::Time>, offset: Option<Offset>) -> Option<Self> {
        (1678..=2261).contains(&day.year()).then_some(Self { day, time, offset: time.and(offset) })
    }

    /// The same, in UTC if it has a time and no offset.
    pub fn or_utc(self) -> Self {
        Self { offset: self.offset.or(self.time.map(|_| Offset::UTC)), ..self }
    }

    /// The local day of publication.
    pub fn day(&self) -> civil::Date {
        self.day
    }

    /// The local time of publication; midnight where only the day is known.
    pub fn local(&self) -> civil::DateTime {
        self.day.to_datetime(self.time.unwrap_or(civil::Time::midnight()))
    }
}

impl FromStr for Published {
    type Err = String;

    /// Parses ISO 8601, with `T` or a space before the time.
    fn from_str(text: &str) -> Result<Self, String> {
        let pieces = Pieces::parse(text).map_err(|error| error.to_string())?;
        let published = Self::new(pieces.date(), pieces.time(), pieces.to_numeric_offset());
        published.ok_or_else(|| format!("{text} is not in the years 1678 to 2261"))
    }
}

impl TryFrom<String> for Published {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<Published> for String {
    fn from(published: Published) -> Self {
        published.to_string()
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.day)?;
        if let Some(time) = self.time {
            write!(f, "T{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())?;
        }
        if let Some(offset) = self.offset {
            let minutes = offset.seconds() / 60;
            let sign = if minutes < 0 { '-' } else { '+' };
            write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)?;
        }
        Ok(())
    }
}
