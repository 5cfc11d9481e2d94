//! Cuts a stream of bytes into frames: four bytes of length, then that many bytes. A length is a
//! claim of the peer, so next to nothing is set aside before its bytes have arrived.

use bytes::{Buf, Bytes, BytesMut};

use crate::model::limits::FRAME_RESERVE_BYTES_MAX;

const PREFIX: usize = size_of::<i32>();

/// Takes frames out of a buffer that grows at its end.
#[derive(Debug)]
pub struct FrameDecoder {
    limit: usize,
    position: StreamPosition,
}

/// Only the start of a stream shows that the peer speaks another protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StreamPosition {
    Start,
    Later,
}

/// Why a stream is not one of frames. The connection cannot be used any more.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The length is below zero.
    #[error("the peer announced a frame of {0} bytes; this is not Kafka's protocol")]
    Negative(i32),
    /// The length is over the limit.
    #[error("the peer announced a frame of {length} bytes; at most {limit} are allowed")]
    TooLarge {
        /// The length.
        length: usize,
        /// The limit.
        limit: usize,
    },
    /// The stream starts as HTTP does.
    #[error("the peer speaks HTTP, not Kafka's protocol: is the port that of a web service?")]
    Http,
    /// The stream starts as TLS does.
    #[error("the peer speaks TLS, and this end does not: one of the two must change its protocol")]
    Tls,
}

impl FrameDecoder {
    /// For a stream whose frames have at most `limit` bytes, the length itself not counted.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        Self { limit, position: StreamPosition::Start }
    }

    /// Allows other frames from now on, for instance after authentication.
    pub fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// The next frame without its length, or `None` if it is not complete; then there is room in
    /// `buffer` for some of what is missing.
    ///
    /// # Errors
    /// If the peer does not send frames, or too large ones.
    pub fn next(&mut self, buffer: &mut BytesMut) -> Result<Option<Bytes>, FrameError> {
        let Some(prefix) = buffer.first_chunk::<PREFIX>() else {
            buffer.reserve(PREFIX);
            return Ok(None);
        };
        let length = self.checked_length(*prefix)?;
        let missing = (PREFIX + length).saturating_sub(buffer.len());
        if missing > 0 {
            // As much again as has arrived: large frames come in few reads, claims stay cheap.
            buffer.reserve(missing.min(FRAME_RESERVE_BYTES_MAX.max(buffer.len())));
            return Ok(None);
        }
        self.position = StreamPosition::Later;
        buffer.advance(PREFIX);
        Ok(Some(buffer.split_to(length).freeze()))
    }

    fn checked_length(&self, prefix: [u8; PREFIX]) -> Result<usize, FrameError> {
        match self.position {
            StreamPosition::Start => other_protocol(prefix).map_or(Ok(()), Err)?,
            StreamPosition::Later => {}
        }
        let claimed = i32::from_be_bytes(prefix);
        let length = usize::try_from(claimed).map_err(|_| FrameError::Negative(claimed))?;
        if length > self.limit {
            return Err(FrameError::TooLarge { length, limit: self.limit });
        }
        Ok(length)
    }
}

/// As lengths these would be 335 MB and more, which no first frame has.
fn other_protocol(prefix: [u8; PREFIX]) -> Option<FrameError> {
    match &prefix {
        b"GET " | b"POST" | b"PUT " | b"HEAD" | b"DELE" | b"OPTI" | b"PATC" | b"CONN" | b"HTTP"
        | b"PRI " => Some(FrameError::Http),
        // Handshake or alert, and the major version of all of SSL 3 and TLS.
        [0x15 | 0x16, 3, 0..=4, _] => Some(FrameError::Tls),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_come_out_whole_however_they_arrive() {
        let stream = [&[0, 0, 0, 3][..], b"abc", &[0, 0, 0, 0], &[0, 0, 0, 2], b"de"].concat();
        for chunk in 1..=stream.len() {
            let mut decoder = FrameDecoder::new(10);
            let mut buffer = BytesMut::new();
            let mut frames = Vec::new();
            for part in stream.chunks(chunk) {
                buffer.extend_from_slice(part);
                while let Some(frame) = decoder.next(&mut buffer).unwrap() {
                    frames.push(frame);
                }
            }
            assert_eq!(frames, [&b"abc"[..], b"", b"de"]);
        }
    }

    #[test]
    fn a_claimed_length_sets_aside_little_memory() {
        let mut decoder = FrameDecoder::new(1 << 30);
        let mut buffer = BytesMut::from(&[0x3f, 0xff, 0xff, 0xff][..]);
        assert_eq!(decoder.next(&mut buffer), Ok(None));
        assert!(buffer.capacity() <= 2 * FRAME_RESERVE_BYTES_MAX, "{}", buffer.capacity());
    }

    #[test]
    fn what_is_not_a_frame_is_named() {
        let error = |bytes: &[u8]| FrameDecoder::new(1_000).next(&mut bytes.into()).unwrap_err();
        assert_eq!(error(&[0xff; 4]), FrameError::Negative(-1));
        assert_eq!(error(&[0, 0, 4, 0]), FrameError::TooLarge { length: 1_024, limit: 1_000 });
        assert_eq!(error(b"GET / HTTP/1.1\r\n"), FrameError::Http);
        assert_eq!(error(b"HTTP/1.1 400 Bad Request\r\n"), FrameError::Http);
        assert_eq!(error(&[0x16, 3, 1, 2, 0, 1]), FrameError::Tls);
        assert_eq!(error(&[0x15, 3, 3, 0, 2]), FrameError::Tls);
    }

    #[test]
    fn only_the_first_frame_is_taken_for_another_protocol() {
        let mut decoder = FrameDecoder::new(usize::MAX);
        let mut buffer = BytesMut::from(&[0, 0, 0, 1, 7, 0x16, 3, 1, 0][..]);
        assert_eq!(decoder.next(&mut buffer), Ok(Some(Bytes::from_static(&[7]))));
        assert_eq!(decoder.next(&mut buffer), Ok(None));
    }
}
