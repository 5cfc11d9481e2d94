//! Who may do what: access control lists as values.

use bytestring::ByteString;

use super::{call::corrupt, wire_enum::wire_enum};
use crate::Result;

wire_enum! {
    /// A kind of thing that access is given to by an [`Acl`].
    pub enum AclResourceKind {
        /// Topics.
        Topic = 2,
        /// Groups.
        Group = 3,
        /// The cluster itself, under the name `kafka-cluster`.
        Cluster = 4,
        /// Transactional ids.
        TransactionalId = 5,
        /// Delegation tokens, by their ids.
        DelegationToken = 6,
        /// Users, to whom tokens are given: `User:alice`.
        User = 7,
    }
}

wire_enum! {
    /// What the name of a resource in an [`Acl`] stands for (KIP-290).
    pub enum AclPattern {
        /// For the one of this name; `*` for all.
        Literal = 3,
        /// For all whose names begin with it.
        Prefixed = 4,
    }
}

wire_enum! {
    /// What somebody may do, or may not, by an [`Acl`].
    pub enum AclOperation {
        /// All of it.
        All = 2,
        /// Read.
        Read = 3,
        /// Write.
        Write = 4,
        /// Create.
        Create = 5,
        /// Delete.
        Delete = 6,
        /// Change.
        Alter = 7,
        /// See that it exists, and what it is.
        Describe = 8,
        /// What brokers do among themselves.
        ClusterAction = 9,
        /// See the configuration.
        DescribeConfigs = 10,
        /// Change the configuration.
        AlterConfigs = 11,
        /// Write as an idempotent producer.
        IdempotentWrite = 12,
        /// Get delegation tokens for others.
        CreateTokens = 13,
        /// See the delegation tokens of others.
        DescribeTokens = 14,
        /// Take part in commits of two phases (KIP-939).
        TwoPhaseCommit = 15,
    }
}

wire_enum! {
    /// Whether an [`Acl`] allows it, or denies it. What denies is stronger.
    pub enum AclPermission {
        /// It is not, whatever else is allowed.
        Deny = 2,
        /// It is.
        Allow = 3,
    }
}

/// The operations in a set of bits (KIP-430); `None` if they were not asked for. Bits that mean nothing here
/// are left out: another broker may know more operations.
pub(super) fn operations(bits: i32) -> Option<Vec<AclOperation>> {
    // How brokers write that they do not tell.
    if bits == i32::MIN {
        return None;
    }
    let set = (0..31).filter(|bit| bits & (1 << bit) != 0);
    Some(set.filter_map(AclOperation::from_code).collect())
}

/// One entry: who may, or may not, do what with which resources.
///
/// ```
/// use ottla::admin::{Acl, AclOperation, AclPattern, AclResourceKind};
///
/// let read = Acl::allow("User:alice", AclOperation::Read, AclResourceKind::Topic, "orders");
/// let group = Acl {
///     pattern: AclPattern::Prefixed,
///     ..Acl::allow("User:alice", AclOperation::Read, AclResourceKind::Group, "billing-")
/// };
/// assert_eq!(read.host, "*");
/// # let _ = group;
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Acl {
    /// The kind of the resources.
    pub resource: AclResourceKind,
    /// Their name.
    pub name: ByteString,
    /// What the name stands for.
    pub pattern: AclPattern,
    /// Who: `User:alice`; `User:*` for everybody.
    pub principal: ByteString,
    /// From where: an IP address; `*` for everywhere.
    pub host: ByteString,
    /// What.
    pub operation: AclOperation,
    /// Whether it is allowed.
    pub permission: AclPermission,
}

impl Acl {
    /// A principal may do something with the one resource of a name, from everywhere.
    #[must_use]
    pub fn allow(
        principal: impl Into<ByteString>,
        operation: AclOperation,
        resource: AclResourceKind,
        name: impl Into<ByteString>,
    ) -> Self {
        Self {
            resource,
            name: name.into(),
            pattern: AclPattern::Literal,
            principal: principal.into(),
            host: "*".into(),
            operation,
            permission: AclPermission::Allow,
        }
    }
}

/// Which entries are meant: those that agree with all that is named. The default means all.
///
/// ```
/// use ottla::admin::{AclFilter, AclPatternFilter, AclResourceKind};
///
/// // All entries that say something about the topic `orders`, those for a prefix of its name included.
/// let about_orders = AclFilter {
///     resource: Some(AclResourceKind::Topic),
///     name: Some("orders".into()),
///     pattern: AclPatternFilter::Match,
///     ..Default::default()
/// };
/// assert_eq!(about_orders.principal, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AclFilter {
    /// Of this kind of resources.
    pub resource: Option<AclResourceKind>,
    /// Of resources of this name.
    pub name: Option<ByteString>,
    /// How the name is compared.
    pub pattern: AclPatternFilter,
    /// Of this principal.
    pub principal: Option<ByteString>,
    /// From this host.
    pub host: Option<ByteString>,
    /// Of this operation.
    pub operation: Option<AclOperation>,
    /// Of this permission.
    pub permission: Option<AclPermission>,
}

/// How the name in an [`AclFilter`] is compared with that of an entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AclPatternFilter {
    /// It is the same, whatever it stands for.
    #[default]
    Any,
    /// The entry holds for the resource of that name.
    Match,
    /// It is the same, and stands for this.
    Is(AclPattern),
}

/// On the wire 1 means any.
pub(super) const ANY: i8 = 1;

impl AclPatternFilter {
    pub(super) fn code(self) -> i8 {
        match self {
            Self::Any => ANY,
            Self::Match => 2,
            Self::Is(pattern) => pattern.code(),
        }
    }
}

/// An entry as numbers and names.
pub(super) struct WireAcl {
    pub(super) resource: i8,
    pub(super) name: ByteString,
    pub(super) pattern: i8,
    pub(super) principal: ByteString,
    pub(super) host: ByteString,
    pub(super) operation: i8,
    pub(super) permission: i8,
}

impl WireAcl {
    /// The entry.
    ///
    /// # Errors
    /// `Corrupt` for numbers that mean nothing.
    pub(super) fn read(self, called: &'static str) -> Result<Acl> {
        let unknown = |what: &str, code: i8| corrupt(called, format!("there is no {what} {code}"));
        let resource = AclResourceKind::from_code(self.resource);
        let pattern = AclPattern::from_code(self.pattern);
        let operation = AclOperation::from_code(self.operation);
        let permission = AclPermission::from_code(self.permission);
        Ok(Acl {
            resource: resource.ok_or_else(|| unknown("kind of resource", self.resource))?,
            name: self.name,
            pattern: pattern.ok_or_else(|| unknown("pattern", self.pattern))?,
            principal: self.principal,
            host: self.host,
            operation: operation.ok_or_else(|| unknown("operation", self.operation))?,
            permission: permission.ok_or_else(|| unknown("permission", self.permission))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operations_are_bits_and_the_lowest_number_means_untold() {
        assert_eq!(operations(i32::MIN), None);
        assert_eq!(operations(0), Some(Vec::new()));
        let read_and_describe = (1 << 3) | (1 << 8) | (1 << 30);
        let expected = vec![AclOperation::Read, AclOperation::Describe];
        assert_eq!(operations(read_and_describe), Some(expected));
    }

    #[test]
    fn numbers_that_mean_nothing_are_corrupt() {
        let wire = |operation| WireAcl {
            resource: 2,
            name: "orders".into(),
            pattern: 3,
            principal: "User:a".into(),
            host: "*".into(),
            operation,
            permission: 3,
        };
        let expected = Acl::allow("User:a", AclOperation::Read, AclResourceKind::Topic, "orders");
        assert_eq!(wire(3).read("test").unwrap(), expected);
        assert_eq!(wire(99).read("test").unwrap_err().kind(), crate::ErrorKind::Corrupt);
        assert_eq!(wire(-1).read("test").unwrap_err().kind(), crate::ErrorKind::Corrupt);
    }
}
