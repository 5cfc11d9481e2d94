//! The system calls of the disk, and their portable twins. The rest of the broker calls what this
//! file picks for the platform; tests run both.

#[cfg(not(target_os = "linux"))]
pub(super) use portable::{
    lock_against_java, lock_holder, open_files_max, reserve, space, write_parts_at,
};

#[cfg(target_os = "linux")]
pub(super) use linux::{
    lock_against_java, lock_holder, open_files_max, reserve, space, write_parts_at,
};

pub(super) use portable::{read_exact_at, sync_directory};

/// What Linux has for it.
#[cfg(target_os = "linux")]
mod linux {
    use std::{
        fs::File,
        io::{self, IoSlice},
        path::Path,
    };

    use ottla_core::storage::disk::DiskSpace;
    use rustix::{
        fs::{FallocateFlags, FlockOperation},
        process::{Flock, FlockType},
    };

    /// Parts that go into one system call; a batch has two.
    const PARTS_MAX: usize = 16;

    /// Writes all parts, one after the other, with one system call for up to 16 of them.
    pub(in super::super) fn write_parts_at(
        file: &File,
        mut position: u64,
        parts: &[&[u8]],
    ) -> io::Result<()> {
        for group in parts.chunks(PARTS_MAX) {
            let mut slices = [IoSlice::new(&[]); PARTS_MAX];
            for (slice, part) in slices.iter_mut().zip(group) {
                *slice = IoSlice::new(part);
            }
            let mut rest = &mut slices[..group.len()];
            // Also takes empty parts off the front.
            IoSlice::advance_slices(&mut rest, 0);
            while !rest.is_empty() {
                match rustix::io::pwritev(file, rest, position) {
                    Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
                    Ok(count) => {
                        position += count as u64;
                        IoSlice::advance_slices(&mut rest, count);
                    }
                    Err(rustix::io::Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
            }
        }
        Ok(())
    }

    /// Reserves space without changing the length. A file system that cannot is none's fault.
    pub(in super::super) fn reserve(file: &File, length: u64) -> io::Result<()> {
        match rustix::fs::fallocate(file, FallocateFlags::KEEP_SIZE, 0, length) {
            Ok(()) | Err(rustix::io::Errno::OPNOTSUPP) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// How many files this process may have open.
    pub(in super::super) fn open_files_max() -> Option<usize> {
        let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile);
        limit.current.map(|max| usize::try_from(max).unwrap_or(usize::MAX))
    }

    /// Takes the kind of lock that Java takes, so that Apache Kafka is kept out too.
    pub(in super::super) fn lock_against_java(file: &File) -> io::Result<()> {
        match rustix::fs::fcntl_lock(file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(()),
            Err(rustix::io::Errno::ACCESS) => Err(io::ErrorKind::WouldBlock.into()),
            Err(error) => Err(error.into()),
        }
    }

    /// The process that holds the lock that Java takes, if another one does.
    pub(in super::super) fn lock_holder(file: &File) -> Option<i32> {
        let whole = Flock::from(FlockType::WriteLock);
        let held = rustix::process::fcntl_getlk(file, &whole).ok()??;
        held.pid.map(|process| process.as_raw_nonzero().get())
    }

    /// How large the volume of a directory is.
    pub(in super::super) fn space(path: &Path) -> Option<DiskSpace> {
        let volume = rustix::fs::statvfs(path).ok()?;
        let bytes = |blocks: u64| blocks.saturating_mul(volume.f_frsize);
        Some(DiskSpace { total: bytes(volume.f_blocks), usable: bytes(volume.f_bavail) })
    }
}

/// What every platform has.
#[cfg_attr(target_os = "linux", expect(dead_code, reason = "Linux has better ones for some"))]
pub(super) mod portable {
    use std::{fs::File, io, path::Path};

    use ottla_core::storage::disk::DiskSpace;

    /// Writes all parts, one after the other.
    pub(in super::super) fn write_parts_at(
        file: &File,
        mut position: u64,
        parts: &[&[u8]],
    ) -> io::Result<()> {
        for part in parts {
            write_all_at(file, position, part)?;
            position += part.len() as u64;
        }
        Ok(())
    }

    /// Nothing is reserved: it is a hint.
    pub(in super::super) fn reserve(_file: &File, _length: u64) -> io::Result<()> {
        Ok(())
    }

    /// Nobody says.
    pub(in super::super) fn open_files_max() -> Option<usize> {
        None
    }

    /// Nothing is locked beyond what std locks.
    pub(in super::super) fn lock_against_java(_file: &File) -> io::Result<()> {
        Ok(())
    }

    /// Nobody says which process holds a lock.
    pub(in super::super) fn lock_holder(_file: &File) -> Option<i32> {
        None
    }

    /// Nobody says how large a volume is.
    pub(in super::super) fn space(_path: &Path) -> Option<DiskSpace> {
        None
    }

    #[cfg(unix)]
    fn write_all_at(file: &File, position: u64, bytes: &[u8]) -> io::Result<()> {
        std::os::unix::fs::FileExt::write_all_at(file, bytes, position)
    }

    #[cfg(windows)]
    fn write_all_at(file: &File, mut position: u64, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let count = std::os::windows::fs::FileExt::seek_write(file, bytes, position)?;
            if count == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
            position += count as u64;
            bytes = &bytes[count..];
        }
        Ok(())
    }

    /// Fills `buffer` from `position`.
    #[cfg(unix)]
    pub(in super::super) fn read_exact_at(
        file: &File,
        position: u64,
        buffer: &mut [u8],
    ) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(file, buffer, position)
    }

    /// Fills `buffer` from `position`.
    #[cfg(windows)]
    pub(in super::super) fn read_exact_at(
        file: &File,
        mut position: u64,
        mut buffer: &mut [u8],
    ) -> io::Result<()> {
        while !buffer.is_empty() {
            let count = std::os::windows::fs::FileExt::seek_read(file, buffer, position)?;
            if count == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            position += count as u64;
            buffer = &mut buffer[count..];
        }
        Ok(())
    }

    /// Forces a directory's names to the device.
    #[cfg(unix)]
    pub(in super::super) fn sync_directory(path: &Path) -> io::Result<()> {
        File::open(path)?.sync_all()
    }

    /// Windows has no such call; its file systems write names with the files.
    #[cfg(windows)]
    pub(in super::super) fn sync_directory(_path: &Path) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::{fs::File, io};

    use super::*;

    type Write = fn(&File, u64, &[&[u8]]) -> io::Result<()>;

    #[test]
    fn parts_are_written_one_after_the_other_by_both_ways() {
        for write in [write_parts_at as Write, portable::write_parts_at] {
            let file = tempfile::tempfile().unwrap();
            let many: Vec<Vec<u8>> = (0..40_u8).map(|n| vec![n; usize::from(n % 3)]).collect();
            let parts: Vec<&[u8]> = many.iter().map(Vec::as_slice).collect();
            write(&file, 3, &parts).unwrap();
            write(&file, 0, &[b"", b"abc", b""]).unwrap();
            write(&file, 0, &[]).unwrap();
            let expected: Vec<u8> = [b"abc".to_vec(), many.concat()].concat();
            let mut read = vec![0; expected.len()];
            read_exact_at(&file, 0, &mut read).unwrap();
            assert_eq!(read, expected);
            assert_eq!(file.metadata().unwrap().len(), expected.len() as u64);
        }
    }

    #[test]
    fn reserving_does_not_change_the_length() {
        for reserve in [reserve, portable::reserve] {
            let file = tempfile::tempfile().unwrap();
            reserve(&file, 1 << 20).unwrap();
            assert_eq!(file.metadata().unwrap().len(), 0);
        }
    }
}
