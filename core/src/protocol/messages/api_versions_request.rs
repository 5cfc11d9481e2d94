//! ApiVersions (key 18): request, versions 0 to 4.

use bytestring::ByteString;
use ottla_core_derive::Message;

#[derive(Clone, PartialEq, Message)]
#[message(request, key = 18, versions = "0-4", flexible = "3+", listeners = "broker, controller")]
pub struct ApiVersionsRequest {
    #[field(versions = "3+", ignorable)]
    pub client_software_name: ByteString,
    #[field(versions = "3+", ignorable)]
    pub client_software_version: ByteString,
}
