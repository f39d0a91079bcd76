//! A list of words in which one is found at once.

/// Words with a table of them by what is quickly told of each: its length and four of its bytes. It is made when the
/// program is compiled; `N` is a power of two, at least twice as many as there are words.
///
/// To look one up costs a few nanoseconds, however many there are.
pub(crate) struct WordSet<const N: usize> {
    /// Open addressing; the empty word stands for none.
    slots: [&'static str; N],
}

impl<const N: usize> WordSet<N> {
    /// Does not compile where `N` does not fit.
    pub(crate) const fn new(words: &[&'static str]) -> Self {
        assert!(N.is_power_of_two() && words.len() * 2 <= N);
        let mut slots = [""; N];
        let mut number = 0;
        while number < words.len() {
            let mut at = slot(words[number].as_bytes(), N);
            while !slots[at].is_empty() {
                at = (at + 1) % N;
            }
            slots[at] = words[number];
            number += 1;
        }
        Self { slots }
    }

    /// Whether the word is one of them.
    #[inline]
    pub(crate) fn contains(&self, word: &str) -> bool {
        if word.is_empty() {
            return false;
        }
        let mut at = slot(word.as_bytes(), N);
        while !self.slots[at].is_empty() {
            if self.slots[at] == word {
                return true;
            }
            at = (at + 1) % N;
        }
        false
    }
}

/// Where a word that is not empty belongs among so many.
const fn slot(word: &[u8], slots: usize) -> usize {
    let length = word.len();
    let [first, second] = [word[0], word[length / 2]];
    let [third, last] = [word[length * 3 / 4], word[length - 1]];
    let sign = u32::from_le_bytes([first, second, third, last]) ^ (length as u32).wrapping_mul(0x9e37_79b1);
    (sign.wrapping_mul(0x85eb_ca6b) >> 16) as usize % slots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_and_others_are_not() {
        const WORDS: &[&str] = &["a", "an", "the", "thus", "this", "these", "those", "é", "ee", "eae", "ebe", "ece"];
        static SET: WordSet<32> = WordSet::new(WORDS);
        assert!(WORDS.iter().all(|word| SET.contains(word)));
        for other in ["", "b", "The", "thi", "thiss", "è", "ede", "ea"] {
            assert!(!SET.contains(other), "{other}");
        }
    }
}
