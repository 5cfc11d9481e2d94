//! Every codec of every writer, read by every reader.

use super::{clients::ALL, input::few, process::BrokerProcess};

#[test]
fn every_codec_of_every_writer_is_read_by_every_reader() {
    let Some(broker) = BrokerProcess::on_disk_or_elsewhere() else { return };
    let records = few(300);
    for codec in ["gzip", "snappy", "lz4", "zstd"] {
        for writer in ALL {
            let topic = broker.topic(&format!("{codec}-{writer:?}"));
            let Some(()) = writer.write(&broker.address, &topic, &records, codec) else { return };
            let mut first: Option<String> = None;
            for reader in ALL {
                let Some(read) = reader.read(&broker.address, &topic, records.len()) else {
                    return;
                };
                assert_eq!(read.lines().count(), records.len());
                let first = first.get_or_insert_with(|| read.clone());
                assert!(*first == read, "{codec}: {reader:?} differs on what {writer:?} wrote");
            }
        }
    }
}
