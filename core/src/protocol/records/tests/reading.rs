//! Reading fetched batches as slices that own what they hold.

use super::*;

fn fetched(codecs: &mut Codecs) -> Bytes {
    let compressed = BatchFields { encoding: Compression::Lz4.into(), ..BatchFields::default() };
    let fields = if codecs_built().any(|codec| codec == Compression::Lz4) {
        compressed
    } else {
        BatchFields::default()
    };
    let first = build(&samples(3), &BatchFields::default(), codecs);
    let mut second = build(&samples(5), &fields, codecs).to_vec();
    let mut stamped = StampedHeader::copy_of(&second).unwrap();
    stamped.set_base_offset(crate::model::Offset(3));
    stamped.set_leader_epoch(crate::model::LeaderEpoch(4));
    second[..BATCH_OVERHEAD].copy_from_slice(stamped.as_bytes());
    [&first[..], &second].concat().into()
}

#[test]
fn records_of_all_batches_come_in_order_with_their_offsets() {
    let mut codecs = Codecs::new();
    let mut offset = 0;
    for batch in BatchIter::new(fetched(&mut codecs)) {
        let batch = batch.unwrap();
        batch.verify().unwrap();
        for (record, sample) in batch.records(&mut codecs).unwrap().zip(samples(5)) {
            let record = record.unwrap();
            assert_eq!(record.offset.0, offset);
            assert_eq!(record.timestamp.0, sample.timestamp);
            assert_eq!(record.key.as_deref(), sample.key.as_deref());
            assert_eq!(record.value.as_deref(), sample.value.as_deref());
            let headers: Vec<_> = record
                .headers
                .slices()
                .map(|(key, value)| (key.to_string(), value.map(|value| value.to_vec())))
                .collect();
            assert_eq!(headers, sample.headers);
            offset += 1;
        }
    }
    assert_eq!(offset, 8);
}

#[test]
fn a_batch_that_is_cut_off_at_the_end_is_left_out() {
    let mut codecs = Codecs::new();
    let whole = fetched(&mut codecs);
    for cut in 1..whole.len() {
        let mut batches = BatchIter::new(whole.slice(..cut));
        let complete = batches.by_ref().map(Result::unwrap).count();
        let first = BatchHeader::parse(&whole).unwrap().size;
        assert_eq!(complete, usize::from(cut >= first));
        assert_eq!(batches.rest().len(), cut - complete * first);
    }
}

#[test]
fn bytes_that_are_no_batch_end_the_reading_with_an_error() {
    let mut broken = fetched(&mut Codecs::new()).to_vec();
    let second = BatchHeader::parse(&broken).unwrap().size;
    broken[second + 16] = 1;
    let mut batches = BatchIter::new(broken.into());
    assert!(batches.next().unwrap().is_ok());
    assert_eq!(batches.next().unwrap().unwrap_err(), HeaderError::Magic(1));
    assert!(batches.next().is_none());
}

#[test]
fn a_damaged_batch_is_told_by_its_crc() {
    let mut damaged = fetched(&mut Codecs::new()).to_vec();
    let at = damaged.len() - 1;
    damaged[at] ^= 1;
    let damaged = BatchIter::new(damaged.into()).map(|batch| batch.unwrap().verify());
    let offset = crate::model::Offset(3);
    assert_eq!(damaged.collect::<Vec<_>>(), [Ok(()), Err(BatchError::Checksum { offset })]);
}

#[test]
fn keys_and_values_are_slices_of_the_batch_and_keep_it_alive() {
    let batch = build(&samples(2), &BatchFields::default(), &mut Codecs::new());
    let range = batch.as_ptr_range();
    let records = BatchIter::new(batch).next().unwrap().unwrap();
    let record = records.records(&mut Codecs::new()).unwrap().next().unwrap().unwrap();
    drop(records);
    assert!(range.contains(&record.key.as_ref().unwrap().as_ptr()));
    assert_eq!(record.key.as_deref(), Some(&b"key-0"[..]));
}

#[test]
fn a_header_key_that_is_not_utf8_is_readable() {
    let mut builder = BatchBuilder::default();
    let headers = [HeaderRef { key: b"a\xffb", value: None }];
    let record = NewRecord { timestamp: Timestamp(0), key: None, value: None, headers };
    builder.append(record).unwrap();
    let mut codecs = Codecs::new();
    let batch = builder.finish(&BatchFields::default(), &mut codecs).unwrap();
    let batch = BatchIter::new(batch).next().unwrap().unwrap();
    let record = batch.records(&mut codecs).unwrap().next().unwrap().unwrap();
    assert_eq!(record.headers.slices().next().unwrap(), ("a\u{fffd}b".into(), None));
    assert_eq!(record.headers.iter().next().unwrap().key, b"a\xffb");
}
