//! What must hold whatever happens.

use std::collections::BTreeMap;

use crate::{
    model::{LeaderEpoch, NodeId, Offset},
    protocol::messages::metadata::MetadataRecord,
    quorum::{CommittedBatch, Quorum, Upto},
};

/// What was seen so far.
#[derive(Debug, Default)]
pub(super) struct Seen {
    leaders: BTreeMap<LeaderEpoch, NodeId>,
    epochs: BTreeMap<NodeId, LeaderEpoch>,
    high_watermarks: BTreeMap<NodeId, Offset>,
    /// What each node has by replaying its log, and its snapshots before it, up to an offset.
    replayed: BTreeMap<NodeId, (Offset, u64)>,
    /// The same by offset, of whoever was there first.
    images: BTreeMap<Offset, u64>,
    /// Committed batches by base offset.
    committed: BTreeMap<Offset, CommittedBatch>,
}

impl Seen {
    pub(super) fn one_leader_per_epoch(&mut self, seed: u64, node: NodeId, epoch: LeaderEpoch) {
        let earlier = *self.leaders.entry(epoch).or_insert(node);
        assert_eq!(earlier, node, "seed {seed}: two leaders in epoch {epoch}");
    }

    pub(super) fn restarted(&mut self, node: NodeId) {
        self.high_watermarks.remove(&node);
        self.replayed.remove(&node);
    }

    /// The image of a node up to its high watermark.
    pub(super) fn image_of(&self, node: NodeId) -> (Offset, u64) {
        self.replayed.get(&node).copied().unwrap_or((Offset::ZERO, 0))
    }

    /// A node's log starts at a snapshot: its image is what the snapshot says.
    fn load(&mut self, node: NodeId, quorum: &Quorum) {
        let (at, _) = self.image_of(node);
        if at >= quorum.log_start_offset() {
            return;
        }
        let Some(id) = quorum.latest_snapshot() else { return };
        let records = quorum.read_snapshot(id).unwrap().next_records().unwrap().unwrap();
        let [MetadataRecord::ConfigRecord(record)] = &records[..] else { panic!("one record") };
        let image = record.value.as_ref().unwrap().parse().unwrap();
        self.replayed.insert(node, (id.end_offset, image));
    }

    pub(super) fn check(&mut self, seed: u64, node: NodeId, quorum: &mut Quorum) {
        let (_, epoch) = quorum.leader_and_epoch();
        let before = self.epochs.insert(node, epoch).unwrap_or(epoch);
        assert!(epoch >= before, "seed {seed}: epoch of {node:?} went back: {before} to {epoch}");
        let high_watermark = quorum.high_watermark();
        let before = self.high_watermarks.insert(node, high_watermark).unwrap_or(high_watermark);
        assert!(high_watermark >= before, "seed {seed}: high watermark of {node:?} went back");
        self.committed_never_changes(seed, node, quorum);
    }

    fn committed_never_changes(&mut self, seed: u64, node: NodeId, quorum: &mut Quorum) {
        self.load(node, quorum);
        let (mut next, mut image) = self.image_of(node);
        while next < quorum.high_watermark() {
            let batches = quorum.read(next, Upto::HighWatermark, 1 << 20).unwrap();
            if batches.is_empty() {
                break;
            }
            for batch in batches {
                next = batch.last_offset + 1;
                let known = self.committed.entry(batch.base_offset).or_insert(batch.clone());
                assert_eq!(*known, batch, "seed {seed}: committed batch differs on {node:?}");
                for (_, record) in &batch.records {
                    let MetadataRecord::ConfigRecord(record) = record else { continue };
                    let number: u64 = record.value.as_ref().unwrap().parse().unwrap();
                    image = image.wrapping_mul(31).wrapping_add(number);
                }
                let known = *self.images.entry(next).or_insert(image);
                assert_eq!(known, image, "seed {seed}: image of {node:?} differs at {next}");
            }
        }
        self.replayed.insert(node, (next, image));
    }

    pub(super) fn acknowledged_survives(
        &self,
        seed: u64,
        acknowledged: &[(Offset, LeaderEpoch)],
        end: Offset,
    ) {
        for (offset, epoch) in acknowledged {
            assert!(*offset < end, "seed {seed}: acknowledged {offset} is gone, logs end at {end}");
            let batch = self.committed.get(offset);
            assert!(
                batch.is_some_and(|batch| batch.epoch == *epoch),
                "seed {seed}: acknowledged {offset} of epoch {epoch} is lost"
            );
        }
    }
}
