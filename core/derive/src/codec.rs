//! Writes reading, writing, `Default` and `Debug` of a struct.

use proc_macro2::TokenStream;
use quote::quote;

use crate::{
    attributes::{Definition, Field},
    versions::Versions,
};

pub(crate) fn implementation(definition: &Definition) -> TokenStream {
    let ident = &definition.ident;
    let read = read_body(definition);
    let write = write_body(definition);
    let default = default_implementation(definition);
    let debug = debug_implementation(definition);
    let name = ident.to_string();
    quote! {
        impl crate::protocol::codec::Wire for #ident {
            const TYPE: crate::protocol::codec::FieldType =
                crate::protocol::codec::FieldType::Struct(&crate::protocol::codec::StructSchema {
                    name: #name,
                    fields: Self::FIELDS,
                });

            #[allow(unused_variables)]
            fn read(
                reader: &mut crate::protocol::codec::Reader,
                format: crate::protocol::codec::Format,
            ) -> crate::protocol::codec::Decoded<Self> {
                #read
            }

            #[allow(unused_variables)]
            fn write(
                &self,
                writer: &mut crate::protocol::codec::Writer,
                format: crate::protocol::codec::Format,
            ) -> crate::protocol::codec::Encoded<()> {
                #write
            }
        }

        impl crate::protocol::codec::NullableWire for #ident {}

        #default
        #debug
    }
}

fn read_body(definition: &Definition) -> TokenStream {
    let fields = definition.fields.iter().map(|field| {
        let Field { ident, versions, .. } = field;
        let default = default_of(field);
        if field.tag.is_some() {
            return quote!(#ident: #default);
        }
        let name = full_name(definition, field);
        let format = format_of(field);
        let read = quote!(InField::within(Wire::read(reader, #format), #name)?);
        if versions.is_all() {
            return quote!(#ident: #read);
        }
        let test = versions.test();
        quote!(#ident: if #test { #read } else { #default })
    });
    let tags = definition.tagged().into_iter().map(|(tag, field)| {
        let Field { ident, versions, .. } = field;
        let test = versions.test();
        let name = full_name(definition, field);
        let format = format_of(field);
        quote! {
            #tag if #test => {
                this.#ident = InField::within(Wire::read(reader, #format), #name)?;
            }
        }
    });
    // As Kafka's protocol guide names them.
    let tags_name = format!("{}._tagged_fields", definition.ident);
    let tags = if definition.tagged().is_empty() {
        quote! {
            if flexible {
                InField::within(reader.skip_tags(), #tags_name)?;
            }
        }
    } else {
        quote! {
            if flexible {
                for _ in 0..InField::within(reader.tag_count(), #tags_name)? {
                    let (tag, outer_end) = InField::within(reader.enter_tag(), #tags_name)?;
                    match tag {
                        #(#tags)*
                        _ => {}
                    }
                    reader.leave(outer_end);
                }
            }
        }
    };
    quote! {
        use crate::protocol::codec::{Format, InField, Wire};
        let Format { version, flexible, .. } = format;
        #[allow(unused_mut)]
        let mut this = Self { #(#fields,)* };
        #tags
        Ok(this)
    }
}

fn write_body(definition: &Definition) -> TokenStream {
    let fields = definition.fields.iter().map(|field| {
        let Field { ident, versions, .. } = field;
        let name = full_name(definition, field);
        let test = versions.test();
        let format = format_of(field);
        let default = default_of(field);
        let missing = quote! {
            if differs(&self.#ident, &#default) {
                return InField::within(
                    Err(EncodeProblem::NotInVersion(version).boxed()),
                    #name,
                );
            }
        };
        let write = quote!(InField::within(Wire::write(&self.#ident, writer, #format), #name)?;);
        match (field.tag.is_some(), field.ignorable, versions.is_all()) {
            (true, true, _) | (true, false, true) => quote!(),
            (true, false, false) => quote!(if !#test { #missing }),
            (false, _, true) => write,
            (false, true, false) => quote!(if #test { #write }),
            (false, false, false) => quote!(if #test { #write } else { #missing }),
        }
    });
    let tagged = definition.tagged();
    let present = tagged.iter().map(|(_, field)| {
        let ident = &field.ident;
        let test = field.versions.test();
        let default = default_of(field);
        quote!(#test && differs(&self.#ident, &#default))
    });
    let writes = tagged.iter().enumerate().map(|(index, (tag, field))| {
        let ident = &field.ident;
        let name = full_name(definition, field);
        let format = format_of(field);
        quote! {
            if present[#index] {
                InField::within(write_tag(writer, #tag, &self.#ident, #format), #name)?;
            }
        }
    });
    let tags = if tagged.is_empty() {
        quote! {
            if flexible {
                writer.unsigned_varint(0);
            }
        }
    } else {
        quote! {
            if flexible {
                let present = [#(#present),*];
                writer.unsigned_varint(present.iter().map(|present| u32::from(*present)).sum());
                #(#writes)*
            }
        }
    };
    quote! {
        #[allow(unused_imports)]
        use crate::protocol::codec::{EncodeProblem, Format, InField, Wire, differs, write_tag};
        let Format { version, flexible, .. } = format;
        #(#fields)*
        #tags
        Ok(())
    }
}

fn default_implementation(definition: &Definition) -> TokenStream {
    let ident = &definition.ident;
    let fields = definition.fields.iter().map(|field| {
        let name = &field.ident;
        let default = default_of(field);
        quote!(#name: #default)
    });
    quote! {
        impl Default for #ident {
            fn default() -> Self {
                Self { #(#fields,)* }
            }
        }
    }
}

fn debug_implementation(definition: &Definition) -> TokenStream {
    let ident = &definition.ident;
    let name = ident.to_string();
    let fields = definition.fields.iter().map(|field| {
        let ident = &field.ident;
        let name = ident.to_string();
        let name = name.trim_start_matches("r#");
        let payload = field.type_is("Bytes");
        match (payload, field.option_type().is_some()) {
            (true, true) => quote! {
                .field(#name, &crate::protocol::codec::Shortened(self.#ident.as_ref()))
            },
            (true, false) => quote! {
                .field(#name, &crate::protocol::codec::Shortened(Some(&self.#ident)))
            },
            (false, _) => quote!(.field(#name, &self.#ident)),
        }
    });
    quote! {
        impl std::fmt::Debug for #ident {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(#name) #(#fields)* .finish()
            }
        }
    }
}

/// The format of a field's value, made from the struct's.
fn format_of(field: &Field) -> TokenStream {
    let nullable = field.nullable.test();
    let flexible = match field.flexible {
        None => quote!(flexible),
        Some(Versions::NONE) => quote!(false),
        Some(versions) => versions.test(),
    };
    let tagged = field.tag.is_some();
    quote!(Format { version, flexible: #flexible, nullable: #nullable, tagged: #tagged })
}

fn default_of(field: &Field) -> TokenStream {
    field.default_value().unwrap_or_else(syn::Error::into_compile_error)
}

/// Struct and field as errors name them.
fn full_name(definition: &Definition, field: &Field) -> String {
    format!("{}.{}", definition.ident, field.kafka_name)
}
