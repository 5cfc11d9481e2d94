//! Kafka's error codes: number, name, whether trying again can help, and a sentence for each.
//! What a client or a broker does about them is decided elsewhere.

use std::fmt;

/// Whether Kafka's clients try again on their own.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Advice {
    /// Trying again can succeed.
    Retriable,
    /// Trying the same again fails again, or needs a step in between.
    Final,
}

macro_rules! error_codes {
    ($($code:literal, $variant:ident, $name:literal, $advice:ident, $message:literal;)*) => {
        /// How a request, or a part of it, ended. The codes are those of Apache Kafka 4.3.1.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[repr(i16)]
        pub enum ErrorCode {
            $(#[doc = concat!($name, ": ", $message, ".")] $variant = $code,)*
        }

        impl ErrorCode {
            /// All codes, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The code with this number; `UnknownServerError` for one that does not exist.
            #[must_use]
            pub fn from_code(code: i16) -> Self {
                match code {
                    $($code => Self::$variant,)*
                    _ => Self::UnknownServerError,
                }
            }

            /// Kafka's name, for instance `UNKNOWN_TOPIC_OR_PARTITION`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }

            /// What happened, as a sentence without capital and full stop.
            #[must_use]
            pub fn message(self) -> &'static str {
                match self {
                    $(Self::$variant => $message,)*
                }
            }

            fn advice(self) -> Advice {
                match self {
                    $(Self::$variant => Advice::$advice,)*
                }
            }
        }
    };
}

error_codes! {
    -1, UnknownServerError, "UNKNOWN_SERVER_ERROR", Final, "the broker failed in a way it did not foresee; its log says more";
    0, None, "NONE", Final, "success";
    1, OffsetOutOfRange, "OFFSET_OUT_OF_RANGE", Final, "the offset lies before the start or after the end of the log";
    2, CorruptMessage, "CORRUPT_MESSAGE", Retriable, "the batch is damaged, oversized, or has a record without a key in a compacted topic";
    3, UnknownTopicOrPartition, "UNKNOWN_TOPIC_OR_PARTITION", Retriable, "the broker has no such topic or partition";
    4, InvalidFetchSize, "INVALID_FETCH_SIZE", Final, "the fetch size is not possible";
    5, LeaderNotAvailable, "LEADER_NOT_AVAILABLE", Retriable, "the partition has no leader at the moment";
    6, NotLeaderOrFollower, "NOT_LEADER_OR_FOLLOWER", Retriable, "this broker is not the leader, or not a replica at all, of the partition";
    7, RequestTimedOut, "REQUEST_TIMED_OUT", Retriable, "the request was not done within its time-out";
    8, BrokerNotAvailable, "BROKER_NOT_AVAILABLE", Final, "the broker is not available";
    9, ReplicaNotAvailable, "REPLICA_NOT_AVAILABLE", Retriable, "the broker holds no usable replica of the partition";
    10, MessageTooLarge, "MESSAGE_TOO_LARGE", Final, "the batch is larger than the topic's max.message.bytes";
    11, StaleControllerEpoch, "STALE_CONTROLLER_EPOCH", Final, "the sender is no longer the controller";
    12, OffsetMetadataTooLarge, "OFFSET_METADATA_TOO_LARGE", Final, "the metadata of a committed offset is longer than offset.metadata.max.bytes";
    13, NetworkException, "NETWORK_EXCEPTION", Retriable, "the connection broke before the answer came";
    14, CoordinatorLoadInProgress, "COORDINATOR_LOAD_IN_PROGRESS", Retriable, "the coordinator is still loading its state";
    15, CoordinatorNotAvailable, "COORDINATOR_NOT_AVAILABLE", Retriable, "the group or transaction has no coordinator at the moment";
    16, NotCoordinator, "NOT_COORDINATOR", Retriable, "this broker does not coordinate the group or transactional id";
    17, InvalidTopicException, "INVALID_TOPIC_EXCEPTION", Final, "the topic name is not legal, or the topic may not be used in this way";
    18, RecordListTooLarge, "RECORD_LIST_TOO_LARGE", Final, "the batch is larger than a log segment";
    19, NotEnoughReplicas, "NOT_ENOUGH_REPLICAS", Retriable, "fewer replicas are in sync than min.insync.replicas asks for; nothing was written";
    20, NotEnoughReplicasAfterAppend, "NOT_ENOUGH_REPLICAS_AFTER_APPEND", Retriable, "the records were written, but to fewer in-sync replicas than asked for";
    21, InvalidRequiredAcks, "INVALID_REQUIRED_ACKS", Final, "acks must be 0, 1 or -1";
    22, IllegalGeneration, "ILLEGAL_GENERATION", Final, "the group has moved on to another generation";
    23, InconsistentGroupProtocol, "INCONSISTENT_GROUP_PROTOCOL", Final, "the member and its group have no protocol in common";
    24, InvalidGroupId, "INVALID_GROUP_ID", Final, "the group id is not legal";
    25, UnknownMemberId, "UNKNOWN_MEMBER_ID", Final, "the group has no member with this id";
    26, InvalidSessionTimeout, "INVALID_SESSION_TIMEOUT", Final, "the session time-out is outside of the broker's bounds";
    27, RebalanceInProgress, "REBALANCE_IN_PROGRESS", Final, "the group is rebalancing, and the member must join again";
    28, InvalidCommitOffsetSize, "INVALID_COMMIT_OFFSET_SIZE", Final, "the offset commit is larger than the broker takes";
    29, TopicAuthorizationFailed, "TOPIC_AUTHORIZATION_FAILED", Final, "the principal may not do this to the topic";
    30, GroupAuthorizationFailed, "GROUP_AUTHORIZATION_FAILED", Final, "the principal may not do this to the group";
    31, ClusterAuthorizationFailed, "CLUSTER_AUTHORIZATION_FAILED", Final, "the principal may not do this to the cluster";
    32, InvalidTimestamp, "INVALID_TIMESTAMP", Final, "a record's timestamp is out of the range that the topic allows";
    33, UnsupportedSaslMechanism, "UNSUPPORTED_SASL_MECHANISM", Final, "the broker does not offer this SASL mechanism";
    34, IllegalSaslState, "ILLEGAL_SASL_STATE", Final, "the request does not fit the state of the SASL handshake";
    35, UnsupportedVersion, "UNSUPPORTED_VERSION", Final, "the broker does not have this version of the API";
    36, TopicAlreadyExists, "TOPIC_ALREADY_EXISTS", Final, "a topic with this name exists already";
    37, InvalidPartitions, "INVALID_PARTITIONS", Final, "the number of partitions is not possible";
    38, InvalidReplicationFactor, "INVALID_REPLICATION_FACTOR", Final, "the replication factor is below 1 or over the number of usable brokers";
    39, InvalidReplicaAssignment, "INVALID_REPLICA_ASSIGNMENT", Final, "the replica assignment is not possible";
    40, InvalidConfig, "INVALID_CONFIG", Final, "a configuration value is not legal";
    41, NotController, "NOT_CONTROLLER", Retriable, "this node is not the active controller";
    42, InvalidRequest, "INVALID_REQUEST", Final, "the request contradicts itself or the protocol";
    43, UnsupportedForMessageFormat, "UNSUPPORTED_FOR_MESSAGE_FORMAT", Final, "the message format of the topic cannot do this";
    44, PolicyViolation, "POLICY_VIOLATION", Final, "a policy of the cluster forbids this";
    45, OutOfOrderSequenceNumber, "OUT_OF_ORDER_SEQUENCE_NUMBER", Final, "the batch's sequence number does not follow the last one";
    46, DuplicateSequenceNumber, "DUPLICATE_SEQUENCE_NUMBER", Final, "the batch was written before";
    47, InvalidProducerEpoch, "INVALID_PRODUCER_EPOCH", Final, "the producer's epoch is older than the latest one";
    48, InvalidTxnState, "INVALID_TXN_STATE", Final, "the transaction is not in a state that allows this";
    49, InvalidProducerIdMapping, "INVALID_PRODUCER_ID_MAPPING", Final, "the producer id does not belong to the transactional id";
    50, InvalidTransactionTimeout, "INVALID_TRANSACTION_TIMEOUT", Final, "the transaction time-out is over transaction.max.timeout.ms";
    51, ConcurrentTransactions, "CONCURRENT_TRANSACTIONS", Retriable, "another operation on the same transaction is still running";
    52, TransactionCoordinatorFenced, "TRANSACTION_COORDINATOR_FENCED", Final, "the sender no longer coordinates the transaction";
    53, TransactionalIdAuthorizationFailed, "TRANSACTIONAL_ID_AUTHORIZATION_FAILED", Final, "the principal may not use the transactional id";
    54, SecurityDisabled, "SECURITY_DISABLED", Final, "security is switched off on the broker";
    55, OperationNotAttempted, "OPERATION_NOT_ATTEMPTED", Final, "the operation was not tried, for another one of the request failed";
    56, KafkaStorageError, "KAFKA_STORAGE_ERROR", Retriable, "a disk failed while the log was read or written";
    57, LogDirNotFound, "LOG_DIR_NOT_FOUND", Final, "the broker has no such log directory";
    58, SaslAuthenticationFailed, "SASL_AUTHENTICATION_FAILED", Final, "the credentials were not accepted";
    59, UnknownProducerId, "UNKNOWN_PRODUCER_ID", Final, "the broker knows nothing of the producer id, perhaps because its records have expired";
    60, ReassignmentInProgress, "REASSIGNMENT_IN_PROGRESS", Final, "the partition is being reassigned";
    61, DelegationTokenAuthDisabled, "DELEGATION_TOKEN_AUTH_DISABLED", Final, "delegation tokens are switched off";
    62, DelegationTokenNotFound, "DELEGATION_TOKEN_NOT_FOUND", Final, "there is no such delegation token";
    63, DelegationTokenOwnerMismatch, "DELEGATION_TOKEN_OWNER_MISMATCH", Final, "the principal neither owns nor may renew the delegation token";
    64, DelegationTokenRequestNotAllowed, "DELEGATION_TOKEN_REQUEST_NOT_ALLOWED", Final, "delegation tokens cannot be asked for over this kind of connection";
    65, DelegationTokenAuthorizationFailed, "DELEGATION_TOKEN_AUTHORIZATION_FAILED", Final, "the principal may not do this to the delegation token";
    66, DelegationTokenExpired, "DELEGATION_TOKEN_EXPIRED", Final, "the delegation token has expired";
    67, InvalidPrincipalType, "INVALID_PRINCIPAL_TYPE", Final, "the type of principal is not supported";
    68, NonEmptyGroup, "NON_EMPTY_GROUP", Final, "the group still has members";
    69, GroupIdNotFound, "GROUP_ID_NOT_FOUND", Final, "there is no such group";
    70, FetchSessionIdNotFound, "FETCH_SESSION_ID_NOT_FOUND", Retriable, "the fetch session is unknown, perhaps evicted";
    71, InvalidFetchSessionEpoch, "INVALID_FETCH_SESSION_EPOCH", Retriable, "the epoch of the fetch session does not follow the last one";
    72, ListenerNotFound, "LISTENER_NOT_FOUND", Retriable, "the leader lacks the listener through which the request came";
    73, TopicDeletionDisabled, "TOPIC_DELETION_DISABLED", Final, "topics cannot be deleted on this cluster";
    74, FencedLeaderEpoch, "FENCED_LEADER_EPOCH", Retriable, "the leader epoch of the request is older than the broker's";
    75, UnknownLeaderEpoch, "UNKNOWN_LEADER_EPOCH", Retriable, "the leader epoch of the request is newer than the broker's";
    76, UnsupportedCompressionType, "UNSUPPORTED_COMPRESSION_TYPE", Final, "the client cannot read the compression of the partition";
    77, StaleBrokerEpoch, "STALE_BROKER_EPOCH", Final, "the broker epoch is not the current one";
    78, OffsetNotAvailable, "OFFSET_NOT_AVAILABLE", Retriable, "the new leader's high watermark is not up to date yet";
    79, MemberIdRequired, "MEMBER_ID_REQUIRED", Final, "the member must join again with the id that it was given";
    80, PreferredLeaderNotAvailable, "PREFERRED_LEADER_NOT_AVAILABLE", Retriable, "the preferred leader is not available";
    81, GroupMaxSizeReached, "GROUP_MAX_SIZE_REACHED", Final, "the group has as many members as group.max.size allows";
    82, FencedInstanceId, "FENCED_INSTANCE_ID", Final, "another member took over this group.instance.id";
    83, EligibleLeadersNotAvailable, "ELIGIBLE_LEADERS_NOT_AVAILABLE", Retriable, "no replica is eligible to lead the partition";
    84, ElectionNotNeeded, "ELECTION_NOT_NEEDED", Retriable, "the partition has the wanted leader already";
    85, NoReassignmentInProgress, "NO_REASSIGNMENT_IN_PROGRESS", Final, "the partition is not being reassigned";
    86, GroupSubscribedToTopic, "GROUP_SUBSCRIBED_TO_TOPIC", Final, "the group is subscribed to the topic, so its offsets cannot be deleted";
    87, InvalidRecord, "INVALID_RECORD", Final, "the broker rejected a record; the answer names it";
    88, UnstableOffsetCommit, "UNSTABLE_OFFSET_COMMIT", Retriable, "a transaction still has to decide about offsets of the group";
    89, ThrottlingQuotaExceeded, "THROTTLING_QUOTA_EXCEEDED", Retriable, "the quota is used up for now";
    90, ProducerFenced, "PRODUCER_FENCED", Final, "a newer producer with the same transactional id took over";
    91, ResourceNotFound, "RESOURCE_NOT_FOUND", Final, "there is no such resource";
    92, DuplicateResource, "DUPLICATE_RESOURCE", Final, "the request names a resource twice";
    93, UnacceptableCredential, "UNACCEPTABLE_CREDENTIAL", Final, "the credential is not acceptable";
    94, InconsistentVoterSet, "INCONSISTENT_VOTER_SET", Final, "sender or receiver is not among the voters";
    95, InvalidUpdateVersion, "INVALID_UPDATE_VERSION", Final, "the version to update is not possible";
    96, FeatureUpdateFailed, "FEATURE_UPDATE_FAILED", Final, "a feature could not be updated";
    97, PrincipalDeserializationFailure, "PRINCIPAL_DESERIALIZATION_FAILURE", Final, "the forwarded principal cannot be read";
    98, SnapshotNotFound, "SNAPSHOT_NOT_FOUND", Final, "there is no such snapshot";
    99, PositionOutOfRange, "POSITION_OUT_OF_RANGE", Final, "the position lies outside of the snapshot";
    100, UnknownTopicId, "UNKNOWN_TOPIC_ID", Retriable, "the broker has no topic with this id";
    101, DuplicateBrokerRegistration, "DUPLICATE_BROKER_REGISTRATION", Final, "a broker with this id is registered already";
    102, BrokerIdNotRegistered, "BROKER_ID_NOT_REGISTERED", Final, "no broker with this id is registered";
    103, InconsistentTopicId, "INCONSISTENT_TOPIC_ID", Retriable, "the topic id differs from the one in the log";
    104, InconsistentClusterId, "INCONSISTENT_CLUSTER_ID", Final, "the cluster id differs from the one that was expected";
    105, TransactionalIdNotFound, "TRANSACTIONAL_ID_NOT_FOUND", Final, "there is no such transactional id";
    106, FetchSessionTopicIdError, "FETCH_SESSION_TOPIC_ID_ERROR", Retriable, "the fetch session mixes topics with and without id";
    107, IneligibleReplica, "INELIGIBLE_REPLICA", Final, "a replica may not be in the ISR";
    108, NewLeaderElected, "NEW_LEADER_ELECTED", Final, "the change was made, and the partition has another leader now";
    109, OffsetMovedToTieredStorage, "OFFSET_MOVED_TO_TIERED_STORAGE", Final, "the offset is only in tiered storage";
    110, FencedMemberEpoch, "FENCED_MEMBER_EPOCH", Final, "the member's epoch is fenced: it must give up its partitions and join again";
    111, UnreleasedInstanceId, "UNRELEASED_INSTANCE_ID", Final, "another member still holds this group.instance.id";
    112, UnsupportedAssignor, "UNSUPPORTED_ASSIGNOR", Final, "the group does not have this assignor";
    113, StaleMemberEpoch, "STALE_MEMBER_EPOCH", Final, "the member's epoch is old: it must retry after its next heartbeat";
    114, MismatchedEndpointType, "MISMATCHED_ENDPOINT_TYPE", Final, "the request is for another kind of endpoint";
    115, UnsupportedEndpointType, "UNSUPPORTED_ENDPOINT_TYPE", Final, "this kind of endpoint is not supported";
    116, UnknownControllerId, "UNKNOWN_CONTROLLER_ID", Final, "there is no controller with this id";
    117, UnknownSubscriptionId, "UNKNOWN_SUBSCRIPTION_ID", Final, "the telemetry subscription is unknown or outdated";
    118, TelemetryTooLarge, "TELEMETRY_TOO_LARGE", Final, "the telemetry is larger than the broker takes";
    119, InvalidRegistration, "INVALID_REGISTRATION", Final, "the controller rejects the broker's registration";
    120, TransactionAbortable, "TRANSACTION_ABORTABLE", Final, "the transaction cannot go on; abort it to continue";
    121, InvalidRecordState, "INVALID_RECORD_STATE", Final, "the record is not acquired by this member any more";
    122, ShareSessionNotFound, "SHARE_SESSION_NOT_FOUND", Retriable, "the share session is unknown, perhaps evicted";
    123, InvalidShareSessionEpoch, "INVALID_SHARE_SESSION_EPOCH", Retriable, "the epoch of the share session does not follow the last one";
    124, FencedStateEpoch, "FENCED_STATE_EPOCH", Final, "the state epoch of the share group is not the current one";
    125, InvalidVoterKey, "INVALID_VOTER_KEY", Final, "the voter's directory id differs from the replica's";
    126, DuplicateVoter, "DUPLICATE_VOTER", Final, "the voter is in the set already";
    127, VoterNotFound, "VOTER_NOT_FOUND", Final, "the voter is not in the set";
    128, InvalidRegularExpression, "INVALID_REGULAR_EXPRESSION", Final, "the regular expression is not legal";
    129, RebootstrapRequired, "REBOOTSTRAP_REQUIRED", Final, "the client's metadata is too old: it must bootstrap again";
    130, StreamsInvalidTopology, "STREAMS_INVALID_TOPOLOGY", Final, "the topology is not valid";
    131, StreamsInvalidTopologyEpoch, "STREAMS_INVALID_TOPOLOGY_EPOCH", Final, "the topology epoch is not valid";
    132, StreamsTopologyFenced, "STREAMS_TOPOLOGY_FENCED", Final, "the topology epoch is older than the group's";
    133, ShareSessionLimitReached, "SHARE_SESSION_LIMIT_REACHED", Retriable, "the broker has as many share sessions as it allows";
}

impl ErrorCode {
    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> i16 {
        self as i16
    }

    /// Whether Kafka's clients try again on their own: the exception of this code is a
    /// `RetriableException`.
    #[must_use]
    pub fn is_retriable(self) -> bool {
        self.advice() == Advice::Retriable
    }

    /// Whether it is an error at all.
    #[must_use]
    pub fn is_error(self) -> bool {
        self != Self::None
    }
}

impl From<ErrorCode> for i16 {
    fn from(code: ErrorCode) -> Self {
        code.code()
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({}): {}", self.name(), self.code(), self.message())
    }
}

#[cfg(test)]
mod tests {
    use super::ErrorCode;

    #[test]
    fn every_code_is_found_by_its_number() {
        assert_eq!(ErrorCode::ALL.len(), 135);
        for (expected, code) in (-1..).zip(ErrorCode::ALL) {
            assert_eq!(code.code(), expected);
            assert_eq!(ErrorCode::from_code(expected), *code);
        }
        assert_eq!(ErrorCode::from_code(9_999), ErrorCode::UnknownServerError);
    }

    #[test]
    fn names_and_retries_are_those_of_apache_kafka() {
        assert_eq!(ErrorCode::from_code(3).name(), "UNKNOWN_TOPIC_OR_PARTITION");
        assert!(ErrorCode::UnknownTopicOrPartition.is_retriable());
        assert!(ErrorCode::ThrottlingQuotaExceeded.is_retriable());
        assert!(!ErrorCode::OutOfOrderSequenceNumber.is_retriable());
        assert!(!ErrorCode::RebalanceInProgress.is_retriable());
        let retriable = ErrorCode::ALL.iter().filter(|code| code.is_retriable()).count();
        assert_eq!(retriable, 32);
    }
}
