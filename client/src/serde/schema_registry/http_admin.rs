//! Subjects and their compatibility by Confluent's REST API.

use async_trait::async_trait;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use ureq::http::Method;

use super::{
    Compatibility, CompatibilityCheck, Deleted, Deletion, HttpRegistry, Schema,
    SchemaRegistryAdmin, SubjectVersion,
    http::{OPERATION, body, escaped},
    in_memory::without_number,
};
use crate::{Error, ErrorKind, Result};

/// What a registry answers whose permanent deletion has to come after a soft one: the subject's, and the version's.
const NOT_SOFTLY_DELETED: [Option<i64>; 2] = [Some(40405), Some(40407)];

impl HttpRegistry {
    async fn delete<T: DeserializeOwned + Send + 'static>(
        &self,
        path: &str,
        deletion: Deletion,
    ) -> Result<T> {
        if deletion == Deletion::Permanent {
            let permanent = format!("{path}?permanent=true");
            match self.answer(Method::DELETE, permanent.clone(), None).await {
                Ok(answer) => return Ok(answer),
                Err(unanswered) if NOT_SOFTLY_DELETED.contains(&unanswered.code) => {}
                Err(unanswered) => return Err(unanswered.error),
            }
            let _: Value = self.ask(Method::DELETE, path.to_owned(), None).await?;
            return self.ask(Method::DELETE, permanent, None).await;
        }
        self.ask(Method::DELETE, path.to_owned(), None).await
    }
}

#[async_trait]
impl SchemaRegistryAdmin for HttpRegistry {
    async fn subjects(&self, deleted: Deleted) -> Result<Vec<String>> {
        self.ask(Method::GET, listing("/subjects".to_owned(), deleted), None).await
    }

    async fn versions(&self, subject: &str, deleted: Deleted) -> Result<Vec<i32>> {
        let path = listing(format!("/subjects/{}/versions", escaped(subject)), deleted);
        self.ask(Method::GET, path, None).await
    }

    async fn delete_subject(&self, subject: &str, deletion: Deletion) -> Result<Vec<i32>> {
        self.delete(&format!("/subjects/{}", escaped(subject)), deletion).await
    }

    async fn delete_version(
        &self,
        subject: &str,
        version: SubjectVersion,
        deletion: Deletion,
    ) -> Result<i32> {
        if (version, deletion) == (SubjectVersion::Latest, Deletion::Permanent) {
            return Err(without_number(subject));
        }
        self.delete(&format!("/subjects/{}", versioned(subject, version)), deletion).await
    }

    async fn check_compatibility(
        &self,
        subject: &str,
        schema: &Schema,
        version: SubjectVersion,
    ) -> Result<CompatibilityCheck> {
        #[derive(Deserialize)]
        struct Answer {
            is_compatible: bool,
            // Registries that do not know `verbose` leave it out.
            messages: Option<Vec<String>>,
        }
        let path = format!("/compatibility/subjects/{}?verbose=true", versioned(subject, version));
        let answer: Answer = self.ask(Method::POST, path, Some(body(schema))).await?;
        let Answer { is_compatible, messages } = answer;
        Ok(CompatibilityCheck { is_compatible, messages: messages.unwrap_or_default() })
    }

    async fn compatibility(&self, subject: Option<&str>) -> Result<Compatibility> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            compatibility_level: String,
        }
        let path = match subject {
            Some(_) => config(subject) + "?defaultToGlobal=true",
            None => config(subject),
        };
        let answer: Answer = self.ask(Method::GET, path, None).await?;
        let level = answer.compatibility_level;
        Compatibility::named(&level).ok_or_else(|| {
            let message = format!("the registry names a compatibility that is not known: {level}");
            Error::new(ErrorKind::Unsupported, OPERATION, message)
        })
    }

    async fn set_compatibility(
        &self,
        subject: Option<&str>,
        compatibility: Compatibility,
    ) -> Result<()> {
        let body = json!({ "compatibility": compatibility.name() });
        let _: Value = self.ask(Method::PUT, config(subject), Some(body)).await?;
        Ok(())
    }

    async fn clear_compatibility(&self, subject: Option<&str>) -> Result<()> {
        let _: Value = self.ask(Method::DELETE, config(subject), None).await?;
        Ok(())
    }
}

fn listing(path: String, deleted: Deleted) -> String {
    match deleted {
        Deleted::Hidden => path,
        Deleted::Shown => path + "?deleted=true",
    }
}

fn versioned(subject: &str, version: SubjectVersion) -> String {
    match version {
        SubjectVersion::Latest => format!("{}/versions/latest", escaped(subject)),
        SubjectVersion::Number(number) => format!("{}/versions/{number}", escaped(subject)),
    }
}

fn config(subject: Option<&str>) -> String {
    match subject {
        Some(subject) => format!("/config/{}", escaped(subject)),
        None => "/config".to_owned(),
    }
}
