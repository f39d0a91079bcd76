//! Conversions between scores and probabilities.

/// The probability that log odds mean.
pub(super) fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

/// The logarithm of the sum of the exponentials, without overflow.
pub(super) fn log_sum(values: &[f32]) -> f32 {
    let max = values.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    if max == f32::NEG_INFINITY {
        return max;
    }
    max + values.iter().map(|v| (v - max).exp()).sum::<f32>().ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn large_scores_do_not_overflow() {
        assert_eq!([sigmoid(0.0), sigmoid(1000.0), sigmoid(-1000.0)], [0.5, 1.0, 0.0]);
        assert!((log_sum(&[1000.0, 1000.0]) - (1000.0 + 2f32.ln())).abs() < 1e-3);
        assert_eq!(log_sum(&[f32::NEG_INFINITY; 2]), f32::NEG_INFINITY);
    }
}
