//! Reads the attributes. Everything that the attributes can get wrong is said here, at compile
//! time and at the place where it stands.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{
    Data, DeriveInput, Fields, Ident, LitInt, LitStr, PathArguments, Type, meta::ParseNestedMeta,
    spanned::Spanned,
};

use crate::versions::Versions;

/// A struct and what its attributes say.
pub(crate) struct Definition {
    pub(crate) ident: Ident,
    pub(crate) message: Option<MessageAttributes>,
    pub(crate) fields: Vec<Field>,
}

/// What `#[message]` says.
pub(crate) struct MessageAttributes {
    pub(crate) kind: TokenStream,
    pub(crate) key: Option<i16>,
    pub(crate) versions: Versions,
    pub(crate) flexible: Versions,
    pub(crate) listeners: Vec<TokenStream>,
    pub(crate) unstable: bool,
}

/// A field and what `#[field]` says.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) kafka_name: String,
    pub(crate) versions: Versions,
    pub(crate) nullable: Versions,
    pub(crate) tag: Option<u32>,
    /// As Kafka writes it; empty for none.
    pub(crate) default: String,
    pub(crate) ignorable: bool,
    pub(crate) map_key: bool,
    pub(crate) entity: String,
    pub(crate) flexible: Option<Versions>,
    pub(crate) zero_copy: bool,
}

impl Definition {
    pub(crate) fn parse(input: &DeriveInput) -> syn::Result<Self> {
        let Data::Struct(data) = &input.data else {
            return Err(syn::Error::new(input.span(), "only a struct can be a message"));
        };
        let fields = match &data.fields {
            Fields::Named(fields) => {
                fields.named.iter().map(Field::parse).collect::<syn::Result<Vec<_>>>()?
            }
            Fields::Unit => Vec::new(),
            Fields::Unnamed(fields) => {
                return Err(syn::Error::new(fields.span(), "the fields of a message have names"));
            }
        };
        let message = input
            .attrs
            .iter()
            .find(|attribute| attribute.path().is_ident("message"))
            .map(MessageAttributes::parse)
            .transpose()?;
        Ok(Self { ident: input.ident.clone(), message, fields })
    }

    /// The tagged fields, by tag.
    pub(crate) fn tagged(&self) -> Vec<(u32, &Field)> {
        let mut tagged: Vec<_> =
            self.fields.iter().filter_map(|field| field.tag.map(|tag| (tag, field))).collect();
        tagged.sort_by_key(|(tag, _)| *tag);
        tagged
    }
}

impl MessageAttributes {
    fn parse(attribute: &syn::Attribute) -> syn::Result<Self> {
        let mut parsed = Self {
            kind: TokenStream::new(),
            key: None,
            versions: Versions::NONE,
            flexible: Versions::NONE,
            listeners: Vec::new(),
            unstable: false,
        };
        attribute.parse_nested_meta(|meta| parsed.set(&meta))?;
        if parsed.kind.is_empty() {
            return Err(syn::Error::new(attribute.span(), "say what kind of message it is"));
        }
        Ok(parsed)
    }

    fn set(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match name_of(meta).as_str() {
            "request" => self.kind = quote!(Request),
            "response" => self.kind = quote!(Response),
            "header" => self.kind = quote!(Header),
            "metadata" => self.kind = quote!(Metadata),
            "coordinator_key" => self.kind = quote!(CoordinatorKey),
            "coordinator_value" => self.kind = quote!(CoordinatorValue),
            "data" => self.kind = quote!(Data),
            "key" => self.key = Some(meta.value()?.parse::<LitInt>()?.base10_parse()?),
            "versions" => self.versions = versions_of(meta)?,
            "flexible" => self.flexible = versions_of(meta)?,
            "unstable" => self.unstable = true,
            "listeners" => {
                for listener in text_of(meta)?.value().split(", ") {
                    self.listeners.push(match listener {
                        "broker" => quote!(Broker),
                        "controller" => quote!(Controller),
                        _ => return Err(meta.error("a listener is broker or controller")),
                    });
                }
            }
            _ => return Err(meta.error("unknown key of #[message]")),
        }
        Ok(())
    }
}

impl Field {
    fn parse(field: &syn::Field) -> syn::Result<Self> {
        let span = field.span();
        let ident = field.ident.clone().ok_or_else(|| syn::Error::new(span, "it has no name"))?;
        let mut parsed = Self {
            kafka_name: camel_case(&ident),
            ident,
            ty: field.ty.clone(),
            versions: Versions::NONE,
            nullable: Versions::NONE,
            tag: None,
            default: String::new(),
            ignorable: false,
            map_key: false,
            entity: String::new(),
            flexible: None,
            zero_copy: false,
        };
        for attribute in field.attrs.iter().filter(|a| a.path().is_ident("field")) {
            attribute.parse_nested_meta(|meta| parsed.set(&meta))?;
        }
        if parsed.versions == Versions::NONE {
            return Err(syn::Error::new(span, "say in which versions the field is"));
        }
        if (parsed.nullable != Versions::NONE) != parsed.option_type().is_some() {
            return Err(syn::Error::new(span, "a field is an Option exactly if it has `nullable`"));
        }
        Ok(parsed)
    }

    fn set(&mut self, meta: &ParseNestedMeta<'_>) -> syn::Result<()> {
        match name_of(meta).as_str() {
            "name" => self.kafka_name = text_of(meta)?.value(),
            "versions" => self.versions = versions_of(meta)?,
            "nullable" => self.nullable = versions_of(meta)?,
            "tag" => self.tag = Some(meta.value()?.parse::<LitInt>()?.base10_parse()?),
            "default" => self.default = text_of(meta)?.value(),
            "ignorable" => self.ignorable = true,
            "map_key" => self.map_key = true,
            "entity" => self.entity = text_of(meta)?.value(),
            "flexible" => self.flexible = Some(versions_of(meta)?),
            "zero_copy" => self.zero_copy = true,
            _ => return Err(meta.error("unknown key of #[field]")),
        }
        Ok(())
    }

    /// What is inside of the field's `Option`, if it is one.
    pub(crate) fn option_type(&self) -> Option<&Type> {
        let Type::Path(path) = &self.ty else { return None };
        let segment = path.path.segments.last().filter(|segment| segment.ident == "Option")?;
        let PathArguments::AngleBracketed(arguments) = &segment.arguments else { return None };
        match arguments.args.first() {
            Some(syn::GenericArgument::Type(inner)) => Some(inner),
            _ => None,
        }
    }

    /// Whether the field's type, or what is inside of its `Option`, is called `name`.
    pub(crate) fn type_is(&self, name: &str) -> bool {
        matches!(
            self.option_type().unwrap_or(&self.ty),
            Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == name)
        )
    }

    /// Kafka's default as an expression.
    ///
    /// A field that may be null and has no default is null, except among tagged ones: there the
    /// default decides what is left out, so Kafka's holds, which is empty and not null.
    pub(crate) fn default_value(&self) -> syn::Result<TokenStream> {
        let optional = self.option_type().is_some();
        let value = match self.default.as_str() {
            "null" => return Ok(quote!(None)),
            "" if optional && self.tag.is_none() => return Ok(quote!(None)),
            "" => quote!(Default::default()),
            "true" => quote!(true),
            "false" => quote!(false),
            text if self.type_is("ByteString") => {
                quote!(bytestring::ByteString::from_static(#text))
            }
            text => {
                let number = match text.strip_prefix("0x") {
                    Some(digits) => i64::from_str_radix(digits, 16),
                    None => text.parse(),
                }
                .map_err(|_| syn::Error::new(self.ident.span(), "the default is no number"))?;
                let literal = proc_macro2::Literal::i64_unsuffixed(number);
                quote!(#literal)
            }
        };
        Ok(if optional { quote!(Some(#value)) } else { value })
    }
}

/// `timeout_ms` to `TimeoutMs`.
fn camel_case(ident: &Ident) -> String {
    let name = ident.to_string();
    let mut camel = String::new();
    for word in name.trim_start_matches("r#").split('_') {
        let mut characters = word.chars();
        camel.extend(characters.next().map(|first| first.to_ascii_uppercase()));
        camel.extend(characters);
    }
    camel
}

fn name_of(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.get_ident().map(Ident::to_string).unwrap_or_default()
}

fn text_of(meta: &ParseNestedMeta<'_>) -> syn::Result<LitStr> {
    meta.value()?.parse()
}

fn versions_of(meta: &ParseNestedMeta<'_>) -> syn::Result<Versions> {
    let text = text_of(meta)?;
    Versions::parse(&text.value(), Span::call_site())
}
