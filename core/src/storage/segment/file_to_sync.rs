//! A file that a sync has to force to the device.

use std::sync::Arc;

use super::FileKind;
use crate::storage::disk::DiskFile;

/// One file of a segment.
#[derive(Clone, Debug)]
pub struct FileToSync {
    /// What it holds.
    pub kind: FileKind,
    /// The open file.
    pub file: Arc<dyn DiskFile>,
}
