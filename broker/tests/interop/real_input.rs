//! A real file through four writers and four readers: whoever wrote, all readers report the same,
//! byte-equal and in order.

use super::{clients::ALL, input::packages, process::BrokerProcess};

#[test]
fn whoever_writes_all_readers_report_the_same() {
    let Some(broker) = BrokerProcess::on_disk_or_elsewhere() else { return };
    let records = packages();
    let expected: Vec<String> =
        records.iter().map(|record| format!("{}\t{}", record.key, record.value)).collect();
    eprintln!("{} records", records.len());
    for writer in ALL {
        let topic = broker.topic(&format!("by-{writer:?}"));
        let Some(()) = writer.write(&broker.address, &topic, &records, "none") else { return };
        let mut first: Option<String> = None;
        for reader in ALL {
            let Some(read) = reader.read(&broker.address, &topic, records.len()) else { return };
            eprintln!("{writer:?} -> {reader:?}: {} records", read.lines().count());
            match &first {
                Some(first) => {
                    assert!(*first == read, "{reader:?} differs on what {writer:?} wrote")
                }
                None => {
                    for (index, line) in read.lines().enumerate() {
                        let mut fields = line.splitn(3, '\t');
                        let timestamp = fields.next().unwrap();
                        if writer.keeps_timestamps() {
                            assert_eq!(timestamp, records[index].timestamp.to_string());
                        }
                        assert_eq!(fields.next(), Some(writer.headers()), "{index}");
                        assert_eq!(fields.next(), Some(&*expected[index]), "{index}");
                    }
                    assert_eq!(read.lines().count(), records.len());
                    first = Some(read);
                }
            }
        }
    }
}
