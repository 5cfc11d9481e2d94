//! When a client asks which metrics the cluster wants, and when it sends them (KIP-714): the rules of Apache
//! Kafka's clients, as a value. What the metrics are is not its business.

use std::time::Duration;

use ottla_core::{
    model::{ErrorCode, Moment, Rng, Uuid},
    protocol::messages::GetTelemetrySubscriptionsResponse,
};

/// Wait where the broker has not said how long.
const INTERVAL_DEFAULT: Duration = Duration::from_secs(5 * 60);

/// What a client is about to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    SubscriptionNeeded,
    SubscriptionInProgress,
    PushNeeded,
    PushInProgress,
    TerminatingPushNeeded,
    TerminatingPushInProgress,
    Terminated,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Nothing until then, or until the client ends.
    Wait(Option<Moment>),
    /// Ask which metrics are wanted.
    Subscribe,
    /// Send them.
    Push(Last),
    /// There is nothing more to do.
    End,
}

/// Whether it is the last time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Last {
    No,
    Yes,
}

/// What the cluster wants.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subscription {
    pub(crate) id: i32,
    pub(crate) push_interval: Duration,
    /// Codecs by Kafka's numbers, the preferred one first.
    pub(crate) compression: Vec<i8>,
    /// Bytes that the broker takes; `None` if it has not said.
    pub(crate) bytes_max: Option<usize>,
    pub(crate) temporality: Temporality,
    pub(crate) wanted: Wanted,
}

/// What a sum counts from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Temporality {
    /// The start of the client.
    Cumulative,
    /// The last push.
    Delta,
}

/// Names of metrics.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    None,
    All,
    Prefixes(Vec<String>),
}

impl Wanted {
    pub(crate) fn contains(&self, name: &str) -> bool {
        match self {
            Self::None => false,
            Self::All => true,
            Self::Prefixes(prefixes) => prefixes.iter().any(|prefix| name.starts_with(prefix)),
        }
    }
}

#[derive(Debug)]
pub(crate) struct Telemetry {
    state: State,
    subscription: Option<Subscription>,
    instance_id: Uuid,
    /// When the next request is due.
    due: Option<Moment>,
    rng: Rng,
}

impl Telemetry {
    pub(crate) fn new(rng: Rng) -> Self {
        Self {
            state: State::SubscriptionNeeded,
            subscription: None,
            instance_id: Uuid::ZERO,
            due: Some(Moment::default()),
            rng,
        }
    }

    /// The id that the cluster has given the client; zero before it has.
    pub(crate) fn instance_id(&self) -> Uuid {
        self.instance_id
    }

    pub(crate) fn subscription(&self) -> Option<&Subscription> {
        self.subscription.as_ref()
    }

    /// What to do now. What it says to send is in progress until it is answered or has failed.
    pub(crate) fn step(&mut self, now: Moment) -> Step {
        let due = self.due.is_some_and(|due| due <= now);
        match self.state {
            State::SubscriptionNeeded if due => {
                self.state = State::SubscriptionInProgress;
                Step::Subscribe
            }
            State::PushNeeded if due => {
                self.state = State::PushInProgress;
                Step::Push(Last::No)
            }
            State::SubscriptionNeeded | State::PushNeeded => Step::Wait(self.due),
            State::SubscriptionInProgress | State::PushInProgress => Step::Wait(None),
            State::TerminatingPushNeeded => {
                self.state = State::TerminatingPushInProgress;
                Step::Push(Last::Yes)
            }
            State::TerminatingPushInProgress | State::Terminated => {
                self.state = State::Terminated;
                Step::End
            }
        }
    }

    /// The broker has said what it wants; whether sums count from another time now.
    pub(crate) fn subscribed(
        &mut self,
        now: Moment,
        response: &GetTelemetrySubscriptionsResponse,
    ) -> bool {
        if self.state != State::SubscriptionInProgress {
            return false;
        }
        let code = ErrorCode::from_code(response.error_code);
        if code.is_error() || response.client_instance_id.is_zero() {
            self.refused(now, if code.is_error() { code } else { ErrorCode::InvalidRequest });
            return false;
        }
        let subscription = Subscription::new(response);
        self.instance_id = response.client_instance_id;
        let interval = subscription.push_interval;
        let wait = match subscription.wanted {
            Wanted::None => {
                self.state = State::SubscriptionNeeded;
                interval
            }
            Wanted::All | Wanted::Prefixes(_) => {
                self.state = State::PushNeeded;
                // Between half of it and one and a half: clients that started together spread.
                let millis = u64::try_from(interval.as_millis()).unwrap_or(u64::MAX / 2);
                Duration::from_millis(millis / 2 + self.rng.below(millis.max(1)))
            }
        };
        self.due = Some(now + wait);
        let before = self.subscription.as_ref().map(|before| before.temporality);
        let changed = before.is_some_and(|before| before != subscription.temporality);
        self.subscription = Some(subscription);
        changed
    }

    /// The broker has answered a push.
    pub(crate) fn pushed(&mut self, now: Moment, code: ErrorCode) {
        if self.state != State::PushInProgress {
            return;
        }
        if code.is_error() {
            return self.refused(now, code);
        }
        self.state = State::PushNeeded;
        self.due = Some(now + self.interval());
    }

    /// The metrics are too large to be sent this time.
    pub(crate) fn skipped(&mut self, now: Moment) {
        if self.state == State::PushInProgress {
            self.refused(now, ErrorCode::TelemetryTooLarge);
        }
    }

    /// No broker has answered, or the one that was asked takes no metrics: another one may later.
    pub(crate) fn failed(&mut self, now: Moment) {
        match self.state {
            State::SubscriptionInProgress | State::PushInProgress => {
                self.state = State::SubscriptionNeeded;
                self.due = Some(now + INTERVAL_DEFAULT.min(self.interval()));
            }
            State::SubscriptionNeeded
            | State::PushNeeded
            | State::TerminatingPushNeeded
            | State::TerminatingPushInProgress
            | State::Terminated => {}
        }
    }

    /// The client ends: what the cluster wants is sent once more, if that is known.
    pub(crate) fn terminate(&mut self) {
        let wanted = self.subscription.as_ref().is_some_and(|it| it.wanted != Wanted::None);
        self.state = match self.state {
            State::SubscriptionInProgress | State::PushNeeded | State::PushInProgress if wanted => {
                State::TerminatingPushNeeded
            }
            State::TerminatingPushNeeded => State::TerminatingPushNeeded,
            State::SubscriptionNeeded
            | State::SubscriptionInProgress
            | State::PushNeeded
            | State::PushInProgress
            | State::TerminatingPushInProgress
            | State::Terminated => State::Terminated,
        };
    }

    fn interval(&self) -> Duration {
        self.subscription.as_ref().map_or(INTERVAL_DEFAULT, |it| it.push_interval)
    }

    fn refused(&mut self, now: Moment, code: ErrorCode) {
        self.state = State::SubscriptionNeeded;
        self.due = match code {
            ErrorCode::UnknownSubscriptionId | ErrorCode::UnsupportedCompressionType => Some(now),
            ErrorCode::TelemetryTooLarge | ErrorCode::ThrottlingQuotaExceeded => {
                Some(now + self.interval())
            }
            // What is wrong will not be right by asking again.
            _ => None,
        };
    }
}

impl Subscription {
    fn new(response: &GetTelemetrySubscriptionsResponse) -> Self {
        let wanted = match response.requested_metrics.as_slice() {
            [] => Wanted::None,
            [all] if all == "*" => Wanted::All,
            some => Wanted::Prefixes(some.iter().map(ToString::to_string).collect()),
        };
        let push_interval = match u64::try_from(response.push_interval_ms) {
            Ok(millis @ 1..) => Duration::from_millis(millis),
            Ok(0) | Err(_) => INTERVAL_DEFAULT,
        };
        Self {
            id: response.subscription_id,
            push_interval,
            compression: response.accepted_compression_types.clone(),
            bytes_max: usize::try_from(response.telemetry_max_bytes).ok().filter(|max| *max > 0),
            temporality: match response.delta_temporality {
                true => Temporality::Delta,
                false => Temporality::Cumulative,
            },
            wanted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Duration = Duration::from_secs(60);

    fn at(seconds: u64) -> Moment {
        Moment(Duration::from_secs(seconds))
    }

    fn response(metrics: &[&str]) -> GetTelemetrySubscriptionsResponse {
        GetTelemetrySubscriptionsResponse {
            client_instance_id: Uuid([7; 16]),
            subscription_id: 3,
            push_interval_ms: 60_000,
            accepted_compression_types: vec![4, 0],
            telemetry_max_bytes: 1_000,
            delta_temporality: true,
            requested_metrics: metrics.iter().map(|name| (*name).into()).collect(),
            ..Default::default()
        }
    }

    /// One that has subscribed at zero and pushes next.
    fn subscribed() -> (Telemetry, Moment) {
        let mut telemetry = Telemetry::new(Rng::from_seed(1));
        assert_eq!(telemetry.step(at(0)), Step::Subscribe);
        assert!(!telemetry.subscribed(at(0), &response(&["*"])));
        let Step::Wait(Some(due)) = telemetry.step(at(0)) else { panic!("it pushes at once") };
        assert_eq!(telemetry.step(due), Step::Push(Last::No));
        (telemetry, due)
    }

    #[test]
    fn the_first_push_is_spread_and_the_next_ones_come_by_the_interval() {
        let mut first = std::collections::BTreeSet::new();
        for seed in 0..100 {
            let mut telemetry = Telemetry::new(Rng::from_seed(seed));
            assert_eq!(telemetry.step(at(0)), Step::Subscribe);
            assert_eq!(telemetry.step(at(0)), Step::Wait(None));
            telemetry.subscribed(at(0), &response(&["*"]));
            let Step::Wait(Some(due)) = telemetry.step(at(0)) else { panic!("seed {seed}") };
            assert!(due >= at(30) && due <= at(90), "{due:?}");
            first.insert(due);
        }
        assert!(first.len() > 50);
        let (mut telemetry, due) = subscribed();
        telemetry.pushed(due, ErrorCode::None);
        assert_eq!(telemetry.step(due), Step::Wait(Some(due + MINUTE)));
        assert_eq!(telemetry.step(due + MINUTE), Step::Push(Last::No));
        assert_eq!(telemetry.instance_id(), Uuid([7; 16]));
    }

    #[test]
    fn who_wants_nothing_is_asked_again_by_the_interval() {
        let mut telemetry = Telemetry::new(Rng::from_seed(1));
        telemetry.step(at(0));
        telemetry.subscribed(at(0), &response(&[]));
        assert_eq!(telemetry.step(at(59)), Step::Wait(Some(at(60))));
        assert_eq!(telemetry.step(at(60)), Step::Subscribe);
        telemetry.terminate();
        assert_eq!(telemetry.step(at(60)), Step::End);
    }

    #[test]
    fn refusals_are_taken_as_apache_kafka_takes_them() {
        use ErrorCode as Code;
        for (code, wait) in [
            (Code::UnknownSubscriptionId, Some(Duration::ZERO)),
            (Code::UnsupportedCompressionType, Some(Duration::ZERO)),
            (Code::TelemetryTooLarge, Some(MINUTE)),
            (Code::ThrottlingQuotaExceeded, Some(MINUTE)),
            (Code::InvalidRequest, None),
            (Code::InvalidRecord, None),
            (Code::UnsupportedVersion, None),
            (Code::UnknownServerError, None),
        ] {
            let (mut telemetry, due) = subscribed();
            telemetry.pushed(due, code);
            match wait {
                Some(Duration::ZERO) => assert_eq!(telemetry.step(due), Step::Subscribe, "{code}"),
                Some(wait) => {
                    assert_eq!(telemetry.step(due), Step::Wait(Some(due + wait)), "{code}");
                    assert_eq!(telemetry.step(due + wait), Step::Subscribe, "{code}");
                }
                None => assert_eq!(telemetry.step(at(1 << 30)), Step::Wait(None), "{code}"),
            }
        }
        let mut telemetry = Telemetry::new(Rng::from_seed(1));
        telemetry.step(at(0));
        let error_code = Code::ThrottlingQuotaExceeded.code();
        telemetry
            .subscribed(at(0), &GetTelemetrySubscriptionsResponse { error_code, ..response(&[]) });
        assert_eq!(telemetry.step(at(0)), Step::Wait(Some(at(0) + INTERVAL_DEFAULT)));
    }

    #[test]
    fn what_the_cluster_wants_is_sent_once_more_at_the_end() {
        let (mut telemetry, due) = subscribed();
        telemetry.terminate();
        assert_eq!(telemetry.step(due), Step::Push(Last::Yes));
        // An answer to the push before comes too late to matter.
        telemetry.pushed(due, ErrorCode::None);
        assert_eq!(telemetry.step(due), Step::End);
        let mut telemetry = Telemetry::new(Rng::from_seed(1));
        telemetry.terminate();
        assert_eq!(telemetry.step(at(0)), Step::End);
    }

    #[test]
    fn a_broker_that_is_gone_is_asked_again_and_a_new_temporality_is_told() {
        let (mut telemetry, due) = subscribed();
        telemetry.failed(due);
        assert_eq!(telemetry.step(due), Step::Wait(Some(due + MINUTE)));
        assert_eq!(telemetry.step(due + MINUTE), Step::Subscribe);
        let cumulative = GetTelemetrySubscriptionsResponse {
            delta_temporality: false,
            ..response(&["a.", "b"])
        };
        assert!(telemetry.subscribed(due + MINUTE, &cumulative));
        let wanted = &telemetry.subscription().unwrap().wanted;
        assert!(wanted.contains("a.x") && wanted.contains("bc") && !wanted.contains("ab"));
    }
}
