//! The id under which a cluster knows a client and its metrics (KIP-714).

use ottla_core::{model::Uuid, protocol::messages::GetTelemetrySubscriptionsRequest};

use super::{
    Admin,
    call::{checked, corrupt},
};
use crate::{Result, driver::cluster::Target};

const OPERATION: &str = "get a client instance id";

impl Admin {
    /// The id that the cluster has given this client: it goes with what the client, and whoever is cloned from
    /// it, tells of itself. A broker gives it when it is first asked for.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// let id = client.admin().client_instance_id().await?;
    /// println!("metrics of this client are under {id}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// `Unsupported` for a cluster that takes no metrics of clients; `Corrupt` for an answer without an id;
    /// `TimedOut` after `api_timeout`.
    pub async fn client_instance_id(&self) -> Result<Uuid> {
        let subscription = self.cluster.first_subscription.get_or_try_init(|| {
            self.retried(OPERATION, || async {
                let request = GetTelemetrySubscriptionsRequest::default();
                let response = self.cluster.request(Target::Any, &request).await?;
                checked(OPERATION, response.error_code, None)?;
                match response.client_instance_id {
                    Uuid::ZERO => Err(corrupt(OPERATION, "the broker's answer has no id")),
                    _ => Ok(response),
                }
            })
        });
        Ok(subscription.await?.client_instance_id)
    }
}
