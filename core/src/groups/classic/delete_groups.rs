//! DeleteGroups: groups without members go, with their offsets.

use bytestring::ByteString;

use crate::{
    groups::{outcome::Outcome, shard::GroupShard},
    model::ErrorCode,
    protocol::messages::delete_groups_response::DeletableGroupResult,
};

impl GroupShard {
    /// DeleteGroups, versions 0 to 2: a result for each group, whose `error_code` says what went wrong.
    /// Name each group once.
    pub fn delete_groups(&mut self, groups: &[ByteString]) -> Outcome<Vec<DeletableGroupResult>> {
        let mut outcome = Outcome::answer(());
        let mut results = Vec::with_capacity(groups.len());
        for id in groups {
            let group = self.groups.get(id).ok_or(ErrorCode::GroupIdNotFound);
            let error = match group.and_then(|group| group.check_delete().map(|()| group)) {
                Err(error) => error,
                Ok(group) => {
                    let tombstones = group.tombstones(id);
                    outcome.records.extend(self.delete_all_offsets(id));
                    outcome.records.extend(tombstones);
                    ErrorCode::None
                }
            };
            results.push(DeletableGroupResult { group_id: id.clone(), error_code: error.code() });
        }
        Outcome::with_records(results, outcome.records)
    }
}
