//! Options: an object whose names are Kafka's keys, with dots or in camel case, as the texts that the API reads.

use std::collections::BTreeMap;

use napi::sys;

use crate::{
    error::Wrong,
    object,
    value::{FromJs, Raw},
};

/// Reads all options; what was left out or is undefined has its default.
pub(crate) fn read(raw: Raw) -> Result<BTreeMap<String, String>, Wrong> {
    let mut options = BTreeMap::new();
    if raw.is_nothing() {
        return Ok(options);
    }
    for (name, value) in object::entries(raw)? {
        if !value.is_nothing() {
            let text = text(value).map_err(|wrong| wrong.within(&format!(".{name}")))?;
            options.insert(key(&name), text);
        }
    }
    Ok(options)
}

/// `lingerMs` as `linger.ms`.
fn key(name: &str) -> String {
    let mut key = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            key.push('.');
            key.push(letter.to_ascii_lowercase());
        } else {
            key.push(letter);
        }
    }
    key
}

fn text(value: Raw) -> Result<String, Wrong> {
    Ok(match value.kind() {
        sys::ValueType::napi_string => String::from_js(value)?,
        sys::ValueType::napi_boolean => bool::from_js(value)?.to_string(),
        sys::ValueType::napi_number => f64::from_js(value)?.to_string(),
        sys::ValueType::napi_bigint => i64::from_js(value)?.to_string(),
        _ if object::is_array(value) => Vec::<String>::from_js(value)?.join(","),
        _ => return Err(value.must_be("text, a number, true or false, or an array of texts")),
    })
}
