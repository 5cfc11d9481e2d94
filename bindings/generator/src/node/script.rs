//! The classes of JavaScript, over those of Rust.

use std::fmt::Write;

use super::{MADE, call, shape};
use crate::{
    Function, Giver, Model, Object, Role, Type, Wait,
    names::{camel, upper},
};

pub(crate) fn classes(model: &Model) -> String {
    let mut script = format!(
        "{MADE}
'use strict';

const native = require('./native.js');
const {{ OttlaError, define, raised, revived }} = require('./errors.js');
const {{ extra }} = require('./names.js');
const {{ waited }} = require('./waiting.js');
const {{ KEY, asyncDispose, checked, makes, reach }} = require('./objects.js');
const {{ Record, RecordBatch }} = require('./batch.js');
const {{ Delivery, delivered }} = require('./delivery.js');
const {{ forget, items, records }} = require('./loops.js');
const {{ asked, handled }} = require('./handler.js');
const {{ listened, next }} = require('./listener.js');
const {{ collecting }} = require('./sending.js');

"
    );
    let kinds = model.enums.iter().find(|choice| choice.name == "ErrorKind");
    let kinds = kinds.map(|kinds| kinds.variants.as_slice()).unwrap_or_default();
    for (kind, doc) in kinds {
        let _ = writeln!(
            script,
            "{}class {kind}Error extends OttlaError {{}}",
            shape::comment(doc, "")
        );
        let _ = writeln!(script, "define('{}', {kind}Error);\n", upper(kind));
    }
    let objects = model.objects.iter().filter(|object| !shape::is_by_hand(&object.name));
    for object in objects.clone() {
        script.push_str(&class(model, object));
    }
    script.push_str("module.exports = {\n  Delivery,\n  OttlaError,\n  Record,\n  RecordBatch,\n");
    for object in objects {
        let _ = writeln!(script, "  {},", object.name);
    }
    for (kind, _) in kinds {
        let _ = writeln!(script, "  {kind}Error,");
    }
    script.push_str("};\n");
    script
}

fn class(model: &Model, object: &Object) -> String {
    let name = &object.name;
    let mut script = shape::comment(&object.doc, "");
    let ways: Vec<_> = model.givers(object).map(|giver| way(&giver)).collect();
    let instead = match &ways[..] {
        [] => String::new(),
        ways => format!(", '{}'", ways.join(" or ")),
    };
    let below = if name == shape::SENDER { "collecting(native)" } else { "native" };
    let _ = write!(
        script,
        "class {name} {{
  #native;
  #heard;

  static {{
    reach({name}, (object) => (#native in object ? object.#native : undefined));
  }}

  constructor(native, key, heard) {{
    makes(key, '{name}'{instead});
    this.#native = {below};
    this.#heard = heard;
    heard?.of(native);
  }}
"
    );
    for function in &object.constructors {
        let call = format!("native.{name}.{}", camel(&function.name));
        script.push_str(&call::call(model, object, function, "static ", &call));
    }
    for method in &object.methods {
        let function = &method.function;
        if shape::is_property(function) {
            let named = shape::name(function);
            let _ = write!(
                script,
                "\n{}  get {named}() {{\n    return this.#native.{};\n  }}\n",
                shape::comment(&function.doc, "  "),
                camel(&function.name)
            );
            continue;
        }
        if method.role == Role::Next {
            script.push_str(&looped(object, function));
            continue;
        }
        let call = format!("this.#native.{}", camel(&function.name));
        script.push_str(&call::call(model, object, function, "", &call));
        if method.role == Role::Close {
            let _ = write!(
                script,
                "\n  async [asyncDispose]() {{\n    await this.{}();\n  }}\n",
                camel(&function.name)
            );
        }
    }
    script.push_str("}\n\n");
    script
}

/// What gives an instance, as users write it.
fn way(giver: &Giver<'_>) -> String {
    let awaits = if giver.function.wait == Wait::Awaited { "await " } else { "" };
    format!("{awaits}{}", giver.call(&camel(&giver.function.name)))
}

/// What a loop calls, and the loops.
fn looped(object: &Object, function: &Function) -> String {
    let name = camel(&function.name);
    let Type::Optional(item) = &function.returns else {
        panic!("Node cannot loop over `{}` of {}: it has no end", function.name, object.name)
    };
    let made = match &**item {
        Type::Object(item) if item == shape::BATCH => format!("new {item}(found, KEY)"),
        Type::Object(item) => panic!("Node cannot loop over {item}"),
        _ => "found".to_owned(),
    };
    let mut script = format!(
        "\n{doc}  async {name}(options) {{
    const {{ signal }} = extra(options, ['signal'], '{name}');
    const found = await next(this.#heard, () =>
      waited(signal, (cancellation) => this.#native.{name}(cancellation)),
    );
    return found === null ? null : {made};
  }}\n",
        doc = shape::comment(&function.doc, "  ")
    );
    let of_batches = matches!(&**item, Type::Object(_));
    if of_batches {
        let _ = write!(
            script,
            "
  /** The batches that come, until the consumer is closed. */
  batches(options) {{
    return items((options) => this.{name}(options), extra(options, ['signal'], 'batches'));
  }}

  /** The records that come, until the consumer is closed; those that a loop has left come in the next one. */
  records(options) {{
    return records(this, (options) => this.{name}(options), extra(options, ['signal'], 'records'));
  }}

  [Symbol.asyncIterator]() {{
    return this.records();
  }}\n"
        );
    } else {
        let _ = write!(
            script,
            "
  [Symbol.asyncIterator]() {{
    return items((options) => this.{name}(options), {{}});
  }}\n"
        );
    }
    script
}
