//! Records that are kept for others: users, access, quotas, tokens, and what this version does not know. What the
//! newest of each says holds; what it means is decided elsewhere.

use std::{cmp::Ordering, sync::Arc};

use bytestring::ByteString;
use imbl::{OrdMap, Vector};

use super::brokers::owned;
use crate::{
    model::Uuid,
    protocol::messages::{
        AccessControlEntryRecord, ClientQuotaRecord, DelegationTokenRecord, MetadataRecord,
        UnknownRecord, UserScramCredentialRecord, client_quota_record::EntityData,
    },
};

/// Whose a quota is (its entity's parts, sorted), and which.
type QuotaKey = (Vec<(ByteString, Option<ByteString>)>, ByteString);

/// The records.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct KeptRecords {
    /// Access control entries by id.
    pub access_control_entries: OrdMap<Uuid, Arc<AccessControlEntryRecord>>,
    /// SCRAM credentials by mechanism and user.
    pub scram_credentials: OrdMap<(i8, ByteString), Arc<UserScramCredentialRecord>>,
    /// Quotas.
    pub client_quotas: OrdMap<QuotaKey, Arc<ClientQuotaRecord>>,
    /// Delegation tokens by id.
    pub delegation_tokens: OrdMap<ByteString, Arc<DelegationTokenRecord>>,
    /// Records of kinds that are not known, in their order.
    pub unknown: Vector<Arc<UnknownRecord>>,
}

impl KeptRecords {
    /// Takes in a record. One that is none of these changes nothing.
    pub(super) fn replay(&mut self, record: &MetadataRecord) {
        if let MetadataRecord::AccessControlEntryRecord(record) = record {
            let mut kept = record.clone();
            for text in [&mut kept.resource_name, &mut kept.principal, &mut kept.host] {
                *text = owned(text);
            }
            self.access_control_entries.insert(kept.id, Arc::new(kept));
        } else if let MetadataRecord::RemoveAccessControlEntryRecord(record) = record {
            self.access_control_entries.remove(&record.id);
        } else if let MetadataRecord::UserScramCredentialRecord(record) = record {
            let (name, salt) = (owned(&record.name), record.salt.to_vec().into());
            let key = (record.mechanism, name.clone());
            let kept = UserScramCredentialRecord { name, salt, ..record.clone() };
            self.scram_credentials.insert(key, Arc::new(kept));
        } else if let MetadataRecord::RemoveUserScramCredentialRecord(record) = record {
            self.scram_credentials.remove(&(record.mechanism, record.name.clone()));
        } else if let MetadataRecord::ClientQuotaRecord(record) = record {
            self.replay_quota(record);
        } else if let MetadataRecord::DelegationTokenRecord(record) = record {
            let mut kept = record.clone();
            for text in [&mut kept.owner, &mut kept.requester, &mut kept.token_id] {
                *text = owned(text);
            }
            kept.renewers = record.renewers.iter().map(owned).collect();
            self.delegation_tokens.insert(kept.token_id.clone(), Arc::new(kept));
        } else if let MetadataRecord::RemoveDelegationTokenRecord(record) = record {
            self.delegation_tokens.remove(&record.token_id);
        } else if let MetadataRecord::Unknown(record) = record {
            let body = record.body.to_vec().into();
            self.unknown.push_back(Arc::new(UnknownRecord { body, ..record.clone() }));
        }
    }

    fn replay_quota(&mut self, record: &ClientQuotaRecord) {
        let entity = record.entity.iter().map(|part| EntityData {
            entity_type: owned(&part.entity_type),
            entity_name: part.entity_name.as_ref().map(owned),
        });
        let kept = ClientQuotaRecord {
            entity: entity.collect(),
            key: owned(&record.key),
            ..record.clone()
        };
        let parts = kept.entity.iter();
        let mut parts: Vec<_> =
            parts.map(|part| (part.entity_type.clone(), part.entity_name.clone())).collect();
        parts.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| compare(a.1.as_ref(), b.1.as_ref())));
        let key = (parts, kept.key.clone());
        if record.remove {
            self.client_quotas.remove(&key);
        } else {
            self.client_quotas.insert(key, Arc::new(kept));
        }
    }

    /// The records, so that these records replayed give the same.
    pub(super) fn records(&self) -> impl Iterator<Item = MetadataRecord> + '_ {
        let quotas = self.client_quotas.values().map(|one| (**one).clone().into());
        let acls = self.access_control_entries.values().map(|one| (**one).clone().into());
        let scram = self.scram_credentials.values().map(|one| (**one).clone().into());
        let tokens = self.delegation_tokens.values().map(|one| (**one).clone().into());
        let unknown = self.unknown.iter().map(|one| MetadataRecord::Unknown((**one).clone()));
        quotas.chain(acls).chain(scram).chain(tokens).chain(unknown)
    }
}

fn compare(a: Option<&ByteString>, b: Option<&ByteString>) -> Ordering {
    a.cmp(&b)
}
