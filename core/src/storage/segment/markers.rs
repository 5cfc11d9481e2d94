//! Reads the marker of a transaction out of a `.log` file, for scans that see headers only.

use std::io;

use super::BatchAt;
use crate::{
    protocol::records::{BATCH_OVERHEAD, EndMarker},
    storage::disk::DiskFile,
};

/// The marker in `batch`; `None` if it is no control batch or holds another control record.
pub(super) fn marker_at(file: &dyn DiskFile, batch: &BatchAt) -> io::Result<Option<EndMarker>> {
    let header = &batch.header;
    if !header.attributes.is_control() || !header.has_producer() {
        return Ok(None);
    }
    let mut body = [0; EndMarker::BODY_BYTES_MAX];
    let length = (header.size - BATCH_OVERHEAD).min(body.len());
    file.read_exact_at(batch.position + BATCH_OVERHEAD as u64, &mut body[..length])?;
    Ok(EndMarker::of_batch(header, &body[..length]))
}
