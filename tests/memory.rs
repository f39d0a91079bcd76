//! Memory stays bounded, however large the input is.
//!
//! The bound for any input is 1 GB: what four articles of 16 MB of quotations take. This test reads an export that
//! unpacks to more than the memory allowed here.
#![cfg(target_os = "linux")]

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The unpacked size of the export, in MB.
const UNPACKED: usize = 320;
/// The memory that the program may use, in MB.
const ALLOWED: usize = 120;

/// The peak memory of a running process, in MB.
fn peak(process: u32) -> Option<usize> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<usize>().ok()? >> 10)
}

#[test]
fn an_export_of_any_size_is_read_in_bounded_memory() {
    let home = tempfile::tempdir().expect("a directory");
    let path = home.path().join("export.jsonl.gz");
    let mut export = GzEncoder::new(fs::File::create(&path).expect("a file"), Compression::fast());
    let body = "7 8 9 ".repeat(10_000);
    for number in 0..UNPACKED * 1_000_000 / body.len() {
        writeln!(export, r#"{{"id":"{number}","title":"Tide table {number}","body":"{body}"}}"#)
            .expect("room on the disk");
    }
    export.finish().expect("room on the disk");
    let mut child = Command::new(env!("CARGO_BIN_EXE_onrecord"))
        .arg("extract")
        .arg(&path)
        .stdout(Stdio::null())
        .spawn()
        .expect("the program");
    let mut most = 0;
    let status = loop {
        most = peak(child.id()).map_or(most, |peak| peak.max(most));
        match child.try_wait().expect("its state") {
            Some(status) => break status,
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    assert!(status.success());
    assert!(most > 0 && most < ALLOWED, "{most} MB for {UNPACKED} MB");
}
