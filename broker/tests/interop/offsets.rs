//! Apache Kafka's own tool asks for offsets: the first, the last, by time and of the largest time.

use super::{
    clients::Client,
    input::few,
    process::{BrokerProcess, java, run},
};

#[test]
fn offsets_are_found_by_position_and_by_time() {
    let Some(broker) = BrokerProcess::on_disk_or_elsewhere() else { return };
    let topic = broker.topic("offsets");
    let records = few(250);
    let Some(()) = Client::Ottla.write(&broker.address, &topic, &records, "none") else { return };
    let of_record_100 = records[100].timestamp.to_string();
    let between = (records[0].timestamp - 1).to_string();
    let cases = [("-2", 0), ("-1", 250), ("-3", 249), (&of_record_100[..], 100), (&between[..], 0)];
    for (time, expected) in cases {
        let Some(mut command) = java("org.apache.kafka.tools.GetOffsetShell") else { return };
        command.args(["--bootstrap-server", &broker.address, "--topic", &topic]);
        let found = run(command.args(["--time", time]), b"");
        assert_eq!(found.trim(), format!("{topic}:0:{expected}"), "time {time}");
    }
}
