//! A producer of transactions: each is a transfer, some entries in partitions of the ledger that are there together
//! or not at all, as the producer was told. Where it may not go on another one takes its id.

use std::time::Duration;

use ottla::{Advice, Error, Outcome, Producer, ProducerOptions, Record, Transaction};

use super::office::{Office, Temper};
use crate::{
    cluster::history::{Place, Transfer},
    history::Ending,
};

/// Longer than a run.
const NEVER: Duration = Duration::from_secs(600);
/// Less than many faults last.
const SOON: Duration = Duration::from_millis(1_500);

/// Transfers until the run comes to its end.
pub(in crate::cluster) async fn transfer(mut office: Office) {
    let temper = Temper::any(&mut office.rng);
    let Some(client) = office.client(temper).await else { return };
    // Now and then the coordinator aborts what takes too long.
    let transaction_timeout =
        office.one_of(&[Duration::from_secs(60), Duration::from_secs(60), SOON]);
    let options = ProducerOptions {
        transactional_id: Some(office.name.clone()),
        linger: Duration::from_millis(office.one_of(&[0, 5])),
        max_in_flight: office.one_of(&[1, 5]),
        delivery_timeout: office.one_of(&[NEVER, Duration::from_secs(3)]),
        max_block: office.one_of(&[NEVER, SOON]),
        transaction_timeout,
        ..Default::default()
    };
    // What comes late may fence who has sent it.
    let may_be_fenced = temper == Temper::Hasty || transaction_timeout == SOON;
    loop {
        let producer = match client.producer(options.clone()) {
            Ok(producer) => producer,
            Err(error) => return office.refused(&error),
        };
        let Err(error) = use_up(&mut office, &producer).await else { return };
        if !may_be_fenced && !Office::may_have_to_begin_anew(&error) {
            return office.refused(&error);
        }
        office.note(&format!("is told: {error}"));
    }
}

/// Transfers until the run comes to its end, or the producer may not go on.
///
/// # Errors
/// Why it may not.
async fn use_up(office: &mut Office, producer: &Producer) -> Result<(), Error> {
    // What the one before has left open would hide from readers what comes after it.
    while let Err(error) = producer.init_transactions().await {
        if error.advice() == Advice::Fatal {
            return Err(error);
        }
        office.note(&format!("has no id yet: {error}"));
        office.pause(80).await;
    }
    while !office.is_closing() {
        match producer.begin().await {
            Ok(transaction) => one(office, transaction).await?,
            Err(error) if error.advice() == Advice::Fatal => return Err(error),
            Err(error) => office.note(&format!("cannot begin: {error}")),
        }
        office.pause(150).await;
    }
    Ok(())
}

async fn one(office: &mut Office, mut transaction: Transaction) -> Result<(), Error> {
    let (serial, entries) = begin(office);
    let mut ending = if office.rng.below(4) == 0 { Ending::Abort } else { Ending::Commit };
    for (place, value) in entries {
        let record = Record::to(place.topic).partition(place.partition).value(&value);
        match transaction.enqueue(record).await {
            // The commit says what becomes of it.
            Ok(delivery) => drop(delivery),
            Err(error) if error.advice() == Advice::Fatal => return Err(error),
            Err(error) => {
                office.note(&format!("cannot send {value}: {error}"));
                ending = Ending::Abort;
            }
        }
        if office.rng.below(3) == 0 {
            office.pause(30).await;
        }
    }
    let told = loop {
        let ended = match ending {
            Ending::Commit => {
                office.history(|history| history.transfers[serial].may_be_there = true);
                transaction.commit().await.map(|()| Outcome::Committed)
            }
            Ending::Abort => transaction.abort().await,
        };
        match ended {
            Ok(outcome) => break outcome,
            Err(error) => {
                office.note(&format!("{ending:?} of {serial}: {error}"));
                match error.advice() {
                    Advice::Fatal => return Err(error),
                    Advice::Retry if office.rng.below(2) == 0 => {}
                    _ => ending = Ending::Abort,
                }
            }
        }
        office.pause(50).await;
    };
    let told = match told {
        Outcome::Committed => Ending::Commit,
        Outcome::Aborted => Ending::Abort,
    };
    office.note(&format!("has ended {serial}: {told:?}"));
    office.history(|history| {
        history.transfers[serial].told = Some(told);
        history.shipped.transfers += 1;
    });
    Ok(())
}

/// A transfer's number in the history, and its entries.
fn begin(office: &mut Office) -> (usize, Vec<(Place, String)>) {
    let serial = office.history(|history| history.transfers.len());
    let places: Vec<Place> = Place::of_ledger().collect();
    let entry = |number, office: &mut Office| {
        (office.one_of(&places), format!("{}.{serial}.{number}", office.name))
    };
    let count = 2 + office.rng.below(3);
    let entries: Vec<_> = (0..count).map(|number| entry(number, office)).collect();
    office.history(|history| history.transfers.push(Transfer::new(entries.clone())));
    (serial, entries)
}
