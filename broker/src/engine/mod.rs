//! One node: core's parts put together, still without sockets, threads or clocks. Requests go
//! through [`Session`]; what the node wants done outside comes back as [`Effects`].

mod apply;
mod call;
mod cleaner;
mod cluster;
mod codecs;
mod committed;
mod control;
mod coordinator;
mod directory;
mod effects;
mod fetch;
mod handler;
mod handlers;
mod identify;
mod listeners;
mod log_directory;
mod log_starts;
mod metadata_damage;
mod new_folders;
mod node;
mod offline;
mod quorum_settings;
mod session;
mod settings;
mod startup;
mod table;
mod upkeep;
mod verification;
mod view;

pub use call::Peer;
pub use cluster::{AtController, Destination, Lane, Outgoing, SnapshotRun, Then, Unanswered};
pub use coordinator::{Load, Loaded};
pub use directory::DirectoryError;
pub use effects::{Done, Effects, Work};
pub use identify::IdentityError;
pub use listeners::Listener;
pub use log_directory::{DirectoryUse, LogDirectory, NodeDirectory};
pub use metadata_damage::MetadataDamage;
pub use node::{Identity, Node};
pub use quorum_settings::{ControllerAddress, QuorumSettings, Roles};
pub use session::{Close, Session};
pub use settings::{Settings, SettingsError};
pub use startup::{NodeParts, StartError};
pub use table::TABLE;
pub use view::{PartitionHandle, TopicRuntime, View};
