//! The API as the languages see it.

/// Everything that is public.
#[derive(Clone, Debug, Default)]
pub struct Model {
    /// Classes whose instances are shared.
    pub objects: Vec<Object>,
    /// Plain data.
    pub records: Vec<Record>,
    /// Choices without data.
    pub enums: Vec<Enum>,
    /// What users write.
    pub callbacks: Vec<Callback>,
    /// Sets of options.
    pub options: Vec<Options>,
}

impl Model {
    /// What gives users an instance of a class for which they may look for a constructor: its functions without `self`, and those of
    /// the classes that have such.
    pub fn givers<'a>(&'a self, object: &'a Object) -> impl Iterator<Item = Giver<'a>> {
        let own =
            object.constructors.iter().map(|function| Giver { of: object.name.clone(), function });
        let beginnings = self.objects.iter().filter(|owner| !owner.constructors.is_empty());
        let all = beginnings.flat_map(|owner| {
            let of = owner.name.to_lowercase();
            let methods = owner.methods.iter();
            methods.map(move |method| Giver { of: of.clone(), function: &method.function })
        });
        let wanted = Type::Object(object.name.clone());
        own.chain(all.filter(move |giver| giver.function.returns == wanted))
    }
}

/// A function that gives users an instance of a class.
#[derive(Clone, Debug)]
pub struct Giver<'a> {
    /// What it is called on: a class, or something that is named after its class.
    of: String,
    /// The function.
    pub function: &'a Function,
}

impl Giver<'_> {
    /// The call as users write it, with the name that the function has in their language: `client.consumer(...)`.
    #[must_use]
    pub fn call(&self, name: &str) -> String {
        let taken = if self.function.parameters.is_empty() { "" } else { "..." };
        format!("{}.{name}({taken})", self.of)
    }
}

/// A class whose instances are shared.
#[derive(Clone, Debug)]
pub struct Object {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// What makes one: functions without `self`.
    pub constructors: Vec<Function>,
    /// What it does.
    pub methods: Vec<Method>,
}

/// A function.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its name, as Rust writes it.
    pub name: String,
    /// What it does.
    pub doc: String,
    /// Whether it waits.
    pub wait: Wait,
    /// What it takes, in order.
    pub parameters: Vec<Parameter>,
    /// What it gives; errors left out.
    pub returns: Type,
    /// Whether it can fail.
    pub fails: bool,
}

/// A function of an object.
#[derive(Clone, Debug)]
pub struct Method {
    /// The function.
    pub function: Function,
    /// What languages do with it besides.
    pub role: Role,
}

/// Whether a function waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// It returns at once, or blocks as Kafka's `send` does.
    Not,
    /// It is an `async` function.
    Awaited,
}

/// What languages do with a function besides calling it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing.
    Plain,
    /// Leaving a block calls it.
    Close,
    /// Loops call it, until it gives nothing.
    Next,
}

/// What a function takes.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// Its type. An `Option`, a list and a map may be left out by callers.
    pub kind: Type,
}

/// Plain data.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its name.
    pub name: String,
    /// What it is.
    pub doc: String,
    /// Its fields, with what they are.
    pub fields: Vec<(Parameter, String)>,
}

/// Choices without data.
#[derive(Clone, Debug)]
pub struct Enum {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub doc: String,
    /// The choices, with what they are.
    pub variants: Vec<(String, String)>,
}

/// What a user writes.
#[derive(Clone, Debug)]
pub struct Callback {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub doc: String,
    /// Its functions, all `async`.
    pub functions: Vec<Function>,
}

impl Callback {
    /// Whether users give a function, and no object: it is one, and may fail.
    #[must_use]
    pub fn is_function(&self) -> bool {
        matches!(self.functions.as_slice(), [only] if only.fails)
    }
}

/// A set of options.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its name.
    pub name: String,
    /// What they are of.
    pub doc: String,
    /// Those that have a definition; empty where every key of Kafka's is allowed.
    pub known: Vec<crate::Choice>,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// Nothing.
    Unit,
    /// `bool`.
    Bool,
    /// `i32`.
    Int32,
    /// `i64`.
    Int64,
    /// `f64`.
    Float,
    /// `String`.
    Text,
    /// `&str`: only for the time of the call.
    BorrowedText,
    /// `Bytes`.
    Bytes,
    /// `&[u8]`: only for the time of the call.
    BorrowedBytes,
    /// `Option`.
    Optional(Box<Type>),
    /// `Vec`.
    List(Box<Type>),
    /// `BTreeMap` from text.
    Map(Box<Type>),
    /// A record by name.
    Record(String),
    /// An enum by name.
    Enum(String),
    /// An object by name; as a parameter in an `Arc`.
    Object(String),
    /// A callback by name, in an `Arc`.
    Callback(String),
    /// A callback that is one function, which may fail: users give a function.
    Function(String),
    /// A set of options by name.
    Options(String),
}

impl Type {
    /// Whether callers may leave it out.
    #[must_use]
    pub fn may_be_left_out(&self) -> bool {
        matches!(self, Self::Optional(_) | Self::List(_) | Self::Map(_) | Self::Options(_))
    }
}
