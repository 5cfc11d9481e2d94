//! The metadata quorum (KIP-595), as `ottla cluster status` shows it: who is in it, and how far each is.

use comfy_table::Table;
use ottla::admin::{ClusterDescription, QuorumDescription, QuorumReplica};
use serde_json::{Value, json};

use super::super::table::{shown, table};

/// Which cluster it is, and who leads it.
pub(super) fn headline(cluster: &ClusterDescription, quorum: &QuorumDescription) -> String {
    format!(
        "cluster {}: the controller is {} in epoch {}, metadata is committed up to offset {}\n",
        cluster.id.as_deref().unwrap_or("-"),
        shown(quorum.leader),
        quorum.leader_epoch,
        quorum.high_watermark
    )
}

/// A row for each voter and observer.
pub(super) fn members(quorum: &QuorumDescription) -> Table {
    let mut members = table(&["quorum", "part", "address", "log end", "behind", "last fetch"]);
    let parts = [("voter", &quorum.voters), ("observer", &quorum.observers)];
    for (part, replicas) in parts {
        for one in replicas {
            let leads = Some(one.id) == quorum.leader;
            let fetched = silent_ms(quorum, one).filter(|_| !leads);
            members.add_row([
                one.id.to_string(),
                if leads { "leader" } else { part }.to_owned(),
                shown(address(quorum, one)),
                shown(one.log_end_offset),
                shown(behind(quorum, one)),
                shown(fetched.map(|ms| format!("{ms} ms ago"))),
            ]);
        }
    }
    members
}

/// The same for programs.
pub(super) fn as_json(quorum: &QuorumDescription) -> Value {
    let member = |one: &QuorumReplica| {
        json!({
            "id": one.id,
            "address": address(quorum, one),
            "log_end_offset": one.log_end_offset,
            "behind": behind(quorum, one),
            "last_fetch_ms_ago": silent_ms(quorum, one),
        })
    };
    json!({
        "leader": quorum.leader,
        "epoch": quorum.leader_epoch,
        "high_watermark": quorum.high_watermark,
        "voters": quorum.voters.iter().map(member).collect::<Vec<_>>(),
        "observers": quorum.observers.iter().map(member).collect::<Vec<_>>(),
    })
}

/// Where a voter listens, if that is told.
fn address(quorum: &QuorumDescription, one: &QuorumReplica) -> Option<String> {
    let endpoint = quorum.endpoints.get(&one.id)?.first()?;
    Some(format!("{}:{}", endpoint.host, endpoint.port))
}

/// How many records of the metadata log a member does not have.
fn behind(quorum: &QuorumDescription, one: &QuorumReplica) -> Option<i64> {
    let end = leader(quorum)?.log_end_offset?;
    Some((end - one.log_end_offset?).max(0))
}

/// For how long the leader has not heard a member. It says of itself that it fetches at this moment, so no other
/// clock is asked.
fn silent_ms(quorum: &QuorumDescription, one: &QuorumReplica) -> Option<i64> {
    Some((leader(quorum)?.last_fetch? - one.last_fetch?).max(0))
}

fn leader(quorum: &QuorumDescription) -> Option<&QuorumReplica> {
    quorum.voters.iter().find(|voter| Some(voter.id) == quorum.leader)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use ottla::{Uuid, admin::RaftEndpoint};

    use super::*;

    #[test]
    fn members_are_measured_by_what_the_leader_says_of_itself() {
        let replica = |id, log_end_offset, last_fetch| QuorumReplica {
            id,
            directory_id: Uuid::ZERO,
            log_end_offset,
            last_fetch,
            last_caught_up: None,
        };
        let endpoint = RaftEndpoint { listener: "C".into(), host: "c1".into(), port: 9093 };
        let quorum = QuorumDescription {
            leader: Some(1),
            leader_epoch: 4,
            high_watermark: 90,
            voters: vec![replica(1, Some(100), Some(7_000)), replica(2, Some(90), Some(6_500))],
            observers: vec![replica(3, None, None)],
            endpoints: BTreeMap::from([(1, vec![endpoint])]),
        };
        let json = as_json(&quorum);
        assert_eq!(json["voters"][0]["address"], "c1:9093");
        assert_eq!(json["voters"][1]["behind"], 10);
        assert_eq!(json["voters"][1]["last_fetch_ms_ago"], 500);
        assert!(json["observers"][0]["behind"].is_null(), "{json}");
        let unled = QuorumDescription { leader: None, ..quorum };
        assert!(as_json(&unled)["voters"][1]["behind"].is_null());
    }
}
