//! One node: core's parts put together, still without sockets, threads or clocks. Requests go
//! through [`Session`]; what the node wants done outside comes back as [`Effects`].

mod apply;
mod call;
mod codecs;
mod committed;
mod control;
mod effects;
mod handler;
mod handlers;
mod metadata_log;
mod node;
mod session;
mod settings;
mod startup;
mod table;
mod upkeep;
mod view;

pub use call::Peer;
pub use effects::{Effects, Work};
pub use node::{Identity, Node};
pub use session::{Close, Session};
pub use settings::{Settings, SettingsError};
pub use startup::{NodeParts, StartError};
pub use table::TABLE;
pub use upkeep::Upkeep;
pub use view::{PartitionHandle, TopicRuntime, View};
