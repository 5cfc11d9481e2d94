// Made from bindings/api by `cargo xtask generate`: do not edit.

//! Plain data.

use ottla_api as api;
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    convert::{Argument, At, Given, IntoPython, argument, optional},
    plain, sending,
};

/// Something that could not be done.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Refusal(pub(crate) api::Refusal);

#[pymethods]
impl Refusal {
    #[new]
    #[pyo3(signature = (name, error))]
    fn new(name: &Bound<'_, PyAny>, error: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::Refusal {
            name: argument(name, "name")?,
            error: argument(error, "error")?,
        }))
    }

    /// The topic, group, partition or resource.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Why.
    #[getter]
    fn error(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.error)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "error"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Refusal", [("name", self.name(py)?), ("error", self.error(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "error"], [this.get().name(py)?, this.get().error(py)?])
    }
}

impl IntoPython for api::Refusal {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Refusal(self))?.into_any())
    }
}

impl Argument for api::Refusal {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Refusal>();
        Ok(object.map_err(|_| at.mismatch("Refusal", value))?.get().0.clone())
    }
}

/// A topic to create.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct NewTopic(pub(crate) api::NewTopic);

#[pymethods]
impl NewTopic {
    #[new]
    #[pyo3(signature = (name, partitions=None, replication_factor=None, config=None))]
    fn new(name: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>, replication_factor: Option<&Bound<'_, PyAny>>, config: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::NewTopic {
            name: argument(name, "name")?,
            partitions: optional(partitions, "partitions")?,
            replication_factor: optional(replication_factor, "replication_factor")?,
            config: optional(config, "config")?,
        }))
    }

    /// Its name.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Number of partitions; the broker's `num.partitions` where it is not said.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    /// Number of replicas; the broker's `default.replication.factor` where it is not said.
    #[getter]
    fn replication_factor(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replication_factor)
    }

    /// Kafka's topic keys and their values.
    #[getter]
    fn config(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.config)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "partitions", "replication_factor", "config"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "NewTopic", [("name", self.name(py)?), ("partitions", self.partitions(py)?), ("replication_factor", self.replication_factor(py)?), ("config", self.config(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "partitions", "replication_factor", "config"], [this.get().name(py)?, this.get().partitions(py)?, this.get().replication_factor(py)?, this.get().config(py)?])
    }
}

impl IntoPython for api::NewTopic {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, NewTopic(self))?.into_any())
    }
}

impl Argument for api::NewTopic {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<NewTopic>();
        Ok(object.map_err(|_| at.mismatch("NewTopic", value))?.get().0.clone())
    }
}

/// A topic, as a list shows it.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TopicListing(pub(crate) api::TopicListing);

#[pymethods]
impl TopicListing {
    #[new]
    #[pyo3(signature = (name, id, partitions, internal))]
    fn new(name: &Bound<'_, PyAny>, id: &Bound<'_, PyAny>, partitions: &Bound<'_, PyAny>, internal: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::TopicListing {
            name: argument(name, "name")?,
            id: argument(id, "id")?,
            partitions: argument(partitions, "partitions")?,
            internal: argument(internal, "internal")?,
        }))
    }

    /// Its name.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Its id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// Number of partitions.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    /// Whether it is one of Kafka's own.
    #[getter]
    fn internal(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.internal)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "id", "partitions", "internal"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TopicListing", [("name", self.name(py)?), ("id", self.id(py)?), ("partitions", self.partitions(py)?), ("internal", self.internal(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "id", "partitions", "internal"], [this.get().name(py)?, this.get().id(py)?, this.get().partitions(py)?, this.get().internal(py)?])
    }
}

impl IntoPython for api::TopicListing {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TopicListing(self))?.into_any())
    }
}

impl Argument for api::TopicListing {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TopicListing>();
        Ok(object.map_err(|_| at.mismatch("TopicListing", value))?.get().0.clone())
    }
}

/// A topic and its partitions.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TopicDescription(pub(crate) api::TopicDescription);

#[pymethods]
impl TopicDescription {
    #[new]
    #[pyo3(signature = (name, id, internal, partitions=None))]
    fn new(name: &Bound<'_, PyAny>, id: &Bound<'_, PyAny>, internal: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::TopicDescription {
            name: argument(name, "name")?,
            id: argument(id, "id")?,
            internal: argument(internal, "internal")?,
            partitions: optional(partitions, "partitions")?,
        }))
    }

    /// Its name.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Its id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// Whether it is one of Kafka's own.
    #[getter]
    fn internal(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.internal)
    }

    /// Its partitions, by number.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "id", "internal", "partitions"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TopicDescription", [("name", self.name(py)?), ("id", self.id(py)?), ("internal", self.internal(py)?), ("partitions", self.partitions(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "id", "internal", "partitions"], [this.get().name(py)?, this.get().id(py)?, this.get().internal(py)?, this.get().partitions(py)?])
    }
}

impl IntoPython for api::TopicDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TopicDescription(self))?.into_any())
    }
}

impl Argument for api::TopicDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TopicDescription>();
        Ok(object.map_err(|_| at.mismatch("TopicDescription", value))?.get().0.clone())
    }
}

/// A partition and its replicas.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionDescription(pub(crate) api::PartitionDescription);

#[pymethods]
impl PartitionDescription {
    #[new]
    #[pyo3(signature = (partition, leader=None, *, leader_epoch, replicas=None, in_sync_replicas=None))]
    fn new(partition: &Bound<'_, PyAny>, leader: Option<&Bound<'_, PyAny>>, leader_epoch: &Bound<'_, PyAny>, replicas: Option<&Bound<'_, PyAny>>, in_sync_replicas: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::PartitionDescription {
            partition: argument(partition, "partition")?,
            leader: optional(leader, "leader")?,
            leader_epoch: argument(leader_epoch, "leader_epoch")?,
            replicas: optional(replicas, "replicas")?,
            in_sync_replicas: optional(in_sync_replicas, "in_sync_replicas")?,
        }))
    }

    /// Its number.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// The broker that leads it, if there is one.
    #[getter]
    fn leader(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader)
    }

    /// Epoch of the leader.
    #[getter]
    fn leader_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader_epoch)
    }

    /// Brokers that have a replica, the preferred leader first.
    #[getter]
    fn replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replicas)
    }

    /// Those of them that are in sync.
    #[getter]
    fn in_sync_replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.in_sync_replicas)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["partition", "leader", "leader_epoch", "replicas", "in_sync_replicas"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "PartitionDescription", [("partition", self.partition(py)?), ("leader", self.leader(py)?), ("leader_epoch", self.leader_epoch(py)?), ("replicas", self.replicas(py)?), ("in_sync_replicas", self.in_sync_replicas(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["partition", "leader", "leader_epoch", "replicas", "in_sync_replicas"], [this.get().partition(py)?, this.get().leader(py)?, this.get().leader_epoch(py)?, this.get().replicas(py)?, this.get().in_sync_replicas(py)?])
    }
}

impl IntoPython for api::PartitionDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionDescription(self))?.into_any())
    }
}

impl Argument for api::PartitionDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<PartitionDescription>();
        Ok(object.map_err(|_| at.mismatch("PartitionDescription", value))?.get().0.clone())
    }
}

/// A cluster and its brokers.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ClusterDescription(pub(crate) api::ClusterDescription);

#[pymethods]
impl ClusterDescription {
    #[new]
    #[pyo3(signature = (id=None, controller=None, brokers=None))]
    fn new(id: Option<&Bound<'_, PyAny>>, controller: Option<&Bound<'_, PyAny>>, brokers: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ClusterDescription {
            id: optional(id, "id")?,
            controller: optional(controller, "controller")?,
            brokers: optional(brokers, "brokers")?,
        }))
    }

    /// The cluster's id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// A broker that takes what controllers do.
    #[getter]
    fn controller(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.controller)
    }

    /// The brokers.
    #[getter]
    fn brokers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.brokers)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "controller", "brokers"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ClusterDescription", [("id", self.id(py)?), ("controller", self.controller(py)?), ("brokers", self.brokers(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "controller", "brokers"], [this.get().id(py)?, this.get().controller(py)?, this.get().brokers(py)?])
    }
}

impl IntoPython for api::ClusterDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ClusterDescription(self))?.into_any())
    }
}

impl Argument for api::ClusterDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ClusterDescription>();
        Ok(object.map_err(|_| at.mismatch("ClusterDescription", value))?.get().0.clone())
    }
}

/// A broker.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct BrokerDescription(pub(crate) api::BrokerDescription);

#[pymethods]
impl BrokerDescription {
    #[new]
    #[pyo3(signature = (id, host, port, rack=None))]
    fn new(id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, port: &Bound<'_, PyAny>, rack: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::BrokerDescription {
            id: argument(id, "id")?,
            host: argument(host, "host")?,
            port: argument(port, "port")?,
            rack: optional(rack, "rack")?,
        }))
    }

    /// Its id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// Its host.
    #[getter]
    fn host(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.host)
    }

    /// Its port.
    #[getter]
    fn port(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.port)
    }

    /// Its rack.
    #[getter]
    fn rack(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.rack)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "host", "port", "rack"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "BrokerDescription", [("id", self.id(py)?), ("host", self.host(py)?), ("port", self.port(py)?), ("rack", self.rack(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "host", "port", "rack"], [this.get().id(py)?, this.get().host(py)?, this.get().port(py)?, this.get().rack(py)?])
    }
}

impl IntoPython for api::BrokerDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, BrokerDescription(self))?.into_any())
    }
}

impl Argument for api::BrokerDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<BrokerDescription>();
        Ok(object.map_err(|_| at.mismatch("BrokerDescription", value))?.get().0.clone())
    }
}

/// A group, as a list shows it.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct GroupListing(pub(crate) api::GroupListing);

#[pymethods]
impl GroupListing {
    #[new]
    #[pyo3(signature = (group_id, state, protocol_type, kind))]
    fn new(group_id: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, protocol_type: &Bound<'_, PyAny>, kind: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::GroupListing {
            group_id: argument(group_id, "group_id")?,
            state: argument(state, "state")?,
            protocol_type: argument(protocol_type, "protocol_type")?,
            kind: argument(kind, "kind")?,
        }))
    }

    /// Its id.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// Its state, with Kafka's name.
    #[getter]
    fn state(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.state)
    }

    /// What its members speak: `consumer` for consumers.
    #[getter]
    fn protocol_type(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.protocol_type)
    }

    /// Its kind: `classic`, `consumer`, `share`, `streams`.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "state", "protocol_type", "kind"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupListing", [("group_id", self.group_id(py)?), ("state", self.state(py)?), ("protocol_type", self.protocol_type(py)?), ("kind", self.kind(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "state", "protocol_type", "kind"], [this.get().group_id(py)?, this.get().state(py)?, this.get().protocol_type(py)?, this.get().kind(py)?])
    }
}

impl IntoPython for api::GroupListing {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, GroupListing(self))?.into_any())
    }
}

impl Argument for api::GroupListing {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<GroupListing>();
        Ok(object.map_err(|_| at.mismatch("GroupListing", value))?.get().0.clone())
    }
}

/// A group and its members.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct GroupDescription(pub(crate) api::GroupDescription);

#[pymethods]
impl GroupDescription {
    #[new]
    #[pyo3(signature = (group_id, state, assignor, members=None))]
    fn new(group_id: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, assignor: &Bound<'_, PyAny>, members: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::GroupDescription {
            group_id: argument(group_id, "group_id")?,
            state: argument(state, "state")?,
            assignor: argument(assignor, "assignor")?,
            members: optional(members, "members")?,
        }))
    }

    /// Its id.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// Its state, with Kafka's name.
    #[getter]
    fn state(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.state)
    }

    /// What assigns partitions.
    #[getter]
    fn assignor(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignor)
    }

    /// Its members.
    #[getter]
    fn members(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.members)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "state", "assignor", "members"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupDescription", [("group_id", self.group_id(py)?), ("state", self.state(py)?), ("assignor", self.assignor(py)?), ("members", self.members(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "state", "assignor", "members"], [this.get().group_id(py)?, this.get().state(py)?, this.get().assignor(py)?, this.get().members(py)?])
    }
}

impl IntoPython for api::GroupDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, GroupDescription(self))?.into_any())
    }
}

impl Argument for api::GroupDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<GroupDescription>();
        Ok(object.map_err(|_| at.mismatch("GroupDescription", value))?.get().0.clone())
    }
}

/// A member of a group.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct MemberDescription(pub(crate) api::MemberDescription);

#[pymethods]
impl MemberDescription {
    #[new]
    #[pyo3(signature = (member_id, group_instance_id=None, *, client_id, host, assignment=None))]
    fn new(member_id: &Bound<'_, PyAny>, group_instance_id: Option<&Bound<'_, PyAny>>, client_id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, assignment: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::MemberDescription {
            member_id: argument(member_id, "member_id")?,
            group_instance_id: optional(group_instance_id, "group_instance_id")?,
            client_id: argument(client_id, "client_id")?,
            host: argument(host, "host")?,
            assignment: optional(assignment, "assignment")?,
        }))
    }

    /// Its id.
    #[getter]
    fn member_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.member_id)
    }

    /// Its `group.instance.id`, if it is a static member.
    #[getter]
    fn group_instance_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_instance_id)
    }

    /// Its `client.id`.
    #[getter]
    fn client_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.client_id)
    }

    /// Its host.
    #[getter]
    fn host(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.host)
    }

    /// What it has.
    #[getter]
    fn assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["member_id", "group_instance_id", "client_id", "host", "assignment"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "MemberDescription", [("member_id", self.member_id(py)?), ("group_instance_id", self.group_instance_id(py)?), ("client_id", self.client_id(py)?), ("host", self.host(py)?), ("assignment", self.assignment(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["member_id", "group_instance_id", "client_id", "host", "assignment"], [this.get().member_id(py)?, this.get().group_instance_id(py)?, this.get().client_id(py)?, this.get().host(py)?, this.get().assignment(py)?])
    }
}

impl IntoPython for api::MemberDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, MemberDescription(self))?.into_any())
    }
}

impl Argument for api::MemberDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<MemberDescription>();
        Ok(object.map_err(|_| at.mismatch("MemberDescription", value))?.get().0.clone())
    }
}

/// A question for an offset.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct OffsetAt(pub(crate) api::OffsetAt);

#[pymethods]
impl OffsetAt {
    #[new]
    #[pyo3(signature = (topic, partition, spec, timestamp=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, spec: &Bound<'_, PyAny>, timestamp: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::OffsetAt {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            spec: argument(spec, "spec")?,
            timestamp: optional(timestamp, "timestamp")?,
        }))
    }

    /// The topic.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// Which offset.
    #[getter]
    fn spec(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.spec)
    }

    /// Milliseconds since 1970, for `Timestamp`.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "spec", "timestamp"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "OffsetAt", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("spec", self.spec(py)?), ("timestamp", self.timestamp(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "spec", "timestamp"], [this.get().topic(py)?, this.get().partition(py)?, this.get().spec(py)?, this.get().timestamp(py)?])
    }
}

impl IntoPython for api::OffsetAt {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, OffsetAt(self))?.into_any())
    }
}

impl Argument for api::OffsetAt {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<OffsetAt>();
        Ok(object.map_err(|_| at.mismatch("OffsetAt", value))?.get().0.clone())
    }
}

/// An offset that was asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ListedOffset(pub(crate) api::ListedOffset);

#[pymethods]
impl ListedOffset {
    #[new]
    #[pyo3(signature = (topic, partition, offset=None, timestamp=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ListedOffset {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: optional(offset, "offset")?,
            timestamp: optional(timestamp, "timestamp")?,
        }))
    }

    /// The topic.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// The offset; None if no record has that time.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    /// Time of the record, where one was looked for.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "timestamp"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ListedOffset", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("timestamp", self.timestamp(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "timestamp"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().timestamp(py)?])
    }
}

impl IntoPython for api::ListedOffset {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ListedOffset(self))?.into_any())
    }
}

impl Argument for api::ListedOffset {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ListedOffset>();
        Ok(object.map_err(|_| at.mismatch("ListedOffset", value))?.get().0.clone())
    }
}

/// Something that has a configuration.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigResource(pub(crate) api::ConfigResource);

#[pymethods]
impl ConfigResource {
    #[new]
    #[pyo3(signature = (kind, name))]
    fn new(kind: &Bound<'_, PyAny>, name: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ConfigResource {
            kind: argument(kind, "kind")?,
            name: argument(name, "name")?,
        }))
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// Its name, or the broker's id.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["kind", "name"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigResource", [("kind", self.kind(py)?), ("name", self.name(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "name"], [this.get().kind(py)?, this.get().name(py)?])
    }
}

impl IntoPython for api::ConfigResource {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigResource(self))?.into_any())
    }
}

impl Argument for api::ConfigResource {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigResource>();
        Ok(object.map_err(|_| at.mismatch("ConfigResource", value))?.get().0.clone())
    }
}

/// A key and its value.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigEntry(pub(crate) api::ConfigEntry);

#[pymethods]
impl ConfigEntry {
    #[new]
    #[pyo3(signature = (name, value=None, *, is_default, read_only, sensitive))]
    fn new(name: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, is_default: &Bound<'_, PyAny>, read_only: &Bound<'_, PyAny>, sensitive: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ConfigEntry {
            name: argument(name, "name")?,
            value: optional(value, "value")?,
            is_default: argument(is_default, "is_default")?,
            read_only: argument(read_only, "read_only")?,
            sensitive: argument(sensitive, "sensitive")?,
        }))
    }

    /// Kafka's key.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Its value; None if it is secret or unset.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    /// Whether nobody has set it.
    #[getter]
    fn is_default(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.is_default)
    }

    /// Whether it cannot be changed while the broker runs.
    #[getter]
    fn read_only(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.read_only)
    }

    /// Whether its value is secret.
    #[getter]
    fn sensitive(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.sensitive)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "value", "is_default", "read_only", "sensitive"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigEntry", [("name", self.name(py)?), ("value", self.value(py)?), ("is_default", self.is_default(py)?), ("read_only", self.read_only(py)?), ("sensitive", self.sensitive(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "value", "is_default", "read_only", "sensitive"], [this.get().name(py)?, this.get().value(py)?, this.get().is_default(py)?, this.get().read_only(py)?, this.get().sensitive(py)?])
    }
}

impl IntoPython for api::ConfigEntry {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigEntry(self))?.into_any())
    }
}

impl Argument for api::ConfigEntry {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigEntry>();
        Ok(object.map_err(|_| at.mismatch("ConfigEntry", value))?.get().0.clone())
    }
}

/// A change of a key.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigChange(pub(crate) api::ConfigChange);

#[pymethods]
impl ConfigChange {
    #[new]
    #[pyo3(signature = (key, operation, value=None))]
    fn new(key: &Bound<'_, PyAny>, operation: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ConfigChange {
            key: argument(key, "key")?,
            operation: argument(operation, "operation")?,
            value: optional(value, "value")?,
        }))
    }

    /// Kafka's key.
    #[getter]
    fn key(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key)
    }

    /// How it is changed.
    #[getter]
    fn operation(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.operation)
    }

    /// The value, but for `Delete`.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["key", "operation", "value"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigChange", [("key", self.key(py)?), ("operation", self.operation(py)?), ("value", self.value(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["key", "operation", "value"], [this.get().key(py)?, this.get().operation(py)?, this.get().value(py)?])
    }
}

impl IntoPython for api::ConfigChange {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigChange(self))?.into_any())
    }
}

impl Argument for api::ConfigChange {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigChange>();
        Ok(object.map_err(|_| at.mismatch("ConfigChange", value))?.get().0.clone())
    }
}

/// Something that happened.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Event(pub(crate) api::Event);

#[pymethods]
impl Event {
    #[new]
    #[pyo3(signature = (kind, details=None))]
    fn new(kind: &Bound<'_, PyAny>, details: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::Event {
            kind: argument(kind, "kind")?,
            details: optional(details, "details")?,
        }))
    }

    /// What kind of thing.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// What it was about: broker, group, error and the like.
    #[getter]
    fn details(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.details)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["kind", "details"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Event", [("kind", self.kind(py)?), ("details", self.details(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "details"], [this.get().kind(py)?, this.get().details(py)?])
    }
}

impl IntoPython for api::Event {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Event(self))?.into_any())
    }
}

impl Argument for api::Event {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Event>();
        Ok(object.map_err(|_| at.mismatch("Event", value))?.get().0.clone())
    }
}

/// A place to start at in a partition.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Start(pub(crate) api::Start);

#[pymethods]
impl Start {
    #[new]
    #[pyo3(signature = (kind, at=None))]
    fn new(kind: &Bound<'_, PyAny>, at: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::Start {
            kind: argument(kind, "kind")?,
            at: optional(at, "at")?,
        }))
    }

    /// What kind of place.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// The offset, or the time.
    #[getter]
    fn at(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.at)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["kind", "at"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Start", [("kind", self.kind(py)?), ("at", self.at(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "at"], [this.get().kind(py)?, this.get().at(py)?])
    }
}

impl IntoPython for api::Start {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Start(self))?.into_any())
    }
}

impl Argument for api::Start {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Start>();
        Ok(object.map_err(|_| at.mismatch("Start", value))?.get().0.clone())
    }
}

/// A name and a value that go with a record.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Header(pub(crate) api::Header);

#[pymethods]
impl Header {
    #[new]
    #[pyo3(signature = (key, value=None))]
    fn new(key: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::Header {
            key: argument(key, "key")?,
            value: optional(value, "value")?,
        }))
    }

    /// The name; several headers may have the same.
    #[getter]
    fn key(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key)
    }

    /// The value; None and empty are different things.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["key", "value"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Header", [("key", self.key(py)?), ("value", self.value(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["key", "value"], [this.get().key(py)?, this.get().value(py)?])
    }
}

impl IntoPython for api::Header {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Header(self))?.into_any())
    }
}

impl Argument for api::Header {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Header>();
        Ok(object.map_err(|_| at.mismatch("Header", value))?.get().0.clone())
    }
}

/// A record to send.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct NewRecord(pub(crate) api::NewRecord);

#[pymethods]
impl NewRecord {
    #[new]
    #[pyo3(signature = (value=None, key=None, partition=None, timestamp=None, headers=None))]
    fn new(value: Option<&Bound<'_, PyAny>>, key: Option<&Bound<'_, PyAny>>, partition: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::NewRecord {
            value: optional(value, "value")?,
            key: optional(key, "key")?,
            partition: optional(partition, "partition")?,
            timestamp: optional(timestamp, "timestamp")?,
            headers: sending::headers(headers)?,
        }))
    }

    /// The value; without one the record is a tombstone where the topic is compacted.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    /// The key: records with the same key go to the same partition.
    #[getter]
    fn key(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key)
    }

    /// The partition, where the partitioner is not to choose.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// Milliseconds since 1970; now, where it is not said.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    /// Its headers, in order.
    #[getter]
    fn headers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.headers)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["value", "key", "partition", "timestamp", "headers"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "NewRecord", [("value", self.value(py)?), ("key", self.key(py)?), ("partition", self.partition(py)?), ("timestamp", self.timestamp(py)?), ("headers", self.headers(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["value", "key", "partition", "timestamp", "headers"], [this.get().value(py)?, this.get().key(py)?, this.get().partition(py)?, this.get().timestamp(py)?, this.get().headers(py)?])
    }
}

impl IntoPython for api::NewRecord {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, NewRecord(self))?.into_any())
    }
}

impl Argument for api::NewRecord {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<NewRecord>();
        Ok(object.map_err(|_| at.mismatch("NewRecord", value))?.get().0.clone())
    }
}

/// Where a record was written.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Written(pub(crate) api::Written);

#[pymethods]
impl Written {
    #[new]
    #[pyo3(signature = (topic, partition, offset, timestamp))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: &Bound<'_, PyAny>, timestamp: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::Written {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
            timestamp: argument(timestamp, "timestamp")?,
        }))
    }

    /// The topic.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// The offset; -1 where the broker does not tell: without acks, or when it recognised the record.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    /// Milliseconds since 1970: the broker's time if the topic keeps that.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "timestamp"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Written", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("timestamp", self.timestamp(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "timestamp"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().timestamp(py)?])
    }
}

impl IntoPython for api::Written {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Written(self))?.into_any())
    }
}

impl Argument for api::Written {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Written>();
        Ok(object.map_err(|_| at.mismatch("Written", value))?.get().0.clone())
    }
}

/// A partition of a topic.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TopicPartition(pub(crate) api::TopicPartition);

#[pymethods]
impl TopicPartition {
    #[new]
    #[pyo3(signature = (topic, partition))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::TopicPartition {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
        }))
    }

    /// The topic.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TopicPartition", [("topic", self.topic(py)?), ("partition", self.partition(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition"], [this.get().topic(py)?, this.get().partition(py)?])
    }
}

impl IntoPython for api::TopicPartition {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TopicPartition(self))?.into_any())
    }
}

impl Argument for api::TopicPartition {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TopicPartition>();
        Ok(object.map_err(|_| at.mismatch("TopicPartition", value))?.get().0.clone())
    }
}

/// An offset in a partition.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionOffset(pub(crate) api::PartitionOffset);

#[pymethods]
impl PartitionOffset {
    #[new]
    #[pyo3(signature = (topic, partition, offset, leader_epoch=None, metadata=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: &Bound<'_, PyAny>, leader_epoch: Option<&Bound<'_, PyAny>>, metadata: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::PartitionOffset {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
            leader_epoch: optional(leader_epoch, "leader_epoch")?,
            metadata: optional(metadata, "metadata")?,
        }))
    }

    /// The topic.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// The offset. Committed, it is the next one to read.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    /// Epoch of the leader that wrote the record before, if it is known.
    #[getter]
    fn leader_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader_epoch)
    }

    /// Text that is kept with a committed offset.
    #[getter]
    fn metadata(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.metadata)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "leader_epoch", "metadata"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "PartitionOffset", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("leader_epoch", self.leader_epoch(py)?), ("metadata", self.metadata(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "leader_epoch", "metadata"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().leader_epoch(py)?, this.get().metadata(py)?])
    }
}

impl IntoPython for api::PartitionOffset {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionOffset(self))?.into_any())
    }
}

impl Argument for api::PartitionOffset {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<PartitionOffset>();
        Ok(object.map_err(|_| at.mismatch("PartitionOffset", value))?.get().0.clone())
    }
}
