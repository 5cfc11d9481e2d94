//! One file per command.

mod broker;
mod cluster;
mod connect;
mod consume;
mod consume_group;
mod demo;
mod group;
mod produce;
mod shape;
mod table;
mod topic;
mod transaction;

use std::future::Future;

use crate::{arguments::Command, failure::Failure};

pub(crate) fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::Broker(arguments) => broker::run(&arguments),
        Command::Cluster(arguments) => cluster::run(arguments),
        Command::Topic(command) => wait(topic::run(command)),
        Command::Produce(arguments) => wait(produce::run(arguments)),
        Command::Consume(arguments) => wait(consume::run(arguments)),
        Command::Group(command) => wait(group::run(command)),
        Command::Transaction(command) => wait(transaction::run(command)),
        Command::Demo(arguments) => wait(demo::run(arguments)),
    }
}

fn wait(command: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(command)
}
