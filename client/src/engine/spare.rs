//! Buffers of batches that are done, for those to come: fresh memory of the system costs more than the records
//! that are written to it.

use bytes::Bytes;
use ottla_core::protocol::records::BatchBuilder;

/// Most bytes that are kept, all together.
const BYTES_MAX: usize = 4 * 1024 * 1024;

/// Buffers that wait for use.
#[derive(Debug, Default)]
pub(crate) struct Spare {
    buffers: Vec<Vec<u8>>,
    bytes: usize,
}

impl Spare {
    /// Keeps a buffer that nobody else uses any more.
    pub(crate) fn keep(&mut self, body: Bytes) {
        let Ok(mut buffer) = body.try_into_mut() else { return };
        // What is left of it would be moved to its beginning.
        buffer.clear();
        let buffer = Vec::from(buffer);
        if self.bytes + buffer.capacity() <= BYTES_MAX {
            self.bytes += buffer.capacity();
            self.buffers.push(buffer);
        }
    }

    /// An empty batch with room for so many bytes.
    pub(crate) fn builder(&mut self, bytes: usize) -> BatchBuilder {
        match self.buffers.pop() {
            None => BatchBuilder::with_capacity(bytes),
            Some(buffer) => {
                self.bytes -= buffer.capacity();
                // One that is much too small would be copied as it grows, one too large be wasted.
                match (bytes / 2..=bytes.saturating_mul(4)).contains(&buffer.capacity()) {
                    true => BatchBuilder::reusing(buffer),
                    false => BatchBuilder::with_capacity(bytes),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buffer_is_used_again_only_when_nobody_else_has_it() {
        let mut spare = Spare::default();
        let buffer = Bytes::from(vec![7_u8; 1_000]);
        let reader = buffer.clone();
        spare.keep(buffer.slice(61..));
        assert!(spare.buffers.is_empty());
        drop((buffer, reader));

        let mut all = Vec::with_capacity(1_000);
        all.resize(900, 7);
        let sealed = Bytes::from(all);
        let body = sealed.slice(61..);
        drop(sealed);
        spare.keep(body);
        assert_eq!((spare.buffers.len(), spare.bytes), (1, spare.buffers[0].capacity()));
        assert!(spare.builder(900).is_empty());
        assert_eq!((spare.buffers.len(), spare.bytes), (0, 0));
    }

    #[test]
    fn no_more_than_a_limit_is_kept() {
        let mut spare = Spare::default();
        for _ in 0..100 {
            spare.keep(Bytes::from(vec![0_u8; 256 * 1024]));
        }
        assert_eq!(spare.buffers.len(), BYTES_MAX / (256 * 1024));
    }
}
