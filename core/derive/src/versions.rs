//! Version ranges as Kafka's definitions write them.

use proc_macro2::{Span, TokenStream};
use quote::quote;

/// Both ends included; an open end is `i16::MAX`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Versions {
    pub(crate) first: i16,
    pub(crate) last: i16,
}

impl Versions {
    pub(crate) const NONE: Self = Self { first: 0, last: -1 };

    pub(crate) fn parse(text: &str, span: Span) -> syn::Result<Self> {
        let number = |text: &str| {
            text.parse::<i16>().map_err(|_| {
                syn::Error::new(span, format!("'{text}' is not a version: use 0+, 0-12, 3 or none"))
            })
        };
        if text == "none" {
            return Ok(Self::NONE);
        }
        if let Some(first) = text.strip_suffix('+') {
            return Ok(Self { first: number(first)?, last: i16::MAX });
        }
        if let Some((first, last)) = text.split_once('-') {
            return Ok(Self { first: number(first)?, last: number(last)? });
        }
        number(text).map(|version| Self { first: version, last: version })
    }

    /// An expression that is true if the variable `version` is in the range.
    pub(crate) fn test(self) -> TokenStream {
        let Self { first, last } = self;
        match (first, last) {
            _ if first > last => quote!(false),
            (0, i16::MAX) => quote!(true),
            (_, i16::MAX) => quote!((version >= #first)),
            (0, _) => quote!((version <= #last)),
            _ if first == last => quote!((version == #first)),
            _ => quote!((#first..=#last).contains(&version)),
        }
    }

    pub(crate) fn is_all(self) -> bool {
        self == Self { first: 0, last: i16::MAX }
    }

    /// The range as a value of the codec's type.
    pub(crate) fn value(self) -> TokenStream {
        let Self { first, last } = self;
        quote!(crate::protocol::codec::Versions { first: #first, last: #last })
    }
}
