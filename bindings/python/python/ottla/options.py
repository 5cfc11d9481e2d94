"""The options of everything, by Kafka's keys with `_` for `.`."""

# Made from bindings/api by `cargo xtask generate`: do not edit.

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from os import PathLike
from typing import TypeAlias, TypedDict

# A duration: a `timedelta`, or milliseconds.
Duration: TypeAlias = timedelta | int
# Text, or several with commas between.
Text: TypeAlias = str | PathLike[str] | Iterable[str]
OptionValue: TypeAlias = bool | int | float | str | timedelta | PathLike[str] | Iterable[str] | None


class ClientOptions(TypedDict, total=False):
    """How a client connects."""

    # Name that brokers see in logs, metrics and quotas. Default `ottla`.
    # Default: ottla. Allowed: text.
    client_id: Text | None

    # Which of the addresses that names stand for are tried. Default all.
    # Default: use_all_dns_ips. Allowed: use_all_dns_ips or resolve_canonical_bootstrap_servers_only.
    client_dns_lookup: Text | None

    # Longest time to open a connection, what both sides say first included. Default 10 s; it doubles with each failure in a row, up to `connect_timeout_max`. Too short and a busy broker looks dead; too long and a dead one looks busy.
    # Default: 10s. Allowed: 1 ms to 2147483647 ms.
    socket_connection_setup_timeout_ms: Duration | None

    # Longest time to open a connection after failures. Default 30 s.
    # Default: 30s. Allowed: 1 ms to 2147483647 ms.
    socket_connection_setup_timeout_max_ms: Duration | None

    # Wait before a broker that could not be connected is tried again; it doubles with each failure (KIP-144). Default 50 ms.
    # Default: 50ms. Allowed: 0 ms to 2147483647 ms.
    reconnect_backoff_ms: Duration | None

    # Longest wait before a broker is tried again. Default 1 s.
    # Default: 1s. Allowed: 0 ms to 2147483647 ms.
    reconnect_backoff_max_ms: Duration | None

    # A connection that was idle for so long is closed; it is opened again when it is needed. Default 9 min, a minute less than brokers wait.
    # Default: 540s. Allowed: 1 ms to 9223372036854775807 ms.
    connections_max_idle_ms: Duration | None

    # Longest time to wait for an answer; the connection is given up afterwards. Default 30 s.
    # Default: 30s. Allowed: 1 ms to 2147483647 ms.
    request_timeout_ms: Duration | None

    # Longest time that a call may take with all its retries. Default 60 s.
    # Default: 60s. Allowed: 1 ms to 2147483647 ms.
    default_api_timeout_ms: Duration | None

    # Age at which metadata is refreshed although nothing failed. Default 5 min.
    # Default: 300s. Allowed: 1 ms to 2147483647 ms.
    metadata_max_age_ms: Duration | None

    # A topic that nobody has used for so long is forgotten: no producer has sent to it, no consumer has it, no call was about it. Whoever uses it again asks for it again, which takes one more round trip. Default 5 min; at least 5 s. A shorter one makes refreshes smaller for those who meet many topics.
    # Default: 300s. Allowed: 5000 ms to 9223372036854775807 ms.
    metadata_max_idle_ms: Duration | None

    # What to do when none of the brokers that are known can be reached. Default to begin anew with the addresses of the start (KIP-899).
    # Default: rebootstrap. Allowed: rebootstrap or none.
    metadata_recovery_strategy: Text | None

    # After so long without an answer of any broker a client begins anew with the addresses of the start, whatever it knows (KIP-1102). Default 5 min.
    # Default: 300s. Allowed: 0 ms to 2147483647 ms.
    metadata_recovery_rebootstrap_trigger_ms: Duration | None

    # Wait before the first retry; it doubles with each. Default 100 ms.
    # Default: 100ms. Allowed: 0 ms to 2147483647 ms.
    retry_backoff_ms: Duration | None

    # Longest wait before a retry. Default 1 s.
    # Default: 1s. Allowed: 0 ms to 2147483647 ms.
    retry_backoff_max_ms: Duration | None

    # The size of the socket's send buffer, in bytes; -1 leaves it to the operating system. Default -1; Apache Kafka's is 128 KiB.
    # Default: -1. Allowed: -1 to 2147483647.
    send_buffer_bytes: int | None

    # The size of the socket's receive buffer, in bytes; -1 leaves it to the operating system. Default -1; Apache Kafka's is 32 or 64 KiB.
    # Default: -1. Allowed: -1 to 2147483647.
    receive_buffer_bytes: int | None

    # Whether the client sends its metrics to the cluster, if that has a subscription which matches the client (KIP-714). Default true. Needs the feature `telemetry`, which is on by default.
    # Default: true. Allowed: true or false.
    enable_metrics_push: bool | None

    # Whether connections are encrypted, and how the client proves who it is. Default neither.
    # Default: PLAINTEXT. Allowed: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL.
    security_protocol: Text | None

    # The form of the file at `ssl_truststore_location`. Only PEM is read (KIP-651).
    # Default: PEM. Allowed: only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes').
    ssl_truststore_type: Text | None

    # A PEM file with the certificates of the authorities that brokers' certificates have to come from. Default those that the operating system trusts.
    # Default: none. Allowed: the path of a file, not empty.
    ssl_truststore_location: Text | None

    # The same as text.
    # Default: none. Allowed: text, not empty.
    ssl_truststore_certificates: Text | None

    # The form of the file at `ssl_keystore_location`. Only PEM is read (KIP-651).
    # Default: PEM. Allowed: only PEM (made with 'keytool -exportcert -rfc' or 'openssl pkcs12 -in STORE -nodes').
    ssl_keystore_type: Text | None

    # A PEM file with the client's private key and its certificates, its own first: with it the client proves who it is by TLS. Default none.
    # Default: none. Allowed: the path of a file, not empty.
    ssl_keystore_location: Text | None

    # The private key as PEM text, in PKCS #8 form or that of its algorithm.
    # Default: none. Allowed: text.
    ssl_keystore_key: Text | None

    # The client's certificates as PEM text, its own first.
    # Default: none. Allowed: text, not empty.
    ssl_keystore_certificate_chain: Text | None

    # The password of a private key that is encrypted. Default none.
    # Default: none. Allowed: text.
    ssl_key_password: Text | None

    # Whether the name in a broker's certificate has to be the one that it was connected by. Default it has to. Without it anybody with a certificate of a trusted authority can be the broker.
    # Default: https. Allowed: https or nothing.
    ssl_endpoint_identification_algorithm: Text | None

    # The versions of TLS that may be spoken. Default TLSv1.3 and TLSv1.2.
    # Default: TLSv1.3, TLSv1.2. Allowed: TLSv1.3 and TLSv1.2, not empty.
    ssl_enabled_protocols: Text | None

    # How the client proves who it is, with the security protocols that begin with SASL.
    # Default: none. Allowed: PLAIN, SCRAM-SHA-256, SCRAM-SHA-512 or OAUTHBEARER.
    sasl_mechanism: Text | None

    # The name, of PLAIN and SCRAM.
    # Default: none. Allowed: text.
    sasl_username: Text | None

    # The password, of PLAIN and SCRAM.
    # Default: none. Allowed: text.
    sasl_password: Text | None

    # Name and password as Java clients have them: `...LoginModule required username="alice" password="xyzzy";`, with `tokenauth="true"` for the id and HMAC of a delegation token. For OAUTHBEARER `clientId`, `clientSecret` and `scope`.
    # Default: none. Allowed: text.
    sasl_jaas_config: Text | None

    # Where OAUTHBEARER gets its tokens, as `https://host/path` (KIP-768).
    # Default: none. Allowed: text, not empty.
    sasl_oauthbearer_token_endpoint_url: Text | None

    # The client's id at that endpoint (KIP-1139).
    # Default: none. Allowed: text, not empty.
    sasl_oauthbearer_client_credentials_client_id: Text | None

    # The client's secret at that endpoint.
    # Default: none. Allowed: text.
    sasl_oauthbearer_client_credentials_client_secret: Text | None

    # What the tokens are for. Default not said.
    # Default: none. Allowed: text.
    sasl_oauthbearer_scope: Text | None

    # Longest time to wait for the token endpoint. Default 10 s.
    # Default: 10s. Allowed: 1 ms to 2147483647 ms.
    sasl_login_read_timeout_ms: Duration | None


class ProducerOptions(TypedDict, total=False):
    """How a producer batches and sends."""

    # How long a batch waits for more records. Default 5 ms. Zero sends at once, in more and smaller requests; more makes batches fuller and records later.
    # Default: 5ms. Allowed: 0 ms to 2147483647 ms.
    linger_ms: Duration | None

    # Size at which a batch is sent without waiting, in bytes before compression. Default 16 KiB. Larger ones compress better and need fewer requests; those that are larger, compressed, than a topic's `max.message.bytes` are sent again in pieces, which costs time.
    # Default: 16384. Allowed: 1 to 2147483647.
    batch_size: int | None

    # Codec of the batches. Default none.
    # Default: none. Allowed: none, gzip, snappy, lz4 or zstd.
    compression_type: Text | None

    # How hard gzip works, 1 to 9; `None` or -1 is its default (KIP-390).
    # Default: none. Allowed: -1 to 9.
    compression_gzip_level: int | None

    # How hard LZ4 works, 1 to 17; `None` is its default (KIP-390).
    # Default: none. Allowed: 1 to 17.
    compression_lz4_level: int | None

    # How hard Zstandard works; `None` is its default, 3 (KIP-390).
    # Default: none. Allowed: -131072 to 22.
    compression_zstd_level: int | None

    # Who must have a record before it counts as written. Default all in-sync replicas.
    # Default: all. Allowed: all, 1 or 0.
    acks: Text | None

    # Whether brokers recognise what was sent twice, so that retries neither duplicate nor reorder records. Default true; needs `Acks::All`. A list of properties that has other `acks` and does not have this takes it off, as in Apache Kafka.
    # Default: true. Allowed: true or false.
    enable_idempotence: bool | None

    # Requests to one broker that wait for their answer. Default 5, and at most that with idempotence.
    # Default: 5. Allowed: 1 to 2147483647.
    max_in_flight_requests_per_connection: int | None

    # Longest time from sending a record to its outcome, with all retries. Default 2 min.
    # Default: 120s. Allowed: 1 ms to 2147483647 ms.
    delivery_timeout_ms: Duration | None

    # Longest time that sending waits for memory or for the topic to be known, and that each call to begin or end a transaction waits for its coordinator. Default 60 s.
    # Default: 60s. Allowed: 0 ms to 2147483647 ms.
    max_block_ms: Duration | None

    # Memory for records without outcome, in bytes. Default 32 MiB. Sending waits when it is used up.
    # Default: 33554432. Allowed: 1 to 9223372036854775807.
    buffer_memory: int | None

    # Largest request, and record, in bytes. Default 1 MiB.
    # Default: 1048576. Allowed: 1 to 2147483647.
    max_request_size: int | None

    # How the partition of a record is chosen that names none. Default Kafka's own: by the key's murmur2, and without a key one partition for a batch.
    # Default: sticky. Allowed: sticky, round_robin, random, consistent, consistent_random, murmur2, murmur2_random or Kafka's RoundRobinPartitioner.
    partitioner_class: Text | None

    # Whether the key is not looked at. Default false; with the partitioner `Sticky`.
    # Default: false. Allowed: true or false.
    partitioner_ignore_keys: bool | None

    # Whether partitions for which fewer batches wait are chosen more often. Default true; with the partitioner `Sticky`.
    # Default: true. Allowed: true or false.
    partitioner_adaptive_partitioning_enable: bool | None

    # A broker that has not taken what is due for so long gets no records without a key as long as others do. Default 0: never. With the partitioner `Sticky`.
    # Default: 0ns. Allowed: 0 ms to 9223372036854775807 ms.
    partitioner_availability_timeout_ms: Duration | None

    # Makes the producer transactional (`crate::Producer::begin`). It has to stay the same when the process starts again, and no two that live at the same time may have the same one: the newer fences the older. Needs `idempotence` and `Acks::All`. Default none.
    # Default: none. Allowed: text, not empty.
    transactional_id: Text | None

    # The longest time from a transaction's first record to its end, after which its coordinator aborts it. Default 60 s; at least 1 ms, at most the broker's `transaction.max.timeout.ms` (15 min). Too short and slow transactions are lost; too long and a dead producer holds up `read_committed` readers.
    # Default: 60s. Allowed: 1 ms to 2147483647 ms.
    transaction_timeout_ms: Duration | None

    # Whether topics that do not exist may be made by sending to them, if the broker does that. Default true.
    # Default: true. Allowed: true or false.
    allow_auto_create_topics: bool | None


class ConsumerOptions(TypedDict, total=False):
    """How a consumer of a group reads."""

    # The group that shares the topics' partitions and committed offsets. No default; may not be empty.
    # Default: none. Allowed: text.
    group_id: Text | None

    # Names to subscribe to. Either these or `topic_pattern`.
    # Default: none. Allowed: text.
    topics: Text | None

    # A regular expression in RE2's syntax; all topics whose whole name matches are subscribed to, also those that are made later. Topics of the cluster itself are not read. The coordinator finds them (KIP-848), in a classic group the client, every `metadata_age_max`. None is made for it, whatever `allow_auto_create_topics` says. What RE2 alone has, as `\Q…\E`, is refused.
    # Default: none. Allowed: text.
    topic_pattern: Text | None

    # Makes the member static. Its partitions wait for it for the session time-out when it goes, and it gets them back without a rebalance (KIP-345). Of two members with the same one the first is fenced in the classic protocol; with KIP-848 the second is refused until the first has left, or was not heard of for the session time-out. Default none.
    # Default: none. Allowed: text, not empty.
    group_instance_id: Text | None

    # Where this client is, for assignors that look for near replicas, and to be read from those, as `PartitionConsumerOptions::client_rack`. Default none.
    # Default: none. Allowed: text.
    client_rack: Text | None

    # Default `GroupProtocol::Consumer`, falling back to the classic one where the broker does not have it; Apache Kafka's default is classic.
    # Default: consumer. Allowed: classic or consumer.
    group_protocol: Text | None

    # The coordinator's assignor with KIP-848, `uniform` or `range`. Default the first one of the broker's `group.consumer.assignors`.
    # Default: none. Allowed: text.
    group_remote_assignor: Text | None

    # The assignors of the classic protocol, the preferred one first. All members need one in common. Members rebalance cooperatively only if all of theirs can. Default range, cooperative-sticky.
    # Default: range, cooperative-sticky. Allowed: range, roundrobin, sticky and cooperative-sticky, each once.
    partition_assignment_strategy: Text | None

    # In the classic protocol a member that was not heard of for that long is out of the group. Default 45 s; within the broker's `group.min.session.timeout.ms` (6 s) and `group.max.session.timeout.ms` (30 min). Too short and a pause costs a rebalance; too long and the partitions of a dead member stand still.
    # Default: 45s. Allowed: 1 ms to 2147483647 ms.
    session_timeout_ms: Duration | None

    # Of the classic protocol. Default 3 s; shorter than `session_timeout`, at most a third of it is usual. Shorter ones notice rebalances sooner and cost requests.
    # Default: 3s. Allowed: 1 ms to 2147483647 ms.
    heartbeat_interval_ms: Duration | None

    # The longest time between two calls of `next_batch`; a member that takes longer leaves the group, and joins again with the next call. Also the time that members have to join a rebalance. Default 5 min; at least 1 ms. Too short and a slow batch costs the partitions; too long and one stuck member holds up every rebalance.
    # Default: 300s. Allowed: 1 ms to 2147483647 ms.
    max_poll_interval_ms: Duration | None

    # Default latest.
    # Default: latest. Allowed: earliest, latest, none or by_duration:P…T….
    auto_offset_reset: Text | None

    # What was handed out is committed by itself: every `auto_commit_interval` during `next_batch`, before partitions are given up, and by `close`. Default true. Then a batch counts as done when the next one is asked for.
    # Default: true. Allowed: true or false.
    enable_auto_commit: bool | None

    # Default 5 s. A shorter one repeats less after a crash and costs requests.
    # Default: 5s. Allowed: 1 ms to 2147483647 ms.
    auto_commit_interval_ms: Duration | None

    # Default read uncommitted.
    # Default: read_uncommitted. Allowed: read_committed or read_uncommitted.
    isolation_level: Text | None

    # As `PartitionConsumerOptions::fetch_bytes_min`.
    # Default: 1. Allowed: 0 to 2147483647.
    fetch_min_bytes: int | None

    # As `PartitionConsumerOptions::fetch_bytes_max`.
    # Default: 52428800. Allowed: 0 to 2147483647.
    fetch_max_bytes: int | None

    # As `PartitionConsumerOptions::partition_bytes_max`.
    # Default: 1048576. Allowed: 0 to 2147483647.
    max_partition_fetch_bytes: int | None

    # As `PartitionConsumerOptions::fetch_queue_bytes_max`.
    # Default: 16777216. Allowed: 1 to 2147483647.
    fetch_queue_max_bytes: int | None

    # As `PartitionConsumerOptions::fetch_wait_max`.
    # Default: 500ms. Allowed: 0 ms to 2147483647 ms.
    fetch_max_wait_ms: Duration | None

    # As `PartitionConsumerOptions::check_crcs`.
    # Default: true. Allowed: true or false.
    check_crcs: bool | None

    # Whether subscribing to a topic that does not exist may make it, if the broker does that. Default true.
    # Default: true. Allowed: true or false.
    allow_auto_create_topics: bool | None

    # The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and the last offsets are not committed, and the group waits for the session time-out.
    # Default: 30s. Allowed: 0 ms to 2147483647 ms.
    close_timeout_ms: Duration | None


class PartitionConsumerOptions(TypedDict, total=False):
    """How a consumer of assigned partitions reads."""

    # Bytes that must be there before a broker answers. Default 1.
    # Default: 1. Allowed: 0 to 2147483647.
    fetch_min_bytes: int | None

    # Most bytes of one answer. Default 50 MiB. A batch that is larger is sent nevertheless.
    # Default: 52428800. Allowed: 0 to 2147483647.
    fetch_max_bytes: int | None

    # Most bytes of one partition in an answer. Default 1 MiB.
    # Default: 1048576. Allowed: 0 to 2147483647.
    max_partition_fetch_bytes: int | None

    # Bytes of answers that wait for the user, and that are on their way, before no more are asked for. Default 16 MiB. On top comes at most `partition_bytes_max` from each broker, or one batch where that is larger, and the answer that is being handed out; of partitions that are paused as much again may wait. Too small and brokers wait for the user; too large and memory holds what is read much later.
    # Default: 16777216. Allowed: 1 to 2147483647.
    fetch_queue_max_bytes: int | None

    # How long a broker waits for `fetch_bytes_min`. Default 500 ms.
    # Default: 500ms. Allowed: 0 ms to 2147483647 ms.
    fetch_max_wait_ms: Duration | None

    # Which records of transactions are seen. Default all.
    # Default: read_uncommitted. Allowed: read_committed or read_uncommitted.
    isolation_level: Text | None

    # What to do when the offset to read is not in the log. Default fail.
    # Default: none. Allowed: earliest, latest, none or by_duration:P…T….
    auto_offset_reset: Text | None

    # Whether the checksum of every batch is checked. Default true.
    # Default: true. Allowed: true or false.
    check_crcs: bool | None

    # Where this client is. A leader whose cluster has a `replica.selector.class` names a replica that is near, which is read from then (KIP-392). Default none: leaders are read from.
    # Default: none. Allowed: text.
    client_rack: Text | None

    # The group that offsets are committed to, and that `assign_committed` reads them from. The consumer is no member of it, and a group with members takes no offsets from others. Default none: nothing can be committed.
    # Default: none. Allowed: text.
    group_id: Text | None

    # The longest time that `close` takes, whatever brokers do. Default 30 s.
    # Default: 30s. Allowed: 0 ms to 2147483647 ms.
    close_timeout_ms: Duration | None


class ShareConsumerOptions(TypedDict, total=False):
    """How a consumer of a share group reads."""

    # The share group. No default; may not be empty.
    # Default: none. Allowed: text.
    group_id: Text | None

    # Names to subscribe to. None are needed if `subscribe` is called later.
    # Default: none. Allowed: text.
    topics: Text | None

    # Where this client is; the coordinator is told. Default none.
    # Default: none. Allowed: text.
    client_rack: Text | None

    # Most records that one call of `next_batch` hands out, and that brokers are asked for at once. Default 500. A larger one costs fewer requests; a smaller one leaves more to other members.
    # Default: 500. Allowed: 1 to 2147483647.
    max_poll_records: int | None

    # Default implicit.
    # Default: implicit. Allowed: implicit or explicit.
    share_acknowledgement_mode: Text | None

    # Default batch_optimized. Brokers know record_limit from Apache Kafka 4.2 on.
    # Default: batch_optimized. Allowed: batch_optimized or record_limit.
    share_acquire_mode: Text | None

    # As `PartitionConsumerOptions::fetch_bytes_min`.
    # Default: 1. Allowed: 0 to 2147483647.
    fetch_min_bytes: int | None

    # As `PartitionConsumerOptions::fetch_bytes_max`.
    # Default: 52428800. Allowed: 0 to 2147483647.
    fetch_max_bytes: int | None

    # As `PartitionConsumerOptions::fetch_wait_max`. An acknowledgement waits behind a fetch that waits, for a share session has one request at a time.
    # Default: 500ms. Allowed: 0 ms to 2147483647 ms.
    fetch_max_wait_ms: Duration | None

    # As `PartitionConsumerOptions::check_crcs`.
    # Default: true. Allowed: true or false.
    check_crcs: bool | None

    # The longest time that `close` takes, whatever brokers do. Default 30 s. Too short and records stay acquired until their lock times out.
    # Default: 30s. Allowed: 0 ms to 2147483647 ms.
    close_timeout_ms: Duration | None


class ProcessOptions(TypedDict, total=False):
    """How records are handled side by side."""

    # Records whose function runs at the same time. Default 16. More of them help where the function waits for others; too many and those are overwhelmed.
    # Default: 16. Allowed: 1 to 100000.
    processing_concurrency: int | None

    # Which records wait for each other. Default by key.
    # Default: key. Allowed: key, partition or unordered.
    processing_order: Text | None

    # Records that are taken and not done, before no more are taken; the rest of a batch comes on top. Default 1000. Too small and few different keys are at hand; too large costs memory.
    # Default: 1000. Allowed: 1 to 2147483647.
    processing_in_flight_max_records: int | None

    # Records of a partition from the first that is not done on, before the partition is paused; the rest of a batch comes on top. Default 10000. That many may be processed again after a crash; too small and one slow record holds up its partition soon.
    # Default: 10000. Allowed: 1 to 2147483647.
    processing_ahead_max_records: int | None

    # How often offsets are committed, if there is something new. Default 1 s. A shorter one repeats less after a crash and costs requests.
    # Default: 1s. Allowed: 0 ms to 2147483647 ms.
    processing_commit_interval_ms: Duration | None

    # How long records that are being processed may go on when their partition is taken away or the processing ends; then they are broken off, and processed again by whoever is next. Default 30 s; shorter than `max_poll_interval`. The group waits that long.
    # Default: 30s. Allowed: 0 ms to 2147483647 ms.
    processing_drain_timeout_ms: Duration | None

    # Calls for a record that has failed, besides the first one, before it goes to a retry topic or is a dead letter; again as many for each retry topic. Records behind it wait meanwhile, as `order` says. Default 3.
    # Default: 3. Allowed: 0 to 1000000.
    processing_retries: int | None

    # Time before the first of these calls; it doubles with each. Default 100 ms.
    # Default: 100ms. Allowed: 0 ms to 2147483647 ms.
    processing_retry_backoff_ms: Duration | None

    # The longest time between these calls. Default 10 s.
    # Default: 10s. Allowed: 0 ms to 2147483647 ms.
    processing_retry_backoff_max_ms: Duration | None

    # How long each retry topic holds a record; there is one for each delay. Records behind it do not wait, so those with the same key overtake it. Default none: there are no retry topics.
    # Default: none. Allowed: milliseconds, or a number with us, ms, s, min or h.
    processing_retry_topic_delays_ms: Text | None

    # Name of a retry topic, with `{topic}` for the original one and `{n}` for the number. Default `{topic}.retry.{n}`.
    # Default: {topic}.retry.{n}. Allowed: text, not empty.
    processing_retry_topic_name: Text | None

    # Where records go that no retry has helped, or that cannot be read; `{topic}` stands for the original one, for instance in `{topic}.dlt`. Default none.
    # Default: none. Allowed: text, not empty.
    errors_deadletterqueue_topic_name: Text | None

    # What becomes of them without such a topic. Default none: the processing ends with the error.
    # Default: none. Allowed: none or all.
    errors_tolerance: Text | None

    # Whether retry topics and dead letter topics that are not there are made at the start, with as many partitions as the original. Default true.
    # Default: true. Allowed: true or false.
    processing_create_topics: bool | None


class RegistryOptions(TypedDict, total=False):
    """How a schema registry is reached."""

    # Name and password, as `name:password`. Default none.
    # Default: none. Allowed: text.
    basic_auth_user_info: Text | None

    # A token that is sent instead. Default none.
    # Default: none. Allowed: text.
    bearer_auth_token: Text | None

    # A PEM file of the authorities that a registry with TLS is trusted by. Default those that Mozilla trusts.
    # Default: none. Allowed: the path of a file.
    schema_registry_ssl_truststore_location: Text | None

    # Longest time of one request, with all addresses that are tried. Default 30 s.
    # Default: 30s. Allowed: 1 ms to 2147483647 ms.
    schema_registry_request_timeout_ms: Duration | None


class SchemaOptions(TypedDict, total=False):
    """How the schema to write with is found."""

    # Whether a schema that the registry does not have is registered. Default yes. Otherwise it is only looked for, and an error if it is not there.
    # Default: true. Allowed: true or false.
    auto_register_schemas: bool | None

    # Whether the newest schema of the subject is written with instead of the format's own. Default no; needs `auto.register.schemas` to be false.
    # Default: false. Allowed: true or false.
    use_latest_version: bool | None

    # Whether the registry compares schemas in their normal form. Default no.
    # Default: false. Allowed: true or false.
    normalize_schemas: bool | None

    # The subject of a key's schema. Default by topic: `orders-key`.
    # Default: TopicNameStrategy. Allowed: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.
    key_subject_name_strategy: Text | None

    # The subject of a value's schema. Default by topic: `orders-value`.
    # Default: TopicNameStrategy. Allowed: TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy.
    value_subject_name_strategy: Text | None
