//! Payloads as `Debug` of a message shows them: length and first bytes.

use std::fmt;

use bytes::Bytes;

const SHOWN_BYTES_MAX: usize = 16;

/// Shows at most the first bytes of a payload.
pub(crate) struct Shortened<'a>(pub(crate) Option<&'a Bytes>);

impl fmt::Debug for Shortened<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(bytes) = self.0 else {
            return f.write_str("null");
        };
        write!(f, "Bytes[{}", bytes.len())?;
        let shown = &bytes[..bytes.len().min(SHOWN_BYTES_MAX)];
        for (index, byte) in shown.iter().enumerate() {
            write!(f, "{}{byte:02x}", if index == 0 { ": " } else { "" })?;
        }
        f.write_str(if shown.len() < bytes.len() { "...]" } else { "]" })
    }
}
