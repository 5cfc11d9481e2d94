//! Random histories: members that join, leave, fall silent, lose answers and change their minds, topics
//! that grow, coordinators that move. After each step no partition has two owners; when all is quiet
//! every partition has one.

use std::{collections::BTreeMap, time::Duration};

use super::driver::{Consumer, Driver, GROUP, Owned, add_topic};
use crate::{
    groups::Group,
    model::{ErrorCode, Rng},
};

const TOPICS: [&str; 3] = ["orders", "refunds", "returns"];

struct History {
    driver: Driver,
    rng: Rng,
    members: Vec<Consumer>,
    partitions: [usize; 3],
    next: u32,
}

impl History {
    fn new(seed: u64) -> Self {
        let driver = Driver::new(&[("orders", 3), ("refunds", 2)]);
        let rng = Rng::from_seed(seed);
        Self { driver, rng, members: Vec::new(), partitions: [3, 2, 0], next: 0 }
    }

    fn chance(&mut self, percent: u64) -> bool {
        self.rng.below(100) < percent
    }

    fn wishes(&mut self) -> (Vec<&'static str>, Option<&'static str>) {
        match self.rng.below(5) {
            0 => (vec!["orders"], None),
            1 => (vec!["refunds", "returns"], None),
            2 => (Vec::new(), Some("re.*")),
            _ => (TOPICS.to_vec(), None),
        }
    }

    fn step(&mut self) {
        match self.rng.below(100) {
            0..8 => self.join(),
            8..11 if !self.members.is_empty() => {
                let index = self.rng.below(self.members.len() as u64) as usize;
                let mut member = self.members.swap_remove(index);
                member.leave(&mut self.driver, -1);
            }
            // It crashes, and owns nothing any more; the coordinator does not know.
            11..13 if !self.members.is_empty() => {
                let index = self.rng.below(self.members.len() as u64) as usize;
                self.members.swap_remove(index);
            }
            13..15 => self.driver.restart(),
            15..18 => {
                let topic = self.rng.below(3) as usize;
                self.partitions[topic] += 1;
                let count = self.partitions[topic];
                self.driver.change_topics(|image| add_topic(image, TOPICS[topic], count));
            }
            18..22 => {
                let millis = self.rng.below(8_000);
                self.driver.pass(Duration::from_millis(millis));
            }
            _ => self.beat_one(),
        }
        self.check_owners();
    }

    fn join(&mut self) {
        if self.members.len() >= 8 {
            return;
        }
        self.next += 1;
        let (topics, regex) = self.wishes();
        let mut member = Consumer::new(&format!("m{}", self.next), &topics);
        member.regex = regex.map(Into::into);
        self.members.push(member);
    }

    fn beat_one(&mut self) {
        if self.members.is_empty() {
            return;
        }
        let index = self.rng.below(self.members.len() as u64) as usize;
        let changes_mind = self.chance(4);
        let (topics, regex) = self.wishes();
        let loses = self.chance(10);
        let member = &mut self.members[index];
        let mut request = member.request();
        if changes_mind && member.epoch > 0 {
            member.topics = topics.iter().map(|topic| (*topic).into()).collect();
            member.regex = regex.map(Into::into);
            request.subscribed_topic_names = Some(member.topics.clone());
            request.subscribed_topic_regex = Some(member.regex.clone().unwrap_or_default());
        }
        let response = self.driver.heartbeat(&request);
        if loses {
            member.says_all = true;
            return;
        }
        let code = member.take(&response);
        if code != ErrorCode::None {
            let gone = [
                ErrorCode::UnknownMemberId,
                ErrorCode::FencedMemberEpoch,
                ErrorCode::GroupIdNotFound,
            ];
            assert!(gone.contains(&code), "{code:?}");
            member.owned.clear();
            member.epoch = 0;
        }
    }

    /// Who was silent for longer than its session is a member no more, and hears of it when it speaks.
    fn check_owners(&self) {
        let group = match self.driver.shard.groups.get(GROUP) {
            Some(Group::Consumer(group)) => group,
            Some(Group::Classic(_)) | None => return,
        };
        let mut owners: BTreeMap<_, &str> = BTreeMap::new();
        let members = self.members.iter().filter(|one| group.members.contains_key(&one.id));
        for member in members {
            for partition in &member.owned {
                let other = owners.insert(*partition, &member.id);
                assert_eq!(other, None, "{partition:?} is {}'s, too", member.id);
            }
        }
    }

    /// Nobody crashes any more; the sessions of the dead run out.
    fn quiet(&mut self) {
        if self.members.is_empty() {
            self.join();
        }
        for _ in 0..40 {
            for index in 0..self.members.len() {
                let member = &mut self.members[index];
                let response = self.driver.heartbeat(&member.request());
                if member.take(&response) != ErrorCode::None {
                    member.owned.clear();
                    member.epoch = 0;
                }
                self.check_owners();
            }
            self.driver.pass(Duration::from_secs(5));
        }
        let wanted: Owned = TOPICS
            .iter()
            .zip(self.partitions)
            .filter(|(name, _)| {
                self.members.iter().any(|member| {
                    let by_regex = member.regex.as_deref().is_some_and(|one| !one.is_empty());
                    member.topics.iter().any(|topic| topic == *name)
                        || (by_regex && name.starts_with("re"))
                })
            })
            .flat_map(|(name, count)| {
                let id = self.driver.image.topic_ids.get(*name).copied();
                (0..count as i32).filter_map(move |index| Some((id?, index)))
            })
            .collect();
        let owned: Owned = self.members.iter().flat_map(|member| member.owned.clone()).collect();
        assert_eq!(owned, wanted, "every partition that somebody wants has an owner");
        assert_eq!(self.driver.state(), "Stable");
    }
}

#[test]
fn no_partition_ever_has_two_owners_and_all_have_one_in_the_end() {
    for seed in 0..300 {
        let mut history = History::new(seed);
        let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            for _ in 0..250 {
                history.step();
            }
            history.quiet();
        }));
        if let Err(panic) = caught {
            eprintln!("seed {seed}");
            std::panic::resume_unwind(panic);
        }
    }
}
