//! Mail: a newsletter or a forwarded article in a file of its own, or many in a mailbox.
//!
//! Mailboxes are split by [`Blocks`] and not by `mail_parser::mailbox`, which knows neither line numbers nor a limit on
//! the size of a message.

use mail_parser::{Address, Message, MessageParser, MimeHeaders, PartType};

use super::format::{Format, Read};
use super::split::Blocks;
use super::{Fault, byline, date, markup};
use crate::article::{Article, OutletSource};

pub(super) static FORMAT: Format = Format {
    names: &["mail"],
    extensions: &["eml"],
    fits: |head, _| ["return-path: ", "received: ", "delivered-to: "].iter().any(|lead| head.starts_with(lead)),
    read: Read::Bytes(read),
    ..Format::DEFAULT
};

pub(super) static MAILBOX: Format = Format {
    names: &["mbox"],
    extensions: &["mbox", "mbx"],
    starts: is_mailbox,
    splitter: |_| Some(Box::new(Blocks::new(is_envelope))),
    read: Read::Bytes(read_from_mailbox),
    ..Format::DEFAULT
};

/// Whether a text begins with an envelope line and a header.
fn is_mailbox(text: &str) -> bool {
    let mut lines = text.lines();
    let envelope = lines.next().is_some_and(|line| line.starts_with("From ") && line.contains(':'));
    envelope && lines.next().and_then(|line| line.split_once(':')).is_some_and(|(name, _)| !name.contains(' '))
}

/// Whether a line of a mailbox is the envelope line of a message.
pub(super) fn is_envelope(line: &[u8], after_blank: bool) -> bool {
    after_blank && line.starts_with(b"From ")
}

/// Reads a message of a mailbox. Drops its envelope line, and restores the lines that were escaped as `>From `.
fn read_from_mailbox(bytes: &[u8]) -> Result<Article, Fault> {
    let mut message = Vec::with_capacity(bytes.len());
    for (number, line) in bytes.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let escapes = line.iter().take_while(|byte| **byte == b'>').count();
        match line {
            _ if number == 0 && line.starts_with(b"From ") => {}
            _ if escapes > 0 && line[escapes..].starts_with(b"From ") => message.extend_from_slice(&line[1..]),
            _ => message.extend_from_slice(line),
        }
    }
    read(&message)
}

/// Reads a message.
fn read(bytes: &[u8]) -> Result<Article, Fault> {
    let broken = || Fault::new("mail without headers", "save the message with its headers");
    let message = MessageParser::default().parse(bytes).ok_or_else(broken)?;
    let inner = message.parts.iter().find_map(|part| match &part.body {
        PartType::Message(inner) => Some(inner),
        _ => None,
    });
    let own = text(&message)?;
    // An article may be forwarded as an attachment.
    let (message, body) = match inner {
        Some(inner) if own.trim().is_empty() => (inner, text(inner)?),
        _ => (&message, own),
    };
    let mut headers = Headers::of(message);
    let body = match forwarded(&body) {
        Some((inner, rest)) => {
            headers = Headers { list: None, ..inner.or(headers) };
            rest
        }
        None => body,
    };
    if body.trim().is_empty() {
        return Err(Fault::new("mail without text", "save the message with its text"));
    }
    Ok(headers.article(body))
}

/// The headers of a message that are read.
#[derive(Default)]
struct Headers {
    subject: Option<String>,
    from: Option<String>,
    date: Option<String>,
    /// The name of the mailing list.
    list: Option<String>,
}

impl Headers {
    fn of(message: &Message<'_>) -> Self {
        let from = message.from().and_then(Address::first);
        let from = from.and_then(|from| from.name().or_else(|| from.address())).map(|name| name.trim().to_owned());
        let date = message.header_raw("Date").map(str::trim).filter(|text| date::parse(text).is_some());
        let list = message.header_raw("List-Id").and_then(|list| list.split('<').next());
        Self {
            subject: message.subject().map(|subject| without_prefixes(subject).to_owned()),
            from,
            date: date.map(str::to_owned).or_else(|| message.date().map(|date| date.to_rfc3339())),
            list: list.map(|name| name.trim().trim_matches('"').to_owned()).filter(|name| !name.is_empty()),
        }
    }

    fn or(self, other: Self) -> Self {
        Self {
            subject: self.subject.or(other.subject),
            from: self.from.or(other.from),
            date: self.date.or(other.date),
            list: self.list.or(other.list),
        }
    }

    fn article(self, body: String) -> Article {
        let author = self.from.as_deref().filter(|_| self.list.is_some()).map(byline::authors);
        let outlet = self.list.or(self.from);
        Article {
            title: self.subject.filter(|subject| !subject.is_empty()),
            authors: author.unwrap_or_default(),
            outlet_source: outlet.as_ref().map(|_| OutletSource::Field),
            outlet,
            body,
            ..date::dated(self.date)
        }
    }
}

/// A subject without `Fwd:` and `Re:`.
fn without_prefixes(subject: &str) -> &str {
    let mut subject = subject.trim();
    while let Some(rest) = ["fwd:", "fw:", "re:"].iter().find_map(|prefix| {
        subject.get(..prefix.len()).filter(|lead| lead.eq_ignore_ascii_case(prefix)).map(|lead| &subject[lead.len()..])
    }) {
        subject = rest.trim_start();
    }
    subject
}

/// The text of the first HTML part, else of the first plain one.
fn text(message: &Message<'_>) -> Result<String, Fault> {
    let inline = || message.parts.iter().filter(|part| part.attachment_name().is_none());
    let html = inline().find_map(|part| match &part.body {
        PartType::Html(html) => Some(html),
        _ => None,
    });
    if let Some(html) = html {
        let page = markup::page(html)?;
        page.select("head, style, script, title").remove();
        let text = markup::text(&page.html())?;
        if !text.is_empty() {
            return Ok(text);
        }
    }
    let plain = inline().find_map(|part| match &part.body {
        PartType::Text(text) => Some(text.replace("\r\n", "\n").trim().to_owned()),
        _ => None,
    });
    Ok(plain.unwrap_or_default())
}

/// The headers of a message that was forwarded inside this text, and its text.
fn forwarded(body: &str) -> Option<(Headers, String)> {
    let marks = ["---------- Forwarded message", "Begin forwarded message:", "-----Original Message-----"];
    let (at, _) = marks.iter().filter_map(|mark| body.match_indices(mark).next()).min()?;
    let mut rest = body[at..].split_once('\n')?.1.trim_start();
    let mut headers = Headers::default();
    while let Some((name, value)) = rest.lines().next().and_then(|line| line.split_once(':')) {
        let value = value.trim().trim_matches('*').trim();
        let value = (!value.is_empty()).then(|| value.to_owned());
        match name.trim_matches('*') {
            "From" => headers.from = value.map(|from| from.split('<').next().unwrap_or_default().trim().to_owned()),
            "Subject" => headers.subject = value,
            "Date" | "Sent" => headers.date = value.filter(|text| date::parse(text).is_some()),
            "To" | "Cc" | "Reply-To" => {}
            _ => break,
        }
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start();
    }
    headers.from.is_some().then(|| (headers, rest.to_owned()))
}
