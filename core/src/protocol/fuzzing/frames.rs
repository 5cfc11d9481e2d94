//! The body of the fuzz target for frames.

use bytes::BytesMut;

use crate::protocol::FrameDecoder;

/// Feeds a stream in pieces: the first byte says how large they are.
///
/// # Panics
/// If more comes out than went in.
pub fn frame_decoder(data: &[u8]) {
    let Some((chunk, stream)) = data.split_first() else { return };
    let mut decoder = FrameDecoder::new(1 << 16);
    let mut buffer = BytesMut::new();
    let mut left = stream.len();
    for part in stream.chunks(usize::from(*chunk) + 1) {
        buffer.extend_from_slice(part);
        loop {
            match decoder.next(&mut buffer) {
                Ok(Some(frame)) => {
                    let used = frame.len() + size_of::<i32>();
                    assert!(used <= left, "more came out than went in");
                    left -= used;
                }
                Ok(None) => break,
                Err(_) => return,
            }
        }
    }
}
