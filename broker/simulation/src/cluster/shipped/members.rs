//! Members of a group that read records, take their time, and commit. Whatever becomes of the members, the group
//! leaves nothing out, and comes as far as was acknowledged.

use std::time::Duration;

use ottla::{
    Advice, AutoOffsetReset, Client, Consumer, ConsumerOptions, Error, GroupProtocol, RecordBatch,
};

use super::office::{Office, Temper};
use crate::cluster::history::{NUMBERS, Place, SHIPPED_GROUP};

/// How long a member waits for records before it looks up.
const LOOKS_UP: Duration = Duration::from_millis(400);

/// Reads until the run comes to its end, and the group has come far enough.
pub(in crate::cluster) async fn read(mut office: Office, protocol: GroupProtocol) {
    // What a hasty one has committed may come after what it has committed since, and be taken.
    let Some(client) = office.client(Temper::Patient).await else { return };
    let options = options(&mut office, SHIPPED_GROUP, protocol);
    let Some(mut consumer) = consumer(&mut office, &client, options).await else { return };
    loop {
        let is_closing = office.is_closing();
        if is_closing && office.history(|history| history.has_come_far_enough(SHIPPED_GROUP)) {
            break;
        }
        match tokio::time::timeout(LOOKS_UP, consumer.next_batch()).await {
            Ok(Ok(Some(batch))) => {
                take(&office, &batch);
                if !is_closing {
                    work(&mut office).await;
                }
                if (is_closing || office.rng.below(3) > 0)
                    && !commit(&office, &mut consumer, &batch).await
                {
                    return;
                }
            }
            Ok(Ok(None)) | Err(_) => {}
            Ok(Err(error)) => {
                if !bears_with(&office, &error) {
                    return;
                }
                office.pause(100).await;
            }
        }
    }
    match consumer.close().await {
        Ok(()) => office.note("has left"),
        Err(error) => office.note(&format!("has left: {error}")),
    }
}

pub(super) fn options(
    office: &mut Office,
    group: &str,
    protocol: GroupProtocol,
) -> ConsumerOptions {
    let options = ConsumerOptions {
        group_id: group.into(),
        topics: vec![NUMBERS.into()],
        group_protocol: protocol,
        auto_offset_reset: AutoOffsetReset::Earliest,
        enable_auto_commit: false,
        fetch_wait_max: Duration::from_millis(office.one_of(&[150, 500])),
        partition_bytes_max: office.one_of(&[300, 1024 * 1024]),
        ..Default::default()
    };
    match protocol {
        GroupProtocol::Consumer => options,
        GroupProtocol::Classic => ConsumerOptions {
            session_timeout: Duration::from_secs(6),
            heartbeat_interval: Duration::from_millis(500),
            ..options
        },
    }
}

/// A consumer, once somebody coordinates its group; `None` if it cannot be one.
pub(super) async fn consumer(
    office: &mut Office,
    client: &Client,
    options: ConsumerOptions,
) -> Option<Consumer> {
    loop {
        match client.consumer(options.clone()).await {
            Ok(consumer) => return Some(consumer),
            Err(error) if !bears_with(office, &error) => return None,
            Err(_) => office.pause(100).await,
        }
    }
}

/// Mostly a moment; now and then longer than the group bears with who does not say anything.
async fn work(office: &mut Office) {
    let most = if office.rng.below(40) == 0 { 4_000 } else { 200 };
    office.pause(most).await;
}

fn take(office: &Office, batch: &RecordBatch) {
    let place = Place { topic: NUMBERS, partition: batch.partition() };
    office.history(|history| {
        for record in batch {
            history.saw(place, record.offset, record.value_text().into_owned());
            history.handed_out.insert((place, record.offset));
        }
    });
    let (from, to) = (batch.iter().next().map(|record| record.offset), batch.next_offset());
    office.note(&format!("reads {place} from {from:?} to {to}"));
}

/// Gives whether the member can go on.
async fn commit(office: &Office, consumer: &mut Consumer, batch: &RecordBatch) -> bool {
    let (partition, offset) = (batch.partition(), batch.next_offset());
    let before = office.history(|history| history.newest_commit(SHIPPED_GROUP, partition));
    match consumer.commit(batch).await {
        Ok(()) => {
            office.note(&format!("has committed {offset} of {partition}"));
            office.history(|history| {
                history.committed(SHIPPED_GROUP, partition, before, offset);
                history.shipped.commits += 1;
            });
            true
        }
        Err(error) => bears_with(office, &error),
    }
}

pub(super) fn bears_with(office: &Office, error: &Error) -> bool {
    let bears = matches!(error.advice(), Advice::Retry | Advice::Rejoin);
    if bears {
        office.note(&format!("is told: {error}"));
    } else {
        office.refused(error);
    }
    bears
}
