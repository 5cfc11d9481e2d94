//! ListConfigResources (key 74). Authorization: DESCRIBE_CONFIGS on the cluster. v0 is
//! ListClientMetricsResources under its old name (KIP-714).

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::{MetadataImage, ResourceKind},
    model::ErrorCode,
    protocol::messages::{
        ListConfigResourcesRequest, ListConfigResourcesResponse,
        list_config_resources_response::ConfigResource,
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
};

/// ListConfigResources (KIP-1142). v1 lists every kind.
pub struct ListConfigResources;

const ALL: [ResourceKind; 5] = [
    ResourceKind::Topic,
    ResourceKind::Broker,
    ResourceKind::BrokerLogger,
    ResourceKind::ClientMetrics,
    ResourceKind::Group,
];

impl Handler for ListConfigResources {
    type Request = ListConfigResourcesRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;

    fn handle(
        call: &mut Call<'_>,
        request: ListConfigResourcesRequest,
    ) -> Reply<ListConfigResourcesResponse> {
        let asked = request.resource_types.iter().map(|number| ResourceKind::from_wire(*number));
        let kinds = match asked.collect::<Option<Vec<_>>>() {
            _ if call.version == 0 => vec![ResourceKind::ClientMetrics],
            Some(none) if none.is_empty() => ALL.to_vec(),
            Some(kinds) => kinds,
            None => {
                let error_code = ErrorCode::UnsupportedVersion.code();
                return Reply::Now(ListConfigResourcesResponse {
                    error_code,
                    ..Default::default()
                });
            }
        };
        let image = call.image();
        let listed = ALL.into_iter().filter(|kind| kinds.contains(kind));
        let resources = listed.flat_map(|kind| {
            names(&image, kind).into_iter().map(move |name| ConfigResource {
                resource_name: name.into(),
                resource_type: kind.wire(),
            })
        });
        let config_resources = resources.collect();
        Reply::Now(ListConfigResourcesResponse { config_resources, ..Default::default() })
    }
}

/// Topics and brokers have configs as soon as there are any; the others when something is set.
fn names(image: &MetadataImage, kind: ResourceKind) -> Vec<String> {
    match kind {
        ResourceKind::Topic => image.topic_ids.keys().map(ToString::to_string).collect(),
        ResourceKind::Broker | ResourceKind::BrokerLogger => {
            image.brokers.keys().map(ToString::to_string).collect()
        }
        ResourceKind::ClientMetrics | ResourceKind::Group => {
            let set = image.configs.keys().filter(|resource| resource.kind == kind);
            set.map(|resource| resource.name.clone()).collect()
        }
    }
}
