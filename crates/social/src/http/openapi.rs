//! `GET /social/v1/openapi.json`: the API, described by its own handlers.

use std::{collections::BTreeMap, sync::LazyLock};

use axum::{
    http::header,
    response::{IntoResponse, Response},
};
use houseguest_protocol::social::SocialError;
use utoipa::{
    Modify, OpenApi, ToSchema,
    openapi::{
        ContentBuilder, OpenApi as Document, Ref, RefOr, Response as Answer, ResponseBuilder,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::{
    change_profile, delete_comment, edit_comment, follow, hide_comment, hide_post, list_activity, list_comments,
    list_my_comments, list_notifications, list_posts, read_notifications, report_comment, report_post, restore_comment,
    save_preferences, set_comment_reaction, set_reaction, show_comment, show_image, show_my_profile, show_person,
    show_post, show_preferences, upload_image, write_comment, write_post,
};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Houseguest social API",
        description = "People, posts, comments, reactions, notifications and preferences. Guests and members use it alike; text is plain \
            and never read as markup. Every write carries an idempotency key, and lists page by cursor.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        list_posts::handler,
        show_post::handler,
        write_post::handler,
        upload_image::handler,
        show_image::handler,
        list_comments::handler,
        write_comment::handler,
        show_comment::handler,
        edit_comment::handler,
        delete_comment::handler,
        restore_comment::handler,
        set_reaction::handler,
        set_comment_reaction::handler,
        hide_post::handler,
        hide_comment::handler,
        report_post::handler,
        report_comment::handler,
        show_person::handler,
        list_activity::handler,
        show_my_profile::handler,
        change_profile::handler,
        list_my_comments::handler,
        list_notifications::handler,
        read_notifications::handler,
        show_preferences::handler,
        save_preferences::handler,
        follow::handler
    ),
    tags(
        (name = "posts", description = "What the feed shows"),
        (name = "comments", description = "Threads below a post"),
        (name = "reactions", description = "One per person and thing"),
        (name = "moderation", description = "What one does not want to see"),
        (name = "people", description = "People as others see them"),
        (name = "live", description = "What changes, as it happens"),
        (name = "me", description = "What belongs to the caller")
    ),
    modifiers(&AccessToken)
)]
struct Api;

/// Refusals for the descriptions of extractors: with which status, and when. All have the same shape.
pub(super) fn refusals(when: &[(u16, &str)]) -> BTreeMap<String, RefOr<Answer>> {
    let shape = ContentBuilder::new().schema(Some(Ref::from_schema_name(SocialError::name()))).build();
    let refusal = |(status, when): &(u16, &str)| {
        let answer = ResponseBuilder::new().description(*when).content("application/json", shape.clone());
        (status.to_string(), RefOr::T(answer.build()))
    };
    when.iter().map(refusal).collect()
}

/// Declares the bearer token the endpoints refer to.
struct AccessToken;

impl Modify for AccessToken {
    fn modify(&self, document: &mut Document) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An access token of a trusted issuer: a JWT or an opaque text. Without one, and where the API shares its origin \
                 with the issuer and its pages, the issuer's session cookie serves as well; what changes something then \
                 needs an `Origin` that is this server's own, and is refused with 403 otherwise"))
            .build();
        let components = document.components.get_or_insert_with(Default::default);
        components.add_security_scheme("access_token", SecurityScheme::Http(scheme));
    }
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut text = Api::openapi().to_pretty_json().expect("the document is always JSON");
    text.push('\n');
    text
});

/// The API as an OpenAPI 3.1 document; `docs/api/social.openapi.json` is a copy of it.
#[must_use]
pub fn openapi_json() -> &'static str {
    &DOCUMENT
}

pub(super) async fn handler() -> Response {
    ([(header::CONTENT_TYPE, "application/json")], openapi_json()).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_committed_document_is_the_present_one() {
        let committed = include_str!("../../../../docs/api/social.openapi.json");
        assert_eq!(
            committed,
            openapi_json(),
            "write it anew: cargo run -p houseguest-social --example social_openapi > docs/api/social.openapi.json"
        );
    }
}
