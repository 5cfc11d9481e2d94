//! The clients of a cluster as state machines. Each asks one thing at a time, on a connection to each machine.

mod banker;
mod member;
mod reader;
mod writer;

use std::{
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use bytes::Bytes;
use ottla_core::{
    model::Now,
    protocol::messages::{
        MetadataRequest, MetadataResponse, metadata_request::MetadataRequestTopic,
    },
};

use super::{
    history::{History, Place},
    machine::index_of,
};

pub(super) use banker::Banker;
pub(super) use member::Member;
pub(super) use reader::Reader;
pub(super) use writer::{Sequenced, Writer};

/// Version of Metadata.
const METADATA: i16 = 12;

/// Asks for the leaders of these partitions.
fn metadata_request<'a>(places: impl IntoIterator<Item = &'a Place>) -> MetadataRequest {
    let topics: BTreeSet<_> = places.into_iter().map(|place| place.topic).collect();
    let topics = topics
        .into_iter()
        .map(|topic| MetadataRequestTopic { name: Some(topic.into()), ..Default::default() });
    MetadataRequest {
        topics: Some(topics.collect()),
        allow_auto_topic_creation: false,
        ..Default::default()
    }
}

/// The machines that lead these partitions.
fn leaders_in(answer: &MetadataResponse, places: &[Place]) -> BTreeMap<Place, usize> {
    let mut leaders = BTreeMap::new();
    for topic in &answer.topics {
        for partition in &topic.partitions {
            let is_it = |place: &&Place| {
                Some(place.topic) == topic.name.as_deref()
                    && place.partition == partition.partition_index
            };
            let place = places.iter().find(is_it).copied();
            leaders.extend(place.zip(index_of(partition.leader_id)));
        }
    }
    leaders
}

/// What a client asks a machine.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) machine: usize,
    pub(super) frame: Bytes,
    /// For the trace.
    pub(super) what: String,
    pub(super) patience: Duration,
}

/// What a client wants done.
#[derive(Debug)]
pub(super) enum Wish {
    Ask(Question),
    /// Wake it then.
    Wake(Duration),
    /// For the trace.
    Note(String),
}

/// What a client has at hand.
pub(super) struct Desk<'a> {
    pub(super) now: Now,
    pub(super) history: &'a mut History,
    /// Whether the run comes to its end: what is open is ended, and nothing is begun.
    pub(super) is_closing: bool,
    pub(super) wishes: Vec<Wish>,
}

impl Desk<'_> {
    pub(super) fn wake_after(&mut self, delay: Duration) {
        self.wishes.push(Wish::Wake(delay));
    }

    pub(super) fn note(&mut self, note: impl Into<String>) {
        self.wishes.push(Wish::Note(note.into()));
    }
}

/// A client.
pub(super) trait Client {
    /// Its name in the trace.
    fn name(&self) -> &str;

    /// The time that it asked for has come, or it begins.
    fn wake(&mut self, desk: &mut Desk<'_>);

    /// What it asked was answered; `None` if the connection broke or it took too long.
    fn answered(&mut self, frame: Option<Bytes>, desk: &mut Desk<'_>);

    /// Whether it has nothing open, and begins nothing more.
    fn is_resting(&self) -> bool {
        true
    }
}
