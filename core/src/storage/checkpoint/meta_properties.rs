//! `meta.properties` (version 1): which cluster, node and directory the files belong to. A Java
//! properties file; comments and keys that are not known are read over.

use super::InvalidCheckpoint;
use crate::model::{NodeId, Uuid};

/// The file's name.
pub const META_PROPERTIES_FILE: &str = "meta.properties";

/// What the file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetaProperties {
    /// The cluster's id; any text without line breaks, as Apache Kafka allows.
    pub cluster_id: String,
    /// The node that the directory belongs to.
    pub node_id: NodeId,
    /// The directory's own id (KIP-858); directories that were written before it have none.
    pub directory_id: Option<Uuid>,
}

impl MetaProperties {
    /// The bytes of the file.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut text =
            format!("version=1\ncluster.id={}\nnode.id={}\n", self.cluster_id, self.node_id);
        if let Some(directory_id) = self.directory_id {
            text.push_str(&format!("directory.id={directory_id}\n"));
        }
        text.into_bytes()
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Says which line is wrong, or what is missing.
    pub fn parse(bytes: &[u8]) -> Result<Self, InvalidCheckpoint> {
        let invalid = |line, reason| InvalidCheckpoint {
            file: META_PROPERTIES_FILE.to_owned(),
            line,
            reason,
        };
        let text =
            std::str::from_utf8(bytes).map_err(|_| invalid(1, "not UTF-8 text".to_owned()))?;
        let (mut cluster_id, mut node_id, mut directory_id, mut version) = (None, None, None, None);
        for (index, line) in text.lines().enumerate() {
            let line_number = index + 1;
            let line = line.trim();
            if line.is_empty() || line.starts_with(['#', '!']) {
                continue;
            }
            let Some((key, value)) = line.split_once('=') else {
                return Err(invalid(line_number, format!("{line:?} is not KEY=VALUE")));
            };
            let value = value.trim();
            match key.trim() {
                "cluster.id" => cluster_id = Some(value.to_owned()),
                "node.id" => {
                    let id = value.parse().ok().filter(|id| *id >= 0).ok_or_else(|| {
                        invalid(line_number, format!("node.id {value:?} is not a node id"))
                    })?;
                    node_id = Some(NodeId(id));
                }
                "directory.id" => {
                    let id = value.parse();
                    directory_id = Some(id.map_err(|error: crate::model::InvalidUuid| {
                        invalid(line_number, error.to_string())
                    })?);
                }
                "version" if value == "1" => version = Some(()),
                "version" => {
                    let reason = format!("version {value:?} is unknown, 1 expected");
                    return Err(invalid(line_number, reason));
                }
                _ => {}
            }
        }
        let end = text.lines().count() + 1;
        let missing = |key: &str| invalid(end, format!("{key} is missing"));
        version.ok_or_else(|| missing("version"))?;
        Ok(Self {
            cluster_id: cluster_id.ok_or_else(|| missing("cluster.id"))?,
            node_id: node_id.ok_or_else(|| missing("node.id"))?,
            directory_id,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_of_apache_kafka_is_read() {
        let bytes = b"#\n#Sat Nov 21 03:01:39 UTC 2026\nnode.id=1\n\
            directory.id=pTMEALgNGBPwJgI9HVzRSQ\nversion=1\ncluster.id=b3R0bGEtZml4dHVyZS0xMQ\n";
        let meta = MetaProperties::parse(bytes).unwrap();
        assert_eq!(meta.cluster_id, "b3R0bGEtZml4dHVyZS0xMQ");
        assert_eq!(meta.node_id, NodeId(1));
        assert_eq!(meta.directory_id.unwrap().to_string(), "pTMEALgNGBPwJgI9HVzRSQ");
        assert_eq!(MetaProperties::parse(&meta.encode()).unwrap(), meta);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (bytes, message) in [
            (&b"version=1\ncluster.id=x\n"[..], "meta.properties, line 3: node.id is missing"),
            (b"version=0\n", "meta.properties, line 1: version \"0\" is unknown, 1 expected"),
            (
                b"version=1\nnode.id=-1\n",
                "meta.properties, line 2: node.id \"-1\" is not a node id",
            ),
            (b"version=1\nnonsense\n", "meta.properties, line 2: \"nonsense\" is not KEY=VALUE"),
        ] {
            assert_eq!(MetaProperties::parse(bytes).unwrap_err().to_string(), message);
        }
    }
}
