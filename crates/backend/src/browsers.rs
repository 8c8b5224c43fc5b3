//! Lets social believe the identity server's word about who sits at a browser.

use async_trait::async_trait;
use axum::http::HeaderMap;
use houseguest_identity::{AtBrowser, Browsers};
use houseguest_protocol::social::Standing;
use houseguest_social::{BrowserPerson, BrowserSession, BrowserSessionError, BrowserSessions};

/// Carries social's questions about cookies to the identity server of this process.
pub(crate) struct AskIdentity(pub(crate) Browsers);

#[async_trait]
impl BrowserSessions for AskIdentity {
    async fn who(&self, headers: &HeaderMap) -> Result<BrowserSession, BrowserSessionError> {
        let answer = self.0.who(headers).await.map_err(|error| BrowserSessionError(Box::new(error)))?;
        Ok(match answer {
            AtBrowser::Nobody => BrowserSession::Nothing,
            AtBrowser::Dead => BrowserSession::Dead,
            AtBrowser::Somebody { sub, user } => BrowserSession::Of(BrowserPerson {
                sub,
                standing: if user.is_anonymous { Standing::Guest } else { Standing::Member },
                // As in tokens: a write is recognised under every name its writer has or had.
                aliases: user.aliases.into_iter().chain(user.former_aliases).collect(),
            }),
        })
    }
}
