//! Two nodes that have applied the metadata log up to the same offset have the same metadata, whether they have read
//! every record, begun with a snapshot, or written them.

use std::{collections::BTreeMap, sync::Arc};

use ottla_core::{metadata::MetadataImage, model::Offset};

use super::{Sight, violation};
use crate::invariants::Violation;

/// Images that are kept to be compared.
const KEPT_MAX: usize = 300;

#[derive(Default)]
pub(super) struct Images(BTreeMap<Offset, Arc<MetadataImage>>);

impl Images {
    pub(super) fn look(&mut self, sight: &Sight<'_>) -> Option<Violation> {
        let image = &sight.view.image;
        let offset = image.end_offset?;
        let Some(first) = self.0.get(&offset) else {
            self.0.insert(offset, image.clone());
            if self.0.len() > KEPT_MAX {
                self.0.pop_first();
            }
            return None;
        };
        (**first != **image).then(|| {
            let what = format!(
                "node {} has other metadata at offset {offset}: {image:?}, and not {first:?}",
                sight.id
            );
            violation("committed_metadata_is_the_same", what)
        })
    }
}
