//! What a node says of a request to change configs before the active controller is asked. A broker: whether the
//! request can be read at all, and whether what is set on a broker is set on this one, which alone knows with
//! what it was started. A controller: what is there twice, of no known kind, or a logger. What is left is decided
//! by the active controller (alter_configs.rs).

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Alteration, Altered, ConfigScope,
    alter_configs::{Judge, Refusal, counted, refuse_malformed, refused},
};
use crate::{
    metadata::{MetadataImage, ResourceKind},
    model::{
        ErrorCode, NodeId,
        config::{BrokerEntries, check_dynamic},
    },
};

/// For each change what is answered, or none if the controller is to be asked. `started` is what broker `node`
/// was started with.
#[must_use]
pub fn settle_own_configs(
    image: &MetadataImage,
    started: &BrokerEntries,
    node: NodeId,
    alterations: &[Alteration],
    scope: ConfigScope,
) -> Vec<Option<Altered>> {
    let named = counted(alterations);
    let judge = Judge { image, started, node, scope };
    let settled = alterations.iter().map(|one| {
        if named[&one.key()] > 1 {
            return Some(one.answered(Some(refused("Each resource must appear at most once."))));
        }
        match judged(&judge, one) {
            Ok(Next::Done) => Some(one.answered(None)),
            Ok(Next::Controller) => None,
            Err(refusal) => Some(one.answered(Some(refusal))),
        }
    });
    settled.collect()
}

enum Next {
    /// Nothing is left to do.
    Done,
    /// The controller decides.
    Controller,
}

fn judged(judge: &Judge<'_>, one: &Alteration) -> Result<Next, Refusal> {
    refuse_malformed(one)?;
    let kind = judge.kind(one)?;
    match kind {
        ResourceKind::BrokerLogger => judge.logger(one).map(|()| Next::Done),
        ResourceKind::Broker => {
            if !one.resource_name.is_empty() {
                judge.check_own(&one.resource_name, "Unexpected broker id, expected")?;
            }
            let (_, after) = judge.changed(kind, one)?;
            check_own(judge, &one.resource_name, &after)?;
            Ok(Next::Controller)
        }
        ResourceKind::Topic | ResourceKind::Group | ResourceKind::ClientMetrics => {
            Ok(Next::Controller)
        }
    }
}

/// Whether this broker can take in what would be set on it, or on all.
fn check_own(
    judge: &Judge<'_>,
    name: &str,
    after: &BTreeMap<String, String>,
) -> Result<(), Refusal> {
    let Judge { image, started, node, .. } = judge;
    let own = image.overrides(ResourceKind::Broker, &node.to_string());
    let cluster = image.overrides(ResourceKind::Broker, "");
    let before = started.with_dynamic(&own, &cluster);
    let entries = match name {
        "" => started.with_dynamic(&own, after),
        _ => started.with_dynamic(after, &cluster),
    };
    check_dynamic(after, &before, &entries).map_err(|error| refused(error.to_string()))
}

/// What any controller says by itself, where nothing is left for the active one.
#[must_use]
pub fn settle_at_controller(
    image: &MetadataImage,
    started: &BrokerEntries,
    node: NodeId,
    alterations: &[Alteration],
    scope: ConfigScope,
) -> Option<Vec<Altered>> {
    let judge = Judge { image, started, node, scope };
    let said = by_itself(&judge, alterations).into_iter();
    said.map(|(one, said)| said.map(|said| one.answered(said.err()))).collect()
}

/// What a controller says of each change by itself, or none if the active one decides on it. Of what is there
/// twice only the first is in the list, unless it is a logger's.
pub(super) fn by_itself<'a>(
    judge: &Judge<'_>,
    alterations: &'a [Alteration],
) -> Vec<(&'a Alteration, Option<Result<(), Refusal>>)> {
    let named = counted(alterations);
    let mut twice = BTreeSet::new();
    let mut all = Vec::new();
    for one in alterations {
        let kind = ResourceKind::from_wire(one.resource_type);
        let is_logger = kind == Some(ResourceKind::BrokerLogger);
        let said = if is_logger && judge.scope == ConfigScope::Named {
            Some(judge.logger(one))
        } else if kind.is_none() {
            let message = format!("Unknown resource type {}.", one.resource_type);
            Some(Err((ErrorCode::UnsupportedVersion, message)))
        } else if named[&one.key()] > 1 {
            if !twice.insert(one.key()) {
                continue;
            }
            Some(Err(refused("Duplicate resource.")))
        } else if is_logger {
            Some(Err(refused("Unexpected resource type BROKER_LOGGER.")))
        } else {
            None
        };
        all.push((one, said));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        metadata::controller::{ConfigChange, Operation},
        model::ErrorCode,
    };

    const BROKER: i8 = 4;
    const LOGGER: i8 = 8;
    const TOPIC: i8 = 2;

    fn set(resource_type: i8, name: &str, key: &str) -> Alteration {
        let change =
            ConfigChange { name: key.into(), operation: Operation::Set, value: Some("9".into()) };
        Alteration { resource_type, resource_name: name.into(), changes: vec![change] }
    }

    fn said(alterations: &[Alteration], scope: ConfigScope) -> Vec<Option<Option<Refusal>>> {
        let (image, started) = (MetadataImage::default(), BrokerEntries::default());
        let settled = settle_own_configs(&image, &started, NodeId(1), alterations, scope);
        settled.into_iter().map(|one| one.map(|altered| altered.refusal)).collect()
    }

    fn refusal(message: &str) -> Option<Option<Refusal>> {
        Some(Some(refused(message)))
    }

    /// As Apache Kafka 4.3.1 answers.
    #[test]
    fn a_broker_takes_what_is_set_on_itself_and_on_all() {
        for scope in [ConfigScope::Named, ConfigScope::All] {
            for (name, expected) in [
                ("1", None),
                ("", None),
                ("01", None),
                ("2", refusal("Unexpected broker id, expected 1, but received 2")),
                ("-1", refusal("Unexpected broker id, expected 1, but received -1")),
                ("foo", refusal("Node id must be an integer, but it is: foo")),
                (" 1", refusal("Node id must be an integer, but it is:  1")),
                ("2147483648", refusal("Node id must be an integer, but it is: 2147483648")),
            ] {
                let one = set(BROKER, name, "message.max.bytes");
                assert_eq!(said(&[one], scope), [expected], "{name:?}");
            }
            let (other, topic) = (set(BROKER, "2", "no such key"), set(TOPIC, "t", "retention.ms"));
            let expected = refusal("Unexpected broker id, expected 1, but received 2");
            assert_eq!(said(&[topic, other], scope), [None, expected]);
            let read_only = refusal("Cannot update these configs dynamically: [node.id]");
            assert_eq!(said(&[set(BROKER, "1", "node.id")], scope), [read_only]);
            let unknown = refusal("Unknown resource type 77");
            assert_eq!(said(&[set(77, "1", "x")], scope), [unknown]);
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_before_it_is_asked_whose_it_is() {
        let key = "message.max.bytes";
        let mut twice = set(BROKER, "2", key);
        twice.changes.push(twice.changes[0].clone());
        let said_of_it = said(&[twice], ConfigScope::Named);
        assert_eq!(said_of_it, [refusal("Error due to duplicate config keys")]);
        let both = [set(BROKER, "2", key), set(BROKER, "1", key), set(BROKER, "2", key)];
        let once = refusal("Each resource must appear at most once.");
        assert_eq!(said(&both, ConfigScope::All), [once.clone(), None, once]);
    }

    #[test]
    fn loggers_are_nobody_elses_concern() {
        let of = |name: &str| said(&[set(LOGGER, name, "nope")], ConfigScope::Named).remove(0);
        let none = (ErrorCode::InvalidConfig, "Logger nope does not exist!".to_owned());
        assert_eq!(of("1"), Some(Some(none)));
        assert_eq!(of("2"), refusal("Unexpected node id. Expected 1, but received 2"));
        assert_eq!(of(""), refusal("Node id must be an integer, but it is: "));
        let nothing = Alteration { changes: Vec::new(), ..set(LOGGER, "1", "nope") };
        assert_eq!(said(&[nothing], ConfigScope::Named), [Some(None)]);
        let classic = said(&[set(LOGGER, "1", "nope")], ConfigScope::All);
        assert_eq!(classic, [refusal("Unknown resource type 8")]);
    }
}
