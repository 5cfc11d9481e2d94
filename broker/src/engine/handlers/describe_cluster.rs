//! DescribeCluster (key 60): cluster id, controller, brokers. Authorization: DESCRIBE on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DescribeClusterRequest, DescribeClusterResponse,
        describe_cluster_response::DescribeClusterBroker,
    },
};

use super::metadata::{ALL_CLUSTER_OPERATIONS, OPERATIONS_NOT_ASKED};
use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// What a broker answers for; controllers answer the same request for themselves (KIP-919).
const ENDPOINT_BROKERS: i8 = 1;

/// DescribeCluster. v1 chooses brokers or controllers (KIP-919), v2 can show fenced brokers.
pub struct DescribeCluster;

impl Handler for DescribeCluster {
    type Request = DescribeClusterRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeClusterRequest,
    ) -> Reply<DescribeClusterResponse> {
        if request.endpoint_type != ENDPOINT_BROKERS {
            return Reply::Now(DescribeClusterResponse {
                error_code: ErrorCode::MismatchedEndpointType.code(),
                error_message: Some(
                    "The request was sent to an endpoint of the wrong type: this is a broker."
                        .into(),
                ),
                endpoint_type: ENDPOINT_BROKERS,
                ..Default::default()
            });
        }
        let image = call.image();
        let listener = &call.peer.listener;
        let brokers = image
            .brokers
            .values()
            .filter(|broker| request.include_fenced_brokers || !broker.fenced)
            .filter_map(|broker| {
                let endpoint = broker.endpoint(listener)?;
                Some(DescribeClusterBroker {
                    broker_id: broker.id.0,
                    host: endpoint.host.clone(),
                    port: i32::from(endpoint.port),
                    rack: broker.rack.clone(),
                    is_fenced: broker.fenced,
                    ..Default::default()
                })
            });
        Reply::Now(DescribeClusterResponse {
            endpoint_type: ENDPOINT_BROKERS,
            cluster_id: call.node.identity().cluster_id.clone(),
            controller_id: call.node.controller_for_clients(),
            brokers: brokers.collect(),
            cluster_authorized_operations: if request.include_cluster_authorized_operations {
                ALL_CLUSTER_OPERATIONS
            } else {
                OPERATIONS_NOT_ASKED
            },
            ..Default::default()
        })
    }
}
