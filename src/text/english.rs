//! What tells English from other languages at a glance.

/// Small words that English prose is made of: a third of it and more.
pub(crate) const SMALL_WORDS: &[&str] = &[
    "the", "of", "and", "to", "that", "is", "was", "for", "it", "with", "he", "his", "by", "at", "you", "are", "this",
    "but", "had", "not", "they", "her", "she", "have", "from", "be", "we", "were", "who", "has", "will", "said", "i",
    "there", "their", "been", "would", "more", "if", "what", "an", "in", "on", "a", "as",
];

/// How many of the first words of a text are small words of English, and how many there are.
pub(crate) fn small_words(text: &str, most: usize) -> (usize, usize) {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(most);
    words.fold((0, 0), |(small, all), word| {
        let is_small = SMALL_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known));
        (small + usize::from(is_small), all + 1)
    })
}
