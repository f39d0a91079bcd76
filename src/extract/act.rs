//! Whether a cue reports speech or thought, by its words.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

const SPEECH: &str = "said says say saying told tell tells telling added adds adding wrote writes asked asks noted notes noting \
announced announces argued argues arguing tweeted declared acknowledged explained explains recalled insisted insists claimed claims \
claiming stated states replied responded continued continues suggested suggests warned warns described called calling calls quipped \
joked remarked reported testified concluded admitted denied promised pledged vowed urged accused predicted complained observed \
commented stressed maintained asserted contended emphasized conceded shouted read cited citing spoke speaking";

const THOUGHT: &str = "think thinks thought thinking believe believes believed feel feels felt hope hopes hoped want wants wanted \
wonder wonders wondered know knows knew consider considers considered see sees saw mean means meant remember remembers remembered \
fear fears feared worry worries worried doubt doubts doubted expect expects expected dream dreams dreamed";

/// Whether a cue reports a thought. What it quotes may not have been said aloud.
pub(super) fn is_thought(cue: &str) -> bool {
    let lower = cue.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).any(|word| THOUGHT.split_ascii_whitespace().any(|known| known == word))
}

/// Whether a cue reports speech: it has a word of the list, “according to”, “put it” or a colon.
pub(crate) fn is_speech(cue: &str) -> bool {
    static KNOWN: LazyLock<FxHashSet<&str>> = LazyLock::new(|| SPEECH.split_ascii_whitespace().collect());
    // Most cues are one word in lower case.
    if cue.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return KNOWN.contains(cue);
    }
    let lower = cue.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
    lower.contains(':')
        || words.any(|word| KNOWN.contains(word))
        || lower.contains("according to")
        || lower.contains("put it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cues_are_of_speech_of_thought_or_of_neither() {
        for (cue, speech, thought) in [
            ("said", true, false),
            ("Told", true, false),
            ("has said", true, false),
            ("According to", true, false),
            ("put it", true, false),
            ("statement:", true, false),
            ("believes", false, true),
            ("was hoping", false, false),
            ("weighed in on", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_speech(cue), is_thought(cue)), (speech, thought), "{cue}");
        }
    }
}
