//! The closing table of the demo, and what to type next.

use std::{fs, io, time::Duration};

use comfy_table::{CellAlignment, Table, presets::UTF8_HORIZONTAL_ONLY};

use super::millis;
use crate::output;

/// Times of single records.
#[derive(Default)]
pub(super) struct Latency {
    acknowledged: Vec<Duration>,
    arrived: Vec<Duration>,
}

impl Latency {
    pub(super) fn add(&mut self, acknowledged: Duration, arrived: Duration) {
        self.acknowledged.push(acknowledged);
        self.arrived.push(arrived);
    }
}

/// What the demo measured.
pub(super) struct Report {
    pub(super) records: usize,
    pub(super) bytes: usize,
    pub(super) started: Duration,
    pub(super) first_record: Duration,
    pub(super) produced: Duration,
    pub(super) consumed: Duration,
    pub(super) latency: Latency,
}

impl Report {
    pub(super) fn print(self) -> io::Result<()> {
        let Self { records, bytes, latency, .. } = self;
        let mut table = Table::new();
        table.load_style(UTF8_HORIZONTAL_ONLY);
        table.set_header(["", "records", "MB", "seconds", "records/s", "MB/s"]);
        for (label, time) in [("produced", self.produced), ("consumed", self.consumed)] {
            let seconds = time.as_secs_f64();
            table.add_row([
                label.to_owned(),
                records.to_string(),
                format!("{:.1}", bytes as f64 / 1e6),
                format!("{seconds:.3}"),
                format!("{:.0}", records as f64 / seconds),
                format!("{:.0}", bytes as f64 / 1e6 / seconds),
            ]);
        }
        right_align(&mut table);
        output::line(&table)?;
        let mut table = Table::new();
        table.load_style(UTF8_HORIZONTAL_ONLY);
        table.set_header(["one record at a time, linger 0", "p50", "p99"]);
        for (label, mut times) in [
            ("sent and acknowledged", latency.acknowledged),
            ("sent and received", latency.arrived),
        ] {
            times.sort_unstable();
            let micros = |share: f64| {
                let index = ((times.len() as f64 * share) as usize).min(times.len() - 1);
                format!("{:.0} us", times[index].as_secs_f64() * 1e6)
            };
            table.add_row([label.to_owned(), micros(0.5), micros(0.99)]);
        }
        right_align(&mut table);
        output::line(&table)?;
        output::line(format_args!("broker started in       {:.1} ms", millis(self.started)))?;
        output::line(format_args!("first record written at {:.1} ms", millis(self.first_record)))?;
        if let Some(memory) = resident_memory() {
            output::line(format_args!(
                "memory of this process  {memory} MB, with the file twice in it"
            ))?;
        }
        output::line("every record came back as it was sent, in order")?;
        output::line("")?;
        output::line("What to type next:")?;
        output::line("  ottla broker                               # a broker on 127.0.0.1:9092")?;
        output::line("  echo hello | ottla produce greetings       # in another terminal")?;
        output::line("  ottla consume greetings --count 1")?;
        output::line("  ottla topic describe greetings")?;
        output::line("(from a clone: cargo run --release -p ottla-cli -- broker)")
    }
}

fn right_align(table: &mut Table) {
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
}

/// In MB, where the platform tells.
fn resident_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes / 1024)
}
