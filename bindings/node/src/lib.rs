//! Ottla for Node: classes over `ottla_api`, called by the JavaScript in `lib`, which is what users see. This
//! decides how values, errors and waiting cross; what crosses is in `generated`, which is made from the API.

mod batch;
mod bridge;
mod bytes;
mod callback;
mod cancellation;
mod cause;
mod delivery;
mod error;
#[rustfmt::skip]
mod generated;
mod held;
mod kept;
mod object;
mod options;
mod sending;
mod value;
