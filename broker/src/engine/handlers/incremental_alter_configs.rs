//! IncrementalAlterConfigs (key 44). Authorization: ALTER_CONFIGS on the topic, the group, or the cluster.
//! What a request does not name stays. Answered once the change is applied.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{Alteration, Altered, ConfigChange, ConfigScope, Operation},
    model::ErrorCode,
    protocol::messages::{
        IncrementalAlterConfigsRequest, IncrementalAlterConfigsResponse,
        incremental_alter_configs_response::AlterConfigsResourceResponse,
    },
};

use super::altering_configs::{self, AlteringConfigs};
use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
    node::Validation,
};

/// IncrementalAlterConfigs (KIP-339). v1 is flexible.
pub struct IncrementalAlterConfigs;

impl Handler for IncrementalAlterConfigs {
    type Request = IncrementalAlterConfigsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=1;
    const PLACE: Place = Place::BrokerFirst;

    fn handle(
        call: &mut Call<'_>,
        request: IncrementalAlterConfigsRequest,
    ) -> Reply<IncrementalAlterConfigsResponse> {
        altering_configs::answer::<Self>(call, request)
    }
}

impl AlteringConfigs for IncrementalAlterConfigs {
    const SCOPE: ConfigScope = ConfigScope::Named;

    fn validation(request: &IncrementalAlterConfigsRequest) -> Validation {
        Validation::from_wire(request.validate_only)
    }

    fn alterations(request: &IncrementalAlterConfigsRequest) -> Vec<Alteration> {
        let resources = request.resources.iter().map(|resource| Alteration {
            resource_type: resource.resource_type,
            resource_name: resource.resource_name.to_string(),
            changes: resource
                .configs
                .iter()
                .map(|config| ConfigChange {
                    name: config.name.to_string(),
                    operation: Operation::from_wire(config.config_operation),
                    value: config.value.as_deref().map(str::to_owned),
                })
                .collect(),
        });
        resources.collect()
    }

    fn without(
        mut request: IncrementalAlterConfigsRequest,
        settled: &[Option<Altered>],
    ) -> IncrementalAlterConfigsRequest {
        let mut settled = settled.iter();
        request.resources.retain(|_| settled.next().is_none_or(Option::is_none));
        request
    }

    fn response(altered: Vec<Altered>) -> IncrementalAlterConfigsResponse {
        response(altered)
    }

    fn altered(response: IncrementalAlterConfigsResponse) -> Vec<Altered> {
        let altered = response.responses.into_iter().map(|one| {
            let code = ErrorCode::from_code(one.error_code);
            let message = one.error_message.map(|message| message.to_string());
            Altered {
                resource_type: one.resource_type,
                resource_name: one.resource_name.to_string(),
                refusal: (code != ErrorCode::None).then(|| (code, message.unwrap_or_default())),
            }
        });
        altered.collect()
    }
}

fn response(altered: Vec<Altered>) -> IncrementalAlterConfigsResponse {
    let responses = altered.into_iter().map(|one| {
        let (code, message) = match one.refusal {
            Some((code, message)) => (code, Some(message.into())),
            None => (ErrorCode::None, None),
        };
        AlterConfigsResourceResponse {
            error_code: code.code(),
            error_message: message,
            resource_type: one.resource_type,
            resource_name: one.resource_name.into(),
        }
    });
    IncrementalAlterConfigsResponse { responses: responses.collect(), ..Default::default() }
}
