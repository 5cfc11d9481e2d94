//! AlterConfigs (key 33). Authorization: ALTER_CONFIGS on the topic, the group, or the cluster.
//! What a request does not name gets back what it inherits. Answered once the change is applied.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::{Alteration, Altered, ConfigChange, ConfigScope, Operation},
    model::ErrorCode,
    protocol::messages::{
        AlterConfigsRequest, AlterConfigsResponse,
        alter_configs_response::AlterConfigsResourceResponse,
    },
};

use super::altering_configs::{self, AlteringConfigs};
use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
    node::Validation,
};

/// AlterConfigs. v2 is flexible.
pub struct AlterConfigs;

impl Handler for AlterConfigs {
    type Request = AlterConfigsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;
    const PLACE: Place = Place::BrokerFirst;

    fn handle(call: &mut Call<'_>, request: AlterConfigsRequest) -> Reply<AlterConfigsResponse> {
        altering_configs::answer::<Self>(call, request)
    }
}

impl AlteringConfigs for AlterConfigs {
    const SCOPE: ConfigScope = ConfigScope::All;

    fn validation(request: &AlterConfigsRequest) -> Validation {
        Validation::from_wire(request.validate_only)
    }

    fn alterations(request: &AlterConfigsRequest) -> Vec<Alteration> {
        let resources = request.resources.iter().map(|resource| Alteration {
            resource_type: resource.resource_type,
            resource_name: resource.resource_name.to_string(),
            changes: resource
                .configs
                .iter()
                .map(|config| ConfigChange {
                    name: config.name.to_string(),
                    operation: Operation::Set,
                    value: config.value.as_deref().map(str::to_owned),
                })
                .collect(),
        });
        resources.collect()
    }

    fn without(
        mut request: AlterConfigsRequest,
        settled: &[Option<Altered>],
    ) -> AlterConfigsRequest {
        let mut settled = settled.iter();
        request.resources.retain(|_| settled.next().is_none_or(Option::is_none));
        request
    }

    fn response(altered: Vec<Altered>) -> AlterConfigsResponse {
        response(altered)
    }

    fn altered(response: AlterConfigsResponse) -> Vec<Altered> {
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

fn response(altered: Vec<Altered>) -> AlterConfigsResponse {
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
    AlterConfigsResponse { responses: responses.collect(), ..Default::default() }
}
