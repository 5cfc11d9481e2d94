//! What a client says of itself with the metrics that it sends (KIP-714). One client is one instance for the cluster,
//! whatever it has made, so only what holds for all of that is said.

use std::collections::BTreeMap;

/// Names of KIP-714, with what those of whom each is asked have said.
#[derive(Clone, Debug, Default)]
pub(crate) struct Labels(BTreeMap<&'static str, Said>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Said {
    /// All the same; `None` that they have none.
    Alike(Option<String>),
    Differently,
}

impl Labels {
    /// A producer, a consumer or a member says this of itself.
    pub(crate) fn say(&mut self, name: &'static str, value: Option<&str>) {
        let new = Said::Alike(value.map(str::to_owned));
        let said = self.0.entry(name).or_insert_with(|| new.clone());
        if *said != new {
            *said = Said::Differently;
        }
    }

    /// What holds for all.
    #[cfg(any(feature = "telemetry", test))]
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.0.iter().filter_map(|(name, said)| match said {
            Said::Alike(Some(value)) => Some((*name, value.as_str())),
            Said::Alike(None) | Said::Differently => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_hold_for_all_is_not_said() {
        let mut labels = Labels::default();
        for (name, value) in [
            ("client_rack", Some("eu-1")),
            ("client_rack", Some("eu-1")),
            ("group_id", Some("billing")),
            ("group_id", Some("reports")),
            ("group_id", Some("billing")),
            ("group_instance_id", None),
            ("transactional_id", None),
            ("transactional_id", Some("billing-1")),
        ] {
            labels.say(name, value);
        }
        assert_eq!(labels.iter().collect::<Vec<_>>(), [("client_rack", "eu-1")]);
    }
}
