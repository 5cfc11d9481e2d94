//! One measurement of one client in a process of its own, so that processor time and allocations are
//! that client's. `cargo xtask bench client` starts it, with one broker after the other, and makes the table.

mod allocations;
mod arguments;
mod clients;
mod loopback;
mod measured;
mod topics;

use std::{error::Error, process::ExitCode};

use clap::Parser;

use arguments::{Arguments, ClientName, What};
use clients::{krafka, librdkafka, own, rskafka};

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Does it, and gives the line that says what was found.
fn run(arguments: Arguments) -> Result<String> {
    let runtime = tokio::runtime::Runtime::new()?;
    match arguments.what {
        What::Create(at) => runtime.block_on(topics::create(&at)).map(|()| String::new()),
        What::Remove(at) => runtime.block_on(topics::remove(&at)).map(|()| String::new()),
        What::Produce { client, at, load } => {
            let measured = match client {
                ClientName::Ottla => runtime.block_on(own::produce(&at, load)),
                ClientName::Rdkafka => librdkafka::produce(&at, load),
                ClientName::Rskafka => runtime.block_on(rskafka::produce(&at, load)),
                ClientName::Krafka => runtime.block_on(krafka::produce(&at, load)),
            }?;
            runtime.block_on(topics::check_end(&at, load.records))?;
            Ok(measured.to_string())
        }
        What::Consume { client, at, load } => {
            let measured = match client {
                ClientName::Ottla => runtime.block_on(own::consume(&at, load)),
                ClientName::Rdkafka => librdkafka::consume(&at, load),
                ClientName::Rskafka => runtime.block_on(rskafka::consume(&at, load)),
                ClientName::Krafka => runtime.block_on(krafka::consume(&at, load)),
            };
            measured.map(|measured| measured.to_string())
        }
        What::ProduceKeys { at, load, keys } => {
            let measured = runtime.block_on(own::produce_keys(&at, load, keys))?;
            Ok(measured.to_string())
        }
        What::Process { at, load } => Ok(runtime.block_on(own::process(&at, load))?.to_string()),
        What::Latency { client, at, load } => {
            let delays = match client {
                ClientName::Ottla => runtime.block_on(own::latency(&at, load)),
                ClientName::Rdkafka => librdkafka::latency(&at, load),
                ClientName::Rskafka => runtime.block_on(rskafka::latency(&at, load)),
                ClientName::Krafka => runtime.block_on(krafka::latency(&at, load)),
            };
            Ok(measured::percentiles(delays?))
        }
        What::Loopback { load, write_bytes } => loopback::stream(load, write_bytes),
        What::RoundTrips { load } => loopback::round_trips(load),
        What::Send { address, bytes, write_bytes } => {
            loopback::send(&address, bytes, write_bytes).map(|()| String::new())
        }
        What::Echo { address } => loopback::echo(&address).map(|()| String::new()),
    }
}
