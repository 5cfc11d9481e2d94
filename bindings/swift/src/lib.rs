//! What the Swift package calls: the client API in uniffi's types. `made` is made from the API; the rest is
//! what it rests on. The names begin with `Raw`, for Swift's own layer has the plain ones.

mod call;
mod failure;
#[allow(
    clippy::map_identity,
    clippy::needless_question_mark,
    clippy::redundant_closure,
    clippy::result_large_err,
    clippy::too_many_arguments,
    clippy::unit_arg,
    clippy::unused_unit,
    clippy::useless_conversion
)]
#[rustfmt::skip]
mod made;
mod owned;
mod record_batch;

uniffi::setup_scaffolding!("ottla");
