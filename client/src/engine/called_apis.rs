//! The APIs that the client calls: a request that is not listed here cannot be sent, so that what
//! docs/reference/protocol_support.md says of the client is what it does. Which version is spoken
//! is decided elsewhere, with each broker.

use ottla_core::protocol::{
    ApiKey, Request,
    messages::{
        ApiVersionsRequest, CreatePartitionsRequest, CreateTopicsRequest, DeleteRecordsRequest,
        DeleteTopicsRequest, DescribeConfigsRequest, FetchRequest, IncrementalAlterConfigsRequest,
        InitProducerIdRequest, ListConfigResourcesRequest, ListOffsetsRequest, MetadataRequest,
        ProduceRequest,
    },
};

/// A request that the client sends.
pub(crate) trait CalledRequest: Request {}

macro_rules! called {
    ($($request:ident)*) => {
        $(impl CalledRequest for $request {})*

        /// The APIs that the client calls, by key.
        pub const CALLED_APIS: &[ApiKey] = &[$(<$request as Request>::KEY),*];
    };
}

called! {
    ProduceRequest
    FetchRequest
    ListOffsetsRequest
    MetadataRequest
    ApiVersionsRequest
    CreateTopicsRequest
    DeleteTopicsRequest
    DeleteRecordsRequest
    InitProducerIdRequest
    DescribeConfigsRequest
    CreatePartitionsRequest
    IncrementalAlterConfigsRequest
    ListConfigResourcesRequest
}
