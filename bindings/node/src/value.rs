//! Plain values, from JavaScript and to it. Nothing is converted that is of another type: text is no number.

use std::{collections::BTreeMap, ptr};

use napi::{
    bindgen_prelude::{FromNapiValue, ToNapiValue, TypeName, ValidateNapiValue},
    sys,
};

use crate::{error::Wrong, object};

/// A value of JavaScript, for the time of a call.
#[derive(Clone, Copy)]
pub struct Raw {
    pub(crate) env: sys::napi_env,
    pub(crate) value: sys::napi_value,
}

/// What can be made of a value of JavaScript.
pub trait FromJs: Sized {
    /// Reads it, or says what it should have been.
    fn from_js(raw: Raw) -> Result<Self, Wrong>;

    /// Several, from an object that has a field for each; `None` where nobody writes them so.
    fn all_of(_: Raw) -> Option<Result<Vec<Self>, Wrong>> {
        None
    }
}

/// What a value of JavaScript can be made of.
pub trait IntoJs {
    /// Makes it, in the thread of JavaScript.
    fn into_js(self, env: sys::napi_env) -> sys::napi_value;
}

/// What a function returns.
pub struct Out<T>(pub(crate) T);

impl TypeName for Raw {
    fn type_name() -> &'static str {
        "unknown"
    }

    fn value_type() -> napi::ValueType {
        napi::ValueType::Unknown
    }
}

impl ValidateNapiValue for Raw {}

impl FromNapiValue for Raw {
    unsafe fn from_napi_value(env: sys::napi_env, value: sys::napi_value) -> napi::Result<Self> {
        Ok(Self { env, value })
    }
}

impl ToNapiValue for Raw {
    unsafe fn to_napi_value(_: sys::napi_env, value: Self) -> napi::Result<sys::napi_value> {
        Ok(value.value)
    }
}

impl<T: IntoJs> ToNapiValue for Out<T> {
    unsafe fn to_napi_value(env: sys::napi_env, value: Self) -> napi::Result<sys::napi_value> {
        Ok(value.0.into_js(env))
    }
}

impl Raw {
    pub(crate) fn kind(self) -> sys::napi_valuetype {
        let mut kind = sys::ValueType::napi_undefined;
        // SAFETY: a handle of this call.
        unsafe { sys::napi_typeof(self.env, self.value, &mut kind) };
        kind
    }

    /// Whether it is undefined or null.
    pub(crate) fn is_nothing(self) -> bool {
        matches!(self.kind(), sys::ValueType::napi_undefined | sys::ValueType::napi_null)
    }

    /// What it is, for messages.
    pub(crate) fn described(self) -> String {
        match self.kind() {
            sys::ValueType::napi_undefined => "undefined".to_owned(),
            sys::ValueType::napi_null => "null".to_owned(),
            sys::ValueType::napi_boolean => "a boolean".to_owned(),
            sys::ValueType::napi_number => {
                f64::from_js(self).map_or_else(|_| "a number".to_owned(), |n| format!("{n}"))
            }
            sys::ValueType::napi_string => {
                String::from_js(self).map_or_else(|_| "text".to_owned(), |t| format!("'{t}'"))
            }
            sys::ValueType::napi_symbol => "a symbol".to_owned(),
            sys::ValueType::napi_function => "a function".to_owned(),
            sys::ValueType::napi_bigint => "a bigint".to_owned(),
            _ if object::is_array(self) => "an array".to_owned(),
            _ => "an object".to_owned(),
        }
    }

    /// Reads a parameter.
    pub(crate) fn read<T: FromJs>(self, name: &str) -> Result<T, Wrong> {
        T::from_js(self).map_err(|wrong| wrong.within(name))
    }

    pub(crate) fn must_be(self, what: &str) -> Wrong {
        Wrong::new(format!("must be {what}, not {}", self.described()))
    }
}

impl FromJs for () {
    /// Whatever it is: nobody asks for it.
    fn from_js(_: Raw) -> Result<Self, Wrong> {
        Ok(())
    }
}

impl FromJs for bool {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let mut value = false;
        // SAFETY: a handle of this call.
        match unsafe { sys::napi_get_value_bool(raw.env, raw.value, &mut value) } {
            sys::Status::napi_ok => Ok(value),
            _ => Err(raw.must_be("true or false")),
        }
    }
}

impl FromJs for f64 {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let mut value = 0.0;
        // SAFETY: a handle of this call.
        match unsafe { sys::napi_get_value_double(raw.env, raw.value, &mut value) } {
            sys::Status::napi_ok => Ok(value),
            _ => Err(raw.must_be("a number")),
        }
    }
}

impl FromJs for i32 {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let wrong = || raw.must_be("a whole number of 32 bits");
        let value = f64::from_js(raw).map_err(|_| wrong())?;
        let whole = value as Self;
        if f64::from(whole) == value { Ok(whole) } else { Err(wrong()) }
    }
}

impl FromJs for i64 {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        let wrong = || raw.must_be("a bigint of 64 bits or a safe integer");
        if raw.kind() == sys::ValueType::napi_bigint {
            let (mut value, mut lossless) = (0, false);
            // SAFETY: a handle of this call.
            unsafe {
                sys::napi_get_value_bigint_int64(raw.env, raw.value, &mut value, &mut lossless);
            }
            return if lossless { Ok(value) } else { Err(wrong()) };
        }
        let value = f64::from_js(raw).map_err(|_| wrong())?;
        let safe = value.fract() == 0.0 && value.abs() < 9_007_199_254_740_992.0;
        if safe { Ok(value as Self) } else { Err(wrong()) }
    }
}

impl FromJs for String {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        // Most texts are short: one call suffices.
        let mut short = [0_u8; 128];
        let mut length = 0;
        // SAFETY: a handle of this call, and a buffer of the length that is given.
        let status = unsafe {
            let to = short.as_mut_ptr().cast();
            sys::napi_get_value_string_utf8(raw.env, raw.value, to, short.len(), &mut length)
        };
        if status != sys::Status::napi_ok {
            return Err(raw.must_be("text"));
        }
        // Shorter by more than a letter than there is room for: so it was not cut off.
        if length + 4 < short.len() {
            return Ok(Self::from_utf8_lossy(&short[..length]).into_owned());
        }
        let mut long = Vec::new();
        // SAFETY: as above; the first call tells the length without the zero at the end.
        unsafe {
            let (env, value) = (raw.env, raw.value);
            sys::napi_get_value_string_utf8(env, value, ptr::null_mut(), 0, &mut length);
            long.resize(length + 1, 0);
            let to = long.as_mut_ptr().cast();
            sys::napi_get_value_string_utf8(env, value, to, long.len(), &mut length);
        }
        long.truncate(length);
        Ok(Self::from_utf8_lossy(&long).into_owned())
    }
}

impl<T: FromJs> FromJs for Option<T> {
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        if raw.is_nothing() { Ok(None) } else { T::from_js(raw).map(Some) }
    }
}

impl<T: FromJs> FromJs for Vec<T> {
    /// A list that was left out is empty.
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        if raw.kind() == sys::ValueType::napi_undefined {
            return Ok(Self::new());
        }
        if !object::is_array(raw) {
            return T::all_of(raw).unwrap_or_else(|| Err(raw.must_be("an array")));
        }
        let item = |index| {
            object::element(raw, index)
                .and_then(T::from_js)
                .map_err(|wrong| wrong.within(&format!("[{index}]")))
        };
        (0..object::length(raw)).map(item).collect()
    }
}

impl<T: FromJs> FromJs for BTreeMap<String, T> {
    /// A map that was left out is empty.
    fn from_js(raw: Raw) -> Result<Self, Wrong> {
        if raw.is_nothing() {
            return Ok(Self::new());
        }
        let mut map = Self::new();
        for (name, value) in object::entries(raw)? {
            let value = T::from_js(value).map_err(|wrong| wrong.within(&format!("['{name}']")))?;
            map.insert(name, value);
        }
        Ok(map)
    }
}

/// Makes a value with a function of Node-API, which fails only if the process has no memory left.
pub(crate) fn made(make: impl FnOnce(*mut sys::napi_value)) -> sys::napi_value {
    let mut value = ptr::null_mut();
    make(&mut value);
    value
}

impl IntoJs for () {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        // SAFETY: the thread of JavaScript, as everywhere below.
        made(|value| unsafe {
            sys::napi_get_undefined(env, value);
        })
    }
}

impl IntoJs for bool {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        made(|value| unsafe {
            sys::napi_get_boolean(env, self, value);
        })
    }
}

impl IntoJs for i32 {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        made(|value| unsafe {
            sys::napi_create_int32(env, self, value);
        })
    }
}

impl IntoJs for i64 {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        made(|value| unsafe {
            sys::napi_create_bigint_int64(env, self, value);
        })
    }
}

impl IntoJs for f64 {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        made(|value| unsafe {
            sys::napi_create_double(env, self, value);
        })
    }
}

impl IntoJs for &str {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        made(|value| unsafe {
            let length = self.len() as isize;
            sys::napi_create_string_utf8(env, self.as_ptr().cast(), length, value);
        })
    }
}

impl IntoJs for String {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        self.as_str().into_js(env)
    }
}

impl<T: IntoJs> IntoJs for Option<T> {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        match self {
            Some(value) => value.into_js(env),
            None => made(|value| unsafe {
                sys::napi_get_null(env, value);
            }),
        }
    }
}

impl<T: IntoJs> IntoJs for Vec<T> {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        let array = made(|value| unsafe {
            sys::napi_create_array_with_length(env, self.len(), value);
        });
        for (index, item) in (0..).zip(self) {
            let item = item.into_js(env);
            unsafe { sys::napi_set_element(env, array, index, item) };
        }
        array
    }
}

impl<T: IntoJs> IntoJs for BTreeMap<String, T> {
    fn into_js(self, env: sys::napi_env) -> sys::napi_value {
        let object = object::empty(env);
        for (name, item) in self {
            let (name, item) = (name.into_js(env), item.into_js(env));
            unsafe { sys::napi_set_property(env, object, name, item) };
        }
        object
    }
}
