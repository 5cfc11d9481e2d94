//! Handing a range of a file to a socket without reading it: `sendfile` on Linux. Other platforms
//! read and write; so does Linux for what is not a file of the operating system.

use std::io;

use ottla_core::model::FileSlice;
use tokio::net::TcpStream;

/// What came of it.
pub(super) enum SendFile {
    /// So many bytes were sent.
    Sent(usize),
    /// Not with this file, or not on this platform.
    Unsupported,
}

/// Sends up to `count` bytes of `file`.
#[cfg(target_os = "linux")]
pub(super) fn send_file(
    stream: &TcpStream,
    file: &FileSlice,
    count: usize,
) -> io::Result<SendFile> {
    use super::disk::RealFile;

    let Some(real) = file.source.as_any().downcast_ref::<RealFile>() else {
        return Ok(SendFile::Unsupported);
    };
    let mut position = file.position;
    let sent = rustix::fs::sendfile(stream, real.as_file(), Some(&mut position), count)?;
    // A file that is shorter than its slice was cut by something else than this broker.
    if sent == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(SendFile::Sent(sent)) }
}

/// Sends up to `count` bytes of `file`.
#[cfg(not(target_os = "linux"))]
pub(super) fn send_file(_: &TcpStream, _: &FileSlice, _: usize) -> io::Result<SendFile> {
    Ok(SendFile::Unsupported)
}
