//! Access, quotas, passwords and tokens.

use std::collections::BTreeMap;

use ottla::{
    ErrorCode, ErrorKind,
    admin::{
        Acl, AclFilter, AclOperation, AclPattern, AclPatternFilter, AclResourceKind,
        NewDelegationToken, QuotaChange, QuotaEntity, QuotaFilter, QuotaKind, QuotaMatch,
        ScramAlteration, ScramCredential, ScramMechanism, Secret, UpdateMode,
    },
};
use ottla_core::protocol::ApiKey;

use super::{codes, run};
use crate::unique;

#[test]
fn access_is_given_found_and_taken_away() {
    let apis = [ApiKey::DescribeAcls, ApiKey::CreateAcls, ApiKey::DeleteAcls];
    run(&apis, async |client| {
        let admin = client.admin();
        let (user, topic) = (format!("User:{}", unique("alice")), unique("acl"));
        let of =
            |operation| Acl::allow(user.clone(), operation, AclResourceKind::Topic, topic.clone());
        let prefixed = Acl { pattern: AclPattern::Prefixed, ..of(AclOperation::Write) };
        let wrong = Acl { name: "".into(), ..of(AclOperation::Read) };
        let acls = [of(AclOperation::Read), wrong, prefixed.clone()];
        let created = admin.create_acls(acls).each().await;
        if created[0]
            .1
            .as_ref()
            .is_err_and(|error| error.code() == Some(ErrorCode::SecurityDisabled))
        {
            return println!("SKIPPED: the cluster has no authorizer");
        }
        assert!(created[0].1.is_ok() && created[2].1.is_ok(), "{created:?}");
        assert_eq!(created[1].1.as_ref().unwrap_err().kind(), ErrorKind::InvalidInput);

        let mine = AclFilter { principal: Some(user.clone().into()), ..Default::default() };
        // Apache Kafka answers before its brokers have applied the change.
        while admin.describe_acls(mine.clone()).await.unwrap().len() < 2 {}
        let holding = AclFilter {
            resource: Some(AclResourceKind::Topic),
            name: Some(format!("{topic}-longer").into()),
            pattern: AclPatternFilter::Match,
            ..mine.clone()
        };
        assert_eq!(admin.describe_acls(holding).await.unwrap(), [prefixed]);
        let other = AclFilter { operation: Some(AclOperation::Delete), ..mine.clone() };
        let deleted = admin.delete_acls([other, mine.clone()]).await.unwrap();
        assert_eq!((deleted[0].len(), deleted[1].len()), (0, 2));
        while !admin.describe_acls(mine.clone()).await.unwrap().is_empty() {}
    });
}

#[test]
fn quotas_are_set_found_and_removed() {
    run(&[ApiKey::DescribeClientQuotas, ApiKey::AlterClientQuotas], async |client| {
        let admin = client.admin();
        let (user, id) = (unique("alice"), unique("reports"));
        let alice = QuotaEntity::of(QuotaKind::User, user.clone()).and(QuotaKind::ClientId, id);
        let nothing = QuotaEntity { parts: BTreeMap::new() };
        let set = |value| [QuotaChange::Set("producer_byte_rate".into(), value)];
        let changes = [(nothing, set(1.0)), (alice.clone(), set(1_024.0))];
        for mode in [UpdateMode::ValidateOnly, UpdateMode::Apply] {
            let outcomes = admin.alter_client_quotas_with(changes.clone(), mode).each().await;
            assert_eq!(codes(&outcomes), [ErrorCode::InvalidRequest, ErrorCode::None]);
        }
        let named = BTreeMap::from([
            (QuotaKind::User, QuotaMatch::Name(user.into())),
            (QuotaKind::ClientId, QuotaMatch::Any),
        ]);
        let filter = QuotaFilter { parts: named, strict: true };
        let found = loop {
            let found = admin.describe_client_quotas(filter.clone()).await.unwrap();
            if !found.is_empty() {
                break found;
            }
        };
        assert_eq!(found[&alice], BTreeMap::from([("producer_byte_rate".into(), 1_024.0)]));
        let wrong = [QuotaChange::Set("moon_phase".into(), 1.0)];
        let error = admin.alter_client_quotas([(alice.clone(), wrong)]).one().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput, "{error}");
        let gone = [QuotaChange::Remove("producer_byte_rate".into())];
        admin.alter_client_quotas([(alice, gone)]).one().await.unwrap();
        while !admin.describe_client_quotas(filter.clone()).await.unwrap().is_empty() {}
    });
}

#[test]
fn passwords_are_set_described_and_deleted() {
    let apis = [ApiKey::DescribeUserScramCredentials, ApiKey::AlterUserScramCredentials];
    run(&apis, async |client| {
        let admin = client.admin();
        let (alice, bob) = (unique("alice"), unique("bob"));
        let changes = [
            ScramAlteration::delete(bob.clone(), ScramMechanism::Sha256),
            ScramAlteration::set(alice.clone(), ScramMechanism::Sha512, "secret").iterations(5_000),
        ];
        let altered = admin.alter_scram_credentials(changes).each().await;
        assert_eq!(codes(&altered), [ErrorCode::ResourceNotFound, ErrorCode::None]);
        let expected = ScramCredential { mechanism: ScramMechanism::Sha512, iterations: 5_000 };
        let found = loop {
            let all = admin.describe_all_scram_credentials().await.unwrap();
            if let Some(found) = all.get(&*alice) {
                break found.clone();
            }
        };
        assert_eq!(found, [expected]);
        let twice = [ScramMechanism::Sha256, ScramMechanism::Sha512]
            .map(|mechanism| ScramAlteration::set(alice.clone(), mechanism, "secret"));
        let error = admin.alter_scram_credentials(twice).one().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::DuplicateResource), "{error}");
        let described = admin.describe_scram_credentials([&bob, &alice]).each().await;
        assert_eq!(codes(&described), [ErrorCode::ResourceNotFound, ErrorCode::None]);
        let few = ScramAlteration::set(alice.clone(), ScramMechanism::Sha256, "x").iterations(1);
        let error = admin.alter_scram_credentials([few]).one().await.unwrap_err();
        assert_eq!(error.code(), Some(ErrorCode::UnacceptableCredential), "{error}");
        let gone = ScramAlteration::delete(alice.clone(), ScramMechanism::Sha512);
        admin.alter_scram_credentials([gone]).one().await.unwrap();
        while admin.describe_all_scram_credentials().await.unwrap().contains_key(&*alice) {}
    });
}

/// Nobody has proven who they are here; client/tests/secured has the rest.
#[test]
fn tokens_are_refused_to_who_is_not_authenticated() {
    let apis = [
        ApiKey::CreateDelegationToken,
        ApiKey::RenewDelegationToken,
        ApiKey::ExpireDelegationToken,
        ApiKey::DescribeDelegationToken,
    ];
    run(&apis, async |client| {
        let admin = client.admin();
        let hmac = Secret(b"nobody's"[..].into());
        let new = NewDelegationToken::default();
        for error in [
            admin.create_delegation_token(new).await.unwrap_err(),
            admin.renew_delegation_token(&hmac, None).await.unwrap_err(),
            admin.expire_delegation_token(&hmac, None).await.unwrap_err(),
            admin.describe_delegation_tokens().await.unwrap_err(),
        ] {
            let code = error.code().unwrap();
            let expected = [
                ErrorCode::DelegationTokenRequestNotAllowed,
                ErrorCode::DelegationTokenAuthDisabled,
            ];
            assert!(expected.contains(&code), "{error}");
        }
    });
}
