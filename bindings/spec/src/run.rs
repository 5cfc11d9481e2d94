//! Runs scenarios.

use std::{
    collections::{BTreeMap, HashMap},
    env, fs, io,
    path::Path,
    process,
    sync::Arc,
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

use bytes::Bytes;
use ottla_api::{RecordBatch, runtime};
use serde_json::Value as Json;
use tokio::{
    task::JoinHandle,
    time::{error::Elapsed, timeout},
};

use crate::{
    expect,
    generated::{self, Object},
    handler::Handling,
    listener::Noting,
    value::{Called, Fields, Outcome, Plain, Value, Wrong},
};

/// Time that a scenario has.
const LIMIT: Duration = Duration::from_secs(30);

/// A scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The file, without its ending.
    pub file: String,
    /// The sentence.
    pub name: String,
    content: Json,
}

/// All scenarios of a folder.
///
/// # Errors
/// A file that cannot be read, or is none.
pub fn scenarios(folder: &Path) -> io::Result<Vec<Scenario>> {
    let mut scenarios = Vec::new();
    let mut paths: Vec<_> =
        fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
    paths.sort();
    for path in paths {
        let file = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path)?;
        let list: Vec<Json> = serde_json::from_str(&text)
            .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
        for content in list {
            let name = content["name"].as_str().unwrap_or_default().to_owned();
            scenarios.push(Scenario { file: file.clone(), name, content });
        }
    }
    Ok(scenarios)
}

/// What a step may have. A name that nobody reads would be an expectation that is always met.
const WORDS: &[&str] = &[
    "args", "await", "call", "cancel", "close", "count", "fails", "for", "gives", "let", "loop",
    "noted", "read", "start", "steps", "until",
];

/// Where a broker of Apache Kafka is, for scenarios that need one.
const KAFKA: &str = "OTTLA_SPEC_KAFKA";

impl Scenario {
    /// Whether what it needs is there.
    #[must_use]
    pub fn can_run(&self) -> bool {
        !self.needs_kafka() || env::var_os(KAFKA).is_some()
    }

    fn needs_kafka(&self) -> bool {
        self.content.get("on").and_then(Json::as_str) == Some("kafka")
    }

    /// Runs it, with a broker and a client of its own, or a client of Apache Kafka.
    ///
    /// # Errors
    /// What it has not done, and at which step.
    pub fn run(&self) -> Result<(), Wrong> {
        let mut run = Run::default();
        let begun = match (self.needs_kafka(), self.content.get("broker")) {
            (true, _) => run.begin_on_kafka(),
            (false, None) => run.begin(Value::Null),
            (false, Some(options)) => run.value(options).and_then(|options| run.begin(options)),
        };
        let done = begun.and_then(|()| run.steps(&self.content["steps"]));
        let ended = run.end();
        done.and(ended)
    }
}

/// A scenario that runs.
#[derive(Default)]
struct Run {
    values: HashMap<String, Value>,
    started: HashMap<String, JoinHandle<Outcome>>,
    listeners: HashMap<String, Arc<Noting>>,
    /// Objects in the order in which they were made.
    made: Vec<Object>,
    /// Numbers of the turns of loops, the innermost last.
    turns: Vec<i64>,
}

fn known(step: &Json) -> Result<(), Wrong> {
    let mut words = step.as_object().into_iter().flatten().map(|(word, _)| word.as_str());
    match words.find(|word| !WORDS.contains(word)) {
        Some(word) => Err(Wrong::new(format!("no step has `{word}`"))),
        None => Ok(()),
    }
}

impl Run {
    fn begin(&mut self, options: Value) -> Result<(), Wrong> {
        let mut arguments = Fields::of(Value::map([("options", options)]), "arguments")?;
        let broker = waited(generated::make("Broker", "start", &mut arguments)?)?;
        let broker = succeeded(broker)?;
        self.keep("broker", broker.clone());
        let Value::Object(it) = &broker else { return Err(Wrong::new("a broker is an object")) };
        let mut none = Fields::of(Value::map([]), "arguments")?;
        let address = succeeded(waited(generated::call(it, "bootstrap_servers", &mut none)?)?)?;
        self.values.insert("broker address".to_owned(), address.clone());
        self.connect(address)
    }

    fn begin_on_kafka(&mut self) -> Result<(), Wrong> {
        let address = env::var(KAFKA).map_err(|error| Wrong::new(format!("{KAFKA}: {error}")))?;
        self.connect(Value::Text(address))
    }

    fn connect(&mut self, address: Value) -> Result<(), Wrong> {
        let mut arguments = Fields::of(Value::map([("bootstrap_servers", address)]), "arguments")?;
        let client = succeeded(waited(generated::make("Client", "connect", &mut arguments)?)?)?;
        self.keep("client", client);
        // Names that nobody has used in a cluster that outlives the scenario.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = format!("rust-{}-{}", process::id(), now.as_nanos());
        self.values.insert("run".to_owned(), Value::Text(run));
        Ok(())
    }

    /// Closes what is open, the last first.
    fn end(&mut self) -> Result<(), Wrong> {
        for (_, started) in self.started.drain() {
            started.abort();
        }
        for object in std::mem::take(&mut self.made).into_iter().rev() {
            if let Some(close) = object.closer() {
                let mut none = Fields::of(Value::map([]), "arguments")?;
                // What failed before may fail here, too.
                let _ = waited(generated::call(&object, close, &mut none)?)?;
            }
        }
        Ok(())
    }

    fn keep(&mut self, name: &str, value: Value) {
        if let Value::Object(object) = &value {
            self.made.push(object.clone());
        }
        self.values.insert(name.to_owned(), value);
    }

    fn steps(&mut self, steps: &Json) -> Result<(), Wrong> {
        let steps = steps.as_array().ok_or_else(|| Wrong::new("`steps` is a list"))?;
        for (index, step) in steps.iter().enumerate() {
            self.step(step)
                .map_err(|error| Wrong::new(format!("step {} {step}: {error}", index + 1)))?;
        }
        Ok(())
    }

    fn step(&mut self, step: &Json) -> Result<(), Wrong> {
        known(step)?;
        if let Some(times) = step.get("for").and_then(Json::as_i64) {
            for turn in 0..times {
                self.turns.push(turn);
                self.steps(&step["steps"])?;
                self.turns.pop();
            }
            return Ok(());
        }
        if step.get("until").is_some() {
            return self.until(step);
        }
        let text = |name: &str| step.get(name).and_then(Json::as_str);
        let outcome = if let Some(name) = text("start") {
            let Called::Waits(call) = self.call(step)? else {
                return Err(Wrong::new("only what waits can be started"));
            };
            let task = runtime::handle().spawn(call);
            self.started.insert(name.to_owned(), task);
            Ok(Value::Null)
        } else if let Some(name) = text("await") {
            self.awaited(name)?
        } else if let Some(name) = text("cancel") {
            let task = self.started.remove(name).ok_or_else(|| never(name))?;
            task.abort();
            let _ = runtime::runtime().block_on(task);
            Ok(Value::Null)
        } else if let Some(name) = text("close") {
            let object = self.object(name)?;
            let close = object.closer().ok_or_else(|| Wrong::new("it cannot be closed"))?;
            waited(generated::call(&object, close, &mut Fields::of(Value::map([]), close)?)?)?
        } else if let Some(name) = text("noted") {
            let count = step["gives"].as_array().map_or(0, Vec::len);
            let listener = self.listeners.get(name).cloned().ok_or_else(|| never(name))?;
            let noted = within(listener.noted(count));
            Ok(Value::List(noted.map_err(|_| Wrong::new("nothing was noted"))?))
        } else if let Some(name) = text("read").or(text("loop")) {
            // Rust has no loop of its own over shared consumers.
            let count = step["count"].as_u64().unwrap_or(0);
            self.records(name, usize::try_from(count).unwrap_or(usize::MAX))?
        } else {
            let call = self.call(step)?;
            waited(call)?
        };
        self.judge(step, outcome)
    }

    /// Does a step again and again, until it gives what it must.
    fn until(&mut self, step: &Json) -> Result<(), Wrong> {
        let mut once = step.clone();
        once.as_object_mut().map(|fields| fields.remove("until"));
        let began = Instant::now();
        loop {
            match self.step(&once) {
                Err(_) if began.elapsed() < LIMIT => {}
                settled => return settled,
            }
        }
    }

    fn awaited(&mut self, name: &str) -> Result<Outcome, Wrong> {
        let task = self.started.remove(name).ok_or_else(|| never(name))?;
        match within(task) {
            Ok(Ok(outcome)) => Ok(outcome),
            Ok(Err(error)) => Err(Wrong::new(error.to_string())),
            Err(_) => Err(Wrong::new(format!("'{name}' gave nothing within {LIMIT:?}"))),
        }
    }

    fn judge(&mut self, step: &Json, outcome: Outcome) -> Result<(), Wrong> {
        match (outcome, step.get("fails")) {
            (Err(error), Some(expected)) => expect::failed(&error, expected),
            (Err(error), None) => Err(Wrong::new(format!("it failed: {error}"))),
            (Ok(value), Some(_)) => Err(Wrong::new(format!("it did not fail, it gave {value:?}"))),
            (Ok(value), None) => {
                if let Some(expected) = step.get("gives") {
                    let expected = self.filled(expected);
                    expect::given(&value, &expected, &|json| self.bytes(json))?;
                }
                if let Some(name) = step.get("let").and_then(Json::as_str) {
                    self.keep(name, value);
                }
                Ok(())
            }
        }
    }

    fn object(&self, name: &str) -> Result<Object, Wrong> {
        match self.values.get(name) {
            Some(Value::Object(object)) => Ok(object.clone()),
            Some(other) => Err(Wrong::new(format!("'{name}' is {other:?}, no object"))),
            None => Err(never(name)),
        }
    }

    fn call(&mut self, step: &Json) -> Result<Called, Wrong> {
        let whole = step["call"].as_str().ok_or_else(|| Wrong::new("no step is like that"))?;
        let (of, name) = whole.split_once('.').ok_or_else(|| Wrong::new("a call has a dot"))?;
        let arguments = match step.get("args") {
            None => Value::map([]),
            Some(arguments) => self.value(arguments)?,
        };
        let mut arguments = Fields::of(arguments, whole)?;
        let called = match of.starts_with(char::is_uppercase) {
            true => generated::make(of, name, &mut arguments)?,
            false => generated::call(&self.object(of)?, name, &mut arguments)?,
        };
        arguments.end()?;
        Ok(called)
    }

    /// Reads until there are so many records.
    fn records(&mut self, name: &str, count: usize) -> Result<Outcome, Wrong> {
        let consumer = self.object(name)?;
        let mut records = Vec::new();
        while records.len() < count {
            let mut none = Fields::of(Value::map([]), "next_batch")?;
            match waited(generated::call(&consumer, "next_batch", &mut none)?)? {
                Err(error) => return Ok(Err(error)),
                Ok(Value::Null) => return Err(Wrong::new(format!("it ended after {records:?}"))),
                // What is no object is what a loop gives: data.
                Ok(data @ Value::Map(_)) => records.push(data),
                Ok(batch) => {
                    let batch = Arc::<RecordBatch>::of_value(batch)?;
                    records.extend(batch.records().into_iter().map(Plain::into_value));
                }
            }
        }
        records.truncate(count);
        Ok(Ok(Value::List(records)))
    }

    /// A value of a scenario.
    fn value(&mut self, json: &Json) -> Result<Value, Wrong> {
        if let Some(bytes) = self.bytes(json) {
            return Ok(Value::Bytes(bytes));
        }
        Ok(match json {
            Json::Null => Value::Null,
            Json::Bool(value) => Value::Bool(*value),
            Json::Number(number) => match (number.as_i64(), number.as_f64()) {
                (Some(whole), _) => Value::Number(whole),
                (None, Some(fraction)) => Value::Float(fraction),
                (None, None) => return Err(Wrong::new(format!("{number} is too large"))),
            },
            Json::String(text) => Value::Text(self.text(text)),
            Json::Array(values) => {
                Value::List(values.iter().map(|value| self.value(value)).collect::<Result<_, _>>()?)
            }
            Json::Object(fields) => {
                if let Some(Json::String(name)) = fields.get("ref") {
                    return self.referred(name);
                }
                if let Some(Json::Array(parts)) = fields.get("joined") {
                    return self.joined(parts);
                }
                if let (Some(Json::String(name)), 1) = (fields.get("listener"), fields.len()) {
                    let listener = Arc::new(Noting::new());
                    self.listeners.insert(name.clone(), listener.clone());
                    return Ok(Value::Listener(listener));
                }
                if let Some(Json::String(name)) = fields.get("handler") {
                    let notes = self
                        .listeners
                        .entry(name.clone())
                        .or_insert_with(|| Arc::new(Noting::new()));
                    return Ok(Value::Handler(Arc::new(Handling::of(json, notes.clone())?)));
                }
                if let Some(Json::String(name)) = fields.get("transform") {
                    let notes = self
                        .listeners
                        .entry(name.clone())
                        .or_insert_with(|| Arc::new(Noting::new()));
                    return Ok(Value::Transform(Arc::new(Handling::of(json, notes.clone())?)));
                }
                let value =
                    |(name, value): (&String, &Json)| Ok((name.clone(), self.value(value)?));
                Value::Map(fields.iter().map(value).collect::<Result<BTreeMap<_, _>, Wrong>>()?)
            }
        })
    }

    /// A text that is made of others, and of numbers.
    fn joined(&mut self, parts: &[Json]) -> Result<Value, Wrong> {
        let mut joined = String::new();
        for part in parts {
            match self.value(part)? {
                Value::Number(number) => joined.push_str(&number.to_string()),
                other => joined.push_str(&other.text()?),
            }
        }
        Ok(Value::Text(joined))
    }

    /// A value of an earlier step, or a field of it.
    fn referred(&self, path: &str) -> Result<Value, Wrong> {
        let mut parts = path.split('.');
        let first = parts.next().unwrap_or_default();
        let mut value = self.values.get(first).cloned().ok_or_else(|| never(first))?;
        for part in parts {
            value = match (value, part.parse::<usize>()) {
                (Value::Map(mut fields), _) => fields.remove(part).ok_or_else(|| never(path))?,
                (Value::List(mut values), Ok(index)) if index < values.len() => {
                    values.swap_remove(index)
                }
                _ => return Err(never(path)),
            };
        }
        Ok(value)
    }

    fn bytes(&self, json: &Json) -> Option<Bytes> {
        let fields = json.as_object()?;
        if let Some(text) = fields.get("bytes").and_then(Json::as_str) {
            let times = fields.get("times").and_then(Json::as_u64).unwrap_or(1);
            return Some(self.text(text).repeat(usize::try_from(times).ok()?).into());
        }
        let hex = fields.get("hex").and_then(Json::as_str)?;
        let byte = |index| u8::from_str_radix(hex.get(index..index + 2)?, 16).ok();
        (0..hex.len()).step_by(2).map(byte).collect::<Option<Vec<u8>>>().map(Into::into)
    }

    /// A text with what stands for others in it.
    fn text(&self, text: &str) -> String {
        let mut text = text.to_owned();
        if let Some(turn) = self.turns.last() {
            text = text.replace("$i", &turn.to_string());
        }
        if let Some(Value::Text(address)) = self.values.get("broker address") {
            text = text.replace("$broker", address);
        }
        // The longest names first, so that none is taken for the beginning of another.
        let mut named: Vec<_> = self.values.iter().collect();
        named.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        for (name, value) in named {
            if let Value::Text(value) = value {
                text = text.replace(&format!("${name}"), value);
            }
        }
        text
    }

    /// What must be given, with what stands for others in its texts.
    fn filled(&self, json: &Json) -> Json {
        match json {
            Json::String(text) => Json::String(self.text(text)),
            Json::Array(values) => Json::Array(values.iter().map(|one| self.filled(one)).collect()),
            Json::Object(fields) => {
                let filled = |(name, value): (&String, &Json)| (name.clone(), self.filled(value));
                Json::Object(fields.iter().map(filled).collect())
            }
            other => other.clone(),
        }
    }
}

fn never(name: &str) -> Wrong {
    Wrong::new(format!("no step before has named '{name}'"))
}

fn succeeded(outcome: Outcome) -> Result<Value, Wrong> {
    outcome.map_err(|error| Wrong::new(error.to_string()))
}

/// Waits in the thread of the test, for as long as a scenario has.
fn within<T>(waiting: impl Future<Output = T>) -> Result<T, Elapsed> {
    runtime::runtime().block_on(async { timeout(LIMIT, waiting).await })
}

/// Waits for a call.
fn waited(called: Called) -> Result<Outcome, Wrong> {
    match called {
        Called::Done(outcome) => Ok(outcome),
        Called::Waits(call) => {
            within(call).map_err(|_| Wrong::new(format!("it gave nothing within {LIMIT:?}")))
        }
    }
}
