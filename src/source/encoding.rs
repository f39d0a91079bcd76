//! Bytes to text, whatever the encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How many bytes of a page are searched for a declared encoding.
const DECLARATION_REACH: usize = 2048;
/// How many bytes of a file are searched for zero bytes.
const SAMPLE: usize = 8192;

/// Decodes a file's bytes.
///
/// Tried in this order: the byte order mark, valid UTF-8, the encoding that the first bytes declare (`charset=…`), the
/// encoding that the bytes look like. Invalid bytes become U+FFFD. Costs one pass for UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return Decoded::by(encoding, &bytes[length..]);
    }
    let wide = unmarked_utf16(&bytes[..bytes.len().min(SAMPLE)]);
    match std::str::from_utf8(bytes) {
        Ok(text) if wide.is_none() => Decoded { text: text.to_owned(), guessed: None },
        _ => match declared(bytes).filter(|encoding| *encoding != UTF_8).or(wide) {
            Some(encoding) => Decoded::by(encoding, bytes),
            None => {
                let encoding = guess(bytes);
                Decoded { guessed: Some(encoding.name()), ..Decoded::by(encoding, bytes) }
            }
        },
    }
}

/// A text, and its encoding if that was guessed.
#[derive(Debug, PartialEq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) guessed: Option<&'static str>,
}

impl Decoded {
    fn by(encoding: &'static Encoding, bytes: &[u8]) -> Self {
        Self { text: encoding.decode_without_bom_handling(bytes).0.into_owned(), guessed: None }
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // UTF-8 with a few broken bytes is still UTF-8: other encodings hardly ever form its sequences.
    let lossy = String::from_utf8_lossy(bytes);
    let (broken, whole) = lossy.chars().filter(|c| !c.is_ascii()).partition::<Vec<char>, _>(|c| *c == '\u{FFFD}');
    if broken.len() <= whole.len() {
        return UTF_8;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Allow)
}

/// The encoding named after `charset=` or `encoding=` near the start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_REACH)]).to_ascii_lowercase();
    let (at, word) = head.match_indices("charset=").chain(head.match_indices("encoding=")).next()?;
    let label = head[at + word.len()..].trim_start_matches(['"', '\'']);
    let end = label.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end])
}

/// Whether bytes are the start of a text in UTF-16.
pub(super) fn is_utf16(start: &[u8]) -> bool {
    let marked = Encoding::for_bom(start).is_some_and(|(encoding, _)| encoding != UTF_8);
    marked || unmarked_utf16(&start[..start.len().min(SAMPLE)]).is_some()
}

/// UTF-16 without a byte order mark: every second byte is 0, as in text of Western letters.
fn unmarked_utf16(head: &[u8]) -> Option<&'static Encoding> {
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    match head.len() / 4 {
        0..8 => None,
        most if odd > most && even == 0 => Some(UTF_16LE),
        most if even > most && odd == 0 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether bytes are not text: more than one in a hundred is 0, and they are not UTF-16.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    zeros * 100 > head.len() && Encoding::for_bom(head).is_none() && unmarked_utf16(head).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1251, WINDOWS_1252};

    #[test]
    fn old_and_wide_encodings_come_out_right() {
        let text = "« Déjà vu », a déclaré Noémie à l’assemblée générale. Les élèves préfèrent l’été.";
        let decode = |bytes: &[u8]| decode(bytes).text;
        assert_eq!(decode(text.as_bytes()), text);
        assert_eq!(decode(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), text);
        let (latin, _, _) = WINDOWS_1252.encode(text);
        assert_eq!(decode(&latin), text);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&[b"\xFF\xFE".as_slice(), &wide].concat()), text);
        assert_eq!(decode(&wide), text);
        assert!(!is_binary(&wide) && !is_binary(b"One stray \0 in a text that is long enough to be read for all that, as people would do it, is no harm.") && is_binary(b"\0\x01\x02"));
    }

    #[test]
    fn a_declared_encoding_is_believed() {
        let page = "<html><meta charset=\"windows-1251\"><p>Да</p></html>";
        let (bytes, _, _) = WINDOWS_1251.encode(page);
        assert_eq!(decode(&bytes), Decoded { text: page.to_owned(), guessed: None });
    }

    #[test]
    fn one_broken_byte_does_not_change_the_encoding() {
        let mut bytes = "“Quoted,” she said. “Again,” he said. ".repeat(20).into_bytes();
        bytes.push(0xFF);
        assert!(decode(&bytes).text.starts_with("“Quoted,”"));
    }
}
