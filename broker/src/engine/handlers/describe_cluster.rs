//! DescribeCluster (key 60): cluster id, controller, brokers. Authorization: DESCRIBE on the
//! cluster.

use std::ops::RangeInclusive;

use ottla_core::{
    model::ErrorCode,
    protocol::{
        codec::Listener,
        messages::{
            DescribeClusterRequest, DescribeClusterResponse,
            describe_cluster_response::DescribeClusterBroker,
        },
    },
};

use super::metadata::{ALL_CLUSTER_OPERATIONS, OPERATIONS_NOT_ASKED};
use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// What brokers answer for.
const ENDPOINT_BROKERS: i8 = 1;
/// What controllers answer for (KIP-919).
const ENDPOINT_CONTROLLERS: i8 = 2;

/// DescribeCluster. v1 chooses brokers or controllers (KIP-919), v2 can show fenced brokers.
pub struct DescribeCluster;

impl Handler for DescribeCluster {
    type Request = DescribeClusterRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeClusterRequest,
    ) -> Reply<DescribeClusterResponse> {
        let endpoint_type = match call.node.settings().kind_of(&call.peer.listener) {
            Listener::Broker => ENDPOINT_BROKERS,
            Listener::Controller => ENDPOINT_CONTROLLERS,
        };
        if request.endpoint_type != endpoint_type {
            return Reply::Now(refusal(request.endpoint_type, endpoint_type));
        }
        let is_asked = request.include_cluster_authorized_operations;
        let (controller_id, brokers) = match endpoint_type {
            ENDPOINT_CONTROLLERS => (call.node.controller_id(), controllers(call)),
            _ => (call.node.controller_for_clients(), brokers(call, &request)),
        };
        Reply::Now(DescribeClusterResponse {
            endpoint_type,
            cluster_id: call.node.identity().cluster_id.clone(),
            controller_id,
            brokers,
            cluster_authorized_operations: if is_asked {
                ALL_CLUSTER_OPERATIONS
            } else {
                OPERATIONS_NOT_ASKED
            },
            ..Default::default()
        })
    }
}

fn refusal(asked: i8, here: i8) -> DescribeClusterResponse {
    let (code, message) = match (asked, here) {
        (ENDPOINT_BROKERS, _) => (
            ErrorCode::MismatchedEndpointType,
            "this is a controller: ask a broker, or name it as bootstrap.controllers",
        ),
        (ENDPOINT_CONTROLLERS, _) => (
            ErrorCode::MismatchedEndpointType,
            "this is a broker: ask a controller, or name it as bootstrap.servers",
        ),
        _ => (ErrorCode::UnsupportedEndpointType, "there are brokers, 1, and controllers, 2"),
    };
    DescribeClusterResponse {
        error_code: code.code(),
        error_message: Some(message.into()),
        endpoint_type: here,
        ..Default::default()
    }
}

/// The brokers that have a listener of the name by which the client came.
fn brokers(call: &Call<'_>, request: &DescribeClusterRequest) -> Vec<DescribeClusterBroker> {
    let image = call.image();
    let with_fenced = request.include_fenced_brokers;
    let shown = image.brokers.values().filter(|broker| with_fenced || !broker.fenced);
    let described = shown.filter_map(|broker| {
        let endpoint = broker.endpoint(&call.peer.listener)?;
        Some(DescribeClusterBroker {
            broker_id: broker.id.0,
            host: endpoint.host.clone(),
            port: i32::from(endpoint.port),
            rack: broker.rack.clone(),
            is_fenced: broker.fenced,
            ..Default::default()
        })
    });
    described.collect()
}

/// The controllers, likewise.
fn controllers(call: &Call<'_>) -> Vec<DescribeClusterBroker> {
    let image = call.image();
    let described = image.controllers.values().filter_map(|controller| {
        let endpoint =
            controller.endpoints.iter().find(|one| one.listener == call.peer.listener)?;
        Some(DescribeClusterBroker {
            broker_id: controller.id.0,
            host: endpoint.host.clone(),
            port: i32::from(endpoint.port),
            ..Default::default()
        })
    });
    described.collect()
}
