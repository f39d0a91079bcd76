//! Clusters of texts around a centre that each of them is the same story as.

use std::cmp::Reverse;

/// The centre of each text, from the pairs that are the same.
///
/// The text that is the same as most others is the first centre; of equals the longer one, which has the higher number. Its
/// neighbors that have no centre yet belong to it.
pub(super) fn centres(texts: usize, same: &[(u32, u32)]) -> Vec<u32> {
    let mut both: Vec<(u32, u32)> = same.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]).collect();
    both.sort_unstable();
    let mut neighborhoods: Vec<&[(u32, u32)]> = both.chunk_by(|a, b| a.0 == b.0).collect();
    neighborhoods.sort_by_key(|pairs| Reverse((pairs.len(), pairs[0].0)));
    let mut centres: Vec<Option<u32>> = vec![None; texts];
    for pairs in neighborhoods {
        let centre = pairs[0].0;
        if centres[centre as usize].is_some() {
            continue;
        }
        centres[centre as usize] = Some(centre);
        for (_, neighbour) in pairs {
            centres[*neighbour as usize].get_or_insert(centre);
        }
    }
    (0..).zip(centres).map(|(text, centre)| centre.unwrap_or(text)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_ends_after_two_steps() {
        assert_eq!(centres(6, &[(0, 1), (1, 2), (2, 3), (3, 4)]), [1, 1, 3, 3, 3, 5]);
    }
}
