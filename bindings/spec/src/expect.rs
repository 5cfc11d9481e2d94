//! Whether something is what a scenario says.

use ottla_api::{Error, ErrorInfo};
use serde_json::Value as Json;

use crate::{
    handler::Refused,
    value::{Plain, Value, Wrong},
};

/// Compares what a step gave with what it must give.
pub(crate) fn given(found: &Value, expected: &Json, bytes: &Bytes<'_>) -> Result<(), Wrong> {
    let differs = || Wrong::new(format!("it gave {found:?} instead of {expected}"));
    let same = match (expected, found) {
        (Json::Object(fields), found) if fields.contains_key("any") => {
            !matches!(found, Value::Null)
        }
        (Json::Object(fields), Value::Number(number)) => {
            fields.get("at_least").and_then(Json::as_i64).is_some_and(|least| *number >= least)
        }
        (Json::Object(fields), Value::Text(text)) => {
            fields.get("has").and_then(Json::as_str).is_some_and(|part| text.contains(part))
        }
        (Json::Object(_), Value::Bytes(found)) => {
            bytes(expected).is_some_and(|bytes| bytes == *found)
        }
        (Json::Object(fields), Value::List(found)) => match fields.get("unordered") {
            Some(Json::Array(expected)) => {
                let is = |one: &Json| found.iter().any(|found| given(found, one, bytes).is_ok());
                expected.len() == found.len() && expected.iter().all(is)
            }
            Some(_) | None => false,
        },
        (Json::Object(fields), Value::Map(found)) => {
            for (name, expected) in fields {
                let found = found.get(name).ok_or_else(differs)?;
                given(found, expected, bytes)
                    .map_err(|error| Wrong::new(format!("{name}: {error}")))?;
            }
            true
        }
        (Json::Array(expected), Value::List(found)) => {
            if expected.len() != found.len() {
                return Err(differs());
            }
            for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
                given(found, expected, bytes)
                    .map_err(|error| Wrong::new(format!("[{index}]: {error}")))?;
            }
            true
        }
        (Json::Null, Value::Null) => true,
        (Json::Bool(expected), Value::Bool(found)) => expected == found,
        (Json::Number(expected), Value::Number(found)) => expected.as_i64() == Some(*found),
        (Json::Number(expected), Value::Float(found)) => expected.as_f64() == Some(*found),
        (Json::String(expected), Value::Text(found)) => expected == found,
        _ => false,
    };
    if same { Ok(()) } else { Err(differs()) }
}

/// Reads bytes of a scenario.
pub(crate) type Bytes<'a> = dyn Fn(&Json) -> Option<bytes::Bytes> + 'a;

/// Compares an error with the one that a step must fail with.
pub(crate) fn failed(error: &Error, expected: &Json) -> Result<(), Wrong> {
    let info = ErrorInfo::from(error);
    let found = info.clone().into_value();
    let Value::Map(found) = found else { return Err(Wrong::new("an error has fields")) };
    let expected = expected.as_object().ok_or_else(|| Wrong::new("`fails` has fields"))?;
    for (name, expected) in expected {
        if name == "message_has" {
            for part in expected.as_array().into_iter().flatten().filter_map(Json::as_str) {
                if !info.message.contains(part) {
                    return Err(Wrong::new(format!("'{part}' is not in '{}'", info.message)));
                }
            }
            continue;
        }
        if name == "comes_of" {
            let thrown = ottla_api::thrown_in::<Refused>(error).map(|Refused(said)| said.as_str());
            if thrown != expected.as_str() {
                return Err(Wrong::new(format!("it comes of {thrown:?}, not of {expected}")));
            }
            continue;
        }
        let found = found.get(name).ok_or_else(|| Wrong::new(format!("an error has no {name}")))?;
        given(found, expected, &|_| None)
            .map_err(|wrong| Wrong::new(format!("{name}: {wrong}; {}", info.message)))?;
    }
    Ok(())
}
