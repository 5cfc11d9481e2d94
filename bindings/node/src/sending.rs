//! Records that were collected in JavaScript (lib/sending.js) and cross together. Each is taken as if it had been sent by
//! itself; what is wrong with one is the outcome of its delivery.

use std::{cell::RefCell, sync::Arc};

use napi_derive::napi;
use ottla_api::{Error, ErrorInfo, ErrorKind};

use crate::{
    bridge::guarded,
    bytes::{Borrowed, integers},
    delivery::{Deliveries, Outcome},
    error, object,
    value::{FromJs, Out, Raw},
};

/// Numbers of each record: topic, whether somebody may ask for its outcome, length of key and of value.
const INTS: usize = 4;

thread_local! {
    /// The deliveries of the last call, for JavaScript to take.
    static LAST: RefCell<Vec<Outcome>> = const { RefCell::new(Vec::new()) };
}

/// Sends records: `data` has their keys and values back to back, `places` what belongs to each. The first failure,
/// or null.
#[napi]
pub fn send_collected(
    producer: Raw,
    topics: Raw,
    data: Raw,
    places: Raw,
    count: Raw,
) -> napi::Result<Out<Option<String>>> {
    let producer = producer.read::<Arc<ottla_api::Producer>>("producer")?;
    let data = data.read::<Borrowed>("data")?;
    let places = integers(places)?;
    let count = usize::try_from(count.read::<i32>("count")?).map_err(|_| misused())?;
    let records = places.get(..count * INTS).ok_or_else(misused)?;
    let mut names = Names { topics, read: Vec::new() };
    guarded(|| {
        let mut taking = Taking::of(data.as_slice());
        for record in records.chunks_exact(INTS) {
            let [topic, watched, key, value] = *record else { return Err(misused()) };
            let topic = names.at(topic)?;
            let (key, value) = (taking.bytes(key)?, taking.bytes(value)?);
            let watched = if watched == 0 { Watched::ByFlush } else { Watched::ByDelivery };
            taking.take(&producer, topic, key, value, watched);
        }
        let Taking { outcomes, failure, .. } = taking;
        LAST.set(outcomes);
        Ok(Out(failure.map(|error| error::text(&error))))
    })
}

/// The deliveries of the records that the last call took.
#[napi]
pub fn last_collected() -> Deliveries {
    Deliveries::of(LAST.take())
}

fn misused() -> napi::Error {
    napi::Error::new(napi::Status::InvalidArg, error::bug())
}

/// Names of topics, each read when it is first needed.
struct Names {
    topics: Raw,
    read: Vec<Option<String>>,
}

impl Names {
    fn at(&mut self, index: i32) -> napi::Result<&str> {
        let (place, index) = (usize::try_from(index).map_err(|_| misused())?, index.unsigned_abs());
        if self.read.len() <= place {
            self.read.resize(place + 1, None);
        }
        let name = &mut self.read[place];
        if name.is_none() {
            *name = Some(String::from_js(object::element(self.topics, index)?)?);
        }
        name.as_deref().ok_or_else(misused)
    }
}

/// Who is told what becomes of a record.
#[derive(Clone, Copy)]
enum Watched {
    ByDelivery,
    ByFlush,
}

struct Taking<'a> {
    data: &'a [u8],
    /// Of records that somebody may ask for.
    outcomes: Vec<Outcome>,
    failure: Option<Error>,
    /// What each record after it would come to as well, after as long a wait.
    hopeless: Option<Error>,
}

impl<'a> Taking<'a> {
    fn of(data: &'a [u8]) -> Self {
        Self { data, outcomes: Vec::new(), failure: None, hopeless: None }
    }

    /// The next bytes; none if there are none.
    fn bytes(&mut self, length: i32) -> napi::Result<Option<&'a [u8]>> {
        let Ok(length) = usize::try_from(length) else { return Ok(None) };
        let (bytes, rest) = self.data.split_at_checked(length).ok_or_else(misused)?;
        self.data = rest;
        Ok(Some(bytes))
    }

    fn take(
        &mut self,
        producer: &ottla_api::Producer,
        topic: &str,
        key: Option<&[u8]>,
        value: Option<&[u8]>,
        watched: Watched,
    ) {
        let taken = match (&self.hopeless, watched) {
            (Some(error), _) => Err(error.clone()),
            (None, Watched::ByDelivery) => {
                producer.send(topic, value, key, None, None, Vec::new()).map(Some)
            }
            (None, Watched::ByFlush) => {
                producer.produce(topic, value, key, None, None, Vec::new()).map(|()| None)
            }
        };
        if let Err(error) = &taken {
            self.failure.get_or_insert_with(|| error.clone());
            if is_for_all(error) {
                self.hopeless.get_or_insert_with(|| error.clone());
            }
        }
        match (watched, taken) {
            (Watched::ByDelivery, Ok(Some(delivery))) => self.outcomes.push(Ok(delivery)),
            (Watched::ByDelivery, Err(error)) => self.outcomes.push(Err(error)),
            (Watched::ByDelivery, Ok(None)) | (Watched::ByFlush, _) => {}
        }
    }
}

fn is_for_all(error: &Error) -> bool {
    let kind = ErrorInfo::from(error).kind;
    matches!(kind, ErrorKind::TimedOut | ErrorKind::UnknownTopic | ErrorKind::Closed)
}
