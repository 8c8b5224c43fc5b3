//! The address of a PostgreSQL database, and how its connections are protected.

use std::{net::IpAddr, str::FromStr, sync::Arc, time::Duration};

use postgres::{
    Client, Config, NoTls,
    config::{Host, SslMode},
};
use rustls::{ClientConfig, RootCertStore, crypto::aws_lc_rs};
use secrecy::ExposeSecret;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::{InvalidLocation, OpenError, PostgresError, PostgresLocation};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a server that says nothing more is believed to be there.
const SILENCE: Duration = Duration::from_secs(15);

/// Makes connections to one database.
#[derive(Clone)]
pub(crate) struct Connector {
    config: Config,
    tls: Option<MakeRustlsConnect>,
    schema: String,
}

impl Connector {
    pub(crate) fn new(location: &PostgresLocation) -> Result<Self, OpenError> {
        let config = parse(location)?;
        let tls = (config.get_ssl_mode() != SslMode::Disable).then(tls).transpose()?;
        Ok(Self { config, tls, schema: location.schema.clone() })
    }

    /// The schema, a plain identifier that needs no quoting.
    pub(crate) fn schema(&self) -> &str {
        &self.schema
    }

    pub(crate) fn connect(&self) -> Result<Client, PostgresError> {
        let mut client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        }?;
        // A client that hangs must not keep the rows of others locked. And a serializable transaction that reads the
        // whole of a small table, as the planner likes to, would be in the way of everybody who writes to it.
        client.batch_execute(&format!(
            "set search_path to \"{}\"; set enable_seqscan = off; set statement_timeout = '30s'; set lock_timeout = '10s'; \
             set idle_in_transaction_session_timeout = '60s'",
            self.schema
        ))?;
        Ok(client)
    }
}

/// Checks an address. What is wrong is said without the address.
pub(crate) fn parse(location: &PostgresLocation) -> Result<Config, InvalidLocation> {
    let invalid = |why: &str| InvalidLocation(why.to_owned());
    let url = location.url.expose_secret();
    if !(url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        return Err(invalid("a PostgreSQL address begins with postgres://"));
    }
    let mut config = Config::from_str(url)
        .map_err(|_| invalid("use postgres://user:password@host:port/database, with odd characters percent-encoded"))?;
    if config.get_hosts().is_empty() {
        return Err(invalid("the PostgreSQL address names no host"));
    }
    if config.get_user().is_none() || config.get_dbname().is_none() {
        return Err(invalid("the PostgreSQL address names no user or no database"));
    }
    if !is_plain(&location.schema) {
        return Err(invalid("a schema's name is small letters, digits and _, and begins with a letter"));
    }
    // "Prefer" would let whoever is in between choose. So what leaves this machine is encrypted, unless the
    // operator says otherwise; what stays on it has nobody in between.
    if config.get_ssl_mode() == SslMode::Prefer {
        let local = config.get_hosts().iter().all(is_local) && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
        config.ssl_mode(if local { SslMode::Disable } else { SslMode::Require });
    }
    config.application_name("houseguest").connect_timeout(CONNECT_TIMEOUT).tcp_user_timeout(SILENCE);
    Ok(config)
}

fn is_plain(schema: &str) -> bool {
    schema.len() <= 48
        && schema.starts_with(|first: char| first.is_ascii_lowercase())
        && schema.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

fn is_local(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

/// Checks certificates against the roots this machine trusts; `SSL_CERT_FILE` names others.
fn tls() -> Result<MakeRustlsConnect, OpenError> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 {
        let why = found.errors.first().map_or_else(|| "none is installed".to_owned(), ToString::to_string);
        return Err(OpenError::Trust(why));
    }
    let config = ClientConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| OpenError::Trust(error.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: &str) -> PostgresLocation {
        PostgresLocation { url: url.into(), schema: "identity".to_owned(), connections: 1 }
    }

    #[test]
    fn what_leaves_this_machine_is_encrypted_unless_the_operator_says_otherwise() {
        let mode = |url| parse(&at(url)).expect("an address").get_ssl_mode();
        assert_eq!(mode("postgres://u:p@db.example/d"), SslMode::Require);
        assert_eq!(mode("postgres://u:p@db.example/d?sslmode=prefer"), SslMode::Require);
        assert_eq!(mode("postgres://u:p@10.0.0.7/d?sslmode=disable"), SslMode::Disable);
        assert_eq!(mode("postgres://u:p@127.0.0.1:5432/d"), SslMode::Disable);
        assert_eq!(mode("postgres://u:p@127.0.0.1/d?sslmode=require"), SslMode::Require);
        assert_eq!(mode("postgres://u@localhost,db.example/d"), SslMode::Require);
        assert_eq!(mode("postgres://u@localhost/d?hostaddr=10.0.0.7"), SslMode::Require);
        #[cfg(unix)]
        assert_eq!(mode("postgres://u@%2Frun%2Fpostgresql/d"), SslMode::Disable);
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        for url in
            ["mysql://u:hunter2@h/d", "postgres://u:hunter2@h:x/d", "postgres://u:hunter2@h", "postgres:///hunter2"]
        {
            let error = parse(&at(url)).expect_err("cannot be used");
            assert!(!error.to_string().contains("hunter2"), "{error}");
        }
        let quoted = PostgresLocation { schema: "a\"; drop".to_owned(), ..at("postgres://u:p@h/d") };
        parse(&quoted).expect_err("not a plain name");
        assert!(!format!("{:?}", at("postgres://u:hunter2@h/d")).contains("hunter2"));
    }
}
