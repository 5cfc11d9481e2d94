//! Reads the sources of the API. Whatever is public has to be of the subset; what is not is named.

use std::{
    collections::BTreeSet,
    fs, io,
    path::{Path, PathBuf},
};

use proc_macro2::Span;
use syn::{
    Attribute, Expr, FnArg, GenericArgument, ImplItem, ImplItemFn, Item, ItemEnum, ItemImpl,
    ItemStruct, ItemTrait, Lit, Meta, Pat, PathArguments, ReturnType, Signature, TraitItem,
    Type as Written, Visibility, spanned::Spanned,
};

use crate::{
    Callback, Enum, Function, Method, Model, Object, Options, Parameter, Record, Role, Type, Wait,
    options,
};

/// Why the API cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ParseError {
    /// A file cannot be read.
    #[error("{path}: {source}", path = .path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A file is not Rust.
    #[error("{path}: {source}", path = .path.display())]
    Rust {
        /// The file.
        path: PathBuf,
        /// Why.
        source: syn::Error,
    },
    /// Something is not of the subset.
    #[error("{path}:{line}: {what}", path = .path.display())]
    Unknown {
        /// The file.
        path: PathBuf,
        /// The line.
        line: usize,
        /// What is not known, and what is.
        what: String,
    },
}

/// Something that is not of the subset, in a file that is not named yet.
struct Unknown {
    span: Span,
    what: String,
}

type Result<T> = std::result::Result<T, Unknown>;

/// Names of everything that types may name.
#[derive(Debug, Default)]
struct Names {
    objects: BTreeSet<String>,
    records: BTreeSet<String>,
    enums: BTreeSet<String>,
    callbacks: BTreeSet<String>,
    functions: BTreeSet<String>,
}

pub(crate) fn read(folder: &Path) -> std::result::Result<Model, ParseError> {
    let mut files = Vec::new();
    for path in sources(folder)? {
        let text = fs::read_to_string(&path)
            .map_err(|source| ParseError::File { path: path.clone(), source })?;
        let parsed = syn::parse_file(&text)
            .map_err(|source| ParseError::Rust { path: path.clone(), source })?;
        files.push((path, parsed.items));
    }
    let mut names = Names::default();
    for (_, items) in &files {
        items.iter().for_each(|item| names.add(item));
    }
    let mut model = Model::default();
    for (path, items) in &files {
        for item in items {
            add(&mut model, &names, item).map_err(|Unknown { span, what }| {
                ParseError::Unknown { path: path.clone(), line: span.start().line, what }
            })?;
        }
    }
    // An object's functions come in one place; those without any are no use to anybody.
    model.objects.retain(|object| !object.methods.is_empty());
    Ok(model)
}

fn sources(folder: &Path) -> std::result::Result<Vec<PathBuf>, ParseError> {
    let failed = |source| ParseError::File { path: folder.to_owned(), source };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            paths.extend(sources(&path)?);
        }
        // Those two are not of the API: what languages share below it.
        let shared = ["lib.rs", "runtime.rs"].iter().any(|name| path.ends_with(name));
        if path.extension().is_some_and(|extension| extension == "rs") && !shared {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

impl Names {
    fn add(&mut self, item: &Item) {
        match item {
            Item::Struct(item) if is_shown(&item.vis, &item.attrs) => {
                let name = item.ident.to_string();
                match is_record(item) {
                    true => self.records.insert(name),
                    false => self.objects.insert(name),
                };
            }
            Item::Enum(item) if is_shown(&item.vis, &item.attrs) => {
                self.enums.insert(item.ident.to_string());
            }
            Item::Trait(item) if is_shown(&item.vis, &item.attrs) => {
                match is_function(item) {
                    true => self.functions.insert(item.ident.to_string()),
                    false => self.callbacks.insert(item.ident.to_string()),
                };
            }
            Item::Macro(_) => {}
            _ => {}
        }
    }
}

fn is_shown(visibility: &Visibility, attributes: &[Attribute]) -> bool {
    matches!(visibility, Visibility::Public(_)) && !is_hidden(attributes)
}

fn is_hidden(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => list.path.is_ident("doc") && list.tokens.to_string() == "hidden",
        Meta::Path(_) | Meta::NameValue(_) => false,
    })
}

fn is_record(item: &ItemStruct) -> bool {
    !item.fields.is_empty()
        && item.fields.iter().all(|field| matches!(field.vis, Visibility::Public(_)))
}

/// Whether a callback is one function that may fail.
fn is_function(item: &ItemTrait) -> bool {
    let [TraitItem::Fn(only)] = item.items.as_slice() else { return false };
    match &only.sig.output {
        ReturnType::Default => false,
        ReturnType::Type(_, written) => argument(written, "Result").is_some(),
    }
}

/// The text of a documentation, as lines without what marks them.
fn doc(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Str(text) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        },
        Meta::Path(_) | Meta::List(_) | Meta::NameValue(_) => None,
    };
    attributes.iter().filter_map(line).collect::<Vec<_>>().join("\n").trim().to_owned()
}

fn add(model: &mut Model, names: &Names, item: &Item) -> Result<()> {
    match item {
        Item::Struct(item) if is_shown(&item.vis, &item.attrs) => {
            let name = item.ident.to_string();
            if is_record(item) {
                model.records.push(record(names, item)?);
                return Ok(());
            }
            if let Some(known) = options::of(&name) {
                model.options.push(Options { name, doc: doc(&item.attrs), known });
                return Ok(());
            }
            let doc = doc(&item.attrs);
            match model.objects.iter_mut().find(|object| object.name == name) {
                Some(object) => object.doc = doc,
                None => model.objects.push(Object {
                    name,
                    doc,
                    constructors: Vec::new(),
                    methods: Vec::new(),
                }),
            }
            Ok(())
        }
        Item::Enum(item) if is_shown(&item.vis, &item.attrs) => {
            model.enums.push(choices(item)?);
            Ok(())
        }
        Item::Trait(item) if is_shown(&item.vis, &item.attrs) => {
            model.callbacks.push(callback(names, item)?);
            Ok(())
        }
        Item::Impl(item) if item.trait_.is_none() => functions(model, names, item),
        Item::Macro(item) => {
            // The sets of options are made by a macro; what is in it are their names and documentation.
            let text = item.mac.tokens.to_string();
            if item.mac.path.is_ident("options") {
                let parsed = syn::parse2::<OptionSets>(item.mac.tokens.clone())
                    .map_err(|error| Unknown { span: error.span(), what: error.to_string() })?;
                for (name, doc) in parsed.0 {
                    let Some(known) = options::of(&name) else {
                        let what = format!("the client has no options `{name}`: {text}");
                        return Err(Unknown { span: item.mac.path.span(), what });
                    };
                    model.options.push(Options { name, doc, known });
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// Documented names with commas between.
struct OptionSets(Vec<(String, String)>);

impl syn::parse::Parse for OptionSets {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        let mut sets = Vec::new();
        while !input.is_empty() {
            let attributes = input.call(Attribute::parse_outer)?;
            let name: syn::Ident = input.parse()?;
            sets.push((name.to_string(), doc(&attributes)));
            if !input.is_empty() {
                input.parse::<syn::Token![,]>()?;
            }
        }
        Ok(Self(sets))
    }
}

fn record(names: &Names, item: &ItemStruct) -> Result<Record> {
    let mut fields = Vec::new();
    for field in &item.fields {
        let Some(name) = &field.ident else {
            let what = "a record has fields with names".to_owned();
            return Err(Unknown { span: field.span(), what });
        };
        let kind = kind(names, &field.ty)?;
        fields.push((Parameter { name: name.to_string(), kind }, doc(&field.attrs)));
    }
    Ok(Record { name: item.ident.to_string(), doc: doc(&item.attrs), fields })
}

fn choices(item: &ItemEnum) -> Result<Enum> {
    let mut variants = Vec::new();
    for variant in &item.variants {
        if !variant.fields.is_empty() {
            let what = format!("`{}` has fields: an enum of the API has none", variant.ident);
            return Err(Unknown { span: variant.span(), what });
        }
        variants.push((variant.ident.to_string(), doc(&variant.attrs)));
    }
    Ok(Enum { name: item.ident.to_string(), doc: doc(&item.attrs), variants })
}

fn callback(names: &Names, item: &ItemTrait) -> Result<Callback> {
    let mut functions = Vec::new();
    for function in &item.items {
        let TraitItem::Fn(function) = function else {
            let what = "a callback has functions and nothing else".to_owned();
            return Err(Unknown { span: function.span(), what });
        };
        functions.push(signature(names, "", &function.sig, doc(&function.attrs))?);
    }
    Ok(Callback { name: item.ident.to_string(), doc: doc(&item.attrs), functions })
}

fn functions(model: &mut Model, names: &Names, item: &ItemImpl) -> Result<()> {
    let Written::Path(path) = &*item.self_ty else { return Ok(()) };
    let Some(name) = path.path.get_ident().map(ToString::to_string) else { return Ok(()) };
    if !names.objects.contains(&name) || options::of(&name).is_some() {
        return Ok(());
    }
    for function in &item.items {
        let ImplItem::Fn(function) = function else { continue };
        if !is_shown(&function.vis, &function.attrs) {
            continue;
        }
        let of = of_object(model, &name);
        let made = signature(names, &name, &function.sig, doc(&function.attrs))?;
        match has_self(function) {
            true => of.methods.push(Method { role: role(&made.name), function: made }),
            false => of.constructors.push(made),
        }
    }
    Ok(())
}

fn of_object<'a>(model: &'a mut Model, name: &str) -> &'a mut Object {
    let index = match model.objects.iter().position(|object| object.name == name) {
        Some(index) => index,
        None => {
            let (constructors, methods) = (Vec::new(), Vec::new());
            let (name, doc) = (name.to_owned(), String::new());
            model.objects.push(Object { name, doc, constructors, methods });
            model.objects.len() - 1
        }
    };
    &mut model.objects[index]
}

fn has_self(function: &ImplItemFn) -> bool {
    matches!(function.sig.inputs.first(), Some(FnArg::Receiver(_)))
}

fn role(name: &str) -> Role {
    match name {
        "close" | "stop" => Role::Close,
        "next_batch" | "next_event" => Role::Next,
        _ => Role::Plain,
    }
}

fn signature(names: &Names, of: &str, signature: &Signature, doc: String) -> Result<Function> {
    let mut parameters = Vec::new();
    for input in &signature.inputs {
        match input {
            FnArg::Receiver(receiver)
                if !matches!(receiver.kind, syn::ReceiverKind::Reference(..)) =>
            {
                let what = "objects are shared: functions take `&self`".to_owned();
                return Err(Unknown { span: receiver.span(), what });
            }
            FnArg::Receiver(_) => {}
            FnArg::Typed(typed) => {
                let Pat::Ident(name) = &*typed.pat else {
                    let what = "a parameter is a name and a type".to_owned();
                    return Err(Unknown { span: typed.span(), what });
                };
                let kind = kind(names, &typed.ty)?;
                parameters.push(Parameter { name: name.ident.to_string(), kind });
            }
        }
    }
    let (returns, fails) = match &signature.output {
        ReturnType::Default => (Type::Unit, false),
        ReturnType::Type(_, written) => match argument(written, "Result") {
            Some(inner) => (returned(names, of, inner)?, true),
            None => (returned(names, of, written)?, false),
        },
    };
    let wait = if signature.asyncness.is_some() { Wait::Awaited } else { Wait::Not };
    Ok(Function { name: signature.ident.to_string(), doc, wait, parameters, returns, fails })
}

fn returned(names: &Names, of: &str, written: &Written) -> Result<Type> {
    match written {
        Written::Path(path) if path.path.is_ident("Self") => Ok(Type::Object(of.to_owned())),
        written => kind(names, written),
    }
}

/// What is between the angle brackets of this type, if it is the one with this name.
fn argument<'a>(written: &'a Written, name: &str) -> Option<&'a Written> {
    let Written::Path(path) = written else { return None };
    let last = path.path.segments.last().filter(|last| last.ident == name)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    // What a map has keys of is text; what a function of the user fails with is the same everywhere.
    let argument = if name == "Result" { arguments.args.first() } else { arguments.args.last() };
    match argument? {
        GenericArgument::Type(written) => Some(written),
        _ => None,
    }
}

fn kind(names: &Names, written: &Written) -> Result<Type> {
    let unknown = || Unknown {
        span: written.span(),
        what: "this type is not of the subset, which lib.rs of the API describes".to_owned(),
    };
    let inner = |name: &str| argument(written, name).map(|inner| kind(names, inner).map(Box::new));
    if let Some(inner) = inner("Option") {
        return Ok(Type::Optional(inner?));
    }
    if let Some(inner) = inner("Vec") {
        return Ok(Type::List(inner?));
    }
    if let Some(inner) = inner("BTreeMap") {
        return Ok(Type::Map(inner?));
    }
    if let Some(shared) = argument(written, "Arc") {
        return shared_kind(names, shared).ok_or_else(unknown);
    }
    match written {
        Written::Tuple(tuple) if tuple.elems.is_empty() => Ok(Type::Unit),
        Written::Reference(reference) => match &*reference.elem {
            Written::Path(path) if path.path.is_ident("str") => Ok(Type::BorrowedText),
            Written::Slice(slice) => match &*slice.elem {
                Written::Path(path) if path.path.is_ident("u8") => Ok(Type::BorrowedBytes),
                _ => Err(unknown()),
            },
            _ => Err(unknown()),
        },
        Written::Path(path) => {
            let name = path.path.get_ident().ok_or_else(unknown)?.to_string();
            named(names, &name).ok_or_else(unknown)
        }
        _ => Err(unknown()),
    }
}

fn shared_kind(names: &Names, written: &Written) -> Option<Type> {
    match written {
        Written::Path(path) => {
            let name = path.path.get_ident()?.to_string();
            names.objects.contains(&name).then_some(Type::Object(name))
        }
        Written::TraitObject(object) => match object.bounds.first()? {
            syn::TypeParamBound::Trait(bound) => {
                let name = bound.path.get_ident()?.to_string();
                match (names.callbacks.contains(&name), names.functions.contains(&name)) {
                    (true, _) => Some(Type::Callback(name)),
                    (_, true) => Some(Type::Function(name)),
                    (false, false) => None,
                }
            }
            _ => None,
        },
        _ => None,
    }
}

fn named(names: &Names, name: &str) -> Option<Type> {
    Some(match name {
        "bool" => Type::Bool,
        "i32" => Type::Int32,
        "i64" => Type::Int64,
        "f64" => Type::Float,
        "String" => Type::Text,
        "Bytes" => Type::Bytes,
        name if options::of(name).is_some() => Type::Options(name.to_owned()),
        name if names.records.contains(name) => Type::Record(name.to_owned()),
        name if names.enums.contains(name) => Type::Enum(name.to_owned()),
        name if names.objects.contains(name) => Type::Object(name.to_owned()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint(source: &str) -> String {
        let items = syn::parse_file(source).unwrap().items;
        let mut names = Names::default();
        items.iter().for_each(|item| names.add(item));
        let mut model = Model::default();
        let added = items.iter().try_for_each(|item| add(&mut model, &names, item));
        added.err().map_or_else(String::new, |unknown| unknown.what)
    }

    #[test]
    fn what_is_not_of_the_subset_is_named() {
        for (source, expected) in [
            ("pub struct A { a: u8 } impl A { pub fn f(&self, x: u64) {} }", "not of the subset"),
            ("pub struct A { a: u8 } impl A { pub fn f(self) {} }", "`&self`"),
            ("pub enum E { A(i32) }", "`A` has fields"),
            ("pub struct R { pub a: Option<std::path::PathBuf> }", "not of the subset"),
            ("pub trait T { const N: i32; }", "functions and nothing else"),
        ] {
            assert!(complaint(source).contains(expected), "{source}: {}", complaint(source));
        }
        assert_eq!(
            complaint("pub struct A { a: u8 } impl A { pub fn f(&self) -> Result<i32> {} }"),
            ""
        );
        assert_eq!(complaint("struct P { a: u64 } impl P { pub fn f(self) {} }"), "");
    }
}
