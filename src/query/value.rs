//! Values of a query that are no text: days and confidence.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::error::{Error, ErrorKind, Result};

/// A day, or a month or a year of which the first or the last day is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    first: Date,
    last: Date,
    precision: Precision,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Precision {
    Year,
    Month,
    Day,
}

impl Day {
    /// The first day that it covers.
    pub fn first(&self) -> Date {
        self.first
    }

    /// The last day that it covers.
    pub fn last(&self) -> Date {
        self.last
    }
}

impl FromStr for Day {
    type Err = Error;

    /// Reads `2016`, `2016-10` or `2016-10-05`.
    fn from_str(text: &str) -> Result<Self> {
        let mut parts =
            text.split('-').map(|part| part.parse::<i16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())));
        let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
        let small = |number: i16| i8::try_from(number).ok();
        let read = match parts {
            [Some(Some(year)), None, ..] if text.len() == 4 => span(year, Some(1), Some(1), Precision::Year),
            [Some(Some(year)), Some(Some(month)), None, _] => span(year, small(month), Some(1), Precision::Month),
            [Some(Some(year)), Some(Some(month)), Some(Some(day)), None] => {
                span(year, small(month), small(day), Precision::Day)
            }
            _ => None,
        };
        read.ok_or_else(|| {
            Error::new(ErrorKind::Query, format!("“{text}” is no date"), "write it as 2016, 2016-10 or 2016-10-05")
        })
    }
}

fn span(year: i16, month: Option<i8>, day: Option<i8>, precision: Precision) -> Option<Day> {
    let first = Date::new(year, month?, day?).ok()?;
    let last = match precision {
        Precision::Year => first.last_of_year(),
        Precision::Month => first.last_of_month(),
        Precision::Day => first,
    };
    Some(Day { first, last, precision })
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.precision {
            Precision::Year => write!(f, "{:04}", first.year()),
            Precision::Month => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Precision::Day => write!(f, "{first}"),
        }
    }
}

/// How sure the extractor is at least, from 0 to 1, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Confidence(u8);

impl Confidence {
    /// From 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl FromStr for Confidence {
    type Err = Error;

    /// Reads a number from 0 to 1.
    fn from_str(text: &str) -> Result<Self> {
        let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
        let hundredths = number.map(|number| (number * 100.0).round() as u8);
        hundredths.map(Confidence).ok_or_else(|| {
            Error::new(
                ErrorKind::Query,
                format!("“{text}” is no confidence"),
                "write a number from 0 to 1, such as 0.8",
            )
        })
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day() {
        let day: Day = "2016-02".parse().unwrap();
        assert_eq!(
            (day.first().to_string(), day.last().to_string()),
            ("2016-02-01".to_owned(), "2016-02-29".to_owned())
        );
    }
}
