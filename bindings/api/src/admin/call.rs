//! The admin, and what its calls have in common. Of what is asked for several things, one that fails does not
//! keep the others from happening: what could not be done is told beside what was.

use std::time::Duration;

use parking_lot::Mutex;

use crate::{ClientOptions, ErrorInfo, Result, runtime::Home};
use ottla::{Error, ErrorKind, admin};

/// Administers a cluster. Calls that change something tell what they could not change. Those that ask for several
/// things give what was `found`, or done, and what was `refused`; `describe_topics`, `describe_groups` and
/// `list_offsets` fail with the first refusal, and have a twin whose name ends in `each`.
#[derive(Debug)]
pub struct Admin {
    /// `None` once it was closed.
    admin: Mutex<Option<admin::Admin>>,
    home: Home,
}

/// Something that could not be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The topic, group, partition or resource.
    pub name: String,
    /// Why.
    pub error: ErrorInfo,
}

/// Whether a change is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpdateMode {
    /// It is made.
    Apply,
    /// It is only looked at whether it could be made.
    ValidateOnly,
}

impl UpdateMode {
    pub(super) fn of_client(mode: Option<Self>) -> admin::UpdateMode {
        match mode {
            None | Some(Self::Apply) => admin::UpdateMode::Apply,
            Some(Self::ValidateOnly) => admin::UpdateMode::ValidateOnly,
        }
    }
}

impl Admin {
    /// Connects to a cluster's controllers by the addresses of some of them, `host:port` with commas between (KIP-919):
    /// they answer when no broker does. They describe the cluster, the quorum, features, configurations and ACLs,
    /// and change the last three, voters, and where partitions are; all else fails with `Unsupported`.
    pub async fn connect_controllers(
        bootstrap_controllers: String,
        options: ClientOptions,
    ) -> Result<Self> {
        let options = options.read()?;
        Ok(Self::new(admin::Admin::connect_controllers(&bootstrap_controllers, options).await?))
    }

    pub(crate) fn new(admin: admin::Admin) -> Self {
        Self { admin: Mutex::new(Some(admin)), home: Home::here() }
    }

    /// Ends it: later calls fail with `Closed`. The connections of one that has connected to controllers are closed when
    /// calls that are under way are done; those of a client are the client's.
    pub async fn close(&self) {
        drop(self.admin.lock().take());
    }

    /// The client's admin, if this is its process, and it is open.
    pub(super) fn client(&self, operation: &'static str) -> Result<admin::Admin> {
        self.home.check(operation)?;
        let admin = self.admin.lock().clone();
        admin.ok_or_else(|| {
            let message = "the admin was closed: make a new one";
            Error::of(ErrorKind::Closed, operation, message)
        })
    }
}

/// What failed.
pub(super) fn refusals<K: ToString, T>(outcomes: Vec<(K, Result<T>)>) -> Vec<Refusal> {
    each(outcomes, |_, _| ()).1
}

/// What was found, and what failed.
pub(super) fn each<K: ToString, T, R>(
    outcomes: Vec<(K, Result<T>)>,
    shown: impl Fn(K, T) -> R,
) -> (Vec<R>, Vec<Refusal>) {
    let (mut found, mut refused) = (Vec::new(), Vec::new());
    for (key, outcome) in outcomes {
        match outcome {
            Ok(it) => found.push(shown(key, it)),
            Err(error) => {
                refused.push(Refusal { name: key.to_string(), error: ErrorInfo::from(&error) });
            }
        }
    }
    (found, refused)
}

/// Outcomes by names that are made here, where the client's keys have none.
pub(super) fn named<K, T>(
    outcomes: Vec<(K, Result<T>)>,
    name: impl Fn(&K) -> String,
) -> Vec<(String, Result<T>)> {
    outcomes.into_iter().map(|(key, outcome)| (name(&key), outcome)).collect()
}

pub(super) fn texts<T: ToString>(texts: impl IntoIterator<Item = T>) -> Vec<String> {
    texts.into_iter().map(|text| text.to_string()).collect()
}

pub(super) fn text<T: ToString>(text: Option<T>) -> Option<String> {
    text.map(|text| text.to_string())
}

pub(super) fn all<T, R: From<T>>(items: impl IntoIterator<Item = T>) -> Vec<R> {
    items.into_iter().map(Into::into).collect()
}

pub(super) fn invalid(operation: &'static str, message: impl Into<String>) -> Error {
    Error::of(ErrorKind::InvalidInput, operation, message)
}

/// Milliseconds, as languages write durations.
pub(super) fn duration(operation: &'static str, milliseconds: i64) -> Result<Duration> {
    let whole = u64::try_from(milliseconds);
    whole.map(Duration::from_millis).map_err(|_| {
        invalid(operation, format!("{milliseconds} ms are less than nothing: no time is"))
    })
}

/// A number of 16 bits, which languages have no type for.
pub(super) fn short(operation: &'static str, what: &str, number: i32) -> Result<i16> {
    let out = |_| invalid(operation, format!("{what} is {number}: -32768 to 32767 is allowed"));
    i16::try_from(number).map_err(out)
}

/// An id as text.
pub(super) fn id(operation: &'static str, text: &str) -> Result<ottla::Uuid> {
    text.parse().map_err(|_| {
        let message =
            format!("'{text}' is no id: Kafka writes them as 22 letters, digits, - and _");
        invalid(operation, message)
    })
}
