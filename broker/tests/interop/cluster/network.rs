//! A network of its own for brokers: each in a network namespace with one address, all on a bridge. What one of them
//! sends to another can be made to vanish without a word, as when a cable is pulled. Needs root.

use std::{
    net::Ipv4Addr,
    process::Command,
    sync::atomic::{AtomicU8, Ordering},
};

use super::brokers::IDS;
use crate::process::{run, try_run};

/// An address of the link that nobody has.
const NOBODY: &str = "02:00:00:00:00:ff";

/// Namespaces, links and bridge; gone when dropped.
pub struct Network {
    number: u8,
    name: String,
}

impl Network {
    /// `None` where it cannot be made.
    pub fn build() -> Option<Self> {
        static NEXT: AtomicU8 = AtomicU8::new(0);
        let number = (std::process::id() % 200) as u8 + NEXT.fetch_add(1, Ordering::Relaxed);
        let network = Self { number, name: format!("ot{}-{number}", std::process::id()) };
        let bridge = ["link", "add", &network.name, "type", "bridge"];
        let (made, _, errors) = try_run(&mut ip(&bridge), b"");
        if !made {
            eprintln!("SKIPPED: no network can be made here: {errors}");
            return None;
        }
        let own = format!("{}/24", network.address(254));
        done(&["addr", "add", &own, "dev", &network.name]);
        done(&["link", "set", &network.name, "up"]);
        IDS.into_iter().for_each(|id| network.join(id));
        Some(network)
    }

    fn join(&self, id: i32) {
        let (space, link) = (self.namespace(id), format!("{}{id}", self.name));
        done(&["netns", "add", &space]);
        done(&["link", "add", &link, "type", "veth", "peer", "name", "e", "netns", &space]);
        done(&["link", "set", &link, "master", &self.name, "up"]);
        let address = format!("{}/24", self.address_of(id));
        done(&["-n", &space, "addr", "add", &address, "dev", "e"]);
        done(&["-n", &space, "link", "set", "e", "up"]);
        done(&["-n", &space, "link", "set", "lo", "up"]);
    }

    fn namespace(&self, id: i32) -> String {
        format!("{}-{id}", self.name)
    }

    /// A program, run where a broker is.
    pub fn within(&self, id: i32, program: &Command) -> Command {
        let mut command = ip(&["netns", "exec", &self.namespace(id)]);
        command.arg(program.get_program());
        command
    }

    /// The address of a broker.
    pub fn address_of(&self, id: i32) -> Ipv4Addr {
        self.address(id as u8)
    }

    fn address(&self, host: u8) -> Ipv4Addr {
        Ipv4Addr::new(10, 213, self.number, host)
    }

    /// What a broker sends to another vanishes.
    pub fn cut(&self, from: i32, to: i32) {
        let (space, to) = (self.namespace(from), self.address_of(to).to_string());
        let neighbour = ["neigh", "replace", &to, "lladdr", NOBODY, "dev", "e", "nud", "permanent"];
        done(&[&["-n", &space][..], &neighbour].concat());
    }

    /// All links are whole again.
    pub fn mend(&self) {
        for from in IDS {
            let space = self.namespace(from);
            for to in IDS.into_iter().filter(|to| *to != from) {
                let to = self.address_of(to).to_string();
                // Where nothing was cut there may be nothing to remove.
                let _ = ip(&["-n", &space, "neigh", "del", &to, "dev", "e"]).output();
            }
        }
    }
}

impl Drop for Network {
    fn drop(&mut self) {
        for id in IDS {
            let _ = ip(&["netns", "del", &self.namespace(id)]).status();
        }
        let _ = ip(&["link", "del", &self.name]).status();
    }
}

fn ip(arguments: &[&str]) -> Command {
    let mut command = Command::new("ip");
    command.args(arguments);
    command
}

fn done(arguments: &[&str]) {
    run(&mut ip(arguments), b"");
}
