//! What the runs gave, and its medians as tables.

use super::measure::{Measure, Subject, Target};
use crate::bench::options::ClientName;

/// Figures of all runs.
#[derive(Default)]
pub(super) struct Figures(Vec<(Subject, String, f64)>);

impl Figures {
    /// Takes a line of names and numbers in turns; anything else is an error, the line itself.
    pub(super) fn add<'a>(&mut self, subject: Subject, line: &'a str) -> Result<(), &'a str> {
        let words = line.split_whitespace().collect::<Vec<_>>();
        if words.is_empty() {
            return Err(line);
        }
        for pair in words.chunks(2) {
            let [name, number] = pair else { return Err(line) };
            let number = number.parse().map_err(|_| line)?;
            self.0.push((subject, (*name).to_owned(), number));
        }
        Ok(())
    }

    pub(super) fn median(&self, subject: Subject, name: &str) -> Option<f64> {
        let figures = self.sorted(subject, name);
        figures.get(figures.len() / 2).copied()
    }

    fn sorted(&self, subject: Subject, name: &str) -> Vec<f64> {
        let ours = self.0.iter().filter(|(of, figure, _)| *of == subject && figure == name);
        let mut figures = ours.map(|(_, _, number)| *number).collect::<Vec<_>>();
        figures.sort_unstable_by(f64::total_cmp);
        figures
    }

    /// Median, and in parentheses the smallest and the largest.
    fn cell(&self, subject: Subject, name: &str, shown: impl Fn(f64) -> String) -> String {
        let figures = self.sorted(subject, name);
        match (figures.get(figures.len() / 2), figures.first(), figures.last()) {
            (Some(median), Some(least), Some(most)) if figures.len() > 1 => {
                format!("{} ({} to {})", shown(*median), shown(*least), shown(*most))
            }
            (Some(median), _, _) => shown(*median),
            (None, _, _) => String::new(),
        }
    }

    pub(super) fn print(&self, clients: &[ClientName]) {
        for target in Target::ALL {
            for measure in Measure::ALL {
                self.print_measure(target, measure, clients);
            }
        }
        println!("\n| the machine itself | |\n|---|--:|");
        let whole = |number: f64| format!("{number:.0}");
        let stream = self.cell(Subject::Stream, "mb_s", whole);
        println!("| one TCP stream, writes of 256 KiB, MB/s | {stream} |");
        let stream = self.cell(Subject::StreamOfRecords, "mb_s", whole);
        println!("| one TCP stream, writes of 1 KiB, MB/s | {stream} |");
        for (name, shown) in [("p50_us", "p50"), ("p99_us", "p99")] {
            let delay = self.cell(Subject::RoundTrips, name, whole);
            println!("| two bare exchanges one after the other, {shown}, us | {delay} |");
        }
    }

    fn print_measure(&self, target: Target, measure: Measure, clients: &[ClientName]) {
        let subject = |client| Subject::Client(client, target, measure);
        let ran = |client: &&ClientName| !self.rows(subject(**client)).is_empty();
        let clients = clients.iter().filter(ran).collect::<Vec<_>>();
        if clients.is_empty() {
            return;
        }
        let (name, title) = (target.name(), measure.title());
        match measure {
            Measure::Latency => {
                println!("\n| {name}: {title} | p50, us | p99, us |\n|---|--:|--:|")
            }
            _ => {
                println!("\n| {name}: {title} | records/s | MB/s | CPU us/record |");
                println!("|---|--:|--:|--:|");
            }
        }
        let megabytes = measure.load(1).bytes as f64 / 1e6;
        for client in clients {
            let cell =
                |name, shown: &dyn Fn(f64) -> String| self.cell(subject(*client), name, shown);
            let cells = match measure {
                Measure::Latency => vec![
                    cell("p50_us", &|number| format!("{number:.0}")),
                    cell("p99_us", &|number| format!("{number:.0}")),
                ],
                _ => vec![
                    cell("records_s", &|number| format!("{:.2} M", number / 1e6)),
                    cell("records_s", &|number| format!("{:.0}", number * megabytes)),
                    cell("cpu_us", &|number| format!("{number:.3}")),
                ],
            };
            println!("| {} | {} |", client.name(), cells.join(" | "));
        }
    }

    fn rows(&self, subject: Subject) -> Vec<f64> {
        self.0.iter().filter(|(of, _, _)| *of == subject).map(|(_, _, number)| *number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_of_a_figure_is_that_of_its_subject_alone() {
        let mut figures = Figures::default();
        for line in ["mb_s 5 other 9", "mb_s 7", "mb_s 1"] {
            figures.add(Subject::Stream, line).unwrap();
        }
        figures.add(Subject::StreamOfRecords, "mb_s 100").unwrap();
        assert_eq!(figures.median(Subject::Stream, "mb_s"), Some(5.0));
        assert_eq!(figures.median(Subject::RoundTrips, "mb_s"), None);
    }

    #[test]
    fn what_is_not_a_line_of_figures_is_refused() {
        let mut figures = Figures::default();
        for line in ["", "mb_s", "mb_s many", "mb_s 1 more"] {
            assert_eq!(figures.add(Subject::Stream, line), Err(line));
        }
    }
}
