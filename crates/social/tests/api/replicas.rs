//! Two processes on one PostgreSQL.

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Method, Request},
};
use houseguest_protocol::social::{Comment, paths};
use houseguest_social::{Social, SocialSettings};
use houseguest_sql::{Location, PostgresLocation};
use houseguest_test_postgres::TestSchema;
use http_body_util::BodyExt;
use serde_json::json;
use tower::ServiceExt;

use super::world::{World, trusting};

async fn follow(router: &Router) -> Body {
    let request = Request::get(paths::EVENTS).body(Body::empty()).expect("a request");
    router.clone().oneshot(request).await.expect("a router always answers").into_body()
}

async fn next(body: &mut Body) -> String {
    let frame = body.frame().await.expect("the stream goes on").expect("a frame");
    String::from_utf8(frame.into_data().expect("data").to_vec()).expect("text")
}

#[tokio::test]
async fn what_is_written_at_one_replica_is_told_by_the_other() {
    let Some(schema) = TestSchema::new() else { return };
    let location = Location::Postgres(PostgresLocation {
        url: schema.url().into(),
        schema: schema.schema().to_owned(),
        connections: 2,
    });
    let one = World::with(|social| social.database = location.clone()).await;
    let mut settings = SocialSettings::at(location);
    settings.issuers = vec![trusting(&one.issuer)];
    let other = Social::open(settings, Arc::new(one.clock.clone())).await.expect("opens what the first has made");
    let (mut here, mut there) = (follow(&one.router).await, follow(&other.router()).await);
    for listener in [&mut here, &mut there] {
        assert!(next(listener).await.contains("none"), "where to go on");
    }
    let guest = one.guest(1);
    let written: Comment = one.comment(&guest, "comment-1", "hello").await.read();
    let edit = json!({"body": "hello there", "version": 1});
    one.write(Method::PATCH, &paths::comment(written.id), &guest, "edit-0001", &edit).await.read::<Comment>();
    for (listener, name) in [(&mut there, "the other"), (&mut here, "the same")] {
        for change in ["comment-added", "comment-changed"] {
            let told = next(listener).await;
            assert!(told.contains(change) && told.contains(&written.id.to_string()), "{name}: {told}");
        }
    }
    let found = Request::get(paths::comment(written.id)).body(Body::empty()).expect("a request");
    let found = other.router().oneshot(found).await.expect("a router always answers");
    let found: Comment =
        serde_json::from_slice(&found.into_body().collect().await.expect("a body").to_bytes()).expect("a comment");
    assert_eq!(found.body().map(|body| &**body), Some("hello there"));
    other.close().await;
}
