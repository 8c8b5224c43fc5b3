//! The `DPoP` header, at the endpoints that read it (protocol.md, section 12.2).

use axum::{
    extract::{FromRequestParts, OriginalUri},
    http::{StatusCode, request::Parts},
    response::{IntoResponse, Response},
};

use crate::{
    jose::dpop::{Presented, ProvenRequest},
    state::AppState,
};

/// What the request's `DPoP` header proves. An extractor of the three endpoints that read it; the header is
/// ignored everywhere else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Dpop(pub(super) Presented);

/// More than one `DPoP` header: which one counts?
#[derive(Clone, Copy, Debug)]
pub(super) struct ManyProofs;

impl IntoResponse for ManyProofs {
    fn into_response(self) -> Response {
        (StatusCode::BAD_REQUEST, "multiple DPoP headers are not allowed").into_response()
    }
}

impl FromRequestParts<AppState> for Dpop {
    type Rejection = ManyProofs;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<Self, ManyProofs> {
        let mut headers = parts.headers.get_all("dpop").iter();
        let proof = match (headers.next(), headers.next()) {
            (first, None) => first.map(|value| value.to_str().unwrap_or_default()),
            (_, Some(_)) => return Err(ManyProofs),
        };
        if proof.is_none() {
            return Ok(Self(Presented::Nothing));
        }
        // The address as the client knows it, also behind a proxy that strips nothing but the host.
        let original = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |OriginalUri(uri)| uri);
        let path = original.path_and_query().map_or("/", |path| path.as_str());
        let uri = format!("{}{path}", state.issuer);
        let request = ProvenRequest { method: parts.method.as_str(), uri: &uri };
        Ok(Self(Presented::read(proof, request, state.now())))
    }
}
