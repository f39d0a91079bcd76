//! What a piece of work costs: wall time, processor time and memory.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// The start of a measurement, by both clocks.
pub(crate) struct Clock {
    wall: Instant,
    cpu: Duration,
}

/// The time since a [`Clock`] was started.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spent {
    pub(crate) wall: Duration,
    /// Processor time of all threads of this process.
    pub(crate) cpu: Duration,
}

impl Clock {
    pub(crate) fn now() -> Self {
        Self { cpu: cpu(), wall: Instant::now() }
    }

    pub(crate) fn spent(&self) -> Spent {
        let wall = self.wall.elapsed();
        Spent { wall, cpu: cpu().saturating_sub(self.cpu) }
    }
}

fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.try_into().unwrap_or(0))
}

/// The peak memory of this process in bytes, or `None` on systems without `/proc`.
pub(crate) fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().ok()? << 10)
}
