//! A follower's side of replication: what one fetcher asks one leader for, for all partitions that it
//! follows there. It makes requests and reads responses; the records are appended by its caller, under the
//! partition's lock, who tells the fetcher what came of it.

#[expect(clippy::module_inception, reason = "the type is what the module is about")]
mod fetcher;
mod offsets;
mod partition;
mod response;
mod session;
mod settings;

#[cfg(test)]
mod tests;

pub use fetcher::{Fetcher, FetcherAnswer, FetcherRequest, HandedOver};
pub use partition::{Outcome, Task, Throttling};
pub use settings::FetcherSettings;
