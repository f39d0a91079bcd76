//! Products of matrices, with a fixed order of additions so that training gives the same bytes in every run.

/// Sums kept in registers at once are rows × lanes. The order of additions does not depend on it.
const LANES: usize = if cfg!(target_feature = "avx512f") { 16 } else { 8 };
const ROWS: usize = if cfg!(target_feature = "avx512f") { 8 } else { 4 };

/// `y[n×o] += x[n×k] · w[k×o]`, with `o` a multiple of 4.
pub(super) fn matmul(x: &[f32], w: &[f32], y: &mut [f32], n: usize, k: usize, o: usize) {
    let mut column = 0;
    while column < o {
        let lanes = if o - column >= LANES { LANES } else { 4 };
        let mut row = 0;
        while row < n {
            let rows = if n - row >= ROWS { ROWS } else { 1 };
            match (rows, lanes) {
                (ROWS, LANES) => block::<ROWS, LANES>(x, w, y, row, column, k, o),
                (_, LANES) => block::<1, LANES>(x, w, y, row, column, k, o),
                (ROWS, _) => block::<ROWS, 4>(x, w, y, row, column, k, o),
                _ => block::<1, 4>(x, w, y, row, column, k, o),
            }
            row += rows;
        }
        column += lanes;
    }
}

#[inline(always)]
fn block<const R: usize, const L: usize>(
    x: &[f32],
    w: &[f32],
    y: &mut [f32],
    row: usize,
    column: usize,
    k: usize,
    o: usize,
) {
    let mut sums = [[0f32; L]; R];
    let xs: [&[f32]; R] = std::array::from_fn(|r| &x[(row + r) * k..][..k]);
    for (j, weights) in w[..k * o].chunks_exact(o).enumerate() {
        let weights: &[f32; L] = weights[column..column + L].try_into().expect("L columns");
        for r in 0..R {
            let value = xs[r][j];
            for l in 0..L {
                sums[r][l] += value * weights[l];
            }
        }
    }
    for r in 0..R {
        let out = &mut y[(row + r) * o + column..][..L];
        for l in 0..L {
            out[l] += sums[r][l];
        }
    }
}

/// `g[k×o] += x[n×k]ᵀ · d[n×o]`, with `k` and `o` multiples of 4.
pub(super) fn matmul_gradient(x: &[f32], d: &[f32], g: &mut [f32], n: usize, k: usize, o: usize) {
    let mut column = 0;
    while column < o {
        let lanes = if o - column >= LANES { LANES } else { 4 };
        for row in (0..k).step_by(4) {
            match lanes {
                LANES => gradient_block::<LANES>(x, d, g, row, column, n, k, o),
                _ => gradient_block::<4>(x, d, g, row, column, n, k, o),
            }
        }
        column += lanes;
    }
}

#[allow(clippy::too_many_arguments)]
#[inline(always)]
fn gradient_block<const L: usize>(
    x: &[f32],
    d: &[f32],
    g: &mut [f32],
    row: usize,
    column: usize,
    n: usize,
    k: usize,
    o: usize,
) {
    let mut sums = [[0f32; L]; 4];
    for (xs, ds) in x[..n * k].chunks_exact(k).zip(d.chunks_exact(o)) {
        let xs: &[f32; 4] = xs[row..row + 4].try_into().expect("rows");
        let ds: &[f32; L] = ds[column..column + L].try_into().expect("lanes");
        for r in 0..4 {
            for l in 0..L {
                sums[r][l] += xs[r] * ds[l];
            }
        }
    }
    for r in 0..4 {
        for l in 0..L {
            g[(row + r) * o + column + l] += sums[r][l];
        }
    }
}

/// The transpose of `w[k×o]`.
pub(super) fn transpose(w: &[f32], k: usize, o: usize) -> Vec<f32> {
    let mut t = vec![0.0; k * o];
    for j in 0..k {
        for l in 0..o {
            t[l * k + j] = w[j * o + l];
        }
    }
    t
}

/// Adds each number of `from` to its partner.
pub(super) fn add(to: &mut [f32], from: &[f32]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Small whole numbers, so that sums are exact.
    fn numbers(count: usize) -> Vec<f32> {
        (0..count).map(|i| (i * 7 % 11) as f32 - 5.0).collect()
    }

    #[test]
    fn products_are_those_of_the_definition() {
        let (n, k, o) = (9, 8, 20);
        let (x, w, d) = (numbers(n * k), numbers(k * o), numbers(n * o));
        let mut y = vec![1.0; n * o];
        matmul(&x, &w, &mut y, n, k, o);
        let mut g = vec![0.0; k * o];
        matmul_gradient(&x, &d, &mut g, n, k, o);
        for l in 0..o {
            for i in 0..n {
                assert_eq!(y[i * o + l], 1.0 + (0..k).map(|j| x[i * k + j] * w[j * o + l]).sum::<f32>());
            }
            for j in 0..k {
                assert_eq!(g[j * o + l], (0..n).map(|i| x[i * k + j] * d[i * o + l]).sum::<f32>());
            }
        }
        assert_eq!(transpose(&transpose(&w, k, o), o, k), w);
    }
}
