//! An image written as records and replayed is equal: with a record of every kind, from random records. What
//! a real controller makes is in the histories of controller/tests.

use proptest::prelude::*;

use crate::{
    metadata::{MetadataDelta, MetadataImage},
    model::{Offset, Uuid},
    protocol::messages::{
        AccessControlEntryRecord, ClientQuotaRecord, ConfigRecord, DelegationTokenRecord,
        FeatureLevelRecord, MetadataRecord, PartitionRecord, ProducerIdsRecord,
        RegisterBrokerRecord, RegisterControllerRecord, RemoveAccessControlEntryRecord,
        RemoveDelegationTokenRecord, RemoveTopicRecord, RemoveUserScramCredentialRecord,
        TopicRecord, UnknownRecord, UnregisterBrokerRecord, UserScramCredentialRecord,
        client_quota_record::EntityData,
    },
};

fn text(number: u8) -> bytestring::ByteString {
    format!("n{number}").into()
}

/// A record out of three small numbers: so that records often mean the same thing as one before.
fn record(kind: u8, a: u8, b: u8) -> MetadataRecord {
    let id = Uuid([a; 16]);
    match kind {
        0 => TopicRecord { name: text(a), topic_id: id }.into(),
        1 => PartitionRecord {
            topic_id: id,
            partition_id: i32::from(b),
            replicas: vec![1, i32::from(b) + 2],
            isr: vec![1],
            leader: i32::from(b % 3) - 1,
            leader_epoch: 3,
            partition_epoch: 5,
            leader_recovery_state: (b % 2) as i8,
            adding_replicas: vec![1; usize::from(b % 2)],
            directories: vec![id, Uuid([b; 16])],
            eligible_leader_replicas: Some(vec![7; usize::from(a % 2)]),
            last_known_elr: Some(vec![8; usize::from(a % 2)]),
            ..Default::default()
        }
        .into(),
        2 => RemoveTopicRecord { topic_id: id }.into(),
        3 => ConfigRecord {
            resource_type: [2, 4, 8, 16, 32][usize::from(a) % 5],
            resource_name: text(a),
            name: text(b),
            value: (!b.is_multiple_of(3)).then(|| text(a)),
        }
        .into(),
        4 => FeatureLevelRecord { name: text(a), feature_level: i16::from(b) }.into(),
        5 => FeatureLevelRecord { name: "metadata.version".into(), feature_level: 30 }.into(),
        6 => RegisterBrokerRecord {
            broker_id: i32::from(a),
            broker_epoch: i64::from(b),
            rack: (!b.is_multiple_of(2)).then(|| text(b)),
            log_dirs: vec![id],
            cordoned_log_dirs: (!b.is_multiple_of(2)).then(|| vec![id]),
            ..Default::default()
        }
        .into(),
        7 => UnregisterBrokerRecord { broker_id: i32::from(a), broker_epoch: i64::from(b) }.into(),
        8 => RegisterControllerRecord {
            controller_id: i32::from(a),
            incarnation_id: Uuid([b; 16]),
            zk_migration_ready: !b.is_multiple_of(2),
            ..Default::default()
        }
        .into(),
        _ => kept_record(kind, a, b),
    }
}

/// As [`record`], of the kinds that are kept for others.
fn kept_record(kind: u8, a: u8, b: u8) -> MetadataRecord {
    let id = Uuid([a; 16]);
    match kind {
        9 => ProducerIdsRecord { next_producer_id: i64::from(b), ..Default::default() }.into(),
        10 => AccessControlEntryRecord { id, principal: text(b), ..Default::default() }.into(),
        11 => RemoveAccessControlEntryRecord { id }.into(),
        12 => UserScramCredentialRecord {
            name: text(a),
            mechanism: (b % 2) as i8,
            iterations: i32::from(b),
            ..Default::default()
        }
        .into(),
        13 => RemoveUserScramCredentialRecord { name: text(a), mechanism: (b % 2) as i8 }.into(),
        14 => {
            let part = |name: &str, value| EntityData {
                entity_type: name.to_owned().into(),
                entity_name: value,
            };
            let mut entity = vec![part("user", Some(text(a % 2))), part("client-id", None)];
            if !b.is_multiple_of(2) {
                entity.reverse();
            }
            let (value, remove) = (f64::from(b), a.is_multiple_of(3));
            ClientQuotaRecord { entity, key: text(b % 3), value, remove }.into()
        }
        15 => {
            DelegationTokenRecord { token_id: text(a), owner: text(b), ..Default::default() }.into()
        }
        16 => RemoveDelegationTokenRecord { token_id: text(a) }.into(),
        _ => MetadataRecord::Unknown(UnknownRecord {
            record_type: 200,
            version: 1,
            body: vec![a, b].into(),
        }),
    }
}

fn replayed(records: impl IntoIterator<Item = MetadataRecord>) -> MetadataImage {
    let (mut image, mut delta) = (MetadataImage::default(), MetadataDelta::default());
    for (offset, record) in records.into_iter().enumerate() {
        // A record that contradicts those before it changes nothing.
        let _ = image.replay(Offset(offset as i64), &record, &mut delta);
    }
    image
}

proptest! {
    #[test]
    fn a_snapshot_replayed_gives_an_equal_image(
        records in proptest::collection::vec((0_u8..18, 0_u8..6, 0_u8..6), 0..200)
    ) {
        let image = replayed(records.into_iter().map(|(kind, a, b)| record(kind, a, b)));
        let again = replayed(image.records().flatten());
        prop_assert_eq!(&again, &image);
        prop_assert!(image.records().all(|batch| !batch.is_empty()));
        let version = image.metadata_version();
        for record in image.records().flatten() {
            let encoded = match version.version_of(&record) {
                Some(version) => record.encode_at(version),
                None => record.encode(),
            };
            // Before level 30 such a broker cannot be.
            if image.features.contains_key("metadata.version") {
                let bytes = encoded.unwrap();
                prop_assert_eq!(MetadataRecord::decode(bytes).unwrap(), record);
            }
        }
    }
}

#[test]
fn the_metadata_version_comes_first_in_a_snapshot() {
    let features = ["a.version", "metadata.version", "z.version"];
    let records =
        features.map(|name| FeatureLevelRecord { name: name.into(), feature_level: 7 }.into());
    let image = replayed(records);
    let first = image.records().next().unwrap().remove(0);
    let MetadataRecord::FeatureLevelRecord(first) = first else { panic!("{first:?}") };
    assert_eq!(first.name, "metadata.version");
}

#[test]
fn what_is_not_known_survives_in_its_order_and_quotas_by_whom_they_are_for() {
    let image = replayed([record(17, 1, 2), record(17, 1, 2), record(17, 0, 0)]);
    assert_eq!(image.kept.unknown.len(), 3);
    let image = replayed([record(14, 1, 0), record(14, 1, 3)]);
    assert_eq!(image.kept.client_quotas.len(), 1, "the parts of an entity have no order");
    let image = replayed([record(14, 1, 0), record(14, 3, 3)]);
    assert_eq!(image.kept.client_quotas.len(), 0);
}
