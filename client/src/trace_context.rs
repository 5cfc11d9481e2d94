//! Traces across records: the context of W3C, which a producer puts into the headers of its records
//! (`traceparent`, `tracestate`), and which whoever reads them finds there.

use std::fmt;

use bytes::Bytes;

use crate::{ConsumedRecord, OwnedRecord, Record};

const PARENT: &str = "traceparent";
const STATE: &str = "tracestate";

/// Says which span a record belongs to: [`crate::ProducerOptions::trace_context`].
///
/// ```
/// use ottla::{ProducerOptions, TraceContext, TraceParent};
///
/// #[derive(Debug)]
/// struct Always;
///
/// impl TraceContext for Always {
///     fn current(&self) -> Option<TraceParent> {
///         TraceParent::parse("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "")
///     }
/// }
///
/// let options = ProducerOptions {
///     trace_context: Some(std::sync::Arc::new(Always)),
///     ..Default::default()
/// };
/// # let _ = options;
/// ```
pub trait TraceContext: fmt::Debug + Send + Sync + 'static {
    /// The span that sends now; `None` for a record that belongs to no trace. Called for every record, by the
    /// task that sends it.
    fn current(&self) -> Option<TraceParent>;
}

/// A span, as W3C's Trace Context says it.
///
/// ```
/// use ottla::TraceParent;
///
/// let header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
/// let parent = TraceParent::parse(header, "vendor=1").unwrap();
/// assert_eq!((parent.span_id, parent.flags), (0x00f0_67aa_0ba9_02b7, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TraceParent {
    /// The trace; not zero.
    pub trace_id: u128,
    /// The span in it; not zero.
    pub span_id: u64,
    /// Flags: 1 says that the trace is recorded.
    pub flags: u8,
    /// What vendors add, as `tracestate` has it; often empty.
    pub state: String,
}

impl TraceParent {
    /// Reads the two headers. `None` if `parent` is none: then there is no trace. A newer version is read as
    /// far as it is known.
    #[must_use]
    pub fn parse(parent: &str, state: &str) -> Option<Self> {
        let mut parts = parent.trim().split('-');
        let version = hex(parts.next()?, 2)?;
        let trace_id = hex(parts.next()?, 32)?;
        let span_id = hex(parts.next()?, 16)?;
        let flags = hex(parts.next()?, 2)?;
        let rest = parts.next();
        if version == 0xff || (version == 0 && rest.is_some()) || trace_id == 0 || span_id == 0 {
            return None;
        }
        Some(Self {
            trace_id,
            span_id: u64::try_from(span_id).ok()?,
            flags: u8::try_from(flags).ok()?,
            state: state.trim().to_owned(),
        })
    }

    /// Out of the headers of a record.
    fn find<'a>(
        headers: impl Iterator<Item = (&'a [u8], Option<&'a [u8]>)> + Clone,
    ) -> Option<Self> {
        let text = |name: &str| {
            let mut headers = headers.clone();
            let (_, value) = headers.find(|(key, _)| *key == name.as_bytes())?;
            std::str::from_utf8(value?).ok()
        };
        Self::parse(text(PARENT)?, text(STATE).unwrap_or_default())
    }
}

impl fmt::Display for TraceParent {
    /// As `traceparent`: `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "00-{:032x}-{:016x}-{:02x}", self.trace_id, self.span_id, self.flags)
    }
}

/// The record with the current span in its headers, unless it has one already.
pub(crate) fn traced<'a>(context: Option<&dyn TraceContext>, record: Record<'a>) -> Record<'a> {
    let Some(context) = context else { return record };
    let has_one = record.get_headers().any(|header| header.key == PARENT.as_bytes());
    let Some(parent) = context.current().filter(|_| !has_one) else { return record };
    let record = record.owned_header(PARENT, Bytes::from(parent.to_string()));
    match parent.state.as_str() {
        "" => record,
        _ => record.owned_header(STATE, Bytes::from(parent.state)),
    }
}

impl ConsumedRecord<'_> {
    /// The span that sent the record, if its headers name one.
    #[must_use]
    pub fn trace_parent(&self) -> Option<TraceParent> {
        TraceParent::find(self.headers.clone().map(|header| (header.key, header.value)))
    }
}

impl OwnedRecord {
    /// As [`ConsumedRecord::trace_parent`].
    #[must_use]
    pub fn trace_parent(&self) -> Option<TraceParent> {
        TraceParent::find(self.headers.iter().map(|(key, value)| (&key[..], value.as_deref())))
    }
}

/// A number of exactly so many digits, in lower case as the specification wants them.
fn hex(text: &str, digits: usize) -> Option<u128> {
    let lower = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let well_formed = text.len() == digits && text.bytes().all(lower);
    well_formed.then(|| u128::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const PARENT_TEXT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    #[derive(Debug)]
    struct Fixed(&'static str);

    impl TraceContext for Fixed {
        fn current(&self) -> Option<TraceParent> {
            TraceParent::parse(PARENT_TEXT, self.0)
        }
    }

    #[test]
    fn what_is_written_is_read_and_what_is_wrong_is_no_trace() {
        let parent = TraceParent::parse(PARENT_TEXT, "a=1").unwrap();
        assert_eq!(parent.trace_id, 0x4bf9_2f35_77b3_4da6_a3ce_929d_0e0e_4736);
        assert_eq!((parent.span_id, parent.flags), (0x00f0_67aa_0ba9_02b7, 1));
        assert_eq!(parent.to_string(), PARENT_TEXT);
        let newer = PARENT_TEXT.replacen("00", "01", 1) + "-more";
        assert_eq!(TraceParent::parse(&newer, "a=1"), Some(parent));
        for wrong in [
            "",
            "00",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
            "00-+bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        ] {
            assert_eq!(TraceParent::parse(wrong, ""), None, "{wrong}");
        }
    }

    #[test]
    fn a_record_gets_the_headers_unless_it_has_them() {
        let names = |record: &Record<'_>| {
            let names = record.get_headers().map(|h| String::from_utf8_lossy(h.key).into_owned());
            names.collect::<Vec<_>>()
        };
        let plain = traced(Some(&Fixed("")), Record::to("t").header("a", "b"));
        assert_eq!(names(&plain), ["a", PARENT]);
        let with_state = traced(Some(&Fixed("x=1")), Record::to("t"));
        assert_eq!(names(&with_state), [PARENT, STATE]);
        let has_one = traced(Some(&Fixed("x=1")), Record::to("t").header(PARENT, "mine"));
        assert_eq!(names(&has_one), [PARENT]);
        assert_eq!(names(&traced(None, Record::to("t"))), [""; 0]);
    }
}
