//! `#[derive(Message)]`: from a Rust struct to a message of Apache Kafka's protocol.
//!
//! The struct is the schema of all versions at once. Its attributes say what Kafka's definitions
//! say; from them come the codec, `Default`, `Debug`, and a constant to reflect on. A struct with
//! `#[message(..)]` is a whole message; one without stands inside of others.
//!
//! ```text
//! #[derive(Clone, PartialEq, Message)]
//! #[message(request, key = 0, versions = "3-13", flexible = "9+", listeners = "broker")]
//! pub struct ProduceRequest {
//!     #[field(versions = "3+", nullable = "3+", default = "null", entity = "transactionalId")]
//!     pub transactional_id: Option<ByteString>,
//! ```
//!
//! Keys of `#[message]`: `request`, `response`, `header`, `metadata`, `coordinator_key`,
//! `coordinator_value` or `data`; `key`, `versions`, `flexible`, `listeners`, `unstable`.
//! Keys of `#[field]`: `versions`, `nullable`, `tag` (in all versions of the field), `default`,
//! `ignorable`, `map_key`, `entity`, `flexible`, `zero_copy`, and `name` where Kafka's name is not
//! the field's in CamelCase. Versions are written as Kafka writes them: `0+`, `0-12`, `3`, `none`.

mod attributes;
mod codec;
mod schema;
mod versions;

use proc_macro::TokenStream;
use quote::quote;

/// See the crate's documentation.
#[proc_macro_derive(Message, attributes(message, field))]
pub fn derive_message(input: TokenStream) -> TokenStream {
    let input = syn::parse_macro_input!(input as syn::DeriveInput);
    match attributes::Definition::parse(&input) {
        Ok(definition) => {
            let codec = codec::implementation(&definition);
            let schema = schema::implementation(&definition);
            quote!(#codec #schema).into()
        }
        Err(error) => error.into_compile_error().into(),
    }
}
