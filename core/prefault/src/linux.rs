//! Linux' `madvise` with `MADV_POPULATE_WRITE`.

use std::mem::MaybeUninit;

use rustix::{
    io,
    mm::{Advice, madvise},
    param::page_size,
};

/// # Errors
///
/// The kernel's: `INVAL` before Linux 5.14, `NOMEM` where memory has run out.
#[allow(unsafe_code, reason = "the one call that saves half of the page faults' cost")]
pub(crate) fn populate(memory: &mut [MaybeUninit<u8>]) -> io::Result<()> {
    let page = page_size();
    let start = memory.as_ptr().addr();
    let Some(inside) = memory.get_mut(start.next_multiple_of(page) - start..) else {
        return Ok(());
    };
    let length = inside.len() - inside.len() % page;
    if length == 0 {
        return Ok(());
    }
    // SAFETY: all of the range is memory that is borrowed alone, for as long as the call takes,
    // and this advice changes neither its content nor what may be done with it.
    unsafe { madvise(inside.as_mut_ptr().cast(), length, Advice::LinuxPopulateWrite) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGES: usize = 2_000;

    /// Page faults of this thread so far that needed no disk.
    fn faults() -> usize {
        let stat = std::fs::read_to_string("/proc/thread-self/stat").unwrap();
        let fields = stat.rsplit_once(')').unwrap().1;
        fields.split_whitespace().nth(7).unwrap().parse().unwrap()
    }

    #[test]
    fn memory_that_is_populated_is_written_without_page_faults() {
        let mut bytes = Vec::<u8>::with_capacity(PAGES * page_size());
        if populate(bytes.spare_capacity_mut()) == Err(io::Errno::INVAL) {
            println!("skipped: this kernel knows no MADV_POPULATE_WRITE");
            return;
        }
        let before = faults();
        bytes.resize(bytes.capacity(), 7);
        let while_written = faults() - before;
        assert!(while_written < PAGES / 10, "{while_written} page faults for {PAGES} pages");
    }

    #[test]
    fn memory_keeps_what_is_written_there() {
        let mut bytes = vec![7; 50_000];
        bytes.reserve_exact(50_000);
        populate(bytes.spare_capacity_mut()).ok();
        assert_eq!(bytes, [7; 50_000]);
        bytes.resize(100_000, 8);
        populate(bytes.spare_capacity_mut()).ok();
        assert_eq!(bytes[50_000..], [8; 50_000]);
    }

    #[test]
    fn memory_without_a_whole_page_is_left_alone() {
        for length in [0, 1, 4_095] {
            let mut bytes = Vec::<u8>::with_capacity(3 * page_size());
            let spare = bytes.spare_capacity_mut();
            assert_eq!(populate(&mut spare[1..=length]), Ok(()));
        }
    }
}
