//! The few pieces of a small neural network: matrices, tables of rows, Adam, all in a fixed order of additions so that
//! training gives the same bytes every time.

/// SplitMix64.
#[derive(Clone)]
pub(super) struct Rng(pub u64);

impl Rng {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Uniform in `0.0..1.0`.
    pub(super) fn uniform(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    pub(super) fn normal(&mut self) -> f32 {
        (0..12).map(|_| self.uniform()).sum::<f32>() - 6.0
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            items.swap(i, (self.next() % (i as u64 + 1)) as usize);
        }
    }
}

/// Sums kept in registers at once: rows × lanes. The order of additions does not depend on them.
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

/// Weights with what Adam needs to move them. `row` > 0 makes it a table of which only the rows used are moved.
#[derive(Clone, Default)]
pub(super) struct Param {
    pub(super) w: Vec<f32>,
    pub(super) g: Vec<f32>,
    m: Vec<f32>,
    v: Vec<f32>,
    row: usize,
    used: Vec<u32>,
    is_used: Vec<bool>,
}

impl Param {
    pub(super) fn dense(size: usize, scale: f32, rng: &mut Rng) -> Self {
        Self::new(size, 0, scale, rng)
    }

    pub(super) fn table(rows: usize, width: usize, scale: f32, rng: &mut Rng) -> Self {
        Self::new(rows * width, width, scale, rng)
    }

    fn new(size: usize, row: usize, scale: f32, rng: &mut Rng) -> Self {
        let w = (0..size).map(|_| if scale == 0.0 { 0.0 } else { rng.normal() * scale }).collect();
        let rows = size.checked_div(row).unwrap_or(0);
        Self {
            w,
            g: vec![0.0; size],
            m: vec![0.0; size],
            v: vec![0.0; size],
            row,
            used: vec![],
            is_used: vec![false; rows],
        }
    }

    /// Adds a gradient to one row of a table.
    pub(super) fn add_row(&mut self, index: usize, d: &[f32]) {
        if !self.is_used[index] {
            self.is_used[index] = true;
            self.used.push(index as u32);
        }
        for (g, d) in self.g[index * self.row..][..self.row].iter_mut().zip(d) {
            *g += d;
        }
    }

    pub(super) fn step(&mut self, adam: &Adam) {
        if self.row == 0 {
            adam.update(&mut self.w, &mut self.g, &mut self.m, &mut self.v);
            return;
        }
        for &index in &self.used {
            let range = index as usize * self.row..(index as usize + 1) * self.row;
            adam.update(
                &mut self.w[range.clone()],
                &mut self.g[range.clone()],
                &mut self.m[range.clone()],
                &mut self.v[range],
            );
            self.is_used[index as usize] = false;
        }
        self.used.clear();
    }
}

pub(super) struct Adam {
    pub(super) rate: f32,
    pub(super) decay: f32,
    pub(super) correction1: f32,
    pub(super) correction2: f32,
}

impl Adam {
    pub(super) fn new(rate: f32, decay: f32, step: usize) -> Self {
        let t = step as i32 + 1;
        Self { rate, decay, correction1: 1.0 - 0.9f32.powi(t), correction2: 1.0 - 0.99f32.powi(t) }
    }

    fn update(&self, w: &mut [f32], g: &mut [f32], m: &mut [f32], v: &mut [f32]) {
        for i in 0..w.len() {
            m[i] = 0.9 * m[i] + 0.1 * g[i];
            v[i] = 0.99 * v[i] + 0.01 * g[i] * g[i];
            let step = m[i] / self.correction1 / ((v[i] / self.correction2).sqrt() + 1e-6);
            w[i] -= self.rate * (step + self.decay * w[i]);
            g[i] = 0.0;
        }
    }
}

/// `y[i] = relu((Σ x[i+offset]·d[offset])·w + b)`: each column over its neighbours, then the columns mixed.
pub(super) struct Separable {
    pub(super) depth: Param,
    pub(super) weights: Param,
    pub(super) bias: Param,
    pub(super) k: usize,
    pub(super) reach: usize,
}

impl Separable {
    pub(super) fn new(k: usize, reach: usize, rng: &mut Rng) -> Self {
        let width = 2 * reach + 1;
        let mut depth = Param::dense(width * k, (0.5 / width as f32).sqrt(), rng);
        depth.w[reach * k..][..k].iter_mut().for_each(|w| *w += 0.5);
        Self {
            depth,
            weights: Param::dense(k * k, (1.0 / k as f32).sqrt(), rng),
            bias: Param::dense(k, 0.0, rng),
            k,
            reach,
        }
    }

    fn gather(&self, x: &[f32], n: usize, t: &mut Vec<f32>) {
        let k = self.k;
        t.clear();
        t.resize(n * k, 0.0);
        for (i, out) in t.chunks_exact_mut(k).enumerate() {
            for j in i.saturating_sub(self.reach)..(i + self.reach + 1).min(n) {
                let d = &self.depth.w[(j + self.reach - i) * k..][..k];
                for ((t, x), d) in out.iter_mut().zip(&x[j * k..][..k]).zip(d) {
                    *t += x * d;
                }
            }
        }
    }

    pub(super) fn forward(&self, x: &[f32], n: usize, columns: &mut Vec<f32>, y: &mut Vec<f32>) {
        self.gather(x, n, columns);
        y.clear();
        for _ in 0..n {
            y.extend_from_slice(&self.bias.w);
        }
        matmul(columns, &self.weights.w, y, n, self.k, self.k);
        for value in y.iter_mut() {
            *value = value.max(0.0);
        }
    }

    pub(super) fn backward(&mut self, x: &[f32], y: &[f32], d: &mut [f32], dx: &mut [f32], n: usize) {
        let k = self.k;
        for (d, y) in d.iter_mut().zip(y) {
            if *y <= 0.0 {
                *d = 0.0;
            }
        }
        let mut t = vec![];
        self.gather(x, n, &mut t);
        matmul_gradient(&t, d, &mut self.weights.g, n, k, k);
        for row in d.chunks_exact(k) {
            add(&mut self.bias.g, row);
        }
        let mut dt = vec![0.0; n * k];
        matmul(d, &transpose(&self.weights.w, k, k), &mut dt, n, k, k);
        for (i, dt) in dt.chunks_exact(k).enumerate() {
            for j in i.saturating_sub(self.reach)..(i + self.reach + 1).min(n) {
                let at = (j + self.reach - i) * k;
                for c in 0..k {
                    dx[j * k + c] += dt[c] * self.depth.w[at + c];
                    self.depth.g[at + c] += dt[c] * x[j * k + c];
                }
            }
        }
    }

    pub(super) fn step(&mut self, adam: &Adam) {
        self.depth.step(adam);
        self.weights.step(adam);
        self.bias.step(adam);
    }
}

pub(super) fn add(to: &mut [f32], from: &[f32]) {
    for (a, b) in to.iter_mut().zip(from) {
        *a += b;
    }
}
