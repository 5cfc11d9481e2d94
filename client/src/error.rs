//! The one error type that users see. Its kind says what to do, its text what happened, where, and
//! what helps.

use std::{error::Error as StdError, fmt, sync::Arc};

use ottla_core::model::ErrorCode;

/// What most functions of this crate return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Something that did not work. Cheap to clone.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::{Advice, ErrorKind, admin::NewTopic};
///
/// let admin = client.admin();
/// admin.create_topics([NewTopic::new("orders")]).await?;
/// match admin.create_topics([NewTopic::new("orders")]).one().await {
///     Err(error) if error.kind() == ErrorKind::AlreadyExists => println!("{error}"),
///     Err(error) if error.advice() == Advice::Retry => println!("later: {error}"),
///     outcome => drop(outcome?),
/// }
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone)]
pub struct Error(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    kind: ErrorKind,
    advice: Advice,
    operation: &'static str,
    message: String,
    code: Option<ErrorCode>,
    context: Vec<(&'static str, String)>,
    divergent_offset: Option<i64>,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

/// What kind of thing went wrong: [`Error`] shows how to ask for it. New kinds may come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// No broker could be connected, or the connection broke.
    Unreachable,
    /// There was no answer, or no success, in the time that was given.
    TimedOut,
    /// The peer does not speak Kafka's protocol: a web server, a TLS port, something else.
    WrongProtocol,
    /// The broker lacks the API, or every version of it that this client has.
    Unsupported,
    /// The topic or partition does not exist.
    UnknownTopic,
    /// What should be made exists already.
    AlreadyExists,
    /// The broker did not take the client's name and password, certificate or token, or could not prove by
    /// its own certificate who it is.
    AuthenticationFailed,
    /// The principal may not do this.
    NotAuthorized,
    /// The call cannot work as it was made, whatever the broker does.
    InvalidInput,
    /// The record or request is larger than allowed.
    TooLarge,
    /// The offset is not in the log any more, or not yet.
    OffsetOutOfRange,
    /// The log was truncated below the position (KIP-320): records that were read are gone, and others may
    /// stand in their place. [`Error::divergent_offset`] says where to go on.
    LogTruncated,
    /// Bytes from the broker are damaged or make no sense.
    Corrupt,
    /// The user's function could not process a record, and no option says where it goes.
    Unprocessed,
    /// A record's key or value is not of the format that it is read as.
    Unreadable,
    /// The group has moved on without this member, or is about to: what it committed may not count.
    Rebalanced,
    /// The transaction has failed: it can only be aborted. The cause says what happened.
    Aborted,
    /// Another producer with the same transactional id took over, or the coordinator ended the transaction; or another member
    /// with the same `group_instance_id` took over.
    Fenced,
    /// The client, producer or consumer was closed.
    Closed,
    /// The broker answered with another error; [`Error::code`] says which.
    Broker,
}

/// What a caller can do about an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Advice {
    /// The same call may work later. The client has retried already, within its time-outs.
    Retry,
    /// The transaction can only be aborted; the producer can begin another one.
    Abort,
    /// The group has moved on: join it again.
    Rejoin,
    /// The same call will fail again.
    Fatal,
}

impl Error {
    /// An error of a layer above this crate, which shows like its own: `operation` is what was being
    /// done, `message` what happened and what helps.
    ///
    /// ```
    /// use ottla::{Error, ErrorKind};
    ///
    /// let error = Error::of(ErrorKind::InvalidInput, "read orders", "no consumer is configured");
    /// assert_eq!(error.to_string(), "read orders: no consumer is configured");
    /// ```
    #[must_use]
    pub fn of(kind: ErrorKind, operation: &'static str, message: impl Into<String>) -> Self {
        Self::new(kind, operation, message)
    }

    pub(crate) fn new(
        kind: ErrorKind,
        operation: &'static str,
        message: impl Into<String>,
    ) -> Self {
        Self(Arc::new(Inner {
            kind,
            advice: default_advice(kind),
            operation,
            message: message.into(),
            code: None,
            context: Vec::new(),
            divergent_offset: None,
            source: None,
        }))
    }

    /// What a broker said. `said` is the sentence that came with the code, if one did.
    pub(crate) fn from_code(operation: &'static str, code: ErrorCode, said: Option<&str>) -> Self {
        let message = match said {
            Some(said) if !said.is_empty() => format!("{}: {said}", code.name()),
            Some(_) | None => code.to_string(),
        };
        let mut error = Self::new(kind_of(code), operation, message);
        let inner = error.inner();
        inner.code = Some(code);
        let by_kind = [ErrorKind::Rebalanced, ErrorKind::Aborted];
        if !by_kind.contains(&inner.kind) {
            inner.advice = if code.is_retriable() { Advice::Retry } else { Advice::Fatal };
        }
        error
    }

    /// The same error, which also says where: `key` is what `value` is.
    ///
    /// ```
    /// use ottla::{Error, ErrorKind};
    ///
    /// let error = Error::of(ErrorKind::Unreadable, "read orders", "no JSON").with("topic", "orders");
    /// assert!(error.to_string().contains("orders"));
    /// ```
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        let said = (key, value.to_string());
        // Several layers may know it.
        if !self.0.context.contains(&said) {
            self.inner().context.push(said);
        }
        self
    }

    /// The same error, where logs part at this offset.
    pub(crate) fn diverging_at(mut self, offset: i64) -> Self {
        self.inner().divergent_offset = Some(offset);
        self
    }

    pub(crate) fn caused_by(self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.with_source(Arc::new(source))
    }

    /// The same error, which comes of another one: its source.
    ///
    /// ```
    /// use std::{error::Error as _, sync::Arc};
    ///
    /// use ottla::{Error, ErrorKind};
    ///
    /// let cause = Arc::new("x".parse::<u32>().unwrap_err());
    /// let error = Error::of(ErrorKind::Unreadable, "read orders", "no number").with_source(cause);
    /// assert!(error.source().is_some_and(|cause| cause.is::<std::num::ParseIntError>()));
    /// ```
    #[must_use]
    pub fn with_source(mut self, source: Arc<dyn StdError + Send + Sync>) -> Self {
        self.inner().source = Some(source);
        self
    }

    /// The same error, of which it is known that it may pass.
    pub(crate) fn passing(mut self) -> Self {
        self.inner().advice = Advice::Retry;
        self
    }

    /// The same error, after which a transaction can only be aborted.
    pub(crate) fn abortable(mut self) -> Self {
        self.inner().advice = Advice::Abort;
        self
    }

    /// The same error, after which nothing can go on.
    pub(crate) fn fatal(mut self) -> Self {
        self.inner().advice = Advice::Fatal;
        self
    }

    /// The same error, for which a broker gave this code.
    pub(crate) fn of_code(mut self, code: ErrorCode) -> Self {
        self.inner().code = Some(code);
        self
    }

    /// The same error as the outcome of another operation.
    pub(crate) fn during(mut self, operation: &'static str) -> Self {
        self.inner().operation = operation;
        self
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// What to do about it.
    #[must_use]
    pub fn advice(&self) -> Advice {
        self.0.advice
    }

    /// What was being done, for instance `produce`.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        self.0.operation
    }

    /// The broker's error code, if a broker refused.
    #[must_use]
    pub fn code(&self) -> Option<ErrorCode> {
        self.0.code
    }

    /// What happened, without the operation and what was involved.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// What was involved, for instance `("topic", "orders")`.
    #[must_use]
    pub fn context(&self) -> &[(&'static str, String)] {
        &self.0.context
    }

    /// Of [`ErrorKind::LogTruncated`]: the first offset at which the log may not be what was read; seek there
    /// to go on. `None` where the log has nothing of what was read.
    #[must_use]
    pub fn divergent_offset(&self) -> Option<i64> {
        self.0.divergent_offset
    }

    /// Only an error that was just made is written to, and that has one owner.
    fn inner(&mut self) -> &mut Inner {
        Arc::make_mut(&mut self.0)
    }
}

fn default_advice(kind: ErrorKind) -> Advice {
    match kind {
        ErrorKind::Unreachable | ErrorKind::TimedOut => Advice::Retry,
        ErrorKind::Rebalanced => Advice::Rejoin,
        ErrorKind::Aborted => Advice::Abort,
        ErrorKind::WrongProtocol
        | ErrorKind::Unsupported
        | ErrorKind::UnknownTopic
        | ErrorKind::AlreadyExists
        | ErrorKind::AuthenticationFailed
        | ErrorKind::NotAuthorized
        | ErrorKind::InvalidInput
        | ErrorKind::TooLarge
        | ErrorKind::OffsetOutOfRange
        | ErrorKind::LogTruncated
        | ErrorKind::Corrupt
        | ErrorKind::Unprocessed
        | ErrorKind::Unreadable
        | ErrorKind::Fenced
        | ErrorKind::Closed
        | ErrorKind::Broker => Advice::Fatal,
    }
}

fn kind_of(code: ErrorCode) -> ErrorKind {
    use ErrorCode as Code;
    let is = |codes: &[Code]| codes.contains(&code);
    if is(&[Code::UnknownTopicOrPartition, Code::UnknownTopicId]) {
        ErrorKind::UnknownTopic
    } else if is(&[Code::TopicAlreadyExists]) {
        ErrorKind::AlreadyExists
    } else if is(&[
        Code::TopicAuthorizationFailed,
        Code::GroupAuthorizationFailed,
        Code::ClusterAuthorizationFailed,
        Code::TransactionalIdAuthorizationFailed,
        Code::DelegationTokenAuthorizationFailed,
    ]) {
        ErrorKind::NotAuthorized
    } else if is(&[
        Code::SaslAuthenticationFailed,
        Code::UnsupportedSaslMechanism,
        Code::IllegalSaslState,
    ]) {
        ErrorKind::AuthenticationFailed
    } else if is(&[Code::MessageTooLarge, Code::RecordListTooLarge]) {
        ErrorKind::TooLarge
    } else if is(&[Code::OffsetOutOfRange]) {
        ErrorKind::OffsetOutOfRange
    } else if is(&[Code::RequestTimedOut]) {
        ErrorKind::TimedOut
    } else if is(&[Code::UnsupportedVersion]) {
        ErrorKind::Unsupported
    } else if is(&[
        Code::IllegalGeneration,
        Code::UnknownMemberId,
        Code::RebalanceInProgress,
        Code::FencedMemberEpoch,
        Code::StaleMemberEpoch,
    ]) {
        ErrorKind::Rebalanced
    } else if is(&[Code::TransactionAbortable]) {
        ErrorKind::Aborted
    } else if is(&[Code::ProducerFenced, Code::FencedInstanceId]) {
        ErrorKind::Fenced
    } else if is(&[Code::CorruptMessage]) {
        ErrorKind::Corrupt
    } else if is(&[
        Code::InvalidTopicException,
        Code::InvalidPartitions,
        Code::InvalidReplicationFactor,
        Code::InvalidReplicaAssignment,
        Code::InvalidConfig,
        Code::InvalidRequest,
        Code::InvalidTimestamp,
        Code::InvalidRecord,
        Code::InvalidRequiredAcks,
        Code::InvalidGroupId,
        Code::InvalidSessionTimeout,
        Code::InvalidTransactionTimeout,
        Code::InvalidCommitOffsetSize,
        Code::InvalidRegularExpression,
        Code::OffsetMetadataTooLarge,
        Code::UnsupportedAssignor,
    ]) {
        ErrorKind::InvalidInput
    } else {
        ErrorKind::Broker
    }
}

impl fmt::Display for Error {
    /// One line: operation, what happened, what was involved, and the cause.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.0.operation, self.0.message)?;
        for (index, (key, value)) in self.0.context.iter().enumerate() {
            f.write_str(if index == 0 { " (" } else { ", " })?;
            write!(f, "{key} {value}")?;
        }
        if !self.0.context.is_empty() {
            f.write_str(")")?;
        }
        let Some(source) = &self.0.source else { return Ok(()) };
        let source = source.to_string();
        // What a function of the user has thrown is in the message of most that comes of it.
        match self.0.message.contains(&source) {
            true => Ok(()),
            false => write!(f, ": {source}"),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{:?}, {:?}]", self.0.kind, self.0.advice)
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as &(dyn StdError + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_says_what_where_and_why() {
        let error = Error::from_code("produce", ErrorCode::MessageTooLarge, None)
            .with("topic", "orders")
            .with("partition", 3);
        assert_eq!(
            error.to_string(),
            "produce: MESSAGE_TOO_LARGE (10): the batch is larger than the topic's \
             max.message.bytes (topic orders, partition 3)"
        );
        assert_eq!(error.kind(), ErrorKind::TooLarge);
        assert_eq!(error.advice(), Advice::Fatal);
        assert_eq!(error.code(), Some(ErrorCode::MessageTooLarge));
    }

    #[test]
    fn a_cause_is_told_once() {
        let caused = |message: &str| {
            let error = Error::new(ErrorKind::Unprocessed, "process records", message);
            error.with("topic", "orders").caused_by(std::io::Error::other("the disk is full"))
        };
        let told = "process records: nothing was written (topic orders): the disk is full";
        assert_eq!(caused("nothing was written").to_string(), told);
        let told = "process records: Other: the disk is full (topic orders)";
        assert_eq!(caused("Other: the disk is full").to_string(), told);
    }
}
