// Made from bindings/api by `cargo xtask generate`; a test fails when it is stale. Do not edit.

public import Foundation
internal import OttlaBridge

/// A schema registry with Confluent's REST API: Confluent's own, Karapace, Redpanda, Apicurio's compatible one. Ids
/// and schemas by id are asked for once and kept. Failures to reach it have the advice to try again.
public final class SchemaRegistry: Sendable {
    let raw: RawSchemaRegistry

    init(_ raw: RawSchemaRegistry) {
        self.raw = raw
    }

    /// A client of the registry at this address, `http://host:port`; several have commas between and are tried in turn.
    /// Nothing is asked yet.
    public static func connect(url: String, options: RegistryOptions = RegistryOptions()) async throws -> SchemaRegistry {
        try await Call.run { call in
            let given = try await RawSchemaRegistry.connect(call: call, url: url, options: options.pairs)
            return SchemaRegistry(given)
        }
    }

    /// A registry in this process, for tests: every schema is taken, and is compared as text.
    public static func inMemory() async throws -> SchemaRegistry {
        try await Call.run { call in
            let given = try await RawSchemaRegistry.inMemory(call: call)
            return SchemaRegistry(given)
        }
    }

    /// Registers a schema under a subject, or finds it there; gives its id. Fails with `InvalidInput` if the registry
    /// does not take it, for instance as it is not compatible with the one before.
    public func register(subject: String, schema: Schema) async throws -> Int32 {
        try await Call.run { call in
            let given = try await raw.register(call: call, subject: subject, schema: schema.raw)
            return given
        }
    }

    /// The id and the version that a schema has under a subject; fails with `InvalidInput` if it is not registered there.
    public func find(subject: String, schema: Schema) async throws -> RegisteredSchema {
        try await Call.run { call in
            let given = try await raw.find(call: call, subject: subject, schema: schema.raw)
            return RegisteredSchema(given)
        }
    }

    /// The newest schema of a subject. It is asked for each time.
    public func latest(subject: String) async throws -> RegisteredSchema {
        try await Call.run { call in
            let given = try await raw.latest(call: call, subject: subject)
            return RegisteredSchema(given)
        }
    }

    /// One version of a subject, from 1 on.
    public func version(subject: String, version: Int32) async throws -> RegisteredSchema {
        try await Call.run { call in
            let given = try await raw.version(call: call, subject: subject, version: version)
            return RegisteredSchema(given)
        }
    }

    /// The schema with an id; `InvalidInput` if there is none.
    public func byId(id: Int32) async throws -> Schema {
        try await Call.run { call in
            let given = try await raw.byId(call: call, id: id)
            return Schema(given)
        }
    }

    /// The id to write the keys or values of a topic with, as Confluent's serializers find it: of a schema that is
    /// registered at first, or only looked for (`auto.register.schemas=false`), or of the newest of the subject, where no
    /// schema is needed (`use.latest.version`). What `recordName` says is the full name of the record's type, which some
    /// strategies name subjects by. The answer is kept, that for the newest, too.
    public func idToWrite(topic: String, part: Part, schema: Schema? = nil, recordName: String? = nil, options: SchemaOptions = SchemaOptions()) async throws -> Int32 {
        try await Call.run { call in
            let given = try await raw.idToWrite(call: call, topic: topic, part: part.raw, schema: schema.map { $0.raw }, recordName: recordName, options: options.pairs)
            return given
        }
    }

    /// A key or a value as Confluent's serializers write it: a zero, the schema's id, and the payload, which is what
    /// the schema's format makes of a value. `indexes` is the place of the message in Protobuf, the first of its file where
    /// it is left out. Asks nobody.
    public func frame(kind: SchemaKind, id: Int32, payload: Data, indexes: [Int32]? = nil) throws -> Data {
        let given = try Call.made { try raw.frame(kind: kind.raw, id: id, payload: payload, indexes: indexes) }
        return given
    }

    /// The id and the payload of a key or a value that was written so; fails with `Unreadable` if it was not. Asks nobody.
    public func unframe(kind: SchemaKind, data: Data) throws -> Unframed {
        let given = try Call.made { try raw.unframe(kind: kind.raw, data: data) }
        return Unframed(given)
    }

    /// Closes the connections to the registry. `frame` and `unframe` go on.
    public func close() async throws {
        try await Call.run { call in
            try await raw.close(call: call)
        }
    }

    /// All subjects. `deleted` lists those too that were deleted and are not gone yet.
    public func subjects(deleted: Bool? = nil) async throws -> [String] {
        try await Call.run { call in
            let given = try await raw.subjects(call: call, deleted: deleted)
            return given
        }
    }

    /// The versions of a subject, oldest first; `InvalidInput` if it is not there. `deleted` lists those too that were
    /// deleted and are not gone yet.
    public func versions(subject: String, deleted: Bool? = nil) async throws -> [Int32] {
        try await Call.run { call in
            let given = try await raw.versions(call: call, subject: subject, deleted: deleted)
            return given
        }
    }

    /// Deletes a subject and gives its versions. It is no more found, but what was written with its schemas can still be
    /// read. With `permanent` it is gone with the ids that no other subject has, whether it was deleted before or not. Fails
    /// with `InvalidInput` if it is not there, or if other schemas name one of its own.
    public func deleteSubject(subject: String, permanent: Bool? = nil) async throws -> [Int32] {
        try await Call.run { call in
            let given = try await raw.deleteSubject(call: call, subject: subject, permanent: permanent)
            return given
        }
    }

    /// Deletes one version of a subject, as `deleteSubject` does all of them.
    public func deleteVersion(subject: String, version: Int32, permanent: Bool? = nil) async throws {
        try await Call.run { call in
            try await raw.deleteVersion(call: call, subject: subject, version: version, permanent: permanent)
        }
    }

    /// Whether a schema goes with the newest one of a subject, or with one version, as the subject's compatibility asks for.
    /// Nothing is registered. Fails with `InvalidInput` if there is no such version.
    public func checkCompatibility(subject: String, schema: Schema, version: Int32? = nil) async throws -> CompatibilityCheck {
        try await Call.run { call in
            let given = try await raw.checkCompatibility(call: call, subject: subject, schema: schema.raw, version: version)
            return CompatibilityCheck(given)
        }
    }

    /// Which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    public func compatibility(subject: String? = nil) async throws -> Compatibility {
        try await Call.run { call in
            let given = try await raw.compatibility(call: call, subject: subject)
            return Compatibility(given)
        }
    }

    /// Sets which changes of a subject's schema are taken; without a subject, of all that do not say it themselves.
    public func setCompatibility(compatibility: Compatibility, subject: String? = nil) async throws {
        try await Call.run { call in
            try await raw.setCompatibility(call: call, compatibility: compatibility.raw, subject: subject)
        }
    }

    /// Forgets what was set: for a subject holds what holds for all, and for all what the registry itself was given.
    public func clearCompatibility(subject: String? = nil) async throws {
        try await Call.run { call in
            try await raw.clearCompatibility(call: call, subject: subject)
        }
    }
}

/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func withSchemaRegistry<R: Sendable>(url: String, options: RegistryOptions = RegistryOptions(), isolation: isolated (any Actor)? = #isolation, _ body: (SchemaRegistry) async throws -> R) async throws -> R {
    let made = try await SchemaRegistry.connect(url: url, options: options)
    return try await closing(body: { try await body(made) }, close: { try await made.close() })
}

/// Makes one, runs `body` with it, and closes it, also when `body` throws or the task is cancelled.
public func withSchemaRegistry<R: Sendable>(isolation: isolated (any Actor)? = #isolation, _ body: (SchemaRegistry) async throws -> R) async throws -> R {
    let made = try await SchemaRegistry.inMemory()
    return try await closing(body: { try await body(made) }, close: { try await made.close() })
}
