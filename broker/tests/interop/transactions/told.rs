//! A producer of transactions that is told what to do, whichever client it is of.

use std::process::Command;

use super::{
    program::Program,
    scene::{Scene, program_of_python, source},
};
use crate::process::{java, tool};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Confluent,
    FranzGo,
    Aiokafka,
    Kafkajs,
    /// Apache Kafka's own.
    Java,
}

/// An answer that is not `ok`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub severity: Severity,
    /// The client's name of the error.
    pub name: String,
    pub text: String,
}

/// What the client says of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    Fatal,
    Abortable,
    Other,
}

/// What it is told; each is answered once it is done.
#[derive(Clone, Copy, Debug)]
pub enum Order<'a> {
    Init,
    Begin,
    Send {
        topic: &'a str,
        partition: i32,
        value: &'a str,
    },
    /// Waits until all that was sent has arrived.
    Flush,
    Offsets {
        group: &'a str,
        topic: &'a str,
        partition: i32,
        offset: i64,
    },
    Commit,
    Abort,
}

pub struct Producer {
    program: Program,
}

impl Producer {
    /// Starts one; `None` if its program is missing.
    pub fn start(
        kind: Kind,
        scene: &Scene,
        transactional_id: &str,
        timeout_ms: u32,
    ) -> Option<Self> {
        let mut command = match kind {
            Kind::Confluent => {
                let mut command = program_of_python("confluent.py")?;
                command.arg("produce");
                command
            }
            Kind::Aiokafka => {
                let mut command = program_of_python("aiokafka_transactions.py")?;
                command.arg("produce");
                command
            }
            Kind::FranzGo => {
                let mut command = tool("OTTLA_FRANZ_GO_TRANSACTIONS").map(Command::new)?;
                command.arg("produce");
                command
            }
            Kind::Kafkajs => {
                let mut command = Command::new("node");
                command.env("NODE_PATH", tool("OTTLA_NODE_MODULES")?).arg(source("kafkajs.js"));
                command.arg("produce");
                command
            }
            Kind::Java => java(&source("TransactionalProducer.java"))?,
        };
        command.args([scene.address(), transactional_id, &timeout_ms.to_string()]);
        let name = format!("{kind:?} as {transactional_id}");
        Some(Self { program: Program::start(&name, command) })
    }

    /// Has it done.
    pub fn tell(&mut self, order: Order) {
        let refused = self.try_tell(order);
        assert!(refused.is_ok(), "{order:?}: {refused:?}");
    }

    /// # Errors
    ///
    /// What the client says.
    pub fn try_tell(&mut self, order: Order) -> Result<(), Refusal> {
        let line = match order {
            Order::Init => "init".to_owned(),
            Order::Begin => "begin".to_owned(),
            Order::Send { topic, partition, value } => format!("send {topic} {partition} {value}"),
            Order::Flush => "flush".to_owned(),
            Order::Offsets { group, topic, partition, offset } => {
                format!("offsets {group} {topic} {partition} {offset}")
            }
            Order::Commit => "commit".to_owned(),
            Order::Abort => "abort".to_owned(),
        };
        let before = self.program.line_count();
        self.program.tell(&line);
        let answer = self.program.line_after(before, &line);
        if answer == "ok" {
            return Ok(());
        }
        let mut words = answer.splitn(4, ' ');
        assert_eq!(words.next(), Some("error"), "{answer}");
        let severity = match words.next() {
            Some("fatal") => Severity::Fatal,
            Some("abortable") => Severity::Abortable,
            Some("retriable" | "other") => Severity::Other,
            _ => panic!("{answer}"),
        };
        let name = words.next().unwrap_or_default().to_owned();
        Err(Refusal { severity, name, text: words.next().unwrap_or_default().to_owned() })
    }

    /// The first refusal among these; none at all is a failure.
    pub fn refused(&mut self, orders: &[Order]) -> Refusal {
        let refused = orders.iter().find_map(|order| self.try_tell(*order).err());
        refused.unwrap_or_else(|| panic!("none of {orders:?} was refused"))
    }

    pub fn end(mut self) {
        self.program.until_ended();
    }
}
