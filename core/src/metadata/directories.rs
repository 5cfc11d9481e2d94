//! Which log directory of a broker holds a new replica: the one with the fewest, as Apache Kafka
//! chooses. Brokers with one directory, or none that is known, need no choice.

use std::collections::BTreeMap;

use super::{BrokerRegistration, MetadataImage};
use crate::model::{NodeId, Uuid};

/// How many replicas each directory holds, of brokers that have several.
#[derive(Clone, Debug, Default)]
pub struct DirectoryLoad {
    brokers: BTreeMap<NodeId, Vec<(Uuid, usize)>>,
}

impl DirectoryLoad {
    /// What the metadata says.
    #[must_use]
    pub fn of(image: &MetadataImage) -> Self {
        let counts = |broker: &BrokerRegistration| {
            // Whoever names a broker without an open directory means one that is closed.
            let has_open = broker.takes_replicas();
            let usable =
                broker.directories.iter().filter(|one| !has_open || !broker.is_cordoned(**one));
            (broker.id, usable.map(|id| (*id, 0)).collect())
        };
        let mut load = Self { brokers: image.brokers.values().map(|one| counts(one)).collect() };
        if load.brokers.values().all(|directories| directories.len() < 2) {
            return load;
        }
        for partition in image.topics.values().flat_map(|topic| &topic.partitions) {
            for (node, directory) in partition.replicas.iter().zip(&partition.directories) {
                load.count(*node, *directory);
            }
        }
        load
    }

    fn count(&mut self, node: NodeId, directory: Uuid) {
        let directories = self.brokers.get_mut(&node).into_iter().flatten();
        for (_, count) in directories.filter(|(id, _)| *id == directory) {
            *count += 1;
        }
    }

    /// The directory for the next replica on `node`, which counts from now on. The first of those
    /// with the fewest; [`Uuid::ZERO`] leaves it to a broker that has named none.
    pub fn place(&mut self, node: NodeId) -> Uuid {
        let directories = self.brokers.get_mut(&node).into_iter().flatten();
        let Some((id, count)) = directories.min_by_key(|(_, count)| *count) else {
            return Uuid::ZERO;
        };
        *count += 1;
        *id
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        metadata::{PartitionRegistration, TopicImage},
        model::TopicName,
    };

    fn image(directories: &[Uuid], used: &[Uuid]) -> MetadataImage {
        let broker = BrokerRegistration {
            id: NodeId(1),
            epoch: 0,
            incarnation: Uuid::ZERO,
            endpoints: Vec::new(),
            rack: None,
            fenced: false,
            in_controlled_shutdown: false,
            directories: directories.to_vec(),
            cordoned_directories: None,
            features: Vec::new(),
        };
        let partition = |directory: &Uuid| PartitionRegistration {
            replicas: vec![NodeId(1)],
            directories: vec![*directory],
            in_sync_replicas: vec![NodeId(1)],
            leader: NodeId(1),
            ..Default::default()
        };
        let topic = TopicImage {
            id: Uuid([9; 16]),
            name: TopicName::new("t").unwrap(),
            partitions: used.iter().map(partition).collect(),
        };
        let mut image = MetadataImage::default();
        image.brokers.insert(NodeId(1), Arc::new(broker));
        image.topics.insert(topic.id, Arc::new(topic));
        image
    }

    #[test]
    fn a_cordoned_directory_gets_none_while_another_is_open() {
        let [a, b] = [1, 2].map(|byte| Uuid([byte; 16]));
        let mut image = image(&[a, b], &[b]);
        let cordon = |image: &mut MetadataImage, cordoned: &[Uuid]| {
            let mut broker = BrokerRegistration::clone(&image.brokers[&NodeId(1)]);
            broker.cordoned_directories = Some(cordoned.to_vec());
            image.brokers.insert(NodeId(1), Arc::new(broker));
        };
        cordon(&mut image, &[a]);
        let mut load = DirectoryLoad::of(&image);
        assert_eq!([load.place(NodeId(1)), load.place(NodeId(1))], [b, b]);
        cordon(&mut image, &[a, b]);
        assert_eq!(DirectoryLoad::of(&image).place(NodeId(1)), a);
    }

    #[test]
    fn a_replica_goes_to_the_directory_with_the_fewest() {
        let [a, b, c] = [1, 2, 3].map(|byte| Uuid([byte; 16]));
        let mut load = DirectoryLoad::of(&image(&[a, b, c], &[a, a, b]));
        let placed: Vec<Uuid> = (0..6).map(|_| load.place(NodeId(1))).collect();
        assert_eq!(placed, [c, b, c, a, b, c]);
        assert_eq!(load.place(NodeId(2)), Uuid::ZERO, "nothing is known of it");
        let mut load = DirectoryLoad::of(&image(&[a], &[a]));
        assert_eq!([load.place(NodeId(1)), load.place(NodeId(1))], [a, a]);
    }
}
