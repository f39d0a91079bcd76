//! The convolutions of the network, with their gradients.

use super::parameter::{Adam, Param};
use super::product::{add, matmul, matmul_gradient, transpose};
use super::random::Rng;

/// Layers of the network: convolutions with residual connections.
pub(super) struct Stack(pub(super) Vec<Separable>);

/// What a stack computed, kept for the gradients.
pub(super) struct Trace {
    /// The input of each layer, then the output of the stack.
    states: Vec<Vec<f32>>,
    /// The output of each convolution.
    outputs: Vec<Vec<f32>>,
}

impl Trace {
    /// The output of the stack.
    pub(super) fn last(&self) -> &[f32] {
        self.states.last().expect("an input")
    }
}

impl Stack {
    pub(super) fn forward(&self, x: Vec<f32>, n: usize) -> Trace {
        let mut columns = vec![];
        let mut trace = Trace { states: vec![x], outputs: vec![] };
        for conv in &self.0 {
            let mut y = vec![];
            conv.forward(trace.last(), n, &mut columns, &mut y);
            let mut next = trace.last().to_vec();
            add(&mut next, &y);
            trace.states.push(next);
            trace.outputs.push(y);
        }
        trace
    }

    /// Adds to the gradients of all layers; returns the gradient of the input. `d` is the gradient of the output.
    pub(super) fn backward(&mut self, trace: &Trace, mut d: Vec<f32>, n: usize) -> Vec<f32> {
        for (l, conv) in self.0.iter_mut().enumerate().rev() {
            let mut dx = d.clone();
            conv.backward(&trace.states[l], &trace.outputs[l], &mut d, &mut dx, n);
            d = dx;
        }
        d
    }

    pub(super) fn step(&mut self, adam: &Adam) {
        self.0.iter_mut().for_each(|c| c.step(adam));
    }
}

/// A depthwise separable convolution, `y = relu(gather(x) · weights + bias)`: it sums each column over neighbouring rows, then
/// mixes the columns.
pub(super) struct Separable {
    pub(super) depth: Param,
    pub(super) weights: Param,
    pub(super) bias: Param,
    /// How many columns there are.
    k: usize,
    /// How many rows it sees to either side.
    reach: usize,
    /// How far apart the rows are that it sees.
    step: usize,
}

impl Separable {
    pub(super) fn new(k: usize, reach: usize, step: usize, rng: &mut Rng) -> Self {
        let width = 2 * reach + 1;
        let mut depth = Param::dense(width * k, (0.5 / width as f32).sqrt(), rng);
        depth.w[reach * k..][..k].iter_mut().for_each(|w| *w += 0.5);
        Self {
            depth,
            weights: Param::dense(k * k, (1.0 / k as f32).sqrt(), rng),
            bias: Param::dense(k, 0.0, rng),
            k,
            reach,
            step,
        }
    }

    /// The rows around row `i` of `n`, each with the number of its weights.
    fn rows(&self, i: usize, n: usize) -> impl Iterator<Item = (usize, usize)> + use<> {
        let (reach, step) = (self.reach, self.step);
        (0..2 * reach + 1).filter_map(move |tap| {
            let row = (i + tap * step).checked_sub(reach * step)?;
            (row < n).then_some((tap, row))
        })
    }

    /// Writes the weighted sum of the rows around each row to `t`.
    fn gather(&self, x: &[f32], n: usize, t: &mut Vec<f32>) {
        let k = self.k;
        t.clear();
        t.resize(n * k, 0.0);
        for (i, out) in t.chunks_exact_mut(k).enumerate() {
            for (tap, j) in self.rows(i, n) {
                let d = &self.depth.w[tap * k..][..k];
                for ((t, x), d) in out.iter_mut().zip(&x[j * k..][..k]).zip(d) {
                    *t += x * d;
                }
            }
        }
    }

    fn forward(&self, x: &[f32], n: usize, columns: &mut Vec<f32>, y: &mut Vec<f32>) {
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

    /// Adds to the gradients, and to `dx` the gradient of `x`. `d` is the gradient of `y`.
    fn backward(&mut self, x: &[f32], y: &[f32], d: &mut [f32], dx: &mut [f32], n: usize) {
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
            for (tap, j) in self.rows(i, n) {
                let at = tap * k;
                for c in 0..k {
                    dx[j * k + c] += dt[c] * self.depth.w[at + c];
                    self.depth.g[at + c] += dt[c] * x[j * k + c];
                }
            }
        }
    }

    fn step(&mut self, adam: &Adam) {
        self.depth.step(adam);
        self.weights.step(adam);
        self.bias.step(adam);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gradients_agree_with_differences() {
        let (n, k) = (5, 4);
        let mut rng = Rng(3);
        let mut stack = Stack(vec![Separable::new(k, 1, 1, &mut rng), Separable::new(k, 1, 2, &mut rng)]);
        let x: Vec<f32> = (0..n * k).map(|_| rng.normal()).collect();
        let loss = |stack: &Stack, x: &[f32]| stack.forward(x.to_vec(), n).last().iter().sum::<f32>();
        let trace = stack.forward(x.clone(), n);
        let dx = stack.backward(&trace, vec![1.0; n * k], n);
        let step = 1e-3;
        for i in 0..n * k {
            let (mut more, mut less) = (x.clone(), x.clone());
            more[i] += step;
            less[i] -= step;
            let difference = (loss(&stack, &more) - loss(&stack, &less)) / (2.0 * step);
            assert!((difference - dx[i]).abs() < 0.05, "input {i}: {difference} and {}", dx[i]);
        }
        for i in 0..k * k {
            let weight = stack.0[0].weights.w[i];
            stack.0[0].weights.w[i] = weight + step;
            let more = loss(&stack, &x);
            stack.0[0].weights.w[i] = weight - step;
            let difference = (more - loss(&stack, &x)) / (2.0 * step);
            stack.0[0].weights.w[i] = weight;
            let gradient = stack.0[0].weights.g[i];
            assert!((difference - gradient).abs() < 0.05, "weight {i}: {difference} and {gradient}");
        }
    }
}
