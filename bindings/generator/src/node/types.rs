//! The types for TypeScript.

use std::fmt::Write;

use super::{MADE, shape};
use crate::{
    Callback, Choice, Function, Model, Object, OptionKind, Role, Type, Wait,
    names::{camel, upper},
};

pub(crate) fn types(model: &Model) -> String {
    let mut types = format!(
        "{MADE}

/// <reference types=\"node\" />

/** Bytes as callers give them: text is taken as UTF-8. */
export type BytesLike = string | Uint8Array;

/** A number of 64 bits as callers give it: a number has to be a safe integer. */
export type Int64Like = bigint | number;

/** The value of an option. */
export type OptionValue = string | number | bigint | boolean | readonly string[];

/** What calls that wait take besides. */
export interface Waiting {{
  /** Breaks the call off: its promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | null;
}}

"
    );
    for choice in &model.enums {
        let names: Vec<String> =
            choice.variants.iter().map(|(name, _)| format!("'{}'", upper(name))).collect();
        let each = choice.variants.iter().map(|(name, doc)| format!("- `{}`: {doc}", upper(name)));
        let doc = format!("{}\n\n{}", choice.doc, each.collect::<Vec<_>>().join("\n"));
        let _ = writeln!(
            types,
            "{}export type {} =\n  | {};\n",
            shape::comment(&doc, ""),
            choice.name,
            names.join("\n  | ")
        );
    }
    types.push_str(&errors(model));
    records(model, &mut types);
    for set in &model.options {
        let _ = write!(types, "{}", shape::comment(&set.doc, ""));
        if set.known.is_empty() {
            let _ = writeln!(
                types,
                "export type {} = Readonly<Record_<string, OptionValue | null | undefined>>;\n",
                set.name
            );
            continue;
        }
        let _ = writeln!(types, "export interface {} {{", set.name);
        set.known.iter().for_each(|choice| types.push_str(&option(choice)));
        types.push_str("}\n\n");
    }
    for callback in &model.callbacks {
        if callback.is_function() {
            types.push_str(&function_type(model, callback));
            continue;
        }
        let _ = writeln!(
            types,
            "{}export interface {} {{",
            shape::comment(&callback.doc, ""),
            callback.name
        );
        for function in &callback.functions {
            let taken = function
                .parameters
                .iter()
                .map(|p| format!("{}: {}", camel(&p.name), output(&p.kind)));
            let _ = writeln!(
                types,
                "{}  {}?({}): void | PromiseLike<void>;",
                shape::comment(&function.doc, "  "),
                camel(&function.name),
                taken.collect::<Vec<_>>().join(", ")
            );
        }
        types.push_str("}\n\n");
    }
    for object in &model.objects {
        types.push_str(&class(model, object));
    }
    // A class of ours has the name of TypeScript's own type.
    types.push_str("type Record_<K extends PropertyKey, V> = { [P in K]: V };\n");
    types
}

/// A function that users give.
fn function_type(model: &Model, callback: &Callback) -> String {
    let outputs = shape::outputs(model);
    let given = callback.functions.iter().map(|f| input(&f.returns, &outputs));
    let given: String = given.collect();
    let taken = callback.functions.iter().flat_map(|function| &function.parameters);
    let taken = taken.map(|p| format!("{}: {}", camel(&p.name), output(&p.kind)));
    format!(
        "{}export type {} = ({}) => {given} | PromiseLike<{given}>;\n\n",
        shape::comment(&callback.doc, ""),
        callback.name,
        taken.collect::<Vec<_>>().join(", ")
    )
}

fn errors(model: &Model) -> String {
    let mut types = String::from(
        "/** What every error of Ottla is. */
export class OttlaError extends Error {
  private constructor();
  /** What kind of thing went wrong; each is a class of its own. */
  readonly code: ErrorKind;
  /** What a caller can do about it. */
  readonly advice: Advice;
  /** What was being done. */
  readonly operation: string;
  /** Where: topic, partition, broker and the like. */
  readonly context: Readonly<Record_<string, string>>;
  /** The number of the broker's error, if it was one. */
  readonly brokerCode: number | null;
  /** Kafka's name of that number. */
  readonly brokerCodeName: string | null;
  /** Where logs part, if the log was truncated (KIP-320). */
  readonly divergentOffset: bigint | null;
  /** What a function of yours has thrown, where that is what went wrong. */
  readonly cause?: unknown;
}

",
    );
    let kinds = model.enums.iter().find(|choice| choice.name == "ErrorKind");
    for (kind, doc) in kinds.into_iter().flat_map(|kinds| &kinds.variants) {
        let _ = writeln!(
            types,
            "{}export class {kind}Error extends OttlaError {{\n  private constructor();\n  readonly code: '{}';\n}}\n",
            shape::comment(doc, ""),
            upper(kind)
        );
    }
    types
        .replace("  private constructor();\n  readonly code: '", "  readonly code: '")
        .replace("  private constructor();\n", "  protected constructor();\n")
}

fn records(model: &Model, types: &mut String) {
    let (inputs, outputs) = (shape::inputs(model), shape::outputs(model));
    for record in &model.records {
        let (name, doc) = (&record.name, shape::comment(&record.doc, ""));
        let (given, taken) = (outputs.contains(name), inputs.contains(name));
        if name == shape::ERROR {
            continue;
        }
        if given {
            match name.as_str() {
                shape::RECORD => {
                    let _ =
                        writeln!(types, "{doc}export class {name} {{\n  private constructor();");
                }
                _ => {
                    let _ = writeln!(types, "{doc}export interface {name} {{");
                }
            }
            for (field, doc) in &record.fields {
                let _ = writeln!(
                    types,
                    "{}  readonly {}: {};",
                    shape::comment(doc, "  "),
                    camel(&field.name),
                    output(&field.kind)
                );
            }
            if name == shape::RECORD {
                types.push_str("  /** A plain object with the same fields. */\n  toObject(): { -readonly [F in Exclude<keyof Record, 'toObject'>]: Record[F] };\n");
            }
            types.push_str("}\n\n");
        }
        if taken {
            let shown = if given { format!("{name}Like") } else { name.clone() };
            let _ = writeln!(types, "{doc}export interface {shown} {{");
            for (field, doc) in &record.fields {
                let left_out = if field.kind.may_be_left_out() { "?" } else { "" };
                let _ = writeln!(
                    types,
                    "{}  readonly {}{left_out}: {};",
                    shape::comment(doc, "  "),
                    camel(&field.name),
                    input(&field.kind, &outputs)
                );
            }
            types.push_str("}\n\n");
        }
    }
}

fn option(choice: &Choice) -> String {
    let kind = match choice.kind {
        OptionKind::Bool => "boolean | string",
        OptionKind::Duration | OptionKind::Number => "number | bigint | string",
        OptionKind::Text => "OptionValue",
    };
    let default = match choice.default.as_str() {
        "" => String::new(),
        default => format!("\n\nDefault: `{default}`"),
    };
    let doc = format!("{}{default}\n\nAllowed: {}", choice.doc, choice.allowed);
    let camel = camel(&choice.key);
    let mut types = format!("{}  readonly {camel}?: {kind} | null;\n", shape::comment(&doc, "  "));
    if camel != choice.key {
        let _ =
            writeln!(types, "  /** As `{camel}`. */\n  readonly '{}'?: {kind} | null;", choice.key);
    }
    types
}

/// A type that callers get.
fn output(kind: &Type) -> String {
    match kind {
        Type::Unit => "void".to_owned(),
        Type::Bool => "boolean".to_owned(),
        Type::Int32 | Type::Float => "number".to_owned(),
        Type::Int64 => "bigint".to_owned(),
        Type::Text | Type::BorrowedText => "string".to_owned(),
        Type::Bytes | Type::BorrowedBytes => "Buffer".to_owned(),
        Type::Optional(inner) => format!("{} | null", output(inner)),
        Type::List(inner) => match **inner {
            Type::Optional(_) => format!("({})[]", output(inner)),
            _ => format!("{}[]", output(inner)),
        },
        Type::Map(inner) => format!("Record_<string, {}>", output(inner)),
        Type::Record(name) if name == shape::ERROR => "OttlaError".to_owned(),
        Type::Record(name) | Type::Enum(name) | Type::Object(name) => name.clone(),
        Type::Callback(name) | Type::Function(name) | Type::Options(name) => name.clone(),
    }
}

/// A type that callers give; `outputs` are data that has a name for that of its own.
fn input(kind: &Type, outputs: &std::collections::BTreeSet<String>) -> String {
    match kind {
        Type::Int64 => "Int64Like".to_owned(),
        Type::Bytes | Type::BorrowedBytes => "BytesLike".to_owned(),
        Type::Optional(inner) => format!("{} | null", input(inner, outputs)),
        Type::List(inner) => match **inner {
            Type::Optional(_) | Type::List(_) => format!("readonly ({})[]", input(inner, outputs)),
            Type::Record(ref name) if name == shape::PAIR => {
                let pair = input(inner, outputs);
                format!("readonly {pair}[] | Readonly<Record_<string, BytesLike | null>>")
            }
            _ => format!("readonly {}[]", input(inner, outputs)),
        },
        Type::Map(inner) => format!("Readonly<Record_<string, {}>>", input(inner, outputs)),
        Type::Record(name) if outputs.contains(name) => format!("{name}Like"),
        kind => output(kind),
    }
}

fn class(model: &Model, object: &Object) -> String {
    let name = &object.name;
    let mut types = format!(
        "{}export class {name} {{\n  private constructor();\n",
        shape::comment(&object.doc, "")
    );
    for function in &object.constructors {
        types.push_str(&function_of(model, function, "static "));
    }
    for method in &object.methods {
        let function = &method.function;
        if shape::is_property(function) {
            let _ = writeln!(
                types,
                "{}  get {}(): {};",
                shape::comment(&function.doc, "  "),
                shape::name(function),
                output(&function.returns)
            );
            continue;
        }
        types.push_str(&function_of(model, function, ""));
        match (method.role, &function.returns) {
            (Role::Close, _) => types.push_str("  [Symbol.asyncDispose](): Promise<void>;\n"),
            (Role::Next, Type::Optional(item)) => types.push_str(&loops(item)),
            (Role::Next | Role::Plain, _) => {}
        }
        if *name == shape::DELIVERY && function.wait == Wait::Awaited {
            let item = output(&function.returns);
            let _ = writeln!(
                types,
                "  /** As of a promise for what `{}` gives: so it can be awaited itself. */
  then<A = {item}, B = never>(
    done?: ((value: {item}) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B>;",
                camel(&function.name)
            );
        }
    }
    if *name == shape::BATCH {
        types.push_str("  [Symbol.iterator](): IterableIterator<Record>;\n");
    }
    types.push_str("}\n\n");
    types
}

fn loops(item: &Type) -> String {
    match item {
        Type::Object(name) => format!(
            "  /** The batches that come, until the consumer is closed. */
  batches(options?: Waiting): AsyncIterableIterator<{name}>;
  /** The records that come, until the consumer is closed; those that a loop has left come in the next one. */
  records(options?: Waiting): AsyncIterableIterator<Record>;
  [Symbol.asyncIterator](): AsyncIterableIterator<Record>;\n"
        ),
        item => format!(
            "  [Symbol.asyncIterator](): AsyncIterableIterator<{}>;\n",
            output(item)
        ),
    }
}

fn function_of(model: &Model, function: &Function, kind: &str) -> String {
    let outputs = shape::outputs(model);
    let (placed, named) = shape::split(function);
    let mut taken = Vec::new();
    for (index, placed) in placed.iter().enumerate() {
        let rest = &function.parameters[index..];
        let left_out = match &placed.kind {
            Type::Options(_) => true,
            // The value of a record is not forgotten by accident: null says that there is none.
            Type::Optional(_) => index > 1,
            _ => false,
        };
        let left_out = left_out && rest.iter().all(|parameter| parameter.kind.may_be_left_out());
        let mark = if left_out { "?" } else { "" };
        taken.push(format!("{}{mark}: {}", camel(&placed.name), input(&placed.kind, &outputs)));
    }
    let mut extra: Vec<String> = named
        .iter()
        .map(|named| format!("readonly {}?: {}", camel(&named.name), input(&named.kind, &outputs)))
        .collect();
    let waits = function.wait == Wait::Awaited;
    match (extra.is_empty(), waits) {
        (true, true) => taken.push(format!("{}?: Waiting", last(&taken))),
        (true, false) => {}
        (false, waits) => {
            extra.push(String::new());
            let waiting = if waits { " & Waiting" } else { "" };
            taken.push(format!("{}?: {{ {}}}{waiting}", last(&taken), extra.join("; ")));
        }
    }
    let given = output(&function.returns);
    let given = if waits { format!("Promise<{given}>") } else { given };
    format!(
        "{}  {kind}{}({}): {given};\n",
        shape::comment(&function.doc, "  "),
        shape::name(function),
        taken.join(", ")
    )
}

/// The name of what a call has at its end, beside what has a set of options already.
fn last(taken: &[String]) -> &'static str {
    match taken.iter().any(|taken| taken.starts_with("options")) {
        true => "extras",
        false => "options",
    }
}
