//! Values that are not text: days, periods and confidence.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::{Span, ZonedDateTime};

use crate::error::{Error, ErrorKind, Result};

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    first: Date,
    last: Date,
    form: Shape,
}

/// How a day was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Year,
    Month,
    Day,
    /// So many units before today.
    Ago(i64, Unit),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const ALL: [(Unit, &'static str); 4] =
        [(Unit::Day, "day"), (Unit::Week, "week"), (Unit::Month, "month"), (Unit::Year, "year")];

    /// The unit of “day”, “days” or “d”.
    fn named(word: &str) -> Option<Self> {
        let singular = word.strip_suffix('s').filter(|stem| stem.len() > 1).unwrap_or(word);
        let named = |(_, name): &&(Unit, &str)| *name == singular || (word.len() == 1 && name.starts_with(word));
        Self::ALL.iter().find(named).map(|(unit, _)| *unit)
    }

    fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn span(self, count: i64) -> Option<Span> {
        let new = Span::new();
        match self {
            Unit::Day => new.try_days(count),
            Unit::Week => new.try_weeks(count),
            Unit::Month => new.try_months(count),
            Unit::Year => new.try_years(count),
        }
        .ok()
    }
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

    /// So many days, weeks, months or years before today.
    fn ago(count: i64, unit: Unit) -> Option<Self> {
        let day = ZonedDateTime::now().date().checked_sub(unit.span(count)?).ok()?;
        Some(Self { first: day, last: day, form: Shape::Ago(count, unit) })
    }

    /// `30 days ago`, `30d`, `today`, `yesterday`.
    fn relative(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        match text.as_str() {
            "today" => return Self::ago(0, Unit::Day),
            "yesterday" => return Self::ago(1, Unit::Day),
            _ => {}
        }
        let text = text.strip_suffix(" ago").unwrap_or(&text);
        let digits = text.find(|c: char| !c.is_ascii_digit())?;
        Self::ago(text[..digits].parse().ok()?, Unit::named(text[digits..].trim())?)
    }
}

impl FromStr for Day {
    type Err = Error;

    /// Reads `2016`, `2016-10`, `2016-10-05`, `30 days ago`, `30d`, `2 weeks ago`, `today` or `yesterday`.
    fn from_str(text: &str) -> Result<Self> {
        let mut parts =
            text.split('-').map(|part| part.parse::<i16>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit())));
        let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
        let small = |number: i16| i8::try_from(number).ok();
        let read = match parts {
            [Some(Some(year)), None, ..] if text.len() == 4 => span(year, Some(1), Some(1), Shape::Year),
            [Some(Some(year)), Some(Some(month)), None, _] => span(year, small(month), Some(1), Shape::Month),
            [Some(Some(year)), Some(Some(month)), Some(Some(day)), None] => {
                span(year, small(month), small(day), Shape::Day)
            }
            _ => Self::relative(text),
        };
        read.ok_or_else(|| {
            let next = "write it as 2016, 2016-10, 2016-10-05 or \"30 days ago\"";
            Error::new(ErrorKind::Query, format!("“{text}” is not a date"), next)
        })
    }
}

fn span(year: i16, month: Option<i8>, day: Option<i8>, form: Shape) -> Option<Day> {
    let first = Date::new(year, month?, day?).ok()?;
    let last = match form {
        Shape::Year => first.last_of_year(),
        Shape::Month => first.last_of_month(),
        Shape::Day | Shape::Ago(..) => first,
    };
    Some(Day { first, last, form })
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.first;
        match self.form {
            Shape::Year => write!(f, "{:04}", first.year()),
            Shape::Month => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Shape::Day => write!(f, "{first}"),
            Shape::Ago(0, _) => f.write_str("today"),
            Shape::Ago(1, unit) => write!(f, "1 {} ago", unit.name()),
            Shape::Ago(count, unit) => write!(f, "{count} {}s ago", unit.name()),
        }
    }
}

/// A period: from a day, to a day, between two, or up to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day, if the period has one.
    pub since: Option<Day>,
    /// The last day, if the period has one.
    pub until: Option<Day>,
}

impl FromStr for Period {
    type Err = Error;

    /// Reads a day, month or year; two of them with `..` between; or `last 30 days`.
    fn from_str(text: &str) -> Result<Self> {
        let lower = text.trim().to_lowercase();
        if let Some(last) = lower.strip_prefix("last ") {
            let count =
                if last.starts_with(|c: char| c.is_ascii_digit()) { last.to_owned() } else { format!("1 {last}") };
            let day: Day = count.parse()?;
            // The last seven days are today and six before.
            let first = day.first.saturating_add(Span::new().days(1));
            return Ok(Self { since: Some(Day { first, last: first, ..day }), until: None });
        }
        match text.split_once("..") {
            Some((since, until)) => {
                let day = |text: &str| (!text.trim().is_empty()).then(|| text.trim().parse()).transpose();
                let period = Self { since: day(since)?, until: day(until)? };
                let order = period.since.zip(period.until).is_none_or(|(since, until)| since.first() <= until.last());
                if order && (period.since.is_some() || period.until.is_some()) {
                    return Ok(period);
                }
                Err(Error::new(
                    ErrorKind::Query,
                    format!("“{text}” is not a period"),
                    "write it as 2016-03..2018, the earlier day first",
                ))
            }
            None => {
                let day: Day = text.parse()?;
                Ok(Self { since: Some(day), until: Some(day) })
            }
        }
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.since, self.until) {
            (Some(Day { form: Shape::Ago(count, unit), .. }), None) => {
                write!(f, "last {count} {}{}", unit.name(), if count == 1 { "" } else { "s" })
            }
            (Some(since), Some(until)) if since == until => write!(f, "{since}"),
            (since, until) => {
                let text = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
                write!(f, "{}..{}", text(since), text(until))
            }
        }
    }
}

/// The least confidence of the extractor, from 0 to 1, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeastConfidence(u8);

impl LeastConfidence {
    /// From 0 to 1.
    pub fn value(self) -> f64 {
        f64::from(self.0) / 100.0
    }
}

impl FromStr for LeastConfidence {
    type Err = Error;

    /// Reads a number from 0 to 1.
    fn from_str(text: &str) -> Result<Self> {
        let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
        let hundredths = number.map(|number| (number * 100.0).round() as u8);
        hundredths.map(LeastConfidence).ok_or_else(|| {
            Error::new(
                ErrorKind::Query,
                format!("“{text}” is not a confidence"),
                "write a number from 0 to 1, such as 0.8",
            )
        })
    }
}

impl fmt::Display for LeastConfidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.value())
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;

    use super::*;

    #[test]
    fn a_month_ends_on_its_last_day() {
        let day: Day = "2016-02".parse().unwrap();
        assert_eq!(
            (day.first().to_string(), day.last().to_string()),
            ("2016-02-01".to_owned(), "2016-02-29".to_owned())
        );
    }

    #[test]
    fn days_before_today_are_counted() {
        let today = ZonedDateTime::now().date();
        let first = |text: &str| text.parse::<Period>().unwrap().since.unwrap().first();
        assert_eq!(first("last 30 days"), today.checked_sub(29.days()).unwrap());
        assert_eq!(first("last week"), today.checked_sub(6.days()).unwrap());
        assert_eq!("2 weeks ago".parse::<Day>().unwrap().first(), today.checked_sub(14.days()).unwrap());
        assert_eq!("30d".parse::<Day>().unwrap().to_string(), "30 days ago");
        for text in ["99999999999 years ago", "days ago", "3 moons ago", "2018..2016", ".."] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }
}
