//! `ottla broker`: prints `ready HOST:PORT` on standard output once it serves, logs to standard
//! error, stops cleanly on SIGTERM or Ctrl-C.

use std::{
    fs,
    io::{self, Write},
};

use ottla_broker::{Broker, BrokerOptions};
use tokio::signal;
use tracing_subscriber::EnvFilter;

use crate::{
    arguments::BrokerArguments,
    failure::{Failure, FailureKind},
    open_files,
};

pub(crate) fn run(arguments: &BrokerArguments) -> Result<(), Failure> {
    start_logging();
    open_files::raise_limit();
    let options = options(arguments)?;
    for key in options.without_effect() {
        tracing::warn!("{key} has no effect in this broker");
    }
    let in_memory = options.get("log.dirs").or(options.get("log.dir")).is_none();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // Before the broker serves, so that a stop in the first millisecond is a clean one too.
        let mut stop = StopSignal::new()?;
        let broker =
            Broker::launch(options).map_err(|error| Failure::new(FailureKind::Failed, error))?;
        let ready = tokio::select! {
            ready = broker.ready() => ready,
            () = stop.received() => {
                tracing::info!("stopping before it served");
                broker.stop();
                return Ok(());
            }
        };
        ready.map_err(|error| Failure::new(FailureKind::Failed, error))?;
        if in_memory {
            tracing::info!("the log lives in memory and is gone at the end; --data-dir keeps it");
        }
        let mut output = io::stdout();
        writeln!(output, "ready {}", broker.address())?;
        output.flush()?;
        tokio::select! {
            () = stop.received() => {
                tracing::info!("stopping");
                broker.stop();
                Ok(())
            }
            reason = broker.halted() => {
                broker.stop();
                Err(Failure::new(FailureKind::Failed, format!("the broker halts: {reason}")))
            }
        }
    })
}

pub(super) fn start_logging() {
    let filter = EnvFilter::try_from_env("OTTLA_LOG").unwrap_or_else(|_| EnvFilter::new("info"));
    let colours = io::IsTerminal::is_terminal(&io::stderr());
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(colours)
        .init();
}

fn options(arguments: &BrokerArguments) -> Result<BrokerOptions, Failure> {
    let usage = |message: String| Failure::new(FailureKind::Usage, message);
    let mut options = BrokerOptions::standalone();
    if let Some(path) = &arguments.config {
        let shown = path.display();
        let text = fs::read_to_string(path)
            .map_err(|error| usage(format!("cannot read --config {shown}: {error}")))?;
        let unknown;
        (options, unknown) =
            options.set_properties(&text).map_err(|error| usage(format!("{shown}: {error}")))?;
        for key in unknown {
            // Setting it alone says which key is near.
            let near = options.clone().set(&key, "").err();
            let said = near.map_or_else(|| key.clone(), |error| error.to_string());
            tracing::warn!("{shown}: {said}; it was left out");
        }
    }
    if let Some(id) = &arguments.cluster_id {
        options = options.cluster_id(id);
    }
    if !arguments.data_dir.is_empty() {
        options = options.directories(&arguments.data_dir);
    }
    if let Some(listen) = &arguments.listen {
        options = options
            .set("listeners", &format!("PLAINTEXT://{listen}"))
            .map_err(|error| usage(format!("--listen {listen}: {error}")))?;
    }
    for assignment in &arguments.set {
        let Some((key, value)) = assignment.split_once('=') else {
            return Err(usage(format!("--set {assignment}: KEY=VALUE is expected")));
        };
        options = options
            .set(key.trim(), value)
            .map_err(|error| usage(format!("--set {assignment}: {error}")))?;
    }
    Ok(options)
}

#[cfg(unix)]
pub(super) struct StopSignal {
    terminate: signal::unix::Signal,
    interrupt: signal::unix::Signal,
}

#[cfg(unix)]
impl StopSignal {
    pub(super) fn new() -> io::Result<Self> {
        use signal::unix::{SignalKind, signal};
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    pub(super) async fn received(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

#[cfg(not(unix))]
pub(super) struct StopSignal;

#[cfg(not(unix))]
impl StopSignal {
    pub(super) fn new() -> io::Result<Self> {
        Ok(Self)
    }

    pub(super) async fn received(&mut self) {
        // Without a handler for Ctrl-C there is nothing to wait for but the end of the process.
        if signal::ctrl_c().await.is_err() {
            std::future::pending().await
        }
    }
}
