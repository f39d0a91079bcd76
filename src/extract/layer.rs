//! A layer of the network: each column over its neighbours, then the columns mixed (depthwise separable convolutions,
//! Chollet 2017), and the result added to what came in.

use super::lanes::Lanes;
use super::matrix::{LANES, Matrix, ONE, fixed, rounded};

/// Columns that are added to their neighbours at once.
const WIDE: usize = 2 * LANES;

/// A residual layer over rows of width `W`, each of which sees `T` rows, itself in their middle:
/// `x += relu(mix(neighbours(x)) + bias)`.
pub(super) struct Layer<const W: usize, const T: usize> {
    /// Weights of the neighbours, in fixed point of fifteen binary places less `headroom`.
    taps: [[i16; W]; T],
    headroom: u32,
    mix: Matrix<W>,
    bias: Vec<[i32; LANES]>,
}

impl<const W: usize, const T: usize> Layer<W, T> {
    /// The sizes must fit.
    pub(super) fn new([taps, mix, bias]: &[Vec<f32>; 3]) -> Self {
        let mix = Matrix::new(mix, W);
        let largest = taps.iter().fold(0f32, |most, tap| most.max(tap.abs()));
        let headroom = largest.log2().ceil().clamp(0.0, mix.shift as f32) as u32;
        let tap = |tap: f32| (tap * (1 << (15 - headroom)) as f32).round().clamp(-32767.0, 32767.0) as i16;
        let rows = taps.as_chunks::<W>().0;
        let taps = std::array::from_fn(|row| rows[row].map(tap));
        let sum = |value: f32| (value * ONE * (1u32 << (mix.shift - headroom)) as f32).round() as i32;
        let bias = bias.as_chunks().0.iter().map(|bias| bias.map(sum)).collect();
        Self { taps, headroom, mix, bias }
    }

    /// Takes the rows of `x` through the layer; `scratch` is a buffer kept from one call to the next.
    #[inline(always)]
    pub(super) fn run(&self, lanes: impl Lanes, x: &mut [[i16; W]], scratch: &mut Vec<[i16; W]>) {
        scratch.clear();
        for i in 0..x.len() {
            scratch.push(self.neighbours(lanes, x, i));
        }
        let shift = self.mix.shift - self.headroom;
        self.mix.multiply(
            lanes,
            scratch,
            #[inline(always)]
            |row, panel, sums| {
                let x = &mut x[row].as_chunks_mut::<LANES>().0[panel];
                for ((x, sum), bias) in x.iter_mut().zip(sums).zip(self.bias[panel]) {
                    *x = x.saturating_add(fixed(rounded(sum + bias, shift).max(0)));
                }
            },
        );
    }

    /// The weighted sum of the rows around row `i`; there are none before the first and behind the last.
    #[inline(always)]
    fn neighbours(&self, lanes: impl Lanes, x: &[[i16; W]], i: usize) -> [i16; W] {
        let reach = T / 2;
        // How many rows there are is known then when the program is compiled, and the loop has no branches.
        if let Some(rows) = i.checked_sub(reach).and_then(|first| x[first..].first_chunk::<T>()) {
            return weighted(lanes, rows, &self.taps);
        }
        let rows = &x[i.saturating_sub(reach)..(i + reach + 1).min(x.len())];
        weighted(lanes, rows, &self.taps[reach.saturating_sub(i)..])
    }
}

/// The sum of rows, each column of each by its own weight.
#[inline(always)]
fn weighted<const W: usize>(lanes: impl Lanes, rows: &[[i16; W]], taps: &[[i16; W]]) -> [i16; W] {
    let mut all = [0; W];
    for (c, sums) in all.as_chunks_mut::<WIDE>().0.iter_mut().enumerate() {
        for (row, tap) in rows.iter().zip(taps) {
            *sums = lanes.add_scaled(*sums, &row.as_chunks::<WIDE>().0[c], &tap.as_chunks::<WIDE>().0[c]);
        }
    }
    all
}
