//! Picks whom to give a partition, and whom to take one from: members of one topic, by the number of
//! partitions that they have. Ties go around, so that nobody gets a second one before all have got
//! their first.

/// The subscribers of a topic between the least and the most loaded. Sizes are the caller's, who
/// changes those of the members that were picked, by one.
pub(super) struct Balancer {
    /// Subscribers by size, then by index.
    members: Vec<usize>,
    low: Low,
    high: High,
}

/// The first members, up to `end`: all of `size` when the round began.
struct Low {
    end: usize,
    size: isize,
    next: usize,
}

/// The members from `start` to `end`: all of `size` when the round began. Behind `end` are those that
/// have nothing to give.
struct High {
    start: usize,
    end: usize,
    size: isize,
    /// The place behind the next one, which goes down.
    next: usize,
}

impl Balancer {
    /// At least one subscriber is needed.
    pub(super) fn new(subscribers: &[usize], sizes: &[usize]) -> Self {
        let mut members = subscribers.to_vec();
        members.sort_by_key(|member| (sizes[*member], *member));
        let count = members.len();
        let size = |place: usize| sizes[members[place]] as isize;
        let low = Low { end: 0, size: size(0) - 1, next: 0 };
        let high = High { start: count, end: count, size: size(count - 1) + 1, next: count };
        Self { members, low, high }
    }

    /// Difference between the most and the least loaded, before anyone was picked.
    pub(super) fn imbalance(&self) -> isize {
        self.high.size - self.low.size - 2
    }

    /// Whether the rounds have met, so that moving one more partition improves nothing.
    pub(super) fn is_balanced(&self) -> bool {
        self.high.size - self.low.size <= 1
    }

    /// Whom to give the next partition.
    pub(super) fn least_loaded(&mut self, sizes: &[usize]) -> usize {
        let low = &mut self.low;
        if low.next >= low.end {
            low.size += 1;
            let of_size = |member: &&usize| sizes[**member] as isize == low.size;
            low.end += self.members[low.end..].iter().take_while(of_size).count();
            low.next = 0;
        }
        low.next += 1;
        self.members[low.next - 1]
    }

    /// Whom to take a partition from, who may have none to give: see [`Balancer::exclude`].
    pub(super) fn most_loaded(&mut self, sizes: &[usize]) -> Option<usize> {
        let high = &mut self.high;
        if high.next <= high.start {
            high.size = match high.start.checked_sub(1) {
                Some(below) if high.end <= high.start => sizes[self.members[below]] as isize,
                _ => high.size - 1,
            };
            let of_size = |member: &&usize| sizes[**member] as isize == high.size;
            high.start -= self.members[..high.start].iter().rev().take_while(of_size).count();
            high.next = high.end;
        }
        high.next = high.next.checked_sub(1)?;
        Some(self.members[high.next])
    }

    /// The member that was picked as the most loaded one has nothing to give.
    pub(super) fn exclude(&mut self) {
        self.high.end -= 1;
        self.members.swap(self.high.next, self.high.end);
    }
}
