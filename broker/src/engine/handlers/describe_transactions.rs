//! DescribeTransactions (key 65): the state of transactional ids that this broker coordinates (KIP-664).
//! Authorization: DESCRIBE on each id, and on the topics that are shown.

use std::{ops::RangeInclusive, sync::Arc};

use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        DescribeTransactionsRequest, DescribeTransactionsResponse,
        describe_transactions_response::TransactionState,
    },
};

use crate::engine::{
    call::Call,
    coordinator::{AfterShards, Answered},
    handler::{Handler, Reply},
};

/// DescribeTransactions.
pub struct DescribeTransactions;

impl Handler for DescribeTransactions {
    type Request = DescribeTransactionsRequest;

    const VERSIONS: RangeInclusive<i16> = 0..=0;

    fn handle(
        call: &mut Call<'_>,
        request: DescribeTransactionsRequest,
    ) -> Reply<DescribeTransactionsResponse> {
        let node = call.node.clone();
        let mut response = DescribeTransactionsResponse::default();
        let mut commits = Vec::new();
        for id in &request.transactional_ids {
            let state = match node.ask_transaction(call, id, |shard, _| shard.describe(id)) {
                Ok(Answered { response, commit }) => {
                    commits.push(commit);
                    response
                }
                Err(code) => TransactionState {
                    error_code: code.code(),
                    transactional_id: id.clone(),
                    ..Default::default()
                },
            };
            response.transaction_states.push(state);
        }
        let ids = request.transactional_ids;
        let refuse = move |code: ErrorCode| DescribeTransactionsResponse {
            transaction_states: ids
                .iter()
                .map(|id| TransactionState {
                    error_code: code.code(),
                    transactional_id: id.clone(),
                    ..Default::default()
                })
                .collect(),
            ..Default::default()
        };
        AfterShards::new(response, commits, Arc::new(refuse), call).reply(call)
    }
}
