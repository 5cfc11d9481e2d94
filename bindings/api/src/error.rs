//! What went wrong, as plain data: each language makes its own exception of it.

use std::collections::BTreeMap;

use ottla::Error;

/// What kind of thing went wrong; each is an exception of its own where a language has a hierarchy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// The broker did not believe who the client is, or could not prove who it is itself.
    AuthenticationFailed,
    /// The principal may not do this.
    NotAuthorized,
    /// The call cannot work as it was made, whatever the broker does.
    InvalidInput,
    /// The record or request is larger than allowed.
    TooLarge,
    /// The offset is not in the log any more, or not yet.
    OffsetOutOfRange,
    /// The log was truncated below the position (KIP-320).
    LogTruncated,
    /// Bytes from the broker are damaged or make no sense.
    Corrupt,
    /// A function of the user could not process a record.
    Unprocessed,
    /// A record's key or value is not of the format that it is read as.
    Unreadable,
    /// The group has moved on without this member, or is about to.
    Rebalanced,
    /// The transaction has failed: it can only be aborted.
    Aborted,
    /// Another producer with the same transactional id, or another member with the same `group.instance.id`, took over.
    Fenced,
    /// The client, producer or consumer was closed.
    Closed,
    /// The broker answered with another error; the code says which.
    Broker,
}

/// What a caller can do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

/// The fields of an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorInfo {
    /// What kind of thing went wrong.
    pub kind: ErrorKind,
    /// What a caller can do about it.
    pub advice: Advice,
    /// What was being done.
    pub operation: String,
    /// What happened, where, and what helps, in one text.
    pub message: String,
    /// The number of the broker's error, if it was one.
    pub code: Option<i32>,
    /// Kafka's name of that number.
    pub code_name: Option<String>,
    /// Where: topic, partition, broker and the like.
    pub context: BTreeMap<String, String>,
    /// Where logs part, if the log was truncated (KIP-320).
    pub divergent_offset: Option<i64>,
}

impl From<&Error> for ErrorInfo {
    /// The text holds the causes.
    fn from(error: &Error) -> Self {
        let mut message = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(error) = cause {
            let said = error.to_string();
            if !message.contains(&said) {
                message = format!("{message}: {said}");
            }
            cause = error.source();
        }
        let context = error.context().iter();
        Self {
            kind: kind(error.kind()),
            advice: advice(error.advice()),
            operation: error.operation().to_owned(),
            message,
            code: error.code().map(|code| i32::from(code.code())),
            code_name: error.code().map(|code| code.name().to_owned()),
            context: context.map(|(key, value)| ((*key).into(), value.clone())).collect(),
            divergent_offset: error.divergent_offset(),
        }
    }
}

/// What a function of the user has thrown, if this error comes of that: as the language has kept it, in a `T`.
#[doc(hidden)]
#[must_use]
pub fn thrown_in<T: std::error::Error + 'static>(error: &Error) -> Option<&T> {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        match error.downcast_ref() {
            Some(found) => return Some(found),
            None => cause = error.source(),
        }
    }
    None
}

fn kind(kind: ottla::ErrorKind) -> ErrorKind {
    match kind {
        ottla::ErrorKind::Unreachable => ErrorKind::Unreachable,
        ottla::ErrorKind::TimedOut => ErrorKind::TimedOut,
        ottla::ErrorKind::WrongProtocol => ErrorKind::WrongProtocol,
        ottla::ErrorKind::Unsupported => ErrorKind::Unsupported,
        ottla::ErrorKind::UnknownTopic => ErrorKind::UnknownTopic,
        ottla::ErrorKind::AlreadyExists => ErrorKind::AlreadyExists,
        ottla::ErrorKind::AuthenticationFailed => ErrorKind::AuthenticationFailed,
        ottla::ErrorKind::NotAuthorized => ErrorKind::NotAuthorized,
        ottla::ErrorKind::InvalidInput => ErrorKind::InvalidInput,
        ottla::ErrorKind::TooLarge => ErrorKind::TooLarge,
        ottla::ErrorKind::OffsetOutOfRange => ErrorKind::OffsetOutOfRange,
        ottla::ErrorKind::LogTruncated => ErrorKind::LogTruncated,
        ottla::ErrorKind::Corrupt => ErrorKind::Corrupt,
        ottla::ErrorKind::Unprocessed => ErrorKind::Unprocessed,
        ottla::ErrorKind::Unreadable => ErrorKind::Unreadable,
        ottla::ErrorKind::Rebalanced => ErrorKind::Rebalanced,
        ottla::ErrorKind::Aborted => ErrorKind::Aborted,
        ottla::ErrorKind::Fenced => ErrorKind::Fenced,
        ottla::ErrorKind::Closed => ErrorKind::Closed,
        // Kinds that come later are told by their code and text.
        _ => ErrorKind::Broker,
    }
}

fn advice(advice: ottla::Advice) -> Advice {
    match advice {
        ottla::Advice::Retry => Advice::Retry,
        ottla::Advice::Abort => Advice::Abort,
        ottla::Advice::Rejoin => Advice::Rejoin,
        ottla::Advice::Fatal => Advice::Fatal,
    }
}

/// An object that is used in another process than the one that made it.
pub(crate) fn forked(what: &'static str) -> Error {
    let message = "it was made before this process was forked, and its threads and connections \
                   stayed with the parent: make a new client after the fork";
    Error::of(ottla::ErrorKind::Closed, what, message)
}
