//! The accumulator as its sender sees it: what is due when, and in which order.

mod due;
mod leader;
mod order;
pub(crate) mod scene;
mod split;
