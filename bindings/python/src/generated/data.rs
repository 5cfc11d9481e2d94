// Made from bindings/api by `cargo xtask generate`: do not edit.

//! Plain data.

use ottla_api as api;
use pyo3::{prelude::*, types::PyTuple};

use crate::{
    convert::{Argument, At, Given, IntoPython, argument, optional},
    plain, sending,
};

/// A rule that says who may do what.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Acl(pub(crate) api::Acl);

#[pymethods]
impl Acl {
    #[new]
    #[pyo3(signature = (resource, name, pattern, principal, host, operation, permission))]
    fn new(resource: &Bound<'_, PyAny>, name: &Bound<'_, PyAny>, pattern: &Bound<'_, PyAny>, principal: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, operation: &Bound<'_, PyAny>, permission: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::Acl {
            resource: argument(resource, "resource")?,
            name: argument(name, "name")?,
            pattern: argument(pattern, "pattern")?,
            principal: argument(principal, "principal")?,
            host: argument(host, "host")?,
            operation: argument(operation, "operation")?,
            permission: argument(permission, "permission")?,
        }))
    }

    /// What it is about.
    #[getter]
    fn resource(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.resource)
    }

    /// Its name, or how names begin.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Which of the two.
    #[getter]
    fn pattern(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.pattern)
    }

    /// Who: `User:alice`, or `User:*`.
    #[getter]
    fn principal(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.principal)
    }

    /// Where from: an address, or `*`.
    #[getter]
    fn host(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.host)
    }

    /// What is done.
    #[getter]
    fn operation(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.operation)
    }

    /// Whether it may be.
    #[getter]
    fn permission(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.permission)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["resource", "name", "pattern", "principal", "host", "operation", "permission"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Acl", [("resource", self.resource(py)?), ("name", self.name(py)?), ("pattern", self.pattern(py)?), ("principal", self.principal(py)?), ("host", self.host(py)?), ("operation", self.operation(py)?), ("permission", self.permission(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["resource", "name", "pattern", "principal", "host", "operation", "permission"], [this.get().resource(py)?, this.get().name(py)?, this.get().pattern(py)?, this.get().principal(py)?, this.get().host(py)?, this.get().operation(py)?, this.get().permission(py)?])
    }
}

impl IntoPython for api::Acl {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Acl(self))?.into_any())
    }
}

impl Argument for api::Acl {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Acl>();
        Ok(object.map_err(|_| at.mismatch("Acl", value))?.get().0.clone())
    }
}

/// Which rules; what is not said does not matter.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct AclFilter(pub(crate) api::AclFilter);

#[pymethods]
impl AclFilter {
    #[new]
    #[pyo3(signature = (resource=None, name=None, pattern=None, principal=None, host=None, operation=None, permission=None))]
    fn new(resource: Option<&Bound<'_, PyAny>>, name: Option<&Bound<'_, PyAny>>, pattern: Option<&Bound<'_, PyAny>>, principal: Option<&Bound<'_, PyAny>>, host: Option<&Bound<'_, PyAny>>, operation: Option<&Bound<'_, PyAny>>, permission: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::AclFilter {
            resource: optional(resource, "resource")?,
            name: optional(name, "name")?,
            pattern: optional(pattern, "pattern")?,
            principal: optional(principal, "principal")?,
            host: optional(host, "host")?,
            operation: optional(operation, "operation")?,
            permission: optional(permission, "permission")?,
        }))
    }

    /// What they are about.
    #[getter]
    fn resource(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.resource)
    }

    /// Their name.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// How the name is looked at; `Any` where it is not said.
    #[getter]
    fn pattern(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.pattern)
    }

    /// Who.
    #[getter]
    fn principal(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.principal)
    }

    /// Where from.
    #[getter]
    fn host(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.host)
    }

    /// What is done.
    #[getter]
    fn operation(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.operation)
    }

    /// Whether it may be.
    #[getter]
    fn permission(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.permission)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["resource", "name", "pattern", "principal", "host", "operation", "permission"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "AclFilter", [("resource", self.resource(py)?), ("name", self.name(py)?), ("pattern", self.pattern(py)?), ("principal", self.principal(py)?), ("host", self.host(py)?), ("operation", self.operation(py)?), ("permission", self.permission(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["resource", "name", "pattern", "principal", "host", "operation", "permission"], [this.get().resource(py)?, this.get().name(py)?, this.get().pattern(py)?, this.get().principal(py)?, this.get().host(py)?, this.get().operation(py)?, this.get().permission(py)?])
    }
}

impl IntoPython for api::AclFilter {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, AclFilter(self))?.into_any())
    }
}

impl Argument for api::AclFilter {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<AclFilter>();
        Ok(object.map_err(|_| at.mismatch("AclFilter", value))?.get().0.clone())
    }
}

/// What a filter has deleted.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct AclDeletion(pub(crate) api::AclDeletion);

#[pymethods]
impl AclDeletion {
    #[new]
    #[pyo3(signature = (filter, deleted=None))]
    fn new(filter: &Bound<'_, PyAny>, deleted: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::AclDeletion {
            filter: argument(filter, "filter")?,
            deleted: optional(deleted, "deleted")?,
        }))
    }

    /// The filter.
    #[getter]
    fn filter(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.filter)
    }

    /// The rules that it fitted.
    #[getter]
    fn deleted(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.deleted)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["filter", "deleted"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "AclDeletion", [("filter", self.filter(py)?), ("deleted", self.deleted(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["filter", "deleted"], [this.get().filter(py)?, this.get().deleted(py)?])
    }
}

impl IntoPython for api::AclDeletion {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, AclDeletion(self))?.into_any())
    }
}

impl Argument for api::AclDeletion {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<AclDeletion>();
        Ok(object.map_err(|_| at.mismatch("AclDeletion", value))?.get().0.clone())
    }
}

/// What several filters have deleted.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct AclDeletions(pub(crate) api::AclDeletions);

#[pymethods]
impl AclDeletions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::AclDeletions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that worked.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others, by their number from 0.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "AclDeletions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::AclDeletions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, AclDeletions(self))?.into_any())
    }
}

impl Argument for api::AclDeletions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<AclDeletions>();
        Ok(object.map_err(|_| at.mismatch("AclDeletions", value))?.get().0.clone())
    }
}

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

/// A group in the classic protocol.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ClassicGroupDescription(pub(crate) api::ClassicGroupDescription);

#[pymethods]
impl ClassicGroupDescription {
    #[new]
    #[pyo3(signature = (group_id, protocol_type, protocol, state, members=None, *, coordinator, authorized_operations=None))]
    fn new(group_id: &Bound<'_, PyAny>, protocol_type: &Bound<'_, PyAny>, protocol: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, members: Option<&Bound<'_, PyAny>>, coordinator: &Bound<'_, PyAny>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ClassicGroupDescription {
            group_id: argument(group_id, "group_id")?,
            protocol_type: argument(protocol_type, "protocol_type")?,
            protocol: argument(protocol, "protocol")?,
            state: argument(state, "state")?,
            members: optional(members, "members")?,
            coordinator: argument(coordinator, "coordinator")?,
            authorized_operations: optional(authorized_operations, "authorized_operations")?,
        }))
    }

    /// Its id.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// What its members are: `consumer`, `connect`, or whatever they say.
    #[getter]
    fn protocol_type(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.protocol_type)
    }

    /// What they have agreed on: the assignor of consumers.
    #[getter]
    fn protocol(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.protocol)
    }

    /// Its state, with Kafka's name.
    #[getter]
    fn state(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.state)
    }

    /// Its members.
    #[getter]
    fn members(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.members)
    }

    /// The broker that coordinates it: `host:port`.
    #[getter]
    fn coordinator(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator)
    }

    /// What the principal may do with it, if that was asked for.
    #[getter]
    fn authorized_operations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.authorized_operations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "protocol_type", "protocol", "state", "members", "coordinator", "authorized_operations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ClassicGroupDescription", [("group_id", self.group_id(py)?), ("protocol_type", self.protocol_type(py)?), ("protocol", self.protocol(py)?), ("state", self.state(py)?), ("members", self.members(py)?), ("coordinator", self.coordinator(py)?), ("authorized_operations", self.authorized_operations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "protocol_type", "protocol", "state", "members", "coordinator", "authorized_operations"], [this.get().group_id(py)?, this.get().protocol_type(py)?, this.get().protocol(py)?, this.get().state(py)?, this.get().members(py)?, this.get().coordinator(py)?, this.get().authorized_operations(py)?])
    }
}

impl IntoPython for api::ClassicGroupDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ClassicGroupDescription(self))?.into_any())
    }
}

impl Argument for api::ClassicGroupDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ClassicGroupDescription>();
        Ok(object.map_err(|_| at.mismatch("ClassicGroupDescription", value))?.get().0.clone())
    }
}

/// A member of such a group.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ClassicMemberDescription(pub(crate) api::ClassicMemberDescription);

#[pymethods]
impl ClassicMemberDescription {
    #[new]
    #[pyo3(signature = (member_id, group_instance_id=None, *, client_id, host, metadata, assignment))]
    fn new(member_id: &Bound<'_, PyAny>, group_instance_id: Option<&Bound<'_, PyAny>>, client_id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, metadata: &Bound<'_, PyAny>, assignment: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ClassicMemberDescription {
            member_id: argument(member_id, "member_id")?,
            group_instance_id: optional(group_instance_id, "group_instance_id")?,
            client_id: argument(client_id, "client_id")?,
            host: argument(host, "host")?,
            metadata: argument(metadata, "metadata")?,
            assignment: argument(assignment, "assignment")?,
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

    /// What it has told the others, as its protocol writes it.
    #[getter]
    fn metadata(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.metadata)
    }

    /// What it was given, as its protocol writes it.
    #[getter]
    fn assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["member_id", "group_instance_id", "client_id", "host", "metadata", "assignment"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ClassicMemberDescription", [("member_id", self.member_id(py)?), ("group_instance_id", self.group_instance_id(py)?), ("client_id", self.client_id(py)?), ("host", self.host(py)?), ("metadata", self.metadata(py)?), ("assignment", self.assignment(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["member_id", "group_instance_id", "client_id", "host", "metadata", "assignment"], [this.get().member_id(py)?, this.get().group_instance_id(py)?, this.get().client_id(py)?, this.get().host(py)?, this.get().metadata(py)?, this.get().assignment(py)?])
    }
}

impl IntoPython for api::ClassicMemberDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ClassicMemberDescription(self))?.into_any())
    }
}

impl Argument for api::ClassicMemberDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ClassicMemberDescription>();
        Ok(object.map_err(|_| at.mismatch("ClassicMemberDescription", value))?.get().0.clone())
    }
}

/// Groups that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ClassicGroupDescriptions(pub(crate) api::ClassicGroupDescriptions);

#[pymethods]
impl ClassicGroupDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ClassicGroupDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are there.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ClassicGroupDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ClassicGroupDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ClassicGroupDescriptions(self))?.into_any())
    }
}

impl Argument for api::ClassicGroupDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ClassicGroupDescriptions>();
        Ok(object.map_err(|_| at.mismatch("ClassicGroupDescriptions", value))?.get().0.clone())
    }
}

/// A cluster and its brokers.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ClusterDescription(pub(crate) api::ClusterDescription);

#[pymethods]
impl ClusterDescription {
    #[new]
    #[pyo3(signature = (id=None, controller=None, brokers=None, authorized_operations=None))]
    fn new(id: Option<&Bound<'_, PyAny>>, controller: Option<&Bound<'_, PyAny>>, brokers: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ClusterDescription {
            id: optional(id, "id")?,
            controller: optional(controller, "controller")?,
            brokers: optional(brokers, "brokers")?,
            authorized_operations: optional(authorized_operations, "authorized_operations")?,
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

    /// The brokers, or the controllers, if they were asked for.
    #[getter]
    fn brokers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.brokers)
    }

    /// What the principal may do with it, if that was asked for.
    #[getter]
    fn authorized_operations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.authorized_operations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "controller", "brokers", "authorized_operations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ClusterDescription", [("id", self.id(py)?), ("controller", self.controller(py)?), ("brokers", self.brokers(py)?), ("authorized_operations", self.authorized_operations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "controller", "brokers", "authorized_operations"], [this.get().id(py)?, this.get().controller(py)?, this.get().brokers(py)?, this.get().authorized_operations(py)?])
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
    #[pyo3(signature = (id, host, port, rack=None, *, fenced))]
    fn new(id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, port: &Bound<'_, PyAny>, rack: Option<&Bound<'_, PyAny>>, fenced: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::BrokerDescription {
            id: argument(id, "id")?,
            host: argument(host, "host")?,
            port: argument(port, "port")?,
            rack: optional(rack, "rack")?,
            fenced: argument(fenced, "fenced")?,
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

    /// Whether it is not served by, for it is starting, ending or away.
    #[getter]
    fn fenced(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.fenced)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "host", "port", "rack", "fenced"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "BrokerDescription", [("id", self.id(py)?), ("host", self.host(py)?), ("port", self.port(py)?), ("rack", self.rack(py)?), ("fenced", self.fenced(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "host", "port", "rack", "fenced"], [this.get().id(py)?, this.get().host(py)?, this.get().port(py)?, this.get().rack(py)?, this.get().fenced(py)?])
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
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (name, value=None, *, is_default, source, read_only, sensitive, key_type, synonyms=None, documentation=None))]
    fn new(name: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, is_default: &Bound<'_, PyAny>, source: &Bound<'_, PyAny>, read_only: &Bound<'_, PyAny>, sensitive: &Bound<'_, PyAny>, key_type: &Bound<'_, PyAny>, synonyms: Option<&Bound<'_, PyAny>>, documentation: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ConfigEntry {
            name: argument(name, "name")?,
            value: optional(value, "value")?,
            is_default: argument(is_default, "is_default")?,
            source: argument(source, "source")?,
            read_only: argument(read_only, "read_only")?,
            sensitive: argument(sensitive, "sensitive")?,
            key_type: argument(key_type, "key_type")?,
            synonyms: optional(synonyms, "synonyms")?,
            documentation: optional(documentation, "documentation")?,
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

    /// Where the value is from.
    #[getter]
    fn source(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.source)
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

    /// What its value is.
    #[getter]
    fn key_type(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key_type)
    }

    /// Where it is set, the first counting, if that was asked for.
    #[getter]
    fn synonyms(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.synonyms)
    }

    /// What it does, if that was asked for.
    #[getter]
    fn documentation(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.documentation)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "value", "is_default", "source", "read_only", "sensitive", "key_type", "synonyms", "documentation"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigEntry", [("name", self.name(py)?), ("value", self.value(py)?), ("is_default", self.is_default(py)?), ("source", self.source(py)?), ("read_only", self.read_only(py)?), ("sensitive", self.sensitive(py)?), ("key_type", self.key_type(py)?), ("synonyms", self.synonyms(py)?), ("documentation", self.documentation(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "value", "is_default", "source", "read_only", "sensitive", "key_type", "synonyms", "documentation"], [this.get().name(py)?, this.get().value(py)?, this.get().is_default(py)?, this.get().source(py)?, this.get().read_only(py)?, this.get().sensitive(py)?, this.get().key_type(py)?, this.get().synonyms(py)?, this.get().documentation(py)?])
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

/// A place where a key is set.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigSynonym(pub(crate) api::ConfigSynonym);

#[pymethods]
impl ConfigSynonym {
    #[new]
    #[pyo3(signature = (name, value=None, *, source))]
    fn new(name: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, source: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ConfigSynonym {
            name: argument(name, "name")?,
            value: optional(value, "value")?,
            source: argument(source, "source")?,
        }))
    }

    /// Its key there.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// Its value there; None if it is secret.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    /// What place that is.
    #[getter]
    fn source(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.source)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "value", "source"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigSynonym", [("name", self.name(py)?), ("value", self.value(py)?), ("source", self.source(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "value", "source"], [this.get().name(py)?, this.get().value(py)?, this.get().source(py)?])
    }
}

impl IntoPython for api::ConfigSynonym {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigSynonym(self))?.into_any())
    }
}

impl Argument for api::ConfigSynonym {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigSynonym>();
        Ok(object.map_err(|_| at.mismatch("ConfigSynonym", value))?.get().0.clone())
    }
}

/// A configuration that was asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigDescription(pub(crate) api::ConfigDescription);

#[pymethods]
impl ConfigDescription {
    #[new]
    #[pyo3(signature = (resource, entries=None))]
    fn new(resource: &Bound<'_, PyAny>, entries: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ConfigDescription {
            resource: argument(resource, "resource")?,
            entries: optional(entries, "entries")?,
        }))
    }

    /// What it is of.
    #[getter]
    fn resource(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.resource)
    }

    /// Its keys and values.
    #[getter]
    fn entries(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.entries)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["resource", "entries"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigDescription", [("resource", self.resource(py)?), ("entries", self.entries(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["resource", "entries"], [this.get().resource(py)?, this.get().entries(py)?])
    }
}

impl IntoPython for api::ConfigDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigDescription(self))?.into_any())
    }
}

impl Argument for api::ConfigDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigDescription>();
        Ok(object.map_err(|_| at.mismatch("ConfigDescription", value))?.get().0.clone())
    }
}

/// Configurations that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigDescriptions(pub(crate) api::ConfigDescriptions);

#[pymethods]
impl ConfigDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ConfigDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are there.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ConfigDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigDescriptions(self))?.into_any())
    }
}

impl Argument for api::ConfigDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigDescriptions>();
        Ok(object.map_err(|_| at.mismatch("ConfigDescriptions", value))?.get().0.clone())
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

/// Changes of one configuration.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ConfigUpdate(pub(crate) api::ConfigUpdate);

#[pymethods]
impl ConfigUpdate {
    #[new]
    #[pyo3(signature = (resource, changes=None))]
    fn new(resource: &Bound<'_, PyAny>, changes: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ConfigUpdate {
            resource: argument(resource, "resource")?,
            changes: optional(changes, "changes")?,
        }))
    }

    /// What is changed.
    #[getter]
    fn resource(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.resource)
    }

    /// How; all or none.
    #[getter]
    fn changes(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.changes)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["resource", "changes"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ConfigUpdate", [("resource", self.resource(py)?), ("changes", self.changes(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["resource", "changes"], [this.get().resource(py)?, this.get().changes(py)?])
    }
}

impl IntoPython for api::ConfigUpdate {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ConfigUpdate(self))?.into_any())
    }
}

impl Argument for api::ConfigUpdate {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ConfigUpdate>();
        Ok(object.map_err(|_| at.mismatch("ConfigUpdate", value))?.get().0.clone())
    }
}

/// Somebody, as brokers know them.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Principal(pub(crate) api::Principal);

#[pymethods]
impl Principal {
    #[new]
    #[pyo3(signature = (kind, name))]
    fn new(kind: &Bound<'_, PyAny>, name: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::Principal {
            kind: argument(kind, "kind")?,
            name: argument(name, "name")?,
        }))
    }

    /// What they are: `User`.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// Their name.
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
        plain::repr(py, "Principal", [("kind", self.kind(py)?), ("name", self.name(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "name"], [this.get().kind(py)?, this.get().name(py)?])
    }
}

impl IntoPython for api::Principal {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Principal(self))?.into_any())
    }
}

impl Argument for api::Principal {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Principal>();
        Ok(object.map_err(|_| at.mismatch("Principal", value))?.get().0.clone())
    }
}

/// A token.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct DelegationToken(pub(crate) api::DelegationToken);

#[pymethods]
impl DelegationToken {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (id, hmac, owner, requester, renewers=None, *, issued_at, expires_at, expires_at_max))]
    fn new(id: &Bound<'_, PyAny>, hmac: &Bound<'_, PyAny>, owner: &Bound<'_, PyAny>, requester: &Bound<'_, PyAny>, renewers: Option<&Bound<'_, PyAny>>, issued_at: &Bound<'_, PyAny>, expires_at: &Bound<'_, PyAny>, expires_at_max: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::DelegationToken {
            id: argument(id, "id")?,
            hmac: argument(hmac, "hmac")?,
            owner: argument(owner, "owner")?,
            requester: argument(requester, "requester")?,
            renewers: optional(renewers, "renewers")?,
            issued_at: argument(issued_at, "issued_at")?,
            expires_at: argument(expires_at, "expires_at")?,
            expires_at_max: argument(expires_at_max, "expires_at_max")?,
        }))
    }

    /// Its id: the user name of SASL/SCRAM.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// The secret that belongs to it: in base64 the password of SASL/SCRAM.
    #[getter]
    fn hmac(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.hmac)
    }

    /// Whom it belongs to.
    #[getter]
    fn owner(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.owner)
    }

    /// Who asked for it; the owner where brokers are too old to tell.
    #[getter]
    fn requester(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.requester)
    }

    /// Who may renew it besides the owner.
    #[getter]
    fn renewers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.renewers)
    }

    /// When it was made, in milliseconds since 1970.
    #[getter]
    fn issued_at(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.issued_at)
    }

    /// When it ends unless it is renewed, in milliseconds since 1970.
    #[getter]
    fn expires_at(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.expires_at)
    }

    /// When it ends at last, in milliseconds since 1970.
    #[getter]
    fn expires_at_max(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.expires_at_max)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "hmac", "owner", "requester", "renewers", "issued_at", "expires_at", "expires_at_max"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "DelegationToken", [("id", self.id(py)?), ("hmac", self.hmac(py)?), ("owner", self.owner(py)?), ("requester", self.requester(py)?), ("renewers", self.renewers(py)?), ("issued_at", self.issued_at(py)?), ("expires_at", self.expires_at(py)?), ("expires_at_max", self.expires_at_max(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "hmac", "owner", "requester", "renewers", "issued_at", "expires_at", "expires_at_max"], [this.get().id(py)?, this.get().hmac(py)?, this.get().owner(py)?, this.get().requester(py)?, this.get().renewers(py)?, this.get().issued_at(py)?, this.get().expires_at(py)?, this.get().expires_at_max(py)?])
    }
}

impl IntoPython for api::DelegationToken {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, DelegationToken(self))?.into_any())
    }
}

impl Argument for api::DelegationToken {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<DelegationToken>();
        Ok(object.map_err(|_| at.mismatch("DelegationToken", value))?.get().0.clone())
    }
}

/// A feature.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct FeatureDescription(pub(crate) api::FeatureDescription);

#[pymethods]
impl FeatureDescription {
    #[new]
    #[pyo3(signature = (name, level, supported_min=None, supported_max=None, epoch=None))]
    fn new(name: &Bound<'_, PyAny>, level: &Bound<'_, PyAny>, supported_min: Option<&Bound<'_, PyAny>>, supported_max: Option<&Bound<'_, PyAny>>, epoch: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::FeatureDescription {
            name: argument(name, "name")?,
            level: argument(level, "level")?,
            supported_min: optional(supported_min, "supported_min")?,
            supported_max: optional(supported_max, "supported_max")?,
            epoch: optional(epoch, "epoch")?,
        }))
    }

    /// Its name: `metadata.version`.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// The level that the cluster is at; 0 if it does not use it.
    #[getter]
    fn level(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.level)
    }

    /// The lowest level that the broker can be at, if it knows the feature.
    #[getter]
    fn supported_min(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.supported_min)
    }

    /// The highest level that the broker can be at, if it knows the feature.
    #[getter]
    fn supported_max(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.supported_max)
    }

    /// What the cluster's levels are as of: a later epoch, the same for all features, may have others; None if the broker
    /// does not say.
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "level", "supported_min", "supported_max", "epoch"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "FeatureDescription", [("name", self.name(py)?), ("level", self.level(py)?), ("supported_min", self.supported_min(py)?), ("supported_max", self.supported_max(py)?), ("epoch", self.epoch(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "level", "supported_min", "supported_max", "epoch"], [this.get().name(py)?, this.get().level(py)?, this.get().supported_min(py)?, this.get().supported_max(py)?, this.get().epoch(py)?])
    }
}

impl IntoPython for api::FeatureDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, FeatureDescription(self))?.into_any())
    }
}

impl Argument for api::FeatureDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<FeatureDescription>();
        Ok(object.map_err(|_| at.mismatch("FeatureDescription", value))?.get().0.clone())
    }
}

/// A feature that is to be at another level.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct FeatureUpdate(pub(crate) api::FeatureUpdate);

#[pymethods]
impl FeatureUpdate {
    #[new]
    #[pyo3(signature = (name, level, change))]
    fn new(name: &Bound<'_, PyAny>, level: &Bound<'_, PyAny>, change: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::FeatureUpdate {
            name: argument(name, "name")?,
            level: argument(level, "level")?,
            change: argument(change, "change")?,
        }))
    }

    /// The feature.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// The level; 0 for none.
    #[getter]
    fn level(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.level)
    }

    /// Where that is.
    #[getter]
    fn change(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.change)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "level", "change"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "FeatureUpdate", [("name", self.name(py)?), ("level", self.level(py)?), ("change", self.change(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "level", "change"], [this.get().name(py)?, this.get().level(py)?, this.get().change(py)?])
    }
}

impl IntoPython for api::FeatureUpdate {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, FeatureUpdate(self))?.into_any())
    }
}

impl Argument for api::FeatureUpdate {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<FeatureUpdate>();
        Ok(object.map_err(|_| at.mismatch("FeatureUpdate", value))?.get().0.clone())
    }
}

/// A question for what a group has committed.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct GroupOffsetsQuery(pub(crate) api::GroupOffsetsQuery);

#[pymethods]
impl GroupOffsetsQuery {
    #[new]
    #[pyo3(signature = (group_id, partitions=None, stable=None))]
    fn new(group_id: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>, stable: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::GroupOffsetsQuery {
            group_id: argument(group_id, "group_id")?,
            partitions: optional(partitions, "partitions")?,
            stable: optional(stable, "stable")?,
        }))
    }

    /// The group.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// Of which partitions; of all where it is not said.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    /// Whether open transactions that commit offsets are waited for.
    #[getter]
    fn stable(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.stable)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "partitions", "stable"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupOffsetsQuery", [("group_id", self.group_id(py)?), ("partitions", self.partitions(py)?), ("stable", self.stable(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "partitions", "stable"], [this.get().group_id(py)?, this.get().partitions(py)?, this.get().stable(py)?])
    }
}

impl IntoPython for api::GroupOffsetsQuery {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, GroupOffsetsQuery(self))?.into_any())
    }
}

impl Argument for api::GroupOffsetsQuery {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<GroupOffsetsQuery>();
        Ok(object.map_err(|_| at.mismatch("GroupOffsetsQuery", value))?.get().0.clone())
    }
}

/// What a group has committed.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct GroupOffsets(pub(crate) api::GroupOffsets);

#[pymethods]
impl GroupOffsets {
    #[new]
    #[pyo3(signature = (group_id, offsets=None))]
    fn new(group_id: &Bound<'_, PyAny>, offsets: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::GroupOffsets {
            group_id: argument(group_id, "group_id")?,
            offsets: optional(offsets, "offsets")?,
        }))
    }

    /// The group.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// The offsets; partitions without one are left out.
    #[getter]
    fn offsets(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offsets)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "offsets"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupOffsets", [("group_id", self.group_id(py)?), ("offsets", self.offsets(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "offsets"], [this.get().group_id(py)?, this.get().offsets(py)?])
    }
}

impl IntoPython for api::GroupOffsets {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, GroupOffsets(self))?.into_any())
    }
}

impl Argument for api::GroupOffsets {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<GroupOffsets>();
        Ok(object.map_err(|_| at.mismatch("GroupOffsets", value))?.get().0.clone())
    }
}

/// What several groups have committed.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct GroupOffsetsListings(pub(crate) api::GroupOffsetsListings);

#[pymethods]
impl GroupOffsetsListings {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::GroupOffsetsListings {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Groups that are known.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupOffsetsListings", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::GroupOffsetsListings {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, GroupOffsetsListings(self))?.into_any())
    }
}

impl Argument for api::GroupOffsetsListings {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<GroupOffsetsListings>();
        Ok(object.map_err(|_| at.mismatch("GroupOffsetsListings", value))?.get().0.clone())
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
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (group_id, protocol, state, assignor, epoch=None, assignment_epoch=None, members=None, *, coordinator, authorized_operations=None))]
    fn new(group_id: &Bound<'_, PyAny>, protocol: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, assignor: &Bound<'_, PyAny>, epoch: Option<&Bound<'_, PyAny>>, assignment_epoch: Option<&Bound<'_, PyAny>>, members: Option<&Bound<'_, PyAny>>, coordinator: &Bound<'_, PyAny>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::GroupDescription {
            group_id: argument(group_id, "group_id")?,
            protocol: argument(protocol, "protocol")?,
            state: argument(state, "state")?,
            assignor: argument(assignor, "assignor")?,
            epoch: optional(epoch, "epoch")?,
            assignment_epoch: optional(assignment_epoch, "assignment_epoch")?,
            members: optional(members, "members")?,
            coordinator: argument(coordinator, "coordinator")?,
            authorized_operations: optional(authorized_operations, "authorized_operations")?,
        }))
    }

    /// Its id.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// How it is coordinated: `classic` or `consumer`.
    #[getter]
    fn protocol(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.protocol)
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

    /// Its epoch (KIP-848).
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
    }

    /// Epoch of what members are to have (KIP-848).
    #[getter]
    fn assignment_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment_epoch)
    }

    /// Its members.
    #[getter]
    fn members(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.members)
    }

    /// The broker that coordinates it: `host:port`.
    #[getter]
    fn coordinator(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator)
    }

    /// What the principal may do with it, if that was asked for.
    #[getter]
    fn authorized_operations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.authorized_operations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "protocol", "state", "assignor", "epoch", "assignment_epoch", "members", "coordinator", "authorized_operations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupDescription", [("group_id", self.group_id(py)?), ("protocol", self.protocol(py)?), ("state", self.state(py)?), ("assignor", self.assignor(py)?), ("epoch", self.epoch(py)?), ("assignment_epoch", self.assignment_epoch(py)?), ("members", self.members(py)?), ("coordinator", self.coordinator(py)?), ("authorized_operations", self.authorized_operations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "protocol", "state", "assignor", "epoch", "assignment_epoch", "members", "coordinator", "authorized_operations"], [this.get().group_id(py)?, this.get().protocol(py)?, this.get().state(py)?, this.get().assignor(py)?, this.get().epoch(py)?, this.get().assignment_epoch(py)?, this.get().members(py)?, this.get().coordinator(py)?, this.get().authorized_operations(py)?])
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

/// Groups that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct GroupDescriptions(pub(crate) api::GroupDescriptions);

#[pymethods]
impl GroupDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::GroupDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are there.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "GroupDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::GroupDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, GroupDescriptions(self))?.into_any())
    }
}

impl Argument for api::GroupDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<GroupDescriptions>();
        Ok(object.map_err(|_| at.mismatch("GroupDescriptions", value))?.get().0.clone())
    }
}

/// A member of a group.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct MemberDescription(pub(crate) api::MemberDescription);

#[pymethods]
impl MemberDescription {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (member_id, group_instance_id=None, rack=None, *, client_id, host, epoch=None, protocol=None, topics=None, topic_pattern=None, assignment=None, target_assignment=None))]
    fn new(member_id: &Bound<'_, PyAny>, group_instance_id: Option<&Bound<'_, PyAny>>, rack: Option<&Bound<'_, PyAny>>, client_id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, epoch: Option<&Bound<'_, PyAny>>, protocol: Option<&Bound<'_, PyAny>>, topics: Option<&Bound<'_, PyAny>>, topic_pattern: Option<&Bound<'_, PyAny>>, assignment: Option<&Bound<'_, PyAny>>, target_assignment: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::MemberDescription {
            member_id: argument(member_id, "member_id")?,
            group_instance_id: optional(group_instance_id, "group_instance_id")?,
            rack: optional(rack, "rack")?,
            client_id: argument(client_id, "client_id")?,
            host: argument(host, "host")?,
            epoch: optional(epoch, "epoch")?,
            protocol: optional(protocol, "protocol")?,
            topics: optional(topics, "topics")?,
            topic_pattern: optional(topic_pattern, "topic_pattern")?,
            assignment: optional(assignment, "assignment")?,
            target_assignment: optional(target_assignment, "target_assignment")?,
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

    /// Its rack, if it says.
    #[getter]
    fn rack(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.rack)
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

    /// Its epoch (KIP-848).
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
    }

    /// How it is coordinated, if brokers tell: `classic` or `consumer`.
    #[getter]
    fn protocol(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.protocol)
    }

    /// The topics that it subscribes to by name.
    #[getter]
    fn topics(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topics)
    }

    /// The regular expression that it subscribes by.
    #[getter]
    fn topic_pattern(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic_pattern)
    }

    /// What it has.
    #[getter]
    fn assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment)
    }

    /// What it is to have (KIP-848).
    #[getter]
    fn target_assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.target_assignment)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["member_id", "group_instance_id", "rack", "client_id", "host", "epoch", "protocol", "topics", "topic_pattern", "assignment", "target_assignment"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "MemberDescription", [("member_id", self.member_id(py)?), ("group_instance_id", self.group_instance_id(py)?), ("rack", self.rack(py)?), ("client_id", self.client_id(py)?), ("host", self.host(py)?), ("epoch", self.epoch(py)?), ("protocol", self.protocol(py)?), ("topics", self.topics(py)?), ("topic_pattern", self.topic_pattern(py)?), ("assignment", self.assignment(py)?), ("target_assignment", self.target_assignment(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["member_id", "group_instance_id", "rack", "client_id", "host", "epoch", "protocol", "topics", "topic_pattern", "assignment", "target_assignment"], [this.get().member_id(py)?, this.get().group_instance_id(py)?, this.get().rack(py)?, this.get().client_id(py)?, this.get().host(py)?, this.get().epoch(py)?, this.get().protocol(py)?, this.get().topics(py)?, this.get().topic_pattern(py)?, this.get().assignment(py)?, this.get().target_assignment(py)?])
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

/// A member to remove, by one of the two.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct MemberToRemove(pub(crate) api::MemberToRemove);

#[pymethods]
impl MemberToRemove {
    #[new]
    #[pyo3(signature = (group_instance_id=None, member_id=None))]
    fn new(group_instance_id: Option<&Bound<'_, PyAny>>, member_id: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::MemberToRemove {
            group_instance_id: optional(group_instance_id, "group_instance_id")?,
            member_id: optional(member_id, "member_id")?,
        }))
    }

    /// Its `group.instance.id`.
    #[getter]
    fn group_instance_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_instance_id)
    }

    /// Its id.
    #[getter]
    fn member_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.member_id)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_instance_id", "member_id"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "MemberToRemove", [("group_instance_id", self.group_instance_id(py)?), ("member_id", self.member_id(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_instance_id", "member_id"], [this.get().group_instance_id(py)?, this.get().member_id(py)?])
    }
}

impl IntoPython for api::MemberToRemove {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, MemberToRemove(self))?.into_any())
    }
}

impl Argument for api::MemberToRemove {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<MemberToRemove>();
        Ok(object.map_err(|_| at.mismatch("MemberToRemove", value))?.get().0.clone())
    }
}

/// The log directories of a broker.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct LogDirListing(pub(crate) api::LogDirListing);

#[pymethods]
impl LogDirListing {
    #[new]
    #[pyo3(signature = (broker, log_dirs=None))]
    fn new(broker: &Bound<'_, PyAny>, log_dirs: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::LogDirListing {
            broker: argument(broker, "broker")?,
            log_dirs: optional(log_dirs, "log_dirs")?,
        }))
    }

    /// The broker.
    #[getter]
    fn broker(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.broker)
    }

    /// Its directories.
    #[getter]
    fn log_dirs(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.log_dirs)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["broker", "log_dirs"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "LogDirListing", [("broker", self.broker(py)?), ("log_dirs", self.log_dirs(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["broker", "log_dirs"], [this.get().broker(py)?, this.get().log_dirs(py)?])
    }
}

impl IntoPython for api::LogDirListing {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, LogDirListing(self))?.into_any())
    }
}

impl Argument for api::LogDirListing {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<LogDirListing>();
        Ok(object.map_err(|_| at.mismatch("LogDirListing", value))?.get().0.clone())
    }
}

/// The log directories of brokers.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct LogDirDescriptions(pub(crate) api::LogDirDescriptions);

#[pymethods]
impl LogDirDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::LogDirDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those of brokers that have told.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The other brokers.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "LogDirDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::LogDirDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, LogDirDescriptions(self))?.into_any())
    }
}

impl Argument for api::LogDirDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<LogDirDescriptions>();
        Ok(object.map_err(|_| at.mismatch("LogDirDescriptions", value))?.get().0.clone())
    }
}

/// A log directory.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct LogDirDescription(pub(crate) api::LogDirDescription);

#[pymethods]
impl LogDirDescription {
    #[new]
    #[pyo3(signature = (path, error=None, replicas=None, total_bytes=None, usable_bytes=None, *, cordoned))]
    fn new(path: &Bound<'_, PyAny>, error: Option<&Bound<'_, PyAny>>, replicas: Option<&Bound<'_, PyAny>>, total_bytes: Option<&Bound<'_, PyAny>>, usable_bytes: Option<&Bound<'_, PyAny>>, cordoned: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::LogDirDescription {
            path: argument(path, "path")?,
            error: optional(error, "error")?,
            replicas: optional(replicas, "replicas")?,
            total_bytes: optional(total_bytes, "total_bytes")?,
            usable_bytes: optional(usable_bytes, "usable_bytes")?,
            cordoned: argument(cordoned, "cordoned")?,
        }))
    }

    /// Its path on the broker.
    #[getter]
    fn path(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.path)
    }

    /// What is wrong with it; the rest is empty then.
    #[getter]
    fn error(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.error)
    }

    /// What is in it.
    #[getter]
    fn replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replicas)
    }

    /// Bytes of the volume that it is on, if the broker tells (KIP-827).
    #[getter]
    fn total_bytes(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.total_bytes)
    }

    /// Bytes of that volume that can be used, if the broker tells (KIP-827).
    #[getter]
    fn usable_bytes(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.usable_bytes)
    }

    /// Whether no new replicas are put into it (KIP-1066).
    #[getter]
    fn cordoned(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.cordoned)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["path", "error", "replicas", "total_bytes", "usable_bytes", "cordoned"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "LogDirDescription", [("path", self.path(py)?), ("error", self.error(py)?), ("replicas", self.replicas(py)?), ("total_bytes", self.total_bytes(py)?), ("usable_bytes", self.usable_bytes(py)?), ("cordoned", self.cordoned(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["path", "error", "replicas", "total_bytes", "usable_bytes", "cordoned"], [this.get().path(py)?, this.get().error(py)?, this.get().replicas(py)?, this.get().total_bytes(py)?, this.get().usable_bytes(py)?, this.get().cordoned(py)?])
    }
}

impl IntoPython for api::LogDirDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, LogDirDescription(self))?.into_any())
    }
}

impl Argument for api::LogDirDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<LogDirDescription>();
        Ok(object.map_err(|_| at.mismatch("LogDirDescription", value))?.get().0.clone())
    }
}

/// A replica in a log directory.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct LogDirReplica(pub(crate) api::LogDirReplica);

#[pymethods]
impl LogDirReplica {
    #[new]
    #[pyo3(signature = (topic, partition, size, offset_lag, future))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, size: &Bound<'_, PyAny>, offset_lag: &Bound<'_, PyAny>, future: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::LogDirReplica {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            size: argument(size, "size")?,
            offset_lag: argument(offset_lag, "offset_lag")?,
            future: argument(future, "future")?,
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

    /// Bytes of its segments.
    #[getter]
    fn size(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.size)
    }

    /// How many offsets it is behind: the high watermark, or, if it is a future one, the current one.
    #[getter]
    fn offset_lag(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset_lag)
    }

    /// Whether it is made to take the place of the current one in another directory.
    #[getter]
    fn future(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.future)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "size", "offset_lag", "future"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "LogDirReplica", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("size", self.size(py)?), ("offset_lag", self.offset_lag(py)?), ("future", self.future(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "size", "offset_lag", "future"], [this.get().topic(py)?, this.get().partition(py)?, this.get().size(py)?, this.get().offset_lag(py)?, this.get().future(py)?])
    }
}

impl IntoPython for api::LogDirReplica {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, LogDirReplica(self))?.into_any())
    }
}

impl Argument for api::LogDirReplica {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<LogDirReplica>();
        Ok(object.map_err(|_| at.mismatch("LogDirReplica", value))?.get().0.clone())
    }
}

/// A partition on one of its brokers.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Replica(pub(crate) api::Replica);

#[pymethods]
impl Replica {
    #[new]
    #[pyo3(signature = (topic, partition, broker))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, broker: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::Replica {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            broker: argument(broker, "broker")?,
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

    /// The broker.
    #[getter]
    fn broker(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.broker)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "broker"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Replica", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("broker", self.broker(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "broker"], [this.get().topic(py)?, this.get().partition(py)?, this.get().broker(py)?])
    }
}

impl IntoPython for api::Replica {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Replica(self))?.into_any())
    }
}

impl Argument for api::Replica {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Replica>();
        Ok(object.map_err(|_| at.mismatch("Replica", value))?.get().0.clone())
    }
}

/// In which directories a replica is.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ReplicaLogDirs(pub(crate) api::ReplicaLogDirs);

#[pymethods]
impl ReplicaLogDirs {
    #[new]
    #[pyo3(signature = (name, current=None, current_lag=None, future=None, future_lag=None))]
    fn new(name: &Bound<'_, PyAny>, current: Option<&Bound<'_, PyAny>>, current_lag: Option<&Bound<'_, PyAny>>, future: Option<&Bound<'_, PyAny>>, future_lag: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ReplicaLogDirs {
            name: argument(name, "name")?,
            current: optional(current, "current")?,
            current_lag: optional(current_lag, "current_lag")?,
            future: optional(future, "future")?,
            future_lag: optional(future_lag, "future_lag")?,
        }))
    }

    /// The replica, as `topic-partition-broker`.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// The one that it is served from; None if the broker does not hold it.
    #[getter]
    fn current(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.current)
    }

    /// How many offsets that is behind the high watermark.
    #[getter]
    fn current_lag(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.current_lag)
    }

    /// The one that it moves to; None if it does not move.
    #[getter]
    fn future(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.future)
    }

    /// How many offsets that is behind the current one.
    #[getter]
    fn future_lag(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.future_lag)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "current", "current_lag", "future", "future_lag"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ReplicaLogDirs", [("name", self.name(py)?), ("current", self.current(py)?), ("current_lag", self.current_lag(py)?), ("future", self.future(py)?), ("future_lag", self.future_lag(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "current", "current_lag", "future", "future_lag"], [this.get().name(py)?, this.get().current(py)?, this.get().current_lag(py)?, this.get().future(py)?, this.get().future_lag(py)?])
    }
}

impl IntoPython for api::ReplicaLogDirs {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ReplicaLogDirs(self))?.into_any())
    }
}

impl Argument for api::ReplicaLogDirs {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ReplicaLogDirs>();
        Ok(object.map_err(|_| at.mismatch("ReplicaLogDirs", value))?.get().0.clone())
    }
}

/// In which directories replicas are.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ReplicaLogDirsListings(pub(crate) api::ReplicaLogDirsListings);

#[pymethods]
impl ReplicaLogDirsListings {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ReplicaLogDirsListings {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Replicas whose brokers have told.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ReplicaLogDirsListings", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ReplicaLogDirsListings {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ReplicaLogDirsListings(self))?.into_any())
    }
}

impl Argument for api::ReplicaLogDirsListings {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ReplicaLogDirsListings>();
        Ok(object.map_err(|_| at.mismatch("ReplicaLogDirsListings", value))?.get().0.clone())
    }
}

/// A replica that is to be in another directory of its broker.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ReplicaMove(pub(crate) api::ReplicaMove);

#[pymethods]
impl ReplicaMove {
    #[new]
    #[pyo3(signature = (replica, log_dir))]
    fn new(replica: &Bound<'_, PyAny>, log_dir: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ReplicaMove {
            replica: argument(replica, "replica")?,
            log_dir: argument(log_dir, "log_dir")?,
        }))
    }

    /// The replica.
    #[getter]
    fn replica(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replica)
    }

    /// The path of the directory.
    #[getter]
    fn log_dir(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.log_dir)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["replica", "log_dir"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ReplicaMove", [("replica", self.replica(py)?), ("log_dir", self.log_dir(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["replica", "log_dir"], [this.get().replica(py)?, this.get().log_dir(py)?])
    }
}

impl IntoPython for api::ReplicaMove {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ReplicaMove(self))?.into_any())
    }
}

impl Argument for api::ReplicaMove {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ReplicaMove>();
        Ok(object.map_err(|_| at.mismatch("ReplicaMove", value))?.get().0.clone())
    }
}

/// The quorum of controllers.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuorumDescription(pub(crate) api::QuorumDescription);

#[pymethods]
impl QuorumDescription {
    #[new]
    #[pyo3(signature = (leader=None, *, leader_epoch, high_watermark, voters=None, observers=None, nodes=None))]
    fn new(leader: Option<&Bound<'_, PyAny>>, leader_epoch: &Bound<'_, PyAny>, high_watermark: &Bound<'_, PyAny>, voters: Option<&Bound<'_, PyAny>>, observers: Option<&Bound<'_, PyAny>>, nodes: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuorumDescription {
            leader: optional(leader, "leader")?,
            leader_epoch: argument(leader_epoch, "leader_epoch")?,
            high_watermark: argument(high_watermark, "high_watermark")?,
            voters: optional(voters, "voters")?,
            observers: optional(observers, "observers")?,
            nodes: optional(nodes, "nodes")?,
        }))
    }

    /// The active controller, if there is one.
    #[getter]
    fn leader(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader)
    }

    /// How many there have been.
    #[getter]
    fn leader_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader_epoch)
    }

    /// Up to where the log of metadata is committed.
    #[getter]
    fn high_watermark(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.high_watermark)
    }

    /// Those that vote, by id.
    #[getter]
    fn voters(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.voters)
    }

    /// Those that only follow, by id.
    #[getter]
    fn observers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.observers)
    }

    /// Where voters listen; empty where brokers are too old to tell.
    #[getter]
    fn nodes(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.nodes)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["leader", "leader_epoch", "high_watermark", "voters", "observers", "nodes"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "QuorumDescription", [("leader", self.leader(py)?), ("leader_epoch", self.leader_epoch(py)?), ("high_watermark", self.high_watermark(py)?), ("voters", self.voters(py)?), ("observers", self.observers(py)?), ("nodes", self.nodes(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["leader", "leader_epoch", "high_watermark", "voters", "observers", "nodes"], [this.get().leader(py)?, this.get().leader_epoch(py)?, this.get().high_watermark(py)?, this.get().voters(py)?, this.get().observers(py)?, this.get().nodes(py)?])
    }
}

impl IntoPython for api::QuorumDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuorumDescription(self))?.into_any())
    }
}

impl Argument for api::QuorumDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuorumDescription>();
        Ok(object.map_err(|_| at.mismatch("QuorumDescription", value))?.get().0.clone())
    }
}

/// A replica of the log of metadata.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuorumReplica(pub(crate) api::QuorumReplica);

#[pymethods]
impl QuorumReplica {
    #[new]
    #[pyo3(signature = (id, directory_id, log_end_offset=None, last_fetch=None, last_caught_up=None))]
    fn new(id: &Bound<'_, PyAny>, directory_id: &Bound<'_, PyAny>, log_end_offset: Option<&Bound<'_, PyAny>>, last_fetch: Option<&Bound<'_, PyAny>>, last_caught_up: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuorumReplica {
            id: argument(id, "id")?,
            directory_id: argument(directory_id, "directory_id")?,
            log_end_offset: optional(log_end_offset, "log_end_offset")?,
            last_fetch: optional(last_fetch, "last_fetch")?,
            last_caught_up: optional(last_caught_up, "last_caught_up")?,
        }))
    }

    /// The node.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// The directory that the log is in.
    #[getter]
    fn directory_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.directory_id)
    }

    /// Where its log ends; None where it is not known.
    #[getter]
    fn log_end_offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.log_end_offset)
    }

    /// When it last fetched, in milliseconds since 1970; None where it is not known.
    #[getter]
    fn last_fetch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.last_fetch)
    }

    /// When it last had all that there was, in milliseconds since 1970; None where it is not known.
    #[getter]
    fn last_caught_up(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.last_caught_up)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "directory_id", "log_end_offset", "last_fetch", "last_caught_up"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "QuorumReplica", [("id", self.id(py)?), ("directory_id", self.directory_id(py)?), ("log_end_offset", self.log_end_offset(py)?), ("last_fetch", self.last_fetch(py)?), ("last_caught_up", self.last_caught_up(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "directory_id", "log_end_offset", "last_fetch", "last_caught_up"], [this.get().id(py)?, this.get().directory_id(py)?, this.get().log_end_offset(py)?, this.get().last_fetch(py)?, this.get().last_caught_up(py)?])
    }
}

impl IntoPython for api::QuorumReplica {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuorumReplica(self))?.into_any())
    }
}

impl Argument for api::QuorumReplica {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuorumReplica>();
        Ok(object.map_err(|_| at.mismatch("QuorumReplica", value))?.get().0.clone())
    }
}

/// Where a voter listens.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuorumNode(pub(crate) api::QuorumNode);

#[pymethods]
impl QuorumNode {
    #[new]
    #[pyo3(signature = (id, endpoints=None))]
    fn new(id: &Bound<'_, PyAny>, endpoints: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuorumNode {
            id: argument(id, "id")?,
            endpoints: optional(endpoints, "endpoints")?,
        }))
    }

    /// The node.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// Where.
    #[getter]
    fn endpoints(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.endpoints)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "endpoints"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "QuorumNode", [("id", self.id(py)?), ("endpoints", self.endpoints(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "endpoints"], [this.get().id(py)?, this.get().endpoints(py)?])
    }
}

impl IntoPython for api::QuorumNode {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuorumNode(self))?.into_any())
    }
}

impl Argument for api::QuorumNode {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuorumNode>();
        Ok(object.map_err(|_| at.mismatch("QuorumNode", value))?.get().0.clone())
    }
}

/// Where a controller listens.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct RaftEndpoint(pub(crate) api::RaftEndpoint);

#[pymethods]
impl RaftEndpoint {
    #[new]
    #[pyo3(signature = (listener, host, port))]
    fn new(listener: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, port: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::RaftEndpoint {
            listener: argument(listener, "listener")?,
            host: argument(host, "host")?,
            port: argument(port, "port")?,
        }))
    }

    /// Name of the listener: `CONTROLLER`.
    #[getter]
    fn listener(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.listener)
    }

    /// Name or IP address.
    #[getter]
    fn host(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.host)
    }

    /// The port.
    #[getter]
    fn port(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.port)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["listener", "host", "port"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "RaftEndpoint", [("listener", self.listener(py)?), ("host", self.host(py)?), ("port", self.port(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["listener", "host", "port"], [this.get().listener(py)?, this.get().host(py)?, this.get().port(py)?])
    }
}

impl IntoPython for api::RaftEndpoint {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, RaftEndpoint(self))?.into_any())
    }
}

impl Argument for api::RaftEndpoint {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<RaftEndpoint>();
        Ok(object.map_err(|_| at.mismatch("RaftEndpoint", value))?.get().0.clone())
    }
}

/// A controller that is to vote, or not to any more.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct RaftVoter(pub(crate) api::RaftVoter);

#[pymethods]
impl RaftVoter {
    #[new]
    #[pyo3(signature = (id, directory_id, cluster_id=None))]
    fn new(id: &Bound<'_, PyAny>, directory_id: &Bound<'_, PyAny>, cluster_id: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::RaftVoter {
            id: argument(id, "id")?,
            directory_id: argument(directory_id, "directory_id")?,
            cluster_id: optional(cluster_id, "cluster_id")?,
        }))
    }

    /// The node.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// The directory that its log is in: another disk makes it another voter.
    #[getter]
    fn directory_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.directory_id)
    }

    /// The cluster that it is meant for; None, if it is not to be checked.
    #[getter]
    fn cluster_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.cluster_id)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "directory_id", "cluster_id"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "RaftVoter", [("id", self.id(py)?), ("directory_id", self.directory_id(py)?), ("cluster_id", self.cluster_id(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "directory_id", "cluster_id"], [this.get().id(py)?, this.get().directory_id(py)?, this.get().cluster_id(py)?])
    }
}

impl IntoPython for api::RaftVoter {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, RaftVoter(self))?.into_any())
    }
}

impl Argument for api::RaftVoter {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<RaftVoter>();
        Ok(object.map_err(|_| at.mismatch("RaftVoter", value))?.get().0.clone())
    }
}

/// A producer as a partition knows it.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ProducerDescription(pub(crate) api::ProducerDescription);

#[pymethods]
impl ProducerDescription {
    #[new]
    #[pyo3(signature = (producer_id, producer_epoch, last_sequence=None, last_timestamp=None, coordinator_epoch=None, transaction_start_offset=None))]
    fn new(producer_id: &Bound<'_, PyAny>, producer_epoch: &Bound<'_, PyAny>, last_sequence: Option<&Bound<'_, PyAny>>, last_timestamp: Option<&Bound<'_, PyAny>>, coordinator_epoch: Option<&Bound<'_, PyAny>>, transaction_start_offset: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ProducerDescription {
            producer_id: argument(producer_id, "producer_id")?,
            producer_epoch: argument(producer_epoch, "producer_epoch")?,
            last_sequence: optional(last_sequence, "last_sequence")?,
            last_timestamp: optional(last_timestamp, "last_timestamp")?,
            coordinator_epoch: optional(coordinator_epoch, "coordinator_epoch")?,
            transaction_start_offset: optional(transaction_start_offset, "transaction_start_offset")?,
        }))
    }

    /// The producer.
    #[getter]
    fn producer_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_id)
    }

    /// Its newest epoch there.
    #[getter]
    fn producer_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_epoch)
    }

    /// Sequence of its last record; None if it has written none in this epoch.
    #[getter]
    fn last_sequence(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.last_sequence)
    }

    /// Timestamp of its last batch, in milliseconds since 1970.
    #[getter]
    fn last_timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.last_timestamp)
    }

    /// Epoch of the coordinator that ended its last transaction there; None if none was ended.
    #[getter]
    fn coordinator_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator_epoch)
    }

    /// First offset of its open transaction.
    #[getter]
    fn transaction_start_offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.transaction_start_offset)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["producer_id", "producer_epoch", "last_sequence", "last_timestamp", "coordinator_epoch", "transaction_start_offset"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ProducerDescription", [("producer_id", self.producer_id(py)?), ("producer_epoch", self.producer_epoch(py)?), ("last_sequence", self.last_sequence(py)?), ("last_timestamp", self.last_timestamp(py)?), ("coordinator_epoch", self.coordinator_epoch(py)?), ("transaction_start_offset", self.transaction_start_offset(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["producer_id", "producer_epoch", "last_sequence", "last_timestamp", "coordinator_epoch", "transaction_start_offset"], [this.get().producer_id(py)?, this.get().producer_epoch(py)?, this.get().last_sequence(py)?, this.get().last_timestamp(py)?, this.get().coordinator_epoch(py)?, this.get().transaction_start_offset(py)?])
    }
}

impl IntoPython for api::ProducerDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ProducerDescription(self))?.into_any())
    }
}

impl Argument for api::ProducerDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ProducerDescription>();
        Ok(object.map_err(|_| at.mismatch("ProducerDescription", value))?.get().0.clone())
    }
}

/// The producers of a partition.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionProducers(pub(crate) api::PartitionProducers);

#[pymethods]
impl PartitionProducers {
    #[new]
    #[pyo3(signature = (topic, partition, producers=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, producers: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::PartitionProducers {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            producers: optional(producers, "producers")?,
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

    /// The producers.
    #[getter]
    fn producers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producers)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "producers"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "PartitionProducers", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("producers", self.producers(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "producers"], [this.get().topic(py)?, this.get().partition(py)?, this.get().producers(py)?])
    }
}

impl IntoPython for api::PartitionProducers {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionProducers(self))?.into_any())
    }
}

impl Argument for api::PartitionProducers {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<PartitionProducers>();
        Ok(object.map_err(|_| at.mismatch("PartitionProducers", value))?.get().0.clone())
    }
}

/// The producers of partitions.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ProducerDescriptions(pub(crate) api::ProducerDescriptions);

#[pymethods]
impl ProducerDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ProducerDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those of partitions that have told.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The other partitions.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ProducerDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ProducerDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ProducerDescriptions(self))?.into_any())
    }
}

impl Argument for api::ProducerDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ProducerDescriptions>();
        Ok(object.map_err(|_| at.mismatch("ProducerDescriptions", value))?.get().0.clone())
    }
}

/// A transaction in one partition that is to be aborted.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct HangingTransaction(pub(crate) api::HangingTransaction);

#[pymethods]
impl HangingTransaction {
    #[new]
    #[pyo3(signature = (topic, partition, producer_id, producer_epoch, coordinator_epoch))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, producer_id: &Bound<'_, PyAny>, producer_epoch: &Bound<'_, PyAny>, coordinator_epoch: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::HangingTransaction {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            producer_id: argument(producer_id, "producer_id")?,
            producer_epoch: argument(producer_epoch, "producer_epoch")?,
            coordinator_epoch: argument(coordinator_epoch, "coordinator_epoch")?,
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

    /// Its producer.
    #[getter]
    fn producer_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_id)
    }

    /// The producer's epoch.
    #[getter]
    fn producer_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_epoch)
    }

    /// Epoch of the coordinator that is to be taken for: that of the producer's description, or 0.
    #[getter]
    fn coordinator_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator_epoch)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "producer_id", "producer_epoch", "coordinator_epoch"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "HangingTransaction", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("producer_id", self.producer_id(py)?), ("producer_epoch", self.producer_epoch(py)?), ("coordinator_epoch", self.coordinator_epoch(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "producer_id", "producer_epoch", "coordinator_epoch"], [this.get().topic(py)?, this.get().partition(py)?, this.get().producer_id(py)?, this.get().producer_epoch(py)?, this.get().coordinator_epoch(py)?])
    }
}

impl IntoPython for api::HangingTransaction {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, HangingTransaction(self))?.into_any())
    }
}

impl Argument for api::HangingTransaction {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<HangingTransaction>();
        Ok(object.map_err(|_| at.mismatch("HangingTransaction", value))?.get().0.clone())
    }
}

/// A part of what a quota is of.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuotaPart(pub(crate) api::QuotaPart);

#[pymethods]
impl QuotaPart {
    #[new]
    #[pyo3(signature = (kind, name=None))]
    fn new(kind: &Bound<'_, PyAny>, name: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuotaPart {
            kind: argument(kind, "kind")?,
            name: optional(name, "name")?,
        }))
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// Its name; None for all that have no quota of their own.
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
        plain::repr(py, "QuotaPart", [("kind", self.kind(py)?), ("name", self.name(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "name"], [this.get().kind(py)?, this.get().name(py)?])
    }
}

impl IntoPython for api::QuotaPart {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuotaPart(self))?.into_any())
    }
}

impl Argument for api::QuotaPart {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuotaPart>();
        Ok(object.map_err(|_| at.mismatch("QuotaPart", value))?.get().0.clone())
    }
}

/// Quotas of somebody.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ClientQuotas(pub(crate) api::ClientQuotas);

#[pymethods]
impl ClientQuotas {
    #[new]
    #[pyo3(signature = (entity=None, quotas=None))]
    fn new(entity: Option<&Bound<'_, PyAny>>, quotas: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ClientQuotas {
            entity: optional(entity, "entity")?,
            quotas: optional(quotas, "quotas")?,
        }))
    }

    /// Of whom.
    #[getter]
    fn entity(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.entity)
    }

    /// Kafka's keys and their values: `producer_byte_rate`, `consumer_byte_rate`, `request_percentage`.
    #[getter]
    fn quotas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.quotas)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["entity", "quotas"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ClientQuotas", [("entity", self.entity(py)?), ("quotas", self.quotas(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["entity", "quotas"], [this.get().entity(py)?, this.get().quotas(py)?])
    }
}

impl IntoPython for api::ClientQuotas {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ClientQuotas(self))?.into_any())
    }
}

impl Argument for api::ClientQuotas {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ClientQuotas>();
        Ok(object.map_err(|_| at.mismatch("ClientQuotas", value))?.get().0.clone())
    }
}

/// A change of a quota.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuotaChange(pub(crate) api::QuotaChange);

#[pymethods]
impl QuotaChange {
    #[new]
    #[pyo3(signature = (key, value=None))]
    fn new(key: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuotaChange {
            key: argument(key, "key")?,
            value: optional(value, "value")?,
        }))
    }

    /// Kafka's key.
    #[getter]
    fn key(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key)
    }

    /// The value; None to remove the quota.
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
        plain::repr(py, "QuotaChange", [("key", self.key(py)?), ("value", self.value(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["key", "value"], [this.get().key(py)?, this.get().value(py)?])
    }
}

impl IntoPython for api::QuotaChange {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuotaChange(self))?.into_any())
    }
}

impl Argument for api::QuotaChange {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuotaChange>();
        Ok(object.map_err(|_| at.mismatch("QuotaChange", value))?.get().0.clone())
    }
}

/// Changes of somebody's quotas.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuotaUpdate(pub(crate) api::QuotaUpdate);

#[pymethods]
impl QuotaUpdate {
    #[new]
    #[pyo3(signature = (entity=None, changes=None))]
    fn new(entity: Option<&Bound<'_, PyAny>>, changes: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuotaUpdate {
            entity: optional(entity, "entity")?,
            changes: optional(changes, "changes")?,
        }))
    }

    /// Of whom.
    #[getter]
    fn entity(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.entity)
    }

    /// The changes.
    #[getter]
    fn changes(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.changes)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["entity", "changes"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "QuotaUpdate", [("entity", self.entity(py)?), ("changes", self.changes(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["entity", "changes"], [this.get().entity(py)?, this.get().changes(py)?])
    }
}

impl IntoPython for api::QuotaUpdate {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuotaUpdate(self))?.into_any())
    }
}

impl Argument for api::QuotaUpdate {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuotaUpdate>();
        Ok(object.map_err(|_| at.mismatch("QuotaUpdate", value))?.get().0.clone())
    }
}

/// A part that quotas have.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct QuotaMatch(pub(crate) api::QuotaMatch);

#[pymethods]
impl QuotaMatch {
    #[new]
    #[pyo3(signature = (kind, matching, name=None))]
    fn new(kind: &Bound<'_, PyAny>, matching: &Bound<'_, PyAny>, name: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::QuotaMatch {
            kind: argument(kind, "kind")?,
            matching: argument(matching, "matching")?,
            name: optional(name, "name")?,
        }))
    }

    /// What it is.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// How it is looked at.
    #[getter]
    fn matching(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.matching)
    }

    /// The name, for `Name`.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["kind", "matching", "name"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "QuotaMatch", [("kind", self.kind(py)?), ("matching", self.matching(py)?), ("name", self.name(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "matching", "name"], [this.get().kind(py)?, this.get().matching(py)?, this.get().name(py)?])
    }
}

impl IntoPython for api::QuotaMatch {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, QuotaMatch(self))?.into_any())
    }
}

impl Argument for api::QuotaMatch {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<QuotaMatch>();
        Ok(object.map_err(|_| at.mismatch("QuotaMatch", value))?.get().0.clone())
    }
}

/// A partition that is to be on other brokers.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Reassignment(pub(crate) api::Reassignment);

#[pymethods]
impl Reassignment {
    #[new]
    #[pyo3(signature = (topic, partition, replicas=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, replicas: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::Reassignment {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            replicas: optional(replicas, "replicas")?,
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

    /// The brokers, the preferred leader first; None to give a move up.
    #[getter]
    fn replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replicas)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "replicas"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Reassignment", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("replicas", self.replicas(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "replicas"], [this.get().topic(py)?, this.get().partition(py)?, this.get().replicas(py)?])
    }
}

impl IntoPython for api::Reassignment {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Reassignment(self))?.into_any())
    }
}

impl Argument for api::Reassignment {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Reassignment>();
        Ok(object.map_err(|_| at.mismatch("Reassignment", value))?.get().0.clone())
    }
}

/// A move that has not ended.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionReassignment(pub(crate) api::PartitionReassignment);

#[pymethods]
impl PartitionReassignment {
    #[new]
    #[pyo3(signature = (topic, partition, replicas=None, adding=None, removing=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, replicas: Option<&Bound<'_, PyAny>>, adding: Option<&Bound<'_, PyAny>>, removing: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::PartitionReassignment {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            replicas: optional(replicas, "replicas")?,
            adding: optional(adding, "adding")?,
            removing: optional(removing, "removing")?,
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

    /// The brokers that hold the partition now.
    #[getter]
    fn replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replicas)
    }

    /// Those of them that are to hold it.
    #[getter]
    fn adding(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.adding)
    }

    /// Those of them that are not to any more.
    #[getter]
    fn removing(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.removing)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "replicas", "adding", "removing"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "PartitionReassignment", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("replicas", self.replicas(py)?), ("adding", self.adding(py)?), ("removing", self.removing(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "replicas", "adding", "removing"], [this.get().topic(py)?, this.get().partition(py)?, this.get().replicas(py)?, this.get().adding(py)?, this.get().removing(py)?])
    }
}

impl IntoPython for api::PartitionReassignment {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionReassignment(self))?.into_any())
    }
}

impl Argument for api::PartitionReassignment {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<PartitionReassignment>();
        Ok(object.map_err(|_| at.mismatch("PartitionReassignment", value))?.get().0.clone())
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
    #[pyo3(signature = (topic, partition, offset=None, timestamp=None, leader_epoch=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>, leader_epoch: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ListedOffset {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: optional(offset, "offset")?,
            timestamp: optional(timestamp, "timestamp")?,
            leader_epoch: optional(leader_epoch, "leader_epoch")?,
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

    /// Epoch of the leader that wrote the record, where it is told.
    #[getter]
    fn leader_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader_epoch)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "timestamp", "leader_epoch"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ListedOffset", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("timestamp", self.timestamp(py)?), ("leader_epoch", self.leader_epoch(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "timestamp", "leader_epoch"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().timestamp(py)?, this.get().leader_epoch(py)?])
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

/// Offsets that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ListedOffsets(pub(crate) api::ListedOffsets);

#[pymethods]
impl ListedOffsets {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ListedOffsets {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those of partitions that have told.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The other partitions.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ListedOffsets", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ListedOffsets {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ListedOffsets(self))?.into_any())
    }
}

impl Argument for api::ListedOffsets {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ListedOffsets>();
        Ok(object.map_err(|_| at.mismatch("ListedOffsets", value))?.get().0.clone())
    }
}

/// What a deletion left of a partition.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct DeletedRecords(pub(crate) api::DeletedRecords);

#[pymethods]
impl DeletedRecords {
    #[new]
    #[pyo3(signature = (topic, partition, low_watermark))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, low_watermark: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::DeletedRecords {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            low_watermark: argument(low_watermark, "low_watermark")?,
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

    /// The first offset that is left; that of the next record, if none is.
    #[getter]
    fn low_watermark(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.low_watermark)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "low_watermark"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "DeletedRecords", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("low_watermark", self.low_watermark(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "low_watermark"], [this.get().topic(py)?, this.get().partition(py)?, this.get().low_watermark(py)?])
    }
}

impl IntoPython for api::DeletedRecords {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, DeletedRecords(self))?.into_any())
    }
}

impl Argument for api::DeletedRecords {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<DeletedRecords>();
        Ok(object.map_err(|_| at.mismatch("DeletedRecords", value))?.get().0.clone())
    }
}

/// Partitions whose records were to be deleted.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct RecordDeletions(pub(crate) api::RecordDeletions);

#[pymethods]
impl RecordDeletions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::RecordDeletions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those where it worked.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "RecordDeletions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::RecordDeletions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, RecordDeletions(self))?.into_any())
    }
}

impl Argument for api::RecordDeletions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<RecordDeletions>();
        Ok(object.map_err(|_| at.mismatch("RecordDeletions", value))?.get().0.clone())
    }
}

/// A password that the cluster knows.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ScramCredential(pub(crate) api::ScramCredential);

#[pymethods]
impl ScramCredential {
    #[new]
    #[pyo3(signature = (mechanism, iterations))]
    fn new(mechanism: &Bound<'_, PyAny>, iterations: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ScramCredential {
            mechanism: argument(mechanism, "mechanism")?,
            iterations: argument(iterations, "iterations")?,
        }))
    }

    /// How it is kept.
    #[getter]
    fn mechanism(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.mechanism)
    }

    /// How often it is hashed.
    #[getter]
    fn iterations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.iterations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["mechanism", "iterations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ScramCredential", [("mechanism", self.mechanism(py)?), ("iterations", self.iterations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["mechanism", "iterations"], [this.get().mechanism(py)?, this.get().iterations(py)?])
    }
}

impl IntoPython for api::ScramCredential {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ScramCredential(self))?.into_any())
    }
}

impl Argument for api::ScramCredential {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ScramCredential>();
        Ok(object.map_err(|_| at.mismatch("ScramCredential", value))?.get().0.clone())
    }
}

/// The passwords of a user.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ScramCredentials(pub(crate) api::ScramCredentials);

#[pymethods]
impl ScramCredentials {
    #[new]
    #[pyo3(signature = (user, credentials=None))]
    fn new(user: &Bound<'_, PyAny>, credentials: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ScramCredentials {
            user: argument(user, "user")?,
            credentials: optional(credentials, "credentials")?,
        }))
    }

    /// The user.
    #[getter]
    fn user(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.user)
    }

    /// One for each mechanism.
    #[getter]
    fn credentials(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.credentials)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["user", "credentials"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ScramCredentials", [("user", self.user(py)?), ("credentials", self.credentials(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["user", "credentials"], [this.get().user(py)?, this.get().credentials(py)?])
    }
}

impl IntoPython for api::ScramCredentials {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ScramCredentials(self))?.into_any())
    }
}

impl Argument for api::ScramCredentials {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ScramCredentials>();
        Ok(object.map_err(|_| at.mismatch("ScramCredentials", value))?.get().0.clone())
    }
}

/// Users that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ScramDescriptions(pub(crate) api::ScramDescriptions);

#[pymethods]
impl ScramDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ScramDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that have passwords.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ScramDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ScramDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ScramDescriptions(self))?.into_any())
    }
}

impl Argument for api::ScramDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ScramDescriptions>();
        Ok(object.map_err(|_| at.mismatch("ScramDescriptions", value))?.get().0.clone())
    }
}

/// A change of a password.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ScramAlteration(pub(crate) api::ScramAlteration);

#[pymethods]
impl ScramAlteration {
    #[new]
    #[pyo3(signature = (user, mechanism, password=None, iterations=None, salt=None))]
    fn new(user: &Bound<'_, PyAny>, mechanism: &Bound<'_, PyAny>, password: Option<&Bound<'_, PyAny>>, iterations: Option<&Bound<'_, PyAny>>, salt: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ScramAlteration {
            user: argument(user, "user")?,
            mechanism: argument(mechanism, "mechanism")?,
            password: optional(password, "password")?,
            iterations: optional(iterations, "iterations")?,
            salt: optional(salt, "salt")?,
        }))
    }

    /// The user.
    #[getter]
    fn user(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.user)
    }

    /// How the password is kept.
    #[getter]
    fn mechanism(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.mechanism)
    }

    /// The password; None to delete it.
    #[getter]
    fn password(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.password)
    }

    /// How often it is hashed; 4096 where it is not said.
    #[getter]
    fn iterations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.iterations)
    }

    /// What it is hashed with; something by chance where it is not said.
    #[getter]
    fn salt(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.salt)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["user", "mechanism", "password", "iterations", "salt"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ScramAlteration", [("user", self.user(py)?), ("mechanism", self.mechanism(py)?), ("password", self.password(py)?), ("iterations", self.iterations(py)?), ("salt", self.salt(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["user", "mechanism", "password", "iterations", "salt"], [this.get().user(py)?, this.get().mechanism(py)?, this.get().password(py)?, this.get().iterations(py)?, this.get().salt(py)?])
    }
}

impl IntoPython for api::ScramAlteration {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ScramAlteration(self))?.into_any())
    }
}

impl Argument for api::ScramAlteration {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ScramAlteration>();
        Ok(object.map_err(|_| at.mismatch("ScramAlteration", value))?.get().0.clone())
    }
}

/// A share group.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareGroupDescription(pub(crate) api::ShareGroupDescription);

#[pymethods]
impl ShareGroupDescription {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (group_id, state, epoch, assignment_epoch, assignor, members=None, *, coordinator, authorized_operations=None))]
    fn new(group_id: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, epoch: &Bound<'_, PyAny>, assignment_epoch: &Bound<'_, PyAny>, assignor: &Bound<'_, PyAny>, members: Option<&Bound<'_, PyAny>>, coordinator: &Bound<'_, PyAny>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareGroupDescription {
            group_id: argument(group_id, "group_id")?,
            state: argument(state, "state")?,
            epoch: argument(epoch, "epoch")?,
            assignment_epoch: argument(assignment_epoch, "assignment_epoch")?,
            assignor: argument(assignor, "assignor")?,
            members: optional(members, "members")?,
            coordinator: argument(coordinator, "coordinator")?,
            authorized_operations: optional(authorized_operations, "authorized_operations")?,
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

    /// Its epoch.
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
    }

    /// Epoch of what members are to have.
    #[getter]
    fn assignment_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment_epoch)
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

    /// The broker that coordinates it: `host:port`.
    #[getter]
    fn coordinator(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator)
    }

    /// What the principal may do with it, if that was asked for.
    #[getter]
    fn authorized_operations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.authorized_operations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "state", "epoch", "assignment_epoch", "assignor", "members", "coordinator", "authorized_operations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareGroupDescription", [("group_id", self.group_id(py)?), ("state", self.state(py)?), ("epoch", self.epoch(py)?), ("assignment_epoch", self.assignment_epoch(py)?), ("assignor", self.assignor(py)?), ("members", self.members(py)?), ("coordinator", self.coordinator(py)?), ("authorized_operations", self.authorized_operations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "state", "epoch", "assignment_epoch", "assignor", "members", "coordinator", "authorized_operations"], [this.get().group_id(py)?, this.get().state(py)?, this.get().epoch(py)?, this.get().assignment_epoch(py)?, this.get().assignor(py)?, this.get().members(py)?, this.get().coordinator(py)?, this.get().authorized_operations(py)?])
    }
}

impl IntoPython for api::ShareGroupDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareGroupDescription(self))?.into_any())
    }
}

impl Argument for api::ShareGroupDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareGroupDescription>();
        Ok(object.map_err(|_| at.mismatch("ShareGroupDescription", value))?.get().0.clone())
    }
}

/// A member of a share group.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareMemberDescription(pub(crate) api::ShareMemberDescription);

#[pymethods]
impl ShareMemberDescription {
    #[new]
    #[pyo3(signature = (member_id, rack=None, *, epoch, client_id, host, topics=None, assignment=None))]
    fn new(member_id: &Bound<'_, PyAny>, rack: Option<&Bound<'_, PyAny>>, epoch: &Bound<'_, PyAny>, client_id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, topics: Option<&Bound<'_, PyAny>>, assignment: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareMemberDescription {
            member_id: argument(member_id, "member_id")?,
            rack: optional(rack, "rack")?,
            epoch: argument(epoch, "epoch")?,
            client_id: argument(client_id, "client_id")?,
            host: argument(host, "host")?,
            topics: optional(topics, "topics")?,
            assignment: optional(assignment, "assignment")?,
        }))
    }

    /// Its id.
    #[getter]
    fn member_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.member_id)
    }

    /// Its rack, if it says.
    #[getter]
    fn rack(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.rack)
    }

    /// Its epoch.
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
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

    /// The topics that it subscribes to.
    #[getter]
    fn topics(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topics)
    }

    /// The partitions that it acquires records of.
    #[getter]
    fn assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["member_id", "rack", "epoch", "client_id", "host", "topics", "assignment"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareMemberDescription", [("member_id", self.member_id(py)?), ("rack", self.rack(py)?), ("epoch", self.epoch(py)?), ("client_id", self.client_id(py)?), ("host", self.host(py)?), ("topics", self.topics(py)?), ("assignment", self.assignment(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["member_id", "rack", "epoch", "client_id", "host", "topics", "assignment"], [this.get().member_id(py)?, this.get().rack(py)?, this.get().epoch(py)?, this.get().client_id(py)?, this.get().host(py)?, this.get().topics(py)?, this.get().assignment(py)?])
    }
}

impl IntoPython for api::ShareMemberDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareMemberDescription(self))?.into_any())
    }
}

impl Argument for api::ShareMemberDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareMemberDescription>();
        Ok(object.map_err(|_| at.mismatch("ShareMemberDescription", value))?.get().0.clone())
    }
}

/// Share groups that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareGroupDescriptions(pub(crate) api::ShareGroupDescriptions);

#[pymethods]
impl ShareGroupDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareGroupDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are there.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareGroupDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ShareGroupDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareGroupDescriptions(self))?.into_any())
    }
}

impl Argument for api::ShareGroupDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareGroupDescriptions>();
        Ok(object.map_err(|_| at.mismatch("ShareGroupDescriptions", value))?.get().0.clone())
    }
}

/// A question for where a share group begins.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareGroupOffsetsQuery(pub(crate) api::ShareGroupOffsetsQuery);

#[pymethods]
impl ShareGroupOffsetsQuery {
    #[new]
    #[pyo3(signature = (group_id, partitions=None))]
    fn new(group_id: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareGroupOffsetsQuery {
            group_id: argument(group_id, "group_id")?,
            partitions: optional(partitions, "partitions")?,
        }))
    }

    /// The group.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// In which partitions; in all where it is not said.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "partitions"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareGroupOffsetsQuery", [("group_id", self.group_id(py)?), ("partitions", self.partitions(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "partitions"], [this.get().group_id(py)?, this.get().partitions(py)?])
    }
}

impl IntoPython for api::ShareGroupOffsetsQuery {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareGroupOffsetsQuery(self))?.into_any())
    }
}

impl Argument for api::ShareGroupOffsetsQuery {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareGroupOffsetsQuery>();
        Ok(object.map_err(|_| at.mismatch("ShareGroupOffsetsQuery", value))?.get().0.clone())
    }
}

/// Where a share group begins in a partition.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareGroupOffset(pub(crate) api::ShareGroupOffset);

#[pymethods]
impl ShareGroupOffset {
    #[new]
    #[pyo3(signature = (topic, partition, start_offset, leader_epoch=None, lag=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, start_offset: &Bound<'_, PyAny>, leader_epoch: Option<&Bound<'_, PyAny>>, lag: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareGroupOffset {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            start_offset: argument(start_offset, "start_offset")?,
            leader_epoch: optional(leader_epoch, "leader_epoch")?,
            lag: optional(lag, "lag")?,
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

    /// The first offset that may still be shared out.
    #[getter]
    fn start_offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.start_offset)
    }

    /// Epoch of the leader that knows it, where it is told.
    #[getter]
    fn leader_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.leader_epoch)
    }

    /// How many records are not done (KIP-1226), where brokers tell.
    #[getter]
    fn lag(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.lag)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "start_offset", "leader_epoch", "lag"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareGroupOffset", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("start_offset", self.start_offset(py)?), ("leader_epoch", self.leader_epoch(py)?), ("lag", self.lag(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "start_offset", "leader_epoch", "lag"], [this.get().topic(py)?, this.get().partition(py)?, this.get().start_offset(py)?, this.get().leader_epoch(py)?, this.get().lag(py)?])
    }
}

impl IntoPython for api::ShareGroupOffset {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareGroupOffset(self))?.into_any())
    }
}

impl Argument for api::ShareGroupOffset {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareGroupOffset>();
        Ok(object.map_err(|_| at.mismatch("ShareGroupOffset", value))?.get().0.clone())
    }
}

/// Where a share group begins.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareGroupOffsets(pub(crate) api::ShareGroupOffsets);

#[pymethods]
impl ShareGroupOffsets {
    #[new]
    #[pyo3(signature = (group_id, offsets=None))]
    fn new(group_id: &Bound<'_, PyAny>, offsets: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareGroupOffsets {
            group_id: argument(group_id, "group_id")?,
            offsets: optional(offsets, "offsets")?,
        }))
    }

    /// The group.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// In each partition.
    #[getter]
    fn offsets(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offsets)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "offsets"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareGroupOffsets", [("group_id", self.group_id(py)?), ("offsets", self.offsets(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "offsets"], [this.get().group_id(py)?, this.get().offsets(py)?])
    }
}

impl IntoPython for api::ShareGroupOffsets {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareGroupOffsets(self))?.into_any())
    }
}

impl Argument for api::ShareGroupOffsets {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareGroupOffsets>();
        Ok(object.map_err(|_| at.mismatch("ShareGroupOffsets", value))?.get().0.clone())
    }
}

/// Where several share groups begin.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareGroupOffsetsListings(pub(crate) api::ShareGroupOffsetsListings);

#[pymethods]
impl ShareGroupOffsetsListings {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareGroupOffsetsListings {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Groups that are known.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareGroupOffsetsListings", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::ShareGroupOffsetsListings {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareGroupOffsetsListings(self))?.into_any())
    }
}

impl Argument for api::ShareGroupOffsetsListings {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareGroupOffsetsListings>();
        Ok(object.map_err(|_| at.mismatch("ShareGroupOffsetsListings", value))?.get().0.clone())
    }
}

/// A group of Kafka Streams.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsGroupDescription(pub(crate) api::StreamsGroupDescription);

#[pymethods]
impl StreamsGroupDescription {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (group_id, state, epoch, assignment_epoch, topology=None, members=None, *, coordinator, authorized_operations=None))]
    fn new(group_id: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, epoch: &Bound<'_, PyAny>, assignment_epoch: &Bound<'_, PyAny>, topology: Option<&Bound<'_, PyAny>>, members: Option<&Bound<'_, PyAny>>, coordinator: &Bound<'_, PyAny>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::StreamsGroupDescription {
            group_id: argument(group_id, "group_id")?,
            state: argument(state, "state")?,
            epoch: argument(epoch, "epoch")?,
            assignment_epoch: argument(assignment_epoch, "assignment_epoch")?,
            topology: optional(topology, "topology")?,
            members: optional(members, "members")?,
            coordinator: argument(coordinator, "coordinator")?,
            authorized_operations: optional(authorized_operations, "authorized_operations")?,
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

    /// Its epoch.
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
    }

    /// Epoch of what members are to have.
    #[getter]
    fn assignment_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment_epoch)
    }

    /// What the application does; None while no member has told.
    #[getter]
    fn topology(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topology)
    }

    /// Its members.
    #[getter]
    fn members(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.members)
    }

    /// The broker that coordinates it: `host:port`.
    #[getter]
    fn coordinator(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator)
    }

    /// What the principal may do with it, if that was asked for.
    #[getter]
    fn authorized_operations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.authorized_operations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["group_id", "state", "epoch", "assignment_epoch", "topology", "members", "coordinator", "authorized_operations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsGroupDescription", [("group_id", self.group_id(py)?), ("state", self.state(py)?), ("epoch", self.epoch(py)?), ("assignment_epoch", self.assignment_epoch(py)?), ("topology", self.topology(py)?), ("members", self.members(py)?), ("coordinator", self.coordinator(py)?), ("authorized_operations", self.authorized_operations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["group_id", "state", "epoch", "assignment_epoch", "topology", "members", "coordinator", "authorized_operations"], [this.get().group_id(py)?, this.get().state(py)?, this.get().epoch(py)?, this.get().assignment_epoch(py)?, this.get().topology(py)?, this.get().members(py)?, this.get().coordinator(py)?, this.get().authorized_operations(py)?])
    }
}

impl IntoPython for api::StreamsGroupDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsGroupDescription(self))?.into_any())
    }
}

impl Argument for api::StreamsGroupDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsGroupDescription>();
        Ok(object.map_err(|_| at.mismatch("StreamsGroupDescription", value))?.get().0.clone())
    }
}

/// What an application of Kafka Streams does.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsTopology(pub(crate) api::StreamsTopology);

#[pymethods]
impl StreamsTopology {
    #[new]
    #[pyo3(signature = (epoch, subtopologies=None))]
    fn new(epoch: &Bound<'_, PyAny>, subtopologies: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::StreamsTopology {
            epoch: argument(epoch, "epoch")?,
            subtopologies: optional(subtopologies, "subtopologies")?,
        }))
    }

    /// How often it has changed.
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
    }

    /// Its parts.
    #[getter]
    fn subtopologies(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.subtopologies)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["epoch", "subtopologies"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsTopology", [("epoch", self.epoch(py)?), ("subtopologies", self.subtopologies(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["epoch", "subtopologies"], [this.get().epoch(py)?, this.get().subtopologies(py)?])
    }
}

impl IntoPython for api::StreamsTopology {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsTopology(self))?.into_any())
    }
}

impl Argument for api::StreamsTopology {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsTopology>();
        Ok(object.map_err(|_| at.mismatch("StreamsTopology", value))?.get().0.clone())
    }
}

/// A part of an application whose partitions are processed together.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsSubtopology(pub(crate) api::StreamsSubtopology);

#[pymethods]
impl StreamsSubtopology {
    #[new]
    #[pyo3(signature = (id, source_topics=None, repartition_sink_topics=None, state_changelog_topics=None, repartition_source_topics=None))]
    fn new(id: &Bound<'_, PyAny>, source_topics: Option<&Bound<'_, PyAny>>, repartition_sink_topics: Option<&Bound<'_, PyAny>>, state_changelog_topics: Option<&Bound<'_, PyAny>>, repartition_source_topics: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::StreamsSubtopology {
            id: argument(id, "id")?,
            source_topics: optional(source_topics, "source_topics")?,
            repartition_sink_topics: optional(repartition_sink_topics, "repartition_sink_topics")?,
            state_changelog_topics: optional(state_changelog_topics, "state_changelog_topics")?,
            repartition_source_topics: optional(repartition_source_topics, "repartition_source_topics")?,
        }))
    }

    /// Its id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// The topics that it reads.
    #[getter]
    fn source_topics(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.source_topics)
    }

    /// The topics that it writes for other parts.
    #[getter]
    fn repartition_sink_topics(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.repartition_sink_topics)
    }

    /// The topics that keep its state.
    #[getter]
    fn state_changelog_topics(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.state_changelog_topics)
    }

    /// The topics that other parts write for it.
    #[getter]
    fn repartition_source_topics(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.repartition_source_topics)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "source_topics", "repartition_sink_topics", "state_changelog_topics", "repartition_source_topics"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsSubtopology", [("id", self.id(py)?), ("source_topics", self.source_topics(py)?), ("repartition_sink_topics", self.repartition_sink_topics(py)?), ("state_changelog_topics", self.state_changelog_topics(py)?), ("repartition_source_topics", self.repartition_source_topics(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "source_topics", "repartition_sink_topics", "state_changelog_topics", "repartition_source_topics"], [this.get().id(py)?, this.get().source_topics(py)?, this.get().repartition_sink_topics(py)?, this.get().state_changelog_topics(py)?, this.get().repartition_source_topics(py)?])
    }
}

impl IntoPython for api::StreamsSubtopology {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsSubtopology(self))?.into_any())
    }
}

impl Argument for api::StreamsSubtopology {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsSubtopology>();
        Ok(object.map_err(|_| at.mismatch("StreamsSubtopology", value))?.get().0.clone())
    }
}

/// A topic that belongs to an application.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsTopic(pub(crate) api::StreamsTopic);

#[pymethods]
impl StreamsTopic {
    #[new]
    #[pyo3(signature = (name, partitions=None, replication_factor=None, config=None))]
    fn new(name: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>, replication_factor: Option<&Bound<'_, PyAny>>, config: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::StreamsTopic {
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

    /// Number of partitions; None if it follows from other topics.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    /// Number of replicas; None for the broker's own.
    #[getter]
    fn replication_factor(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replication_factor)
    }

    /// Its configuration.
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
        plain::repr(py, "StreamsTopic", [("name", self.name(py)?), ("partitions", self.partitions(py)?), ("replication_factor", self.replication_factor(py)?), ("config", self.config(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "partitions", "replication_factor", "config"], [this.get().name(py)?, this.get().partitions(py)?, this.get().replication_factor(py)?, this.get().config(py)?])
    }
}

impl IntoPython for api::StreamsTopic {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsTopic(self))?.into_any())
    }
}

impl Argument for api::StreamsTopic {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsTopic>();
        Ok(object.map_err(|_| at.mismatch("StreamsTopic", value))?.get().0.clone())
    }
}

/// A member of a group of Kafka Streams.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsMemberDescription(pub(crate) api::StreamsMemberDescription);

#[pymethods]
impl StreamsMemberDescription {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (member_id, group_instance_id=None, rack=None, *, epoch, client_id, host, topology_epoch, process_id, user_endpoint=None, client_tags=None, task_offsets=None, task_end_offsets=None, assignment, target_assignment, classic))]
    fn new(member_id: &Bound<'_, PyAny>, group_instance_id: Option<&Bound<'_, PyAny>>, rack: Option<&Bound<'_, PyAny>>, epoch: &Bound<'_, PyAny>, client_id: &Bound<'_, PyAny>, host: &Bound<'_, PyAny>, topology_epoch: &Bound<'_, PyAny>, process_id: &Bound<'_, PyAny>, user_endpoint: Option<&Bound<'_, PyAny>>, client_tags: Option<&Bound<'_, PyAny>>, task_offsets: Option<&Bound<'_, PyAny>>, task_end_offsets: Option<&Bound<'_, PyAny>>, assignment: &Bound<'_, PyAny>, target_assignment: &Bound<'_, PyAny>, classic: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::StreamsMemberDescription {
            member_id: argument(member_id, "member_id")?,
            group_instance_id: optional(group_instance_id, "group_instance_id")?,
            rack: optional(rack, "rack")?,
            epoch: argument(epoch, "epoch")?,
            client_id: argument(client_id, "client_id")?,
            host: argument(host, "host")?,
            topology_epoch: argument(topology_epoch, "topology_epoch")?,
            process_id: argument(process_id, "process_id")?,
            user_endpoint: optional(user_endpoint, "user_endpoint")?,
            client_tags: optional(client_tags, "client_tags")?,
            task_offsets: optional(task_offsets, "task_offsets")?,
            task_end_offsets: optional(task_end_offsets, "task_end_offsets")?,
            assignment: argument(assignment, "assignment")?,
            target_assignment: argument(target_assignment, "target_assignment")?,
            classic: argument(classic, "classic")?,
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

    /// Its rack, if it says.
    #[getter]
    fn rack(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.rack)
    }

    /// Its epoch.
    #[getter]
    fn epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.epoch)
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

    /// The epoch of the topology that it runs.
    #[getter]
    fn topology_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topology_epoch)
    }

    /// The process that it is in.
    #[getter]
    fn process_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.process_id)
    }

    /// Where it answers queries of its state, if it does: `host:port`.
    #[getter]
    fn user_endpoint(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.user_endpoint)
    }

    /// What it tells of itself.
    #[getter]
    fn client_tags(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.client_tags)
    }

    /// How far its tasks are.
    #[getter]
    fn task_offsets(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.task_offsets)
    }

    /// Where the changelogs of its tasks end.
    #[getter]
    fn task_end_offsets(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.task_end_offsets)
    }

    /// The tasks that it has.
    #[getter]
    fn assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignment)
    }

    /// Those that it is to have.
    #[getter]
    fn target_assignment(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.target_assignment)
    }

    /// Whether it speaks the classic protocol.
    #[getter]
    fn classic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.classic)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["member_id", "group_instance_id", "rack", "epoch", "client_id", "host", "topology_epoch", "process_id", "user_endpoint", "client_tags", "task_offsets", "task_end_offsets", "assignment", "target_assignment", "classic"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsMemberDescription", [("member_id", self.member_id(py)?), ("group_instance_id", self.group_instance_id(py)?), ("rack", self.rack(py)?), ("epoch", self.epoch(py)?), ("client_id", self.client_id(py)?), ("host", self.host(py)?), ("topology_epoch", self.topology_epoch(py)?), ("process_id", self.process_id(py)?), ("user_endpoint", self.user_endpoint(py)?), ("client_tags", self.client_tags(py)?), ("task_offsets", self.task_offsets(py)?), ("task_end_offsets", self.task_end_offsets(py)?), ("assignment", self.assignment(py)?), ("target_assignment", self.target_assignment(py)?), ("classic", self.classic(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["member_id", "group_instance_id", "rack", "epoch", "client_id", "host", "topology_epoch", "process_id", "user_endpoint", "client_tags", "task_offsets", "task_end_offsets", "assignment", "target_assignment", "classic"], [this.get().member_id(py)?, this.get().group_instance_id(py)?, this.get().rack(py)?, this.get().epoch(py)?, this.get().client_id(py)?, this.get().host(py)?, this.get().topology_epoch(py)?, this.get().process_id(py)?, this.get().user_endpoint(py)?, this.get().client_tags(py)?, this.get().task_offsets(py)?, this.get().task_end_offsets(py)?, this.get().assignment(py)?, this.get().target_assignment(py)?, this.get().classic(py)?])
    }
}

impl IntoPython for api::StreamsMemberDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsMemberDescription(self))?.into_any())
    }
}

impl Argument for api::StreamsMemberDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsMemberDescription>();
        Ok(object.map_err(|_| at.mismatch("StreamsMemberDescription", value))?.get().0.clone())
    }
}

/// A partition of a part of the application.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsTask(pub(crate) api::StreamsTask);

#[pymethods]
impl StreamsTask {
    #[new]
    #[pyo3(signature = (subtopology, partition))]
    fn new(subtopology: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::StreamsTask {
            subtopology: argument(subtopology, "subtopology")?,
            partition: argument(partition, "partition")?,
        }))
    }

    /// The part.
    #[getter]
    fn subtopology(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.subtopology)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["subtopology", "partition"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsTask", [("subtopology", self.subtopology(py)?), ("partition", self.partition(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["subtopology", "partition"], [this.get().subtopology(py)?, this.get().partition(py)?])
    }
}

impl IntoPython for api::StreamsTask {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsTask(self))?.into_any())
    }
}

impl Argument for api::StreamsTask {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsTask>();
        Ok(object.map_err(|_| at.mismatch("StreamsTask", value))?.get().0.clone())
    }
}

/// An offset of a task.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsTaskOffset(pub(crate) api::StreamsTaskOffset);

#[pymethods]
impl StreamsTaskOffset {
    #[new]
    #[pyo3(signature = (subtopology, partition, offset))]
    fn new(subtopology: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::StreamsTaskOffset {
            subtopology: argument(subtopology, "subtopology")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
        }))
    }

    /// The part.
    #[getter]
    fn subtopology(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.subtopology)
    }

    /// The partition.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// The offset.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["subtopology", "partition", "offset"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsTaskOffset", [("subtopology", self.subtopology(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["subtopology", "partition", "offset"], [this.get().subtopology(py)?, this.get().partition(py)?, this.get().offset(py)?])
    }
}

impl IntoPython for api::StreamsTaskOffset {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsTaskOffset(self))?.into_any())
    }
}

impl Argument for api::StreamsTaskOffset {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsTaskOffset>();
        Ok(object.map_err(|_| at.mismatch("StreamsTaskOffset", value))?.get().0.clone())
    }
}

/// The tasks of a member.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsTasks(pub(crate) api::StreamsTasks);

#[pymethods]
impl StreamsTasks {
    #[new]
    #[pyo3(signature = (active=None, standby=None, warmup=None))]
    fn new(active: Option<&Bound<'_, PyAny>>, standby: Option<&Bound<'_, PyAny>>, warmup: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::StreamsTasks {
            active: optional(active, "active")?,
            standby: optional(standby, "standby")?,
            warmup: optional(warmup, "warmup")?,
        }))
    }

    /// Those that it processes.
    #[getter]
    fn active(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.active)
    }

    /// Those whose state it keeps.
    #[getter]
    fn standby(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.standby)
    }

    /// Those whose state it fetches, to process them then.
    #[getter]
    fn warmup(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.warmup)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["active", "standby", "warmup"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsTasks", [("active", self.active(py)?), ("standby", self.standby(py)?), ("warmup", self.warmup(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["active", "standby", "warmup"], [this.get().active(py)?, this.get().standby(py)?, this.get().warmup(py)?])
    }
}

impl IntoPython for api::StreamsTasks {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsTasks(self))?.into_any())
    }
}

impl Argument for api::StreamsTasks {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsTasks>();
        Ok(object.map_err(|_| at.mismatch("StreamsTasks", value))?.get().0.clone())
    }
}

/// Groups of Kafka Streams that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct StreamsGroupDescriptions(pub(crate) api::StreamsGroupDescriptions);

#[pymethods]
impl StreamsGroupDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::StreamsGroupDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are there.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "StreamsGroupDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::StreamsGroupDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, StreamsGroupDescriptions(self))?.into_any())
    }
}

impl Argument for api::StreamsGroupDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<StreamsGroupDescriptions>();
        Ok(object.map_err(|_| at.mismatch("StreamsGroupDescriptions", value))?.get().0.clone())
    }
}

/// A topic to create.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct NewTopic(pub(crate) api::NewTopic);

#[pymethods]
impl NewTopic {
    #[new]
    #[pyo3(signature = (name, partitions=None, replication_factor=None, config=None, assignments=None))]
    fn new(name: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>, replication_factor: Option<&Bound<'_, PyAny>>, config: Option<&Bound<'_, PyAny>>, assignments: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::NewTopic {
            name: argument(name, "name")?,
            partitions: optional(partitions, "partitions")?,
            replication_factor: optional(replication_factor, "replication_factor")?,
            config: optional(config, "config")?,
            assignments: optional(assignments, "assignments")?,
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

    /// The brokers of each partition, where the cluster is not to choose; then the two numbers are not said.
    #[getter]
    fn assignments(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.assignments)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "partitions", "replication_factor", "config", "assignments"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "NewTopic", [("name", self.name(py)?), ("partitions", self.partitions(py)?), ("replication_factor", self.replication_factor(py)?), ("config", self.config(py)?), ("assignments", self.assignments(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "partitions", "replication_factor", "config", "assignments"], [this.get().name(py)?, this.get().partitions(py)?, this.get().replication_factor(py)?, this.get().config(py)?, this.get().assignments(py)?])
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

/// The brokers of a partition that is made.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionAssignment(pub(crate) api::PartitionAssignment);

#[pymethods]
impl PartitionAssignment {
    #[new]
    #[pyo3(signature = (replicas=None))]
    fn new(replicas: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::PartitionAssignment {
            replicas: optional(replicas, "replicas")?,
        }))
    }

    /// They get a replica each; the first is the preferred leader.
    #[getter]
    fn replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replicas)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["replicas"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "PartitionAssignment", [("replicas", self.replicas(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["replicas"], [this.get().replicas(py)?])
    }
}

impl IntoPython for api::PartitionAssignment {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, PartitionAssignment(self))?.into_any())
    }
}

impl Argument for api::PartitionAssignment {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<PartitionAssignment>();
        Ok(object.map_err(|_| at.mismatch("PartitionAssignment", value))?.get().0.clone())
    }
}

/// A topic that was made, or, with `ValidateOnly`, would have been.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct CreatedTopic(pub(crate) api::CreatedTopic);

#[pymethods]
impl CreatedTopic {
    #[new]
    #[pyo3(signature = (name, id=None, partitions=None, replication_factor=None, config=None))]
    fn new(name: &Bound<'_, PyAny>, id: Option<&Bound<'_, PyAny>>, partitions: Option<&Bound<'_, PyAny>>, replication_factor: Option<&Bound<'_, PyAny>>, config: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::CreatedTopic {
            name: argument(name, "name")?,
            id: optional(id, "id")?,
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

    /// Its id; None where brokers do not tell, and without meaning where the topic was only looked at.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// Number of partitions; None where brokers do not tell.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    /// Number of replicas of each partition; None where brokers do not tell.
    #[getter]
    fn replication_factor(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.replication_factor)
    }

    /// Its configuration; None where brokers do not tell, or the principal may not see it.
    #[getter]
    fn config(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.config)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "id", "partitions", "replication_factor", "config"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "CreatedTopic", [("name", self.name(py)?), ("id", self.id(py)?), ("partitions", self.partitions(py)?), ("replication_factor", self.replication_factor(py)?), ("config", self.config(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "id", "partitions", "replication_factor", "config"], [this.get().name(py)?, this.get().id(py)?, this.get().partitions(py)?, this.get().replication_factor(py)?, this.get().config(py)?])
    }
}

impl IntoPython for api::CreatedTopic {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, CreatedTopic(self))?.into_any())
    }
}

impl Argument for api::CreatedTopic {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<CreatedTopic>();
        Ok(object.map_err(|_| at.mismatch("CreatedTopic", value))?.get().0.clone())
    }
}

/// Topics that were to be made.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct CreatedTopics(pub(crate) api::CreatedTopics);

#[pymethods]
impl CreatedTopics {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::CreatedTopics {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those where it worked.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "CreatedTopics", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::CreatedTopics {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, CreatedTopics(self))?.into_any())
    }
}

impl Argument for api::CreatedTopics {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<CreatedTopics>();
        Ok(object.map_err(|_| at.mismatch("CreatedTopics", value))?.get().0.clone())
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
    #[pyo3(signature = (name, id, internal, partitions=None, authorized_operations=None))]
    fn new(name: &Bound<'_, PyAny>, id: &Bound<'_, PyAny>, internal: &Bound<'_, PyAny>, partitions: Option<&Bound<'_, PyAny>>, authorized_operations: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::TopicDescription {
            name: argument(name, "name")?,
            id: argument(id, "id")?,
            internal: argument(internal, "internal")?,
            partitions: optional(partitions, "partitions")?,
            authorized_operations: optional(authorized_operations, "authorized_operations")?,
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

    /// What the principal may do with it, if that was asked for.
    #[getter]
    fn authorized_operations(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.authorized_operations)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "id", "internal", "partitions", "authorized_operations"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TopicDescription", [("name", self.name(py)?), ("id", self.id(py)?), ("internal", self.internal(py)?), ("partitions", self.partitions(py)?), ("authorized_operations", self.authorized_operations(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "id", "internal", "partitions", "authorized_operations"], [this.get().name(py)?, this.get().id(py)?, this.get().internal(py)?, this.get().partitions(py)?, this.get().authorized_operations(py)?])
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

/// Topics that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TopicDescriptions(pub(crate) api::TopicDescriptions);

#[pymethods]
impl TopicDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::TopicDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are there.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others, by what they were asked for with.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TopicDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::TopicDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TopicDescriptions(self))?.into_any())
    }
}

impl Argument for api::TopicDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TopicDescriptions>();
        Ok(object.map_err(|_| at.mismatch("TopicDescriptions", value))?.get().0.clone())
    }
}

/// A partition and its replicas.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct PartitionDescription(pub(crate) api::PartitionDescription);

#[pymethods]
impl PartitionDescription {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (partition, leader=None, *, leader_epoch, replicas=None, in_sync_replicas=None, offline_replicas=None, eligible_leader_replicas=None, last_known_eligible_leader_replicas=None))]
    fn new(partition: &Bound<'_, PyAny>, leader: Option<&Bound<'_, PyAny>>, leader_epoch: &Bound<'_, PyAny>, replicas: Option<&Bound<'_, PyAny>>, in_sync_replicas: Option<&Bound<'_, PyAny>>, offline_replicas: Option<&Bound<'_, PyAny>>, eligible_leader_replicas: Option<&Bound<'_, PyAny>>, last_known_eligible_leader_replicas: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::PartitionDescription {
            partition: argument(partition, "partition")?,
            leader: optional(leader, "leader")?,
            leader_epoch: argument(leader_epoch, "leader_epoch")?,
            replicas: optional(replicas, "replicas")?,
            in_sync_replicas: optional(in_sync_replicas, "in_sync_replicas")?,
            offline_replicas: optional(offline_replicas, "offline_replicas")?,
            eligible_leader_replicas: optional(eligible_leader_replicas, "eligible_leader_replicas")?,
            last_known_eligible_leader_replicas: optional(last_known_eligible_leader_replicas, "last_known_eligible_leader_replicas")?,
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

    /// Those of them that are away.
    #[getter]
    fn offline_replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offline_replicas)
    }

    /// Those that may lead although they are not in sync (KIP-966); None where brokers do not tell.
    #[getter]
    fn eligible_leader_replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.eligible_leader_replicas)
    }

    /// Those that were the last to be so; None where brokers do not tell.
    #[getter]
    fn last_known_eligible_leader_replicas(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.last_known_eligible_leader_replicas)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["partition", "leader", "leader_epoch", "replicas", "in_sync_replicas", "offline_replicas", "eligible_leader_replicas", "last_known_eligible_leader_replicas"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "PartitionDescription", [("partition", self.partition(py)?), ("leader", self.leader(py)?), ("leader_epoch", self.leader_epoch(py)?), ("replicas", self.replicas(py)?), ("in_sync_replicas", self.in_sync_replicas(py)?), ("offline_replicas", self.offline_replicas(py)?), ("eligible_leader_replicas", self.eligible_leader_replicas(py)?), ("last_known_eligible_leader_replicas", self.last_known_eligible_leader_replicas(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["partition", "leader", "leader_epoch", "replicas", "in_sync_replicas", "offline_replicas", "eligible_leader_replicas", "last_known_eligible_leader_replicas"], [this.get().partition(py)?, this.get().leader(py)?, this.get().leader_epoch(py)?, this.get().replicas(py)?, this.get().in_sync_replicas(py)?, this.get().offline_replicas(py)?, this.get().eligible_leader_replicas(py)?, this.get().last_known_eligible_leader_replicas(py)?])
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

/// A transactional id, as a list shows it.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TransactionListing(pub(crate) api::TransactionListing);

#[pymethods]
impl TransactionListing {
    #[new]
    #[pyo3(signature = (transactional_id, producer_id, state, coordinator))]
    fn new(transactional_id: &Bound<'_, PyAny>, producer_id: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, coordinator: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::TransactionListing {
            transactional_id: argument(transactional_id, "transactional_id")?,
            producer_id: argument(producer_id, "producer_id")?,
            state: argument(state, "state")?,
            coordinator: argument(coordinator, "coordinator")?,
        }))
    }

    /// The transactional id.
    #[getter]
    fn transactional_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.transactional_id)
    }

    /// Its producer.
    #[getter]
    fn producer_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_id)
    }

    /// Its state, with Kafka's name.
    #[getter]
    fn state(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.state)
    }

    /// The broker that coordinates it, as `host:port`.
    #[getter]
    fn coordinator(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["transactional_id", "producer_id", "state", "coordinator"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TransactionListing", [("transactional_id", self.transactional_id(py)?), ("producer_id", self.producer_id(py)?), ("state", self.state(py)?), ("coordinator", self.coordinator(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["transactional_id", "producer_id", "state", "coordinator"], [this.get().transactional_id(py)?, this.get().producer_id(py)?, this.get().state(py)?, this.get().coordinator(py)?])
    }
}

impl IntoPython for api::TransactionListing {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TransactionListing(self))?.into_any())
    }
}

impl Argument for api::TransactionListing {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TransactionListing>();
        Ok(object.map_err(|_| at.mismatch("TransactionListing", value))?.get().0.clone())
    }
}

/// A transactional id and its transaction.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TransactionDescription(pub(crate) api::TransactionDescription);

#[pymethods]
impl TransactionDescription {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (transactional_id, state, producer_id, producer_epoch, timeout_ms, started_at=None, partitions=None, *, coordinator))]
    fn new(transactional_id: &Bound<'_, PyAny>, state: &Bound<'_, PyAny>, producer_id: &Bound<'_, PyAny>, producer_epoch: &Bound<'_, PyAny>, timeout_ms: &Bound<'_, PyAny>, started_at: Option<&Bound<'_, PyAny>>, partitions: Option<&Bound<'_, PyAny>>, coordinator: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::TransactionDescription {
            transactional_id: argument(transactional_id, "transactional_id")?,
            state: argument(state, "state")?,
            producer_id: argument(producer_id, "producer_id")?,
            producer_epoch: argument(producer_epoch, "producer_epoch")?,
            timeout_ms: argument(timeout_ms, "timeout_ms")?,
            started_at: optional(started_at, "started_at")?,
            partitions: optional(partitions, "partitions")?,
            coordinator: argument(coordinator, "coordinator")?,
        }))
    }

    /// The transactional id.
    #[getter]
    fn transactional_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.transactional_id)
    }

    /// Its state, with Kafka's name.
    #[getter]
    fn state(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.state)
    }

    /// Its producer.
    #[getter]
    fn producer_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_id)
    }

    /// The producer's epoch.
    #[getter]
    fn producer_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_epoch)
    }

    /// How long a transaction of it may be open, in milliseconds.
    #[getter]
    fn timeout_ms(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timeout_ms)
    }

    /// When the last transaction began, in milliseconds since 1970; None if there was none.
    #[getter]
    fn started_at(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.started_at)
    }

    /// Partitions that the open transaction has written to; one that is ending: that have no marker yet.
    #[getter]
    fn partitions(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partitions)
    }

    /// The broker that coordinates it, as `host:port`.
    #[getter]
    fn coordinator(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.coordinator)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["transactional_id", "state", "producer_id", "producer_epoch", "timeout_ms", "started_at", "partitions", "coordinator"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TransactionDescription", [("transactional_id", self.transactional_id(py)?), ("state", self.state(py)?), ("producer_id", self.producer_id(py)?), ("producer_epoch", self.producer_epoch(py)?), ("timeout_ms", self.timeout_ms(py)?), ("started_at", self.started_at(py)?), ("partitions", self.partitions(py)?), ("coordinator", self.coordinator(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["transactional_id", "state", "producer_id", "producer_epoch", "timeout_ms", "started_at", "partitions", "coordinator"], [this.get().transactional_id(py)?, this.get().state(py)?, this.get().producer_id(py)?, this.get().producer_epoch(py)?, this.get().timeout_ms(py)?, this.get().started_at(py)?, this.get().partitions(py)?, this.get().coordinator(py)?])
    }
}

impl IntoPython for api::TransactionDescription {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TransactionDescription(self))?.into_any())
    }
}

impl Argument for api::TransactionDescription {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TransactionDescription>();
        Ok(object.map_err(|_| at.mismatch("TransactionDescription", value))?.get().0.clone())
    }
}

/// Transactional ids that were asked for.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct TransactionDescriptions(pub(crate) api::TransactionDescriptions);

#[pymethods]
impl TransactionDescriptions {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::TransactionDescriptions {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those that are known.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "TransactionDescriptions", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::TransactionDescriptions {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, TransactionDescriptions(self))?.into_any())
    }
}

impl Argument for api::TransactionDescriptions {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<TransactionDescriptions>();
        Ok(object.map_err(|_| at.mismatch("TransactionDescriptions", value))?.get().0.clone())
    }
}

/// A transactional id whose producers were fenced.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct FencedProducer(pub(crate) api::FencedProducer);

#[pymethods]
impl FencedProducer {
    #[new]
    #[pyo3(signature = (transactional_id, producer_id, producer_epoch))]
    fn new(transactional_id: &Bound<'_, PyAny>, producer_id: &Bound<'_, PyAny>, producer_epoch: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::FencedProducer {
            transactional_id: argument(transactional_id, "transactional_id")?,
            producer_id: argument(producer_id, "producer_id")?,
            producer_epoch: argument(producer_epoch, "producer_epoch")?,
        }))
    }

    /// The transactional id.
    #[getter]
    fn transactional_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.transactional_id)
    }

    /// Its producer.
    #[getter]
    fn producer_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_id)
    }

    /// The producer's epoch from now on.
    #[getter]
    fn producer_epoch(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.producer_epoch)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["transactional_id", "producer_id", "producer_epoch"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "FencedProducer", [("transactional_id", self.transactional_id(py)?), ("producer_id", self.producer_id(py)?), ("producer_epoch", self.producer_epoch(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["transactional_id", "producer_id", "producer_epoch"], [this.get().transactional_id(py)?, this.get().producer_id(py)?, this.get().producer_epoch(py)?])
    }
}

impl IntoPython for api::FencedProducer {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, FencedProducer(self))?.into_any())
    }
}

impl Argument for api::FencedProducer {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<FencedProducer>();
        Ok(object.map_err(|_| at.mismatch("FencedProducer", value))?.get().0.clone())
    }
}

/// Transactional ids whose producers were to be fenced.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct FencedProducers(pub(crate) api::FencedProducers);

#[pymethods]
impl FencedProducers {
    #[new]
    #[pyo3(signature = (found=None, refused=None))]
    fn new(found: Option<&Bound<'_, PyAny>>, refused: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::FencedProducers {
            found: optional(found, "found")?,
            refused: optional(refused, "refused")?,
        }))
    }

    /// Those where it worked.
    #[getter]
    fn found(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.found)
    }

    /// The others.
    #[getter]
    fn refused(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.refused)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["found", "refused"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "FencedProducers", [("found", self.found(py)?), ("refused", self.refused(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["found", "refused"], [this.get().found(py)?, this.get().refused(py)?])
    }
}

impl IntoPython for api::FencedProducers {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, FencedProducers(self))?.into_any())
    }
}

impl Argument for api::FencedProducers {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<FencedProducers>();
        Ok(object.map_err(|_| at.mismatch("FencedProducers", value))?.get().0.clone())
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

/// A record to handle.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ProcessRecord(pub(crate) api::ProcessRecord);

#[pymethods]
impl ProcessRecord {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (topic, partition, offset, timestamp, key=None, value=None, headers=None, origin=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: &Bound<'_, PyAny>, timestamp: &Bound<'_, PyAny>, key: Option<&Bound<'_, PyAny>>, value: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>, origin: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ProcessRecord {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
            timestamp: argument(timestamp, "timestamp")?,
            key: optional(key, "key")?,
            value: optional(value, "value")?,
            headers: sending::headers(headers)?,
            origin: optional(origin, "origin")?,
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

    /// The offset.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    /// The key; None and empty are different things.
    #[getter]
    fn key(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key)
    }

    /// The value; None is a tombstone where the topic is compacted.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    /// Its headers, in order.
    #[getter]
    fn headers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.headers)
    }

    /// Where it comes from, if it is the copy of one that failed.
    #[getter]
    fn origin(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.origin)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "timestamp", "key", "value", "headers", "origin"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ProcessRecord", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("timestamp", self.timestamp(py)?), ("key", self.key(py)?), ("value", self.value(py)?), ("headers", self.headers(py)?), ("origin", self.origin(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "timestamp", "key", "value", "headers", "origin"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().timestamp(py)?, this.get().key(py)?, this.get().value(py)?, this.get().headers(py)?, this.get().origin(py)?])
    }
}

impl IntoPython for api::ProcessRecord {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ProcessRecord(self))?.into_any())
    }
}

impl Argument for api::ProcessRecord {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ProcessRecord>();
        Ok(object.map_err(|_| at.mismatch("ProcessRecord", value))?.get().0.clone())
    }
}

/// Where the copy of a record that failed comes from, and why it is there.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Origin(pub(crate) api::Origin);

#[pymethods]
impl Origin {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (topic, partition, offset, timestamp, group_id, attempts, message, error_kind, step))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: &Bound<'_, PyAny>, timestamp: &Bound<'_, PyAny>, group_id: &Bound<'_, PyAny>, attempts: &Bound<'_, PyAny>, message: &Bound<'_, PyAny>, error_kind: &Bound<'_, PyAny>, step: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::Origin {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
            timestamp: argument(timestamp, "timestamp")?,
            group_id: argument(group_id, "group_id")?,
            attempts: argument(attempts, "attempts")?,
            message: argument(message, "message")?,
            error_kind: argument(error_kind, "error_kind")?,
            step: argument(step, "step")?,
        }))
    }

    /// The topic that the record was read from first.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
    }

    /// The partition there.
    #[getter]
    fn partition(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.partition)
    }

    /// The offset there.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    /// The record's time there, in milliseconds since 1970; -1 if it has none.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    /// The group that processed it.
    #[getter]
    fn group_id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.group_id)
    }

    /// Calls of the function that have failed, at all steps.
    #[getter]
    fn attempts(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.attempts)
    }

    /// What the last error said.
    #[getter]
    fn message(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.message)
    }

    /// The kind of the last error.
    #[getter]
    fn error_kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.error_kind)
    }

    /// The number of the retry topic, from 1 on; 0 in a dead letter topic.
    #[getter]
    fn step(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.step)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "timestamp", "group_id", "attempts", "message", "error_kind", "step"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Origin", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("timestamp", self.timestamp(py)?), ("group_id", self.group_id(py)?), ("attempts", self.attempts(py)?), ("message", self.message(py)?), ("error_kind", self.error_kind(py)?), ("step", self.step(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "timestamp", "group_id", "attempts", "message", "error_kind", "step"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().timestamp(py)?, this.get().group_id(py)?, this.get().attempts(py)?, this.get().message(py)?, this.get().error_kind(py)?, this.get().step(py)?])
    }
}

impl IntoPython for api::Origin {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Origin(self))?.into_any())
    }
}

impl Argument for api::Origin {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Origin>();
        Ok(object.map_err(|_| at.mismatch("Origin", value))?.get().0.clone())
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

/// A schema that another one names.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct SchemaReference(pub(crate) api::SchemaReference);

#[pymethods]
impl SchemaReference {
    #[new]
    #[pyo3(signature = (name, subject, version))]
    fn new(name: &Bound<'_, PyAny>, subject: &Bound<'_, PyAny>, version: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::SchemaReference {
            name: argument(name, "name")?,
            subject: argument(subject, "subject")?,
            version: argument(version, "version")?,
        }))
    }

    /// What the other schema calls it: a full name in Avro, an import in Protobuf, a URL in JSON Schema.
    #[getter]
    fn name(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.name)
    }

    /// The subject that it is registered under.
    #[getter]
    fn subject(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.subject)
    }

    /// The version of that subject.
    #[getter]
    fn version(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.version)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["name", "subject", "version"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "SchemaReference", [("name", self.name(py)?), ("subject", self.subject(py)?), ("version", self.version(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["name", "subject", "version"], [this.get().name(py)?, this.get().subject(py)?, this.get().version(py)?])
    }
}

impl IntoPython for api::SchemaReference {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, SchemaReference(self))?.into_any())
    }
}

impl Argument for api::SchemaReference {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<SchemaReference>();
        Ok(object.map_err(|_| at.mismatch("SchemaReference", value))?.get().0.clone())
    }
}

/// A schema.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Schema(pub(crate) api::Schema);

#[pymethods]
impl Schema {
    #[new]
    #[pyo3(signature = (kind, text, references=None))]
    fn new(kind: &Bound<'_, PyAny>, text: &Bound<'_, PyAny>, references: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::Schema {
            kind: argument(kind, "kind")?,
            text: argument(text, "text")?,
            references: optional(references, "references")?,
        }))
    }

    /// Its language.
    #[getter]
    fn kind(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.kind)
    }

    /// Its text.
    #[getter]
    fn text(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.text)
    }

    /// The schemas that it names.
    #[getter]
    fn references(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.references)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["kind", "text", "references"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Schema", [("kind", self.kind(py)?), ("text", self.text(py)?), ("references", self.references(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["kind", "text", "references"], [this.get().kind(py)?, this.get().text(py)?, this.get().references(py)?])
    }
}

impl IntoPython for api::Schema {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Schema(self))?.into_any())
    }
}

impl Argument for api::Schema {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Schema>();
        Ok(object.map_err(|_| at.mismatch("Schema", value))?.get().0.clone())
    }
}

/// A schema with the places that it has in a registry.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct RegisteredSchema(pub(crate) api::RegisteredSchema);

#[pymethods]
impl RegisteredSchema {
    #[new]
    #[pyo3(signature = (id, subject, version, schema))]
    fn new(id: &Bound<'_, PyAny>, subject: &Bound<'_, PyAny>, version: &Bound<'_, PyAny>, schema: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::RegisteredSchema {
            id: argument(id, "id")?,
            subject: argument(subject, "subject")?,
            version: argument(version, "version")?,
            schema: argument(schema, "schema")?,
        }))
    }

    /// Its number in the registry.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// The subject.
    #[getter]
    fn subject(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.subject)
    }

    /// Its version in the subject, from 1 on.
    #[getter]
    fn version(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.version)
    }

    /// The schema itself.
    #[getter]
    fn schema(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.schema)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "subject", "version", "schema"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "RegisteredSchema", [("id", self.id(py)?), ("subject", self.subject(py)?), ("version", self.version(py)?), ("schema", self.schema(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "subject", "version", "schema"], [this.get().id(py)?, this.get().subject(py)?, this.get().version(py)?, this.get().schema(py)?])
    }
}

impl IntoPython for api::RegisteredSchema {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, RegisteredSchema(self))?.into_any())
    }
}

impl Argument for api::RegisteredSchema {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<RegisteredSchema>();
        Ok(object.map_err(|_| at.mismatch("RegisteredSchema", value))?.get().0.clone())
    }
}

/// What `unframe` finds.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct Unframed(pub(crate) api::Unframed);

#[pymethods]
impl Unframed {
    #[new]
    #[pyo3(signature = (id, payload, indexes=None))]
    fn new(id: &Bound<'_, PyAny>, payload: &Bound<'_, PyAny>, indexes: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::Unframed {
            id: argument(id, "id")?,
            payload: argument(payload, "payload")?,
            indexes: optional(indexes, "indexes")?,
        }))
    }

    /// The schema's id.
    #[getter]
    fn id(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.id)
    }

    /// What the format made of the value.
    #[getter]
    fn payload(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.payload)
    }

    /// In Protobuf the place of the message: its index in the file, after those of the messages that it is in. Empty
    /// otherwise.
    #[getter]
    fn indexes(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.indexes)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["id", "payload", "indexes"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "Unframed", [("id", self.id(py)?), ("payload", self.payload(py)?), ("indexes", self.indexes(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["id", "payload", "indexes"], [this.get().id(py)?, this.get().payload(py)?, this.get().indexes(py)?])
    }
}

impl IntoPython for api::Unframed {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, Unframed(self))?.into_any())
    }
}

impl Argument for api::Unframed {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<Unframed>();
        Ok(object.map_err(|_| at.mismatch("Unframed", value))?.get().0.clone())
    }
}

/// A record that a consumer of a share group has acquired.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareRecord(pub(crate) api::ShareRecord);

#[pymethods]
impl ShareRecord {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "they are its fields")]
    #[pyo3(signature = (topic, partition, offset, timestamp, key=None, value=None, headers=None, *, delivery_count))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, offset: &Bound<'_, PyAny>, timestamp: &Bound<'_, PyAny>, key: Option<&Bound<'_, PyAny>>, value: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>, delivery_count: &Bound<'_, PyAny>) -> PyResult<Self> {
        Ok(Self(api::ShareRecord {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            offset: argument(offset, "offset")?,
            timestamp: argument(timestamp, "timestamp")?,
            key: optional(key, "key")?,
            value: optional(value, "value")?,
            headers: sending::headers(headers)?,
            delivery_count: argument(delivery_count, "delivery_count")?,
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

    /// The offset.
    #[getter]
    fn offset(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.offset)
    }

    /// Milliseconds since 1970: when it was made, or appended, as the topic is configured; -1 without.
    #[getter]
    fn timestamp(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.timestamp)
    }

    /// The key; None and empty are different things.
    #[getter]
    fn key(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.key)
    }

    /// The value.
    #[getter]
    fn value(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.value)
    }

    /// Its headers, in order.
    #[getter]
    fn headers(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.headers)
    }

    /// How often it has been delivered, with this time.
    #[getter]
    fn delivery_count(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.delivery_count)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "offset", "timestamp", "key", "value", "headers", "delivery_count"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareRecord", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("offset", self.offset(py)?), ("timestamp", self.timestamp(py)?), ("key", self.key(py)?), ("value", self.value(py)?), ("headers", self.headers(py)?), ("delivery_count", self.delivery_count(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "offset", "timestamp", "key", "value", "headers", "delivery_count"], [this.get().topic(py)?, this.get().partition(py)?, this.get().offset(py)?, this.get().timestamp(py)?, this.get().key(py)?, this.get().value(py)?, this.get().headers(py)?, this.get().delivery_count(py)?])
    }
}

impl IntoPython for api::ShareRecord {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareRecord(self))?.into_any())
    }
}

impl Argument for api::ShareRecord {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareRecord>();
        Ok(object.map_err(|_| at.mismatch("ShareRecord", value))?.get().0.clone())
    }
}

/// Records of one partition that a consumer of a share group has acquired.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct ShareBatch(pub(crate) api::ShareBatch);

#[pymethods]
impl ShareBatch {
    #[new]
    #[pyo3(signature = (topic, partition, records=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, records: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::ShareBatch {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            records: optional(records, "records")?,
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

    /// The records, in order.
    #[getter]
    fn records(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.records)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "records"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "ShareBatch", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("records", self.records(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "records"], [this.get().topic(py)?, this.get().partition(py)?, this.get().records(py)?])
    }
}

impl IntoPython for api::ShareBatch {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, ShareBatch(self))?.into_any())
    }
}

impl Argument for api::ShareBatch {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<ShareBatch>();
        Ok(object.map_err(|_| at.mismatch("ShareBatch", value))?.get().0.clone())
    }
}

/// Whether the acknowledgements of a partition count.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct AcknowledgementOutcome(pub(crate) api::AcknowledgementOutcome);

#[pymethods]
impl AcknowledgementOutcome {
    #[new]
    #[pyo3(signature = (topic, partition, error=None))]
    fn new(topic: &Bound<'_, PyAny>, partition: &Bound<'_, PyAny>, error: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::AcknowledgementOutcome {
            topic: argument(topic, "topic")?,
            partition: argument(partition, "partition")?,
            error: optional(error, "error")?,
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

    /// Why they do not; None if they do.
    #[getter]
    fn error(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.error)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["topic", "partition", "error"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "AcknowledgementOutcome", [("topic", self.topic(py)?), ("partition", self.partition(py)?), ("error", self.error(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "partition", "error"], [this.get().topic(py)?, this.get().partition(py)?, this.get().error(py)?])
    }
}

impl IntoPython for api::AcknowledgementOutcome {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, AcknowledgementOutcome(self))?.into_any())
    }
}

impl Argument for api::AcknowledgementOutcome {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<AcknowledgementOutcome>();
        Ok(object.map_err(|_| at.mismatch("AcknowledgementOutcome", value))?.get().0.clone())
    }
}

/// What a registry says of a schema that may become the next version of a subject.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct CompatibilityCheck(pub(crate) api::CompatibilityCheck);

#[pymethods]
impl CompatibilityCheck {
    #[new]
    #[pyo3(signature = (is_compatible, messages=None))]
    fn new(is_compatible: &Bound<'_, PyAny>, messages: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::CompatibilityCheck {
            is_compatible: argument(is_compatible, "is_compatible")?,
            messages: optional(messages, "messages")?,
        }))
    }

    /// Whether it goes with the version that it was compared with.
    #[getter]
    fn is_compatible(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.is_compatible)
    }

    /// What does not fit, in the registry's words; empty where it fits, and of registries that do not say it.
    #[getter]
    fn messages(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.messages)
    }

    #[classattr]
    fn __match_args__() -> Vec<&'static str> {
        vec!["is_compatible", "messages"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "CompatibilityCheck", [("is_compatible", self.is_compatible(py)?), ("messages", self.messages(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["is_compatible", "messages"], [this.get().is_compatible(py)?, this.get().messages(py)?])
    }
}

impl IntoPython for api::CompatibilityCheck {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, CompatibilityCheck(self))?.into_any())
    }
}

impl Argument for api::CompatibilityCheck {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<CompatibilityCheck>();
        Ok(object.map_err(|_| at.mismatch("CompatibilityCheck", value))?.get().0.clone())
    }
}

/// A record that a transform gives, to be sent within the transaction.
#[pyclass(frozen, module = "ottla")]
pub(crate) struct OutputRecord(pub(crate) api::OutputRecord);

#[pymethods]
impl OutputRecord {
    #[new]
    #[pyo3(signature = (topic, value=None, key=None, partition=None, timestamp=None, headers=None))]
    fn new(topic: &Bound<'_, PyAny>, value: Option<&Bound<'_, PyAny>>, key: Option<&Bound<'_, PyAny>>, partition: Option<&Bound<'_, PyAny>>, timestamp: Option<&Bound<'_, PyAny>>, headers: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(api::OutputRecord {
            topic: argument(topic, "topic")?,
            value: optional(value, "value")?,
            key: optional(key, "key")?,
            partition: optional(partition, "partition")?,
            timestamp: optional(timestamp, "timestamp")?,
            headers: sending::headers(headers)?,
        }))
    }

    /// The topic that it goes to.
    #[getter]
    fn topic(&self, py: Python<'_>) -> Given {
        plain::given(py, &self.0.topic)
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
        vec!["topic", "value", "key", "partition", "timestamp", "headers"]
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> u64 {
        plain::hash(&self.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        plain::repr(py, "OutputRecord", [("topic", self.topic(py)?), ("value", self.value(py)?), ("key", self.key(py)?), ("partition", self.partition(py)?), ("timestamp", self.timestamp(py)?), ("headers", self.headers(py)?)])
    }

    fn __reduce__<'py>(this: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let py = this.py();
        plain::reduced(this.as_any(), &["topic", "value", "key", "partition", "timestamp", "headers"], [this.get().topic(py)?, this.get().value(py)?, this.get().key(py)?, this.get().partition(py)?, this.get().timestamp(py)?, this.get().headers(py)?])
    }
}

impl IntoPython for api::OutputRecord {
    fn into_python(self, py: Python<'_>) -> Given {
        Ok(Py::new(py, OutputRecord(self))?.into_any())
    }
}

impl Argument for api::OutputRecord {
    fn argument(value: &Bound<'_, PyAny>, at: At<'_>) -> PyResult<Self> {
        let object = value.cast::<OutputRecord>();
        Ok(object.map_err(|_| at.mismatch("OutputRecord", value))?.get().0.clone())
    }
}
