//! Single cases of what is asked for, and of what answers mean.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use ottla_core::{
    model::{ErrorCode, Moment, Rng, Uuid},
    protocol::messages::{
        FetchResponse,
        fetch_response::{EpochEndOffset, FetchableTopicResponse, LeaderIdAndEpoch, PartitionData},
    },
};

use super::{
    super::{Fetching, Metadata, Taken},
    cluster::{Cluster, id_of},
};
use crate::{
    Error, ErrorKind,
    engine::{
        backoff::Backoff,
        metadata::ClusterImage,
        positions::{FetchPosition, Key, Pacing, Place},
        truncation::Reset,
    },
    options::{IsolationLevel, PartitionConsumerOptions, StartOffset},
};

const SECOND: Duration = Duration::from_secs(1);
const TO_START: Reset = Reset::To(StartOffset::Beginning);
const AT: FetchPosition = FetchPosition { offset: 50, epoch: Some(0) };

struct Scene {
    fetching: Fetching,
    image: ClusterImage,
    now: Moment,
    options: PartitionConsumerOptions,
}

impl Scene {
    /// Partitions of topic `a` at [`AT`], all led by broker 1 in epoch 0.
    fn new(partitions: i32) -> Self {
        let pacing = Pacing {
            backoff: Backoff { first: SECOND / 10, max: SECOND },
            patience: 60 * SECOND,
            rng: Rng::from_seed(1),
        };
        let mut fetching = Fetching::new(pacing, 300 * SECOND);
        for partition in 0..partitions {
            let key = key(partition);
            fetching.positions.set_position(key.clone(), AT);
            fetching.positions.validated(&key, 0);
        }
        Self {
            fetching,
            image: ClusterImage::default().updated(&Cluster::new(&["a"], partitions).metadata(1)),
            now: Moment::default() + SECOND,
            options: PartitionConsumerOptions::default(),
        }
    }

    /// The brokers that are asked now, and for how many bytes.
    fn asks(&mut self) -> BTreeMap<i32, i32> {
        let work = self.fetching.step(self.now, &self.image, &self.options, 10 << 20);
        work.fetches.iter().map(|fetch| (fetch.node, fetch.request.max_bytes)).collect()
    }

    fn answers(&mut self, node: i32, partitions: Vec<PartitionData>) -> Taken {
        self.answers_with(node, partitions, TO_START)
    }

    fn answers_with(&mut self, node: i32, partitions: Vec<PartitionData>, reset: Reset) -> Taken {
        let topic_id = self.image.topics["a"].id;
        let topic = FetchableTopicResponse { topic_id, partitions, ..Default::default() };
        let response = FetchResponse { responses: vec![topic], ..Default::default() };
        let isolation = IsolationLevel::ReadUncommitted;
        self.fetching.answered(node, self.now, Ok(response), isolation, reset)
    }

    /// The topic has another id from now on.
    fn made_anew(&mut self) {
        let mut topic = self.image.topics["a"].as_ref().clone();
        topic.id = Uuid([99; 16]);
        self.image.topics.insert("a".into(), Arc::new(topic));
    }

    fn leads(&mut self, partition: i32, leader: i32, leader_epoch: i32) {
        let topic = "a".into();
        let news = super::super::NewLeader { topic, partition, leader, leader_epoch };
        self.image = self.image.with_leaders([&news], &BTreeMap::new()).unwrap();
    }
}

fn key(partition: i32) -> Key {
    ("a".into(), partition)
}

fn refused(code: ErrorCode) -> PartitionData {
    PartitionData { error_code: code.code(), ..Default::default() }
}

#[test]
fn a_near_replica_is_read_until_it_fails_or_its_time_is_over() {
    let mut scene = Scene::new(1);
    let near = || vec![PartitionData { preferred_read_replica: 2, ..Default::default() }];
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [1]);
    scene.answers(1, near());
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [2]);
    // It lags behind, which says nothing of the log.
    scene.answers(2, vec![refused(ErrorCode::OffsetOutOfRange)]);
    assert_eq!(scene.fetching.positions.at(&key(0)), Some(AT));
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [1]);
    scene.answers(1, near());
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [2]);
    let gone = Error::new(ErrorKind::Unreachable, "fetch", "no answer");
    let isolation = IsolationLevel::ReadUncommitted;
    let taken = scene.fetching.answered(2, scene.now, Err(gone), isolation, TO_START);
    assert_eq!(taken.metadata, Metadata::Stale);
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [1]);
    scene.answers(1, near());
    scene.now = scene.now + 2 * SECOND;
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [2]);
    scene.answers(2, Vec::new());
    scene.now = scene.now + 300 * SECOND;
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [1]);
}

#[test]
fn an_answer_that_names_the_new_leader_is_enough_to_go_on() {
    let mut scene = Scene::new(1);
    scene.asks();
    let moved = PartitionData {
        current_leader: LeaderIdAndEpoch { leader_id: 3, leader_epoch: 4 },
        ..refused(ErrorCode::NotLeaderOrFollower)
    };
    let taken = scene.answers(1, vec![moved]);
    assert!(taken.told.is_empty());
    assert_eq!((taken.leaders[0].leader, taken.leaders[0].leader_epoch), (3, 4));
    scene.leads(0, 3, 4);
    scene.fetching.positions.retry_now(&key(0));
    // First of all it is looked whether the new leader has what was read.
    let work = scene.fetching.step(scene.now, &scene.image, &scene.options, 10 << 20);
    assert!(work.fetches.is_empty());
    let suspect = work.validations[&3][&key(0)];
    assert_eq!((suspect.position, suspect.leader_epoch), (AT, 4));
    let end = crate::engine::truncation::EpochEnd::of_wire(0, 50);
    let mut taken = Taken::default();
    let found = Some((ErrorCode::None, end));
    scene.fetching.validation_answered(key(0), suspect, scene.now, found, TO_START, &mut taken);
    assert_eq!(scene.asks().into_keys().collect::<Vec<_>>(), [3]);
}

#[test]
fn a_fetch_that_finds_the_logs_part_goes_back_or_tells() {
    let parts = || {
        let diverging_epoch = EpochEndOffset { epoch: 0, end_offset: 30 };
        vec![PartitionData { diverging_epoch, ..Default::default() }]
    };
    let mut scene = Scene::new(1);
    scene.asks();
    let taken = scene.answers(1, parts());
    let back = FetchPosition { offset: 30, epoch: Some(0) };
    assert_eq!(taken.truncated, [(key(0), back)]);
    assert_eq!(scene.fetching.positions.at(&key(0)), Some(back));

    let mut scene = Scene::new(1);
    scene.asks();
    let taken = scene.answers_with(1, parts(), Reset::Nowhere);
    let (of, error) = &taken.told[0];
    assert_eq!((of.as_ref(), error.kind()), (Some(&key(0)), ErrorKind::LogTruncated));
    assert_eq!(error.divergent_offset(), Some(30));
    // Nothing is asked for before the user has heard of it.
    scene.now = scene.now + 10 * SECOND;
    assert!(scene.asks().is_empty());
    scene.fetching.positions.heard(&key(0));
    assert_eq!(scene.asks().len(), 1);
}

#[test]
fn a_place_in_a_topic_that_was_made_anew_says_nothing() {
    let read = || vec![PartitionData { high_watermark: 90, ..Default::default() }];
    for reset in [TO_START, Reset::Nowhere] {
        let mut scene = Scene::new(1);
        scene.asks();
        scene.answers_with(1, read(), reset);
        scene.made_anew();
        scene.asks();
        let taken = scene.answers_with(1, read(), reset);
        if reset == TO_START {
            let place = scene.fetching.positions.place(&key(0));
            assert_eq!(place, Some(Place::Wanted(StartOffset::Beginning)));
            continue;
        }
        let error = &taken.told[0].1;
        assert_eq!((error.kind(), error.divergent_offset()), (ErrorKind::LogTruncated, None));
        // It is told until the user goes elsewhere.
        scene.fetching.positions.heard(&key(0));
        scene.now = scene.now + SECOND;
        scene.asks();
        assert_eq!(scene.answers_with(1, read(), reset).told.len(), 1);
        scene.fetching.positions.set(key(0), StartOffset::Offset(50));
        scene.asks();
        assert!(scene.answers_with(1, read(), reset).told.is_empty());
    }
    // Where nothing was read, there is nothing to be lost.
    let mut scene = Scene::new(1);
    scene.fetching.positions.set(key(0), StartOffset::Offset(0));
    scene.asks();
    scene.answers_with(1, read(), TO_START);
    scene.made_anew();
    scene.asks();
    scene.answers_with(1, read(), TO_START);
    assert_eq!(scene.fetching.positions.at(&key(0)), Some(0.into()));
}

#[test]
fn an_offset_that_is_not_in_the_log_is_reset_or_told() {
    let mut scene = Scene::new(1);
    scene.asks();
    scene.answers(1, vec![refused(ErrorCode::OffsetOutOfRange)]);
    let place = scene.fetching.positions.place(&key(0));
    assert_eq!(place, Some(Place::Wanted(StartOffset::Beginning)));

    let mut scene = Scene::new(1);
    scene.asks();
    let out = vec![refused(ErrorCode::OffsetOutOfRange)];
    let taken = scene.answers_with(1, out, Reset::Nowhere);
    assert_eq!(taken.told[0].1.kind(), ErrorKind::OffsetOutOfRange);
}

#[test]
fn brokers_share_the_room_that_is_left() {
    let mut scene = Scene::new(3);
    scene.leads(1, 2, 1);
    scene.fetching.positions.validated(&key(1), 1);
    assert_eq!(scene.asks(), [(1, 5 << 20), (2, 5 << 20)].into());
    // What is on its way has its place; a broker that is new gets what one partition may bring.
    scene.leads(2, 3, 1);
    scene.fetching.positions.validated(&key(2), 1);
    assert_eq!(scene.asks(), [(3, 1 << 20)].into());
    scene.answers(1, Vec::new());
    assert_eq!(scene.asks(), [(1, 4 << 20)].into());
}

#[test]
fn an_answer_to_what_is_not_wanted_any_more_changes_nothing() {
    let mut scene = Scene::new(1);
    scene.asks();
    scene.fetching.positions.set(key(0), StartOffset::Offset(7));
    let taken = scene.answers(1, vec![refused(ErrorCode::OffsetOutOfRange)]);
    assert!(taken.told.is_empty() && taken.metadata == Metadata::Fine);
    assert_eq!(scene.fetching.positions.at(&key(0)), Some(7.into()));
}

#[test]
fn a_refused_session_is_begun_anew_at_once_and_without_a_word() {
    let mut scene = Scene::new(1);
    scene.asks();
    let opened = FetchResponse { session_id: 8, ..Default::default() };
    let isolation = IsolationLevel::ReadUncommitted;
    let topic = FetchableTopicResponse {
        topic_id: id_of("a"),
        partitions: vec![PartitionData::default()],
        ..Default::default()
    };
    let opened = FetchResponse { responses: vec![topic], ..opened };
    scene.fetching.answered(1, scene.now, Ok(opened), isolation, TO_START);
    let step = |scene: &mut Scene| {
        let work = scene.fetching.step(scene.now, &scene.image, &scene.options, 10 << 20);
        let request = &work.fetches[0].request;
        (request.session_id, request.session_epoch, request.topics.len())
    };
    assert_eq!(step(&mut scene), (8, 1, 0));
    let lost = ErrorCode::FetchSessionIdNotFound.code();
    let lost = FetchResponse { error_code: lost, ..Default::default() };
    let taken = scene.fetching.answered(1, scene.now, Ok(lost), isolation, TO_START);
    assert!(taken.told.is_empty() && taken.metadata == Metadata::Fine);
    assert_eq!(step(&mut scene), (0, 0, 1));
}

/// One that was committed by another consumer.
fn newer(scene: &mut Scene) -> FetchPosition {
    let newer = FetchPosition { offset: 50, epoch: Some(2) };
    scene.leads(0, 3, 1);
    scene.fetching.positions.set_position(key(0), newer);
    newer
}

#[test]
fn a_leader_that_is_older_than_what_was_read_is_not_asked() {
    let mut scene = Scene::new(1);
    let newer = newer(&mut scene);
    for _ in 0..5 {
        let work = scene.fetching.step(scene.now, &scene.image, &scene.options, 10 << 20);
        assert!(work.fetches.is_empty() && work.validations.is_empty() && work.told.is_empty());
        assert_eq!(work.metadata, Metadata::Stale);
        scene.now = scene.now + 2 * SECOND;
    }
    scene.leads(0, 2, 2);
    let work = scene.fetching.step(scene.now, &scene.image, &scene.options, 10 << 20);
    assert_eq!(work.validations[&2][&key(0)].position, newer);
}

/// The topic may have been made anew, and its leaders with it.
#[test]
fn an_older_leader_is_asked_all_the_same_if_there_is_none_that_is_newer() {
    let mut scene = Scene::new(1);
    newer(&mut scene);
    let mut tried = 0;
    let validations = loop {
        let work = scene.fetching.step(scene.now, &scene.image, &scene.options, 10 << 20);
        if !work.validations.is_empty() {
            break work.validations;
        }
        tried += 1;
        assert!(tried < 50, "it waits for ever");
        scene.now = scene.now + 2 * SECOND;
    };
    assert!(validations.contains_key(&3) && tried > 5);
}
