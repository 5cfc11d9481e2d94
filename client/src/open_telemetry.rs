//! The trace context of OpenTelemetry, by way of the crates `opentelemetry` and `tracing-opentelemetry`.

use opentelemetry::{
    Context,
    trace::{SpanContext, SpanId, TraceContextExt, TraceFlags, TraceId, TraceState},
};
use tracing_opentelemetry::OpenTelemetrySpanExt;

use crate::{TraceContext, TraceParent};

/// The span of `tracing` that is entered now, or OpenTelemetry's own current one where there is none.
///
/// ```
/// use ottla::{OpenTelemetry, ProducerOptions};
///
/// let options = ProducerOptions {
///     trace_context: Some(std::sync::Arc::new(OpenTelemetry)),
///     ..Default::default()
/// };
/// # let _ = options;
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct OpenTelemetry;

impl TraceContext for OpenTelemetry {
    fn current(&self) -> Option<TraceParent> {
        let of_span = tracing::Span::current().context();
        let parent = TraceParent::of_context(&of_span);
        parent.or_else(|| TraceParent::of_context(&Context::current()))
    }
}

impl TraceParent {
    /// The span of a context; `None` if it has none.
    #[must_use]
    pub fn of_context(context: &Context) -> Option<Self> {
        let span = context.span();
        let span = span.span_context();
        span.is_valid().then(|| Self {
            trace_id: u128::from_be_bytes(span.trace_id().to_bytes()),
            span_id: u64::from_be_bytes(span.span_id().to_bytes()),
            flags: span.trace_flags().to_u8(),
            state: span.trace_state().header(),
        })
    }

    /// The span as a context, to be the parent of those that work with the record:
    /// `span.set_parent(parent.to_context())`.
    #[must_use]
    pub fn to_context(&self) -> Context {
        let state = self.state.parse().unwrap_or(TraceState::NONE);
        let span = SpanContext::new(
            TraceId::from_bytes(self.trace_id.to_be_bytes()),
            SpanId::from_bytes(self.span_id.to_be_bytes()),
            TraceFlags::new(self.flags),
            true,
            state,
        );
        Context::new().with_remote_span_context(span)
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::TracerProvider;
    use opentelemetry_sdk::trace::SdkTracerProvider;
    use tracing_subscriber::layer::SubscriberExt;

    use super::*;

    #[test]
    fn the_span_that_is_entered_is_the_one_and_a_context_is_what_it_was() {
        assert_eq!(OpenTelemetry.current(), None);
        let tracer = SdkTracerProvider::default().tracer("test");
        let layer = tracing_opentelemetry::layer().with_tracer(tracer);
        let subscriber = tracing_subscriber::registry().with(layer);
        tracing::subscriber::with_default(subscriber, || {
            let span = tracing::info_span!("checkout");
            let expected = span.context().span().span_context().trace_id();
            let parent = span.in_scope(|| OpenTelemetry.current()).unwrap();
            assert_eq!(parent.trace_id.to_be_bytes(), expected.to_bytes());
            let read = TraceParent { state: "a=1".to_owned(), ..parent };
            let context = read.to_context();
            assert!(context.span().span_context().is_remote());
            assert_eq!(TraceParent::of_context(&context), Some(read));
        });
    }
}
