//! ListTransactions (key 66): the transactional ids that this broker coordinates (KIP-664).
//! Authorization: DESCRIBE on each id; others are left out.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::{ErrorCode, ProducerId},
    protocol::messages::{ListTransactionsRequest, ListTransactionsResponse},
    transactions::TransactionFilter,
};

use crate::engine::{
    call::Call,
    coordinator::AfterShards,
    handler::{Handler, Reply},
};

/// ListTransactions. v1 filters by duration (KIP-994), v2 by a pattern of the id (KIP-1152).
pub struct ListTransactions;

impl Handler for ListTransactions {
    type Request = ListTransactionsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=2;

    fn handle(
        call: &mut Call<'_>,
        request: ListTransactionsRequest,
    ) -> Reply<ListTransactionsResponse> {
        let refuse = |code: ErrorCode| ListTransactionsResponse {
            error_code: code.code(),
            ..Default::default()
        };
        let filter = TransactionFilter {
            states: request.state_filters,
            producer_ids: request.producer_id_filters.into_iter().map(ProducerId).collect(),
            duration_ms: request.duration_filter,
            ..Default::default()
        };
        let pattern = request.transactional_id_pattern.unwrap_or_default();
        let Ok(filter) = filter.matching(&pattern) else {
            return Reply::Now(refuse(ErrorCode::InvalidRegularExpression));
        };
        let node = call.node.clone();
        let answers = match node.ask_all_transactions(call, |shard, now| shard.list(&filter, now)) {
            Ok(answers) => answers,
            Err(code) => return Reply::Now(refuse(code)),
        };
        let mut response = ListTransactionsResponse {
            unknown_state_filters: filter.unknown_states(),
            ..Default::default()
        };
        let mut commits = Vec::new();
        for answer in answers {
            response.transaction_states.extend(answer.response);
            commits.push(answer.commit);
        }
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}
