//! What a comparison has covered, of what it should cover: messages, versions, values, as a table.

use std::collections::{BTreeMap, BTreeSet};

use crate::protocol::codec::{MessageKind, MessageSchema};

/// Values compared, by message and version. A version that is expected and has none is a gap.
#[derive(Default)]
pub(super) struct Coverage(BTreeMap<(&'static str, i16), (&'static str, usize)>);

impl Coverage {
    /// This version should be covered.
    pub(super) fn expect(&mut self, schema: &MessageSchema, version: i16) {
        self.0.entry((schema.name, version)).or_insert((kind_of(schema), 0));
    }

    /// One more value has been compared.
    pub(super) fn add(&mut self, schema: &MessageSchema, version: i16) {
        self.0.entry((schema.name, version)).or_insert((kind_of(schema), 0)).1 += 1;
    }

    /// Prints a line for each kind of message, and the sum; all at once, for tests run side by side.
    pub(super) fn print(&self, title: &str) {
        let mut table = format!("\n{title}\n");
        table += &line("", "messages", "versions", "values");
        let kinds: BTreeSet<&str> = self.0.values().map(|(kind, _)| *kind).collect();
        for kind in kinds {
            table += &self.sum(kind, |other| other == kind);
        }
        println!("{table}{}", self.sum("all", |_| true));
    }

    fn sum(&self, name: &str, of_kind: impl Fn(&str) -> bool) -> String {
        let (mut messages, mut gaps) = (BTreeSet::new(), BTreeSet::new());
        let (mut versions, mut covered, mut values) = (0, 0, 0);
        for ((message, _), (_, count)) in self.0.iter().filter(|(_, (kind, _))| of_kind(kind)) {
            messages.insert(message);
            versions += 1;
            values += count;
            if *count > 0 {
                covered += 1;
            } else {
                gaps.insert(message);
            }
        }
        let whole = format!("{} of {}", messages.len() - gaps.len(), messages.len());
        line(name, &whole, &format!("{covered} of {versions}"), &values.to_string())
    }

    /// Fails if a version that should be covered is not.
    pub(super) fn assert_complete(&self) {
        let gaps: Vec<String> = self
            .0
            .iter()
            .filter(|(_, (_, values))| *values == 0)
            .map(|((message, version), _)| format!("{message} {version}"))
            .collect();
        assert!(!self.0.is_empty(), "nothing was compared");
        assert!(gaps.is_empty(), "not compared: {}", gaps.join(", "));
    }
}

fn line(name: &str, messages: &str, versions: &str, values: &str) -> String {
    format!("{name:<20} {messages:>12} {versions:>14} {values:>8}\n")
}

fn kind_of(schema: &MessageSchema) -> &'static str {
    match schema.kind {
        MessageKind::Request => "requests",
        MessageKind::Response => "responses",
        MessageKind::Header => "headers",
        MessageKind::Metadata => "metadata records",
        MessageKind::CoordinatorKey => "coordinator keys",
        MessageKind::CoordinatorValue => "coordinator values",
        MessageKind::Data => "data",
    }
}
