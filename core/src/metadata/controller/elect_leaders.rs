//! ElectLeaders (KIP-183, KIP-460): a client asks for preferred leaders, or for unclean ones where there is none.

use bytestring::ByteString;

use super::{
    ActiveController, Basis, Decision, Judged, Refusal,
    draft::{Changed, Draft},
    partition_change::Election,
};
use crate::{
    metadata::{MetadataImage, TopicImage},
    model::{ErrorCode, PartitionId, TopicIdPartition},
    protocol::messages::{
        ElectLeadersRequest, ElectLeadersResponse,
        elect_leaders_response::{PartitionResult, ReplicaElectionResult},
    },
};

/// What a client wants elected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Preferred,
    Unclean,
}

impl Wanted {
    fn from_wire(number: i8) -> Option<Self> {
        match number {
            0 => Some(Self::Preferred),
            1 => Some(Self::Unclean),
            _ => None,
        }
    }

    fn election(self) -> Election {
        match self {
            Self::Preferred => Election::Preferred,
            Self::Unclean => Election::Unclean,
        }
    }
}

impl ActiveController {
    /// Decides on an ElectLeaders request. Where it names no partitions, all are meant, and those that need no
    /// election are not answered.
    ///
    /// `InvalidRequest`: there is no such election. Each partition has its own error.
    #[must_use]
    pub fn elect_leaders(
        &self,
        basis: Basis<'_>,
        request: &ElectLeadersRequest,
    ) -> Judged<ElectLeadersResponse> {
        let Some(wanted) = Wanted::from_wire(request.election_type) else {
            let message = format!("Unknown election type {}", request.election_type);
            return Judged::refused(Refusal::new(ErrorCode::InvalidRequest, message));
        };
        let rules = self.rules(basis.image);
        let mut draft = rules.draft();
        let replica_election_results = match &request.topic_partitions {
            None => all(basis.image, &mut draft, wanted),
            Some(topics) => {
                let named = topics.iter().map(|topic| ReplicaElectionResult {
                    topic: topic.topic.clone(),
                    partition_result: topic
                        .partitions
                        .iter()
                        .map(|number| {
                            let elected = elect(&mut draft, &topic.topic, *number, wanted);
                            result(*number, elected)
                        })
                        .collect(),
                });
                named.collect()
            }
        };
        let response = ElectLeadersResponse { replica_election_results, ..Default::default() };
        Decision { records: draft.into_records(), response: Ok(response) }
    }
}

fn all(image: &MetadataImage, draft: &mut Draft<'_>, wanted: Wanted) -> Vec<ReplicaElectionResult> {
    let topics = image.topics.values().map(|topic| {
        let elections = topic.numbered().filter_map(|(number, _)| {
            let elected = elect_in(draft, topic, number, wanted);
            let needed = !matches!(&elected, Err((ErrorCode::ElectionNotNeeded, _)));
            needed.then(|| result(number.0, elected))
        });
        let partition_result = elections.collect();
        ReplicaElectionResult { topic: topic.name.to_string().into(), partition_result }
    });
    topics.collect()
}

type Elected = Result<(), (ErrorCode, Option<String>)>;

fn elect(draft: &mut Draft<'_>, name: &str, number: i32, wanted: Wanted) -> Elected {
    let Some(topic) = draft.rules.image.topic(name) else {
        let message = format!("No such topic as {name}");
        return Err((ErrorCode::UnknownTopicOrPartition, Some(message)));
    };
    elect_in(draft, topic, PartitionId(number), wanted)
}

fn elect_in(
    draft: &mut Draft<'_>,
    topic: &TopicImage,
    partition: PartitionId,
    wanted: Wanted,
) -> Elected {
    let id = TopicIdPartition { topic_id: topic.id, partition };
    let Some((_, registration)) = draft.find(id) else {
        let message = format!("No such partition as {}-{partition}", topic.name);
        return Err((ErrorCode::UnknownTopicOrPartition, Some(message)));
    };
    let is_there = match wanted {
        Wanted::Preferred => registration.has_preferred_leader(),
        Wanted::Unclean => registration.has_leader(),
    };
    if is_there {
        return Err((ErrorCode::ElectionNotNeeded, None));
    }
    match (draft.elect(id, wanted.election()), wanted) {
        (Changed::Yes, _) => Ok(()),
        (Changed::No, Wanted::Preferred) => Err((ErrorCode::PreferredLeaderNotAvailable, None)),
        (Changed::No, Wanted::Unclean) => Err((ErrorCode::EligibleLeadersNotAvailable, None)),
    }
}

fn result(partition_id: i32, elected: Elected) -> PartitionResult {
    let (code, message) = match elected {
        Ok(()) => (ErrorCode::None, None),
        Err((code, message)) => (code, Some(message.unwrap_or_else(|| code.message().to_owned()))),
    };
    let error_message = message.map(ByteString::from);
    PartitionResult { partition_id, error_code: code.code(), error_message }
}
