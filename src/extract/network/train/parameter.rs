//! Weights in training, and the optimiser that moves them.

use super::random::Rng;

/// Weights with their gradient and the state of Adam.
///
/// With `row` > 0 they are a table of rows of this width, and a step moves only the rows that were used.
pub(super) struct Param {
    /// The weights.
    pub(super) w: Vec<f32>,
    /// The gradient.
    pub(super) g: Vec<f32>,
    /// The running mean of the gradient.
    m: Vec<f32>,
    /// The running mean of its square.
    v: Vec<f32>,
    row: usize,
    used: Vec<u32>,
    is_used: Vec<bool>,
}

impl Param {
    /// Random weights of this deviation.
    pub(super) fn dense(size: usize, scale: f32, rng: &mut Rng) -> Self {
        Self::new(size, 0, scale, rng)
    }

    /// The same, as a table.
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

    /// Moves the weights against the gradient, and clears it.
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

/// The optimiser Adam with weight decay, at one step.
pub(super) struct Adam {
    rate: f32,
    decay: f32,
    /// Corrections for the zeros that the running means begin with.
    correction1: f32,
    correction2: f32,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_goes_against_the_gradient() {
        let mut param = Param::dense(2, 0.0, &mut Rng(1));
        param.g = vec![1.0, -1.0];
        param.step(&Adam::new(0.1, 0.0, 0));
        assert!(param.w[0] < 0.0 && param.w[1] > 0.0);
        assert_eq!(param.g, [0.0, 0.0]);
    }

    #[test]
    fn a_step_leaves_unused_rows_alone() {
        let mut param = Param::table(2, 2, 0.0, &mut Rng(1));
        param.add_row(1, &[1.0, 1.0]);
        param.step(&Adam::new(0.1, 0.5, 0));
        assert_eq!(param.w[..2], [0.0, 0.0]);
        assert!(param.w[2] < 0.0 && param.w[3] < 0.0);
    }
}
