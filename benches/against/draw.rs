//! Random numbers that are the same in every run.

/// The generator SplitMix64 (Steele, Lea and Flood 2014).
pub(crate) struct Draw(u64);

impl Draw {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `end`. `end` must not be 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (((mixed ^ (mixed >> 31)) as u128 * end as u128) >> 64) as usize
    }

    /// One of the items, or `None` if there are none.
    pub(crate) fn one<'t, T>(&mut self, several: &'t [T]) -> Option<&'t T> {
        if several.is_empty() { None } else { several.get(self.below(several.len())) }
    }
}
