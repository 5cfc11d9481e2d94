//! Replacing a small file as a whole. A crash leaves the old content or the new one.

use std::io;

use super::Disk;

/// Suffix of a file that is being written and not valid yet; leftovers may be deleted.
pub const TEMPORARY_SUFFIX: &str = ".tmp";

pub(super) fn write<D: Disk + ?Sized>(disk: &D, path: &str, bytes: &[u8]) -> io::Result<()> {
    let temporary = format!("{path}{TEMPORARY_SUFFIX}");
    let file = disk.create(&temporary)?;
    file.truncate(0)?;
    file.write_at(0, &[bytes])?;
    file.sync_data()?;
    disk.rename(&temporary, path)?;
    disk.sync_dir(parent(path))
}

/// The directory that `path` lies in; empty for the log directory itself.
pub(super) fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(directory, _)| directory)
}
