//! ApiVersions (key 18): what this broker serves. Authorization: none, it comes first.

use std::{ops::RangeInclusive, sync::atomic::Ordering};

use ottla_core::{
    metadata::{FEATURE_KRAFT_VERSION, SUPPORTED_FEATURES},
    model::ErrorCode,
    protocol::messages::{
        ApiVersionsRequest, ApiVersionsResponse,
        api_versions_response::{FinalizedFeatureKey, SupportedFeatureKey},
    },
};

use crate::engine::{
    call::Call,
    handler::{Handler, Reply},
    table,
};

/// ApiVersions. v3 names the client's software, which has to look like a name.
pub struct ApiVersions;

impl Handler for ApiVersions {
    type Request = ApiVersionsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=4;

    fn handle(call: &mut Call<'_>, request: ApiVersionsRequest) -> Reply<ApiVersionsResponse> {
        let named = is_software_name(&request.client_software_name)
            && is_software_name(&request.client_software_version);
        if call.version >= 3 && !named {
            let error_code = ErrorCode::InvalidRequest.code();
            return Reply::Now(ApiVersionsResponse { error_code, ..Default::default() });
        }
        let image = call.image();
        let supported = SUPPORTED_FEATURES.iter().filter(|feature| {
            // Before version 4 a minimum of 0 is not understood (KIP-1022).
            call.version >= 4 || feature.minimum > 0
        });
        let kraft_version = call.node.cluster.kraft_version.load(Ordering::Acquire);
        let of_image = image.features.iter().map(|(name, level)| (name.as_str(), *level));
        let of_quorum = (kraft_version > 0).then_some((FEATURE_KRAFT_VERSION, kraft_version));
        let finalized = of_image.chain(of_quorum);
        Reply::Now(ApiVersionsResponse {
            api_keys: {
                let listener = call.node.settings().kind_of(&call.peer.listener);
                table::listed_versions(listener).collect()
            },
            supported_features: supported
                .map(|feature| SupportedFeatureKey {
                    name: feature.name.into(),
                    min_version: feature.minimum,
                    max_version: feature.maximum,
                    ..Default::default()
                })
                .collect(),
            finalized_features_epoch: image.end_offset.map_or(-1, |offset| offset.0 - 1),
            finalized_features: finalized
                .map(|(name, level)| FinalizedFeatureKey {
                    name: name.into(),
                    max_version_level: level,
                    min_version_level: level,
                    ..Default::default()
                })
                .collect(),
            ..Default::default()
        })
    }
}

/// Letters and digits, with `-` and `.` inside (KIP-511).
fn is_software_name(name: &str) -> bool {
    let alphanumeric = |byte: Option<u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric());
    alphanumeric(name.bytes().next())
        && alphanumeric(name.bytes().last())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.'))
}
