//! TLS to the database: demanded wherever the connection leaves this machine.

use std::net::IpAddr;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject as _;
use tokio_postgres::config::{Host, SslMode};

/// What a database URL needs: nothing for sockets, loopback and an explicit `sslmode=disable`; verified TLS otherwise.
///
/// # Errors
/// A sentence when the URL or the authority's file can not be read.
pub(super) fn for_database(url: &str, authority: Option<&Path>) -> anyhow::Result<Option<Arc<ClientConfig>>> {
    let config: tokio_postgres::Config = url
        .parse()
        .context("The address of the database is no Postgres address; it looks like postgres://user@host/database")?;
    let local = config.get_hosts().iter().all(|host| match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback()),
        Host::Unix(_) => true,
    });
    if config.get_ssl_mode() == SslMode::Disable || (local && config.get_ssl_mode() != SslMode::Require) {
        return Ok(None);
    }
    Ok(Some(believing(authority, "LATCHKEY_DATABASE_CA_FILE")?))
}

/// TLS that believes the authority of a file, or those of the system.
///
/// # Errors
/// A sentence that names the key, when the file can not be read.
pub(super) fn believing(authority: Option<&Path>, key: &str) -> anyhow::Result<Arc<ClientConfig>> {
    let mut roots = RootCertStore::empty();
    match authority {
        Some(file) => {
            let certificates = CertificateDer::pem_file_iter(file)
                .with_context(|| format!("{key} {} can not be read", file.display()))?;
            for certificate in certificates {
                roots.add(certificate.with_context(|| format!("{key} holds a broken certificate"))?)?;
            }
        }
        None => {
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(Arc::new(config))
}
