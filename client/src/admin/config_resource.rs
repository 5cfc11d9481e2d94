//! What has a configuration, and which broker knows it.

use std::collections::BTreeMap;

use crate::{Error, driver::cluster::Target};

/// What has a configuration: for [`Admin::describe_configs`](super::Admin::describe_configs) and
/// [`Admin::alter_configs`](super::Admin::alter_configs).
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::admin::{ConfigChange, ConfigResource};
///
/// let admin = client.admin();
/// let group = ConfigResource::Group("billing".into());
/// let change = [ConfigChange::set("consumer.session.timeout.ms", "50000")];
/// admin.alter_configs([(group.clone(), change)]).await?;
/// let entries = admin.describe_configs([group]).one().await?;
/// let timeout = entries.iter().find(|entry| entry.name == "consumer.session.timeout.ms");
/// assert_eq!(timeout.and_then(|entry| entry.value.as_deref()), Some("50000"));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ConfigResource {
    /// A topic by name.
    Topic(String),
    /// A broker by id.
    Broker(i32),
    /// All brokers: what is set on each of them unless it has its own.
    AllBrokers,
    /// The loggers of a broker.
    BrokerLogger(i32),
    /// A subscription to clients' metrics, by name.
    ClientMetrics(String),
    /// A group by id.
    Group(String),
}

impl ConfigResource {
    /// Kind and name on the wire, and who answers: each node for what it is itself.
    pub(super) fn address(&self) -> (i8, String, Target) {
        match self {
            Self::Topic(name) => (2, name.clone(), Target::Any),
            Self::Broker(id) => (4, id.to_string(), Target::Peer(*id)),
            Self::AllBrokers => (4, String::new(), Target::Any),
            Self::BrokerLogger(id) => (8, id.to_string(), Target::Peer(*id)),
            Self::ClientMetrics(name) => (16, name.clone(), Target::Any),
            Self::Group(id) => (32, id.clone(), Target::Any),
        }
    }

    /// Who tells of it.
    pub(super) fn told_by(&self) -> Target {
        let (_, _, target) = self.address();
        target
    }

    /// Who changes it. The active controller does that for brokers, not for their loggers.
    pub(super) fn changed_by(&self) -> Target {
        if let Self::Broker(id) = self { Target::Node(*id) } else { self.told_by() }
    }

    pub(super) fn from_wire(kind: i8, name: &str) -> Option<Self> {
        match kind {
            2 => Some(Self::Topic(name.to_owned())),
            4 if name.is_empty() => Some(Self::AllBrokers),
            4 => name.parse().ok().map(Self::Broker),
            8 => name.parse().ok().map(Self::BrokerLogger),
            16 => Some(Self::ClientMetrics(name.to_owned())),
            32 => Some(Self::Group(name.to_owned())),
            _ => None,
        }
    }
}

/// Resources by the broker that answers for them.
pub(super) fn by_target<V>(
    resources: BTreeMap<ConfigResource, V>,
    target: impl Fn(&ConfigResource) -> Target,
) -> BTreeMap<Target, BTreeMap<ConfigResource, V>> {
    let mut shards: BTreeMap<Target, BTreeMap<ConfigResource, V>> = BTreeMap::new();
    for (resource, value) in resources {
        shards.entry(target(&resource)).or_default().insert(resource, value);
    }
    shards
}

/// Names the resource that an error is about.
pub(super) fn named(error: Error, resource: &ConfigResource) -> Error {
    let (_, name, _) = resource.address();
    error.with("resource", name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_belongs_to_a_broker_is_asked_of_that_broker() {
        let resources = BTreeMap::from([
            (ConfigResource::Topic("orders".into()), ()),
            (ConfigResource::Group("billing".into()), ()),
            (ConfigResource::Broker(1), ()),
            (ConfigResource::BrokerLogger(1), ()),
            (ConfigResource::Broker(2), ()),
            (ConfigResource::AllBrokers, ()),
        ]);
        let shards = by_target(resources, ConfigResource::told_by);
        let sizes: Vec<_> = shards.iter().map(|(target, shard)| (*target, shard.len())).collect();
        let expected = [(Target::Any, 3), (Target::Peer(1), 2), (Target::Peer(2), 1)];
        assert_eq!(sizes, expected);
    }

    #[test]
    fn a_resource_is_read_as_it_was_written() {
        for resource in [
            ConfigResource::Topic("orders".into()),
            ConfigResource::Broker(7),
            ConfigResource::AllBrokers,
            ConfigResource::BrokerLogger(7),
            ConfigResource::ClientMetrics("m".into()),
            ConfigResource::Group("g".into()),
        ] {
            let (kind, name, _) = resource.address();
            assert_eq!(ConfigResource::from_wire(kind, &name), Some(resource));
        }
        assert_eq!(ConfigResource::from_wire(4, "seven"), None);
        assert_eq!(ConfigResource::from_wire(99, "x"), None);
    }
}
