//! `.kafka_cleanshutdown`: written last when a broker stops in order, removed when it starts. It
//! says that no log has to be recovered.

/// The file's name.
pub const CLEAN_SHUTDOWN_FILE: &str = ".kafka_cleanshutdown";

/// What the file says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CleanShutdown {
    /// The broker's epoch when it stopped; -1 if it had none.
    pub broker_epoch: i64,
}

impl CleanShutdown {
    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        format!("{{\"version\":0,\"brokerEpoch\":{}}}", self.broker_epoch).into_bytes()
    }

    /// Reads the file. That it is there already says that the stop was clean; an epoch that
    /// cannot be read (older versions wrote nothing) counts as -1, as in Apache Kafka.
    #[must_use]
    pub fn parse(bytes: &[u8]) -> Self {
        let epoch = std::str::from_utf8(bytes).ok().and_then(|text| {
            let (_, value) = text.split_once("\"brokerEpoch\"")?;
            let value = value.trim_start().strip_prefix(':')?.trim_start();
            let end = value.find([',', '}']).unwrap_or(value.len());
            value[..end].trim().parse().ok()
        });
        Self { broker_epoch: epoch.unwrap_or(-1) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_apache_kafka_is_read_and_written() {
        let bytes = br#"{"version":0,"brokerEpoch":12}"#;
        assert_eq!(CleanShutdown::parse(bytes), CleanShutdown { broker_epoch: 12 });
        assert_eq!(CleanShutdown { broker_epoch: 12 }.encode(), bytes);
    }

    #[test]
    fn a_marker_without_an_epoch_still_marks() {
        for bytes in [&b""[..], b"{}", b"\xff", br#"{"brokerEpoch": x}"#] {
            assert_eq!(CleanShutdown::parse(bytes).broker_epoch, -1);
        }
    }
}
