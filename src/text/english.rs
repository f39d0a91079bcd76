//! A quick sign of English: its small words.

/// Small words that make up a third or more of English prose.
pub(crate) const SMALL_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "he", "his", "by", "at", "you", "are", "this",
    "but", "had", "not", "they", "her", "she", "have", "from", "be", "we", "were", "who", "has", "will", "said", "i",
    "there", "their", "been", "would", "more", "if", "what", "an", "in", "on", "a", "as",
];

/// Of the first words of a text, `most` at the most: how many are small words of English, and how many there are.
pub(crate) fn small_words(text: &str, most: usize) -> (usize, usize) {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(most);
    words.fold((0, 0), |(small, all), word| {
        let is_small = SMALL_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
        (small + usize::from(is_small), all + 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_counted_up_to_a_limit() {
        assert_eq!(small_words("The dam, he SAID, is old.", 10), (4, 6));
        assert_eq!(small_words("The dam, he SAID, is old.", 3), (2, 3));
        assert_eq!(small_words("Der Damm hält.", 10), (0, 3));
        assert_eq!(small_words("", 10), (0, 0));
    }
}
