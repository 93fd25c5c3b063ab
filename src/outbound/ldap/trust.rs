//! Whose certificate is believed: an authority's, or one certificate and no other. What was shown is remembered.

use std::sync::{Arc, Mutex, PoisonError};

use ring::digest::{SHA256, digest};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring as provider, verify_tls12_signature, verify_tls13_signature};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};

use crate::domain::directory::access::{Fingerprint, Trust};
use crate::domain::directory::fault::{Fault, Trouble};

/// Looks at the certificate of one connection.
#[derive(Debug)]
pub(super) struct Verifier {
    by: By,
    provider: Arc<CryptoProvider>,
    seen: Mutex<Option<Fingerprint>>,
}

#[derive(Debug)]
enum By {
    Authority(Arc<WebPkiServerVerifier>),
    Pin(Fingerprint),
}

impl Verifier {
    /// By what was decided.
    ///
    /// # Errors
    /// [`Trouble::Tls`] where there is no authority to believe.
    pub(super) fn of(trust: &Trust) -> Result<Self, Fault> {
        let provider = Arc::new(provider::default_provider());
        let by = match trust {
            Trust::Pinned(pin) => By::Pin(*pin),
            Trust::System => By::Authority(authority(rustls_native_certs::load_native_certs().certs, &provider)?),
            Trust::Authority(pem) => {
                let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
                By::Authority(authority(read.map_err(|error| Fault::new(Trouble::Tls, error))?, &provider)?)
            }
        };
        Ok(Self { by, provider, seen: Mutex::default() })
    }

    /// The certificate that the server showed.
    pub(super) fn seen(&self) -> Option<Fingerprint> {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How TLS is spoken, by this verifier.
    ///
    /// # Errors
    /// [`Trouble::Tls`] for a provider without the usual versions, which is a fault of ours.
    pub(super) fn config(self: &Arc<Self>) -> Result<Arc<ClientConfig>, Fault> {
        let verifier = Arc::clone(self) as Arc<dyn ServerCertVerifier>;
        let config = ClientConfig::builder_with_provider(Arc::clone(&self.provider))
            .with_safe_default_protocol_versions()
            .map_err(|error| Fault::new(Trouble::Tls, error))?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(Arc::new(config))
    }
}

fn authority(
    certificates: Vec<CertificateDer<'static>>,
    provider: &Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, Fault> {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates);
    WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(provider))
        .build()
        .map_err(|error| Fault::new(Trouble::Tls, error))
}

/// The SHA-256 of a certificate, as every other tool shows it.
fn fingerprint(certificate: &CertificateDer<'_>) -> Option<Fingerprint> {
    digest(&SHA256, certificate.as_ref()).as_ref().try_into().ok().map(Fingerprint)
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let shown = fingerprint(end_entity);
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = shown;
        match &self.by {
            By::Authority(by) => by.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now),
            // Who holds its key is the server that was looked at, whatever name and time the certificate has.
            By::Pin(pin) if shown == Some(*pin) => Ok(ServerCertVerified::assertion()),
            By::Pin(_) => Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure)),
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
