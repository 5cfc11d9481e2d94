//! Metadata transactions: records count when the transaction ends.

use crate::{
    metadata::{MetadataDelta, MetadataImage, ReplayError},
    model::{Offset, Uuid},
    protocol::messages::{
        AbortTransactionRecord, BeginTransactionRecord, EndTransactionRecord, MetadataRecord,
        TopicRecord,
    },
};

fn topic(name: &str) -> MetadataRecord {
    TopicRecord { name: name.into(), topic_id: Uuid([name.as_bytes()[0]; 16]) }.into()
}

fn replay(image: &mut MetadataImage, records: &[MetadataRecord]) -> Result<(), ReplayError> {
    let mut delta = MetadataDelta::default();
    for record in records {
        let offset = image.end_offset.unwrap_or(Offset::ZERO);
        image.replay(offset, record, &mut delta)?;
    }
    Ok(())
}

#[test]
fn records_of_a_transaction_count_when_it_ends() {
    let mut image = MetadataImage::default();
    let begin = BeginTransactionRecord::default().into();
    replay(&mut image, &[topic("a"), begin, topic("b")]).unwrap();
    assert!(image.topic("a").is_some() && image.topic("b").is_none());
    assert_eq!(image.snapshot_offset(), Some(Offset(1)));
    assert_eq!(image.end_offset, Some(Offset(3)));
    replay(&mut image, &[EndTransactionRecord::default().into()]).unwrap();
    assert!(image.topic("b").is_some() && image.open_transaction().is_none());
    assert_eq!(image.snapshot_offset(), Some(Offset(4)));
}

#[test]
fn records_of_an_aborted_transaction_never_count() {
    let mut image = MetadataImage::default();
    let begin: MetadataRecord = BeginTransactionRecord::default().into();
    let abort: MetadataRecord = AbortTransactionRecord::default().into();
    replay(&mut image, &[begin, topic("a"), abort, topic("b")]).unwrap();
    assert!(image.topic("a").is_none() && image.topic("b").is_some());
}

#[test]
fn transactions_neither_nest_nor_end_without_having_begun() {
    let begin: MetadataRecord = BeginTransactionRecord::default().into();
    let mut image = MetadataImage::default();
    let error = replay(&mut image, &[begin.clone(), begin]).unwrap_err();
    assert!(matches!(error, ReplayError::Transaction { .. }));
    for end in [EndTransactionRecord::default().into(), AbortTransactionRecord::default().into()] {
        let error = replay(&mut MetadataImage::default(), &[end]).unwrap_err();
        assert!(matches!(error, ReplayError::Transaction { .. }));
    }
}
