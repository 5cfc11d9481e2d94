//! `ottla cluster`: several brokers in one process; and `ottla cluster status`: what state any cluster is in, as its
//! brokers or its controllers tell it.

mod controllers;
mod quorum;
mod serve;
mod status;

use crate::{
    arguments::{ClusterArguments, ClusterCommand},
    failure::Failure,
};

pub(super) fn run(arguments: ClusterArguments) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    match &arguments.command {
        Some(ClusterCommand::Status { connection, bootstrap_controller, json }) => {
            let shape = (*json).into();
            match bootstrap_controller {
                Some(addresses) => {
                    runtime.block_on(controllers::status(addresses, connection, shape))
                }
                None => runtime.block_on(status::status(connection, shape)),
            }
        }
        None => runtime.block_on(serve::serve(&arguments)),
    }
}
