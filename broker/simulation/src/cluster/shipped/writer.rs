//! A producer with idempotence that sends numbered records, several at a time: each is acknowledged and there once,
//! in the order of the calls. With a short delivery time-out some are given up, and may be there or not.

use std::time::Duration;

use ottla::{Delivery, ErrorKind, Producer, ProducerOptions, Record};
use tokio::task::JoinSet;

use super::office::{Office, Temper};
use crate::cluster::history::Place;

/// Longer than a run.
const NEVER: Duration = Duration::from_secs(600);
/// Less than many faults last.
const SOON: Duration = Duration::from_secs(3);

/// Sends until the run comes to its end, and waits for all that was sent.
pub(in crate::cluster) async fn write(mut office: Office, max_in_flight: usize) {
    let temper = Temper::any(&mut office.rng);
    let delivery_timeout = office.one_of(&[NEVER, NEVER, SOON]);
    let Some(client) = office.client(temper).await else { return };
    let options = ProducerOptions {
        linger: Duration::from_millis(office.one_of(&[0, 5, 30])),
        batch_size: office.one_of(&[16 * 1024, 120]),
        max_in_flight,
        delivery_timeout,
        ..Default::default()
    };
    let producer = match client.producer(options) {
        Ok(producer) => producer,
        Err(error) => return office.refused(&error),
    };
    let gives_up = if delivery_timeout == SOON { GivesUp::Soon } else { GivesUp::Never };
    let mut writer = Writer { office, producer, gives_up, sent: 0, deliveries: JoinSet::new() };
    let places: Vec<Place> = Place::kept().collect();
    while !writer.office.is_closing() {
        for _ in 0..1 + writer.office.rng.below(4) {
            let place = writer.office.one_of(&places);
            writer.send(place).await;
        }
        writer.office.pause(300).await;
        while writer.deliveries.try_join_next().is_some() {}
    }
    // What is on a connection that leads nowhere any more holds up what is behind it, until it is given up.
    while writer.deliveries.join_next().await.is_some() {}
    // Everything is whole, so this has to work wherever.
    writer.gives_up = GivesUp::Never;
    for place in places {
        writer.send(place).await;
    }
    writer.end().await;
}

/// When records are given up that are not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GivesUp {
    Never,
    Soon,
}

struct Writer {
    office: Office,
    producer: Producer,
    gives_up: GivesUp,
    sent: u64,
    deliveries: JoinSet<()>,
}

impl Writer {
    async fn send(&mut self, place: Place) {
        let value = format!("{}.{}", self.office.name, self.sent);
        self.sent += 1;
        self.office.history(|history| history.asked(place, std::slice::from_ref(&value)));
        let record = Record::to(place.topic).partition(place.partition).value(&value);
        match self.producer.enqueue(record).await {
            Ok(delivery) => {
                let (office, gives_up) = (self.office.beside(), self.gives_up);
                self.deliveries.spawn(delivered(office, gives_up, place, value, delivery));
            }
            Err(error) => self.office.refused(&error),
        }
    }

    async fn end(mut self) {
        // Each record says for itself what has become of it.
        if let Err(error) = self.producer.flush().await {
            self.office.note(&format!("has flushed: {error}"));
        }
        while self.deliveries.join_next().await.is_some() {}
        if let Err(error) = self.producer.close().await {
            self.office.note(&format!("has closed: {error}"));
        }
    }
}

async fn delivered(
    office: Office,
    gives_up: GivesUp,
    place: Place,
    value: String,
    delivery: Delivery,
) {
    match delivery.await {
        Ok(written) => {
            office.note(&format!("has {value} at {written}"));
            office.history(|history| history.has(place, written.offset, value));
        }
        Err(error) if error.kind() == ErrorKind::TimedOut && gives_up == GivesUp::Soon => {
            office.note(&format!("has given up {value}: {error}"));
        }
        Err(error) => office.refused(&error),
    }
}
