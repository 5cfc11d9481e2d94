//! Bytes as people read them in a log.

use std::fmt;

/// Keys, values and headers for `Debug`: text in quotes where the bytes are UTF-8, else `b"..."` with escapes.
///
/// ```
/// use ottla_core::protocol::records::Shown;
///
/// assert_eq!(format!("{:?} {:?}", Shown(b"paid"), Shown(b"\xff\0")), r#""paid" b"\xff\x00""#);
/// ```
#[derive(Clone, Copy)]
pub struct Shown<'a>(pub &'a [u8]);

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match std::str::from_utf8(self.0) {
            Ok(text) => fmt::Debug::fmt(text, f),
            Err(_) => write!(f, "b\"{}\"", self.0.escape_ascii()),
        }
    }
}
