//! Groups as an administrator sees them.

use ottla::{
    CommittedOffset, ConsumerOptions, ErrorCode, ErrorKind, GroupProtocol, TopicPartition,
};

use crate::scene::*;

#[test]
fn groups_are_listed_and_described_with_their_members() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 2).await;
        let admin = client.admin();
        for (protocol, kind, assignor) in [
            (GroupProtocol::Classic, "classic", "range"),
            (GroupProtocol::Consumer, "consumer", "uniform"),
        ] {
            let member = ConsumerOptions {
                group_id: kind.into(),
                group_instance_id: Some("one".into()),
                ..options(protocol, "orders")
            };
            let mut consumer = client.consumer(member).await.unwrap();
            until(&mut consumer, |consumer| consumer.assignment().len() == 2).await;
            let both: Vec<_> = consumer.assignment().into_iter().collect();
            // With KIP-848 the member has still to say what it has.
            let described = loop {
                let described = admin.describe_groups([kind]).await.unwrap().remove(0);
                if described.state == "Stable" && described.members[0].assignment == both {
                    break described;
                }
            };
            assert_eq!((described.protocol, &*described.assignor), (protocol, assignor));
            let member = &described.members[0];
            assert_eq!(member.group_instance_id.as_deref(), Some("one"));
            assert_eq!(member.member_id, consumer.group_metadata().member_id);
            assert_eq!((&*member.client_id, &member.topics[..]), ("ottla", &["orders".into()][..]));
            let listed = admin.list_groups().await.unwrap();
            let listed = listed.iter().find(|group| group.group_id == kind).unwrap();
            assert_eq!((&*listed.kind, &*listed.protocol_type), (kind, "consumer"));
            let error = admin.delete_groups([kind]).await.unwrap_err();
            assert_eq!(error.code(), Some(ErrorCode::NonEmptyGroup), "{error}");
            consumer.close().await.unwrap();
        }
        let error = admin.describe_groups(["nobody"]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::GroupIdNotFound), "{error}");
    });
}

#[test]
fn offsets_of_groups_are_listed_set_and_deleted() {
    run(async {
        let (_broker, client) = scene().await;
        create(&client, "orders", 2).await;
        send(&client, "orders", 2, 0..10).await;
        let admin = client.admin();
        let partition = |partition| TopicPartition::new("orders", partition);
        let with_text = CommittedOffset { metadata: "by hand".into(), ..3.into() };
        let offsets = [(partition(0), with_text.clone()), (partition(1), 5.into())];
        for protocol in PROTOCOLS {
            let group = format!("{protocol:?}");
            admin.alter_group_offsets(&group, offsets.clone()).await.unwrap();
            let listed = admin.list_group_offsets(&group).await.unwrap();
            assert_eq!(listed[&partition(0)], with_text);
            assert_eq!(listed.len(), 2);
            let member = ConsumerOptions { group_id: group.clone(), ..options(protocol, "orders") };
            let mut consumer = client.consumer(member).await.unwrap();
            assert_eq!(read(&mut consumer, 2).await, [6, 8].into());
            let error = admin.alter_group_offsets(&group, [(partition(0), 0)]).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Rebalanced, "{error}");
            let error = admin.delete_group_offsets(&group, [partition(0)]).await.unwrap_err();
            assert_eq!(error.code(), Some(ErrorCode::GroupSubscribedToTopic), "{error}");
            consumer.close().await.unwrap();
            admin.delete_group_offsets(&group, [partition(0)]).await.unwrap();
            let listed = admin.list_group_offsets(&group).await.unwrap();
            assert_eq!(listed.keys().collect::<Vec<_>>(), [&partition(1)]);
            admin.delete_groups([&group]).await.unwrap();
            assert!(admin.list_group_offsets(&group).await.unwrap().is_empty());
        }
        let error = admin.delete_groups(["nobody"]).await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::GroupIdNotFound));
        let error = admin.alter_group_offsets("g", [(partition(7), 0)]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::UnknownTopic, "{error}");
    });
}
