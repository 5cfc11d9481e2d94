//! What is measured of each client, and with how many records.

use crate::bench::options::ClientName;

/// Bytes of one write of the loopback stream: about a batch, as large as what clients send.
pub(super) const WRITE_BYTES: usize = 256 * 1024;

/// Keys of the records that are processed, in turns.
const KEYS: u64 = 1_000;

/// Records that are there before a measurement.
#[derive(Clone, Copy, Debug)]
pub(super) enum Filling {
    Keyless,
    Keys(u64),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Measure {
    ProduceSmall,
    ConsumeSmall,
    /// `Consumer::process`, which is our client's alone.
    Process,
    ProduceLarge,
    ConsumeLarge,
    Latency,
}

/// Records of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Load {
    pub(super) records: u64,
    pub(super) bytes: u64,
}

impl Measure {
    pub(super) const ALL: [Self; 6] = [
        Self::ProduceSmall,
        Self::ConsumeSmall,
        Self::Process,
        Self::ProduceLarge,
        Self::ConsumeLarge,
        Self::Latency,
    ];

    /// What the program that measures calls it.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::ProduceSmall | Self::ProduceLarge => "produce",
            Self::ConsumeSmall | Self::ConsumeLarge => "consume",
            Self::Process => "process",
            Self::Latency => "latency",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::ProduceSmall => "produce 100 B",
            Self::ConsumeSmall => "consume 100 B",
            Self::Process => "process 100 B, 1,000 keys, 16 at once",
            Self::ProduceLarge => "produce 1 KiB",
            Self::ConsumeLarge => "consume 1 KiB",
            Self::Latency => "from send to consumed, linger 0",
        }
    }

    /// A log of this size stays under 1 GiB, which the topic is bounded to.
    pub(super) fn load(self, divide: u64) -> Load {
        let (records, bytes) = match self {
            Self::ProduceSmall | Self::ConsumeSmall => (5_000_000, 100),
            Self::ProduceLarge | Self::ConsumeLarge => (900_000, 1_024),
            Self::Process => (2_000_000, 100),
            Self::Latency => (5_000, 100),
        };
        Load { records: (records / divide.max(1)).max(1), bytes }
    }

    /// What the topic has to be filled with before.
    pub(super) fn reads(self) -> Option<Filling> {
        match self {
            Self::ConsumeSmall | Self::ConsumeLarge => Some(Filling::Keyless),
            Self::Process => Some(Filling::Keys(KEYS)),
            Self::ProduceSmall | Self::ProduceLarge | Self::Latency => None,
        }
    }

    /// Whether a client has it.
    pub(super) fn is_of(self, client: ClientName) -> bool {
        self != Self::Process || client == ClientName::Ottla
    }
}

/// A broker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::bench) enum Target {
    Ottla,
    Kafka,
}

impl Target {
    pub(in crate::bench) const ALL: [Self; 2] = [Self::Ottla, Self::Kafka];

    pub(in crate::bench) fn name(self) -> &'static str {
        match self {
            Self::Ottla => "Ottla in memory",
            Self::Kafka => "Apache Kafka",
        }
    }
}

/// Whose figures they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Subject {
    /// A client at a broker, doing this.
    Client(ClientName, Target, Measure),
    /// Our client, with its allocations counted.
    Counted(Target, Measure),
    /// One TCP stream with writes of a batch.
    Stream,
    /// One TCP stream with a write for each record.
    StreamOfRecords,
    /// Two bare exchanges.
    RoundTrips,
}
