//! Subjects of a registry and their compatibility, over HTTP and in memory.

use ottla::{
    ErrorKind,
    serde::schema_registry::{
        Compatibility, Deleted, Deletion, HttpRegistry, InMemoryRegistry, Normalize, Schema,
        SchemaId, SchemaKind, SchemaRegistryAdmin, SubjectVersion,
    },
};

use crate::{orders::AVRO, registry_server::RegistryServer};

const LATEST: SubjectVersion = SubjectVersion::Latest;

/// Registers these under one subject.
async fn registered(registry: &impl SchemaRegistryAdmin, texts: &[&str]) -> Vec<SchemaId> {
    let mut ids = Vec::new();
    for text in texts {
        let schema = Schema::new(SchemaKind::Avro, *text);
        ids.push(registry.register("orders-value", &schema, Normalize::No).await.unwrap());
    }
    ids
}

/// What both registries do alike.
async fn subjects_are_deleted_softly_and_for_good(registry: impl SchemaRegistryAdmin) {
    let subject = "orders-value";
    let ids = registered(&registry, &[AVRO, "\"int\"", "\"long\""]).await;
    assert_eq!(registry.versions(subject, Deleted::Hidden).await.unwrap(), [1, 2, 3]);

    let gone = registry.delete_version(subject, LATEST, Deletion::Soft).await.unwrap();
    assert_eq!((gone, registry.latest(subject).await.unwrap().version), (3, 2));
    assert_eq!(registry.versions(subject, Deleted::Shown).await.unwrap(), [1, 2, 3]);
    assert!(registry.version(subject, 3).await.is_err());
    assert_eq!(registry.by_id(ids[2]).await.unwrap().text, "\"long\"");
    let again = registry.delete_version(subject, SubjectVersion::Number(3), Deletion::Soft).await;
    assert_eq!(again.unwrap_err().kind(), ErrorKind::InvalidInput);

    // One that was deleted softly, and one that was not.
    for number in [3, 1] {
        let version = SubjectVersion::Number(number);
        let gone = registry.delete_version(subject, version, Deletion::Permanent).await.unwrap();
        assert_eq!(gone, number);
    }
    assert_eq!(registry.versions(subject, Deleted::Shown).await.unwrap(), [2]);
    assert!(registry.by_id(ids[0]).await.is_err());

    let error = registry.delete_version(subject, LATEST, Deletion::Permanent).await.unwrap_err();
    assert!(error.to_string().contains("by its number"), "{error}");

    assert_eq!(registered(&registry, &[AVRO]).await, [SchemaId(4)]);
    assert_eq!(registry.delete_subject(subject, Deletion::Soft).await.unwrap(), [2, 3]);
    assert!(registry.subjects(Deleted::Hidden).await.unwrap().is_empty());
    assert_eq!(registry.subjects(Deleted::Shown).await.unwrap(), [subject]);
    assert!(registry.versions(subject, Deleted::Hidden).await.is_err());
    assert!(registry.delete_subject(subject, Deletion::Soft).await.is_err());

    // It comes back with the next number.
    assert_eq!(registered(&registry, &[AVRO]).await, [SchemaId(4)]);
    assert_eq!(registry.latest(subject).await.unwrap().version, 4);
    assert_eq!(registry.delete_subject(subject, Deletion::Permanent).await.unwrap(), [2, 3, 4]);
    assert!(registry.subjects(Deleted::Shown).await.unwrap().is_empty());
    let error = registry.delete_subject(subject, Deletion::Permanent).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
}

#[tokio::test]
async fn a_registry_over_http_deletes_softly_and_for_good() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    subjects_are_deleted_softly_and_for_good(registry).await;
}

#[tokio::test]
async fn a_registry_in_memory_deletes_softly_and_for_good() {
    subjects_are_deleted_softly_and_for_good(InMemoryRegistry::new()).await;
}

/// What both registries do alike.
async fn compatibility_is_of_all_or_of_a_subject(registry: impl SchemaRegistryAdmin) {
    let (all, one) = (None, Some("orders-value"));
    assert_eq!(registry.compatibility(all).await.unwrap(), Compatibility::None);
    registry.set_compatibility(all, Compatibility::Forward).await.unwrap();
    assert_eq!(registry.compatibility(one).await.unwrap(), Compatibility::Forward);
    registry.set_compatibility(one, Compatibility::FullTransitive).await.unwrap();
    assert_eq!(registry.compatibility(one).await.unwrap(), Compatibility::FullTransitive);
    assert_eq!(registry.compatibility(all).await.unwrap(), Compatibility::Forward);
    registry.clear_compatibility(one).await.unwrap();
    assert_eq!(registry.compatibility(one).await.unwrap(), Compatibility::Forward);
    let error = registry.clear_compatibility(one).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidInput);
    registry.clear_compatibility(all).await.unwrap();
    assert_eq!(registry.compatibility(one).await.unwrap(), Compatibility::None);
}

#[tokio::test]
async fn a_registry_over_http_is_told_its_compatibility() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    compatibility_is_of_all_or_of_a_subject(registry).await;
}

#[tokio::test]
async fn a_registry_in_memory_is_told_its_compatibility() {
    compatibility_is_of_all_or_of_a_subject(InMemoryRegistry::new()).await;
}

#[tokio::test]
async fn what_does_not_fit_is_told_before_it_is_registered() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    registered(&registry, &[AVRO]).await;
    let (fits, string) =
        (Schema::new(SchemaKind::Avro, "\"int\""), Schema::new(SchemaKind::Avro, "\"string\""));
    let check = registry.check_compatibility("orders-value", &fits, LATEST).await.unwrap();
    assert!(check.is_compatible && check.messages.is_empty());
    let first = SubjectVersion::Number(1);
    let check = registry.check_compatibility("orders-value", &string, first).await.unwrap();
    assert!(!check.is_compatible);
    assert_eq!(check.messages, ["the reader wants a string"]);
    let second = SubjectVersion::Number(2);
    assert!(registry.check_compatibility("orders-value", &fits, second).await.is_err());
    assert_eq!(registry.versions("orders-value", Deleted::Shown).await.unwrap(), [1]);
}

#[tokio::test]
async fn the_paths_are_those_of_confluents_api() {
    let server = RegistryServer::start();
    let registry = HttpRegistry::new(server.options()).unwrap();
    let (subject, schema) = ("a/b", Schema::new(SchemaKind::Avro, "\"int\""));
    let _ = registry.versions(subject, Deleted::Shown).await;
    let _ = registry.delete_subject(subject, Deletion::Soft).await;
    let _ = registry.delete_version(subject, LATEST, Deletion::Soft).await;
    let _ = registry.delete_version(subject, SubjectVersion::Number(7), Deletion::Permanent).await;
    let _ = registry.check_compatibility(subject, &schema, LATEST).await;
    let _ = registry.compatibility(Some(subject)).await;
    let _ = registry.set_compatibility(Some(subject), Compatibility::Full).await;
    let _ = registry.clear_compatibility(None).await;
    let asked: Vec<String> = server.asked.lock().iter().map(|(line, _)| line.clone()).collect();
    assert_eq!(
        asked,
        [
            "GET /subjects/a%2Fb/versions?deleted=true HTTP/1.1",
            "DELETE /subjects/a%2Fb HTTP/1.1",
            "DELETE /subjects/a%2Fb/versions/latest HTTP/1.1",
            "DELETE /subjects/a%2Fb/versions/7?permanent=true HTTP/1.1",
            "POST /compatibility/subjects/a%2Fb/versions/latest?verbose=true HTTP/1.1",
            "GET /config/a%2Fb?defaultToGlobal=true HTTP/1.1",
            "PUT /config/a%2Fb HTTP/1.1",
            "DELETE /config HTTP/1.1",
        ]
    );
}
