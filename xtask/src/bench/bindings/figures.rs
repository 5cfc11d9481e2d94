//! What the runs gave, and its medians as tables.

use super::measure::{Client, Measure, Shape, Subject};
use crate::{bench::client::Target, package::Language};

#[derive(Default)]
pub(super) struct Figures {
    found: Vec<(Subject, String, f64)>,
    /// Names of packages, and their megabytes.
    sizes: Vec<(Language, String, f64)>,
}

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
            self.found.push((subject, (*name).to_owned(), number));
        }
        Ok(())
    }

    pub(super) fn add_size(&mut self, language: Language, name: String, megabytes: f64) {
        self.sizes.push((language, name, megabytes));
    }

    pub(super) fn median(&self, subject: Subject, name: &str) -> Option<f64> {
        let figures = self.sorted(subject, name);
        figures.get(figures.len() / 2).copied()
    }

    /// The best median of a language's peers.
    pub(super) fn best_peer(
        &self,
        subject: Subject,
        name: &str,
        better: fn(f64, f64) -> f64,
    ) -> Option<f64> {
        let peers = Client::of(subject.language).iter().filter(|client| client.is_peer());
        let medians =
            peers.filter_map(|client| self.median(Subject { client: *client, ..subject }, name));
        medians.reduce(better)
    }

    fn sorted(&self, subject: Subject, name: &str) -> Vec<f64> {
        let ours = self.found.iter().filter(|(of, figure, _)| *of == subject && figure == name);
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

    pub(super) fn print(&self, languages: &[Language]) {
        for language in languages {
            for target in [None, Some(Target::Ottla), Some(Target::Kafka)] {
                for measure in Measure::ALL {
                    self.print_measure(*language, target, measure);
                }
            }
        }
        if !self.sizes.is_empty() {
            println!("\n| package | MB |\n|---|--:|");
        }
        for (_, name, megabytes) in &self.sizes {
            println!("| {name} | {megabytes:.2} |");
        }
    }

    fn print_measure(&self, language: Language, target: Option<Target>, measure: Measure) {
        let rows = Client::of(language).iter().filter_map(|client| {
            let subject = Subject { language, client: *client, target, measure };
            let ran = self.found.iter().any(|(of, _, _)| *of == subject);
            ran.then(|| format!("| {} | {} |", client.name(), self.cells(subject)))
        });
        let rows = rows.collect::<Vec<_>>();
        if rows.is_empty() {
            return;
        }
        let broker = target.map_or(String::new(), |target| format!(", {}", target.name()));
        let columns = match measure.shape() {
            Shape::Rate => "records/s | CPU s per million |\n|---|--:|--:|",
            Shape::Delay => "p50, us | p99, us |\n|---|--:|--:|",
            Shape::Once => "ms |\n|---|--:|",
        };
        println!("\n| {}{broker}: {} | {columns}", language.name(), measure.title());
        rows.iter().for_each(|row| println!("{row}"));
    }

    fn cells(&self, subject: Subject) -> String {
        let cell = |name, shown: &dyn Fn(f64) -> String| self.cell(subject, name, shown);
        match subject.measure.shape() {
            Shape::Rate => [
                cell("records_s", &|number| format!("{:.2} M", number / 1e6)),
                cell("cpu_us", &|number| format!("{number:.2}")),
            ]
            .join(" | "),
            Shape::Delay => [
                cell("p50_us", &|number| format!("{number:.0}")),
                cell("p99_us", &|number| format!("{number:.0}")),
            ]
            .join(" | "),
            Shape::Once => cell("ms", &|number| format!("{number:.1}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: Subject = Subject {
        language: Language::Python,
        client: Client::Ottla,
        target: Some(Target::Ottla),
        measure: Measure::Send,
    };

    #[test]
    fn the_best_peer_is_neither_ours_nor_the_floor() {
        let mut figures = Figures::default();
        for (client, line) in [
            (Client::Ottla, "records_s 9"),
            (Client::Floor, "records_s 90"),
            (Client::Confluent, "records_s 3"),
            (Client::Aiokafka, "records_s 1"),
        ] {
            figures.add(Subject { client, ..SENT }, line).unwrap();
        }
        assert_eq!(figures.best_peer(SENT, "records_s", f64::max), Some(3.0));
        assert_eq!(figures.best_peer(SENT, "records_s", f64::min), Some(1.0));
        assert_eq!(figures.best_peer(SENT, "cpu_us", f64::min), None);
    }

    #[test]
    fn what_is_not_a_line_of_figures_is_refused() {
        let mut figures = Figures::default();
        for line in ["", "records_s", "records_s many", "records_s 1 more"] {
            assert_eq!(figures.add(SENT, line), Err(line));
        }
    }
}
