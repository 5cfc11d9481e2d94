//! A node among others: its part in the metadata quorum, its standing with the controller, the leaders that
//! it follows, and the requests that it sends.

mod asking;
mod committing;
mod complaint;
mod controller_registration;
mod creation;
mod fetchers;
mod following;
mod forwarding;
mod in_sync;
mod lifecycle;
mod outgoing;
mod part;
mod producer_ids;
mod raft;
mod replicas;
mod snapshots;
mod throttles;
mod voter_changes;

pub use asking::AtController;
pub(super) use asking::ControllerRequest;
pub(super) use committing::{read_records, read_snapshot};
pub(super) use creation::Creation;
pub(super) use forwarding::Forwarded;
pub use outgoing::{Destination, Lane, Outgoing, Then, Unanswered};
pub(super) use outgoing::{Sending, Slot};
pub(super) use part::ClusterPart;
pub(super) use producer_ids::ProducerIds;
pub(super) use replicas::Replicas;
pub use snapshots::SnapshotRun;
pub(super) use throttles::Side;
pub(super) use voter_changes::AwaitChange;
