//! Partitions that the user chooses, with offsets that are committed to a group.

use ottla::{CommittedOffset, ErrorKind, PartitionConsumerOptions, StartOffset};

use super::{PROTOCOLS, at, member, new_topic, offsets, run, send, unique, with_group};

#[test]
fn a_consumer_goes_on_after_what_was_committed_and_elsewhere_as_the_policy_says() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "assigned", 2).await, unique("keeper"));
        send(&client, &topic, 0, 0..10).await;
        send(&client, &topic, 1, 0..3).await;
        let both = || [at(&topic, 0), at(&topic, 1)];
        let mut first = client.partition_consumer(with_group(&group)).unwrap();
        assert!(first.committed(both()).await.unwrap().values().all(Option::is_none));
        first.assign_committed([at(&topic, 0)]).await.unwrap();
        let batch = first.next_batch().await.unwrap().unwrap();
        first.commit(&batch).await.unwrap();
        let here = CommittedOffset { metadata: "here".into(), ..4.into() };
        first.commit_offsets([(at(&topic, 0), here)]).await.unwrap();
        first.close().await.unwrap();

        let mut second = client.partition_consumer(with_group(&group)).unwrap();
        second.assign_committed(both()).await.unwrap();
        let committed = second.committed([at(&topic, 0)]).await.unwrap();
        let committed = committed[&at(&topic, 0)].clone().unwrap();
        assert_eq!((committed.offset, &*committed.metadata), (4, "here"));
        second.pause(&topic, 1).unwrap();
        assert_eq!(offsets(&mut second, 6).await, [4, 5, 6, 7, 8, 9]);
        second.pause(&topic, 0).unwrap();
        second.resume(&topic, 1).unwrap();
        assert_eq!(offsets(&mut second, 3).await, [0, 1, 2]);
        second.commit_all().await.unwrap();
        let all = second.committed(both()).await.unwrap();
        let all: Vec<i64> = all.into_values().map(|committed| committed.unwrap().offset).collect();
        assert_eq!(all, [10, 3]);
        // Commits keep their order, also those that nobody waits for.
        for offset in [7, 8, 9] {
            drop(second.commit_async([(at(&topic, 0), offset)]).unwrap());
        }
        second.commit_async([(at(&topic, 0), 5)]).unwrap().await.unwrap();
        let last = second.committed([at(&topic, 0)]).await.unwrap();
        assert_eq!(last[&at(&topic, 0)].as_ref().unwrap().offset, 5);
        second.close().await.unwrap();
    });
}

#[test]
fn a_group_with_members_takes_no_offsets_from_others() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "taken", 1).await, unique("members"));
            send(&client, &topic, 0, 0..1).await;
            let mut owner = client.consumer(member(protocol, &group, &topic)).await.unwrap();
            owner.next_batch().await.unwrap();
            let mut other = client.partition_consumer(with_group(&group)).unwrap();
            let error = other.commit_offsets([(at(&topic, 0), 1)]).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Rebalanced, "{error}");
            assert!(error.to_string().contains(&group), "{error}");
            owner.close().await.unwrap();
            other.commit_offsets([(at(&topic, 0), 1)]).await.unwrap();
        }
    });
}

#[test]
fn what_cannot_work_is_refused_with_a_reason() {
    run(async |client| {
        let topic = new_topic(&client, "refused", 1).await;
        let mut plain = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
        let error = plain.commit_offsets([(at(&topic, 0), 1)]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(error.to_string().contains("group.id"), "{error}");
        let error = plain.assign(&topic, 1, StartOffset::Beginning).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownTopic);
        let error = plain.seek(&topic, 0, StartOffset::Beginning).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
        assert!(plain.next_batch().await.unwrap().is_none());
        let empty =
            PartitionConsumerOptions { group_id: Some(String::new()), ..Default::default() };
        let error = client.partition_consumer(empty).unwrap_err();
        assert!(error.to_string().contains("group_id"), "{error}");

        let options = PartitionConsumerOptions {
            auto_offset_reset: ottla::AutoOffsetReset::None,
            ..with_group(&unique("nothing"))
        };
        let mut strict = client.partition_consumer(options).unwrap();
        let error = strict.assign_committed([at(&topic, 0)]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OffsetOutOfRange);
        assert!(strict.assignment().is_empty());
    });
}
