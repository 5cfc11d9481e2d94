//! Where the requests of a connection go out, in the order in which they are handed over. A small one is
//! written by whoever hands it over, if nobody else writes: no task has to be woken before the wire. What
//! is large, or what the peer does not take at once, is left to the connection's task.

use std::{collections::VecDeque, fmt, time::Duration};

use bytes::Bytes;
use ottla_core::protocol::{ApiKey, Frame};
use parking_lot::Mutex;
use tokio::{
    sync::{Notify, oneshot},
    time::Instant,
};

use super::transport::{FrameSender, Progress, TransportError};
use crate::{Error, Result};

/// Requests that are written together.
const REQUESTS_PER_WRITE: usize = 32;
/// Larger requests are written by the task: to copy one takes longer than to wake it, and whoever hands it
/// over has other things to do.
const BYTES_WRITTEN_AT_ONCE_MAX: usize = 32 * 1024;

/// A request, and who waits for its answer.
#[derive(Debug)]
pub(super) struct Submitted {
    pub(super) frame: Frame,
    /// `None` if the broker does not answer.
    pub(super) awaited: Option<Awaited>,
    pub(super) since: Instant,
}

/// Who waits for an answer.
#[derive(Debug)]
pub(super) struct Awaited {
    pub(super) correlation: i32,
    pub(super) api: ApiKey,
    pub(super) since: Instant,
    pub(super) answer: Answer,
}

/// What is done with an answer.
pub(super) enum Answer {
    /// Somebody waits for it, as long as they like.
    Told(oneshot::Sender<Result<Bytes>>),
    /// It is taken where it is read; the connection ends if it does not come within this time.
    Taken(Duration, Box<dyn FnOnce(Result<Bytes>) + Send>),
}

impl Answer {
    pub(super) fn give(self, answer: Result<Bytes>) {
        match self {
            // Whoever waited may have given up; then nobody wants the answer.
            Self::Told(waiting) => drop(waiting.send(answer)),
            Self::Taken(_, take) => take(answer),
        }
    }

    /// Within what time it has to come. Whoever waits sees to that; `abandoned` is for one that nobody waits for any
    /// more.
    fn patience(&self, abandoned: Duration) -> Option<Duration> {
        match self {
            Self::Told(waiting) => waiting.is_closed().then_some(abandoned),
            Self::Taken(patience, _) => Some(*patience),
        }
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Told(_) => f.write_str("Told"),
            Self::Taken(patience, _) => write!(f, "Taken within {patience:?}"),
        }
    }
}

/// The sending side of one connection.
#[derive(Debug)]
pub(super) struct Outbox {
    /// Held while something is written without waiting.
    state: Mutex<State>,
    /// Who waits for an answer, in the order in which the requests went out.
    awaited: Mutex<VecDeque<Awaited>>,
    /// There is something for the task.
    wake: Notify,
    /// The last answer that was awaited has come.
    answered: Notify,
}

#[derive(Debug)]
struct State {
    /// `None` while the task writes, and once the connection has ended.
    sender: Option<Box<dyn FrameSender>>,
    waiting: VecDeque<Submitted>,
    left: Left,
    phase: Phase,
    used: Instant,
    watch: Watch,
    /// Kept for its allocation.
    frames: Vec<Frame>,
}

/// What is left of the last write without waiting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    Nothing,
    Something,
}

#[derive(Debug)]
enum Phase {
    Open,
    /// Nothing new is taken; what was handed over before still goes out.
    Closing,
    Ended(Error),
}

/// Whether the task has set its alarm for answers that are late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Watch {
    Off,
    On,
}

/// What the task is to do.
pub(super) enum Task {
    /// To send these frames, and give the sender back.
    Write(Box<dyn FrameSender>),
    Nothing,
    /// To end, once all answers have come.
    Close,
    /// To end now.
    End(Error),
}

/// How a request may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    AtOnce,
    /// The broker wants to hear nothing for a while.
    Held,
}

impl Outbox {
    pub(super) fn new(sender: Box<dyn FrameSender>) -> Self {
        Self {
            state: Mutex::new(State {
                sender: Some(sender),
                waiting: VecDeque::new(),
                left: Left::Nothing,
                phase: Phase::Open,
                used: Instant::now(),
                watch: Watch::Off,
                frames: Vec::new(),
            }),
            awaited: Mutex::default(),
            wake: Notify::new(),
            answered: Notify::new(),
        }
    }

    /// Takes a request, unless the connection takes none any more. `failed` says what an error of the
    /// wire means.
    ///
    /// # Errors
    /// The request.
    pub(super) fn hand_over(
        &self,
        request: Submitted,
        pace: Pace,
        failed: impl FnOnce(&TransportError) -> Error,
    ) -> Result<(), Submitted> {
        let mut state = self.state.lock();
        let State { sender, waiting, left, phase: Phase::Open, used, watch, frames } = &mut *state
        else {
            return Err(request);
        };
        *used = request.since;
        let taken = request
            .awaited
            .as_ref()
            .is_some_and(|awaited| matches!(awaited.answer, Answer::Taken(..)));
        let unwatched = taken && *watch == Watch::Off;
        let small = request.frame.len() <= BYTES_WRITTEN_AT_ONCE_MAX;
        let first = waiting.is_empty() && *left == Left::Nothing;
        let call = match sender.as_mut().filter(|_| first && small && pace == Pace::AtOnce) {
            None => {
                waiting.push_back(request);
                true
            }
            Some(sender) => {
                // The answer may be here before the write is known to be done.
                self.awaited.lock().extend(request.awaited);
                frames.push(request.frame);
                match sender.send_now(frames) {
                    Ok(Progress::Done) => unwatched,
                    Ok(Progress::Waiting) => {
                        *left = Left::Something;
                        true
                    }
                    Err(error) => {
                        state.phase = Phase::Ended(failed(&error));
                        true
                    }
                }
            }
        };
        drop(state);
        if call {
            self.wake.notify_one();
        }
        Ok(())
    }

    /// When the first of the answers is late that must come within some time, which is `abandoned` for those that
    /// nobody waits for any more; that time begins when the broker hears again.
    pub(super) fn late(
        &self,
        held_until: Instant,
        abandoned: Duration,
    ) -> Option<(Instant, ApiKey, Duration)> {
        let mut state = self.state.lock();
        let awaited = self.awaited.lock();
        let late = awaited.iter().filter_map(|awaited| {
            let patience = awaited.answer.patience(abandoned)?;
            Some((awaited.since.max(held_until) + patience, awaited.api, patience))
        });
        let first = late.min_by_key(|(at, _, _)| *at);
        state.watch = first.map_or(Watch::Off, |_| Watch::On);
        first
    }

    /// Somebody does not wait any more. What is asked later goes on waiting behind that answer, so it has to come.
    pub(super) fn abandoned(&self) {
        self.wake.notify_one();
    }

    /// Takes no requests any more. Those before still get their answers.
    pub(super) fn close(&self) {
        let mut state = self.state.lock();
        if matches!(state.phase, Phase::Open) {
            state.phase = Phase::Closing;
        }
        drop(state);
        self.wake.notify_one();
    }

    /// As `close`, if nobody used it for this long. Waiting for an answer is use.
    pub(super) fn close_if_idle(&self, now: Instant, idle_max: Duration) {
        let mut state = self.state.lock();
        if state.used + idle_max > now || !matches!(state.phase, Phase::Open) {
            return;
        }
        if state.waiting.is_empty() && self.awaited.lock().is_empty() {
            state.phase = Phase::Closing;
        } else {
            state.used = now;
        }
    }

    /// Ends the connection: whatever waits for an answer gets this error, unless there is one already.
    pub(super) fn fail(&self, error: Error) {
        let mut state = self.state.lock();
        if !matches!(state.phase, Phase::Ended(_)) {
            state.phase = Phase::Ended(error);
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Why the connection ended, once it has.
    pub(super) fn end(&self) -> Option<Error> {
        match &self.state.lock().phase {
            Phase::Open | Phase::Closing => None,
            Phase::Ended(error) => Some(error.clone()),
        }
    }

    pub(super) fn is_open(&self) -> bool {
        matches!(self.state.lock().phase, Phase::Open)
    }

    /// Whether nothing is kept for anybody any more.
    pub(super) fn has_ended(&self) -> bool {
        matches!(self.state.lock().phase, Phase::Ended(_)) && self.awaited.lock().is_empty()
    }

    /// When the last request was handed over.
    pub(super) fn used(&self) -> Instant {
        self.state.lock().used
    }

    /// Waits until there may be something for the task.
    pub(super) async fn called(&self) {
        self.wake.notified().await;
    }

    /// What the task is to do; frames that it is to write are put into `frames`.
    pub(super) fn take(&self, frames: &mut Vec<Frame>) -> Task {
        let mut state = self.state.lock();
        if let Phase::Ended(error) = &state.phase {
            return Task::End(error.clone());
        }
        let nothing = state.waiting.is_empty() && state.left == Left::Nothing;
        match (nothing, &state.phase) {
            (true, Phase::Closing) => return Task::Close,
            (true, _) => return Task::Nothing,
            (false, _) => {}
        }
        let Some(sender) = state.sender.take() else { return Task::Nothing };
        state.left = Left::Nothing;
        frames.append(&mut state.frames);
        let mut awaited = self.awaited.lock();
        let count = state.waiting.len().min(REQUESTS_PER_WRITE);
        for Submitted { frame, awaited: who, .. } in state.waiting.drain(..count) {
            awaited.extend(who);
            frames.push(frame);
        }
        Task::Write(sender)
    }

    /// The sending end, for requests of the connection itself; it is given back after them. `None` while
    /// others wait to be written.
    pub(super) fn borrow(&self) -> Option<Box<dyn FrameSender>> {
        let mut state = self.state.lock();
        let free = state.waiting.is_empty() && state.left == Left::Nothing;
        state.sender.take_if(|_| free)
    }

    pub(super) fn give_back(&self, sender: Box<dyn FrameSender>) {
        self.state.lock().sender = Some(sender);
    }

    /// Notes that a request went out with a sender that was taken.
    pub(super) fn await_answer(&self, awaited: Awaited) {
        self.awaited.lock().push_back(awaited);
    }

    /// Whose answer comes next; after the last one, whoever waits for all answers goes on.
    pub(super) fn next_awaited(&self) -> Option<Awaited> {
        let mut awaited = self.awaited.lock();
        let next = awaited.pop_front();
        if awaited.is_empty() {
            self.answered.notify_one();
        }
        next
    }

    /// Waits until nobody waits for an answer.
    pub(super) async fn all_answered(&self) {
        while !self.awaited.lock().is_empty() {
            self.answered.notified().await;
        }
    }

    /// The connection has ended: why, and who waits in vain.
    pub(super) fn ended(&self, error: Error) -> (Error, Vec<Awaited>) {
        let mut state = self.state.lock();
        let error = match std::mem::replace(&mut state.phase, Phase::Closing) {
            Phase::Open | Phase::Closing => error,
            Phase::Ended(earlier) => earlier,
        };
        state.phase = Phase::Ended(error.clone());
        state.sender = None;
        let mut left: Vec<_> = self.awaited.lock().drain(..).collect();
        left.extend(state.waiting.drain(..).filter_map(|request| request.awaited));
        (error, left)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use async_trait::async_trait;
    use ottla_core::model::{LogSlice, Rng};

    use super::*;
    use crate::ErrorKind;

    /// For answers that nobody waits for.
    const PATIENCE: Duration = Duration::from_secs(45);

    /// Notes what is sent; of what is not to wait it takes as many frames as `takes` says.
    #[derive(Clone, Debug, Default)]
    struct Wire {
        sent: Arc<Mutex<Vec<usize>>>,
        takes: Arc<Mutex<usize>>,
    }

    #[async_trait]
    impl FrameSender for Wire {
        async fn send(&mut self, frames: &mut Vec<Frame>) -> Result<(), TransportError> {
            self.sent.lock().extend(frames.drain(..).map(|frame| number(&frame)));
            Ok(())
        }

        fn send_now(&mut self, frames: &mut Vec<Frame>) -> Result<Progress, TransportError> {
            let taken = (*self.takes.lock()).min(frames.len());
            self.sent.lock().extend(frames.drain(..taken).map(|frame| number(&frame)));
            Ok(if frames.is_empty() { Progress::Done } else { Progress::Waiting })
        }
    }

    /// The number that a frame of a test carries.
    fn number(frame: &Frame) -> usize {
        let bytes = frame.slices[0].read().unwrap();
        usize::from_be_bytes(*bytes.first_chunk().unwrap())
    }

    fn request(number: usize, bytes: usize, answer: Option<Answer>) -> Submitted {
        let mut content = number.to_be_bytes().to_vec();
        content.resize(bytes, 0);
        let frame = Frame { slices: vec![LogSlice::Memory(content.into())] };
        let correlation = i32::try_from(number).unwrap();
        let since = Instant::now();
        let api = ApiKey::Produce;
        let awaited = answer.map(|answer| Awaited { correlation, api, since, answer });
        Submitted { frame, awaited, since }
    }

    fn broken(error: &TransportError) -> Error {
        Error::new(ErrorKind::Unreachable, "test", error.to_string())
    }

    /// An answer that is noted.
    fn noted(into: &Arc<Mutex<Vec<Result<Bytes>>>>, patience: Duration) -> Option<Answer> {
        let into = into.clone();
        Some(Answer::Taken(patience, Box::new(move |answer| into.lock().push(answer))))
    }

    #[tokio::test]
    async fn requests_go_out_in_the_order_of_the_calls_whoever_writes_them() {
        for seed in 0..200 {
            let mut rng = Rng::from_seed(seed);
            let wire = Wire::default();
            let outbox = Outbox::new(Box::new(wire.clone()));
            let answers = Arc::default();
            let (mut borrowed, mut frames) = (None, Vec::new());
            for number in 0..60 {
                *wire.takes.lock() = rng.below(2) as usize;
                let bytes = if rng.below(4) == 0 { 40 * 1024 } else { 16 };
                let pace = if rng.below(8) == 0 { Pace::Held } else { Pace::AtOnce };
                let request = request(number, bytes, noted(&answers, Duration::MAX));
                assert!(outbox.hand_over(request, pace, broken).is_ok());
                match borrowed.take() {
                    None if rng.below(2) == 0 => {
                        if let Task::Write(sender) = outbox.take(&mut frames) {
                            borrowed = Some(sender);
                        }
                    }
                    Some(mut sender) if rng.below(2) == 0 => {
                        sender.send(&mut frames).await.unwrap();
                        outbox.give_back(sender);
                    }
                    other => borrowed = other,
                }
            }
            if let Some(mut sender) = borrowed {
                sender.send(&mut frames).await.unwrap();
                outbox.give_back(sender);
            }
            while let Task::Write(mut sender) = outbox.take(&mut frames) {
                sender.send(&mut frames).await.unwrap();
                outbox.give_back(sender);
            }
            assert_eq!(*wire.sent.lock(), (0..60).collect::<Vec<_>>(), "seed {seed}");
            let order = std::iter::from_fn(|| outbox.next_awaited());
            assert!(order.map(|awaited| awaited.correlation).eq(0..60), "seed {seed}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_is_late_when_its_time_is_over_and_the_broker_heard_it() {
        let wire = Wire { takes: Arc::new(Mutex::new(1)), ..Default::default() };
        let outbox = Outbox::new(Box::new(wire));
        let (answers, begin) = (Arc::default(), Instant::now());
        assert_eq!(outbox.late(begin, PATIENCE), None);
        for (number, seconds) in [(0, 30), (1, 20)] {
            let request = request(number, 16, noted(&answers, Duration::from_secs(seconds)));
            assert!(outbox.hand_over(request, Pace::AtOnce, broken).is_ok());
        }
        // The task sets its alarm for the first of them, and is told if it had none.
        tokio::time::timeout(Duration::from_secs(1), outbox.called()).await.unwrap();
        let late = |held_until| outbox.late(held_until, PATIENCE).map(|(at, _, _)| at - begin);
        assert_eq!(late(begin), Some(Duration::from_secs(20)));
        assert_eq!(late(begin + Duration::from_secs(7)), Some(Duration::from_secs(27)));
        let _ = outbox.next_awaited();
        let _ = outbox.next_awaited();
        assert_eq!(late(begin), None);
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_nobody_waits_for_any_more_has_to_come_all_the_same() {
        let outbox = Outbox::new(Box::<Wire>::default());
        let begin = Instant::now();
        let (told, mut waiting) = oneshot::channel();
        let request = request(0, 16, Some(Answer::Told(told)));
        assert!(outbox.hand_over(request, Pace::AtOnce, broken).is_ok());
        outbox.called().await;
        assert_eq!(outbox.late(begin, PATIENCE), None);
        waiting.close();
        outbox.abandoned();
        // The task had no alarm for it.
        tokio::time::timeout(Duration::from_secs(1), outbox.called()).await.unwrap();
        let late = outbox.late(begin, PATIENCE).map(|(at, _, patience)| (at - begin, patience));
        assert_eq!(late, Some((PATIENCE, PATIENCE)));
    }

    #[tokio::test]
    async fn whoever_waits_is_told_when_a_connection_ends_and_nothing_is_taken_then() {
        let outbox = Outbox::new(Box::<Wire>::default());
        let answers: Arc<Mutex<Vec<Result<Bytes>>>> = Arc::default();
        for number in 0..3 {
            let request = request(number, 16, noted(&answers, Duration::MAX));
            assert!(outbox.hand_over(request, Pace::AtOnce, broken).is_ok());
        }
        outbox.fail(broken(&TransportError::Closed));
        assert!(!outbox.is_open());
        let refused = outbox.hand_over(request(3, 16, None), Pace::AtOnce, broken);
        assert!(refused.is_err_and(|request| number(&request.frame) == 3));
        let (error, left) = outbox.ended(broken(&TransportError::NotTls));
        assert!(error.to_string().contains("the broker closed"), "{error}");
        assert_eq!(left.len(), 3);
        assert!(outbox.has_ended());
    }
}
