//! Medians of all runs as a table, and the ratios that have targets.

use super::{
    target::Target,
    workload::{Run, Workload},
};

/// Of the client's rate against a broker that discards.
const RATE_MIN: f64 = 0.9;
/// Of the bare loop's CPU per GB.
const CPU_BARE_MAX: f64 = 1.5;
/// Of warm Apache Kafka's CPU per GB.
const CPU_KAFKA_MAX: f64 = 0.5;

/// All runs of one workload.
pub(super) struct Runs(Vec<(Target, Run)>);

impl Runs {
    pub(super) fn new() -> Self {
        Self(Vec::new())
    }

    pub(super) fn add(&mut self, target: Target, run: Run) {
        self.0.push((target, run));
    }

    fn median(&self, target: Target, figure: impl Fn(&Run) -> f64) -> Option<f64> {
        let of_target = self.0.iter().filter(|(of, _)| *of == target);
        let mut figures = of_target.map(|(_, run)| figure(run)).collect::<Vec<_>>();
        figures.sort_unstable_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied()
    }

    pub(super) fn print(&self, workload: Workload) {
        println!("\n{} records of {} B", workload.records, workload.record_bytes);
        println!("| target | records/s | MB/s | user s/GB | system s/GB | CPU s/GB |");
        println!("|---|--:|--:|--:|--:|--:|");
        for target in Target::ALL {
            let Some(rate) = self.median(target, |run| run.megabytes_per_second) else { continue };
            let records = match self.median(target, |run| run.records_per_second.unwrap_or(0.0)) {
                Some(rate) if rate > 0.0 => format!("{rate:.0}"),
                _ => String::new(),
            };
            let seconds = |figure: fn(&Run) -> f64| self.median(target, figure).unwrap_or(0.0);
            println!(
                "| {} | {records} | {rate:.0} | {:.2} | {:.2} | {:.2} |",
                target.name(),
                seconds(|run| run.user_per_gigabyte),
                seconds(|run| run.system_per_gigabyte),
                seconds(Run::cpu_per_gigabyte),
            );
        }
        println!();
        for ottla in [Target::OttlaMemory, Target::OttlaDisk] {
            self.print_ratios(ottla);
        }
    }

    fn print_ratios(&self, ottla: Target) {
        let rate = |run: &Run| run.megabytes_per_second;
        let ratio = |peer, figure: fn(&Run) -> f64| {
            Some(self.median(ottla, figure)? / self.median(peer, figure)?)
        };
        let at_least = |what, ratio: Option<f64>, min| verdict(ottla, what, ratio, "at least", min);
        let at_most = |what, ratio: Option<f64>, max| verdict(ottla, what, ratio, "at most", max);
        at_least("rate / kfake that discards", ratio(Target::KfakeDiscard, rate), RATE_MIN);
        at_least("rate / Apache Kafka", ratio(Target::Kafka, rate), 1.0);
        let cpu = Run::cpu_per_gigabyte;
        at_most("CPU / bare loop to a file", ratio(Target::BareFile, cpu), CPU_BARE_MAX);
        if ottla == Target::OttlaMemory {
            at_most("CPU / bare loop to memory", ratio(Target::BareMemory, cpu), CPU_BARE_MAX);
        }
        at_most("CPU / Apache Kafka", ratio(Target::Kafka, cpu), CPU_KAFKA_MAX);
    }
}

fn verdict(ottla: Target, what: &str, ratio: Option<f64>, sense: &str, bound: f64) {
    let name = ottla.name();
    let Some(ratio) = ratio else {
        println!("{name}: {what}: not measured");
        return;
    };
    let met = if sense == "at least" { ratio >= bound } else { ratio <= bound };
    let verdict = if met { "met" } else { "MISSED" };
    println!("{name}: {what}: {ratio:.2} (target {sense} {bound}): {verdict}");
}
