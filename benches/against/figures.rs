//! Medians, percentiles and the format of numbers.

use std::time::Duration;

/// The number of rounds: `ONRECORD_ROUNDS`, else 3.
pub(crate) fn rounds() -> usize {
    let asked = std::env::var("ONRECORD_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    asked.unwrap_or(3).max(1)
}

/// The nearest value below which this share of the values lies, or zero if there are none.
pub(crate) fn percentile(values: impl IntoIterator<Item = Duration>, share: f64) -> Duration {
    let mut sorted: Vec<Duration> = values.into_iter().collect();
    sorted.sort_unstable();
    let at = (sorted.len().saturating_sub(1) as f64 * share).round() as usize;
    sorted.get(at).copied().unwrap_or_default()
}

pub(crate) fn median(values: impl IntoIterator<Item = Duration>) -> Duration {
    percentile(values, 0.5)
}

pub(crate) fn p99(values: impl IntoIterator<Item = Duration>) -> Duration {
    percentile(values, 0.99)
}

/// Milliseconds.
pub(crate) fn ms(time: Duration) -> String {
    format!("{:.3}", time.as_secs_f64() * 1e3)
}

/// Seconds.
pub(crate) fn seconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}

/// Megabytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    format!("{:.1}", bytes as f64 / 1e6)
}

/// The quotient of two numbers, or `-` if it does not exist.
pub(crate) fn ratio(one: f64, other: f64) -> String {
    if other > 0.0 { format!("{:.2}", one / other) } else { "-".to_owned() }
}

pub(crate) fn ratio_of_times(one: Duration, other: Duration) -> String {
    ratio(one.as_secs_f64(), other.as_secs_f64())
}
