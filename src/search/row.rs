//! Rows of words: words in a given order, with a limited number of other words between them.

/// Calls `see` with the positions of the parts of each row, one row for each place where the first part is.
///
/// `places` are the positions at which each part begins, in order, and `lengths` how many words each part has. A row takes
/// the nearest place of each following part, and has at most `between` other words between its parts, all gaps added up.
pub(super) fn each_row(places: &[Vec<u32>], lengths: &[u32], between: u32, mut see: impl FnMut(&[u32])) {
    let words: u32 = lengths.iter().sum();
    let Some((firsts, length)) = places.first().zip(lengths.first()) else { return };
    let mut passed = vec![0; places.len()];
    let mut row = Vec::with_capacity(places.len());
    for first in firsts {
        let mut end = first + length;
        row.clear();
        row.push(*first);
        for ((places, length), passed) in places.iter().zip(lengths).zip(&mut passed).skip(1) {
            // A later first place never needs an earlier place of a following part.
            *passed += places[*passed..].iter().take_while(|place| **place < end).count();
            let Some(place) = places.get(*passed) else { return };
            row.push(*place);
            end = place + length;
        }
        if end - first - words <= between {
            see(&row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_order_and_count_gaps_together() {
        let rows = |places: &[&[u32]], lengths: &[u32], between| {
            let places: Vec<Vec<u32>> = places.iter().map(|places| places.to_vec()).collect();
            let mut found = Vec::new();
            each_row(&places, lengths, between, |row| found.push(row.to_vec()));
            found
        };
        // red old green and grey lamp
        assert_eq!(rows(&[&[0], &[2], &[5]], &[1, 1, 1], 3), [[0, 2, 5]]);
        assert!(rows(&[&[0], &[2], &[5]], &[1, 1, 1], 2).is_empty());
        // The wrong order, and one word for two.
        assert!(rows(&[&[4], &[1]], &[1, 1], 9).is_empty());
        assert!(rows(&[&[4], &[4]], &[1, 1], 9).is_empty());
        assert_eq!(rows(&[&[1, 4], &[1, 4]], &[1, 1], 2), [[1, 4]]);
        // The nearer of two first places.
        assert_eq!(rows(&[&[0, 6], &[7]], &[1, 1], 1), [[6, 7]]);
        // A part of two words.
        assert_eq!(rows(&[&[0], &[3]], &[2, 1], 1), [[0, 3]]);
    }
}
