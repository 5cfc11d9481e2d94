//! The events of a client.

use std::time::Duration;

use crate::{Error, TopicPartition, transport::Address};

/// Something that happened in a client. New kinds may come.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use futures::StreamExt;
/// use ottla::Event;
///
/// let mut events = client.events();
/// # let producer = client.producer(ottla::ProducerOptions::default())?;
/// # producer.send(ottla::Record::to("orders").value("paid")).await?;
/// while let Some(event) = events.next().await {
///     match event {
///         Event::Connected { broker } => println!("connected to {broker}"),
///         Event::CommitFailed { group, error } => eprintln!("{group}: {error}"),
///         other => println!("{other:?}"),
///     }
/// #   break;
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Event {
    /// A connection was opened.
    Connected {
        /// The broker.
        broker: Address,
    },
    /// A connection ended: broken, or closed because nobody used it.
    Disconnected {
        /// The broker.
        broker: Address,
        /// Why.
        error: Error,
    },
    /// A connection could not be opened. The client tries again by itself.
    ConnectionFailed {
        /// The broker.
        broker: Address,
        /// Why.
        error: Error,
    },
    /// A broker did not believe who the client is.
    AuthenticationFailed {
        /// The broker.
        broker: Address,
        /// Its words.
        error: Error,
    },
    /// The client has proved again who it is, on an open connection (KIP-368).
    Reauthenticated {
        /// The broker.
        broker: Address,
    },
    /// A quota was exceeded: the client sends that broker nothing for this time (KIP-219).
    Throttled {
        /// The broker.
        broker: Address,
        /// The API whose answer said so, with Kafka's name.
        api: &'static str,
        /// How long.
        time: Duration,
    },
    /// No broker that was known answered: the client begins anew with the addresses of its start (KIP-899).
    Rebootstrapped,
    /// A partition has another leader, or one again, or none.
    LeaderChanged {
        /// The partition.
        partition: TopicPartition,
        /// The broker, if there is one.
        leader: Option<i32>,
        /// Its leader epoch; -1 where it is not known.
        leader_epoch: i32,
    },
    /// Partitions of a consumer have come or gone. One of the lists is not empty.
    Rebalanced {
        /// The group.
        group: String,
        /// Partitions that are new.
        assigned: Vec<TopicPartition>,
        /// Partitions that were given up.
        revoked: Vec<TopicPartition>,
        /// Partitions that were gone before they could be given up: others may read them already.
        lost: Vec<TopicPartition>,
    },
    /// A heartbeat to a group's coordinator failed. After a session time-out without one the group goes on
    /// without the member.
    HeartbeatFailed {
        /// The group.
        group: String,
        /// Why.
        error: Error,
    },
    /// Offsets could not be committed.
    CommitFailed {
        /// The group.
        group: String,
        /// Why.
        error: Error,
    },
    /// Another producer with the same transactional id has taken over.
    ProducerFenced {
        /// The transactional id.
        transactional_id: String,
        /// The coordinator's words.
        error: Error,
    },
    /// Records were given up.
    ProduceFailed {
        /// How many.
        records: u64,
    },
    /// The listener was slow, and has missed events.
    Missed {
        /// How many.
        count: u64,
    },
}
