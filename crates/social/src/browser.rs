//! Sessions that a browser keeps in a cookie of the identity server.
//!
//! Social reads no cookie itself and knows none by name: it shows a request's headers to whoever can tell
//! ([`BrowserSessions`]) and is told who sits there, as a forward-auth resolver tells a server of its own
//! (protocol.md, sections 0.5 and 6.4). A cookie comes along whether or not its owner meant it, so a request that
//! changes something also has to say that a page of this very origin sent it.

use std::{fmt, sync::Arc};

use async_trait::async_trait;
use axum::http::{HeaderMap, HeaderValue, Method, header};
use houseguest_protocol::{
    social::{SPEAKS_AS, Standing},
    values::Subject,
};
use url::Url;

use crate::model::{Caller, PersonKey};

/// Tells who sits at the browser that sent a request.
#[async_trait]
pub trait BrowserSessions: Send + Sync {
    /// Who that is, by the cookies among these headers. Asking counts as a use of the session.
    ///
    /// # Errors
    /// When nobody can tell now.
    async fn who(&self, headers: &HeaderMap) -> Result<BrowserSession, BrowserSessionError>;
}

/// What a browser shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BrowserSession {
    /// Nothing.
    Nothing,
    /// A session that has ended, or that nobody knows.
    Dead,
    /// A live session.
    Of(BrowserPerson),
}

/// Somebody with a live session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserPerson {
    /// Who.
    pub sub: Subject,
    /// What they are at this moment.
    pub standing: Standing,
    /// Guests who are or were part of them.
    pub aliases: Vec<Subject>,
}

/// Who sits at a browser cannot be told now.
#[derive(Debug, thiserror::Error)]
#[error("browser sessions cannot be told now")]
pub struct BrowserSessionError(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Whose word about browsers is believed, and from which pages.
#[derive(Clone)]
pub struct BrowserTrust {
    /// The id of the issuer whose people sit there.
    pub issuer: String,
    /// The one origin whose pages may change something with nothing but a cookie: our own.
    pub origin: Url,
    /// Who tells.
    pub sessions: Arc<dyn BrowserSessions>,
}

impl fmt::Debug for BrowserTrust {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { issuer, origin, sessions: _ } = self;
        out.debug_struct("BrowserTrust")
            .field("issuer", issuer)
            .field("origin", &origin.as_str())
            .finish_non_exhaustive()
    }
}

/// Why a cookie does not count.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CookieError {
    /// Something is to be changed, and no page of ours says that it asks for it.
    #[error("a session in a cookie changes nothing unless the request's Origin is this server's own")]
    ForeignPage,
    /// The session has ended.
    #[error("the browser's session has ended")]
    Dead,
    /// The page believes that somebody else sits there.
    #[error("the page speaks as somebody else than the browser's session")]
    SomebodyElse,
    /// Nobody can tell.
    #[error(transparent)]
    Unknown(#[from] BrowserSessionError),
}

impl BrowserTrust {
    /// Who sits at the browser that sent a request without a token; `None` for nobody.
    ///
    /// # Errors
    /// [`CookieError`]: a cookie that does not count is refused, never taken for nobody.
    pub(crate) async fn find(&self, method: &Method, headers: &HeaderMap) -> Result<Option<Caller>, CookieError> {
        if !headers.contains_key(header::COOKIE) {
            return Ok(None);
        }
        match self.sender(headers) {
            Sender::OwnPage => {}
            // The answer to a question stays with our pages: others are not allowed to read it.
            Sender::Unnamed if method.is_safe() => {}
            Sender::Stranger if method.is_safe() => return Ok(None),
            // Before anybody is asked: a stranger's page does not keep a session alive either.
            Sender::Unnamed | Sender::Stranger => return Err(CookieError::ForeignPage),
        }
        match self.sessions.who(headers).await? {
            BrowserSession::Nothing => Ok(None),
            BrowserSession::Dead => Err(CookieError::Dead),
            BrowserSession::Of(person) if !is_meant(headers, &person.sub) => Err(CookieError::SomebodyElse),
            BrowserSession::Of(BrowserPerson { sub, standing, aliases }) => {
                Ok(Some(Caller { key: PersonKey { issuer: self.issuer.clone(), sub }, standing, aliases }))
            }
        }
    }

    /// Whose page says that it sent a request. Two origins are nobody's word.
    fn sender(&self, headers: &HeaderMap) -> Sender {
        let own = self.origin.origin().ascii_serialization();
        let mut named = headers.get_all(header::ORIGIN).iter().map(HeaderValue::as_bytes);
        match (named.next(), named.next()) {
            (None, _) => Sender::Unnamed,
            (Some(origin), None) if origin == own.as_bytes() => Sender::OwnPage,
            _ => Sender::Stranger,
        }
    }
}

/// Whether a request that says as whom it speaks means this person. Not even under a name of theirs that has passed: only
/// they themselves know whether what was written then is theirs.
fn is_meant(headers: &HeaderMap, sub: &Subject) -> bool {
    headers.get_all(SPEAKS_AS).iter().all(|named| named.as_bytes() == sub.as_str().as_bytes())
}

enum Sender {
    OwnPage,
    Stranger,
    /// Browsers name the origin of every request that is not a plain read.
    Unnamed,
}
