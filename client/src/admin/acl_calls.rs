//! DescribeAcls, CreateAcls, DeleteAcls.

use ottla_core::protocol::messages::{
    CreateAclsRequest, CreateAclsResponse, DeleteAclsRequest, DeleteAclsResponse,
    DescribeAclsRequest, DescribeAclsResponse, create_acls_request::AclCreation,
    delete_acls_request::DeleteAclsFilter,
};

use super::{
    Acl, AclFilter, Admin, PerItem,
    acl::{ANY, WireAcl},
    call::{corrupt, judged},
    settle::Answers,
};
use crate::{Result, driver::cluster::Target};

const DESCRIBE: &str = "describe ACLs";
const CREATE: &str = "create ACLs";
const DELETE: &str = "delete ACLs";

impl Admin {
    /// The entries of the access control lists that a filter means.
    ///
    /// ```no_run
    /// # async fn example(client: ottla::Client) -> ottla::Result<()> {
    /// use ottla::admin::{Acl, AclFilter, AclOperation, AclResourceKind};
    ///
    /// let admin = client.admin();
    /// let read = Acl::allow("User:alice", AclOperation::Read, AclResourceKind::Topic, "orders");
    /// admin.create_acls([read]).await?;
    /// let alice = AclFilter { principal: Some("User:alice".into()), ..Default::default() };
    /// for acl in admin.describe_acls(alice.clone()).await? {
    ///     println!("{:?} {} on {}", acl.permission, acl.principal, acl.name);
    /// }
    /// admin.delete_acls([alice]).await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The code SecurityDisabled if the cluster has no authorizer; `NotAuthorized`; `Corrupt` for an entry that
    /// means nothing here; `TimedOut` after `api_timeout`.
    pub async fn describe_acls(&self, filter: AclFilter) -> Result<Vec<Acl>> {
        let asked = requested(&filter);
        let request = DescribeAclsRequest {
            resource_type_filter: asked.resource_type_filter,
            resource_name_filter: asked.resource_name_filter,
            pattern_type_filter: asked.pattern_type_filter,
            principal_filter: asked.principal_filter,
            host_filter: asked.host_filter,
            operation: asked.operation,
            permission_type: asked.permission_type,
        };
        self.retried(DESCRIBE, || async {
            described(self.cluster.request(Target::Any, &request).await?)
        })
        .await
    }

    /// Adds entries to the access control lists. One that is there already is no error.
    /// An example is at [`Admin::describe_acls`].
    ///
    /// # Errors
    /// The code SecurityDisabled if the cluster has no authorizer; `InvalidInput` for an entry that cannot be,
    /// and what else brokers say of one; `TimedOut` after `api_timeout`.
    pub fn create_acls(&self, acls: impl IntoIterator<Item = Acl>) -> PerItem<Acl, ()> {
        let acls = acls.into_iter().map(|acl| (acl, ()));
        let items = self.items(CREATE, acls, |error, acl| {
            error.with("principal", &acl.principal).with("resource", &acl.name)
        });
        items.settle(|cluster, pending, _| async move {
            let acls: Vec<Acl> = pending.into_keys().collect();
            let request = CreateAclsRequest { creations: acls.iter().map(creation).collect() };
            created(acls, cluster.request(Target::Any, &request).await?)
        })
    }

    /// Takes the entries that filters mean out of the access control lists, and gives those of each filter.
    /// Another attempt after a lost answer finds fewer of them.
    /// An example is at [`Admin::describe_acls`].
    ///
    /// # Errors
    /// The code SecurityDisabled if the cluster has no authorizer; what brokers say of a filter, or of the first
    /// entry that it means and that stays; `TimedOut` after `api_timeout`.
    pub fn delete_acls(
        &self,
        filters: impl IntoIterator<Item = AclFilter>,
    ) -> PerItem<AclFilter, Vec<Acl>> {
        let filters = filters.into_iter().map(|filter| (filter, ()));
        let items = self.items(DELETE, filters, |error, _| error);
        items.settle(|cluster, pending, _| async move {
            let filters: Vec<AclFilter> = pending.into_keys().collect();
            let request = DeleteAclsRequest { filters: filters.iter().map(requested).collect() };
            deleted(filters, cluster.request(Target::Any, &request).await?)
        })
    }
}

fn requested(filter: &AclFilter) -> DeleteAclsFilter {
    DeleteAclsFilter {
        resource_type_filter: filter.resource.map_or(ANY, |kind| kind.code()),
        resource_name_filter: filter.name.clone(),
        pattern_type_filter: filter.pattern.code(),
        principal_filter: filter.principal.clone(),
        host_filter: filter.host.clone(),
        operation: filter.operation.map_or(ANY, |operation| operation.code()),
        permission_type: filter.permission.map_or(ANY, |permission| permission.code()),
    }
}

fn creation(acl: &Acl) -> AclCreation {
    AclCreation {
        resource_type: acl.resource.code(),
        resource_name: acl.name.clone(),
        resource_pattern_type: acl.pattern.code(),
        principal: acl.principal.clone(),
        host: acl.host.clone(),
        operation: acl.operation.code(),
        permission_type: acl.permission.code(),
    }
}

fn described(response: DescribeAclsResponse) -> Result<Vec<Acl>> {
    judged(DESCRIBE, response.error_code, response.error_message.as_deref())?;
    let mut acls = Vec::new();
    for resource in response.resources {
        for acl in resource.acls {
            let wire = WireAcl {
                resource: resource.resource_type,
                name: resource.resource_name.clone(),
                pattern: resource.pattern_type,
                principal: acl.principal,
                host: acl.host,
                operation: acl.operation,
                permission: acl.permission_type,
            };
            acls.push(wire.read(DESCRIBE)?);
        }
    }
    acls.sort();
    Ok(acls)
}

/// The answers stand in the order of the request, without names.
fn created(acls: Vec<Acl>, response: CreateAclsResponse) -> Result<Answers<Acl, ()>> {
    same_number(CREATE, acls.len(), response.results.len())?;
    let outcomes = response
        .results
        .into_iter()
        .map(|result| judged(CREATE, result.error_code, result.error_message.as_deref()));
    Ok(acls.into_iter().zip(outcomes).collect())
}

fn deleted(
    filters: Vec<AclFilter>,
    response: DeleteAclsResponse,
) -> Result<Answers<AclFilter, Vec<Acl>>> {
    same_number(DELETE, filters.len(), response.filter_results.len())?;
    let outcomes = response.filter_results.into_iter().map(|result| {
        judged(DELETE, result.error_code, result.error_message.as_deref())?;
        let matching = result.matching_acls.into_iter().map(|acl| {
            let outcome = judged(DELETE, acl.error_code, acl.error_message.as_deref());
            let wire = WireAcl {
                resource: acl.resource_type,
                name: acl.resource_name,
                pattern: acl.pattern_type,
                principal: acl.principal,
                host: acl.host,
                operation: acl.operation,
                permission: acl.permission_type,
            };
            outcome.and_then(|()| wire.read(DELETE))
        });
        matching.collect::<Result<Vec<Acl>>>()
    });
    Ok(filters.into_iter().zip(outcomes).collect())
}

fn same_number(operation: &'static str, asked: usize, answered: usize) -> Result<()> {
    if asked == answered {
        return Ok(());
    }
    Err(corrupt(operation, format!("{asked} were asked for, and {answered} answered")))
}

#[cfg(test)]
mod tests {
    use ottla_core::{
        model::ErrorCode,
        protocol::messages::{
            create_acls_response::AclCreationResult,
            delete_acls_response::{DeleteAclsFilterResult, DeleteAclsMatchingAcl},
        },
    };

    use super::*;
    use crate::{
        ErrorKind,
        admin::{AclOperation, AclResourceKind},
    };

    fn acl(name: &'static str) -> Acl {
        Acl::allow("User:a", AclOperation::Read, AclResourceKind::Topic, name)
    }

    #[test]
    fn entries_get_their_answers_by_place_and_a_missing_one_is_corrupt() {
        let refused = AclCreationResult {
            error_code: ErrorCode::InvalidRequest.code(),
            error_message: Some("no".into()),
        };
        let response = |results| CreateAclsResponse { results, ..Default::default() };
        let both = response(vec![AclCreationResult::default(), refused]);
        let answers = created(vec![acl("a"), acl("b")], both).unwrap();
        assert!(answers[&acl("a")].is_ok());
        assert_eq!(answers[&acl("b")].as_ref().unwrap_err().kind(), ErrorKind::InvalidInput);
        let one = response(vec![AclCreationResult::default()]);
        let error = created(vec![acl("a"), acl("b")], one).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Corrupt);
    }

    #[test]
    fn an_entry_that_stays_fails_its_filter() {
        let matching = |error_code| DeleteAclsMatchingAcl {
            error_code,
            resource_type: 2,
            resource_name: "a".into(),
            pattern_type: 3,
            operation: 3,
            permission_type: 3,
            ..Default::default()
        };
        let response = |codes: &[i16]| DeleteAclsResponse {
            filter_results: vec![DeleteAclsFilterResult {
                matching_acls: codes.iter().map(|code| matching(*code)).collect(),
                ..Default::default()
            }],
            ..Default::default()
        };
        let filter = AclFilter::default();
        let good = deleted(vec![filter.clone()], response(&[0, 0])).unwrap();
        assert_eq!(good[&filter].as_ref().unwrap().len(), 2);
        let bad = deleted(vec![filter.clone()], response(&[0, 31])).unwrap();
        assert!(bad[&filter].is_err());
    }
}
