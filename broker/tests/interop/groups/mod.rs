//! Groups of other people's clients: members come and go while records are written, and nothing is
//! lost, nothing is read twice that was committed. Kafka's tools look at the groups and change them.

mod alone;
mod check;
mod event;
mod journal;
mod member;
mod migration;
mod mixed;
mod ours;
mod restart;
pub(crate) mod scene;
mod static_members;
mod tools;
mod writer;
