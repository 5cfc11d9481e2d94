//! What the attribute takes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{
    Ident, LitInt, LitStr, Result, Token, parenthesized,
    parse::{Parse, ParseStream},
};

/// Calls that change a `Setup`, in the order that they were written.
pub(crate) struct Options {
    pub(crate) calls: TokenStream,
}

impl Parse for Options {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut calls = TokenStream::new();
        while !input.is_empty() {
            calls.extend(call(input)?);
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(Self { calls })
    }
}

fn call(input: ParseStream<'_>) -> Result<TokenStream> {
    let name: Ident = input.parse()?;
    let number = || {
        input.parse::<Token![=]>()?;
        input.parse::<LitInt>()
    };
    match name.to_string().as_str() {
        "partitions" => number().map(|count| quote!(.partitions(#count))),
        "worker_threads" => number().map(|count| quote!(.worker_threads(#count))),
        "timeout_seconds" => {
            number().map(|limit| quote!(.timeout(::core::time::Duration::from_secs(#limit))))
        }
        "config" => {
            let content;
            parenthesized!(content in input);
            let key: LitStr = content.parse()?;
            content.parse::<Token![=]>()?;
            let value: LitStr = content.parse()?;
            Ok(quote!(.config(#key, #value)))
        }
        other => {
            let message = format!(
                "there is no option '{other}'; there are partitions = 3, worker_threads = 2, \
                 timeout_seconds = 10 and config(\"key\" = \"value\")"
            );
            Err(syn::Error::new(name.span(), message))
        }
    }
}
