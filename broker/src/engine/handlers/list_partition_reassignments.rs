//! ListPartitionReassignments (key 46): replicas on their way (KIP-455). Authorization: DESCRIBE on the cluster. Brokers
//! forward it; of the controllers any answers, with what is committed as far as it knows.

use std::ops::RangeInclusive;

use ottla_core::{
    metadata::controller::list_partition_reassignments,
    protocol::messages::{ListPartitionReassignmentsRequest, ListPartitionReassignmentsResponse},
};

use crate::engine::{
    call::Call,
    handler::{Handler, Place, Reply},
};

/// ListPartitionReassignments.
pub struct ListPartitionReassignments;

impl Handler for ListPartitionReassignments {
    type Request = ListPartitionReassignmentsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;
    const PLACE: Place = Place::Controller;

    fn handle(
        call: &mut Call<'_>,
        request: ListPartitionReassignmentsRequest,
    ) -> Reply<ListPartitionReassignmentsResponse> {
        Reply::Now(list_partition_reassignments(&call.image(), &request))
    }
}
