//! One request on its way through the node: who asks, when, under which version.

use std::{sync::Arc, task::Waker};

use bytestring::ByteString;
use ottla_core::{metadata::MetadataImage, model::Now, protocol::codec::Listener};

use super::{effects::Effects, node::Node, view::View};

/// A connection as the handlers see it.
#[derive(Clone, Debug)]
pub struct Peer {
    /// Address of the other side, for logs and errors; `in-process` without a socket.
    pub address: String,
    /// Name of the listener that the connection came in by; its address is what the client is told.
    pub listener: ByteString,
}

/// What a handler is given besides the request.
pub struct Call<'a> {
    /// The node that answers.
    pub node: &'a Arc<Node>,
    /// The connection.
    pub peer: &'a Peer,
    /// As what the node is asked: a broker, or the controller to whom a broker has forwarded the request.
    pub asked_as: Listener,
    /// Version of the request.
    pub version: i16,
    /// The client's name for itself.
    pub client_id: Option<&'a str>,
    /// The time.
    pub now: Now,
    /// Wakes the connection when a wait is over.
    pub waker: &'a Waker,
    /// What the edge is asked to do.
    pub effects: &'a mut Effects,
    /// Set where nothing true can be answered any more: the connection is closed, and whoever asked asks again.
    pub lost: bool,
}

impl Call<'_> {
    /// The metadata and the partitions as they are now: one consistent view for the whole request.
    pub fn view(&self) -> Arc<View> {
        self.node.view()
    }

    /// The committed metadata as it is now.
    pub fn image(&self) -> Arc<MetadataImage> {
        self.node.view().image.clone()
    }
}
