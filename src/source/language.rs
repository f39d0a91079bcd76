//! The language of an article, as an ISO 639-1 code.

use whatlang::Lang;

use crate::text::english;

/// How many bytes of a text are looked at.
const SAMPLE: usize = 1000;
/// A shorter text, in bytes, does not outweigh what the record says.
const MINIMUM: usize = 200;
/// How sure the detection must be.
const CONFIDENCE: f64 = 0.8;

/// The language of a text, if the text is long enough to say.
pub(super) fn detect(body: &str) -> Option<&'static str> {
    let sample = &body[..body.floor_char_boundary(SAMPLE)];
    if is_plainly_english(sample) {
        return Some("en");
    }
    let info = whatlang::detect(sample)?;
    (sample.len() >= MINIMUM && info.confidence() >= CONFIDENCE).then(|| two_letters(info.lang()))
}

/// The code of a language tag such as `en-GB`, or of a language's name.
pub(super) fn of_tag(tag: &str) -> Option<String> {
    let code = tag.trim().split(['-', '_']).next()?.to_lowercase();
    let code = match code.as_str() {
        "english" | "eng" => "en",
        "french" | "fra" | "fre" | "français" => "fr",
        "german" | "deu" | "ger" | "deutsch" => "de",
        "spanish" | "spa" | "español" => "es",
        "portuguese" | "por" => "pt",
        "italian" | "ita" => "it",
        "dutch" | "nld" => "nl",
        "russian" | "rus" => "ru",
        "chinese" | "zho" => "zh",
        "arabic" | "ara" => "ar",
        "japanese" | "jpn" => "ja",
        other => other,
    };
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_alphabetic())).then(|| code.to_owned())
}

/// Whether at least a quarter of the words are function words of English; other languages share one in ten. This covers
/// most articles, and the full detection costs ten times more.
fn is_plainly_english(sample: &str) -> bool {
    let (small, all) = english::small_words(sample, sample.len());
    sample.len() >= MINIMUM && small * 4 >= all
}

/// The two-letter codes of the languages that most newspapers are written in; three letters for the others.
fn two_letters(language: Lang) -> &'static str {
    match language {
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Nld => "nl",
        Lang::Swe => "sv",
        Lang::Dan => "da",
        Lang::Nob => "nb",
        Lang::Fin => "fi",
        Lang::Pol => "pl",
        Lang::Ces => "cs",
        Lang::Slk => "sk",
        Lang::Hun => "hu",
        Lang::Ron => "ro",
        Lang::Rus => "ru",
        Lang::Ukr => "uk",
        Lang::Bul => "bg",
        Lang::Srp => "sr",
        Lang::Hrv => "hr",
        Lang::Ell => "el",
        Lang::Tur => "tr",
        Lang::Ara => "ar",
        Lang::Heb => "he",
        Lang::Pes => "fa",
        Lang::Hin => "hi",
        Lang::Cmn => "zh",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Vie => "vi",
        Lang::Ind => "id",
        Lang::Cat => "ca",
        other => other.code(),
    }
}
