//! Where encoded bytes go: into a [`super::Writer`], or only into a count of them.

use super::Records;

/// Takes encoded bytes in order.
pub(crate) trait Sink {
    fn fixed<const N: usize>(&mut self, bytes: [u8; N]);
    fn bytes(&mut self, bytes: &[u8]);
    fn unsigned_varint(&mut self, value: u32);
    fn records(&mut self, records: &Records);
}

/// Counts bytes and keeps none.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SizeCounter(pub(crate) usize);

impl Sink for SizeCounter {
    #[inline]
    fn fixed<const N: usize>(&mut self, _: [u8; N]) {
        self.0 += N;
    }

    #[inline]
    fn bytes(&mut self, bytes: &[u8]) {
        self.0 += bytes.len();
    }

    #[inline]
    fn unsigned_varint(&mut self, value: u32) {
        let bits = 32 - (value | 1).leading_zeros();
        self.0 += bits.div_ceil(7) as usize;
    }

    #[inline]
    fn records(&mut self, records: &Records) {
        self.0 += records.len();
    }
}
