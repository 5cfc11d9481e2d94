//! How the value of an option is read from text and shown: one implementation for each type that options
//! have. Durations are milliseconds, as in Kafka's keys, or a number with its unit.

use std::{path::PathBuf, time::Duration};

use ottla_core::assignors::client::ClientAssignor;

use super::{Acks, AutoOffsetReset, Compression, GroupProtocol, IsolationLevel, Secret};

/// What an option can be.
pub(crate) trait Value: Sized {
    /// What is allowed, where no range says it.
    const ALLOWED: &'static str;
    /// The unit of a number.
    const UNIT: &'static str = "";

    /// Reads it; `None` if the text is none.
    fn parse(text: &str) -> Option<Self>;

    /// As text that `parse` reads.
    fn show(&self) -> String;

    /// Its size, where a range bounds it: milliseconds of a duration.
    fn measure(&self) -> Option<i64> {
        None
    }
}

impl Value for bool {
    const ALLOWED: &'static str = "true or false";

    fn parse(text: &str) -> Option<Self> {
        match text.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        }
    }

    fn show(&self) -> String {
        self.to_string()
    }
}

macro_rules! numbers {
    ($($type:ty)*) => {
        $(impl Value for $type {
            const ALLOWED: &'static str = "a whole number";

            fn parse(text: &str) -> Option<Self> {
                text.parse().ok()
            }

            fn show(&self) -> String {
                self.to_string()
            }

            fn measure(&self) -> Option<i64> {
                Some(i64::try_from(*self).unwrap_or(i64::MAX))
            }
        })*
    };
}

numbers! { i32 i64 usize }

impl Value for Duration {
    const ALLOWED: &'static str = "milliseconds, or a number with us, ms, s, min or h";
    const UNIT: &'static str = " ms";

    fn parse(text: &str) -> Option<Self> {
        let digits = text.find(|character: char| !character.is_ascii_digit());
        let (number, unit) = text.split_at(digits.unwrap_or(text.len()));
        let number: u64 = number.parse().ok()?;
        let seconds = |each: u64| number.checked_mul(each).map(Self::from_secs);
        match unit.trim_start() {
            "" | "ms" => Some(Self::from_millis(number)),
            "us" => Some(Self::from_micros(number)),
            "s" => seconds(1),
            "min" => seconds(60),
            "h" => seconds(3_600),
            _ => None,
        }
    }

    fn show(&self) -> String {
        format!("{self:?}")
    }

    fn measure(&self) -> Option<i64> {
        Some(i64::try_from(self.as_millis()).unwrap_or(i64::MAX))
    }
}

impl Value for String {
    const ALLOWED: &'static str = "text";

    fn parse(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn show(&self) -> String {
        self.clone()
    }
}

impl Value for Secret {
    const ALLOWED: &'static str = "text";

    fn parse(text: &str) -> Option<Self> {
        Some(Self::new(text))
    }

    fn show(&self) -> String {
        "[hidden]".to_owned()
    }
}

impl Value for PathBuf {
    const ALLOWED: &'static str = "the path of a file";

    fn parse(text: &str) -> Option<Self> {
        Some(Self::from(text))
    }

    fn show(&self) -> String {
        self.display().to_string()
    }
}

/// Empty text is none.
impl<T: Value> Value for Option<T> {
    const ALLOWED: &'static str = T::ALLOWED;
    const UNIT: &'static str = T::UNIT;

    fn parse(text: &str) -> Option<Self> {
        if text.is_empty() { Some(None) } else { T::parse(text).map(Some) }
    }

    fn show(&self) -> String {
        self.as_ref().map_or_else(|| "none".to_owned(), T::show)
    }

    fn measure(&self) -> Option<i64> {
        self.as_ref().and_then(T::measure)
    }
}

/// With commas between.
impl<T: Value> Value for Vec<T> {
    const ALLOWED: &'static str = T::ALLOWED;

    fn parse(text: &str) -> Option<Self> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        parts.map(T::parse).collect()
    }

    fn show(&self) -> String {
        self.iter().map(T::show).collect::<Vec<_>>().join(", ")
    }
}

/// Values that have a name each; other spellings are read, too.
macro_rules! named {
    ($type:ty, $allowed:literal, { $($pattern:pat => $name:literal $(| $other:literal)*),* $(,)? }, { $($read:literal => $value:expr),* $(,)? }) => {
        impl Value for $type {
            const ALLOWED: &'static str = $allowed;

            fn parse(text: &str) -> Option<Self> {
                match text.to_ascii_lowercase().as_str() {
                    $($read => Some($value),)*
                    _ => None,
                }
            }

            fn show(&self) -> String {
                match self { $($pattern => $name.to_owned()),* }
            }
        }
    };
}
pub(crate) use named;

named!(Acks, "all, 1 or 0", {
    Self::All => "all", Self::Leader => "1", Self::None => "0",
}, {
    "all" => Self::All, "-1" => Self::All, "1" => Self::Leader, "0" => Self::None,
});

named!(IsolationLevel, "read_committed or read_uncommitted", {
    Self::ReadCommitted => "read_committed", Self::ReadUncommitted => "read_uncommitted",
}, {
    "read_committed" => Self::ReadCommitted, "read_uncommitted" => Self::ReadUncommitted,
});

named!(GroupProtocol, "classic or consumer", {
    Self::Classic => "classic", Self::Consumer => "consumer",
}, {
    "classic" => Self::Classic, "consumer" => Self::Consumer,
});

impl Value for Compression {
    const ALLOWED: &'static str = "none, gzip, snappy, lz4 or zstd";

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|codec| codec.name().eq_ignore_ascii_case(text))
    }

    fn show(&self) -> String {
        self.name().to_owned()
    }
}

/// By their names, or those of Kafka's classes.
impl Value for ClientAssignor {
    const ALLOWED: &'static str = "range, roundrobin, sticky and cooperative-sticky, each once";

    fn parse(text: &str) -> Option<Self> {
        match text.rsplit('.').next()? {
            "range" | "RangeAssignor" => Some(Self::Range),
            "roundrobin" | "RoundRobinAssignor" => Some(Self::RoundRobin),
            "sticky" | "StickyAssignor" => Some(Self::Sticky),
            "cooperative-sticky" | "CooperativeStickyAssignor" => Some(Self::CooperativeSticky),
            _ => None,
        }
    }

    fn show(&self) -> String {
        self.name().to_owned()
    }
}

/// The duration in `by_duration:P1DT2H`, in the form of ISO 8601 that Java reads (KIP-1106).
fn iso_duration(text: &str) -> Option<Duration> {
    let rest = text.strip_prefix(['P', 'p'])?;
    let (days, time) = match rest.find(['T', 't']) {
        Some(at) => (&rest[..at], &rest[at + 1..]),
        None => (rest, ""),
    };
    if days.is_empty() && time.is_empty() {
        return None;
    }
    let mut sum = Duration::ZERO;
    for (mut part, units) in
        [(days, &[('D', 86_400_u64)][..]), (time, &[('H', 3_600), ('M', 60), ('S', 1)])]
    {
        for (unit, seconds) in units {
            let Some(at) = part.find([*unit, unit.to_ascii_lowercase()]) else { continue };
            let number: f64 = part[..at].parse().ok().filter(|number: &f64| *number >= 0.0)?;
            let each = number * *seconds as f64;
            sum = sum.checked_add(Duration::try_from_secs_f64(each).ok()?)?;
            part = &part[at + 1..];
        }
        if !part.is_empty() {
            return None;
        }
    }
    Some(sum)
}

fn by_duration(text: &str) -> Option<Duration> {
    iso_duration(text.strip_prefix("by_duration:")?)
}

impl Value for AutoOffsetReset {
    const ALLOWED: &'static str = "earliest, latest, none or by_duration:P…T…";

    fn parse(text: &str) -> Option<Self> {
        match text {
            "earliest" => Some(Self::Earliest),
            "latest" => Some(Self::Latest),
            "none" => Some(Self::None),
            other => by_duration(other).map(Self::ByDuration),
        }
    }

    fn show(&self) -> String {
        match self {
            Self::Earliest => "earliest".to_owned(),
            Self::Latest => "latest".to_owned(),
            Self::ByDuration(age) => format!("by_duration:PT{}S", age.as_secs_f64()),
            Self::None => "none".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_milliseconds_or_have_a_unit() {
        for (text, expected) in [
            ("5", Some(Duration::from_millis(5))),
            ("5ms", Some(Duration::from_millis(5))),
            ("250 us", Some(Duration::from_micros(250))),
            ("2min", Some(Duration::from_secs(120))),
            ("1h", Some(Duration::from_secs(3_600))),
            ("-1", None),
            ("", None),
            ("5 weeks", None),
            ("99999999999999999999", None),
            ("9999999999999999999h", None),
        ] {
            assert_eq!(Duration::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn truth_is_read_as_java_reads_it() {
        for (text, expected) in [("TRUE", Some(true)), ("False", Some(false)), ("yes", None)] {
            assert_eq!(bool::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn resets_by_duration_are_read_as_java_writes_them() {
        let seconds = |seconds| Some(AutoOffsetReset::ByDuration(Duration::from_secs(seconds)));
        for (text, expected) in [
            ("by_duration:P1DT2H3M4S", seconds(86_400 + 2 * 3_600 + 3 * 60 + 4)),
            ("by_duration:PT1.5H", seconds(5_400)),
            ("by_duration:P2D", seconds(172_800)),
            ("by_duration:P", None),
            ("by_duration:PT-1S", None),
            ("by_duration:1h", None),
            ("beginning", None),
        ] {
            assert_eq!(AutoOffsetReset::parse(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_shown_is_read_again() {
        fn same<T: Value + PartialEq + std::fmt::Debug>(values: &[T]) {
            for value in values {
                assert_eq!(T::parse(&value.show()).as_ref(), Some(value));
            }
        }
        same(&[Acks::All, Acks::Leader, Acks::None]);
        same(&Compression::ALL);
        same(&[IsolationLevel::ReadCommitted, IsolationLevel::ReadUncommitted]);
        same(&[GroupProtocol::Classic, GroupProtocol::Consumer]);
        same(&[AutoOffsetReset::ByDuration(Duration::from_millis(1_500)), AutoOffsetReset::None]);
        same(&[vec![ClientAssignor::Range, ClientAssignor::CooperativeSticky]]);
        same(&[true, false]);
        same(&[Duration::from_millis(7), Duration::from_secs(3)]);
    }
}
