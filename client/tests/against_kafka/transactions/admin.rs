//! The admin's calls about transactions, and about the feature that says how they work.

use ottla::{
    ErrorCode, ErrorKind, Record, TopicPartition,
    admin::{FeatureUpdate, HangingTransaction, TransactionFilter, UpdateMode},
};

use super::{on_each, producer};
use crate::{new_topic, unique};

#[test]
fn an_open_transaction_is_listed_and_described_and_fenced() {
    on_each(async |client, version| {
        let (topic, id) = (new_topic(&client, "admin", 2).await, unique("admin"));
        let owner = producer(&client, &id);
        let mut transaction = owner.begin().await.unwrap();
        transaction.send(Record::to(&topic).partition(1).value("v")).await.unwrap();
        let admin = client.admin();
        let open = TransactionFilter { states: vec!["Ongoing".into()], ..Default::default() };
        let listed = admin.list_transactions(open).await.unwrap();
        let listed = listed.into_iter().find(|one| one.transactional_id == *id).unwrap();

        let described = admin.describe_transactions([&id]).await.unwrap().remove(0);
        assert_eq!((&*described.state, described.producer_id), ("Ongoing", listed.producer_id));
        let partitions: Vec<_> = described.partitions.iter().map(|one| one.partition).collect();
        assert_eq!((partitions, described.timeout_ms), (vec![1], 60_000));
        assert!(described.started_at.is_some());

        let at = TopicPartition::new(topic.clone(), 1);
        let producers = admin.describe_producers([at.clone()]).one().await.unwrap();
        let [one] = &producers[..] else { panic!("{producers:?}") };
        assert_eq!((one.producer_id, one.transaction_start_offset), (listed.producer_id, Some(0)));
        assert_eq!((one.last_sequence, one.coordinator_epoch), (Some(0), None));

        let fenced = admin.fence_producers([&id]).await.unwrap().remove(0);
        assert!(fenced.producer_epoch > described.producer_epoch, "version {version}");
        let error = transaction.commit().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Fenced, "{error}");
        let described = admin.describe_transactions([&id]).await.unwrap().remove(0);
        assert_eq!((&*described.state, described.partitions.len()), ("Empty", 0));
        let producers = admin.describe_producers([at]).one().await.unwrap();
        assert_eq!(producers[0].transaction_start_offset, None);
        assert!(producers[0].coordinator_epoch.is_some());
    });
}

#[test]
fn what_is_not_there_is_said_plainly() {
    on_each(async |client, _| {
        let admin = client.admin();
        let error = admin.describe_transactions([unique("nobody")]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::TransactionalIdNotFound), "{error}");
        let wrong = TransactionFilter { states: vec!["Asleep".into()], ..Default::default() };
        let error = admin.list_transactions(wrong).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        assert!(error.to_string().contains("Asleep"), "{error}");
        // A producer that the partition does not know has nothing open: the marker ends nothing.
        let topic = new_topic(&client, "nothing-open", 1).await;
        let nobody =
            HangingTransaction { producer_id: 999_999, producer_epoch: 0, coordinator_epoch: 0 };
        admin.abort_transaction(&TopicPartition::new(topic, 0), nobody).await.unwrap();
    });
}

#[test]
fn features_are_described_and_wrong_levels_refused() {
    on_each(async |client, version| {
        let admin = client.admin();
        let features = admin.describe_features().await.unwrap();
        let Some(found) = features.iter().find(|one| one.name == "transaction.version") else {
            return println!("SKIPPED: the broker has no transaction.version");
        };
        assert_eq!((found.level, found.supported), (version, Some((0, 2))));
        let same = [("transaction.version", FeatureUpdate::Upgrade(version))];
        admin.update_features_with(same, UpdateMode::ValidateOnly).await.unwrap();
        for wrong in [FeatureUpdate::Upgrade(3), FeatureUpdate::Upgrade(0)] {
            let update = [("transaction.version", wrong)];
            let error = admin.update_features(update).await.unwrap_err();
            assert_eq!(error.code(), Some(ErrorCode::InvalidUpdateVersion), "{error}");
            assert!(error.to_string().contains("transaction.version"), "{error}");
        }
    });
}
