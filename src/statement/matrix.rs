//! Products of small matrices, in a fixed order of additions: the same input gives the same bits everywhere.

/// Columns of a matrix worked on at once; widths are multiples of it.
pub(super) const LANES: usize = 8;

/// A matrix `k × o`, in panels of `LANES` columns so that a product reads it in order.
pub(super) struct Matrix {
    panels: Vec<[f32; LANES]>,
    inputs: usize,
}

impl Matrix {
    pub(super) fn new(weights: &[f32], inputs: usize, outputs: usize) -> Self {
        let mut panels = Vec::with_capacity(weights.len() / LANES);
        for column in (0..outputs).step_by(LANES) {
            panels.extend((0..inputs).map(|j| -> [f32; LANES] {
                std::array::from_fn(|l| weights.get(j * outputs + column + l).copied().unwrap_or(0.0))
            }));
        }
        Self { panels, inputs }
    }

    /// The products of the rows of `x`, handed to `put` as (row, panel, sums), four rows at a time.
    #[inline(always)]
    pub(super) fn multiply(&self, x: &[f32], mut put: impl FnMut(usize, usize, &[f32; LANES])) {
        let k = self.inputs;
        let quads = x.chunks_exact(4 * k);
        let (rest, first) = (quads.remainder(), x.len() / (4 * k) * 4);
        for (q, quad) in quads.enumerate() {
            let (a, b) = quad.split_at(2 * k);
            let ((a, b), (c, d)) = (a.split_at(k), b.split_at(k));
            for (p, panel) in self.panels.chunks_exact(k).enumerate() {
                let mut sums = [[0f32; LANES]; 4];
                for ((((w, a), b), c), d) in panel.iter().zip(a).zip(b).zip(c).zip(d) {
                    for l in 0..LANES {
                        sums[0][l] += a * w[l];
                        sums[1][l] += b * w[l];
                        sums[2][l] += c * w[l];
                        sums[3][l] += d * w[l];
                    }
                }
                for (r, sums) in sums.iter().enumerate() {
                    put(4 * q + r, p, sums);
                }
            }
        }
        for (r, row) in rest.chunks_exact(k).enumerate() {
            for (p, panel) in self.panels.chunks_exact(k).enumerate() {
                let mut sums = [0f32; LANES];
                for (w, x) in panel.iter().zip(row) {
                    for l in 0..LANES {
                        sums[l] += x * w[l];
                    }
                }
                put(first + r, p, &sums);
            }
        }
    }

    /// `y = x · self + bias`, `width` columns of it.
    pub(super) fn apply(&self, x: &[f32], bias: &[f32], width: usize) -> Vec<f32> {
        let mut y = vec![0.0; x.len() / self.inputs * width];
        self.multiply(x, |row, panel, sums| {
            let columns = panel * LANES..((panel + 1) * LANES).min(width);
            let out = &mut y[row * width..][columns.clone()];
            for ((y, s), b) in out.iter_mut().zip(sums).zip(&bias[columns]) {
                *y = s + b;
            }
        });
        y
    }
}

/// `y += x · w` for one row `x`; `w` is `x.len() × y.len()`.
pub(super) fn product(x: &[f32], w: &[f32], y: &mut [f32]) {
    for (x, row) in x.iter().zip(w.chunks_exact(y.len())) {
        for (y, w) in y.iter_mut().zip(row) {
            *y += x * w;
        }
    }
}

pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The logarithm of the sum of exponentials.
pub(super) fn log_sum(values: &[f32]) -> f32 {
    let max = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if max == f32::NEG_INFINITY {
        return max;
    }
    max + values.iter().map(|v| (v - max).exp()).sum::<f32>().ln()
}
