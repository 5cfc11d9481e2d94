//! ListConfigResources: what has a configuration.

use ottla_core::protocol::messages::ListConfigResourcesRequest;

use super::{
    Admin, ConfigResource,
    call::{checked, corrupt},
};
use crate::{Error, ErrorKind, Result, driver::cluster::Target};

const OPERATION: &str = "list configuration resources";

/// A kind of thing that has a configuration: [`Admin::list_config_resources`].
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
    /// ```
    /// # #[cfg(feature = "testing")]
    /// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
    /// # let admin = fixture.client().admin();
    /// use ottla::admin::ConfigResourceKind;
    ///
    /// for group in admin.list_config_resources([ConfigResourceKind::Group]).await? {
    ///     println!("{group:?}");
    /// }
    /// # Ok(())
    /// # })
    /// # .unwrap();
    /// ```
    ///
    /// # Errors
    /// `NotAuthorized`, and what else the broker says; `Unsupported` where brokers are too old (before 4.1 they list
    /// client metrics only); `Corrupt` for a resource of a kind that is not known here. `TimedOut` after `api_timeout`.
    pub async fn list_config_resources(
        &self,
        kinds: impl IntoIterator<Item = ConfigResourceKind>,
    ) -> Result<Vec<ConfigResource>> {
        let resource_types: Vec<i8> = kinds.into_iter().map(ConfigResourceKind::wire).collect();
        let only_metrics = resource_types == [ConfigResourceKind::ClientMetrics.wire()];
        let response = self
            .retried(OPERATION, || async {
                let connection = self.cluster.connection(Target::Any).await?;
                let version = connection.versions().newest::<ListConfigResourcesRequest>()?;
                // Before KIP-1142 brokers listed subscriptions to clients' metrics only.
                let resource_types = match version {
                    0 if only_metrics => Vec::new(),
                    0 => {
                        let message = "the broker is too old to list anything but client metrics";
                        return Err(Error::new(ErrorKind::Unsupported, OPERATION, message));
                    }
                    _ => resource_types.clone(),
                };
                let request = ListConfigResourcesRequest { resource_types };
                let timeout = self.cluster.options.request_timeout;
                let response = connection.submit(&request, version)?.answer(timeout).await?;
                checked(OPERATION, response.error_code, None)?;
                Ok(response)
            })
            .await?;
        let resources = response.config_resources.into_iter().map(|one| {
            let (kind, name) = (one.resource_type, &one.resource_name);
            ConfigResource::from_wire(kind, name).ok_or_else(|| {
                corrupt(OPERATION, format!("there is no resource '{name}' of kind {kind}"))
            })
        });
        resources.collect()
    }
}
