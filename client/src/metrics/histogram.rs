//! Histograms with fixed buckets on a logarithmic scale: four for each doubling, so that a quantile is
//! off by an eighth at most. Noting a value is three additions to atomic numbers.

use std::{
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::Duration,
};

/// Bits of a value below its highest one that tell buckets apart.
const DETAIL: u32 = 2;
/// Values up to 2^36 have buckets of their own: 19 hours in microseconds, 64 GiB in bytes.
const BUCKETS: usize = 36 << DETAIL;

/// What the numbers of a histogram stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Microseconds inside, seconds outside.
    Time,
    /// Bytes, records: as they are.
    Count,
}

#[derive(Debug)]
pub(crate) struct Histogram {
    unit: Unit,
    sum: AtomicU64,
    max: AtomicU64,
    buckets: [AtomicU64; BUCKETS],
}

impl Histogram {
    pub(crate) fn new(unit: Unit) -> Self {
        let (sum, max) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { unit, sum, max, buckets: [const { AtomicU64::new(0) }; BUCKETS] }
    }

    pub(crate) fn note(&self, value: u64) {
        self.buckets[bucket_of(value)].fetch_add(1, Relaxed);
        self.sum.fetch_add(value, Relaxed);
        if value > self.max.load(Relaxed) {
            self.max.fetch_max(value, Relaxed);
        }
    }

    pub(crate) fn note_time(&self, time: Duration) {
        self.note(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
    }

    pub(crate) fn read(&self) -> Distribution {
        let counts = self.buckets.iter().map(|bucket| bucket.load(Relaxed));
        let filled = counts.enumerate().filter(|(_, count)| *count > 0);
        let buckets: Vec<(u64, u64)> =
            filled.map(|(index, count)| (upper_bound(index), count)).collect();
        let scale = match self.unit {
            Unit::Time => 1e-6,
            Unit::Count => 1.0,
        };
        Distribution {
            scale,
            count: buckets.iter().map(|(_, count)| count).sum(),
            sum: self.sum.load(Relaxed),
            max: self.max.load(Relaxed),
            buckets,
        }
    }
}

/// How often which values came. Times are in seconds, sizes in bytes, and numbers in what is counted.
///
/// ```
/// # #[cfg(feature = "testing")]
/// # ottla::testing::Setup::new().run(async |fixture| -> ottla::Result<()> {
/// # let client = fixture.client().clone();
/// use ottla::{ProducerOptions, Record};
///
/// let before = client.metrics().producer.batch_size;
/// let producer = client.producer(ProducerOptions::default())?;
/// producer.send(Record::to("orders").value("paid")).await?;
/// let sizes = client.metrics().producer.batch_size.since(&before);
/// assert_eq!(sizes.count(), 1);
/// println!("mean {:?}, at most {} bytes", sizes.mean(), sizes.max());
/// println!("{:?} bytes are enough for 99 % of the batches", sizes.quantile(0.99));
/// # Ok(())
/// # })
/// # .unwrap();
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Distribution {
    scale: f64,
    count: u64,
    sum: u64,
    max: u64,
    /// Greatest value of a bucket, and how many are in it alone; only those that are not empty.
    buckets: Vec<(u64, u64)>,
}

impl Distribution {
    /// Number of values.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// All values together.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.sum as f64 * self.scale
    }

    /// The greatest value; 0 without any.
    #[must_use]
    pub fn max(&self) -> f64 {
        self.max as f64 * self.scale
    }

    /// The mean; `None` without values.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum() / self.count as f64)
    }

    /// The value that so large a part of all is not above, for instance 0.99; too high by a quarter at
    /// most. `None` without values.
    #[must_use]
    pub fn quantile(&self, part: f64) -> Option<f64> {
        let rank = (self.count as f64 * part.clamp(0.0, 1.0)).ceil().max(1.0) as u64;
        let mut seen = 0;
        for (bound, count) in &self.buckets {
            seen += count;
            if seen >= rank {
                return Some((*bound).min(self.max) as f64 * self.scale);
            }
        }
        None
    }

    /// The values that came after `before` was read of the same ones.
    #[must_use]
    pub fn since(&self, before: &Self) -> Self {
        let earlier = |bound: u64| {
            let found = before.buckets.binary_search_by_key(&bound, |(bound, _)| *bound);
            found.map_or(0, |index| before.buckets[index].1)
        };
        let news = self.buckets.iter();
        let news = news.map(|(bound, count)| (*bound, count.saturating_sub(earlier(*bound))));
        let buckets: Vec<(u64, u64)> = news.filter(|(_, count)| *count > 0).collect();
        Self {
            scale: self.scale,
            count: buckets.iter().map(|(_, count)| count).sum(),
            sum: self.sum.saturating_sub(before.sum),
            max: buckets.last().map_or(0, |(bound, _)| (*bound).min(self.max)),
            buckets,
        }
    }

    /// Number of values that are not above `bound`, in the inner unit; right where it is a power of two.
    pub(crate) fn up_to(&self, bound: u64) -> u64 {
        self.buckets.iter().take_while(|(upper, _)| *upper <= bound).map(|(_, count)| count).sum()
    }

    pub(crate) fn scale(&self) -> f64 {
        self.scale
    }
}

/// Each bucket holds what is above the bound of the one before, up to its own.
fn bucket_of(value: u64) -> usize {
    let value = value.saturating_sub(1);
    if value < 1 << DETAIL {
        return value as usize;
    }
    let exponent = value.ilog2();
    let detail = (value >> (exponent - DETAIL)) as usize & ((1 << DETAIL) - 1);
    let index = (((exponent - DETAIL + 1) as usize) << DETAIL) + detail;
    index.min(BUCKETS - 1)
}

fn upper_bound(index: usize) -> u64 {
    let (octave, detail) = (index >> DETAIL, index as u64 & ((1 << DETAIL) - 1));
    match octave {
        0 => detail + 1,
        octave => ((1 << DETAIL) + detail + 1) << (octave - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_in_the_bucket_whose_bounds_are_around_it() {
        let values = (0..100_000).chain((17..36).flat_map(|bits| {
            let power = 1_u64 << bits;
            [power - 1, power, power + 1, power + power / 3]
        }));
        for value in values {
            let index = bucket_of(value);
            assert!(value <= upper_bound(index), "{value} in {index}");
            let below = index.checked_sub(1).map_or(0, upper_bound);
            assert!(value > below || value == 0, "{value} in {index}, above {below}");
        }
        assert_eq!(bucket_of(u64::MAX), BUCKETS - 1);
    }

    #[test]
    fn quantiles_are_off_by_a_quarter_at_most() {
        let histogram = Histogram::new(Unit::Time);
        for micros in 1..=10_000 {
            histogram.note_time(Duration::from_micros(micros));
        }
        let read = histogram.read();
        assert_eq!(read.count(), 10_000);
        assert!((read.sum() - 50.005).abs() < 1e-9);
        assert!((read.max() - 0.01).abs() < 1e-9);
        for part in [0.01, 0.5, 0.9, 0.99, 1.0] {
            let (exact, found) = (part * 0.01, read.quantile(part).unwrap());
            assert!(found >= exact - 1e-9 && found <= exact * 1.25, "{part}: {found}");
        }
        assert_eq!(read.up_to(4_096), 4_096);
        assert_eq!(Histogram::new(Unit::Count).read().quantile(0.5), None);
    }
}
