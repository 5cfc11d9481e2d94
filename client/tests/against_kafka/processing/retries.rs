//! Records that fail: tried again in place, by way of retry topics, and dead letters.

use std::{
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use ottla::{
    Client, ErrorKind, ErrorTolerance, Failure, Origin, OwnedRecord, ProcessOptions,
    ProducerOptions, Record, StopHandle,
    serde::{Decoder, Raw},
};

use super::{Calls, PROTOCOLS, committed, member, new_topic, read_all, run, text, unique};

const DELAYS: [Duration; 2] = [Duration::from_millis(400), Duration::from_millis(900)];

fn options() -> ProcessOptions {
    ProcessOptions {
        retries: 1,
        retry_backoff: Duration::from_millis(5),
        retry_topic_delays: DELAYS.to_vec(),
        dead_letter_topic: Some("{topic}.dlt".into()),
        ..Default::default()
    }
}

async fn send(client: &Client, topic: &str, values: &[&str]) {
    let producer = client.producer(ProducerOptions::default()).unwrap();
    for value in values {
        let record = Record::to(topic)
            .partition(0)
            .key("key")
            .value(*value)
            .header("trace", "7f")
            .timestamp(1_700_000_000_000);
        producer.send(record).await.unwrap();
    }
}

/// Every call with its topic and time, and what ends the processing.
#[derive(Clone)]
struct Tries {
    calls: Arc<Mutex<Vec<(String, String, Instant)>>>,
    stop: StopHandle,
    ends_with: (&'static str, usize),
}

impl Tries {
    fn new(stop: StopHandle, value: &'static str, times: usize) -> Self {
        Self { calls: Arc::default(), stop, ends_with: (value, times) }
    }

    fn note(&self, record: &OwnedRecord) -> String {
        let value = text(record.value.as_ref());
        let mut calls = self.calls.lock().unwrap();
        calls.push((value.clone(), record.topic.to_string(), Instant::now()));
        let (last, times) = self.ends_with;
        if calls.iter().filter(|(value, ..)| value == last).count() >= times {
            self.stop.stop();
        }
        value
    }

    /// Topics and times of the calls with a value.
    fn of(&self, value: &str) -> (Vec<String>, Vec<Instant>) {
        let calls = self.calls.lock().unwrap();
        calls
            .iter()
            .filter(|(of, ..)| of == value)
            .map(|(_, topic, at)| (topic.clone(), *at))
            .unzip()
    }
}

#[test]
fn a_record_is_retried_in_the_order_of_the_delays_and_then_a_dead_letter() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "retried", 2).await, unique("retried"));
            send(&client, &topic, &["bad", "later", "good"]).await;
            let mut consumer = client.consumer(member(protocol, &group, &topic)).await.unwrap();
            let tries = Tries::new(consumer.stop_handle(), "bad", 6);
            let seen = tries.clone();
            let outcome = consumer.process(options(), move |record| {
                let value = seen.note(&record);
                let original = Origin::of(&record).is_none();
                async move {
                    match (&*value, original) {
                        ("bad", _) => Err(Failure::new("the shop is closed").of_kind("Shop")),
                        ("later", true) => Err(Failure::new("not yet")),
                        _ => Ok(()),
                    }
                }
            });
            outcome.await.unwrap();
            let steps = [topic.clone(), format!("{topic}.retry.1"), format!("{topic}.retry.2")];
            let (topics, times) = tries.of("bad");
            let expected: Vec<_> =
                steps.iter().flat_map(|step| [step.clone(), step.clone()]).collect();
            assert_eq!(topics, expected, "{protocol:?}");
            // The delays are of the wall clock, which may be slewed.
            let slewed = Duration::from_millis(5);
            assert!(times[2] - times[1] + slewed >= DELAYS[0], "{:?}", times[2] - times[1]);
            assert!(times[4] - times[3] + slewed >= DELAYS[1], "{:?}", times[4] - times[3]);
            let later = [0, 0, 1].map(|step: usize| steps[step].clone());
            assert_eq!(tries.of("later").0, later);
            let (topics, good) = tries.of("good");
            assert_eq!(topics, [topic.as_str()]);
            assert!(good[0] < times[2], "what is delayed holds nobody up");

            let dead = format!("{topic}.dlt");
            let letter = read_all(&client, &dead, 1).await.remove(0);
            let trace = (bytes::Bytes::from("trace"), Some(bytes::Bytes::from("7f")));
            assert_eq!(
                (text(letter.key.as_ref()), text(letter.value.as_ref())),
                ("key".into(), "bad".into())
            );
            assert_eq!(letter.headers[0], trace);
            let origin = Origin::of(&letter).unwrap();
            assert_eq!((&*origin.topic, origin.partition, origin.offset), (&*topic, 0, 0));
            assert_eq!((origin.timestamp, origin.attempts), (1_700_000_000_000, 6));
            assert_eq!((&*origin.message, &*origin.kind), ("the shop is closed", "Shop"));
            assert_eq!((origin.group, origin.step, origin.due), (group.clone(), 0, 0));

            consumer.close().await.unwrap();
            assert_eq!(committed(&client, &group, &topic, 2).await, 3);
            assert_eq!(committed(&client, &group, &steps[1], 2).await, 2);
            assert_eq!(committed(&client, &group, &steps[2], 2).await, 1);
            let made = client.admin().describe_topics([&dead]).one().await.unwrap();
            assert_eq!(made.partitions.len(), 2, "as many as the original");
        }
    });
}

#[test]
fn what_would_fail_again_and_what_cannot_be_read_is_a_dead_letter_at_once_and_a_panic_is_retried() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "dead", 1).await, unique("dead"));
        let producer = client.producer(ProducerOptions::default()).unwrap();
        for value in [&b"fatal"[..], b"panic", b"\xff\xfe", b"good"] {
            producer.send(Record::to(&topic).value(value)).await.unwrap();
        }
        let mut consumer = client.consumer(member(PROTOCOLS[1], &group, &topic)).await.unwrap();
        let decoder: Decoder<String, String> = Decoder::new(Raw, Raw);
        let (calls, handle) = (Arc::new(Mutex::new(Vec::new())), consumer.stop_handle());
        let seen = calls.clone();
        let options = ProcessOptions { retry_topic_delays: Vec::new(), ..options() };
        let outcome = consumer.process_typed(decoder, options, move |record| {
            let value = record.value.unwrap();
            let panics = {
                let mut calls = seen.lock().unwrap();
                calls.push(value.clone());
                calls.iter().filter(|value| *value == "panic").count()
            };
            if panics == 2 {
                handle.stop();
            }
            async move {
                match &*value {
                    "fatal" => Err(Failure::new("no such customer").fatal()),
                    "panic" => panic!("out of paper"),
                    _ => Ok(()),
                }
            }
        });
        outcome.await.unwrap();
        let mut calls = calls.lock().unwrap().clone();
        calls.sort();
        assert_eq!(calls, ["fatal", "good", "panic", "panic"]);
        let mut letters: Vec<(i64, u32, String, String)> =
            read_all(&client, &format!("{topic}.dlt"), 3)
                .await
                .iter()
                .map(|letter| Origin::of(letter).unwrap())
                .map(|origin| (origin.offset, origin.attempts, origin.kind, origin.message))
                .collect();
        letters.sort();
        let expected = |offset, attempts, kind: &str, message: &str| {
            (offset, attempts, kind.to_owned(), message.to_owned())
        };
        assert_eq!(letters[0], expected(0, 1, "Failure", "no such customer"));
        assert_eq!(letters[1], expected(1, 2, "panic", "out of paper"));
        assert_eq!((letters[2].0, letters[2].1, &*letters[2].2), (2, 1, "Unreadable"));
        consumer.close().await.unwrap();
        assert_eq!(committed(&client, &group, &topic, 1).await, 4);
    });
}

#[test]
fn without_dead_letters_a_failure_ends_the_processing_or_is_skipped() {
    run(async |client| {
        let (topic, group) = (new_topic(&client, "tolerance", 1).await, unique("tolerance"));
        send(&client, &topic, &["good", "bad", "good"]).await;
        let mut consumer = client.consumer(member(PROTOCOLS[1], &group, &topic)).await.unwrap();
        let calls = Calls::default();
        calls.stop_at(2, &consumer);
        for error_tolerance in [ErrorTolerance::None, ErrorTolerance::All] {
            let options = ProcessOptions {
                error_tolerance,
                retry_topic_delays: Vec::new(),
                dead_letter_topic: None,
                ..options()
            };
            let seen = calls.clone();
            let outcome = consumer.process(options, move |record| {
                let seen = seen.clone();
                async move {
                    if text(record.value.as_ref()) == "bad" {
                        return Err(Failure::from(std::io::Error::other("closed")));
                    }
                    seen.done(record);
                    Ok(())
                }
            });
            match (error_tolerance, outcome.await) {
                (ErrorTolerance::None, Err(error)) => {
                    assert_eq!(error.kind(), ErrorKind::Unprocessed);
                    let source = std::error::Error::source(&error);
                    assert!(
                        source.is_some_and(|source| source.is::<std::io::Error>()),
                        "{error:?}"
                    );
                    let said = error.to_string();
                    for part in ["failed 2 times", "closed", &topic, "offset 1"] {
                        assert!(said.contains(part), "{said} lacks {part}");
                    }
                    assert_eq!(committed(&client, &group, &topic, 1).await, 1);
                }
                (ErrorTolerance::All, Ok(())) => {
                    assert_eq!(committed(&client, &group, &topic, 1).await, 3);
                }
                (_, outcome) => panic!("{error_tolerance:?}: {outcome:?}"),
            }
        }
        consumer.close().await.unwrap();
    });
}
