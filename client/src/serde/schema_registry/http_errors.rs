//! What went wrong with a request to a registry: on the way, or in its answer.

use serde::Deserialize;
use ureq::http::StatusCode;

use super::http::OPERATION;
use crate::{Error, ErrorKind};

/// Most characters that are shown of an answer that makes no sense.
const SHOWN_MAX: usize = 300;

/// Why there is no answer, with the number that the registry itself has for that.
pub(super) struct Unanswered {
    pub(super) error: Error,
    pub(super) code: Option<i64>,
}

impl From<Error> for Unanswered {
    fn from(error: Error) -> Self {
        Self { error, code: None }
    }
}

/// Why no answer came from an address.
pub(super) fn network(url: &str, error: &ureq::Error) -> Error {
    let kind = match &error {
        ureq::Error::Timeout(_) => ErrorKind::TimedOut,
        ureq::Error::BadUri(_) => ErrorKind::InvalidInput,
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) | ureq::Error::Pem(_) => {
            ErrorKind::AuthenticationFailed
        }
        ureq::Error::Io(error) => by_tls(error).unwrap_or(ErrorKind::Unreachable),
        _ => ErrorKind::Unreachable,
    };
    let message = match error {
        ureq::Error::Timeout(_) => "there was no answer in time".to_owned(),
        ureq::Error::Io(error) if kind == ErrorKind::WrongProtocol => {
            format!("it does not speak TLS, which https:// asks for: {error}")
        }
        ureq::Error::Io(error) => error.to_string(),
        error => error.to_string(),
    };
    Error::new(kind, OPERATION, message).with("registry", url)
}

/// Whether the other side has closed the connection, which may have been before it saw the request.
pub(super) fn was_closed(error: &ureq::Error) -> bool {
    use std::io::ErrorKind as Io;
    let ureq::Error::Io(error) = error else { return false };
    matches!(
        error.kind(),
        Io::ConnectionReset | Io::ConnectionAborted | Io::BrokenPipe | Io::UnexpectedEof
    )
}

/// TLS tells what is wrong as data that is; a connection alone never does.
fn by_tls(error: &std::io::Error) -> Option<ErrorKind> {
    (error.kind() == std::io::ErrorKind::InvalidData).then(|| {
        match error.to_string().contains("corrupt message") {
            true => ErrorKind::WrongProtocol,
            false => ErrorKind::AuthenticationFailed,
        }
    })
}

/// What a registry says that does not do what it was asked for.
pub(super) fn refused(url: &str, status: StatusCode, answer: &str) -> Unanswered {
    #[derive(Deserialize)]
    struct Refusal {
        error_code: Option<i64>,
        message: String,
    }
    let (code, message) = match serde_json::from_str::<Refusal>(answer) {
        Ok(Refusal { error_code: Some(code), message }) => {
            (Some(code), format!("{message} (error {code})"))
        }
        Ok(Refusal { error_code: None, message }) => (None, format!("{status}: {message}")),
        Err(_) if answer.trim().is_empty() => (None, status.to_string()),
        Err(_) => (None, format!("{status}: {}", shown(answer))),
    };
    let kind = match status {
        StatusCode::UNAUTHORIZED => ErrorKind::AuthenticationFailed,
        StatusCode::FORBIDDEN => ErrorKind::NotAuthorized,
        StatusCode::METHOD_NOT_ALLOWED => ErrorKind::Unsupported,
        StatusCode::REQUEST_TIMEOUT => ErrorKind::TimedOut,
        StatusCode::TOO_MANY_REQUESTS => ErrorKind::Unreachable,
        status if status.is_server_error() => ErrorKind::Unreachable,
        _ => ErrorKind::InvalidInput,
    };
    Unanswered { error: Error::new(kind, OPERATION, message).with("registry", url), code }
}

/// An answer that is not what was asked for.
pub(super) fn senseless(url: &str, error: &serde_json::Error, answer: &str) -> Error {
    let message = format!("the answer is none of a schema registry ({error}): {}", shown(answer));
    Error::new(ErrorKind::WrongProtocol, OPERATION, message).with("registry", url)
}

fn shown(answer: &str) -> String {
    answer.trim().chars().take(SHOWN_MAX).collect()
}
