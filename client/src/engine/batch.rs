//! A batch on its way: being filled, waiting, in flight, waiting again.

use bytes::Bytes;
use ottla_core::{
    model::{LogSlice, Moment},
    protocol::{
        codec::Records,
        records::{
            Attributes, BATCH_OVERHEAD, BatchBuilder, BatchFields, BatchHeader, Codecs, Encoding,
            StampedHeader,
        },
    },
};

use super::{
    deliver::Promise,
    identity::{Identity, Numbered},
};
use crate::{Error, ErrorKind, Result};

/// A batch that takes records.
#[derive(Debug)]
pub(crate) struct OpenBatch {
    pub(crate) builder: BatchBuilder,
    pub(crate) promise: Promise,
    pub(crate) opened: Moment,
    /// Records of whose failure only a flush can tell.
    pub(crate) unwatched: i32,
}

/// Whether the failure of a batch says that its partition may be led by another broker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Doubt {
    None,
    OfLeader,
}

/// Where a batch stands among those of its partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// Number of the batch that its records were taken into.
    pub(crate) batch: u64,
    /// Where its first record stood in that: behind 0 in pieces of a batch that was cut.
    pub(crate) record: i32,
}

/// A batch that takes no more records.
#[derive(Debug)]
pub(crate) struct Batch {
    pub(crate) place: Place,
    pub(crate) promise: Promise,
    pub(crate) opened: Moment,
    /// Not to be sent before this.
    pub(crate) retry_at: Moment,
    /// How often it was sent and failed.
    pub(crate) failures: u32,
    /// With what it failed last.
    pub(crate) failure: Option<Error>,
    /// Epoch of the leader that it was sent to last.
    pub(crate) sent_epoch: i32,
    pub(crate) doubt: Doubt,
    /// How often it had failed when another leader was known.
    pub(crate) failures_before_leader: Option<u32>,
    /// What it holds of the producer's memory, in bytes.
    pub(crate) memory: usize,
    pub(crate) count: i32,
    /// Records of whose failure only a flush can tell.
    pub(crate) unwatched: i32,
    /// Given when it is sent first, and kept: a broker knows it again by that.
    pub(crate) numbered: Option<Numbered>,
    content: Content,
}

#[derive(Debug)]
enum Content {
    /// Records that are not compressed yet.
    Records(BatchBuilder),
    /// Header and compressed records.
    Sealed { header: StampedHeader, body: Bytes },
    /// Taken out for sealing, which has failed.
    Nothing,
}

impl Batch {
    pub(crate) fn closed(open: OpenBatch, place: Place) -> Self {
        Self {
            place,
            promise: open.promise,
            opened: open.opened,
            retry_at: Moment::default(),
            failures: 0,
            failure: None,
            sent_epoch: -1,
            doubt: Doubt::None,
            failures_before_leader: None,
            memory: open.builder.size(),
            count: open.builder.count(),
            unwatched: open.unwatched,
            numbered: None,
            content: Content::Records(open.builder),
        }
    }

    /// Header and records as they were sent.
    pub(super) fn sealed_parts(&self) -> Option<(BatchHeader, &Bytes)> {
        match &self.content {
            Content::Sealed { header, body } => Some((header.header(), body)),
            Content::Records(_) | Content::Nothing => None,
        }
    }

    /// Its bytes, once it is done.
    pub(crate) fn into_body(self) -> Option<Bytes> {
        match self.content {
            Content::Sealed { body, .. } => Some(body),
            Content::Records(_) | Content::Nothing => None,
        }
    }

    /// The batch as bytes: compressed the first time, and renumbered if its numbers changed since.
    ///
    /// # Errors
    /// If the codec is not built in.
    pub(crate) fn sealed(
        &mut self,
        encoding: Encoding,
        attributes: Attributes,
        codecs: &mut Codecs,
    ) -> Result<Records> {
        if let Content::Records(_) = self.content {
            self.seal(encoding, attributes, codecs)?;
        }
        let Content::Sealed { header, body } = &mut self.content else {
            return Err(Error::new(ErrorKind::InvalidInput, "produce", "the batch was not sealed"));
        };
        if let Some(Numbered { identity: Identity { id, epoch }, base_sequence }) = self.numbered {
            let written = header.header();
            let same = (written.producer_id, written.producer_epoch) == (id, epoch)
                && written.base_sequence == base_sequence;
            if !same {
                header.set_producer(id, epoch, base_sequence);
                header.seal(body);
            }
        }
        let head = Bytes::copy_from_slice(header.as_bytes());
        Ok(Records::new(vec![LogSlice::Memory(head), LogSlice::Memory(body.clone())]))
    }

    fn seal(
        &mut self,
        encoding: Encoding,
        attributes: Attributes,
        codecs: &mut Codecs,
    ) -> Result<()> {
        let failed =
            |message: String| Error::new(ErrorKind::InvalidInput, "compress a batch", message);
        let Content::Records(builder) = std::mem::replace(&mut self.content, Content::Nothing)
        else {
            return Ok(());
        };
        let mut fields = BatchFields { encoding, attributes, ..BatchFields::default() };
        if let Some(Numbered { identity, base_sequence }) = self.numbered {
            fields.producer_id = identity.id;
            fields.producer_epoch = identity.epoch;
            fields.base_sequence = base_sequence;
        }
        let bytes = builder.finish(&fields, codecs).map_err(|error| failed(error.to_string()))?;
        let header = StampedHeader::copy_of(&bytes).map_err(|error| failed(error.to_string()))?;
        self.content = Content::Sealed { header, body: bytes.slice(BATCH_OVERHEAD..) };
        Ok(())
    }
}
