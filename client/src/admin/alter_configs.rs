//! IncrementalAlterConfigs: changes single keys, and leaves the others.

use ottla_core::protocol::messages::{
    IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse,
    incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
};

use super::{
    Admin, ConfigResource, PerItem, UpdateMode,
    call::judged,
    config_resource::{by_target, named},
    settle::{Answers, sharded},
};

const OPERATION: &str = "alter configurations";

/// A change of one key of a configuration.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # fixture.topic("orders").await?;
/// # let admin = fixture.client().admin();
/// use ottla::admin::{ConfigChange, ConfigResource};
///
/// let topic = ConfigResource::Topic("orders".into());
/// let changes = [
///     ConfigChange::set("retention.ms", "86400000"),
///     ConfigChange::append("cleanup.policy", "compact"),
///     ConfigChange::delete("segment.bytes"),
/// ];
/// admin.alter_configs([(topic, changes)]).await?;
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigChange {
    key: String,
    operation: i8,
    value: Option<String>,
}

impl ConfigChange {
    /// Gives the key a value.
    #[must_use]
    pub fn set(key: impl Into<String>, value: impl Into<String>) -> Self {
        Self { key: key.into(), operation: 0, value: Some(value.into()) }
    }

    /// Gives the key back what it inherits.
    #[must_use]
    pub fn delete(key: impl Into<String>) -> Self {
        Self { key: key.into(), operation: 1, value: None }
    }

    /// Adds items, separated by commas, to a key that is a list.
    #[must_use]
    pub fn append(key: impl Into<String>, items: impl Into<String>) -> Self {
        Self { key: key.into(), operation: 2, value: Some(items.into()) }
    }

    /// Takes items, separated by commas, out of a key that is a list.
    #[must_use]
    pub fn subtract(key: impl Into<String>, items: impl Into<String>) -> Self {
        Self { key: key.into(), operation: 3, value: Some(items.into()) }
    }
}

impl Admin {
    /// Changes keys of configurations ([`ConfigChange`]): of each resource all that are named, or none. Another
    /// attempt after a lost answer changes nothing more. Broker keys that can be changed take effect at once.
    ///
    /// # Errors
    /// `UnknownTopic`, `InvalidInput` for a value that the key refuses, `NotAuthorized`, and what else
    /// the broker says of a resource. `TimedOut` after `api_timeout`.
    pub fn alter_configs<C: IntoIterator<Item = ConfigChange>>(
        &self,
        resources: impl IntoIterator<Item = (ConfigResource, C)>,
    ) -> PerItem<ConfigResource, ()> {
        self.alter_configs_with(resources, UpdateMode::Apply)
    }

    /// Changes keys of configurations, or has it only judged whether they could be changed ([`UpdateMode`]).
    ///
    /// # Errors
    /// As [`Admin::alter_configs`].
    pub fn alter_configs_with<C: IntoIterator<Item = ConfigChange>>(
        &self,
        resources: impl IntoIterator<Item = (ConfigResource, C)>,
        mode: UpdateMode,
    ) -> PerItem<ConfigResource, ()> {
        let resources = resources.into_iter().map(|(resource, changes)| {
            let changes: Vec<ConfigChange> = changes.into_iter().collect();
            (resource, changes)
        });
        let items = self.items(OPERATION, resources, named);
        items.settle(move |cluster, pending, _| async move {
            let answers =
                sharded(by_target(pending, ConfigResource::changed_by), |target, resources| {
                    let cluster = &cluster;
                    async move {
                        let request = IncrementalAlterConfigsRequest {
                            resources: resources.into_iter().map(altered).collect(),
                            validate_only: mode.is_validation(),
                        };
                        Ok(answers(cluster.request(target, &request).await?))
                    }
                });
            Ok(answers.await)
        })
    }
}

fn altered((resource, changes): (ConfigResource, Vec<ConfigChange>)) -> AlterConfigsResource {
    let config = |change: ConfigChange| AlterableConfig {
        name: change.key.into(),
        config_operation: change.operation,
        value: change.value.map(Into::into),
    };
    let (resource_type, name, _) = resource.address();
    AlterConfigsResource {
        resource_type,
        resource_name: name.into(),
        configs: changes.into_iter().map(config).collect(),
    }
}

fn answers(response: IncrementalAlterConfigsResponse) -> Answers<ConfigResource, ()> {
    let answers = response.responses.into_iter().filter_map(|one| {
        let resource = ConfigResource::from_wire(one.resource_type, &one.resource_name)?;
        Some((resource, judged(OPERATION, one.error_code, one.error_message.as_deref())))
    });
    answers.collect()
}
