//! Matrices of sixteen-bit integers, and the fixed point that the network's numbers have.

use super::lanes::Lanes;

/// What stands for 1 among the numbers between two layers: they reach from -64 to 64 in steps of 1/512.
pub(super) const ONE: f32 = 512.0;
/// Columns of a matrix worked on at once.
pub(super) const LANES: usize = 8;
/// Largest weight. With at most 64 inputs a sum of products then fits 31 bits, whatever the inputs are.
const LARGEST: f32 = 511.0;

/// A matrix `K × o`, in panels of `LANES` columns and with the weights of two inputs side by side, as a product reads them.
///
/// A weight `w` is stored as `w · 2^shift`, the shift being as large as the largest weight allows.
pub(super) struct Matrix<const K: usize> {
    panels: Vec<[i16; 2 * LANES]>,
    pub(super) shift: u32,
}

impl<const K: usize> Matrix<K> {
    /// `weights` has `outputs` numbers for each input.
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

    /// The products of the rows of `x`, handed to `put` as (row, panel, sums), four rows and two panels at a time: as many sums
    /// as a processor has room for, so that each number that is read is used several times.
    #[inline(always)]
    pub(super) fn multiply(&self, lanes: impl Lanes, x: &[[i16; K]], mut put: impl FnMut(usize, usize, [i32; LANES])) {
        let (quads, rest) = x.as_chunks::<4>();
        for (q, quad) in quads.iter().enumerate() {
            self.multiply_rows(
                lanes,
                quad,
                #[inline(always)]
                |row, panel, sums| put(4 * q + row, panel, sums),
            );
        }
        for (r, row) in rest.iter().enumerate() {
            self.multiply_rows(
                lanes,
                std::array::from_ref(row),
                #[inline(always)]
                |_, panel, sums| put(4 * quads.len() + r, panel, sums),
            );
        }
    }

    #[inline(always)]
    fn multiply_rows<const R: usize>(
        &self,
        lanes: impl Lanes,
        rows: &[[i16; K]; R],
        mut put: impl FnMut(usize, usize, [i32; LANES]),
    ) {
        for (p, pair) in self.panels.chunks(K).enumerate() {
            let (left, right) = pair.split_at(K / 2);
            if right.is_empty() {
                let mut sums = [[0; LANES]; R];
                for (k, left) in left.iter().enumerate() {
                    for (sums, row) in sums.iter_mut().zip(rows) {
                        *sums = lanes.add_products(*sums, [row[2 * k], row[2 * k + 1]], left);
                    }
                }
                sums.into_iter().enumerate().for_each(|(r, sums)| put(r, 2 * p, sums));
                continue;
            }
            let mut sums = [[[0; LANES]; 2]; R];
            for (k, (left, right)) in left.iter().zip(right).enumerate() {
                for ([a, b], row) in sums.iter_mut().zip(rows) {
                    let inputs = [row[2 * k], row[2 * k + 1]];
                    *a = lanes.add_products(*a, inputs, left);
                    *b = lanes.add_products(*b, inputs, right);
                }
            }
            for (r, [a, b]) in sums.into_iter().enumerate() {
                put(r, 2 * p, a);
                put(r, 2 * p + 1, b);
            }
        }
    }

    /// `x · self` as numbers between layers, `O` columns of it.
    #[inline(always)]
    pub(super) fn apply<const O: usize>(&self, lanes: impl Lanes, x: &[[i16; K]]) -> Vec<[i16; O]> {
        let mut y = vec![[0; O]; x.len()];
        self.multiply(
            lanes,
            x,
            #[inline(always)]
            |row, panel, sums| {
                let out = &mut y[row].as_chunks_mut::<LANES>().0[panel];
                *out = sums.map(|sum| fixed(rounded(sum, self.shift)));
            },
        );
        y
    }

    /// `x · self + bias` as ordinary numbers, `O` columns of it.
    #[inline(always)]
    pub(super) fn numbers<const O: usize>(&self, lanes: impl Lanes, x: &[[i16; K]], bias: &[f32]) -> Vec<f32> {
        let mut y = vec![0.0; x.len() * O];
        let scale = 1.0 / (ONE * (1u32 << self.shift) as f32);
        self.multiply(
            lanes,
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

/// The nearest number that fits.
#[inline(always)]
pub(super) fn fixed(value: i32) -> i16 {
    value.clamp(i32::from(i16::MIN), i32::from(i16::MAX)) as i16
}

/// A number in fixed point.
pub(super) fn to_fixed(value: f32) -> i16 {
    fixed((value * ONE).round() as i32)
}
