//! The targets, each beside what was measured.

use super::{
    figures::Figures,
    measure::{Client, Measure, Subject},
};
use crate::{bench::client::Target, package::Language};

enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

/// What is compared with a target.
enum Of {
    /// A figure of ours.
    Own(&'static str),
    /// The rate, over that of the best peer.
    Best,
    /// The rate, over that of one peer.
    Peer(Client),
}

type Goal = (Language, Measure, Of, Bound);

const GOALS: [Goal; 19] = {
    use Bound::{AtLeast, AtMost};
    use Language::{Node, Python, Swift};
    use Measure::{Batches, Embedded, Import, Loop, Produce, Send, Start};
    const RATE: Of = Of::Own("records_s");
    [
        (Python, Send, RATE, AtLeast(1_500_000.0)),
        (Python, Send, Of::Peer(Client::Confluent), AtLeast(3.0)),
        (Python, Produce, Of::Peer(Client::Confluent), AtLeast(1.0)),
        (Python, Batches, RATE, AtLeast(3_000_000.0)),
        (Python, Loop, RATE, AtLeast(1_000_000.0)),
        (Python, Loop, Of::Peer(Client::Aiokafka), AtLeast(3.0)),
        (Python, Embedded, Of::Own("p50_us"), AtMost(100.0)),
        (Python, Import, Of::Own("ms"), AtMost(30.0)),
        (Python, Start, Of::Own("ms"), AtMost(15.0)),
        (Node, Send, RATE, AtLeast(1_200_000.0)),
        (Node, Send, Of::Peer(Client::Platformatic), AtLeast(1.5)),
        (Node, Loop, RATE, AtLeast(1_000_000.0)),
        (Node, Loop, Of::Best, AtLeast(3.0)),
        (Node, Start, Of::Own("ms"), AtMost(15.0)),
        (Swift, Send, RATE, AtLeast(1_000_000.0)),
        (Swift, Loop, RATE, AtLeast(1_000_000.0)),
        (Swift, Start, Of::Own("ms"), AtMost(15.0)),
        (Python, Batches, Of::Best, AtLeast(1.0)),
        (Node, Import, Of::Own("ms"), AtMost(30.0)),
    ]
};

/// Of the best peer's processor time, against Apache Kafka.
const CPU_ON_KAFKA_MAX: f64 = 0.5;

pub(super) fn print(figures: &Figures, languages: &[Language]) {
    println!();
    for (language, measure, of, bound) in &GOALS {
        if !languages.contains(language) {
            continue;
        }
        let target = measure.needs_broker().then_some(Target::Ottla);
        let own = Subject { language: *language, client: Client::Ottla, target, measure: *measure };
        let rate = figures.median(own, "records_s");
        let over = |peer: Option<f64>| Some(rate? / peer?);
        let (what, found) = match of {
            Of::Own(name) => ((*name).to_owned(), figures.median(own, name)),
            Of::Best => {
                let best = figures.best_peer(own, "records_s", f64::max);
                ("rate / best peer".to_owned(), over(best))
            }
            Of::Peer(client) => {
                let peer = figures.median(Subject { client: *client, ..own }, "records_s");
                (format!("rate / {}", client.name()), over(peer))
            }
        };
        verdict(own, &what, found, bound);
    }
    for language in languages {
        for measure in [Measure::Send, Measure::Batches, Measure::Loop] {
            let own = Subject {
                language: *language,
                client: Client::Ottla,
                target: Some(Target::Kafka),
                measure,
            };
            let best = figures.best_peer(own, "cpu_us", f64::min);
            if let (Some(own_cpu), Some(best)) = (figures.median(own, "cpu_us"), best) {
                let bound = Bound::AtMost(CPU_ON_KAFKA_MAX);
                verdict(own, "CPU / best peer, Apache Kafka", Some(own_cpu / best), &bound);
            }
        }
    }
}

fn verdict(subject: Subject, what: &str, found: Option<f64>, bound: &Bound) {
    let (language, title) = (subject.language.name(), subject.measure.title());
    let Some(found) = found else {
        println!("{language}: {title}: {what}: not measured");
        return;
    };
    let (met, asked) = match bound {
        Bound::AtLeast(min) => (found >= *min, format!("at least {min}")),
        Bound::AtMost(max) => (found <= *max, format!("at most {max}")),
    };
    let verdict = if met { "met" } else { "MISSED" };
    println!("{language}: {title}: {what}: {found:.2} (target {asked}): {verdict}");
}
