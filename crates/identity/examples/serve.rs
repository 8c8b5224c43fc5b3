//! Serves the identity server alone, for looking at its pages: `cargo run -p houseguest-identity --example serve`.
//!
//! The database is a new one in a temporary folder. The first line printed is an address at which a browser
//! begins a log-in; the product's own program is `houseguest-backend`.

#![expect(clippy::print_stdout, reason = "the address is what this program is for")]

use std::{error::Error, net::SocketAddr, sync::Arc};

use houseguest_identity::{
    Identity,
    settings::{ApplicationType, ClientSettings, IdentitySettings},
};
use houseguest_protocol::{
    identity::{AuthorizeRequest, CodeVerifier, paths},
    values::SystemClock,
};
use url::Url;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let public_origin = Url::parse(&format!("http://{}", listener.local_addr()?))?;
    let redirect_uris = vec![Url::parse("http://127.0.0.1/callback")?, Url::parse("houseguest://callback")?];
    let mut client = ClientSettings::new("houseguest-app", ApplicationType::Native, redirect_uris);
    client.name = Some("Houseguest".to_owned());
    let mut settings: IdentitySettings = serde_json::from_value(serde_json::json!({
        "public_origin": public_origin,
        "database": {"path": folder.path().join("identity.sqlite")},
        "clients": [],
    }))?;
    settings.clients = vec![client];
    let identity = Identity::open(settings, Arc::new(SystemClock)).await?;
    let request = AuthorizeRequest {
        response_type: Some("code".to_owned()),
        code_challenge_method: Some("S256".to_owned()),
        code_challenge: Some(CodeVerifier::random().challenge().0),
        scope: Some("openid offline_access https://authgear.com/scopes/full-access".to_owned()),
        client_id: Some("houseguest-app".to_owned()),
        redirect_uri: Some("http://127.0.0.1:9/callback".to_owned()),
        state: Some("example".to_owned()),
        ..AuthorizeRequest::default()
    };
    println!("{}", request.to_url(&public_origin.join(paths::AUTHORIZE)?));
    let service = identity.router().into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, service).with_graceful_shutdown(interrupted()).await?;
    identity.close().await?;
    Ok(())
}

async fn interrupted() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        println!("no interrupt can be heard ({error}): stopping");
    }
}
