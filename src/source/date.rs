//! Dates as articles write them.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::{rfc2822, strtime};
use jiff::{Timestamp, tz::Offset};

use crate::article::{Article, DateSource, Published};

/// Formats of a day, after commas and full stops are removed.
const DAY_FORMATS: &[&str] =
    &["%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%Y%m%d"];
/// Formats of a time after a day.
const TIME_FORMATS: &[&str] = &["%I:%M %p", "%H:%M", "%H:%M:%S%.f"];
/// Mail and feeds often have a weekday that does not match the date.
const MAIL: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);

/// An article with nothing but a date: the first of these texts that is one.
///
/// If none is, the first with a digit is kept as [`Article::unread_date`], to be reported.
pub(super) fn dated(texts: impl IntoIterator<Item = impl AsRef<str>>) -> Article {
    let mut unread = None;
    for text in texts {
        let text = text.as_ref();
        if let Some(published) = parse(text) {
            return Article { published: Some(published), date_source: Some(DateSource::Field), ..Article::default() };
        }
        unread =
            unread.or_else(|| Some(text.trim().to_owned()).filter(|text| text.contains(|c: char| c.is_ascii_digit())));
    }
    Article { unread_date: unread, ..Article::default() }
}

/// Reads a date in any format of articles, feeds and databases. `None` if it is not a date, is ambiguous (`03/04/2016`), or
/// is outside the years that the index can hold.
pub(super) fn parse(text: &str) -> Option<Published> {
    let text = text.trim().trim_matches('"');
    if text.len() < 6 || text.len() > 60 {
        return None;
    }
    iso(text).or_else(|| mail(text)).or_else(|| epoch(text)).or_else(|| compact(text)).or_else(|| in_words(text))
}

/// `2016-03-04`, `2016-03-04T10:15:00Z`, `2016-03-04 10:15:00+0200`.
fn iso(text: &str) -> Option<Published> {
    let text = text.strip_suffix(" UTC").map_or(text.to_owned(), |day| format!("{day}Z"));
    text.parse().ok()
}

/// `Fri, 04 Mar 2016 10:15:00 +0200`, as in feeds and mail.
fn mail(text: &str) -> Option<Published> {
    let zoned = MAIL.parse_zoned_datetime(text).ok()?;
    Published::new(zoned.date(), Some(zoned.time()), Some(zoned.offset()))
}

/// Seconds or milliseconds since 1970.
fn epoch(text: &str) -> Option<Published> {
    let number: i64 = text.parse().ok()?;
    let timestamp = match text.len() {
        9 | 10 => Timestamp::from_second(number).ok()?,
        12 | 13 => Timestamp::from_millisecond(number).ok()?,
        _ => return None,
    };
    let moment = Offset::UTC.to_datetime(timestamp);
    Published::new(moment.date(), Some(moment.time()), Some(Offset::UTC))
}

/// `20160304T101500`.
fn compact(text: &str) -> Option<Published> {
    let moment = DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?;
    Published::new(moment.date(), Some(moment.time()), None)
}

/// `March 4, 2016`, `Fri., 4 Mar 2016 at 10:15 a.m.`
fn in_words(text: &str) -> Option<Published> {
    let plain = text.replace([',', '|'], " ").replace(" at ", " ").replace("a.m.", "AM").replace("p.m.", "PM");
    let words: Vec<String> = plain.split_whitespace().map(plain_word).collect();
    let first = words.iter().position(|word| !is_lead(word))?;
    let words = &words[first..];
    for count in [3, 1] {
        let Some(day) = words.get(..count).and_then(|day| day_in(&day.join(" "))) else { continue };
        return Published::new(day, time_in(&words[count..]), None);
    }
    None
}

/// A word without its full stop, `Sept` as `Sep`, `4th` as `4`.
fn plain_word(word: &str) -> String {
    let word = word.trim_matches('.');
    if word.eq_ignore_ascii_case("sept") {
        return "Sep".to_owned();
    }
    let ordinal = word.starts_with(|c: char| c.is_ascii_digit());
    let number = if ordinal { word.trim_end_matches(['s', 't', 'n', 'd', 'r', 'h']) } else { word };
    number.to_owned()
}

/// Weekdays and words such as `Updated:` before a date.
fn is_lead(word: &str) -> bool {
    let lower = word.trim_end_matches(':').to_lowercase();
    let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| lower.starts_with(day));
    weekday || ["published", "updated", "posted", "date", "on", "first"].contains(&lower.as_str())
}

fn day_in(text: &str) -> Option<Date> {
    DAY_FORMATS.iter().find_map(|format| strtime::parse(format, text).ok()?.to_date().ok())
}

fn time_in(words: &[String]) -> Option<Time> {
    let words = &words[usize::from(words.first().is_some_and(|word| is_lead(word)))..];
    let clock = words.first()?;
    let text = match words.get(1) {
        Some(half) if matches!(half.as_str(), "AM" | "PM" | "am" | "pm") => format!("{clock} {half}"),
        _ => clock.clone(),
    };
    TIME_FORMATS.iter().find_map(|format| strtime::parse(format, &text).ok()?.to_time().ok())
}

/// The date in an address or a path: `/2016/03/04/`, `2016-03-04` or `/2016/mar/04/`.
pub(super) fn in_path(path: &str) -> Option<Published> {
    in_digits(path).or_else(|| in_parts(path))
}

/// Year, month in letters and day as three parts of an address.
fn in_parts(path: &str) -> Option<Published> {
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|three| {
        let is_date = three[0].len() == 4 && three[1].len() == 3 && matches!(three[2].len(), 1 | 2);
        let day = is_date.then(|| strtime::parse("%Y/%b/%d", three.join("/")).ok()?.to_date().ok()).flatten()?;
        Published::new(day, None, None)
    })
}

fn in_digits(path: &str) -> Option<Published> {
    let bytes = path.as_bytes();
    (0..bytes.len().saturating_sub(9)).find_map(|at| {
        let part = bytes.get(at..at + 10)?;
        let edge_before = at == 0 || !bytes[at - 1].is_ascii_digit();
        let edge_after = bytes.get(at + 10).is_none_or(|b| !b.is_ascii_digit());
        let separator = part[4];
        if !(edge_before && edge_after && matches!(separator, b'-' | b'/' | b'_') && part[7] == separator) {
            return None;
        }
        let number = |range: std::ops::Range<usize>| path.get(at + range.start..at + range.end)?.parse::<i16>().ok();
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Published::new(date, None, None)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_many_formats_are_read() {
        for (text, iso) in [
            ("2016-03-04", "2016-03-04"),
            ("2016-03-04T10:15:00Z", "2016-03-04T10:15:00+00:00"),
            ("2016-03-04T10:15:00.123-05:00", "2016-03-04T10:15:00-05:00"),
            ("2016-03-04 10:15:00", "2016-03-04T10:15:00"),
            ("2016-03-04 10:15:00+0200", "2016-03-04T10:15:00+02:00"),
            ("Fri, 04 Mar 2016 10:15:00 +0200", "2016-03-04T10:15:00+02:00"),
            ("20160304T101500+0200", "2016-03-04T10:15:00+02:00"),
            ("20160304T101500", "2016-03-04T10:15:00"),
            ("Mon, 04 Mar 2016 10:15:00 GMT", "2016-03-04T10:15:00+00:00"),
            ("04-MAR-2016 10:15:01.79", "2016-03-04T10:15:01"),
            (" 4-MAR-2016 605:12:19.12", "2016-03-04"),
            ("March 4, 2016 Friday 10:15 PM", "2016-03-04T22:15:00"),
            ("20160304T101500Z", "2016-03-04T10:15:00+00:00"),
            ("1457086500", "2016-03-04T10:15:00+00:00"),
            ("March 4, 2016", "2016-03-04"),
            ("Friday, Mar. 4, 2016", "2016-03-04"),
            ("Sept. 4, 2016 at 9:05 p.m.", "2016-09-04T21:05:00"),
            ("Published: 4th March 2016", "2016-03-04"),
            ("Updated 4 March 2016 10:15", "2016-03-04T10:15:00"),
        ] {
            assert_eq!(parse(text).map(|p| p.to_string()).as_deref(), Some(iso), "{text}");
        }
    }

    #[test]
    fn other_texts_are_not_dates() {
        for text in ["2016-13-04", "yesterday", "03/04/2016", "0001-01-01", "9999-12-31", "", "None", "12345678"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_path_may_hold_the_date() {
        assert_eq!(in_path("/news/2016/03/04/bridge").map(|p| p.to_string()).as_deref(), Some("2016-03-04"));
        assert_eq!(in_path("courier_2016-03-04_bridge.txt").map(|p| p.to_string()).as_deref(), Some("2016-03-04"));
        let named = in_path("https://courier.example/news/2016/mar/4/bridge").map(|p| p.to_string());
        assert_eq!(named.as_deref(), Some("2016-03-04"));
        assert_eq!(in_path("/news/12016/03/045"), None);
    }
}
