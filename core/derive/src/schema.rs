//! Writes the constants to reflect on, and for whole messages the trait that users see.

use proc_macro2::TokenStream;
use quote::quote;

use crate::attributes::{Definition, Field};

pub(crate) fn implementation(definition: &Definition) -> TokenStream {
    let ident = &definition.ident;
    let fields = definition.fields.iter().map(field_schema);
    let message = message_implementation(definition);
    quote! {
        impl #ident {
            const FIELDS: &'static [crate::protocol::codec::FieldSchema] = &[#(#fields),*];
        }

        #message
    }
}

fn field_schema(field: &Field) -> TokenStream {
    let Field { ty, kafka_name, default, ignorable, map_key, entity, zero_copy, .. } = field;
    let versions = field.versions.value();
    let nullable = field.nullable.value();
    let tag = match field.tag {
        Some(tag) => quote! {
            Some(crate::protocol::codec::TagSchema { tag: #tag, versions: #versions })
        },
        None => quote!(None),
    };
    let flexible = match field.flexible {
        Some(versions) => {
            let versions = versions.value();
            quote!(Some(#versions))
        }
        None => quote!(None),
    };
    quote! {
        crate::protocol::codec::FieldSchema {
            name: #kafka_name,
            field_type: <#ty as crate::protocol::codec::Wire>::TYPE,
            versions: #versions,
            nullable_versions: #nullable,
            tag: #tag,
            default: #default,
            ignorable: #ignorable,
            map_key: #map_key,
            entity_type: #entity,
            flexible_versions: #flexible,
            zero_copy: #zero_copy,
        }
    }
}

fn message_implementation(definition: &Definition) -> TokenStream {
    let Some(message) = &definition.message else { return TokenStream::new() };
    let ident = &definition.ident;
    let name = ident.to_string();
    let kind = &message.kind;
    let key = match message.key {
        Some(key) => quote!(Some(#key)),
        None => quote!(None),
    };
    let versions = message.versions.value();
    let flexible = message.flexible.value();
    let unstable = message.unstable;
    let listeners = &message.listeners;
    quote! {
        impl crate::protocol::codec::Message for #ident {
            const NAME: &'static str = #name;
            const SCHEMA: &'static crate::protocol::codec::MessageSchema =
                &crate::protocol::codec::MessageSchema {
                    name: #name,
                    kind: crate::protocol::codec::MessageKind::#kind,
                    key: #key,
                    versions: #versions,
                    flexible_versions: #flexible,
                    latest_version_unstable: #unstable,
                    listeners: &[#(crate::protocol::codec::Listener::#listeners),*],
                    fields: Self::FIELDS,
                };

            fn decode(
                reader: &mut crate::protocol::codec::Reader,
                version: i16,
            ) -> Result<Self, crate::protocol::codec::DecodeError> {
                crate::protocol::codec::decode_message(reader, version)
            }

            fn encode(
                &self,
                writer: &mut crate::protocol::codec::Writer,
                version: i16,
            ) -> Result<(), crate::protocol::codec::EncodeError> {
                crate::protocol::codec::encode_message(self, writer, version)
            }

            fn encoded_size(
                &self,
                version: i16,
            ) -> Result<usize, crate::protocol::codec::EncodeError> {
                crate::protocol::codec::size_message(self, version)
            }
        }
    }
}
