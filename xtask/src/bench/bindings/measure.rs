//! What is measured, of whom, and with how many records.

use crate::{bench::client::Target, package::Language};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Each record gets a delivery.
    Send,
    /// And each of these is waited for, a thousand at a time.
    Awaited,
    /// No delivery; `flush` tells.
    Produce,
    Batches,
    Loop,
    /// One record after the other over TCP.
    One,
    /// The same against the broker inside of the process.
    Embedded,
    Import,
    /// From the call that starts a broker to the first acknowledged record.
    Start,
}

/// How a figure is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Rate,
    Delay,
    Once,
}

impl Measure {
    pub(super) const ALL: [Self; 9] = [
        Self::Send,
        Self::Awaited,
        Self::Produce,
        Self::Batches,
        Self::Loop,
        Self::One,
        Self::Embedded,
        Self::Import,
        Self::Start,
    ];

    /// What the programs call it.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::Send => "send",
            Self::Awaited => "awaited",
            Self::Produce => "produce",
            Self::Batches => "batches",
            Self::Loop => "loop",
            Self::One => "one",
            Self::Embedded => "embedded",
            Self::Import => "import",
            Self::Start => "start",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Send => "send 100 B",
            Self::Awaited => "send 100 B, each awaited, 1000 at a time",
            Self::Produce => "produce 100 B, no deliveries",
            Self::Batches => "consume 100 B, batches",
            Self::Loop => "consume 100 B, a loop over records",
            Self::One => "one record at a time, awaited, over TCP",
            Self::Embedded => "one record at a time, awaited, embedded broker",
            Self::Import => "import",
            Self::Start => "start of a broker to its first acknowledged record",
        }
    }

    pub(super) fn shape(self) -> Shape {
        match self {
            Self::Send | Self::Awaited | Self::Produce | Self::Batches | Self::Loop => Shape::Rate,
            Self::One | Self::Embedded => Shape::Delay,
            Self::Import | Self::Start => Shape::Once,
        }
    }

    /// Whether a broker of its own process takes part.
    pub(super) fn needs_broker(self) -> bool {
        match self {
            Self::Send | Self::Awaited | Self::Produce | Self::Batches | Self::Loop | Self::One => {
                true
            }
            Self::Embedded | Self::Import | Self::Start => false,
        }
    }

    /// Whether the topic has to be filled before.
    pub(super) fn reads(self) -> bool {
        matches!(self, Self::Batches | Self::Loop)
    }
}

/// Whose figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Client {
    Ottla,
    Confluent,
    Aiokafka,
    Platformatic,
    Kafkajs,
    /// What the language alone takes.
    Floor,
}

impl Client {
    /// What the programs call it.
    pub(super) fn command(self) -> &'static str {
        match self {
            Self::Ottla => "ottla",
            Self::Confluent => "confluent",
            Self::Aiokafka => "aiokafka",
            Self::Platformatic => "platformatic",
            Self::Kafkajs => "kafkajs",
            Self::Floor => "floor",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Ottla => "ottla",
            Self::Confluent => "confluent-kafka",
            Self::Aiokafka => "aiokafka",
            Self::Platformatic => "@platformatic/kafka",
            Self::Kafkajs => "kafkajs",
            Self::Floor => "the language alone (floor)",
        }
    }

    pub(super) fn is_peer(self) -> bool {
        !matches!(self, Self::Ottla | Self::Floor)
    }

    pub(super) fn of(language: Language) -> &'static [Self] {
        match language {
            Language::Python => &[Self::Ottla, Self::Confluent, Self::Aiokafka, Self::Floor],
            Language::Node => &[Self::Ottla, Self::Platformatic, Self::Kafkajs, Self::Floor],
            Language::Swift => &[Self::Ottla, Self::Floor],
        }
    }

    /// Whether there is such a measurement: peers have no broker, and most no records without a delivery.
    pub(super) fn has(self, language: Language, measure: Measure) -> bool {
        use Measure::{Awaited, Batches, Embedded, Import, Loop, One, Produce, Send, Start};
        match (self, measure) {
            (Self::Ottla, Awaited) => language == Language::Node,
            (Self::Ottla, Import) => language != Language::Swift,
            (Self::Ottla, Send | Produce | Batches | Loop | One | Embedded | Start) => true,
            (Self::Confluent, Produce) => true,
            (_, Awaited | Produce | Embedded | Start) => false,
            (Self::Platformatic | Self::Kafkajs, Batches) => false,
            (Self::Floor, Import) => false,
            (Self::Floor, Batches | One) => language != Language::Swift,
            (_, Send | Batches | Loop | One | Import) => true,
        }
    }

    /// Records of one run; a log of them stays under 1 GiB, which the topic is bounded to. Slow clients get fewer,
    /// for a run is to take some seconds.
    pub(super) fn records(self, measure: Measure) -> u64 {
        let of_fast = match measure {
            Measure::Send | Measure::Awaited | Measure::Produce | Measure::Loop => 2_000_000,
            Measure::Batches => 5_000_000,
            Measure::One | Measure::Embedded => 3_000,
            Measure::Import | Measure::Start => 1,
        };
        match (self, measure.shape()) {
            (Self::Confluent, Shape::Rate) => of_fast / 4,
            (Self::Aiokafka | Self::Platformatic | Self::Kafkajs, Shape::Rate) => of_fast / 10,
            _ => of_fast,
        }
    }
}

/// One row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subject {
    pub(super) language: Language,
    pub(super) client: Client,
    /// None where no broker takes part.
    pub(super) target: Option<Target>,
    pub(super) measure: Measure,
}
