//! Where the issuer's endpoints are: asked once, remembered, asked again after a failure.

use std::sync::Arc;

use houseguest_protocol::identity::{ProviderMetadata, paths};

use crate::{ClientError, Endpoints, core::Core, ports::HttpRequest, wire};

impl Core {
    /// The issuer's discovery document.
    pub(crate) async fn metadata(&self) -> Result<Arc<ProviderMetadata>, ClientError> {
        let mut discovered = self.discovered.lock().await;
        if let Some(metadata) = discovered.as_ref() {
            return Ok(Arc::clone(metadata));
        }
        let url = Endpoints::below(&self.endpoints.issuer, paths::OPENID_CONFIGURATION);
        let answer = self.send(HttpRequest::get(url)).await?;
        if answer.status >= 500 {
            return Err(ClientError::ServerFailed { status: answer.status, detail: "discovery".to_owned() });
        }
        if answer.status != 200 {
            let detail = format!("discovery answered status {}", answer.status);
            return Err(ClientError::NotSupported { detail });
        }
        let metadata: ProviderMetadata = wire::read_body(&answer, "discovery document")?;
        // A document that names another issuer is not this issuer's (OpenID Connect Discovery 1.0, section 4.3).
        let expected = self.endpoints.issuer_text();
        if metadata.issuer.trim_end_matches('/') != expected {
            let detail = format!("{expected} says that it is {}", metadata.issuer);
            return Err(ClientError::NotSupported { detail });
        }
        let metadata = Arc::new(metadata);
        *discovered = Some(Arc::clone(&metadata));
        Ok(metadata)
    }

    pub(crate) async fn forget_discovery(&self) {
        *self.discovered.lock().await = None;
    }
}
