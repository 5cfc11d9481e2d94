//! Decoded bytes that wait for room: codecs that decode whole blocks may have more than the caller's
//! buffer takes.

/// Decoded bytes that did not fit the caller's buffer yet.
#[derive(Debug, Default)]
pub(super) struct Pending {
    bytes: Vec<u8>,
    position: usize,
}

impl Pending {
    /// Moves what fits to `output`; 0 when nothing is pending.
    pub(super) fn drain_into(&mut self, output: &mut [u8]) -> usize {
        let rest = &self.bytes[self.position..];
        let moved = rest.len().min(output.len());
        output[..moved].copy_from_slice(&rest[..moved]);
        self.position += moved;
        moved
    }

    /// A buffer of `length` bytes to decode into; what was pending is forgotten.
    pub(super) fn buffer(&mut self, length: usize) -> &mut [u8] {
        self.position = 0;
        self.bytes.resize(length, 0);
        &mut self.bytes
    }

    /// Says how much of the buffer was filled.
    pub(super) fn filled(&mut self, length: usize) {
        self.bytes.truncate(length);
    }

    #[cfg(test)]
    pub(super) fn capacity(&self) -> usize {
        self.bytes.capacity()
    }

    /// Forgets what is pending, and gives memory above `keep` bytes back.
    pub(super) fn clear(&mut self, keep: usize) {
        self.bytes.clear();
        self.position = 0;
        self.bytes.shrink_to(keep);
    }
}
