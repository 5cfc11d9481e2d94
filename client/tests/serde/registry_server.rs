//! The part of a registry's REST API that the tests need, over HTTP, before a registry in memory.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
};

use futures::executor::block_on;
use ottla::serde::schema_registry::{
    Compatibility, Deleted, Deletion, InMemoryRegistry, Normalize, RegisteredSchema,
    RegistryOptions, Schema, SchemaId, SchemaKind, SchemaReference, SchemaRegistry,
    SchemaRegistryAdmin, SubjectVersion,
};
use parking_lot::Mutex;
use serde_json::{Value, json};

/// Runs until the process ends.
#[derive(Clone)]
pub struct RegistryServer {
    pub url: String,
    pub registry: InMemoryRegistry,
    /// What schemas by id have as their form `serialized`; that of subjects' versions is not known then, as of Karapace.
    pub serialized: Arc<Mutex<Option<String>>>,
    /// The first lines of all requests, and what they said of who asks.
    pub asked: Arc<Mutex<Vec<(String, Option<String>)>>>,
}

impl RegistryServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self {
            url,
            registry: InMemoryRegistry::new(),
            asked: Arc::default(),
            serialized: Arc::default(),
        };
        let serving = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let serving = serving.clone();
                std::thread::spawn(move || serving.serve(stream));
            }
        });
        server
    }

    /// Options of a client of it.
    pub fn options(&self) -> RegistryOptions {
        RegistryOptions { schema_registry_url: vec![self.url.clone()], ..Default::default() }
    }

    fn serve(&self, stream: TcpStream) {
        let mut reader = BufReader::new(stream.try_clone().unwrap());
        while let Some((line, body)) = self.request(&mut reader) {
            let mut words = line.split(' ');
            let (method, path) = (words.next().unwrap(), words.next().unwrap());
            let (status, answer) = match self.answer(method, path, &body) {
                Ok(answer) => ("200 OK", answer),
                Err(Refused { code, message }) => {
                    let status = if code == 409 { "409 Conflict" } else { "404 Not Found" };
                    (status, json!({"error_code": code, "message": message}))
                }
            };
            let answer = answer.to_string();
            let head = format!(
                "HTTP/1.1 {status}\r\nContent-Type: application/vnd.schemaregistry.v1+json\r\n\
                 Content-Length: {}\r\n\r\n",
                answer.len()
            );
            if (&stream).write_all((head + &answer).as_bytes()).is_err() {
                return;
            }
        }
    }

    fn request(&self, reader: &mut BufReader<TcpStream>) -> Option<(String, Value)> {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let line = line.trim_end().to_owned();
            if line.is_empty() {
                break;
            }
            lines.push(line);
        }
        let header = |name: &str| {
            lines.iter().find_map(|line| {
                let (key, value) = line.split_once(':')?;
                key.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
            })
        };
        let length = header("content-length").map_or(0, |length| length.parse().unwrap());
        let mut body = vec![0; length];
        reader.read_exact(&mut body).ok()?;
        self.asked.lock().push((lines[0].clone(), header("authorization")));
        Some((lines[0].clone(), serde_json::from_slice(&body).unwrap_or(Value::Null)))
    }

    fn answer(&self, method: &str, path: &str, body: &Value) -> Result<Value, Refused> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        match parts.as_slice() {
            ["schemas", "ids", _] if query == "format=serialized" => {
                Ok(json!({"schema": *self.serialized.lock()}))
            }
            ["subjects", ..] if method == "DELETE" => self.deleted(&parts[1..], query),
            ["subjects", ..] if query == "deleted=true" => self.listed(&parts, Deleted::Shown),
            ["config", ..] => self.configured(method, &parts[1..], body),
            ["compatibility", "subjects", subject, "versions", version] => {
                self.checked(subject, version, query, body)
            }
            parts => self.schemas(method, parts, body),
        }
    }

    fn schemas(&self, method: &str, parts: &[&str], body: &Value) -> Result<Value, Refused> {
        let registry = &self.registry;
        match (method, parts) {
            ("GET", ["subjects"] | ["subjects", _, "versions"]) => {
                self.listed(parts, Deleted::Hidden)
            }
            ("GET", ["schemas", "ids", id]) => {
                Ok(wire(&block_on(registry.by_id(SchemaId(id.parse().unwrap())))?))
            }
            ("POST", ["subjects", _, "versions"]) if body["schema"] == json!("\"string\"") => {
                Err(refused(409, "the schema is not compatible with the one before"))
            }
            ("POST", ["subjects", subject, "versions"]) => {
                let id = block_on(registry.register(subject, &schema(body), Normalize::No));
                Ok(json!({"id": id?.0}))
            }
            ("POST", ["subjects", subject]) => {
                let found = block_on(registry.find(subject, &schema(body), Normalize::No));
                Ok(registered(&found?))
            }
            ("GET", ["subjects", subject, "versions", "latest"]) => {
                Ok(registered(&block_on(registry.latest(subject))?))
            }
            ("GET", ["subjects", subject, "versions", version]) => {
                let found = block_on(registry.version(subject, version.parse().unwrap()));
                Ok(registered(&found?))
            }
            _ => Err(refused(404, &format!("{method} {parts:?} is not known"))),
        }
    }

    fn listed(&self, parts: &[&str], deleted: Deleted) -> Result<Value, Refused> {
        match parts {
            ["subjects"] => Ok(json!(block_on(self.registry.subjects(deleted))?)),
            ["subjects", subject, "versions"] => {
                Ok(json!(block_on(self.registry.versions(subject, deleted))?))
            }
            _ => Err(refused(404, &format!("{parts:?} has no deleted ones"))),
        }
    }

    /// Deletes as Confluent's registry does: softly once, and for good only what was deleted softly.
    fn deleted(&self, parts: &[&str], query: &str) -> Result<Value, Refused> {
        let registry = &self.registry;
        let all = |deleted| block_on(registry.versions(parts[0], deleted)).unwrap_or_default();
        let (known, live) = (all(Deleted::Shown), all(Deleted::Hidden));
        let permanent = query == "permanent=true";
        let deletion = if permanent { Deletion::Permanent } else { Deletion::Soft };
        match parts {
            [subject] => match (known.is_empty(), live.is_empty(), permanent) {
                (true, _, _) => Err(refused(40401, "Subject not found.")),
                (false, true, false) => Err(refused(40404, "Subject was soft deleted.")),
                (false, false, true) => Err(refused(40405, "Subject was not deleted first.")),
                _ => Ok(json!(block_on(registry.delete_subject(subject, deletion))?)),
            },
            [subject, "versions", version] => {
                let number = version.parse().unwrap_or_else(|_| live.last().copied().unwrap_or(0));
                match (known.contains(&number), live.contains(&number), permanent) {
                    (false, _, _) => Err(refused(40402, "Version not found.")),
                    (true, false, false) => Err(refused(40406, "Version was soft deleted.")),
                    (true, true, true) => Err(refused(40407, "Version was not deleted first.")),
                    _ => {
                        let version = SubjectVersion::Number(number);
                        let deleting = registry.delete_version(subject, version, deletion);
                        Ok(json!(block_on(deleting)?))
                    }
                }
            }
            _ => Err(refused(404, &format!("DELETE {parts:?} is not known"))),
        }
    }

    fn configured(&self, method: &str, parts: &[&str], body: &Value) -> Result<Value, Refused> {
        let (registry, subject) = (&self.registry, parts.first().copied());
        match method {
            "GET" => {
                let level = block_on(registry.compatibility(subject))?.name();
                Ok(json!({"compatibilityLevel": level}))
            }
            "PUT" => {
                let level = if body["compatibility"] == json!("FULL_TRANSITIVE") {
                    Compatibility::FullTransitive
                } else {
                    Compatibility::Forward
                };
                block_on(registry.set_compatibility(subject, level))?;
                Ok(body.clone())
            }
            "DELETE" => {
                block_on(registry.clear_compatibility(subject))?;
                Ok(json!({"compatibilityLevel": "NONE"}))
            }
            _ => Err(refused(405, &format!("{method} of a config is not known"))),
        }
    }

    /// A text goes with nothing.
    fn checked(
        &self,
        subject: &str,
        version: &str,
        query: &str,
        body: &Value,
    ) -> Result<Value, Refused> {
        match version.parse() {
            Ok(number) => block_on(self.registry.version(subject, number))?,
            Err(_) => block_on(self.registry.latest(subject))?,
        };
        let fits = body["schema"] != json!("\"string\"");
        Ok(match (fits, query) {
            (true, _) => json!({"is_compatible": true}),
            (false, "verbose=true") => {
                json!({"is_compatible": false, "messages": ["the reader wants a string"]})
            }
            (false, _) => json!({"is_compatible": false}),
        })
    }
}

/// An answer that is none, with the registry's number of it.
struct Refused {
    code: i64,
    message: String,
}

fn refused(code: i64, message: &str) -> Refused {
    Refused { code, message: message.to_owned() }
}

impl From<ottla::Error> for Refused {
    fn from(error: ottla::Error) -> Self {
        refused(40403, error.message())
    }
}

fn wire(schema: &Schema) -> Value {
    let reference = |one: &SchemaReference| json!({"name": one.name, "subject": one.subject, "version": one.version});
    let references: Vec<Value> = schema.references.iter().map(reference).collect();
    json!({"schema": schema.text, "schemaType": schema.kind.name(), "references": references})
}

fn registered(found: &RegisteredSchema) -> Value {
    let mut answer = wire(&found.schema);
    answer["id"] = json!(found.id.0);
    answer["subject"] = json!(found.subject);
    answer["version"] = json!(found.version);
    answer
}

fn schema(body: &Value) -> Schema {
    let kind = match body["schemaType"].as_str() {
        Some("PROTOBUF") => SchemaKind::Protobuf,
        Some("JSON") => SchemaKind::Json,
        _ => SchemaKind::Avro,
    };
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let reference = |one: &Value| SchemaReference {
        name: text(&one["name"]),
        subject: text(&one["subject"]),
        version: i32::try_from(one["version"].as_i64().unwrap()).unwrap(),
    };
    let references = body["references"].as_array().map(|all| all.iter().map(reference).collect());
    Schema { kind, text: text(&body["schema"]), references: references.unwrap_or_default() }
}
