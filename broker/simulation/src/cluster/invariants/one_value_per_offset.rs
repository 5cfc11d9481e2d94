//! Below their high watermarks all replicas have the same at the same offset, and it never changes.

use std::collections::BTreeMap;

use bytes::Bytes;
use ottla_broker::engine::View;
use ottla_core::{
    model::{LeaderEpoch, Offset, TopicIdPartition},
    protocol::records::{BATCH_OVERHEAD, BatchHeader},
    replication::{AtLeast, FetchFrom, Isolation, Partition, ServedBy},
};

use super::violation;
use crate::invariants::Violation;

/// As much as one look reads of a replica.
const READ_BYTES: usize = 1_000_000;

/// What is known of a batch: its last offset, its epoch and its checksum.
type Known = (Offset, i32, u32);

#[derive(Default)]
pub(super) struct Logs {
    batches: BTreeMap<(TopicIdPartition, Offset), Known>,
    /// How far each run of a node was read.
    read: BTreeMap<(usize, u64, TopicIdPartition), Offset>,
}

impl Logs {
    pub(super) fn read(&mut self, machine: usize, start: u64, view: &View) -> Vec<Violation> {
        let mut found = Vec::new();
        for topic in view.topics().filter(|topic| !topic.name().as_str().starts_with("__")) {
            for handle in topic.replicas() {
                let mut partition = handle.lock();
                let key = (machine, start, handle.id);
                let from = self.read.get(&key).copied().unwrap_or(Offset::ZERO);
                let (bytes, base) = read(&mut partition, from);
                let Some(bytes) = bytes else { continue };
                let end = self.compare(handle.id, bytes, base, &mut |what| {
                    let what = format!("{} on machine {machine}: {what}", partition.name());
                    found.push(violation("one_value_per_offset", what));
                });
                self.read.insert(key, end);
            }
        }
        found
    }

    fn compare(
        &mut self,
        id: TopicIdPartition,
        mut bytes: Bytes,
        base: Offset,
        wrong: &mut impl FnMut(String),
    ) -> Offset {
        let mut end = base;
        while bytes.len() > BATCH_OVERHEAD {
            let Ok(header) = BatchHeader::parse(&bytes) else { break };
            if header.size > bytes.len() {
                break;
            }
            let batch = bytes.split_to(header.size);
            if !header.crc_matches(&batch) {
                wrong(format!("the batch at {end} is broken"));
            }
            let known = (header.last_offset(), header.leader_epoch.0, header.crc);
            let first = *self.batches.entry((id, header.base_offset)).or_insert(known);
            if first != known {
                wrong(format!("at {} there is {known:?}, and was {first:?}", header.base_offset));
            }
            end = header.last_offset() + 1;
        }
        end
    }
}

/// What a replica has committed from an offset on, if it may be read.
fn read(partition: &mut Partition, from: Offset) -> (Option<Bytes>, Offset) {
    let from = FetchFrom {
        offset: from,
        bytes_max: READ_BYTES,
        current_leader_epoch: LeaderEpoch::NONE,
        last_fetched_epoch: LeaderEpoch::NONE,
        log_start_offset: Offset::NONE,
    };
    let isolation = Isolation::ReadUncommitted;
    let got = partition.fetch(from, AtLeast::OneBatch, isolation, ServedBy::AnyReplica);
    let Ok(got) = got else { return (None, from.offset) };
    let mut joined = bytes::BytesMut::new();
    for slice in &got.slices {
        joined.extend_from_slice(&slice.read().unwrap_or_default());
    }
    (Some(joined.freeze()), from.offset)
}
