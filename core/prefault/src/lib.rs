//! Makes fresh memory resident by one call, in place of one page fault for each page. It changes
//! speed only: nothing that a program reads depends on it, nor what it holds once all is written.
//!
//! A crate of its own, for it has the only `unsafe` line outside of the language bindings.

use std::mem::MaybeUninit;

#[cfg(target_os = "linux")]
mod linux;

/// Makes the whole pages inside of `memory` resident, as a first write to each would. It is for
/// memory that is about to be written from end to end. Without effect on other systems than Linux,
/// and on Linux before 5.14.
///
/// ```
/// let mut bytes = Vec::with_capacity(128 * 1024);
/// ottla_prefault::prefault(bytes.spare_capacity_mut());
/// bytes.extend_from_slice(&[7; 128 * 1024]);
/// ```
pub fn prefault(memory: &mut [MaybeUninit<u8>]) {
    #[cfg(target_os = "linux")]
    {
        // An older kernel refuses, one without memory fails: then the write itself faults.
        let _ = linux::populate(memory);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = memory;
}
