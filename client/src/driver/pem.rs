//! Text in PEM as Kafka takes it (KIP-651), also with all of it on one line, as the value of a properties file
//! is. What cannot be read is told without a word of it: it may be a key.

use std::fmt::Write;

use rustls::pki_types::{
    CertificateDer, PrivateKeyDer,
    pem::{Error as PemError, PemObject},
};

use crate::options::Secret;

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";
const DASHES: &str = "-----";
/// What decoders of PEM want, and Java does not.
const LINE_LENGTH: usize = 64;
const ENCRYPTED: &str = "ENCRYPTED PRIVATE KEY";
const ENCRYPT: &str = "'openssl pkcs8 -topk8 -v2 aes-256-cbc' makes one";

/// The certificates in a text, in order.
///
/// # Errors
/// What is wrong with it.
pub(super) fn certificates(text: &str) -> Result<Vec<CertificateDer<'static>>, String> {
    let lines = in_lines(text);
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(lines.as_bytes()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        Ok(_) => Err(complaint(&PemError::NoItemsFound, "CERTIFICATE")),
        Err(error) => Err(complaint(&error, "CERTIFICATE")),
    }
}

/// Why there is no private key.
pub(super) enum NoKey {
    /// The text is wrong.
    Unreadable(String),
    /// The password is.
    WrongPassword,
}

/// The private key in a text, decrypted if it has to be.
///
/// # Errors
/// What is wrong with it.
pub(super) fn private_key(
    text: &str,
    password: Option<&Secret>,
) -> Result<PrivateKeyDer<'static>, NoKey> {
    let unreadable = |what: String| Err(NoKey::Unreadable(what));
    let lines = in_lines(text);
    let Some(encrypted) = block(&lines, ENCRYPTED) else {
        if text.contains("Proc-Type:") {
            return unreadable(format!(
                "the private key is encrypted in OpenSSL's old form, which is not read, but PKCS #8: {ENCRYPT}"
            ));
        }
        return PrivateKeyDer::from_pem_slice(lines.as_bytes())
            .map_err(|error| NoKey::Unreadable(complaint(&error, "PRIVATE KEY")));
    };
    let Some(password) = password else {
        return unreadable("the private key is encrypted: set ssl_key_password".to_owned());
    };
    let damaged = |_| NoKey::Unreadable("the encrypted private key is damaged".to_owned());
    let (_, document) = pkcs8::SecretDocument::from_pem(encrypted).map_err(damaged)?;
    let Ok(known) = pkcs8::EncryptedPrivateKeyInfoRef::try_from(document.as_bytes()) else {
        return unreadable(format!(
            "the private key is damaged, or encrypted by something else than AES with PBKDF2 or scrypt: {ENCRYPT}"
        ));
    };
    let key = known.decrypt(password.reveal()).map_err(|_| NoKey::WrongPassword)?;
    PrivateKeyDer::try_from(key.as_bytes().to_vec())
        .map_err(|_| NoKey::Unreadable("no private key is in what was decrypted".to_owned()))
}

/// The text with every mark and every line of base64 on a line of its own. What has no end stays out of it,
/// but for its beginning.
fn in_lines(text: &str) -> String {
    let mut lines = String::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(BEGIN) {
        let Some((label, after)) = after.split_once(DASHES) else { break };
        let end = format!("{END}{label}{DASHES}");
        let Some((body, after)) = after.split_once(&end) else {
            let _ = writeln!(lines, "{BEGIN}{label}{DASHES}");
            break;
        };
        let _ = writeln!(lines, "{BEGIN}{label}{DASHES}");
        let base64: Vec<char> = body.chars().filter(|one| !one.is_whitespace()).collect();
        for line in base64.chunks(LINE_LENGTH) {
            lines.extend(line);
            lines.push('\n');
        }
        let _ = writeln!(lines, "{end}");
        rest = after;
    }
    lines
}

/// The first block of this kind.
fn block<'a>(lines: &'a str, label: &str) -> Option<&'a str> {
    let start = lines.find(&format!("{BEGIN}{label}{DASHES}"))?;
    let end = format!("{END}{label}{DASHES}");
    let length = lines[start..].find(&end)? + end.len();
    Some(&lines[start..start + length])
}

fn complaint(error: &PemError, wanted: &str) -> String {
    match error {
        PemError::NoItemsFound => format!("there is no '{BEGIN}{wanted}{DASHES}' in it"),
        PemError::MissingSectionEnd { .. } => {
            format!("a '{BEGIN}...{DASHES}' in it has no '{END}...{DASHES}'")
        }
        PemError::Base64Decode(_) => {
            format!("what is between a '{BEGIN}...{DASHES}' in it and its end is not base64")
        }
        _ => "it cannot be read as PEM".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by `openssl pkcs8 -topk8 -v2 aes-256-cbc` with the password `secret`.
    const KEY: &str = "\
-----BEGIN ENCRYPTED PRIVATE KEY-----
MIGbMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAiwwdqIN5/WBAICCAAw
DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEDRYZGGiiOMJhP97sFq/UKcEQPtG
CmzXdQsZdxREGw9vh81TgVbIRFGKbs1A9HFFtt4P7xbcnqw0ntiBcnTPwaCGsMtR
Mfmivg/j7cekqmYIxOk=
-----END ENCRYPTED PRIVATE KEY-----
";
    /// The same by `-v2 des3`.
    const TRIPLE_DES: &str = "\
-----BEGIN ENCRYPTED PRIVATE KEY-----
MIHjME4GCSqGSIb3DQEFDTBBMCkGCSqGSIb3DQEFDDAcBAixmV8K/CC+5AICCAAw
DAYIKoZIhvcNAgkFADAUBggqhkiG9w0DBwQI923sq1zoUeIEgZAYypCTFCabMcib
AZVC+a0lfP9TnHW3i7XfQ0Z90hn/BQFT3htx6dbj2ua6gDrVL+rKSxvFhWOWj4k4
zowLNC0JVJAVRAHgNRY0TCecPIVAyb5rfRgmbOfqJWZ42XXc2JLuonpEBNBX4hjQ
YDZA/WanK4/j/1rhAIoKmxBpgkK3yI+EcX8nD2t8MKlYWFJElLc=
-----END ENCRYPTED PRIVATE KEY-----
";

    fn read(text: &str, password: Option<&str>) -> Result<PrivateKeyDer<'static>, String> {
        private_key(text, password.map(Secret::new).as_ref()).map_err(|error| match error {
            NoKey::Unreadable(what) => what,
            NoKey::WrongPassword => "wrong password".to_owned(),
        })
    }

    #[test]
    fn an_encrypted_key_needs_its_password() {
        assert!(matches!(read(KEY, Some("secret")), Ok(PrivateKeyDer::Pkcs8(_))));
        assert_eq!(read(KEY, Some("other")).unwrap_err(), "wrong password");
        assert!(read(KEY, None).unwrap_err().contains("encrypted: set ssl_key_password"));
    }

    #[test]
    fn a_key_in_another_encryption_is_not_called_damaged_without_help() {
        let error = read(TRIPLE_DES, Some("secret")).unwrap_err();
        assert!(error.contains("openssl pkcs8"), "{error}");
        let old = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\
                   DEK-Info: AES-256-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
        let error = read(old, Some("secret")).unwrap_err();
        assert!(error.contains("old form") && error.contains("openssl pkcs8"), "{error}");
    }

    #[test]
    fn lines_may_be_joined() {
        for joined in [KEY.replace('\n', " "), KEY.replace('\n', "")] {
            assert!(read(&joined, Some("secret")).is_ok(), "{joined}");
        }
        let authority = rcgen::generate_simple_self_signed(vec!["a".to_owned()]).unwrap();
        let two = format!("Bag Attributes: x\n{0}{0}", authority.cert.pem()).replace('\n', " ");
        assert_eq!(certificates(&two).unwrap().len(), 2);
    }

    #[test]
    fn what_cannot_be_read_is_told_without_a_word_of_it() {
        for text in [
            "-----BEGIN PRIVATE KEY-----\nhunter2hunter2",
            "-----BEGIN PRIVATE KEY----- hunter2hunter2 -----END",
            "-----BEGIN PRIVATE KEY hunter2hunter2",
            "-----BEGIN PRIVATE KEY-----\nhunter2!\n-----END PRIVATE KEY-----",
            "hunter2",
        ] {
            for error in [read(text, None).unwrap_err(), certificates(text).unwrap_err()] {
                // Some errors of the decoder have the bytes as a list of numbers.
                assert!(!error.contains("hunter") && !error.contains("104"), "{error}");
                assert!(error.contains("-----BEGIN"), "{error}");
            }
        }
    }
}
