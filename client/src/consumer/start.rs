//! Finds the coordinator and the protocol that it speaks, and starts the member.

use std::sync::Arc;

use bytestring::ByteString;
use ottla_core::{model::Uuid, protocol::messages::ConsumerGroupHeartbeatRequest};

use crate::{
    Result,
    admin::call::retried,
    driver::{
        cluster::{AutoCreation, Cluster},
        coordinator,
        group::Member,
    },
    engine::group::{
        consumer::Dialect, membership::Membership, settings::Settings, subscription::Subscription,
    },
    options::{ConsumerOptions, GroupProtocol},
};

/// Starts the task of a member.
///
/// # Errors
/// If no coordinator is found within `api_timeout`.
pub(super) async fn member(
    cluster: &Arc<Cluster>,
    options: &ConsumerOptions,
    subscription: Subscription,
) -> Result<Arc<Member>> {
    let group_id = ByteString::from(options.group_id.as_str());
    let (found, versions) = retried(cluster, "find the coordinator", || async {
        let found = coordinator::find(cluster, coordinator::Of::Group, &group_id).await?;
        let connection = cluster.connection_to(&found).await?;
        Ok((found, connection.versions().clone()))
    })
    .await?;
    let patience = cluster.options.api_timeout;
    let age = cluster.options.metadata_age_max;
    let settings = Settings::new(options, cluster.backoff(), patience, age);
    let (now, mut rng) = (cluster.clock.now(), cluster.split_rng("group"));
    let heartbeat = versions.newest::<ConsumerGroupHeartbeatRequest>();
    let membership = match (options.group_protocol, heartbeat) {
        (GroupProtocol::Classic, _) => Membership::classic(now, settings, subscription, rng),
        (GroupProtocol::Consumer, Err(_)) => {
            tracing::info!(
                group = %group_id,
                "the broker does not have the group protocol of KIP-848: the classic one is used"
            );
            Membership::classic(now, settings, subscription, rng)
        }
        (GroupProtocol::Consumer, Ok(version)) => {
            let dialect = if version == 0 { Dialect::V0 } else { Dialect::V1 };
            let member_id = ByteString::from(Uuid::random(&mut rng).to_string());
            Membership::consumer(now, settings, subscription, rng, member_id, dialect)
        }
    };
    let creation = match options.allow_auto_create_topics {
        true => AutoCreation::Allowed,
        false => AutoCreation::Forbidden,
    };
    let goodbye = options.close_timeout;
    Ok(Member::start(cluster.clone(), membership, creation, goodbye, found))
}
