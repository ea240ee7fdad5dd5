//! Ed25519: a private key signs, a public key verifies the signature.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

use super::text::quoted;
use bidwright_base::digest::{hex, unhex};

/// A private key. `Debug` does not print it.
pub struct Secret(SigningKey);

impl Secret {
    /// From 32 random bytes.
    #[must_use]
    pub fn new(bytes: &[u8; 32]) -> Secret {
        Secret(SigningKey::from_bytes(bytes))
    }

    /// The public key that belongs to it.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        self.0.verifying_key().to_bytes()
    }

    /// A signature, in hexadecimal.
    pub(super) fn sign(&self, message: &str) -> String {
        hex(&self.0.sign(message.as_bytes()).to_bytes())
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// The table of an approver in `approvals/keys.toml`.
#[must_use]
pub fn entry(name: &str, email: Option<&str>, roles: &[String], key: &[u8; 32]) -> String {
    let email = email.map_or(String::new(), |email| format!("email = {}\n", quoted(email)));
    let roles: Vec<String> = roles.iter().map(|role| quoted(role)).collect();
    let (name, key) = (quoted(name), quoted(&hex(key)));
    format!("[[approver]]\nname = {name}\n{email}roles = [{}]\nkey = {key}\n", roles.join(", "))
}

/// Whether a signature is by the private key of this public one. Strict: one message, one key, one signature.
pub(super) fn is_by(key: &[u8; 32], message: &str, signature: &str) -> bool {
    let bytes = unhex(signature).and_then(|bytes| <[u8; 64]>::try_from(bytes).ok());
    let (Some(bytes), Ok(key)) = (bytes, VerifyingKey::from_bytes(key)) else {
        return false;
    };
    key.verify_strict(message.as_bytes(), &Signature::from_bytes(&bytes)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_signature_of_the_standard() {
        // RFC 8032, 7.1, test 1: the empty message.
        let secret = unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").expect("hex");
        let secret = Secret::new(&secret.try_into().expect("32 bytes"));
        let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        assert_eq!(hex(&secret.public()), public);
        let signature = secret.sign("");
        assert!(signature.starts_with("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"));
        assert!(is_by(&secret.public(), "", &signature));
        assert!(!is_by(&secret.public(), "x", &signature));
        assert!(!is_by(&Secret::new(&[7; 32]).public(), "", &signature));
        assert!(!is_by(&[0; 32], "", &signature) && !is_by(&secret.public(), "", "00"));
    }

    #[test]
    fn a_private_key_does_not_print_itself() {
        assert_eq!(format!("{:?}", Secret::new(&[7; 32])), "Secret");
    }
}
