//! What the runner of scenarios has to know: of each function what it takes, and of data what its fields are.

use std::fmt::Write;

use super::shape;
use crate::{Function, Model, Parameter, Type, names::camel};

pub(crate) fn description(model: &Model) -> String {
    let mut json = String::from("{\n  \"functions\": {");
    let mut comma = "\n";
    for object in &model.objects {
        let methods = object.methods.iter().map(|method| &method.function);
        for function in object.constructors.iter().chain(methods) {
            let _ = write!(
                json,
                "{comma}    \"{}.{}\": {}",
                object.name,
                function.name,
                described(function)
            );
            comma = ",\n";
        }
    }
    json.push_str("\n  },\n  \"records\": {");
    comma = "\n";
    for record in &model.records {
        let fields: Vec<Parameter> = record.fields.iter().map(|(field, _)| field.clone()).collect();
        let _ = write!(json, "{comma}    \"{}\": {}", record.name, parameters(&fields));
        comma = ",\n";
    }
    json.push_str("\n  }\n}\n");
    json
}

fn described(function: &Function) -> String {
    let (placed, named) = shape::split(function);
    format!(
        "{{ \"name\": \"{}\", \"placed\": {}, \"named\": {} }}",
        shape::name(function),
        parameters(placed),
        parameters(named)
    )
}

fn parameters(parameters: &[Parameter]) -> String {
    let each = parameters.iter().map(|parameter| {
        let (name, camel) = (&parameter.name, camel(&parameter.name));
        format!("\"{name}\": {{ \"name\": \"{camel}\", \"kind\": {} }}", kind(&parameter.kind))
    });
    format!("{{ {} }}", each.collect::<Vec<_>>().join(", "))
}

fn kind(of: &Type) -> String {
    match of {
        Type::Optional(inner) => kind(inner),
        Type::List(inner) => format!("{{ \"list\": {} }}", kind(inner)),
        Type::Record(name) => format!("{{ \"record\": \"{name}\" }}"),
        Type::Enum(_) => "\"enum\"".to_owned(),
        Type::Bytes | Type::BorrowedBytes => "\"bytes\"".to_owned(),
        _ => "\"plain\"".to_owned(),
    }
}
