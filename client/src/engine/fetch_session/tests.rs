//! A session by itself, and beside a model of a broker that loses and evicts.

use std::collections::BTreeMap;

use ottla_core::{
    model::{ErrorCode, Rng, Uuid},
    protocol::messages::fetch_request::FetchPartition,
};

use super::{FetchSession, SessionRequest, Wanted};
use crate::engine::positions::Key;

fn key(topic: u64, partition: i32) -> Key {
    (format!("t{topic}").into(), partition)
}

fn wanted(topic: u64, offset: i64) -> Wanted {
    Wanted {
        topic_id: Uuid([topic as u8 + 1; 16]),
        offset,
        last_fetched_epoch: -1,
        current_leader_epoch: 3,
        bytes_max: 100,
    }
}

fn named(request: &SessionRequest) -> Vec<(String, i32, i64)> {
    let partitions = request.topics.iter().flat_map(|topic| {
        let name = topic.topic.to_string();
        topic
            .partitions
            .iter()
            .map(move |asked| (name.clone(), asked.partition, asked.fetch_offset))
    });
    partitions.collect()
}

#[test]
fn after_the_first_request_only_what_changes_is_named() {
    let mut session = FetchSession::default();
    let mut all: BTreeMap<Key, Wanted> =
        (0..1_000).map(|partition| (key(0, partition), wanted(0, 5))).collect();
    let first = session.request(all.clone(), 0);
    assert_eq!((first.session_id, first.session_epoch, named(&first).len()), (0, 0, 1_000));
    session.answered(ErrorCode::None, 77);
    let idle = session.request(all.clone(), 1);
    assert_eq!((idle.session_id, idle.session_epoch), (77, 1));
    assert!(idle.topics.is_empty() && idle.forgotten.is_empty());
    session.answered(ErrorCode::None, 77);
    all.insert(key(0, 3), wanted(0, 9));
    all.remove(&key(0, 4));
    let changed = session.request(all, 2);
    assert_eq!((changed.session_epoch, named(&changed)), (2, vec![("t0".into(), 3, 9)]));
    assert_eq!(changed.forgotten[0].partitions, [4]);
    assert_eq!(session.close(), Some((77, -1)));
    assert_eq!(session.close(), None);
}

#[test]
fn errors_of_the_session_lead_to_a_full_request() {
    for (code, expected_id) in [
        (ErrorCode::FetchSessionIdNotFound, 0),
        (ErrorCode::InvalidFetchSessionEpoch, 9),
        (ErrorCode::FetchSessionTopicIdError, 9),
        (ErrorCode::UnknownServerError, 9),
    ] {
        let mut session = FetchSession::default();
        let all: BTreeMap<Key, Wanted> = [(key(0, 0), wanted(0, 1))].into();
        session.request(all.clone(), 0);
        session.answered(ErrorCode::None, 9);
        session.request(all.clone(), 0);
        session.answered(code, 0);
        let next = session.request(all, 0);
        let expected = (expected_id, 0, 1);
        assert_eq!((next.session_id, next.session_epoch, next.topics.len()), expected, "{code:?}");
    }
}

#[test]
fn a_topic_that_was_made_anew_begins_a_session_anew() {
    let mut session = FetchSession::default();
    session.request([(key(0, 0), wanted(0, 1))].into(), 0);
    session.answered(ErrorCode::None, 9);
    let again = Wanted { topic_id: Uuid([99; 16]), ..wanted(0, 1) };
    let next = session.request([(key(0, 0), again)].into(), 0);
    assert_eq!((next.session_id, next.session_epoch), (9, 0));
}

#[test]
fn epochs_go_round_without_zero() {
    let mut session = FetchSession::default();
    let all: BTreeMap<Key, Wanted> = [(key(0, 0), wanted(0, 1))].into();
    session.request(all.clone(), 0);
    session.answered(ErrorCode::None, 9);
    session.epoch = i32::MAX;
    session.request(all.clone(), 0);
    session.answered(ErrorCode::None, 9);
    assert_eq!(session.request(all, 0).session_epoch, 1);
}

/// What a broker makes of requests.
#[derive(Default)]
struct Broker {
    sessions: BTreeMap<i32, (i32, BTreeMap<(Uuid, i32), FetchPartition>)>,
    last_id: i32,
}

impl Broker {
    /// The error, the session of the answer, and the partitions that it would read.
    fn fetch(
        &mut self,
        request: &SessionRequest,
        rng: &mut Rng,
    ) -> (ErrorCode, i32, BTreeMap<(Uuid, i32), FetchPartition>) {
        let named = request.topics.iter().flat_map(|topic| {
            topic.partitions.iter().map(|asked| ((topic.topic_id, asked.partition), asked.clone()))
        });
        if request.session_epoch == 0 {
            self.sessions.remove(&request.session_id);
            let all: BTreeMap<_, _> = named.collect();
            // No room for a session.
            if rng.below(4) == 0 {
                return (ErrorCode::None, 0, all);
            }
            self.last_id += 1;
            self.sessions.insert(self.last_id, (1, all.clone()));
            return (ErrorCode::None, self.last_id, all);
        }
        let Some((epoch, partitions)) = self.sessions.get_mut(&request.session_id) else {
            return (ErrorCode::FetchSessionIdNotFound, 0, BTreeMap::new());
        };
        if *epoch != request.session_epoch {
            return (ErrorCode::InvalidFetchSessionEpoch, 0, BTreeMap::new());
        }
        *epoch += 1;
        partitions.extend(named);
        for topic in &request.forgotten {
            for partition in &topic.partitions {
                partitions.remove(&(topic.topic_id, *partition));
            }
        }
        (ErrorCode::None, request.session_id, partitions.clone())
    }
}

/// Partitions come, go and move on; answers are lost before or after the broker has seen the request;
/// sessions are evicted. Whenever the broker reads, it reads what the client wants.
#[test]
fn the_broker_reads_what_the_client_wants_whatever_gets_lost() {
    for seed in 0..200 {
        let mut rng = Rng::from_seed(seed);
        let (mut session, mut broker) = (FetchSession::default(), Broker::default());
        let mut all: BTreeMap<Key, Wanted> = BTreeMap::new();
        let mut read = 0;
        for turn in 0..200 {
            for _ in 0..rng.below(4) {
                let (topic, partition) = (rng.below(3), rng.below(4) as i32);
                match rng.below(8) {
                    0 => drop(all.remove(&key(topic, partition))),
                    1 => {
                        let id = Uuid([10 + topic as u8 + rng.below(2) as u8 * 50; 16]);
                        all.retain(|(name, _), _| *name != key(topic, 0).0);
                        all.insert(key(topic, 0), Wanted { topic_id: id, ..wanted(topic, 0) });
                    }
                    _ => {
                        let id = all.iter().find(|((name, _), _)| *name == key(topic, 0).0);
                        let topic_id = id.map_or(wanted(topic, 0).topic_id, |(_, w)| w.topic_id);
                        let offset = rng.below(1_000) as i64;
                        let news = Wanted { topic_id, ..wanted(topic, offset) };
                        all.insert(key(topic, partition), news);
                    }
                }
            }
            let request = session.request(all.clone(), turn);
            match rng.below(10) {
                0 => session.lost(),
                1 => {
                    broker.fetch(&request, &mut rng);
                    session.lost();
                }
                2 => broker.sessions.clear(),
                _ => {}
            }
            if session.epoch == 0 && !request.is_full() {
                continue;
            }
            let (code, id, reads) = broker.fetch(&request, &mut rng);
            session.answered(code, id);
            if code == ErrorCode::None {
                let expected: BTreeMap<(Uuid, i32), i64> = all
                    .iter()
                    .map(|((_, partition), wanted)| ((wanted.topic_id, *partition), wanted.offset))
                    .collect();
                let reads: BTreeMap<(Uuid, i32), i64> =
                    reads.into_iter().map(|(key, asked)| (key, asked.fetch_offset)).collect();
                assert_eq!(reads, expected, "seed {seed}, turn {turn}");
                read += 1;
            }
        }
        assert!(read > 100, "seed {seed}: {read}");
        assert!(broker.sessions.len() < 40, "seed {seed}: sessions are left behind");
    }
}
