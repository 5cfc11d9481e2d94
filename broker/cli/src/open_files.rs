//! How many files and connections the process may have open. Most systems give a process a low
//! limit that it may raise by itself; a library leaves that to its program, and this is one.

/// Raises the limit as far as the system lets a process do it alone. Where that fails the broker
/// works within the limit that it has.
#[cfg(unix)]
pub(crate) fn raise_limit() {
    use rustix::process::{Resource, getrlimit, setrlimit};

    let mut limit = getrlimit(Resource::Nofile);
    limit.current = limit.maximum;
    if let Err(error) = setrlimit(Resource::Nofile, limit) {
        tracing::debug!(%error, "the limit of open files stays as it is");
    }
}

/// Nothing: there is no such limit.
#[cfg(not(unix))]
pub(crate) fn raise_limit() {}
