//! Who read records and write one for each to the ledger, in transactions that their offsets go with. Whatever
//! becomes of them, what lies before the group's offset has been moved, once, and nothing else.

use std::{sync::Arc, time::Duration};

use ottla::{
    Advice, Client, ConsumerOptions, Error, GroupProtocol, IsolationLevel, Producer,
    ProducerOptions, Record, RecordBatch, Transaction,
};
use parking_lot::Mutex;

use super::{
    members::{self, bears_with, consumer},
    office::{Office, Temper},
};
use crate::cluster::history::{LEDGER, MOVERS, PARTITIONS, moved};

/// Moves until the run comes to its end, and the group has come far enough.
pub(in crate::cluster) async fn relocate(mut office: Office, protocol: GroupProtocol) {
    // What a hasty one has sent may come later, and fence it.
    let Some(client) = office.client(Temper::Patient).await else { return };
    let (options, options_of_producer) = options(&mut office, protocol);
    let Some(mut consumer) = consumer(&mut office, &client, options).await else { return };
    let Some(mut producer) = producer(&office, &client, &options_of_producer) else { return };
    // Now and then it is interrupted in the middle.
    let looks_up = Duration::from_millis(office.one_of(&[400, 4_000]));
    loop {
        let is_closing = office.is_closing();
        if is_closing && office.history(|history| history.has_come_far_enough(MOVERS)) {
            break;
        }
        let done = Arc::new(Mutex::new(Vec::new()));
        let (mut mover, told) = (office.beside(), done.clone());
        let moving = producer.process_next(&mut consumer, async move |batches, transaction| {
            let moved = move_all(&mut mover, batches, transaction).await?;
            *told.lock() = moved;
            Ok::<(), Error>(())
        });
        match tokio::time::timeout(looks_up, moving).await {
            Ok(Ok(Some(count))) => {
                let done = std::mem::take(&mut *done.lock());
                office.note(&format!("has moved {count} up to {done:?}"));
                office.history(|history| {
                    history.shipped.moves += 1;
                    for (partition, before, offset) in done {
                        history.committed(MOVERS, partition, before, offset);
                    }
                });
            }
            Ok(Ok(None)) => {}
            Err(_) => office.note("looks up"),
            Ok(Err(error)) if error.advice() == Advice::Abort => {
                office.note(&format!("is told: {error}"));
            }
            Ok(Err(error)) if Office::may_have_to_begin_anew(&error) => {
                office.note(&format!("is told: {error}"));
                match self::producer(&office, &client, &options_of_producer) {
                    Some(another) => producer = another,
                    None => return,
                }
            }
            Ok(Err(error)) => {
                if !bears_with(&office, &error) {
                    return;
                }
                office.pause(100).await;
            }
        }
    }
    // What was interrupted is open still, and would hide from readers what comes after it.
    while let Err(error) = producer.clone().close().await {
        if Office::may_have_to_begin_anew(&error) || !bears_with(&office, &error) {
            break;
        }
        office.pause(100).await;
    }
    match consumer.close().await {
        Ok(()) => office.note("has left"),
        Err(error) => office.note(&format!("has left: {error}")),
    }
}

fn options(office: &mut Office, protocol: GroupProtocol) -> (ConsumerOptions, ProducerOptions) {
    let options = ConsumerOptions {
        isolation: IsolationLevel::ReadCommitted,
        ..members::options(office, MOVERS, protocol)
    };
    let options_of_producer = ProducerOptions {
        transactional_id: Some(office.name.clone()),
        linger: Duration::from_millis(office.one_of(&[0, 5])),
        delivery_timeout: Duration::from_secs(office.one_of(&[3, 600])),
        max_block: Duration::from_millis(office.one_of(&[1_500, 600_000])),
        ..Default::default()
    };
    (options, options_of_producer)
}

fn producer(office: &Office, client: &Client, options: &ProducerOptions) -> Option<Producer> {
    client.producer(options.clone()).inspect_err(|error| office.refused(error)).ok()
}

/// Gives for each partition what was committed before, and what is to be.
async fn move_all(
    office: &mut Office,
    batches: &[RecordBatch],
    transaction: &Transaction,
) -> Result<Vec<(i32, Option<i64>, i64)>, Error> {
    let mut done = Vec::new();
    for batch in batches {
        let partition = batch.partition();
        let before = office.history(|history| history.newest_commit(MOVERS, partition));
        done.push((partition, before, batch.next_offset()));
        for record in batch {
            let value = moved(partition, record.offset);
            let to = office.rng.below(PARTITIONS as u64) as i32;
            let delivery = transaction.enqueue(Record::to(LEDGER).partition(to).value(&value));
            drop(delivery.await?);
        }
    }
    office.pause(30).await;
    Ok(done)
}
