//! One file per command.

mod broker;

use crate::{arguments::Command, failure::Failure};

pub(crate) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Broker(arguments) => broker::run(&arguments),
    }
}
