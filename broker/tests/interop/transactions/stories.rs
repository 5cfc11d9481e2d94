//! What happens to every client alike: commits and aborts, a producer that was replaced, a transaction that
//! takes too long. A story ends early if a program is missing.

use ottla_core::model::ErrorCode;

use super::{
    scene::{Isolation, Scene, until},
    told::{Kind, Order, Producer, Refusal},
};

/// Longer than any test.
const LONG_MS: u32 = 60_000;
const SHORT_MS: u32 = 1_500;

fn send<'a>(topic: &'a str, partition: i32, value: &'a str) -> Order<'a> {
    Order::Send { topic, partition, value }
}

/// What was committed is read with the offsets that belong to it; what was aborted is not, and nor are
/// its offsets. Until the end of a transaction nobody sees anything of it.
pub fn commits_and_aborts(kind: Kind) -> Option<()> {
    let scene = Scene::start()?;
    let topic = scene.topic(&format!("transactions-{kind:?}"), 2);
    let group = format!("group-{topic}");
    let offsets = |offset| Order::Offsets { group: &group, topic: &topic, partition: 0, offset };
    let mut producer = Producer::start(kind, &scene, &topic, LONG_MS)?;
    let mut transaction = |orders: &[Order]| orders.iter().for_each(|order| producer.tell(*order));
    transaction(&[Order::Init, Order::Begin, send(&topic, 0, "a"), send(&topic, 1, "b")]);
    transaction(&[send(&topic, 0, "c"), Order::Flush]);
    assert_eq!(scene.ends(&topic, 2, Isolation::Uncommitted), [2, 1]);
    assert_eq!(scene.ends(&topic, 2, Isolation::Committed), [0, 0], "an open transaction");
    transaction(&[Order::Commit]);
    transaction(&[Order::Begin, send(&topic, 0, "d"), Order::Flush, offsets(3)]);
    assert_eq!(scene.committed(&group, &topic, 0), Err(ErrorCode::UnstableOffsetCommit));
    transaction(&[Order::Commit]);
    scene.until_committed(&group, &topic, 0, 3);
    transaction(&[Order::Begin, send(&topic, 0, "e"), send(&topic, 1, "f"), Order::Flush]);
    transaction(&[offsets(4), Order::Abort]);
    scene.until_committed(&group, &topic, 0, 3);
    transaction(&[Order::Begin, send(&topic, 1, "g"), Order::Commit]);
    scene.until_all_ended(&topic, 2);
    let read = |partition, isolation| scene.values(&topic, partition, isolation);
    assert_eq!(read(0, Isolation::Committed)?, ["a", "c", "d"]);
    assert_eq!(read(1, Isolation::Committed)?, ["b", "g"]);
    assert_eq!(read(0, Isolation::Uncommitted)?, ["a", "c", "d", "e"]);
    assert_eq!(read(1, Isolation::Uncommitted)?, ["b", "f", "g"]);
    producer.end();
    Some(())
}

/// Another producer comes with the same id: the transaction of the first is aborted, and it can do
/// nothing more. How it was refused.
pub fn fenced(kind: Kind) -> Option<Refusal> {
    let scene = Scene::start()?;
    let topic = scene.topic(&format!("fenced-{kind:?}"), 1);
    let mut zombie = Producer::start(kind, &scene, &topic, LONG_MS)?;
    let orders = [Order::Init, Order::Begin, send(&topic, 0, "of-the-zombie"), Order::Flush];
    orders.iter().for_each(|order| zombie.tell(*order));
    let mut next = Producer::start(kind, &scene, &topic, LONG_MS)?;
    next.tell(Order::Init);
    scene.until_all_ended(&topic, 1);
    let refusal =
        zombie.refused(&[send(&topic, 0, "too-late"), Order::Flush, Order::Commit, Order::Begin]);
    let orders = [Order::Begin, send(&topic, 0, "of-the-next"), Order::Commit];
    orders.iter().for_each(|order| next.tell(*order));
    scene.until_all_ended(&topic, 1);
    assert_eq!(scene.values(&topic, 0, Isolation::Committed)?, ["of-the-next"]);
    assert_eq!(
        scene.values(&topic, 0, Isolation::Uncommitted)?,
        ["of-the-zombie", "of-the-next"],
        "the zombie has written after it was replaced"
    );
    Some(refusal)
}

/// What became of a transaction that took longer than `transaction.timeout.ms`.
#[derive(Debug)]
pub struct TimedOut {
    /// How its commit was refused.
    pub commit: Refusal,
    /// What came of an abort after that.
    pub abort: Result<(), Refusal>,
    /// What came of the next transaction.
    pub next: Result<(), Refusal>,
}

/// A transaction that takes too long, which the broker has aborted.
struct Late {
    scene: Scene,
    topic: String,
    producer: Producer,
}

impl Late {
    fn begin(kind: Kind) -> Option<Self> {
        let scene = Scene::start()?;
        let topic = scene.topic(&format!("timed-out-{kind:?}"), 1);
        let mut producer = Producer::start(kind, &scene, &topic, SHORT_MS)?;
        let orders = [Order::Init, Order::Begin, send(&topic, 0, "late"), Order::Flush];
        orders.iter().for_each(|order| producer.tell(*order));
        // Nothing moves the end of readers of committed records but the broker itself.
        until("the broker aborts the transaction", || {
            let stable = scene.ends(&topic, 1, Isolation::Committed);
            if stable[0] > 0 { Ok(()) } else { Err(format!("{stable:?}")) }
        });
        Some(Self { scene, topic, producer })
    }

    /// What comes of the next transaction. Only that is read, if it could be committed.
    fn next(mut self) -> Option<Result<(), Refusal>> {
        let orders = [Order::Begin, send(&self.topic, 0, "next"), Order::Flush, Order::Commit];
        let next = orders.iter().try_for_each(|order| self.producer.try_tell(*order));
        self.scene.until_all_ended(&self.topic, 1);
        let expected: &[&str] = if next.is_ok() { &["next"] } else { &[] };
        assert_eq!(self.scene.values(&self.topic, 0, Isolation::Committed)?, expected);
        Some(next)
    }
}

/// A transaction that takes too long cannot be committed.
pub fn timed_out(kind: Kind) -> Option<TimedOut> {
    let mut late = Late::begin(kind)?;
    let commit = late.producer.refused(&[Order::Commit]);
    let abort = late.producer.try_tell(Order::Abort);
    Some(TimedOut { commit, abort, next: late.next()? })
}

/// What comes of the next transaction after one that has taken too long and is then aborted.
pub fn timed_out_and_aborted(kind: Kind) -> Option<Result<(), Refusal>> {
    let mut late = Late::begin(kind)?;
    match late.producer.try_tell(Order::Abort) {
        Ok(()) => late.next(),
        Err(refusal) => Some(Err(refusal)),
    }
}
