//! What was found, as a table beside what is asked for.

use crate::bench::options::System;

/// One thing that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    Rate,
    Cpu,
    Undisturbed,
    KilledLeader,
    KilledController,
    StoppedLeader,
    StoppedController,
    ManyOfBroker,
    ManyOfBrokerWritten,
    ManyOfController,
    ManyOfControllerWritten,
    IdleCpu,
    IdleMemory,
}

/// What our figure has to be.
enum Bound {
    /// A part of Apache Kafka's.
    TimesPeer(f64),
    PartOfPeer(f64),
    AtMost(f64),
    None,
}

impl Figure {
    const ALL: [Self; 13] = [
        Self::Rate,
        Self::Cpu,
        Self::Undisturbed,
        Self::KilledLeader,
        Self::KilledController,
        Self::StoppedLeader,
        Self::StoppedController,
        Self::ManyOfBroker,
        Self::ManyOfBrokerWritten,
        Self::ManyOfController,
        Self::ManyOfControllerWritten,
        Self::IdleCpu,
        Self::IdleMemory,
    ];

    /// How a broker goes while writes are watched.
    pub(super) const STOPS: [Self; 4] =
        [Self::KilledLeader, Self::KilledController, Self::StoppedLeader, Self::StoppedController];

    /// The same with a write to each partition after it.
    pub(super) fn with_writes(self) -> Self {
        match self {
            Self::ManyOfBroker => Self::ManyOfBrokerWritten,
            Self::ManyOfController => Self::ManyOfControllerWritten,
            other => other,
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Rate => "acks=all, 3 replicas, 1 KiB: MB/s",
            Self::Cpu => "the same: CPU of the brokers, s/GB",
            Self::Undisturbed => "longest wait for a write, nothing happens, ms",
            Self::KilledLeader => "writes stop, kill -9 of a leader, ms",
            Self::KilledController => "writes stop, kill -9 of a leader and active controller, ms",
            Self::StoppedLeader => "writes stop, SIGTERM of a leader, ms",
            Self::StoppedController => "writes stop, SIGTERM of a leader and active controller, ms",
            Self::ManyOfBroker => "many partitions, kill -9: all have leaders, s",
            Self::ManyOfBrokerWritten => "the same: and each has taken a write, s",
            Self::ManyOfController => "many partitions, kill -9 of the controller: leaders, s",
            Self::ManyOfControllerWritten => "the same: and each has taken a write, s",
            Self::IdleCpu => "idle, 10 partitions: % of a core, all three",
            Self::IdleMemory => "idle, 10 partitions: resident MB, all three",
        }
    }

    fn bound(self) -> Bound {
        match self {
            Self::Rate => Bound::TimesPeer(2.0),
            Self::Cpu => Bound::PartOfPeer(0.5),
            Self::KilledLeader | Self::KilledController => Bound::AtMost(1_000.0),
            Self::StoppedLeader | Self::StoppedController => Bound::AtMost(50.0),
            Self::ManyOfBroker | Self::ManyOfController => Bound::AtMost(3.0),
            Self::IdleCpu => Bound::AtMost(2.0),
            Self::IdleMemory => Bound::AtMost(60.0),
            Self::Undisturbed | Self::ManyOfBrokerWritten | Self::ManyOfControllerWritten => {
                Bound::None
            }
        }
    }
}

/// All that was found, with what is told of it as it comes.
#[derive(Default)]
pub(super) struct Figures(Vec<(System, Figure, f64)>);

impl Figures {
    pub(super) fn add(&mut self, system: System, figure: Figure, number: f64) {
        eprintln!("{}: {}: {number:.2}", system.name(), figure.title());
        self.0.push((system, figure, number));
    }

    fn sorted(&self, system: System, figure: Figure) -> Vec<f64> {
        let those = self.0.iter().filter(|(of, is, _)| (*of, *is) == (system, figure));
        let mut numbers = those.map(|(_, _, number)| *number).collect::<Vec<_>>();
        numbers.sort_unstable_by(f64::total_cmp);
        numbers
    }

    fn median(&self, system: System, figure: Figure) -> Option<f64> {
        let numbers = self.sorted(system, figure);
        numbers.get(numbers.len() / 2).copied()
    }

    /// Median, and in parentheses the smallest and the largest.
    fn cell(&self, system: System, figure: Figure) -> String {
        let numbers = self.sorted(system, figure);
        match (self.median(system, figure), &numbers[..]) {
            (Some(median), [least, .., most]) => {
                format!("{} ({} to {})", shown(median), shown(*least), shown(*most))
            }
            (Some(median), _) => shown(median),
            (None, _) => String::new(),
        }
    }

    /// What is asked for, and whether our median is that.
    fn verdict(&self, figure: Figure) -> [String; 2] {
        let own = self.median(System::Ottla, figure);
        let peer = self.median(System::Kafka, figure);
        let ratio = own.zip(peer).map(|(own, peer)| own / peer);
        let (asked, found) = match figure.bound() {
            Bound::TimesPeer(min) => (
                format!(">= {min} times Kafka's"),
                ratio.map(|ratio| (ratio >= min, format!(", {ratio:.2}"))),
            ),
            Bound::PartOfPeer(max) => (
                format!("<= {max} of Kafka's"),
                ratio.map(|ratio| (ratio <= max, format!(", {ratio:.2}"))),
            ),
            Bound::AtMost(max) => (format!("<= {max}"), own.map(|own| (own <= max, String::new()))),
            Bound::None => (String::new(), None),
        };
        let words = match found {
            Some((true, ratio)) => format!("met{ratio}"),
            Some((false, ratio)) => format!("**missed**{ratio}"),
            None => String::new(),
        };
        [asked, words]
    }

    /// A row for each thing that was measured of any.
    pub(super) fn print(&self, systems: &[System], floor: Option<f64>) {
        println!("\n| | Ottla | Apache Kafka | target | |\n|---|--:|--:|--:|---|");
        for figure in Figure::ALL {
            if systems.iter().all(|system| self.median(*system, figure).is_none()) {
                continue;
            }
            let [own, peer] = [System::Ottla, System::Kafka].map(|of| self.cell(of, figure));
            let [asked, words] = self.verdict(figure);
            println!("| {} | {own} | {peer} | {asked} | {words} |", figure.title());
            if let (Figure::Cpu, Some(floor)) = (figure, floor) {
                println!("| three bare loops to a file (floor), s/GB | {floor:.2} | | | |");
            }
        }
    }
}

/// Three digits, or all before the point.
fn shown(number: f64) -> String {
    match number {
        ..10.0 => format!("{number:.2}"),
        ..100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_median_is_held_against_that_of_the_peer() {
        let mut figures = Figures::default();
        for number in [210.0, 190.0, 200.0] {
            figures.add(System::Ottla, Figure::Rate, number);
        }
        figures.add(System::Kafka, Figure::Rate, 90.0);
        assert_eq!(figures.cell(System::Ottla, Figure::Rate), "200 (190 to 210)");
        let words = [">= 2 times Kafka's".to_owned(), "met, 2.22".to_owned()];
        assert_eq!(figures.verdict(Figure::Rate), words);
        figures.add(System::Ottla, Figure::IdleCpu, 2.5);
        assert_eq!(figures.verdict(Figure::IdleCpu)[1], "**missed**");
    }
}
