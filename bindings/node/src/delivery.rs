//! What becomes of records, in chunks: an object of JavaScript for each record would cost more than sending it.

use std::cell::RefCell;

use napi::sys;
use napi_derive::napi;
use ottla_api::Delivery;
use parking_lot::Mutex;

use crate::{
    batch::instance,
    bridge::{guarded, promise},
    held::Held,
    value::{IntoJs, Out, Raw},
};

/// Deliveries of a chunk: as long as one of them is held, all are.
const CHUNK: usize = 256;

/// Deliveries, which lib/delivery.js tells apart by their places.
#[napi]
pub struct Deliveries(Held<Mutex<Vec<Delivery>>>);

thread_local! {
    /// The chunk that the next delivery goes to, and its environment.
    static CURRENT: RefCell<Option<(sys::napi_env, Deliveries)>> = const { RefCell::new(None) };
}

impl IntoJs for Delivery {
    /// The place in the same chunk as the delivery before; a chunk, if this is the first in it.
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        CURRENT.with_borrow_mut(|current| {
            if let Some((of, chunk)) = current
                && *of == env
            {
                let mut deliveries = chunk.0.lock();
                if deliveries.len() < CHUNK {
                    let place = deliveries.len() as i32;
                    deliveries.push(self);
                    return place.into_js(env);
                }
            }
            let mut deliveries = Vec::with_capacity(CHUNK);
            deliveries.push(self);
            let chunk = Held::new(Mutex::new(deliveries));
            let made = instance(env, Deliveries(chunk.again()));
            *current = Some((env, Deliveries(chunk)));
            made
        })
    }
}

impl Deliveries {
    fn at(&self, place: Raw) -> napi::Result<Delivery> {
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
    /// As `partition` of a delivery.
    #[napi]
    pub fn partition(&self, place: Raw) -> napi::Result<Out<i32>> {
        let delivery = self.at(place)?;
        guarded(|| Ok(Out(delivery.partition())))
    }

    /// As `written` of a delivery.
    #[napi]
    pub fn written(&self, place: Raw, cancellation: Raw) -> napi::Result<Raw> {
        let delivery = self.at(place)?;
        promise(cancellation, async move { delivery.written().await })
    }
}
