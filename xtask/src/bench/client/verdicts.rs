//! The targets, each beside what was measured.

use super::{
    figures::Figures,
    measure::{Measure, Subject, Target},
};
use crate::bench::options::ClientName;

const PRODUCE_CPU_US_MAX: f64 = 0.5;
/// Of the best idempotent peer's rate.
const PRODUCE_RATE_MIN: f64 = 1.5;
const CONSUME_CPU_US_MAX: f64 = 0.15;
const CONSUME_RATE_MIN: f64 = 1.0;
/// The lower of the two is asked for.
const MEGABYTES_MIN: f64 = 1_000.0;
const LOOPBACK_MIN: f64 = 0.6;
const P50_US_MAX: f64 = 80.0;
const P99_US_MAX: f64 = 300.0;
/// Whoever counts once per batch is not told off for it.
const CONSUME_ALLOCATIONS_MAX: f64 = 0.01;
const PRODUCE_ALLOCATIONS_MAX: f64 = 1.0;

pub(super) fn print(figures: &Figures, clients: &[ClientName]) {
    println!();
    for target in Target::ALL {
        let own = |measure| Subject::Client(ClientName::Ottla, target, measure);
        if figures.median(own(Measure::ProduceSmall), "records_s").is_none() {
            continue;
        }
        let most = |measure, name, max| {
            let found = figures.median(own(measure), name);
            verdict(target, &format!("{}: {name}", measure.title()), found, Bound::AtMost(max));
        };
        let idempotent = |peer: &ClientName| peer.is_idempotent();
        let rate = |measure, counts: &dyn Fn(&ClientName) -> bool, min| {
            let peers = clients.iter().filter(|peer| **peer != ClientName::Ottla && counts(peer));
            let rates = peers.filter_map(|peer| {
                figures.median(Subject::Client(*peer, target, measure), "records_s")
            });
            let Some(best) = rates.max_by(f64::total_cmp) else { return };
            let ratio = figures.median(own(measure), "records_s").map(|own| own / best);
            let what = format!("{}: rate / best peer", measure.title());
            verdict(target, &what, ratio, Bound::AtLeast(min));
        };
        most(Measure::ProduceSmall, "cpu_us", PRODUCE_CPU_US_MAX);
        rate(Measure::ProduceSmall, &idempotent, PRODUCE_RATE_MIN);
        most(Measure::ConsumeSmall, "cpu_us", CONSUME_CPU_US_MAX);
        rate(Measure::ConsumeSmall, &|_| true, CONSUME_RATE_MIN);
        if target == Target::Ottla {
            throughput(figures, target);
            most(Measure::Latency, "p50_us", P50_US_MAX);
            most(Measure::Latency, "p99_us", P99_US_MAX);
        }
        for (measure, max) in [
            (Measure::ProduceSmall, PRODUCE_ALLOCATIONS_MAX),
            (Measure::ConsumeSmall, CONSUME_ALLOCATIONS_MAX),
        ] {
            let found = figures.median(Subject::Counted(target, measure), "allocations");
            let what = format!("{}: allocations per record", measure.title());
            verdict(target, &what, found, Bound::AtMost(max));
        }
    }
}

fn throughput(figures: &Figures, target: Target) {
    let Some(stream) = figures.median(Subject::Stream, "mb_s") else { return };
    let min = MEGABYTES_MIN.min(LOOPBACK_MIN * stream);
    for measure in [Measure::ProduceLarge, Measure::ConsumeLarge] {
        let megabytes = measure.load(1).bytes as f64 / 1e6;
        let own = Subject::Client(ClientName::Ottla, target, measure);
        let found = figures.median(own, "records_s").map(|rate| rate * megabytes);
        verdict(target, &format!("{}: MB/s", measure.title()), found, Bound::AtLeast(min));
    }
}

enum Bound {
    AtLeast(f64),
    AtMost(f64),
}

fn verdict(target: Target, what: &str, found: Option<f64>, bound: Bound) {
    let name = target.name();
    let Some(found) = found else {
        println!("{name}: {what}: not measured");
        return;
    };
    let (met, asked) = match bound {
        Bound::AtLeast(min) => (found >= min, format!("at least {min:.2}")),
        Bound::AtMost(max) => (found <= max, format!("at most {max:.2}")),
    };
    let verdict = if met { "met" } else { "MISSED" };
    println!("{name}: {what}: {found:.3} (target {asked}): {verdict}");
}
