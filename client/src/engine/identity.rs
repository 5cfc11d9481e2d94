//! Who a producer is to the brokers: its id, and the epoch that starts its sequences anew (KIP-98,
//! KIP-360). Sequences count records per partition; a broker takes only the one that follows.

use ottla_core::model::{ProducerEpoch, ProducerId};

/// A producer id and its epoch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) id: ProducerId,
    pub(crate) epoch: ProducerEpoch,
}

impl Identity {
    /// The same producer with the next epoch; `None` when there is none left, and it needs a new id.
    pub(crate) fn bumped(self) -> Option<Self> {
        // A broker hands out a new id at the last epoch but one, for it keeps the last to itself.
        let next = self.epoch.0.checked_add(1).filter(|epoch| *epoch < i16::MAX)?;
        Some(Self { epoch: ProducerEpoch(next), ..self })
    }
}

/// The sequence after `count` more records: it wraps from 2^31-1 to 0.
pub(crate) fn advanced(sequence: i32, count: i32) -> i32 {
    let next = i64::from(sequence) + i64::from(count);
    (next % (i64::from(i32::MAX) + 1)) as i32
}

/// What a batch was numbered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Numbered {
    pub(crate) identity: Identity,
    pub(crate) base_sequence: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences_wrap_to_zero() {
        assert_eq!(advanced(5, 3), 8);
        assert_eq!(advanced(i32::MAX, 1), 0);
        assert_eq!(advanced(i32::MAX - 1, 3), 1);
    }

    #[test]
    fn epochs_end() {
        let identity = |epoch| Identity { id: ProducerId(1), epoch: ProducerEpoch(epoch) };
        assert_eq!(identity(0).bumped(), Some(identity(1)));
        assert_eq!(identity(i16::MAX - 1).bumped(), None);
    }
}
