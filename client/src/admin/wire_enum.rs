//! Enums that have a number each on the wire.

/// An enum with the number of each case; `from_code` knows no others.
macro_rules! wire_enum {
    (
        $(#[$meta:meta])*
        pub enum $name:ident { $($(#[$case_meta:meta])* $case:ident = $code:literal,)* }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $($(#[$case_meta])* $case,)* }

        impl $name {
            /// Kafka's number of it.
            #[must_use]
            pub fn code(self) -> i8 {
                match self { $(Self::$case => $code,)* }
            }

            /// The one with this number.
            #[must_use]
            pub fn from_code(code: i8) -> Option<Self> {
                match code { $($code => Some(Self::$case),)* _ => None }
            }
        }
    };
}

pub(super) use wire_enum;
