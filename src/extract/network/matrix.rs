//! Matrices of sixteen-bit integers, and the fixed-point numbers of the network.

use super::simd::Simd;

/// The fixed-point form of 1. Numbers between two layers go from -64 to 64 in steps of 1/512.
pub(super) const ONE: f32 = 512.0;
/// Columns of a matrix that are multiplied at once.
pub(super) const LANES: usize = 8;
/// The largest weight. A sum of 64 products then fits 31 bits, whatever the inputs are.
const LARGEST: f32 = 511.0;

/// A matrix of `K` rows in the order in which a product reads it: in panels of [`LANES`] columns, the weights of two inputs side
/// by side.
///
/// A weight `w` is stored as `w · 2^shift`, with the largest shift that the largest weight allows.
pub(super) struct Matrix<const K: usize> {
    panels: Vec<[i16; 2 * LANES]>,
    pub(super) shift: u32,
}

impl<const K: usize> Matrix<K> {
    /// Arranges `weights`, which has `outputs` numbers for each of `K` inputs.
    pub(super) fn new(weights: &[f32], outputs: usize) -> Self {
        let largest = weights.iter().fold(0f32, |most, w| most.max(w.abs()));
        let shift = (LARGEST / largest.max(1e-3)).log2().floor().max(0.0) as u32;
        let scale = (1u32 << shift) as f32;
        let weight = |input: usize, column: usize| {
            let weight = if column < outputs { weights[input * outputs + column] } else { 0.0 };
            (weight * scale).round().clamp(-LARGEST, LARGEST) as i16
        };
        let weight = &weight;
        let panels = (0..outputs).step_by(LANES).flat_map(|first| {
            (0..K / 2).map(move |pair| std::array::from_fn(|l| weight(2 * pair + l % 2, first + l / 2)))
        });
        Self { panels: panels.collect(), shift }
    }

    /// Multiplies the rows of `x` and passes each result to `put` as (row, panel, sums).
    ///
    /// Works on four rows and two panels at a time: as many sums as fit the registers, so that each number read is used
    /// several times.
    #[inline(always)]
    pub(super) fn multiply(&self, simd: impl Simd, x: &[[i16; K]], mut put: impl FnMut(usize, usize, [i32; LANES])) {
        let (quads, rest) = x.as_chunks::<4>();
        for (q, quad) in quads.iter().enumerate() {
            self.multiply_rows(
                simd,
                quad,
                #[inline(always)]
                |row, panel, sums| put(4 * q + row, panel, sums),
            );
        }
        for (r, row) in rest.iter().enumerate() {
            self.multiply_rows(
                simd,
                std::array::from_ref(row),
                #[inline(always)]
                |_, panel, sums| put(4 * quads.len() + r, panel, sums),
            );
        }
    }

    #[inline(always)]
    fn multiply_rows<const R: usize>(
        &self,
        simd: impl Simd,
        rows: &[[i16; K]; R],
        mut put: impl FnMut(usize, usize, [i32; LANES]),
    ) {
        for (p, pair) in self.panels.chunks(K).enumerate() {
            let (left, right) = pair.split_at(K / 2);
            if right.is_empty() {
                let mut sums = [[0; LANES]; R];
                for (k, left) in left.iter().enumerate() {
                    for (sums, row) in sums.iter_mut().zip(rows) {
                        *sums = simd.add_products(*sums, [row[2 * k], row[2 * k + 1]], left);
                    }
                }
                sums.into_iter().enumerate().for_each(|(r, sums)| put(r, 2 * p, sums));
                continue;
            }
            let mut sums = [[[0; LANES]; 2]; R];
            for (k, (left, right)) in left.iter().zip(right).enumerate() {
                for ([a, b], row) in sums.iter_mut().zip(rows) {
                    let inputs = [row[2 * k], row[2 * k + 1]];
                    *a = simd.add_products(*a, inputs, left);
                    *b = simd.add_products(*b, inputs, right);
                }
            }
            for (r, [a, b]) in sums.into_iter().enumerate() {
                put(r, 2 * p, a);
                put(r, 2 * p + 1, b);
            }
        }
    }

    /// The first `O` columns of `x · self` as fixed-point numbers.
    #[inline(always)]
    pub(super) fn apply<const O: usize>(&self, simd: impl Simd, x: &[[i16; K]]) -> Vec<[i16; O]> {
        let mut y = vec![[0; O]; x.len()];
        self.multiply(
            simd,
            x,
            #[inline(always)]
            |row, panel, sums| {
                let out = &mut y[row].as_chunks_mut::<LANES>().0[panel];
                *out = sums.map(|sum| fixed(rounded(sum, self.shift)));
            },
        );
        y
    }

    /// The first `O` columns of `x · self + bias` as floating-point numbers.
    #[inline(always)]
    pub(super) fn numbers<const O: usize>(&self, simd: impl Simd, x: &[[i16; K]], bias: &[f32]) -> Vec<f32> {
        let mut y = vec![0.0; x.len() * O];
        let scale = 1.0 / (ONE * (1u32 << self.shift) as f32);
        self.multiply(
            simd,
            x,
            #[inline(always)]
            |row, panel, sums| {
                let columns = panel * LANES..O.min((panel + 1) * LANES);
                let out = &mut y[row * O..][columns.clone()];
                for ((y, sum), bias) in out.iter_mut().zip(sums).zip(&bias[columns]) {
                    *y = sum as f32 * scale + bias;
                }
            },
        );
        y
    }
}

/// `sum / 2^shift`, rounded.
#[inline(always)]
pub(super) fn rounded(sum: i32, shift: u32) -> i32 {
    (sum + ((1 << shift) >> 1)) >> shift
}

/// The nearest sixteen-bit number.
#[inline(always)]
pub(super) fn fixed(value: i32) -> i16 {
    value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// A floating-point number in fixed point.
pub(super) fn to_fixed(value: f32) -> i16 {
    fixed((value * ONE).round() as i32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::network::simd::{Kernel, run};

    struct Product<'x>(&'x Matrix<2>, &'x [[i16; 2]]);

    impl Kernel for Product<'_> {
        type Output = Vec<f32>;

        #[inline(always)]
        fn run(self, simd: impl Simd) -> Vec<f32> {
            self.0.numbers::<3>(simd, self.1, &[0.5, 0.0, 0.0])
        }
    }

    #[test]
    fn a_product_is_that_of_its_numbers() {
        let matrix = Matrix::<2>::new(&[1.0, 2.0, -0.5, 0.25, -1.0, 4.0], 3);
        // Five rows: four that are multiplied together, and one more.
        let rows: Vec<[i16; 2]> = (1..=5).map(|k| [to_fixed(k as f32), to_fixed(2.0)]).collect();
        let expected = (1..=5).flat_map(|k| [k as f32 + 1.0, 2.0 * k as f32 - 2.0, 8.0 - 0.5 * k as f32]);
        assert_eq!(run(Product(&matrix, &rows)), expected.collect::<Vec<_>>());
    }

    #[test]
    fn numbers_are_rounded_and_saturate() {
        assert_eq!([rounded(5, 1), rounded(-5, 1), rounded(5, 0)], [3, -2, 5]);
        assert_eq!([to_fixed(1.0), to_fixed(100.0), to_fixed(-100.0)], [512, i16::MAX, i16::MIN]);
    }
}
