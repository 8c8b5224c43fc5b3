//! Requests out, answers in: the identity protocol's two formats and the social API's one.

use std::time::Duration;

use houseguest_protocol::{
    identity::{ApiAnswer, ApiError, KeyRefusal, OAuthError, OAuthErrorCode, TokenRequest, TokenResponse},
    json,
    social::{SocialError, SocialErrorCode},
    values::Timestamp,
};
use secrecy::SecretString;
use serde::{Serialize, de::DeserializeOwned};
use time::{OffsetDateTime, format_description::well_known::Rfc2822};
use url::Url;

use crate::{
    ClientError,
    cookie::no_token_here,
    core::Core,
    ports::{Body, HttpRequest, HttpResponse, TransportError},
};

/// Why the token endpoint gave no tokens.
pub(crate) enum Refusal {
    /// `invalid_grant`: the code, refresh token or key is dead. `date` is the issuer's time.
    Dead { date: Option<Timestamp>, description: String },
    /// Anything else; the credential may be alive.
    Other(ClientError),
}

impl<E: Into<ClientError>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

impl Core {
    pub(crate) async fn send(&self, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        self.transport.send(request).await.map_err(|error| match error {
            TransportError::TooLarge { .. } => ClientError::Protocol(error.to_string()),
            TransportError::Unreachable { .. } => ClientError::Offline(error),
        })
    }

    /// Sends to the issuer; where it does not answer, or no longer there, it is looked for anew next time.
    pub(crate) async fn send_to_issuer(&self, request: HttpRequest) -> Result<HttpResponse, ClientError> {
        let answer = self.send(request).await;
        if answer.as_ref().map_or(true, |answer| answer.status == 404) {
            self.forget_discovery().await;
        }
        answer
    }

    /// Asks the token endpoint.
    pub(crate) async fn token(&self, request: &TokenRequest) -> Result<TokenResponse, Refusal> {
        let endpoint = self.metadata().await?.token_endpoint.clone();
        let body = Body::Form(SecretString::from(request.to_form()));
        let answer = self.send_to_issuer(HttpRequest::post(endpoint, body)).await?;
        if answer.status == 200 {
            return Ok(read_body(&answer, "token answer")?);
        }
        match oauth_error(&answer) {
            Some(error) if error.error == OAuthErrorCode::InvalidGrant => {
                Err(Refusal::Dead { date: server_time(&answer), description: error.error_description })
            }
            error => Err(Refusal::Other(refused_by_issuer(&answer, error))),
        }
    }

    /// Calls a JSON endpoint on the issuer's origin; answers the result and the issuer's time.
    pub(crate) async fn call<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<(Result<T, ApiError>, Option<Timestamp>), ClientError> {
        let request = self.json_request(path, body).await?;
        self.exchange_json(path, request).await
    }

    /// The same on behalf of whoever the browser's cookie belongs to.
    pub(crate) async fn call_with_cookies<B: Serialize, T: DeserializeOwned>(
        &self,
        path: &str,
        body: &B,
    ) -> Result<(Result<T, ApiError>, Option<Timestamp>), ClientError> {
        let request = self.json_request(path, body).await?.with_cookies();
        self.exchange_json(path, request).await
    }

    async fn json_request<B: Serialize>(&self, path: &str, body: &B) -> Result<HttpRequest, ClientError> {
        let url = self.metadata().await?.on_origin(path);
        let text = serde_json::to_string(body).map_err(|error| ClientError::Protocol(error.to_string()))?;
        Ok(HttpRequest::post(url, Body::Json(SecretString::from(text))))
    }

    async fn exchange_json<T: DeserializeOwned>(
        &self,
        path: &str,
        request: HttpRequest,
    ) -> Result<(Result<T, ApiError>, Option<Timestamp>), ClientError> {
        let answer = self.send_to_issuer(request).await?;
        // The envelope tells success from failure, not the status (protocol.md, section 11.1).
        match json::read(&answer.body) {
            Ok(ApiAnswer::Result(result)) => Ok((Ok(result), server_time(&answer))),
            Ok(ApiAnswer::Error(error)) if error.code < 500 && error.code != 429 => {
                Ok((Err(error), server_time(&answer)))
            }
            _ if answer.status == 200 => Err(ClientError::Protocol(format!("{path} answered no envelope"))),
            _ => Err(by_status(&answer, String::new())),
        }
    }
}

impl Core {
    /// Calls one of the issuer's endpoints beyond the protocol, on behalf of whoever is here where `as_user` says so.
    ///
    /// # Errors
    /// [`ClientError::Keys`] for what the issuer does not do, [`ClientError::NotSupported`] where it has no such endpoint.
    pub(crate) async fn call_beyond<T: DeserializeOwned>(
        &self,
        path: &str,
        body: Option<&impl Serialize>,
        as_user: AsUser,
    ) -> Result<T, ClientError> {
        let url = self.metadata().await?.on_origin(path);
        let request = match body {
            None => HttpRequest::get(url),
            Some(body) => {
                let text = serde_json::to_string(body).map_err(|error| ClientError::Protocol(error.to_string()))?;
                HttpRequest::post(url, Body::Json(SecretString::from(text)))
            }
        };
        let answer = match as_user {
            // Where keys and sessions are managed, no cookie counts: no page can have a browser ask in somebody's name.
            AsUser::Yes if self.present.by_cookie() => return Err(no_token_here()),
            AsUser::Yes => self.authorised(request).await?,
            AsUser::No => self.send(request).await?,
        };
        match json::read(&answer.body) {
            Ok(ApiAnswer::Result(result)) => Ok(result),
            Ok(ApiAnswer::Error(error)) if error.code < 500 && error.code != 429 => {
                Err(KeyRefusal::parse(&error.reason).map_or_else(|| refused_call(error), ClientError::Keys))
            }
            _ if answer.status == 404 => Err(ClientError::NotSupported { detail: format!("the issuer has no {path}") }),
            _ if answer.status == 200 => Err(ClientError::Protocol(format!("{path} answered no envelope"))),
            _ => Err(by_status(&answer, String::new())),
        }
    }
}

/// Whether a call is made on behalf of whoever is here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum AsUser {
    Yes,
    No,
}

/// The error of a JSON call that no caller treats specially.
pub(crate) fn refused_call(error: ApiError) -> ClientError {
    match error.reason.as_str() {
        "NoPublicSignup" | "HookDisallowed" => ClientError::NotSupported { detail: error.message },
        _ if error.message.contains("Anonymous user is not supported")
            || error.message == "anonymous user disallowed"
            || error.message == "invalid client ID" =>
        {
            ClientError::NotSupported { detail: error.message }
        }
        _ => ClientError::Rejected { code: error.reason, detail: error.message, fields: Vec::new() },
    }
}

/// The body as JSON.
pub(crate) fn read_body<T: DeserializeOwned>(answer: &HttpResponse, what: &str) -> Result<T, ClientError> {
    // serde's message may quote the text, which may hold tokens; its place and kind are enough.
    json::read(&answer.body).map_err(|error| {
        ClientError::Protocol(format!("{what}: {:?} error at byte {}", error.classify(), error.column()))
    })
}

fn oauth_error(answer: &HttpResponse) -> Option<OAuthError> {
    json::read(&answer.body).ok()
}

fn refused_by_issuer(answer: &HttpResponse, error: Option<OAuthError>) -> ClientError {
    let Some(error) = error else { return by_status(answer, String::new()) };
    match error.error {
        OAuthErrorCode::UnauthorizedClient
        | OAuthErrorCode::InvalidClient
        | OAuthErrorCode::UnsupportedGrantType
        | OAuthErrorCode::UnsupportedResponseType
        | OAuthErrorCode::InvalidScope => ClientError::NotSupported { detail: error.to_string() },
        OAuthErrorCode::RateLimited => too_many(answer),
        OAuthErrorCode::ServerError | OAuthErrorCode::TemporarilyUnavailable => {
            ClientError::ServerFailed { status: answer.status, detail: error.error_description }
        }
        _ => by_status(answer, error.to_string()),
    }
}

/// Reads an answer of the social API.
pub(crate) fn social<T: DeserializeOwned>(answer: &HttpResponse) -> Result<T, ClientError> {
    if (200..300).contains(&answer.status) {
        return read_body(answer, "social answer");
    }
    let Ok(error) = json::read::<SocialError>(&answer.body) else {
        return Err(by_status(answer, String::new()));
    };
    let detail = match &error.request_id {
        Some(id) => format!("{} (request {id})", error.message),
        None => error.message,
    };
    Err(match error.code {
        SocialErrorCode::NotFound => ClientError::NotFound { detail },
        SocialErrorCode::Conflict => ClientError::Conflict { detail },
        SocialErrorCode::RateLimited => too_many(answer),
        SocialErrorCode::Internal | SocialErrorCode::Unavailable => {
            ClientError::ServerFailed { status: answer.status, detail }
        }
        code => ClientError::Rejected { code: wire_name(code), detail, fields: error.fields },
    })
}

fn wire_name(code: SocialErrorCode) -> String {
    match serde_json::to_value(code) {
        Ok(serde_json::Value::String(name)) => name,
        _ => format!("{code:?}"),
    }
}

fn by_status(answer: &HttpResponse, detail: String) -> ClientError {
    match answer.status {
        404 => ClientError::NotFound { detail },
        409 => ClientError::Conflict { detail },
        429 => too_many(answer),
        status @ 500.. => ClientError::ServerFailed { status, detail },
        status => ClientError::Rejected { code: status.to_string(), detail, fields: Vec::new() },
    }
}

const fn too_many(answer: &HttpResponse) -> ClientError {
    let retry_after = match answer.retry_after_seconds {
        Some(seconds) => Some(Duration::from_secs(seconds)),
        None => None,
    };
    ClientError::TooManyRequests { retry_after }
}

/// The issuer's time, from the `Date` header (RFC 9110, section 6.6.1).
pub(crate) fn server_time(answer: &HttpResponse) -> Option<Timestamp> {
    let instant = OffsetDateTime::parse(answer.date.as_deref()?, &Rfc2822).ok()?;
    Some(Timestamp::from_unix_seconds(instant.unix_timestamp()))
}

/// An address of the social API.
pub(crate) fn with_query(mut url: Url, query: &str) -> Url {
    url.set_query((!query.is_empty()).then_some(query));
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> HttpResponse {
        HttpResponse { status, body: body.into(), date: None, retry_after_seconds: Some(7), content_type: None }
    }

    #[test]
    fn an_http_date_is_understood() {
        let mut dated = answer(200, "");
        dated.date = Some("Sun, 22 Nov 2026 10:00:00 GMT".to_owned());
        assert_eq!(server_time(&dated), Some(Timestamp::from_unix_seconds(1_795_341_600)));
        dated.date = Some("yesterday".to_owned());
        assert_eq!(server_time(&dated), None);
    }

    #[test]
    fn social_refusals_become_what_a_caller_can_do() {
        let refused = social::<()>(&answer(
            422,
            r#"{"code":"invalid_field","message":"no","fields":[{"field":"/body","message":"empty"}]}"#,
        ));
        assert!(
            matches!(refused, Err(ClientError::Rejected { code, fields, .. }) if code == "invalid_field" && fields.len() == 1)
        );
        let later = social::<()>(&answer(429, r#"{"code":"rate_limited","message":"later"}"#));
        assert!(matches!(later, Err(ClientError::TooManyRequests { retry_after: Some(wait) }) if wait.as_secs() == 7));
        assert!(matches!(social::<()>(&answer(502, "<html>")), Err(ClientError::ServerFailed { status: 502, .. })));
        assert!(
            matches!(social::<u8>(&answer(200, "\"secret\"")), Err(ClientError::Protocol(told)) if !told.contains("secret"))
        );
    }

    #[test]
    fn an_issuer_that_may_not_serve_guests_is_told_apart() {
        let refused = answer(400, r#"{"error":"unauthorized_client","error_description":"AnonymousUserDisallowed"}"#);
        assert!(matches!(refused_by_issuer(&refused, oauth_error(&refused)), ClientError::NotSupported { .. }));
        let failed = answer(500, r#"{"error":"server_error","error_description":"internal server error"}"#);
        assert!(matches!(refused_by_issuer(&failed, oauth_error(&failed)), ClientError::ServerFailed { .. }));
    }
}
