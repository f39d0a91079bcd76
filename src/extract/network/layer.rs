//! A layer of the network: a depthwise separable convolution (Chollet 2017) with a residual connection. It sums each column
//! over neighbouring rows, mixes the columns, and adds the result to its input.

use super::matrix::{LANES, Matrix, ONE, fixed, rounded};
use super::simd::Simd;
use super::weights::LayerWeights;

/// Columns summed at once.
const WIDE: usize = 2 * LANES;

/// A residual layer over rows of width `W`: `x += relu(mix(neighbours(x)) + bias)`. Each row sees `T` rows, itself in the middle.
pub(super) struct Layer<const W: usize, const T: usize> {
    /// Weights of the neighbours, in fixed point with `15 - headroom` binary places.
    taps: [[i16; W]; T],
    /// How far apart the rows are that a row sees.
    step: usize,
    headroom: u32,
    mix: Matrix<W>,
    bias: Vec<[i32; LANES]>,
}

impl<const W: usize, const T: usize> Layer<W, T> {
    /// Arranges the weights of a layer. Their sizes must fit.
    pub(super) fn new(LayerWeights { taps, mix, bias }: &LayerWeights, step: usize) -> Self {
        let mix = Matrix::new(mix, W);
        let largest = taps.iter().fold(0f32, |most, tap| most.max(tap.abs()));
        let headroom = largest.log2().ceil().clamp(0.0, mix.shift as f32) as u32;
        let tap = |tap: f32| (tap * (1 << (15 - headroom)) as f32).round().clamp(-32767.0, 32767.0) as i16;
        let rows = taps.as_chunks::<W>().0;
        let taps = std::array::from_fn(|row| rows[row].map(tap));
        let sum = |value: f32| (value * ONE * (1u32 << (mix.shift - headroom)) as f32).round() as i32;
        let bias = bias.as_chunks().0.iter().map(|bias| bias.map(sum)).collect();
        Self { taps, step, headroom, mix, bias }
    }

    /// Applies the layer to the rows of `x`. `scratch` is a buffer to reuse from call to call.
    #[inline(always)]
    pub(super) fn run(&self, simd: impl Simd, x: &mut [[i16; W]], scratch: &mut Vec<[i16; W]>) {
        scratch.clear();
        for i in 0..x.len() {
            scratch.push(self.neighbours(simd, x, i));
        }
        let shift = self.mix.shift - self.headroom;
        self.mix.multiply(
            simd,
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

    /// The weighted sum of the rows around row `i`. Rows before the first and after the last count as zero.
    #[inline(always)]
    fn neighbours(&self, simd: impl Simd, x: &[[i16; W]], i: usize) -> [i16; W] {
        let (reach, step) = (T / 2, self.step);
        // With a number of rows known at compile time the loop has no branches.
        if i >= reach * step && i + reach * step < x.len() {
            let first = i - reach * step;
            let rows: [&[i16; W]; T] = std::array::from_fn(|tap| &x[first + tap * step]);
            return weighted(simd, &rows, &self.taps);
        }
        let before = (i / step).min(reach);
        let after = ((x.len() - 1 - i) / step).min(reach);
        let rows: Vec<&[i16; W]> = (0..before + after + 1).map(|tap| &x[i + tap * step - before * step]).collect();
        weighted(simd, &rows, &self.taps[reach - before..])
    }
}

/// The sum of the rows, each number times its own weight.
#[inline(always)]
fn weighted<const W: usize>(simd: impl Simd, rows: &[&[i16; W]], taps: &[[i16; W]]) -> [i16; W] {
    let mut all = [0; W];
    for (c, sums) in all.as_chunks_mut::<WIDE>().0.iter_mut().enumerate() {
        for (row, tap) in rows.iter().zip(taps) {
            *sums = simd.add_scaled(*sums, &row.as_chunks::<WIDE>().0[c], &tap.as_chunks::<WIDE>().0[c]);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::network::simd::{Kernel, run};

    struct Once<'x>(&'x Layer<16, 3>, Vec<[i16; 16]>);

    impl Kernel for Once<'_> {
        type Output = Vec<[i16; 16]>;

        #[inline(always)]
        fn run(mut self, simd: impl Simd) -> Self::Output {
            self.0.run(simd, &mut self.1, &mut Vec::new());
            self.1
        }
    }

    #[test]
    fn each_row_gets_the_positive_part_of_its_neighbours() {
        let taps = [[0.5; 16], [0.0; 16], [0.25; 16]].concat();
        let mix = (0..256).map(|i| if i % 17 == 0 { 1.0 } else { 0.0 }).collect();
        let layer = Layer::<16, 3>::new(&LayerWeights { taps, mix, bias: vec![0.0; 16] }, 1);
        // Row 0 sees row 1, row 1 sees rows 0 and 2, row 2 sees row 1.
        let rows = run(Once(&layer, vec![[100; 16], [-80; 16], [40; 16]]));
        assert_eq!(rows, [[100; 16], [-80 + 50 + 10; 16], [40; 16]]);
    }
}
