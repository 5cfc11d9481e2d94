//! Which parts of a cluster a node plays, and who else decides: `process.roles`, the listeners of
//! controllers, the voters of the metadata quorum.

use std::time::Duration;

use bytestring::ByteString;
use ottla_core::{
    model::{NodeId, config::BrokerEntries},
    quorum::{Joining, QuorumTimeouts},
};

use super::{listeners::Listener, settings::SettingsError};

/// The parts that a node plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roles {
    /// It holds partitions.
    Broker,
    /// It votes in the metadata quorum.
    Controller,
    /// Both.
    Both,
}

impl Roles {
    /// Whether it holds partitions.
    #[must_use]
    pub fn is_broker(self) -> bool {
        matches!(self, Self::Broker | Self::Both)
    }

    /// Whether it votes.
    #[must_use]
    pub fn is_controller(self) -> bool {
        matches!(self, Self::Controller | Self::Both)
    }
}

/// An address of a controller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControllerAddress {
    /// Host name or address.
    pub host: ByteString,
    /// Port.
    pub port: u16,
}

/// Who decides for the cluster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuorumSettings {
    /// `process.roles`.
    pub roles: Roles,
    /// `controller.quorum.voters`: a static quorum. Empty for one that is found in the log.
    pub voters: Vec<(NodeId, ControllerAddress)>,
    /// `controller.quorum.bootstrap.servers`: where a quorum is found.
    pub bootstrap: Vec<ControllerAddress>,
    /// `controller.listener.names`.
    pub listener_names: Vec<String>,
    /// Whether it listens as a controller: other nodes may be, or become, part of its cluster.
    pub listens: bool,
    /// `controller.quorum.auto.join.enable`.
    pub joining: Joining,
    /// `controller.quorum.*.ms`.
    pub timeouts: QuorumTimeouts,
    /// `broker.heartbeat.interval.ms`.
    pub heartbeat_interval: Duration,
    /// How long the controller may take for what a broker asks by itself, half of
    /// `broker.session.timeout.ms`: one that hangs must not keep a broker from the next one for so long that
    /// the broker is fenced there.
    pub controller_patience: Duration,
}

impl QuorumSettings {
    /// Makes values of keys.
    ///
    /// # Errors
    /// Names the key whose value cannot be used together with the others.
    pub(super) fn new(entries: &BrokerEntries, node: NodeId) -> Result<Self, SettingsError> {
        let listed = |key: &str| {
            let value = entries.value(key).unwrap_or_default();
            let items = value.split(',').map(str::trim).filter(|item| !item.is_empty());
            items.map(str::to_owned).collect::<Vec<_>>()
        };
        let roles = roles(&listed("process.roles"));
        let voters = listed("controller.quorum.voters");
        let voters = voters.iter().map(|item| voter(item)).collect::<Result<Vec<_>, _>>()?;
        let bootstrap = listed("controller.quorum.bootstrap.servers");
        let bootstrap = bootstrap
            .iter()
            .map(|item| {
                address(item).ok_or_else(|| SettingsError::Address {
                    key: "controller.quorum.bootstrap.servers",
                    value: item.clone(),
                    form: "HOST:PORT",
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let settings = Self {
            roles,
            voters,
            bootstrap,
            joining: match entries.is_true("controller.quorum.auto.join.enable") {
                true => Joining::ByItself,
                false => Joining::ByHand,
            },
            timeouts: QuorumTimeouts::of(entries),
            listens: false,
            listener_names: listed("controller.listener.names"),
            heartbeat_interval: Duration::from_millis(
                u64::try_from(entries.integer("broker.heartbeat.interval.ms")).unwrap_or(2000),
            ),
            controller_patience: Duration::from_millis(
                u64::try_from(entries.integer("broker.session.timeout.ms") / 2).unwrap_or(4500),
            ),
        };
        settings.check(node)?;
        Ok(settings)
    }

    fn check(&self, node: NodeId) -> Result<(), SettingsError> {
        let is_voter = self.voters.iter().any(|(id, _)| *id == node);
        let given = !self.voters.is_empty();
        if self.roles == Roles::Broker && !given && self.bootstrap.is_empty() {
            return Err(SettingsError::NoQuorum);
        }
        if self.roles == Roles::Broker && self.joining == Joining::ByItself {
            return Err(SettingsError::BrokerJoins);
        }
        if self.roles == Roles::Broker && is_voter {
            return Err(SettingsError::BrokerVotes { node });
        }
        for (index, (id, _)) in self.voters.iter().enumerate() {
            if self.voters[..index].iter().any(|(earlier, _)| earlier == id) {
                return Err(SettingsError::VoterTwice { node: *id });
            }
        }
        if self.roles.is_controller() && given && !is_voter {
            return Err(SettingsError::ControllerDoesNotVote { node });
        }
        Ok(())
    }

    /// Takes in where the node listens as a controller.
    ///
    /// # Errors
    /// If it has to be reached, and does not listen.
    pub(super) fn listen_on(
        &mut self,
        node: NodeId,
        listeners: &[Listener],
    ) -> Result<(), SettingsError> {
        self.listens = !listeners.is_empty();
        let is_for_others = self.voters.len() > 1 || self.roles == Roles::Controller;
        if is_for_others && self.roles.is_controller() && !self.listens {
            let names = self.listener_names.join(",");
            return Err(SettingsError::NoControllerListener { names });
        }
        if let Some((_, at)) = self.voters.iter().find(|(id, _)| *id == node)
            && self.listens
            && !listeners.iter().any(|one| one.port == 0 || one.port == at.port)
        {
            let ports: Vec<String> = listeners.iter().map(|one| one.port.to_string()).collect();
            tracing::warn!(
                "controller.quorum.voters says that node {node} is at {}:{}, and it listens as a controller on port {}: the others do not reach it there, unless something passes that port on",
                at.host,
                at.port,
                ports.join(", ")
            );
        }
        // Apache Kafka's own file of a single node has it look for the quorum at itself.
        if self.roles.is_controller() && self.voters.is_empty() {
            self.bootstrap.retain(|address| !listeners.iter().any(|own| is_at(own, address)));
        }
        Ok(())
    }

    /// Whether there are other nodes, as far as the configuration says.
    #[must_use]
    pub fn has_others(&self) -> bool {
        self.roles == Roles::Broker || self.voters.len() > 1 || !self.bootstrap.is_empty()
    }

    /// Whether this node is the only voter, so that it leads without asking anybody.
    #[must_use]
    pub fn is_only_voter(&self) -> bool {
        self.bootstrap.is_empty() && self.voters.len() < 2 && self.roles.is_controller()
    }

    /// Whether this node is the whole cluster: nobody can join one that does not listen as a controller.
    #[must_use]
    pub fn is_alone(&self) -> bool {
        self.is_only_voter() && self.roles == Roles::Both && !self.listens
    }
}

/// Whether an address is that of a listener of this machine.
fn is_at(own: &Listener, address: &ControllerAddress) -> bool {
    const HERE: [&str; 3] = ["localhost", "127.0.0.1", "::1"];
    let host = address.host.as_ref();
    let is_here = HERE.contains(&host) && (own.is_everywhere() || HERE.contains(&&*own.host));
    own.port == address.port && (own.host == host || is_here)
}

fn roles(listed: &[String]) -> Roles {
    let has = |role: &str| listed.iter().any(|one| one == role);
    match (has("broker"), has("controller")) {
        (true, false) => Roles::Broker,
        (false, true) => Roles::Controller,
        (true, true) | (false, false) => Roles::Both,
    }
}

fn voter(item: &str) -> Result<(NodeId, ControllerAddress), SettingsError> {
    let parsed = item.split_once('@').and_then(|(id, rest)| {
        let id = id.parse().ok().filter(|id| *id >= 0)?;
        Some((NodeId(id), address(rest)?))
    });
    parsed.ok_or_else(|| SettingsError::Address {
        key: "controller.quorum.voters",
        value: item.to_owned(),
        form: "ID@HOST:PORT",
    })
}

fn address(text: &str) -> Option<ControllerAddress> {
    let (host, port) = text.rsplit_once(':')?;
    let host = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    let port = port.parse().ok()?;
    // Lists are separated by commas; anything else would be looked up as a name.
    let is_name = !host.is_empty() && !host.contains(['@', ';', '/', ' ']);
    is_name.then(|| ControllerAddress { host: host.to_owned().into(), port })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(keys: &[(&str, &str)]) -> Result<QuorumSettings, SettingsError> {
        let mut entries = BrokerEntries::default();
        for (key, value) in keys {
            entries.set(key, value).unwrap();
        }
        QuorumSettings::new(&entries, NodeId(1))
    }

    #[test]
    fn without_keys_a_node_is_the_whole_cluster() {
        let settings = settings(&[]).unwrap();
        assert_eq!(settings.roles, Roles::Both);
        assert!(settings.is_alone() && settings.voters.is_empty());
    }

    #[test]
    fn a_static_quorum_names_its_voters() {
        let settings =
            settings(&[("controller.quorum.voters", "1@a:9093, 2@[::1]:9093,3@c:1")]).unwrap();
        let second = ControllerAddress { host: "::1".into(), port: 9093 };
        assert_eq!(settings.voters[1], (NodeId(2), second));
        assert!(!settings.is_alone());
    }

    #[test]
    fn roles_that_contradict_the_voters_are_refused_with_the_way_out() {
        for (keys, said) in [
            (vec![("process.roles", "broker")], "controller.quorum.bootstrap.servers"),
            (
                vec![("process.roles", "broker"), ("controller.quorum.voters", "1@a:1")],
                "must not be",
            ),
            (
                vec![("process.roles", "controller"), ("controller.quorum.voters", "2@a:1")],
                "must be",
            ),
            (
                vec![
                    ("process.roles", "broker"),
                    ("controller.quorum.bootstrap.servers", "a:1"),
                    ("controller.quorum.auto.join.enable", "true"),
                ],
                "add the role controller",
            ),
            (vec![("controller.quorum.voters", "a:1")], "ID@HOST:PORT"),
            (vec![("controller.quorum.voters", "1@a:1;2@b:1")], "ID@HOST:PORT"),
            (vec![("controller.quorum.voters", "1@a:1,2@b:1,1@c:1")], "names node 1 twice"),
            (vec![("controller.quorum.voters", "2@a:1,3@b:1")], "without the key it is 1"),
            (vec![("controller.quorum.bootstrap.servers", "a")], "HOST:PORT"),
        ] {
            let error = settings(&keys).unwrap_err().to_string();
            assert!(error.contains(said), "{error}");
        }
    }
}
