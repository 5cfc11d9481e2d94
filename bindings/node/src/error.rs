//! Errors, as text with a mark that JavaScript makes its own errors of (lib/errors.js).

use napi::Status;
use ottla_api::{Error, ErrorInfo};
use serde_json::{Value, json};

use crate::{
    cause::Cause,
    generated::{advice_name, kind_name},
};

/// What a text begins with that stands for an error.
const MARK: char = '\u{1}';

/// A value that is not what it should be.
#[derive(Debug)]
pub struct Wrong {
    at: String,
    what: String,
    kind: WrongKind,
}

#[derive(Clone, Copy, Debug)]
enum WrongKind {
    /// It is of another type.
    Type,
    /// It has a name that is not known.
    Name,
    /// A function of the user threw.
    Thrown,
}

impl Wrong {
    pub(crate) fn new(what: String) -> Self {
        Self { at: String::new(), what, kind: WrongKind::Type }
    }

    pub(crate) fn thrown() -> Self {
        Self { kind: WrongKind::Thrown, ..Self::new(String::new()) }
    }

    pub(crate) fn unknown(name: &str, known: &[&str]) -> Self {
        let what = json!({ "name": name, "known": known }).to_string();
        Self { at: String::new(), what, kind: WrongKind::Name }
    }

    /// It is part of something that has this name.
    pub(crate) fn within(self, name: &str) -> Self {
        Self { at: format!("{name}{}", self.at), ..self }
    }
}

impl From<Wrong> for napi::Error {
    fn from(Wrong { at, what, kind }: Wrong) -> Self {
        let kind = match kind {
            WrongKind::Type => "WRONG_TYPE",
            WrongKind::Name => "WRONG_NAME",
            WrongKind::Thrown => return Self::new(Status::PendingException, String::new()),
        };
        let fields = json!({ "kind": kind, "at": at, "message": what });
        Self::new(Status::InvalidArg, marked(&fields))
    }
}

/// An error of the API, for JavaScript.
pub(crate) fn text(error: &Error) -> String {
    let info = ErrorInfo::from(error);
    marked(&json!({
        "kind": kind_name(info.kind),
        "advice": advice_name(info.advice),
        "operation": info.operation,
        "message": info.message,
        "code": info.code,
        "codeName": info.code_name,
        "context": info.context,
        // JSON has no integers of 64 bits that JavaScript would read.
        "divergentOffset": info.divergent_offset.map(|offset| offset.to_string()),
        "cause": Cause::told(error),
    }))
}

/// A call that was broken off.
pub(crate) fn cancelled() -> String {
    marked(&json!({ "kind": "CANCELLED" }))
}

/// A bug of ours.
pub(crate) fn bug() -> String {
    marked(&json!({ "kind": "BUG" }))
}

fn marked(fields: &Value) -> String {
    format!("{MARK}{fields}")
}

pub(crate) fn thrown(error: &Error) -> napi::Error {
    napi::Error::new(Status::GenericFailure, text(error))
}
