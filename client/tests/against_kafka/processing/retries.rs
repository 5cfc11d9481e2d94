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
    /// The second call with this value from this topic.
    ends_with: (&'static str, String),
}

impl Tries {
    fn new(stop: StopHandle, value: &'static str, topic: &str) -> Self {
        Self { calls: Arc::default(), stop, ends_with: (value, topic.to_owned()) }
    }

    fn note(&self, record: &OwnedRecord) -> String {
        let value = text(record.value.as_ref());
        let mut calls = self.calls.lock().unwrap();
        calls.push((value.clone(), record.topic.to_string(), Instant::now()));
        let (last, topic) = &self.ends_with;
        let is_last =
            |(value, from, _): &&(String, String, Instant)| value == last && from == topic;
        if calls.iter().filter(is_last).count() >= 2 {
            self.stop.stop();
        }
        value
    }

    /// The topics of the calls with a value, in turn, each with the times of its calls.
    fn of(&self, value: &str) -> Vec<(String, Vec<Instant>)> {
        let calls = self.calls.lock().unwrap();
        let calls: Vec<_> = calls.iter().filter(|(of, ..)| of == value).collect();
        let of_topic = |calls: &[&(String, String, Instant)]| {
            (calls[0].1.clone(), calls.iter().map(|(.., at)| *at).collect())
        };
        calls.chunk_by(|one, next| one.1 == next.1).map(of_topic).collect()
    }
}

#[test]
fn a_record_is_retried_in_the_order_of_the_delays_and_then_a_dead_letter() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let (topic, group) = (new_topic(&client, "retried", 2).await, unique("retried"));
            send(&client, &topic, &["bad", "later", "good"]).await;
            let mut consumer = client.consumer(member(protocol, &group, &topic)).await.unwrap();
            let steps = [topic.clone(), format!("{topic}.retry.1"), format!("{topic}.retry.2")];
            let tries = Tries::new(consumer.stop_handle(), "bad", &steps[2]);
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
            // What was not done when the group rebalanced is begun anew, so there may be more calls than two; the dead
            // letter says how many count.
            let topics_of = |value| tries.of(value).into_iter().map(|(topic, _)| topic);
            assert!(topics_of("bad").eq(steps.clone()), "{protocol:?}: {:?}", tries.of("bad"));
            let bad: Vec<Vec<Instant>> = tries.of("bad").into_iter().map(|(_, at)| at).collect();
            assert!(bad.iter().all(|calls| calls.len() >= 2), "{protocol:?}: {bad:?}");
            // The delays are of the wall clock, which may be slewed.
            let slewed = Duration::from_millis(5);
            for (delay, calls) in DELAYS.into_iter().zip(bad.windows(2)) {
                let waited = calls[1][0] - *calls[0].last().unwrap();
                assert!(waited + slewed >= delay, "{waited:?}");
            }
            assert!(topics_of("later").eq(steps[..2].iter().cloned()), "{:?}", tries.of("later"));
            let good = tries.of("good");
            assert!(topics_of("good").eq([topic.clone()]), "{good:?}");
            assert!(good[0].1[0] < bad[1][0], "what is delayed holds nobody up");

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

#[test]
fn dead_letters_do_not_go_where_they_would_be_read() {
    run(async |client| {
        for protocol in PROTOCOLS {
            let topic = new_topic(&client, "loop", 1).await;
            send(&client, &topic, &["bad"]).await;
            let mut consumer =
                client.consumer(member(protocol, &unique("loop"), &topic)).await.unwrap();
            let calls = Arc::new(Mutex::new(0));
            let counts = calls.clone();
            let fail = move |_| {
                *counts.lock().unwrap() += 1;
                async { Err::<(), _>(Failure::new("bad").fatal()) }
            };
            for name in ["{topic}", &topic, "{topic}.retry.2"] {
                let options = ProcessOptions { dead_letter_topic: Some(name.into()), ..options() };
                let error = consumer.process(options, fail.clone()).await.unwrap_err();
                assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            }
            assert_eq!(*calls.lock().unwrap(), 0);
            consumer.subscribe_pattern(&format!("{topic}.*")).unwrap();
            let error = consumer.process(options(), fail).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
            assert!(error.to_string().contains(&format!("{topic}.dlt")), "{error}");
            consumer.close().await.unwrap();
        }
    });
}
