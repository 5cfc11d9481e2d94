//! Options of the registry's client, and of formats that use a registry.

use std::{path::PathBuf, time::Duration};

use crate::{
    Result, Secret,
    options::{
        definition::{Rule, complaints, options, refuse},
        value::{Value, named},
    },
    serde::{
        Part,
        schema_registry::address::{self, Address},
        unwritable,
    },
};

options! {
    /// How a schema registry is reached.
    ///
    /// ```
    /// use ottla::serde::schema_registry::RegistryOptions;
    ///
    /// let options = RegistryOptions {
    ///     schema_registry_url: vec!["https://registry-1:8081".into(), "https://registry-2:8081".into()],
    ///     basic_auth_user_info: Some("alice:xyzzy".into()),
    ///     ..Default::default()
    /// };
    /// assert_eq!(options.schema_registry_request_timeout.as_secs(), 30);
    /// ```
    pub struct RegistryOptions {
        /// Addresses of the registry, `http://host:port` or `https://host:port` and perhaps a path, with commas between:
        /// each is tried in turn. A name and a password before the host are sent where no other option says who asks. No
        /// default.
        "schema.registry.url"
        schema_registry_url: Vec<String> = Vec::new(), Rule::NotEmpty;
        /// Name and password, as `name:password`. Default none.
        "basic.auth.user.info"
        basic_auth_user_info: Option<Secret> = None, Rule::Any;
        /// A token that is sent instead. Default none.
        "bearer.auth.token"
        bearer_auth_token: Option<Secret> = None, Rule::Any;
        /// A PEM file of the authorities that a registry with TLS is trusted by. Default those that Mozilla
        /// trusts.
        "schema.registry.ssl.truststore.location"
        schema_registry_ssl_truststore_location: Option<PathBuf> = None, Rule::Any;
        /// Longest time of one request, with all addresses that are tried. Default 30 s.
        "schema.registry.request.timeout.ms"
        schema_registry_request_timeout: Duration = Duration::from_secs(30), Rule::Between(1, Rule::INT_MAX);
    }
    and {}
}

impl RegistryOptions {
    /// The addresses, if all options can be used.
    pub(super) fn addresses(&self) -> Result<Vec<Address>> {
        let mut found = complaints(Self::DEFINITIONS, self);
        let mut addresses = Vec::new();
        for url in self.schema_registry_url.iter().filter(|url| !url.is_empty()) {
            match Address::read(url) {
                Ok(address) => addresses.push(address),
                Err(wrong) => found.push(format!("schema_registry_url: {wrong}")),
            }
        }
        let basic = self.basic_auth_user_info.as_ref();
        if basic.is_some_and(|pair| address::basic(pair.reveal()).is_none()) {
            found.push("basic_auth_user_info has no colon: name:password is allowed".to_owned());
        }
        let token = self.bearer_auth_token.as_ref();
        if token.is_some_and(|token| address::bearer(token.reveal()).is_none()) {
            let message =
                "bearer_auth_token has what no header can hold, for instance the end of a line";
            found.push(message.to_owned());
        }
        refuse("use a schema registry", found)?;
        Ok(addresses)
    }
}

options! {
    /// How a format finds the schema that it writes with.
    ///
    /// ```
    /// use ottla::serde::schema_registry::{SchemaOptions, SubjectNameStrategy};
    ///
    /// // Schemas come from a build; a topic holds records of several types.
    /// let options = SchemaOptions {
    ///     auto_register_schemas: false,
    ///     value_subject_name_strategy: SubjectNameStrategy::TopicRecordName,
    ///     ..Default::default()
    /// };
    /// assert!(!options.use_latest_version);
    /// ```
    pub struct SchemaOptions {
        /// Whether a schema that the registry does not have is registered. Default yes. Otherwise it is only
        /// looked for, and an error if it is not there.
        "auto.register.schemas"
        auto_register_schemas: bool = true, Rule::Any;
        /// Whether the newest schema of the subject is written with instead of the format's own. Default no;
        /// needs `auto.register.schemas` to be false.
        "use.latest.version"
        use_latest_version: bool = false, Rule::Any;
        /// Whether the registry compares schemas in their normal form. Default no.
        "normalize.schemas"
        normalize_schemas: bool = false, Rule::Any;
        /// Whether JSON is checked against its schema: what does not fit is not written, and not read. Default no:
        /// types check it. Reading asks the registry for schemas then.
        "json.fail.invalid.schema"
        json_fail_invalid_schema: bool = false, Rule::Any;
        /// The subject of a key's schema. Default by topic: `orders-key`.
        "key.subject.name.strategy"
        key_subject_name_strategy: SubjectNameStrategy = SubjectNameStrategy::TopicName, Rule::Any;
        /// The subject of a value's schema. Default by topic: `orders-value`.
        "value.subject.name.strategy"
        value_subject_name_strategy: SubjectNameStrategy = SubjectNameStrategy::TopicName, Rule::Any;
    }
    and {}
}

impl SchemaOptions {
    /// Refuses options that contradict each other; formats do so by themselves.
    ///
    /// # Errors
    /// `InvalidInput` for all that is wrong.
    pub fn check(&self) -> Result<()> {
        let mut found = complaints(Self::DEFINITIONS, self);
        if self.use_latest_version && self.auto_register_schemas {
            found.push(
                "use_latest_version needs auto_register_schemas (auto.register.schemas) to be false"
                    .to_owned(),
            );
        }
        refuse("use a schema registry", found)
    }

    /// The subject of the schema of a topic's keys or values. `record_name` is the full name of the record's type, for
    /// the strategies that name subjects by it.
    ///
    /// ```
    /// use ottla::serde::{Part, schema_registry::SchemaOptions};
    ///
    /// let subject = SchemaOptions::default().subject("orders", Part::Value, None)?;
    /// assert_eq!(subject, "orders-value");
    /// # Ok::<(), ottla::Error>(())
    /// ```
    ///
    /// # Errors
    /// `InvalidInput` if the name is needed and not given.
    pub fn subject(&self, topic: &str, part: Part, record_name: Option<&str>) -> Result<String> {
        let strategy = match part {
            Part::Key => self.key_subject_name_strategy,
            Part::Value => self.value_subject_name_strategy,
        };
        let record = || {
            record_name.ok_or_else(|| unwritable("the schema has no name to make the subject of"))
        };
        Ok(match strategy {
            SubjectNameStrategy::TopicName => format!("{topic}-{}", part.name()),
            SubjectNameStrategy::RecordName => record()?.to_owned(),
            SubjectNameStrategy::TopicRecordName => format!("{topic}-{}", record()?),
        })
    }
}

/// What a schema's subject is made of. An example is at [`SchemaOptions`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SubjectNameStrategy {
    /// The topic, with `-key` or `-value`: all records of a topic have one schema.
    #[default]
    TopicName,
    /// The full name of the record's type: it has one schema in all topics.
    RecordName,
    /// The topic, a minus and the full name of the record's type.
    TopicRecordName,
}

named!(SubjectNameStrategy, "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy", {
    Self::TopicName => "TopicNameStrategy",
    Self::RecordName => "RecordNameStrategy",
    Self::TopicRecordName => "TopicRecordNameStrategy",
}, {
    "topicnamestrategy" => Self::TopicName,
    "recordnamestrategy" => Self::RecordName,
    "topicrecordnamestrategy" => Self::TopicRecordName,
    "io.confluent.kafka.serializers.subject.topicnamestrategy" => Self::TopicName,
    "io.confluent.kafka.serializers.subject.recordnamestrategy" => Self::RecordName,
    "io.confluent.kafka.serializers.subject.topicrecordnamestrategy" => Self::TopicRecordName,
});

/// All keys and names of these options.
pub(crate) fn keys() -> impl Iterator<Item = &'static str> {
    let registry = RegistryOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]);
    registry.chain(SchemaOptions::DEFINITIONS.iter().flat_map(|one| [one.key, one.field]))
}
