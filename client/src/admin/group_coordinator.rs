//! What the calls about groups share: they go to each group's coordinator.

use bytestring::ByteString;

use super::call::retried;
use crate::{
    Error, Result,
    driver::{cluster::Cluster, connection::Connection, coordinator},
};

/// Asks the coordinator of a group; the one that is it then, whenever it is tried again.
pub(super) async fn with_coordinator<T, F: Future<Output = Result<T>>>(
    cluster: &Cluster,
    operation: &'static str,
    group_id: &ByteString,
    call: impl Fn(Connection) -> F,
) -> Result<T> {
    let outcome = retried(cluster, operation, || async {
        let address = coordinator::find(cluster, coordinator::Of::Group, group_id).await?;
        call(cluster.connection_to(&address).await?).await
    });
    outcome.await.map_err(|error: Error| error.with("group", group_id))
}
