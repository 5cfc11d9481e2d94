//! A client on a bad network: what was acknowledged is there, once and in order, whatever happens on the way,
//! and every call comes back in time. The faults of a run come from a seed, which a failure tells.

use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use futures::{FutureExt, StreamExt};
use ottla::{
    Client, ClientOptions, ErrorKind, Event, PartitionConsumerOptions, ProducerOptions, Record,
    StartOffset,
    admin::{QuotaChange, QuotaEntity, QuotaKind},
};
use ottla_core::protocol::ApiKey;

use crate::{
    bootstrap, consumer,
    flaky::{Break, Flaky, Rubbish},
    new_topic, read, run,
    served::lacks,
    unique,
};

const PARTITIONS: i32 = 3;
const RECORDS: usize = 600;

fn options() -> ClientOptions {
    ClientOptions {
        retry_backoff: Duration::from_millis(5),
        retry_backoff_max: Duration::from_millis(50),
        reconnect_backoff: Duration::from_millis(1),
        reconnect_backoff_max: Duration::from_millis(10),
        request_timeout: Duration::from_millis(800),
        ..Default::default()
    }
}

async fn on_bad_network() -> (Flaky, Client) {
    let network = Flaky::new(&bootstrap().unwrap());
    let client = Client::with_transport(Arc::new(network.clone()), options()).await.unwrap();
    (network, client)
}

/// One of these faults in every so many requests, as the seed says.
fn faults(network: &Flaky, seed: u64, one_in: u64, kinds: &'static [fn(u64) -> Break]) {
    let state = AtomicU64::new(seed);
    network.set(move |_| {
        let number = state.fetch_add(0x9e37_79b9, Ordering::Relaxed);
        let mut rng = fastrand::Rng::with_seed(number);
        // A run without any fault would show nothing.
        let is_tenth = number == seed.wrapping_add(9 * 0x9e37_79b9);
        match rng.u64(..one_in) {
            _ if is_tenth => kinds[0](rng.u64(..)),
            0 => kinds[rng.usize(..kinds.len())](rng.u64(..)),
            _ => Break::Nowhere,
        }
    });
}

const RESETS: &[fn(u64) -> Break] =
    &[|_| Break::BeforeRequest, |_| Break::BeforeAnswer, |_| Break::Torn];
const SILENCE: &[fn(u64) -> Break] = &[|_| Break::Swallowed, |_| Break::Deaf];
const DELAYS: &[fn(u64) -> Break] = &[|number| Break::Late(number % 40)];
const RUBBISH: &[fn(u64) -> Break] = &[
    |number| Break::Answered(Rubbish::Noise(number)),
    |_| Break::Answered(Rubbish::CutOff),
    |_| Break::Answered(Rubbish::WrongNumber),
    |_| Break::Answered(Rubbish::EndlessArray),
];
const ALL: &[fn(u64) -> Break] = &[
    |_| Break::BeforeRequest,
    |_| Break::BeforeAnswer,
    |_| Break::Torn,
    |_| Break::Swallowed,
    |_| Break::Deaf,
    |number| Break::Late(number % 40),
    |number| Break::Answered(Rubbish::Noise(number)),
    |_| Break::Answered(Rubbish::CutOff),
];

fn seed() -> u64 {
    let seed = std::env::var("OTTLA_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or_else(|| fastrand::u64(..));
    println!("OTTLA_SEED={seed}");
    seed
}

/// Sends numbered records, and checks what a sound client finds of them.
async fn numbered_records_survive(one_in: u64, kinds: &'static [fn(u64) -> Break]) {
    let sound = Client::connect(&bootstrap().unwrap()).await.unwrap();
    let topic = new_topic(&sound, "faults", PARTITIONS).await;
    let (network, client) = on_bad_network().await;
    faults(&network, seed(), one_in, kinds);
    let producer = client
        .producer(ProducerOptions {
            linger: Duration::from_millis(1),
            batch_size: 300,
            delivery_timeout: Duration::from_secs(60),
            ..Default::default()
        })
        .unwrap();
    let mut deliveries = Vec::new();
    for number in 0..RECORDS {
        let value = number.to_string();
        let partition = i32::try_from(number).unwrap() % PARTITIONS;
        let record = Record::to(&topic).value(&value).partition(partition);
        deliveries.push((number, producer.enqueue(record).await.unwrap()));
        if number % 20 == 19 {
            producer.flush().await.unwrap();
        }
    }
    let mut acknowledged = BTreeSet::new();
    for (number, delivery) in deliveries {
        delivery.await.unwrap();
        acknowledged.insert(number);
    }
    assert_eq!(acknowledged.len(), RECORDS);
    assert!(network.broken() > 0);
    let found = read(&mut consumer(&sound, &topic).await, RECORDS).await;
    check(&found);

    // The same through the bad network.
    let mut through = client.partition_consumer(PartitionConsumerOptions::default()).unwrap();
    loop {
        match through.assign_topic(&topic, StartOffset::Beginning).await {
            Ok(()) => break,
            Err(error) => assert!(may_pass(&error), "{error:?}"),
        }
    }
    let mut values: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    while values.values().map(Vec::len).sum::<usize>() < RECORDS {
        match through.next_batch().await {
            Ok(Some(batch)) => {
                for record in &batch {
                    let value = record.value_text().into_owned();
                    values.entry(record.partition()).or_default().push(value);
                }
            }
            Ok(None) => panic!("nobody asked the consumer to stop"),
            Err(error) => assert!(may_pass(&error), "{error:?}"),
        }
    }
    check(&values);
}

/// What a caller can try again, or what rubbish is told as.
fn may_pass(error: &ottla::Error) -> bool {
    let rubbish = [ErrorKind::WrongProtocol, ErrorKind::Corrupt];
    error.advice() == ottla::Advice::Retry || rubbish.contains(&error.kind())
}

/// Every record once, in the order in which it was sent.
fn check(found: &BTreeMap<i32, Vec<String>>) {
    for (partition, values) in found {
        let first = usize::try_from(*partition).unwrap();
        let expected: Vec<String> = (first..RECORDS)
            .step_by(PARTITIONS as usize)
            .map(|number| number.to_string())
            .collect();
        assert_eq!(values, &expected, "partition {partition}");
    }
    assert_eq!(found.len(), PARTITIONS as usize);
}

#[test]
fn records_survive_connections_that_break_before_and_after_requests_are_carried_out() {
    run(async |_| numbered_records_survive(6, RESETS).await);
}

#[test]
fn records_survive_requests_and_answers_that_vanish() {
    run(async |_| numbered_records_survive(40, SILENCE).await);
}

#[test]
fn records_survive_delays() {
    run(async |_| numbered_records_survive(3, DELAYS).await);
}

#[test]
fn records_survive_answers_that_are_rubbish() {
    run(async |_| numbered_records_survive(12, RUBBISH).await);
}

#[test]
fn records_survive_all_of_it() {
    run(async |_| numbered_records_survive(20, ALL).await);
}

#[test]
fn everything_comes_back_in_time_when_no_broker_answers_any_more() {
    run(async |sound| {
        let topic = new_topic(&sound, "silent", 1).await;
        let (network, client) = on_bad_network().await;
        let producer = client.producer(ProducerOptions::default()).unwrap();
        producer.send(Record::to(&topic).value("there")).await.unwrap();
        let mut reader = consumer(&client, &topic).await;
        assert_eq!(reader.next_batch().await.unwrap().unwrap().len(), 1);
        network.set(|_| Break::Swallowed);

        let limit = Duration::from_millis(300);
        let delivery = producer.enqueue(Record::to(&topic).value("lost")).await.unwrap();
        // Without its limit the first would take two minutes, the second half of one.
        let closing = async {
            let error = producer.close_within(limit).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
            let error = delivery.await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Closed, "{error}");
            reader.close_within(limit).await.unwrap_or_else(|error| {
                assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
            });
        };
        let closed = tokio::time::timeout(Duration::from_secs(20), closing).await;
        closed.expect("nothing waits for the longer limits of requests");
    });
}

#[test]
fn a_record_has_its_outcome_in_time_when_its_broker_is_silent() {
    run(async |sound| {
        let topic = new_topic(&sound, "late", 1).await;
        let network = Flaky::new(&bootstrap().unwrap());
        // An answer may take more than half a minute.
        let client = Client::with_transport(Arc::new(network.clone()), ClientOptions::default());
        let client = client.await.unwrap();
        let options =
            ProducerOptions { delivery_timeout: Duration::from_millis(500), ..Default::default() };
        let producer = client.producer(options).unwrap();
        producer.send(Record::to(&topic).value("there")).await.unwrap();
        network.set(|_| Break::Swallowed);
        let sent = producer.send(Record::to(&topic).value("lost"));
        let sent = tokio::time::timeout(Duration::from_secs(10), sent).await;
        let error = sent.expect("it does not wait for the longer limit").unwrap_err();
        assert_eq!(error.kind(), ErrorKind::TimedOut, "{error}");
        assert!(error.to_string().contains("delivery_timeout"), "{error}");
        assert!(
            error.source().is_some_and(|cause| cause.to_string().contains("no answer")),
            "{error}"
        );
    });
}

#[test]
fn an_answer_that_lies_about_its_lengths_is_an_error_and_costs_no_memory() {
    run(async |_| {
        let (network, client) = on_bad_network().await;
        network.set(|api| match api {
            ApiKey::Metadata => Break::Answered(Rubbish::EndlessArray),
            _ => Break::Nowhere,
        });
        let error = client.admin().list_topics().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt, "{error:?}");
        assert!(error.to_string().contains("MetadataResponse"), "{error}");
        network.heal();
        client.admin().list_topics().await.unwrap();
    });
}

#[test]
fn a_client_that_a_quota_holds_back_loses_nothing() {
    run(async |sound| {
        if lacks(ApiKey::AlterClientQuotas, 1).await {
            return;
        }
        let topic = new_topic(&sound, "throttled", 1).await;
        let client_id = unique("slow");
        let slow = [QuotaChange::Set("producer_byte_rate".into(), 5_000.0)];
        let entity = QuotaEntity::of(QuotaKind::ClientId, client_id.clone());
        sound.admin().alter_client_quotas([(entity, slow)]).await.unwrap();
        let options = ClientOptions { client_id, ..Default::default() };
        let client = Client::connect_with(&bootstrap().unwrap(), options).await.unwrap();
        let mut events = client.events();
        let producer = client.producer(ProducerOptions::default()).unwrap();
        let mut sent = Vec::new();
        let mut throttled = false;
        while !throttled {
            let value = format!("{:01000}", sent.len());
            producer.send(Record::to(&topic).value(&value)).await.unwrap();
            sent.push(value);
            while let Some(Some(event)) = events.next().now_or_never() {
                throttled |= matches!(event, Event::Throttled { api: "Produce", .. });
            }
        }
        // The next one waits as long as the broker wants it to.
        producer.send(Record::to(&topic).value("last")).await.unwrap();
        sent.push("last".to_owned());
        let values = read(&mut consumer(&sound, &topic).await, sent.len()).await;
        assert_eq!(values[&0], sent);
    });
}
