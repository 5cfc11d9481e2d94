//! What becomes of records, in chunks: an object of JavaScript for each record would cost more than sending it.

use std::{
    cell::RefCell,
    sync::atomic::{AtomicU32, Ordering},
};

use napi::sys;
use napi_derive::napi;
use ottla_api::{Delivery, Error};
use parking_lot::Mutex;

use crate::{
    batch::instance,
    bridge::{guarded, promise},
    error::thrown,
    held::Held,
    value::{IntoJs, Out, Raw},
};

/// Deliveries of a chunk: as long as one of them is held, all are.
const CHUNK: usize = 256;

/// A record that was taken, or why it was not.
pub(crate) type Outcome = Result<Delivery, Error>;

/// Deliveries, which lib/delivery.js tells apart by their places.
#[napi]
pub struct Deliveries(Held<Mutex<Vec<Outcome>>>);

/// The chunk that the next delivery goes to.
struct Current {
    env: sys::napi_env,
    number: u32,
    chunk: Deliveries,
}

static NUMBERS: AtomicU32 = AtomicU32::new(0);

thread_local! {
    static CURRENT: RefCell<Option<Current>> = const { RefCell::new(None) };
}

impl IntoJs for Delivery {
    /// The number of its chunk times 256, and its place there. The chunk itself is had from `last`, for there
    /// may be several instances of our JavaScript in one environment, as test runners make them.
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        CURRENT.with_borrow_mut(|current| {
            let fits =
                |current: &Current| current.env == env && current.chunk.0.lock().len() < CHUNK;
            if !current.as_ref().is_some_and(fits) {
                let chunk = Deliveries(Held::new(Mutex::new(Vec::with_capacity(CHUNK))));
                let number = NUMBERS.fetch_add(1, Ordering::Relaxed);
                *current = Some(Current { env, number, chunk });
            }
            let Some(Current { number, chunk, .. }) = current else { return ().into_js(env) };
            let mut deliveries = chunk.0.lock();
            let place = deliveries.len();
            deliveries.push(Ok(self));
            (f64::from(*number) * CHUNK as f64 + place as f64).into_js(env)
        })
    }
}

/// The chunk of the delivery that was given last.
pub struct Last;

impl IntoJs for Last {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        CURRENT.with_borrow(|current| match current {
            Some(current) if current.env == env => {
                instance(env, Deliveries(current.chunk.0.again()))
            }
            _ => ().into_js(env),
        })
    }
}

impl Deliveries {
    pub(crate) fn of(outcomes: Vec<Outcome>) -> Self {
        Self(Held::new(Mutex::new(outcomes)))
    }

    fn at(&self, place: Raw) -> napi::Result<Outcome> {
        let place = place.read::<i32>("place")?;
        let deliveries = self.0.lock();
        let found = usize::try_from(place).ok().and_then(|place| deliveries.get(place));
        found.cloned().ok_or_else(|| place_is_wrong(place))
    }
}

fn place_is_wrong(place: i32) -> napi::Error {
    napi::Error::new(napi::Status::InvalidArg, format!("there is no delivery {place}"))
}

#[napi]
impl Deliveries {
    /// The chunk of the delivery that was given last.
    #[napi]
    pub fn last() -> Out<Last> {
        Out(Last)
    }

    /// As `partition` of a delivery.
    #[napi]
    pub fn partition(&self, place: Raw) -> napi::Result<Out<i32>> {
        let delivery = self.at(place)?;
        guarded(|| Ok(Out(delivery.map_err(|error| thrown(&error))?.partition())))
    }

    /// As `written` of a delivery.
    #[napi]
    pub fn written(&self, place: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let delivery = self.at(place)?;
        promise(cancellation, async move { delivery?.written().await })
    }
}
