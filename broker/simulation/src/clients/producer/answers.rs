//! What a producer makes of its answers.

use std::time::Duration;

use bytes::Bytes;
use ottla_core::{
    model::ErrorCode,
    protocol::messages::{
        AddOffsetsToTxnRequest, AddPartitionsToTxnRequest, EndTxnRequest, FetchRequest,
        InitProducerIdRequest, OffsetFetchRequest, OffsetFetchResponse, ProduceRequest,
        TxnOffsetCommitRequest,
    },
};

use super::{
    Job, Pace, Producer, Step,
    ask::{Asked, InFlight, code},
};
use crate::{
    clients::{
        Desk, Finish,
        codes::{Verdict, of_coordinator, of_produce},
    },
    history::{Ending, Protocol},
    records::{Isolation, fetched},
    wire,
};

impl Producer {
    /// Takes one answer in.
    pub(super) fn take_answer(&mut self, asked: InFlight, frame: Bytes, desk: &mut Desk<'_>) {
        let (version, correlation) = (asked.version, asked.correlation);
        match asked.asked {
            Asked::Init => {
                let answer = wire::response::<InitProducerIdRequest>(frame, version, correlation);
                let producer = (answer.producer_id, answer.producer_epoch);
                self.initialized(code(answer.error_code), producer, desk);
            }
            Asked::FindOffset => {
                let answer = wire::response::<OffsetFetchRequest>(frame, version, correlation);
                self.offset_found(&answer, desk);
            }
            Asked::Read => {
                let answer = wire::response::<FetchRequest>(frame, version, correlation);
                match fetched(&answer, self.position, Isolation::Committed) {
                    Ok(got) if !got.records.is_empty() => {
                        let amounts = got.records.iter().map(|(_, value)| value.parse());
                        let amounts: Vec<i64> = amounts.map_while(Result::ok).collect();
                        self.begin_transfers(&amounts, desk);
                    }
                    Ok(_) | Err(_) => self.retry(),
                }
            }
            Asked::AddPartitions => {
                let answer =
                    wire::response::<AddPartitionsToTxnRequest>(frame, version, correlation);
                let topics = answer.results_by_topic_v3_and_below.iter();
                let mut codes = topics
                    .flat_map(|topic| &topic.results_by_partition)
                    .map(|one| code(one.partition_error_code));
                let found = codes.find(|code| code.is_error()).unwrap_or(ErrorCode::None);
                if self.heed(of_coordinator(found), found, "AddPartitionsToTxn", desk)
                    == Heeded::Done
                {
                    self.step = Step::Write;
                }
            }
            Asked::Write(numbers) => self.written(&numbers, frame, (version, correlation), desk),
            Asked::AddOffsets => {
                let answer = wire::response::<AddOffsetsToTxnRequest>(frame, version, correlation);
                let found = code(answer.error_code);
                if self.heed(of_coordinator(found), found, "AddOffsetsToTxn", desk) == Heeded::Done
                {
                    self.step = Step::CommitOffsets;
                }
            }
            Asked::CommitOffsets => {
                let answer = wire::response::<TxnOffsetCommitRequest>(frame, version, correlation);
                let found = code(answer.topics[0].partitions[0].error_code);
                if self.heed(of_coordinator(found), found, "TxnOffsetCommit", desk) == Heeded::Done
                {
                    let ending = self.open.as_ref().map_or(Ending::Abort, |open| open.ending);
                    self.step = Step::End(ending);
                }
            }
            Asked::End(ending) => {
                let answer = wire::response::<EndTxnRequest>(frame, version, correlation);
                let producer = (answer.producer_id, answer.producer_epoch);
                self.ended(code(answer.error_code), ending, producer, desk);
            }
        }
    }

    fn offset_found(&mut self, answer: &OffsetFetchResponse, desk: &mut Desk<'_>) {
        let group = &answer.groups[0];
        let found = group.topics.first().and_then(|topic| topic.partitions.first());
        let inner = found.map_or(0, |one| one.error_code);
        let all = if group.error_code == 0 { inner } else { group.error_code };
        let offset = found.map_or(-1, |one| one.committed_offset);
        match self.heed(of_coordinator(code(all)), code(all), "OffsetFetch", desk) {
            Heeded::Done => {
                self.position = offset.max(0);
                desk.note(format!("{} goes on at {}", self.name, self.position));
                self.step = Step::Begin;
            }
            Heeded::Other => {}
        }
    }

    /// What is common to the answers of coordinators.
    fn heed(
        &mut self,
        verdict: Verdict,
        code: ErrorCode,
        what: &str,
        desk: &mut Desk<'_>,
    ) -> Heeded {
        if code.is_error() {
            desk.note(format!("{} is told {} by {what}", self.name, code.name()));
        }
        match verdict {
            Verdict::Done => return Heeded::Done,
            Verdict::Again => self.retry(),
            Verdict::Abort if self.open.is_some() && !matches!(self.step, Step::End(_)) => {
                self.step = Step::End(Ending::Abort);
            }
            Verdict::Abort | Verdict::Fatal => self.finish(Finish::Fenced, desk),
        }
        Heeded::Other
    }

    fn initialized(&mut self, found: ErrorCode, producer: (i64, i16), desk: &mut Desk<'_>) {
        if self.heed(of_coordinator(found), found, "InitProducerId", desk) == Heeded::Other {
            return;
        }
        desk.history.begun(&self.id, producer);
        desk.note(format!("{} has {}/{}", self.name, producer.0, producer.1));
        self.producer = producer;
        self.sequences.clear();
        let goes_on = matches!(self.step, Step::Init(Some(_)));
        self.step = match self.job {
            Job::Transfers(_) if !goes_on => Step::FindOffset,
            Job::Transfers(_) | Job::Numbers => Step::Begin,
        };
    }

    fn written(
        &mut self,
        numbers: &[usize],
        frame: Bytes,
        (version, correlation): (i16, i32),
        desk: &mut Desk<'_>,
    ) {
        let answer = wire::response::<ProduceRequest>(frame, version, correlation);
        let Some(mut open) = self.open.take() else { return };
        let (mut aborts, mut is_fatal) = (None, None);
        for number in numbers {
            let batch = &mut open.batches[*number];
            let place = batch.place;
            let topic = answer.responses.iter().find(|topic| topic.name == place.topic);
            let found = topic.and_then(|topic| {
                topic.partition_responses.iter().find(|one| one.index == place.partition)
            });
            let Some(found) = found else { continue };
            let error = code(found.error_code);
            match of_produce(error) {
                Verdict::Done => {
                    batch.acknowledged = true;
                    let transaction = desk.history.transaction_mut(open.serial);
                    let writes = transaction.writes[batch.first_write..].iter_mut();
                    for (write, index) in writes.zip(0..batch.values.len() as i64) {
                        let known = found.base_offset >= 0;
                        write.acknowledged = known.then_some(found.base_offset + index);
                    }
                }
                Verdict::Again => {
                    open.refused.insert(place);
                }
                // What comes after a batch that was refused cannot be in order.
                Verdict::Abort
                    if error == ErrorCode::OutOfOrderSequenceNumber
                        && open.refused.contains(&place) => {}
                Verdict::Abort => aborts = Some((place, error)),
                Verdict::Fatal => is_fatal = Some((place, error)),
            }
        }
        let has_refused = !open.refused.is_empty();
        self.open = Some(open);
        if let Some((place, error)) = is_fatal.or(aborts) {
            desk.note(format!("{} is told {} for {place}", self.name, error.name()));
        }
        if is_fatal.is_some() {
            return self.finish(Finish::Fenced, desk);
        }
        if aborts.is_some() {
            self.step = Step::End(Ending::Abort);
        } else if has_refused {
            self.retry();
        }
    }

    /// All answers to what was in flight are there.
    pub(super) fn after_answers(&mut self, desk: &mut Desk<'_>) {
        let Some(open) = &mut self.open else { return };
        open.refused.clear();
        if self.step != Step::Write || open.unacknowledged().next().is_some() {
            return;
        }
        self.step = match (open.consumed, self.protocol) {
            (Some(_), Protocol::First) => Step::AddOffsets,
            (Some(_), Protocol::Second) => Step::CommitOffsets,
            (None, _) => Step::End(open.ending),
        };
        // The user thinks.
        if self.rng.below(3) == 0 && desk.phase == crate::clients::Phase::Faults {
            self.backs_off = Pace::At(Duration::from_millis(self.rng.below(300)));
        }
    }

    fn ended(
        &mut self,
        found: ErrorCode,
        ending: Ending,
        producer: (i64, i16),
        desk: &mut Desk<'_>,
    ) {
        if self.heed(of_coordinator(found), found, "EndTxn", desk) == Heeded::Other {
            return;
        }
        let Some(open) = self.open.take() else { return };
        desk.note(format!("{} is told that t{} is ended: {ending:?}", self.name, open.serial));
        desk.history.transaction_mut(open.serial).told = Some(ending);
        if let (Ending::Commit, Some(consumed)) = (ending, open.consumed) {
            self.position = consumed.to;
        }
        let is_whole = open.unacknowledged().next().is_none();
        self.step = match self.protocol {
            Protocol::Second => {
                self.producer = producer;
                self.sequences.clear();
                Step::Begin
            }
            Protocol::First if is_whole => Step::Begin,
            // Its sequences have a gap.
            Protocol::First => Step::Init(Some(self.producer)),
        };
        if self.rng.below(2) == 0 {
            self.backs_off = Pace::At(Duration::from_millis(self.rng.below(400)));
        }
    }
}

/// Whether an answer says that it is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heeded {
    Done,
    Other,
}
