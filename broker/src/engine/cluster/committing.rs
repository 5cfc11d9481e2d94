//! What the quorum has committed: changes of this node's own decisions, records that another leader has written, and
//! snapshots become the committed image, in that order, and are queued for the node.

use std::sync::Arc;

use ottla_core::{
    metadata::{MetadataDelta, MetadataImage},
    model::{Now, Offset},
    quorum::{SnapshotId, Upto},
};

use crate::engine::{
    control::{Change, Control},
    effects::Effects,
    node::Node,
};

/// Bytes that one read of the metadata log takes.
const READ_BYTES: usize = 1024 * 1024;

impl Node {
    /// Takes in what the quorum has committed; where that is all that was decided before this node's leadership, the
    /// controller begins.
    pub(super) fn take_committed(&self, control: &mut Control, now: Now, effects: &mut Effects) {
        // What is older than what the last run has known makes leaders of those who are none any more.
        if !control.quorum.knows_high_watermark() {
            return;
        }
        if control.active.is_none() {
            self.catch_up_by_snapshot(control);
        }
        let high_watermark = control.quorum.high_watermark();
        while control.uncommitted.front().is_some_and(|one| one.end_offset <= high_watermark) {
            let Some(change) = control.uncommitted.pop_front() else { break };
            control.applied = change.end_offset;
            control.committed = change.image.clone();
            self.has_committed(change);
        }
        if control.active.is_some() {
            return;
        }
        if control.applied < high_watermark {
            self.commit_read(control, high_watermark);
        }
        if let Some((epoch, offset)) = control.leading
            && offset < high_watermark
        {
            self.begin_controller(control, epoch, now, effects);
        }
    }

    /// Takes in records of the log that another leader has written, or an earlier one.
    fn commit_read(&self, control: &mut Control, end: Offset) {
        let mut image = MetadataImage::clone(&control.committed);
        let mut delta = MetadataDelta::default();
        match read_records(control, end, &mut image, &mut delta) {
            Ok(()) => self.commit_image(control, image, delta),
            Err(what) => self.halt(format_args!(
                "the metadata log in {} cannot be used: {what}",
                self.directories.metadata().path()
            )),
        }
    }

    fn commit_image(&self, control: &mut Control, image: MetadataImage, delta: MetadataDelta) {
        let image = Arc::new(image);
        control.committed = image.clone();
        self.has_committed(Change { end_offset: control.applied, image, delta });
    }

    /// Begins with a snapshot, and with all that is committed after it.
    pub(in crate::engine) fn load_snapshot(&self, control: &mut Control, id: SnapshotId) {
        let read = read_snapshot(control, id).and_then(|mut image| {
            let committed = control.quorum.high_watermark();
            read_records(control, committed, &mut image, &mut MetadataDelta::default())?;
            Ok(image)
        });
        match read {
            Ok(image) => {
                let delta = MetadataDelta::between(&control.committed, &image);
                self.commit_image(control, image, delta);
            }
            Err(what) => self.halt(format_args!("a metadata snapshot cannot be used: {what}")),
        }
    }

    /// Begins with the newest snapshot where the log does not go back to what is applied.
    pub(super) fn catch_up_by_snapshot(&self, control: &mut Control) {
        let is_behind = control.applied < control.quorum.log_start_offset()
            || (control.applied == Offset::ZERO && control.committed.end_offset.is_none());
        if is_behind
            && let Some(id) = control.quorum.latest_snapshot()
            && id.end_offset > control.applied
        {
            self.load_snapshot(control, id);
        }
    }
}

/// Takes the records up to `end` into an image. `applied` moves with them.
pub(in crate::engine) fn read_records(
    control: &mut Control,
    end: Offset,
    image: &mut MetadataImage,
    delta: &mut MetadataDelta,
) -> Result<(), String> {
    while control.applied < end {
        let upto =
            if end <= control.quorum.high_watermark() { Upto::HighWatermark } else { Upto::LogEnd };
        let batches = control.quorum.read(control.applied, upto, READ_BYTES);
        let batches = batches.map_err(|error| error.to_string())?;
        let Some(last) = batches.last().map(|batch| batch.last_offset) else { break };
        for (offset, record) in batches.iter().flat_map(|batch| &batch.records) {
            if *offset < control.applied || *offset >= end {
                continue;
            }
            image
                .replay(*offset, record, delta)
                .map_err(|error| format!("it contradicts itself at offset {offset}: {error}"))?;
        }
        control.applied = (last + 1).min(end);
    }
    Ok(())
}

/// The image of a snapshot. `applied` moves to its end.
pub(in crate::engine) fn read_snapshot(
    control: &mut Control,
    id: SnapshotId,
) -> Result<MetadataImage, String> {
    let mut image = MetadataImage::default();
    let mut scratch = MetadataDelta::default();
    let mut reader = control.quorum.read_snapshot(id).map_err(|error| error.to_string())?;
    while let Some(records) = reader.next_records().map_err(|error| error.to_string())? {
        for record in &records {
            image
                .replay(id.end_offset + -1, record, &mut scratch)
                .map_err(|error| format!("it contradicts itself: {error}"))?;
        }
    }
    image.end_offset = Some(id.end_offset);
    control.applied = id.end_offset;
    Ok(image)
}
