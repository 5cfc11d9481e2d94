//! Who leads had all that was committed: it was in sync, or eligible. Otherwise the topic allows it, a client asks for
//! it, or nobody else is left and it led last; and then the partition is marked.

use super::{Asked, Step};
use crate::{
    metadata::LeaderRecoveryState,
    model::{
        NodeId,
        config::{BrokerEntries, topic},
    },
    protocol::messages::MetadataRecord,
};

pub(super) fn check(step: &Step<'_>) {
    let at = &step.at;
    // Whose last run has just turned out to have ended badly.
    let is_lost = |broker: &NodeId| {
        step.records.iter().any(|record| {
            matches!(record, MetadataRecord::RegisterBrokerRecord(one) if one.broker_id == broker.0)
        })
    };
    for (of, id, before, after) in step.partitions() {
        let had_all = before.in_sync_replicas.contains(&after.leader)
            || before.eligible_leader_replicas.contains(&after.leader)
            || matches!(&step.asked, Asked::InSync(isr) if isr.contains(&after.leader));
        if !after.has_leader() || had_all || after.leader_epoch == before.leader_epoch {
            continue;
        }
        let overrides = step.before.topic_overrides(&of.name);
        let key = topic("unclean.leader.election.enable").unwrap();
        let is_allowed = BrokerEntries::default().topic_value(key, &overrides).0 == "true";
        let led_last = before.last_known_eligible == [after.leader]
            && before.in_sync_replicas.iter().all(is_lost)
            && before.eligible_leader_replicas.iter().all(is_lost);
        let is_asked = step.asked == Asked::UncleanLeaders;
        assert!(is_allowed || led_last || is_asked, "{at}: {id:?} {before:?} {after:?}");
        // Going back to the replicas of before takes the first of them, as Apache Kafka does.
        let is_marked = after.recovery_state == LeaderRecoveryState::Recovering;
        let goes_back = step.asked == Asked::Reassignment;
        assert!(is_marked || goes_back, "{at}: {id:?} {before:?} {after:?}");
    }
}
