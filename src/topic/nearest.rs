//! Suggests topics with similar names.

use super::labels;
use super::vocabulary::vocabulary;
use crate::names::{distance, fold};

/// How many are suggested.
const MOST: usize = 3;

/// Suggests names in place of an unknown topic.
pub(crate) fn advice(name: &str) -> String {
    let nearest: Vec<String> = nearest(name).iter().map(|label| format!("“{label}”")).collect();
    match nearest.as_slice() {
        [] => "`onrecord list topics` shows those of the index".to_owned(),
        all => format!("did you mean {}? `onrecord list topics` shows those of the index", all.join(", ")),
    }
}

/// Labels that contain the name, or differ from it by few letters; best first.
fn nearest(name: &str) -> Vec<&'static str> {
    let wanted = fold(name.trim());
    let letters = wanted.chars().count();
    let mut near: Vec<(usize, &str)> = Vec::new();
    let concepts = vocabulary().concepts.iter().map(|concept| (fold(concept.label), concept.label));
    let named = labels::builtin().names().chain(labels::everyday().names());
    let synonyms = named.map(|(name, number)| (name.to_owned(), vocabulary().get(number).label));
    for (name, label) in concepts.chain(synonyms) {
        let words = name.split([' ', ',', '/', '(', ')']).chain([name.as_str()]);
        // Skip names of very different length, which cannot be similar.
        let near_in_length = words.filter(|word| word.chars().count().abs_diff(letters) <= letters / 3);
        let distance = near_in_length.map(|word| distance(word, &wanted)).min().unwrap_or(usize::MAX);
        if distance <= letters / 3 {
            near.push((2 * distance + usize::from(name.contains(' ')), label));
        } else if shares_word(&wanted, &name) {
            near.push((letters, label));
        }
    }
    near.sort();
    let mut labels: Vec<&str> = Vec::new();
    for (_, label) in near {
        if labels.len() < MOST && !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// Whether two names share a word of some length: “gun crime” and “gun laws”.
fn shares_word(one: &str, other: &str) -> bool {
    let long = |word: &&str| word.chars().count() > 2 && !matches!(*word, "and" | "the" | "for" | "of");
    one.split(' ').filter(long).any(|word| other.split(' ').any(|known| known == word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_of_the_pen_are_forgiven() {
        assert_eq!(nearest("helth")[0], "health");
        assert_eq!(nearest("crickett")[0], "cricket");
        assert!(nearest("intelligense").contains(&"espionage and intelligence"));
        assert!(nearest("qqqqqq").is_empty());
    }
}
