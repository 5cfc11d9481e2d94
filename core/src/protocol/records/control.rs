//! Control records: markers that coordinators and controllers write between the records of clients,
//! in batches of their own. The key says which one it is, the value is a small message. What a
//! marker does is decided where it is read.

use super::{BatchHeader, RecordIter};
use crate::model::NodeId;

/// Version of all keys, and of the values that are written here.
const VERSION: i16 = 0;

/// What a control record marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i16)]
pub enum ControlType {
    /// End of an aborted transaction (KIP-98).
    Abort = 0,
    /// End of a committed transaction (KIP-98).
    Commit = 1,
    /// A new leader of the metadata quorum (KIP-595).
    LeaderChange = 2,
    /// Start of a snapshot (KIP-630).
    SnapshotHeader = 3,
    /// End of a snapshot (KIP-630).
    SnapshotFooter = 4,
    /// The quorum's feature level (KIP-853).
    KraftVersion = 5,
    /// The quorum's voters (KIP-853).
    KraftVoters = 6,
}

impl ControlType {
    /// The key of such a record.
    #[must_use]
    pub fn key(self) -> [u8; 4] {
        let [v0, v1] = VERSION.to_be_bytes();
        let [t0, t1] = (self as i16).to_be_bytes();
        [v0, v1, t0, t1]
    }

    /// What a key says; `None` for a type that is not known, which readers skip. Later versions of
    /// a key may be longer.
    #[must_use]
    pub fn of_key(key: &[u8]) -> Option<Self> {
        let &[v0, v1, t0, t1, ..] = key else {
            return None;
        };
        if i16::from_be_bytes([v0, v1]) < VERSION {
            return None;
        }
        match i16::from_be_bytes([t0, t1]) {
            0 => Some(Self::Abort),
            1 => Some(Self::Commit),
            2 => Some(Self::LeaderChange),
            3 => Some(Self::SnapshotHeader),
            4 => Some(Self::SnapshotFooter),
            5 => Some(Self::KraftVersion),
            6 => Some(Self::KraftVoters),
            _ => None,
        }
    }
}

/// How a transaction ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionResult {
    /// Its records count.
    Commit,
    /// They do not.
    Abort,
}

/// The marker that ends a producer's transaction in a partition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndMarker {
    /// How it ended.
    pub result: TransactionResult,
    /// Epoch of the transaction coordinator that wrote the marker.
    pub coordinator_epoch: i32,
}

impl EndMarker {
    /// Bytes of a batch's records that are enough to read a marker: later versions may be longer.
    pub const BODY_BYTES_MAX: usize = 256;

    /// The marker in a control batch, whose records start with `body`; `None` if it holds another
    /// control record, or one that is cut off.
    #[must_use]
    pub fn of_batch(header: &BatchHeader, body: &[u8]) -> Option<Self> {
        if !header.attributes.is_control() || !header.has_producer() {
            return None;
        }
        let record = RecordIter::new(body, 1).next()?.ok()?;
        let result = match ControlType::of_key(record.key?)? {
            ControlType::Commit => TransactionResult::Commit,
            ControlType::Abort => TransactionResult::Abort,
            ControlType::LeaderChange
            | ControlType::SnapshotHeader
            | ControlType::SnapshotFooter
            | ControlType::KraftVersion
            | ControlType::KraftVoters => return None,
        };
        Some(Self { result, coordinator_epoch: coordinator_epoch(record.value?)? })
    }
}

/// Value of a commit or abort marker: the epoch of the transaction coordinator that wrote it.
#[must_use]
pub fn end_marker_value(coordinator_epoch: i32) -> [u8; 6] {
    let mut value = [0; 6];
    value[..2].copy_from_slice(&VERSION.to_be_bytes());
    value[2..].copy_from_slice(&coordinator_epoch.to_be_bytes());
    value
}

/// The coordinator epoch in a marker's value; `None` if it is cut off.
#[must_use]
pub fn coordinator_epoch(marker_value: &[u8]) -> Option<i32> {
    let value = marker_value.first_chunk::<6>()?;
    value.last_chunk().copied().map(i32::from_be_bytes)
}

/// Value of a leader change, version 0: the leader, all voters, and those that voted for it.
#[must_use]
pub fn leader_change_value(leader: NodeId, voters: &[NodeId], granting: &[NodeId]) -> Vec<u8> {
    let mut value = VERSION.to_be_bytes().to_vec();
    value.extend_from_slice(&leader.0.to_be_bytes());
    for nodes in [voters, granting] {
        put_compact_count(&mut value, nodes.len());
        for node in nodes {
            value.extend_from_slice(&node.0.to_be_bytes());
            // No tagged fields.
            value.push(0);
        }
    }
    value.push(0);
    value
}

/// A compact array's count: one more than its items, as an unsigned varint.
fn put_compact_count(value: &mut Vec<u8>, items: usize) {
    let mut rest = items + 1;
    while rest >= 0x80 {
        value.push(rest as u8 | 0x80);
        rest >>= 7;
    }
    value.push(rest as u8);
}
