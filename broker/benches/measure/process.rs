//! Memory and processor time of a process, as `/proc` tells them (Linux only).

use std::{fs, time::Duration};

/// Length of one tick of `/proc/PID/stat`: `USER_HZ` is 100 on every Linux.
const TICK: Duration = Duration::from_millis(10);

/// Resident memory of a process in bytes.
pub(crate) fn resident_bytes(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("a live process");
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).expect("its memory");
    let kilobytes = line.split_whitespace().nth(1).expect("a number");
    kilobytes.parse::<usize>().expect("a number") * 1_024
}

/// User and system time of a process so far, in steps of 10 ms.
pub(crate) fn cpu(process: u32) -> (Duration, Duration) {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("a live process");
    // The name in parentheses may hold spaces; fields 14 and 15 are the 12th and 13th after it.
    let after_name = stat.rsplit_once(')').expect("a name").1;
    let mut fields = after_name.split_whitespace().skip(11);
    let mut time = || TICK * fields.next().expect("a field").parse::<u32>().expect("ticks");
    (time(), time())
}
