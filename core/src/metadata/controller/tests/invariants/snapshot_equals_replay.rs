//! A snapshot, replayed, gives an equal image: with the index of partitions, which is made anew then.

use super::Step;
use crate::{
    metadata::{MetadataDelta, MetadataImage},
    model::Offset,
};

pub(super) fn check(step: &Step<'_>) {
    let mut image = MetadataImage::default();
    let mut delta = MetadataDelta::default();
    for (offset, record) in step.after.records().flatten().enumerate() {
        image.replay(Offset(offset as i64), &record, &mut delta).unwrap();
    }
    assert!(image == *step.after, "{}: {image:?} {:?}", step.at, step.after);
}
