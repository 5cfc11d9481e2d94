//! Why a record could not be processed.

use std::{error::Error as StdError, fmt, sync::Arc};

use crate::{Advice, Error, serde::is_of_all};

/// Why a record could not be processed. Every error becomes one by `?`: one to retry, unless it is an
/// [`Error`] of this crate with [`Advice::Fatal`].
///
/// ```
/// use ottla::{Advice, Failure};
///
/// fn parse(text: &str) -> Result<u32, Failure> {
///     text.parse().map_err(|error| Failure::from(error).fatal())
/// }
/// assert_eq!(parse("x").unwrap_err().advice(), Advice::Fatal);
/// assert_eq!(Failure::new("the shop is closed").advice(), Advice::Retry);
/// ```
pub struct Failure {
    advice: Advice,
    kind: String,
    message: String,
    source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl Failure {
    /// What may work when it is tried again.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        let kind = "Failure".to_owned();
        Self { advice: Advice::Retry, kind, message: message.into(), source: None }
    }

    /// The same failure, which trying again does not help: the record is a dead letter at once.
    #[must_use]
    pub fn fatal(self) -> Self {
        Self { advice: Advice::Fatal, ..self }
    }

    /// The same failure, of another kind: what copies of the record have as
    /// [`Origin::KIND`](crate::Origin::KIND).
    #[must_use]
    pub fn of_kind(self, kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), ..self }
    }

    /// The same failure, which comes of this error: where it ends the processing, the error's source. What becomes a failure by
    /// `?` has itself as its source.
    #[must_use]
    pub fn with_source(self, source: Arc<dyn StdError + Send + Sync>) -> Self {
        Self { source: Some(source), ..self }
    }

    /// A record could not be read. What no record is to blame for may be mended meanwhile.
    pub(crate) fn of_reading(error: Error) -> Self {
        let passes = is_of_all(&error);
        let failure = Self::from(error);
        if passes { Self { advice: Advice::Retry, ..failure } } else { failure }
    }

    /// The function panicked.
    pub(crate) fn panic(payload: &(dyn std::any::Any + Send)) -> Self {
        let said = payload.downcast_ref::<String>().map(String::as_str);
        let said = said.or_else(|| payload.downcast_ref::<&str>().copied());
        Self::new(said.unwrap_or("no message")).of_kind("panic")
    }

    /// Whether trying again may help: `Fatal` says no, all others yes.
    #[must_use]
    pub fn advice(&self) -> Advice {
        self.advice
    }

    /// The name of the error's type; of an [`Error`] its kind, of a panic `panic`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// What happened.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The error that it comes of, if there is one.
    #[must_use]
    pub fn source(&self) -> Option<&Arc<dyn StdError + Send + Sync>> {
        self.source.as_ref()
    }
}

impl<E: StdError + Send + Sync + 'static> From<E> for Failure {
    fn from(error: E) -> Self {
        let ours = (&error as &dyn StdError).downcast_ref::<Error>();
        let (advice, kind) = match ours {
            Some(ours) => (ours.advice(), format!("{:?}", ours.kind())),
            None => (Advice::Retry, std::any::type_name::<E>().to_owned()),
        };
        Self { advice, kind, message: error.to_string(), source: Some(Arc::new(error)) }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind, self.message)
    }
}

impl fmt::Debug for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self} [{:?}]", self.advice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_failure_is_made_of_is_its_source() {
        let failure = Failure::from("x".parse::<u32>().unwrap_err()).of_kind("Parse").fatal();
        let source = failure.source().expect("an error was given");
        assert!(source.is::<std::num::ParseIntError>());
        assert_eq!(failure.message(), source.to_string());
        assert!(Failure::new("closed").source().is_none());
    }
}
