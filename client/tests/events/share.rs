//! Heartbeats of a share group: counted and told as those of other groups.

use ottla::{ClientOptions, ErrorCode, Event, ShareConsumerOptions};

use crate::{
    next,
    script::{Script, TOPIC},
    told,
};

const GROUP: &str = "billing";

fn failed(event: Event) -> Option<(String, Option<ErrorCode>)> {
    match event {
        Event::HeartbeatFailed { group, error } => Some((group, error.code())),
        _ => None,
    }
}

#[tokio::test(start_paused = true)]
async fn each_heartbeat_of_a_share_group_that_fails_is_told() {
    let script = Script::new();
    script.change(|state| {
        state.heartbeats = [
            ErrorCode::CoordinatorLoadInProgress,
            ErrorCode::None,
            ErrorCode::UnknownMemberId,
            ErrorCode::None,
        ]
        .into();
    });
    let client = script.client(ClientOptions::default()).await;
    let mut events = client.events();
    let options = ShareConsumerOptions {
        group_id: GROUP.into(),
        topics: vec![TOPIC.into()],
        ..Default::default()
    };
    let consumer = client.share_consumer(options).await.unwrap();
    for code in [ErrorCode::CoordinatorLoadInProgress, ErrorCode::UnknownMemberId] {
        assert_eq!(next(&mut events, failed).await, (GROUP.to_owned(), Some(code)));
    }
    script.change(|state| state.up.remove("one"));
    // The connection breaks, and then there is none.
    for _ in 0..2 {
        assert_eq!(next(&mut events, failed).await, (GROUP.to_owned(), None));
    }
    let metrics = client.metrics().consumer;
    assert_eq!(metrics.failed_heartbeats, 4);
    assert!(metrics.heartbeats.count() >= 1);

    script.change(|state| state.up.insert("one"));
    consumer.close().await.unwrap();
    let metrics = client.metrics().consumer;
    let late = told(&mut events).into_iter().filter_map(failed).count() as u64;
    assert_eq!(metrics.failed_heartbeats, 4 + late);
}
