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
    const PLACE: Place = Place::Controller;

    fn handle(
        call: &mut Call<'_>,
        request: IncrementalAlterConfigsRequest,
    ) -> Reply<IncrementalAlterConfigsResponse> {
        let alterations: Vec<Alteration> = request
            .resources
            .iter()
            .map(|resource| Alteration {
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
            })
            .collect();
        let node = call.node.clone();
        let validation = Validation::from_wire(request.validate_only);
        let scope = ConfigScope::Named;
        match node.alter_configs(call, &alterations, scope, validation) {
            Ok((altered, commit)) => commit.reply(response(altered), None),
            Err(error) => {
                let refused = alterations.into_iter().map(|one| one.refused(error));
                Reply::Now(response(refused.collect()))
            }
        }
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
