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
    const PLACE: Place = Place::Controller;

    fn handle(call: &mut Call<'_>, request: AlterConfigsRequest) -> Reply<AlterConfigsResponse> {
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
                        operation: Operation::Set,
                        value: config.value.as_deref().map(str::to_owned),
                    })
                    .collect(),
            })
            .collect();
        let node = call.node.clone();
        let validation = Validation::from_wire(request.validate_only);
        let scope = ConfigScope::All;
        match node.alter_configs(call, &alterations, scope, validation) {
            Ok((altered, commit)) => commit.reply(response(altered), None),
            Err(error) => {
                let refused = alterations.into_iter().map(|one| one.refused(error));
                Reply::Now(response(refused.collect()))
            }
        }
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
