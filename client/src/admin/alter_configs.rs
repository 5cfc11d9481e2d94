//! IncrementalAlterConfigs: changes single keys, and leaves the others.

use ottla_core::protocol::messages::{
    IncrementalAlterConfigsRequest,
    incremental_alter_configs_request::{AlterConfigsResource, AlterableConfig},
};

use super::{
    Admin, ConfigResource,
    call::{checked, retried},
};
use crate::{Error, Result};

const OPERATION: &str = "alter configurations";

/// A change of one key of a configuration.
///
/// ```no_run
/// # async fn example(admin: ottla::admin::Admin) -> ottla::Result<()> {
/// use ottla::admin::{ConfigChange, ConfigResource};
///
/// let topic = ConfigResource::Topic("orders".into());
/// let changes = [
///     ConfigChange::set("retention.ms", "86400000"),
///     ConfigChange::append("cleanup.policy", "compact"),
///     ConfigChange::delete("segment.bytes"),
/// ];
/// admin.alter_configs(&topic, changes).await?;
/// # Ok(())
/// # }
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
    /// Changes keys of a configuration: all of them, or none. Another attempt after a lost answer
    /// changes nothing more. Broker keys that can be changed take effect at once.
    ///
    /// # Errors
    /// `UnknownTopic`, `InvalidInput` for a value that the key refuses, `NotAuthorized`, and what else
    /// the broker says. `TimedOut` after `api_timeout`.
    pub async fn alter_configs(
        &self,
        resource: &ConfigResource,
        changes: impl IntoIterator<Item = ConfigChange>,
    ) -> Result<()> {
        let config = |change: ConfigChange| AlterableConfig {
            name: change.key.into(),
            config_operation: change.operation,
            value: change.value.map(Into::into),
        };
        let (resource_type, name, target) = resource.address();
        let altered = AlterConfigsResource {
            resource_type,
            resource_name: name.as_str().into(),
            configs: changes.into_iter().map(config).collect(),
        };
        let request =
            IncrementalAlterConfigsRequest { resources: vec![altered], validate_only: false };
        retried(&self.cluster, OPERATION, || async {
            let response = self.cluster.request(target, &request).await?;
            for result in &response.responses {
                checked(OPERATION, result.error_code, result.error_message.as_deref())
                    .map_err(|error: Error| error.with("resource", &name))?;
            }
            Ok(())
        })
        .await
    }
}
