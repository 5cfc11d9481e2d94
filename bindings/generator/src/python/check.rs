//! What Python cannot do is named, and nothing is made.

use super::objects;
use crate::{Callback, Function, Model, Object, Role, Type, Wait};

const BY_HAND: &str = include_str!("by_hand.pyi");
const ERRORS: &str = include_str!("errors.py");

/// What is in the model and not in Python.
pub(super) fn complaints(model: &Model) -> Vec<String> {
    let mut wrong = Vec::new();
    for object in &model.objects {
        constructors(object, &mut wrong);
        for method in &object.methods {
            let of = format!("{}.{}", object.name, method.function.name);
            if method.role == Role::Next && !matches!(method.function.returns, Type::Optional(_)) {
                wrong.push(format!("{of}: a loop needs to know its end"));
            }
            function(&of, &method.function, &mut wrong);
        }
    }
    model.callbacks.iter().for_each(|callback| callbacks(callback, &mut wrong));
    by_hand(model, &mut wrong);
    wrong
}

fn constructors(object: &Object, wrong: &mut Vec<String>) {
    for made in &object.constructors {
        let of = format!("{}.{}", object.name, made.name);
        if made.wait == Wait::Not || !made.fails {
            wrong.push(format!("{of}: what makes an object waits, and may fail"));
        }
        function(&of, made, wrong);
    }
}

fn function(of: &str, function: &Function, wrong: &mut Vec<String>) {
    if objects::is_sending(function) {
        return;
    }
    for parameter in &function.parameters {
        let borrowed = matches!(parameter.kind, Type::BorrowedText | Type::BorrowedBytes);
        let inner = match &parameter.kind {
            Type::Optional(inner) | Type::List(inner) | Type::Map(inner) => Some(&**inner),
            _ => None,
        };
        let name = &parameter.name;
        if borrowed && function.wait == Wait::Awaited {
            wrong.push(format!("{of}: {name} is borrowed by a call that waits"));
        }
        if matches!(inner, Some(Type::BorrowedText | Type::BorrowedBytes)) {
            wrong.push(format!("{of}: {name} is borrowed inside of something"));
        }
        if matches!(parameter.kind, Type::Callback(_)) {
            wrong.push(format!("{of}: {name} is a listener that cannot be left out"));
        }
    }
}

fn callbacks(callback: &Callback, wrong: &mut Vec<String>) {
    for function in callback.functions.iter().filter(|_| !callback.is_function()) {
        if function.wait == Wait::Not || function.fails || function.returns != Type::Unit {
            let of = format!("{}.{}", callback.name, function.name);
            wrong.push(format!("{of}: a listener's function waits, and gives nothing"));
        }
    }
}

/// Classes that are written by hand have all that the API has.
fn by_hand(model: &Model, wrong: &mut Vec<String>) {
    let class = |name: &str| {
        BY_HAND.split("@final\n").find(|text| text.starts_with(&format!("class {name}:")))
    };
    let mut needs = |name: &str, what: &str, has: bool| {
        if !has {
            wrong
                .push(format!("{name}.{what}: the class that is written by hand does not have it"));
        }
    };
    for object in model.objects.iter().filter(|object| object.name == "RecordBatch") {
        let text = class(&object.name).unwrap_or_default();
        for method in &object.methods {
            let name = &method.function.name;
            needs(&object.name, name, text.contains(&format!("def {name}(self")));
        }
    }
    for record in &model.records {
        let has = |field: &str| match record.name.as_str() {
            "Record" => {
                class("Record").is_some_and(|text| text.contains(&format!("def {field}(self)")))
            }
            "ErrorInfo" => ERRORS.contains(&format!("    {field}: ")),
            _ => true,
        };
        for (field, _) in &record.fields {
            needs(&record.name, &field.name, has(&field.name));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Method, Parameter};

    #[test]
    fn what_python_cannot_do_is_named() {
        let function = |name: &str, kind: Type, wait| Function {
            name: name.to_owned(),
            doc: String::new(),
            wait,
            parameters: vec![Parameter { name: "it".to_owned(), kind }],
            returns: Type::Unit,
            fails: true,
        };
        let method = |function| Method { function, role: Role::Plain };
        let batch = Object {
            name: "RecordBatch".to_owned(),
            doc: String::new(),
            constructors: vec![function("made", Type::Bool, Wait::Not)],
            methods: vec![
                method(function("held", Type::BorrowedText, Wait::Awaited)),
                method(function("told", Type::Callback("Listener".to_owned()), Wait::Not)),
                method(function("values", Type::Bool, Wait::Not)),
            ],
        };
        let wrong = complaints(&Model { objects: vec![batch], ..Model::default() });
        let is_named = |part: &str| wrong.iter().any(|complaint| complaint.starts_with(part));
        for part in [
            "RecordBatch.made: what makes",
            "RecordBatch.held: it is borrowed",
            "RecordBatch.told: it is a listener",
            "RecordBatch.held: the class that is written by hand",
        ] {
            assert!(is_named(part), "{part}: {wrong:?}");
        }
        assert!(!is_named("RecordBatch.values"), "{wrong:?}");
    }
}
