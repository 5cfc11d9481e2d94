//! Sends replies: memory by vectored writes, ranges of files by `sendfile` where the platform has
//! it. Holds what the socket has not taken yet; a reply never passes through another buffer.

use std::{collections::VecDeque, io, io::IoSlice};

use bytes::{Buf, Bytes};
use ottla_core::{
    model::{FileSlice, LogSlice, limits::INLINE_SLICE_BYTES_MAX},
    protocol::Frame,
};
use tokio::{io::Interest, net::TcpStream};

use super::send_file::{SendFile, send_file};

/// Slices handed to one vectored write; Linux takes 1024.
const SLICES_PER_WRITE_MAX: usize = 64;
/// Bytes of a file handed to one `sendfile`, so that one connection does not keep a thread.
const FILE_BYTES_PER_SEND_MAX: usize = 1024 * 1024;

/// Replies on their way to a socket.
#[derive(Debug, Default)]
pub(super) struct Output {
    queue: VecDeque<LogSlice>,
}

impl Output {
    /// Adds a reply.
    pub(super) fn push(&mut self, frame: Frame) {
        self.queue.extend(frame.slices.into_iter().filter(|slice| !slice.is_empty()));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.queue.is_empty()
    }

    /// Sends as much as the socket takes now. `Ok` when all is sent or the socket is full.
    pub(super) fn send(&mut self, stream: &TcpStream) -> io::Result<()> {
        while let Some(first) = self.queue.front_mut() {
            let sent = match first {
                LogSlice::Memory(_) => self.send_memory(stream),
                LogSlice::File(file) if file.length < INLINE_SLICE_BYTES_MAX => {
                    *first = LogSlice::Memory(first.read()?);
                    continue;
                }
                LogSlice::File(file) => send_some(stream, file),
            };
            match sent {
                Ok(()) => self.drop_sent(),
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn send_memory(&mut self, stream: &TcpStream) -> io::Result<()> {
        let mut slices = [IoSlice::new(&[]); SLICES_PER_WRITE_MAX];
        let mut count = 0;
        for (slot, slice) in slices.iter_mut().zip(&self.queue) {
            let LogSlice::Memory(bytes) = slice else { break };
            *slot = IoSlice::new(bytes);
            count += 1;
        }
        let mut sent = stream.try_write_vectored(&slices[..count])?;
        if sent == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        for slice in &mut self.queue {
            let LogSlice::Memory(bytes) = slice else { break };
            let taken = sent.min(bytes.len());
            bytes.advance(taken);
            sent -= taken;
            if sent == 0 {
                break;
            }
        }
        Ok(())
    }

    fn drop_sent(&mut self) {
        while self.queue.front().is_some_and(LogSlice::is_empty) {
            self.queue.pop_front();
        }
    }
}

fn send_some(stream: &TcpStream, file: &mut FileSlice) -> io::Result<()> {
    let count = file.length.min(FILE_BYTES_PER_SEND_MAX);
    let sent = match stream.try_io(Interest::WRITABLE, || send_file(stream, file, count))? {
        SendFile::Sent(sent) => sent,
        // Not a file of the operating system, or not a platform with sendfile.
        SendFile::Unsupported => send_copied(stream, file, count)?,
    };
    file.position += sent as u64;
    file.length -= sent;
    Ok(())
}

fn send_copied(stream: &TcpStream, file: &FileSlice, count: usize) -> io::Result<usize> {
    let part = FileSlice { length: count.min(4 * INLINE_SLICE_BYTES_MAX), ..file.clone() };
    let bytes: Bytes = LogSlice::File(part).read()?;
    stream.try_write(&bytes)
}
