//! Who may do what.

use super::{
    Admin, Refusal,
    call::{all, each, named, refusals},
};
use crate::Result;
use ottla::admin;

/// What an ACL is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclResourceKind {
    /// Topics.
    Topic,
    /// Groups.
    Group,
    /// The cluster, by the name `kafka-cluster`.
    Cluster,
    /// Transactional ids.
    TransactionalId,
    /// Delegation tokens.
    DelegationToken,
    /// Users, for what is done in their name.
    User,
}

/// How an ACL names resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclPattern {
    /// The one that has the name; all with `*`.
    Literal,
    /// Those whose names begin so.
    Prefixed,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclOperation {
    /// Everything.
    All,
    /// Reading.
    Read,
    /// Writing.
    Write,
    /// Creating.
    Create,
    /// Deleting.
    Delete,
    /// Changing.
    Alter,
    /// Describing.
    Describe,
    /// What brokers ask of each other.
    ClusterAction,
    /// Describing the configuration.
    DescribeConfigs,
    /// Changing the configuration.
    AlterConfigs,
    /// Writing with idempotence.
    IdempotentWrite,
    /// Making delegation tokens.
    CreateTokens,
    /// Describing delegation tokens.
    DescribeTokens,
    /// Transactions that others commit (KIP-939).
    TwoPhaseCommit,
}

/// Whether it may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclPermission {
    /// No; that counts more than any `Allow`.
    Deny,
    /// Yes.
    Allow,
}

/// A rule that says who may do what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acl {
    /// What it is about.
    pub resource: AclResourceKind,
    /// Its name, or how names begin.
    pub name: String,
    /// Which of the two.
    pub pattern: AclPattern,
    /// Who: `User:alice`, or `User:*`.
    pub principal: String,
    /// Where from: an address, or `*`.
    pub host: String,
    /// What is done.
    pub operation: AclOperation,
    /// Whether it may be.
    pub permission: AclPermission,
}

/// How a filter looks at names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AclPatternMatch {
    /// All rules with the name, whatever their pattern.
    Any,
    /// All rules that apply to what has the name.
    Match,
    /// Only rules with the pattern `Literal`.
    Literal,
    /// Only rules with the pattern `Prefixed`.
    Prefixed,
}

/// Which rules; what is not said does not matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AclFilter {
    /// What they are about.
    pub resource: Option<AclResourceKind>,
    /// Their name.
    pub name: Option<String>,
    /// How the name is looked at; `Any` where it is not said.
    pub pattern: Option<AclPatternMatch>,
    /// Who.
    pub principal: Option<String>,
    /// Where from.
    pub host: Option<String>,
    /// What is done.
    pub operation: Option<AclOperation>,
    /// Whether it may be.
    pub permission: Option<AclPermission>,
}

/// What a filter has deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AclDeletion {
    /// The filter.
    pub filter: AclFilter,
    /// The rules that it fitted.
    pub deleted: Vec<Acl>,
}

/// What several filters have deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AclDeletions {
    /// Those that worked.
    pub found: Vec<AclDeletion>,
    /// The others, by their number from 0.
    pub refused: Vec<Refusal>,
}

impl Admin {
    /// The rules that a filter fits.
    pub async fn describe_acls(&self, filter: AclFilter) -> Result<Vec<Acl>> {
        Ok(all(self.client("describe ACLs")?.describe_acls(filter.into()).await?))
    }

    /// Adds rules; tells of those that could not be added, by principal.
    pub async fn create_acls(&self, acls: Vec<Acl>) -> Result<Vec<Refusal>> {
        let acls = acls.into_iter().map(admin::Acl::from);
        let outcomes = self.client("create ACLs")?.create_acls(acls).each().await;
        Ok(refusals(named(outcomes, |acl| acl.principal.to_string())))
    }

    /// Deletes the rules that filters fit.
    pub async fn delete_acls(&self, filters: Vec<AclFilter>) -> Result<AclDeletions> {
        let client = self.client("delete ACLs")?;
        let asked = filters.iter().cloned().map(admin::AclFilter::from);
        let outcomes = client.delete_acls(asked).each().await;
        let by_number = (0..).zip(outcomes).map(|(number, (_, outcome))| (number, outcome));
        let (found, refused) = each(by_number.collect(), |number: usize, deleted| AclDeletion {
            filter: filters[number].clone(),
            deleted: all(deleted),
        });
        Ok(AclDeletions { found, refused })
    }
}

/// Choices that both sides have by the same names.
macro_rules! alike {
    ($name:ident: $($case:ident),*) => {
        impl From<admin::$name> for $name {
            fn from(it: admin::$name) -> Self {
                match it {
                    $(admin::$name::$case => Self::$case,)*
                    // The test below has all that the client knows.
                    other => unreachable!("{other:?} is not in the API"),
                }
            }
        }

        impl From<$name> for admin::$name {
            fn from(it: $name) -> Self {
                match it { $($name::$case => Self::$case),* }
            }
        }
    };
}

alike!(AclResourceKind: Topic, Group, Cluster, TransactionalId, DelegationToken, User);
alike!(AclPattern: Literal, Prefixed);
alike!(AclPermission: Deny, Allow);
alike!(AclOperation: All, Read, Write, Create, Delete, Alter, Describe, ClusterAction, DescribeConfigs,
    AlterConfigs, IdempotentWrite, CreateTokens, DescribeTokens, TwoPhaseCommit);

impl From<admin::Acl> for Acl {
    fn from(acl: admin::Acl) -> Self {
        Self {
            resource: acl.resource.into(),
            name: acl.name.to_string(),
            pattern: acl.pattern.into(),
            principal: acl.principal.to_string(),
            host: acl.host.to_string(),
            operation: acl.operation.into(),
            permission: acl.permission.into(),
        }
    }
}

impl From<Acl> for admin::Acl {
    fn from(acl: Acl) -> Self {
        Self {
            resource: acl.resource.into(),
            name: acl.name.into(),
            pattern: acl.pattern.into(),
            principal: acl.principal.into(),
            host: acl.host.into(),
            operation: acl.operation.into(),
            permission: acl.permission.into(),
        }
    }
}

impl From<AclFilter> for admin::AclFilter {
    fn from(filter: AclFilter) -> Self {
        let pattern = match filter.pattern {
            None | Some(AclPatternMatch::Any) => admin::AclPatternFilter::Any,
            Some(AclPatternMatch::Match) => admin::AclPatternFilter::Match,
            Some(AclPatternMatch::Literal) => {
                admin::AclPatternFilter::Is(admin::AclPattern::Literal)
            }
            Some(AclPatternMatch::Prefixed) => {
                admin::AclPatternFilter::Is(admin::AclPattern::Prefixed)
            }
        };
        Self {
            resource: filter.resource.map(Into::into),
            name: filter.name.map(Into::into),
            pattern,
            principal: filter.principal.map(Into::into),
            host: filter.host.map(Into::into),
            operation: filter.operation.map(Into::into),
            permission: filter.permission.map(Into::into),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_that_the_client_knows_is_in_the_api() {
        let codes = i8::MIN..=i8::MAX;
        let resources = codes.clone().filter_map(admin::AclResourceKind::from_code);
        assert_eq!(resources.map(AclResourceKind::from).count(), 6);
        let patterns = codes.clone().filter_map(admin::AclPattern::from_code);
        assert_eq!(patterns.map(AclPattern::from).count(), 2);
        let permissions = codes.clone().filter_map(admin::AclPermission::from_code);
        assert_eq!(permissions.map(AclPermission::from).count(), 2);
        let operations = codes.filter_map(admin::AclOperation::from_code);
        assert_eq!(operations.map(AclOperation::from).count(), 14);
    }
}
