//! A clock that stands still until a test moves it.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};

use futures::future::BoxFuture;
use ottla_core::model::{Moment, Now, Timestamp};
use parking_lot::Mutex;

use crate::clock::Clock;

/// A clock that stands still until [`VirtualClock::advance`] moves it. Clones share the time.
///
/// Retention, long polls, idle connections and every other time-out of a broker started with it
/// follow it: a week of retention passes in the time of a function call.
///
/// ```
/// use std::time::Duration;
/// use ottla_broker::{Clock, testing::VirtualClock};
///
/// let clock = VirtualClock::new();
/// let before = clock.now();
/// clock.advance(Duration::from_secs(7 * 24 * 3600));
/// assert_eq!(clock.now().wall - before.wall, 7 * 24 * 3600 * 1000);
/// ```
#[derive(Clone, Debug)]
pub struct VirtualClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    now: Now,
    sleepers: BTreeMap<(Moment, u64), Waker>,
    next_sleeper: u64,
}

/// 2026-01-01 00:00:00 UTC: late enough for any sane record, the same in every run.
const START: Timestamp = Timestamp(1_767_225_600_000);

impl VirtualClock {
    /// A clock at 2026-01-01 00:00:00 UTC.
    #[must_use]
    pub fn new() -> Self {
        Self::starting_at(START)
    }

    /// A clock at `wall`.
    #[must_use]
    pub fn starting_at(wall: Timestamp) -> Self {
        let now = Now { monotonic: Moment::default(), wall };
        let state = State { now, sleepers: BTreeMap::new(), next_sleeper: 0 };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// Moves both times on by `duration` and wakes whatever was due by then.
    pub fn advance(&self, duration: Duration) {
        let due = {
            let mut state = self.state.lock();
            state.now.monotonic = state.now.monotonic + duration;
            let millis = i64::try_from(duration.as_millis()).unwrap_or(i64::MAX);
            state.now.wall.0 = state.now.wall.0.saturating_add(millis);
            let reached = state.now.monotonic;
            let later = state.sleepers.split_off(&(reached, u64::MAX));
            std::mem::replace(&mut state.sleepers, later)
        };
        due.into_values().for_each(Waker::wake);
    }

    /// Sets the wall clock alone, also backwards, as an operator or NTP does.
    pub fn set_wall(&self, wall: Timestamp) {
        self.state.lock().now.wall = wall;
    }

    /// Number of tasks that sleep on this clock.
    #[must_use]
    pub fn sleepers(&self) -> usize {
        self.state.lock().sleepers.len()
    }
}

impl Default for VirtualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl Clock for VirtualClock {
    fn now(&self) -> Now {
        self.state.lock().now
    }

    fn sleep_until(&self, moment: Moment) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { clock: self.clone(), moment, key: None })
    }
}

struct Sleep {
    clock: VirtualClock,
    moment: Moment,
    key: Option<u64>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut state = clock.state.lock();
        if state.now.monotonic >= self.moment {
            return Poll::Ready(());
        }
        let key = *self.key.get_or_insert_with(|| {
            state.next_sleeper += 1;
            state.next_sleeper
        });
        state.sleepers.insert((self.moment, key), context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.clock.state.lock().sleepers.remove(&(self.moment, key));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_sleep_ends_when_its_moment_has_come_and_not_before() {
        let clock = VirtualClock::new();
        let moment = clock.now().monotonic + Duration::from_secs(60);
        let sleep = tokio::spawn(clock.sleep_until(moment));
        while clock.sleepers() == 0 {
            tokio::task::yield_now().await;
        }
        clock.advance(Duration::from_secs(59));
        assert_eq!(clock.sleepers(), 1);
        clock.advance(Duration::from_secs(1));
        sleep.await.unwrap();
        assert_eq!(clock.sleepers(), 0);
    }
}
