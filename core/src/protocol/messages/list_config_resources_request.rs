//! ListConfigResources (key 74): request, versions 0 to 1.

use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 74, versions = "0-1", flexible = "0+", listeners = "broker")]
pub struct ListConfigResourcesRequest {
    #[field(versions = "1+")]
    pub resource_types: Vec<i8>,
}
