//! Tagged fields (KIP-482): a count, then tag, size and value of each, in the order of the tags.
//! A field with an unknown tag is skipped: whoever wrote it knows that it may be.

use super::{Decoded, Encoded, Reader, Writer, wire::Format, wire::Wire};

/// Writes one tagged field.
pub(crate) fn write_tag<T: Wire>(
    writer: &mut Writer,
    tag: u32,
    value: &T,
    format: Format,
) -> Encoded<()> {
    let mut size = Writer::counting();
    value.write(&mut size, format)?;
    writer.unsigned_varint(tag);
    writer.unsigned_varint(size.len() as u32);
    value.write(writer, format)
}

impl Reader {
    /// Number of tagged fields that follow. Each is at least two bytes, so a loop over them ends
    /// with the frame.
    #[inline]
    pub(crate) fn tag_count(&mut self) -> Decoded<u32> {
        self.unsigned_varint()
    }

    /// Enters the next tagged field; the second number is for [`Reader::leave`].
    pub(crate) fn enter_tag(&mut self) -> Decoded<(u32, usize)> {
        let tag = self.unsigned_varint()?;
        let size = self.unsigned_varint()?;
        Ok((tag, self.enter(size as usize)?))
    }

    /// Skips all tagged fields, for structs that have none.
    #[inline]
    pub(crate) fn skip_tags(&mut self) -> Decoded<()> {
        match self.tag_count()? {
            0 => Ok(()),
            count => self.skip_counted_tags(count),
        }
    }

    fn skip_counted_tags(&mut self, count: u32) -> Decoded<()> {
        for _ in 0..count {
            let (_, outer_end) = self.enter_tag()?;
            self.leave(outer_end);
        }
        Ok(())
    }
}
