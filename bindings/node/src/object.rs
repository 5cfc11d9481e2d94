//! Objects and arrays of JavaScript, and how plain data is read from them.

use std::ffi::CStr;

use napi::sys;

use crate::{
    error::Wrong,
    value::{FromJs, IntoJs, Raw, made},
};

pub(crate) fn empty(env: sys::napi_env) -> sys::napi_value {
    // SAFETY: the thread of JavaScript.
    made(|value| unsafe {
        sys::napi_create_object(env, value);
    })
}

/// Gives an object a field.
pub(crate) fn set(
    env: sys::napi_env,
    object: sys::napi_value,
    name: &'static CStr,
    value: impl IntoJs,
) {
    let value = value.into_js(env);
    // SAFETY: the thread of JavaScript, and a name with a zero at its end.
    unsafe { sys::napi_set_named_property(env, object, name.as_ptr(), value) };
}

pub(crate) fn is_array(raw: Raw) -> bool {
    let mut is = false;
    // SAFETY: a handle of this call.
    unsafe { sys::napi_is_array(raw.env, raw.value, &mut is) };
    is
}

pub(crate) fn length(raw: Raw) -> u32 {
    let mut length = 0;
    // SAFETY: a handle of this call.
    unsafe { sys::napi_get_array_length(raw.env, raw.value, &mut length) };
    length
}

pub(crate) fn element(raw: Raw, index: u32) -> Result<Raw, Wrong> {
    // SAFETY: a handle of this call.
    let value = made(|value| unsafe {
        sys::napi_get_element(raw.env, raw.value, index, value);
    });
    read(raw.env, value)
}

/// What was read. Functions of the user that threw leave no value, and the exception waits for the end of the call.
fn read(env: sys::napi_env, value: sys::napi_value) -> Result<Raw, Wrong> {
    if value.is_null() { Err(Wrong::thrown()) } else { Ok(Raw { env, value }) }
}

/// Its own fields by name.
pub(crate) fn entries(raw: Raw) -> Result<Vec<(String, Raw)>, Wrong> {
    if raw.kind() != sys::ValueType::napi_object || is_array(raw) {
        return Err(raw.must_be("an object"));
    }
    // SAFETY: a handle of this call.
    let names = made(|value| unsafe {
        sys::napi_get_all_property_names(
            raw.env,
            raw.value,
            sys::KeyCollectionMode::own_only,
            sys::KeyFilter::enumerable | sys::KeyFilter::skip_symbols,
            sys::KeyConversion::numbers_to_strings,
            value,
        );
    });
    let names = read(raw.env, names)?;
    let entry = |index| {
        let name = element(names, index)?;
        let value = made(|value| unsafe {
            sys::napi_get_property(raw.env, raw.value, name.value, value);
        });
        Ok((String::from_js(name)?, read(raw.env, value)?))
    };
    (0..length(names)).map(entry).collect()
}

/// What has a name and a value, from an object that has a field for each.
pub(crate) fn pairs<V: FromJs, T>(
    raw: Raw,
    made: impl Fn(String, V) -> T,
) -> Result<Vec<T>, Wrong> {
    if raw.kind() != sys::ValueType::napi_object {
        return Err(raw.must_be("an array, or an object with a field for each"));
    }
    let pair = |(name, value): (String, Raw)| {
        let value = V::from_js(value).map_err(|wrong| wrong.within(&format!("['{name}']")))?;
        Ok(made(name, value))
    };
    entries(raw)?.into_iter().map(pair).collect()
}

/// The fields of plain data, which are taken one by one; what is left at the end is a name that
/// nobody knows.
pub(crate) struct Fields {
    entries: Vec<(String, Raw)>,
    env: sys::napi_env,
    known: &'static [&'static str],
}

impl Fields {
    pub(crate) fn of(raw: Raw, known: &'static [&'static str]) -> Result<Self, Wrong> {
        let entries = entries(raw)?;
        for (name, _) in &entries {
            if !known.contains(&name.as_str()) {
                return Err(Wrong::unknown(name, known));
            }
        }
        Ok(Self { entries, env: raw.env, known })
    }

    pub(crate) fn take<T: FromJs>(&self, name: &'static str) -> Result<T, Wrong> {
        debug_assert!(self.known.contains(&name));
        let found = self.entries.iter().find(|(field, _)| field == name);
        let raw = found.map_or_else(
            || Raw { env: self.env, value: ().into_js(self.env) },
            |(_, value)| *value,
        );
        T::from_js(raw).map_err(|wrong| wrong.within(&format!(".{name}")))
    }
}
