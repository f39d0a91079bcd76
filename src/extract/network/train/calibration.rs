//! Fits the confidence model, a logistic regression, on candidates of articles that the network has not seen.

use super::super::confidence::{ConfidenceModel, SIGNALS};

/// Learns from the signals of candidates and whether each was right.
pub(super) fn fit(samples: &[([f32; SIGNALS], bool)]) -> ConfidenceModel {
    let n = samples.len().max(1) as f32;
    let mean: Vec<f32> = (0..SIGNALS).map(|k| samples.iter().map(|s| s.0[k]).sum::<f32>() / n).collect();
    let deviation: Vec<f32> = (0..SIGNALS)
        .map(|k| (samples.iter().map(|s| (s.0[k] - mean[k]).powi(2)).sum::<f32>() / n).sqrt().max(1e-3))
        .collect();
    let mut model = ConfidenceModel { weights: vec![0.0; SIGNALS + 1], mean, deviation };
    let rows: Vec<[f32; SIGNALS]> = samples.iter().map(|s| model.scale(&s.0)).collect();
    for _ in 0..12 {
        newton_step(&mut model.weights, &rows, samples);
    }
    model
}

/// Takes one step of Newton's method on the logistic loss with an L2 penalty.
fn newton_step(weights: &mut [f32], rows: &[[f32; SIGNALS]], samples: &[([f32; SIGNALS], bool)]) {
    const N: usize = SIGNALS + 1;
    let mut hessian = vec![[0f64; N]; N];
    let mut gradient = [0f64; N];
    for (row, (_, right)) in rows.iter().zip(samples) {
        let x: [f64; N] = std::array::from_fn(|k| if k < SIGNALS { row[k] as f64 } else { 1.0 });
        let sum: f64 = x.iter().zip(weights.iter()).map(|(a, b)| a * *b as f64).sum();
        let p = 1.0 / (1.0 + (-sum).exp());
        for k in 0..N {
            gradient[k] += (p - *right as u32 as f64) * x[k];
            for l in 0..N {
                hessian[k][l] += p * (1.0 - p) * x[k] * x[l];
            }
        }
    }
    for k in 0..N {
        gradient[k] += weights[k] as f64;
        hessian[k][k] += 1.0;
    }
    for k in 0..N {
        for l in k + 1..N {
            let factor = hessian[l][k] / hessian[k][k];
            let above = hessian[k];
            hessian[l].iter_mut().zip(above).for_each(|(h, a)| *h -= factor * a);
            gradient[l] -= factor * gradient[k];
        }
    }
    for k in (0..N).rev() {
        let known: f64 = (k + 1..N).map(|l| hessian[k][l] * gradient[l]).sum();
        gradient[k] = (gradient[k] - known) / hessian[k][k];
        weights[k] -= gradient[k] as f32;
    }
}
