//! ListConfigResources: what has a configuration.

use ottla_core::protocol::messages::ListConfigResourcesRequest;

use super::{
    Admin, ConfigResource,
    call::{checked, retried},
};
use crate::{Result, driver::cluster::Target};

const OPERATION: &str = "list configuration resources";

/// A kind of thing that has a configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ConfigResourceKind {
    /// Topics.
    Topic,
    /// Brokers.
    Broker,
    /// Loggers of brokers.
    BrokerLogger,
    /// Subscriptions to clients' metrics.
    ClientMetrics,
    /// Groups.
    Group,
}

impl ConfigResourceKind {
    fn wire(self) -> i8 {
        match self {
            Self::Topic => 2,
            Self::Broker => 4,
            Self::BrokerLogger => 8,
            Self::ClientMetrics => 16,
            Self::Group => 32,
        }
    }
}

impl Admin {
    /// All topics and brokers, and the groups and client metrics subscriptions on which something is
    /// set, of the kinds named; without any, of all.
    ///
    /// ```no_run
    /// # async fn example(admin: ottla::admin::Admin) -> ottla::Result<()> {
    /// use ottla::admin::ConfigResourceKind;
    ///
    /// for group in admin.list_config_resources([ConfigResourceKind::Group]).await? {
    ///     println!("{group:?}");
    /// }
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`, and what else the broker says. `TimedOut` after `api_timeout`.
    pub async fn list_config_resources(
        &self,
        kinds: impl IntoIterator<Item = ConfigResourceKind>,
    ) -> Result<Vec<ConfigResource>> {
        let resource_types = kinds.into_iter().map(ConfigResourceKind::wire).collect();
        let request = ListConfigResourcesRequest { resource_types };
        let response = retried(&self.cluster, OPERATION, || async {
            let response = self.cluster.request(Target::Any, &request).await?;
            checked(OPERATION, response.error_code, None)?;
            Ok(response)
        })
        .await?;
        let resources = response.config_resources.into_iter();
        let resource = |one: ottla_core::protocol::messages::list_config_resources_response::ConfigResource| {
            ConfigResource::from_wire(one.resource_type, &one.resource_name)
        };
        Ok(resources.filter_map(resource).collect())
    }
}
