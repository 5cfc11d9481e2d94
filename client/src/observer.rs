//! Where all parts of a client note what they do: its metrics, and its events.

use std::{sync::Arc, time::Duration};

use ottla_core::protocol::ApiKey;

use crate::{
    Error, ErrorKind,
    engine::metadata::Address,
    events::{Event, Feed},
    metrics::registry::{Node, Registry},
};

/// One for each client.
#[derive(Debug)]
pub(crate) struct Observer {
    pub(crate) metrics: Registry,
    pub(crate) events: Feed,
}

impl Observer {
    pub(crate) fn new() -> Self {
        Self { metrics: Registry::new(), events: Feed::default() }
    }

    /// A connection could not be opened.
    pub(crate) fn connection_failed(&self, broker: &Address, error: &Error) {
        tracing::debug!(server.address = %broker, %error, "connection failed");
        self.metrics.connections.failed.one();
        let told = || (broker.clone(), error.clone());
        self.events.tell(|| {
            let (broker, error) = told();
            Event::ConnectionFailed { broker, error }
        });
        if error.kind() == ErrorKind::AuthenticationFailed {
            self.authentication_failed(broker, error);
        }
    }

    pub(crate) fn authentication_failed(&self, broker: &Address, error: &Error) {
        tracing::warn!(server.address = %broker, %error, "authentication failed");
        self.metrics.connections.authentication_failures.one();
        self.events
            .tell(|| Event::AuthenticationFailed { broker: broker.clone(), error: error.clone() });
    }
}

/// What one connection notes.
#[derive(Clone, Debug)]
pub(crate) struct Traffic {
    pub(crate) observer: Arc<Observer>,
    pub(crate) broker: Address,
    node: Arc<Node>,
}

impl Traffic {
    pub(crate) fn new(observer: Arc<Observer>, broker: &Address) -> Self {
        let node = observer.metrics.node(broker);
        Self { observer, broker: broker.clone(), node }
    }

    pub(crate) fn opened(&self) {
        tracing::debug!(server.address = %self.broker, "connected");
        self.observer.metrics.connections.opened.one();
        self.node.opened.one();
        self.observer.events.tell(|| Event::Connected { broker: self.broker.clone() });
    }

    pub(crate) fn ended(&self, error: &Error) {
        tracing::debug!(server.address = %self.broker, %error, "connection ended");
        self.observer.metrics.connections.closed.one();
        self.node.closed.one();
        self.observer
            .events
            .tell(|| Event::Disconnected { broker: self.broker.clone(), error: error.clone() });
    }

    pub(crate) fn authenticated(&self) {
        self.observer.metrics.connections.authentications.one();
    }

    pub(crate) fn reauthenticated(&self) {
        tracing::debug!(server.address = %self.broker, "authenticated again");
        self.observer.metrics.connections.reauthentications.one();
        self.observer.events.tell(|| Event::Reauthenticated { broker: self.broker.clone() });
    }

    /// The client could not prove again who it is.
    pub(crate) fn not_believed(&self, error: &Error) {
        if error.kind() == ErrorKind::AuthenticationFailed {
            self.observer.authentication_failed(&self.broker, error);
        }
    }

    pub(crate) fn sent(&self, api: ApiKey, bytes: usize) {
        tracing::trace!(server.address = %self.broker, api = api.name(), bytes, "request");
        let counted = self.observer.metrics.api(api);
        counted.requests.one();
        counted.sent_bytes.add(bytes as u64);
        self.node.requests.one();
        self.node.sent_bytes.add(bytes as u64);
    }

    pub(crate) fn answered(&self, api: ApiKey, bytes: usize, latency: Duration) {
        tracing::trace!(server.address = %self.broker, api = api.name(), bytes, ?latency, "answer");
        let counted = self.observer.metrics.api(api);
        counted.received_bytes.add(bytes as u64);
        counted.latency.note_time(latency);
        self.node.received_bytes.add(bytes as u64);
        self.node.latency.note_time(latency);
    }

    pub(crate) fn throttled(&self, api: ApiKey, time: Duration) {
        let api = api.name();
        tracing::debug!(server.address = %self.broker, api, ?time, "throttled");
        self.observer.metrics.throttled.note_time(time);
        self.node.throttled.note_time(time);
        self.observer.events.tell(|| Event::Throttled { broker: self.broker.clone(), api, time });
    }
}
