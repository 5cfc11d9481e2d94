//! The part of a registry's REST API that the tests need, over HTTP, before a registry in memory.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    sync::Arc,
};

use futures::executor::block_on;
use ottla::serde::schema_registry::{
    InMemoryRegistry, Normalize, RegisteredSchema, RegistryOptions, Schema, SchemaId, SchemaKind,
    SchemaReference, SchemaRegistry,
};
use parking_lot::Mutex;
use serde_json::{Value, json};

/// Runs until the process ends.
#[derive(Clone)]
pub struct RegistryServer {
    pub url: String,
    pub registry: InMemoryRegistry,
    /// The first lines of all requests, and what they said of who asks.
    pub asked: Arc<Mutex<Vec<(String, Option<String>)>>>,
}

impl RegistryServer {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let server = Self { url, registry: InMemoryRegistry::new(), asked: Arc::default() };
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
                Err(message) if message.contains("not compatible") => {
                    ("409 Conflict", json!({"error_code": 409, "message": message}))
                }
                Err(message) => ("404 Not Found", json!({"error_code": 40403, "message": message})),
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

    fn answer(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let path = path.split('?').next().unwrap();
        let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        let registry = &self.registry;
        let said = |error: ottla::Error| error.message().to_owned();
        match (method, parts.as_slice()) {
            ("GET", ["subjects"]) => Ok(json!(registry.subjects())),
            ("GET", ["schemas", "ids", id]) => {
                let schema = block_on(registry.by_id(SchemaId(id.parse().unwrap())));
                Ok(wire(&schema.map_err(said)?))
            }
            ("POST", ["subjects", _, "versions"]) if body["schema"] == json!("\"string\"") => {
                Err("the schema is not compatible with the one before".to_owned())
            }
            ("POST", ["subjects", subject, "versions"]) => {
                let id = block_on(registry.register(subject, &schema(body), Normalize::No));
                Ok(json!({"id": id.map_err(said)?.0}))
            }
            ("POST", ["subjects", subject]) => {
                let found = block_on(registry.find(subject, &schema(body), Normalize::No));
                Ok(registered(&found.map_err(said)?))
            }
            ("GET", ["subjects", subject, "versions", "latest"]) => {
                Ok(registered(&block_on(registry.latest(subject)).map_err(said)?))
            }
            ("GET", ["subjects", subject, "versions", version]) => {
                let found = block_on(registry.version(subject, version.parse().unwrap()));
                Ok(registered(&found.map_err(said)?))
            }
            _ => Err(format!("{method} {path} is not known")),
        }
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
