//! A member of a share group (KIP-932): its membership, its share sessions with the brokers that lead what it
//! is assigned, what it has acquired and handed out, and the acknowledgements that are under way.

pub(crate) mod acknowledge;
pub(crate) mod commits;
pub(crate) mod deliveries;
pub(crate) mod membership;
pub(crate) mod session;
pub(crate) mod sessions;
pub(crate) mod settings;
pub(crate) mod state;

#[cfg(test)]
mod tests;

/// A partition by the id of its topic: sessions know no names.
pub(crate) type IdKey = (ottla_core::model::Uuid, i32);
