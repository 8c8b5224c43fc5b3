//! Health, metrics, and what tools ask for.

use houseguest_backend::{Backend, Running, Settings};
use houseguest_protocol::social::paths;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::guest::{Guest, http};

async fn start(change: impl FnOnce(&mut Settings)) -> (Running, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut settings = Settings::embedded(folder.path().to_owned());
    change(&mut settings);
    (Backend::start(settings).await.expect("starts"), folder)
}

fn at(running: &Running, path: &str) -> String {
    format!("http://{}{path}", running.address())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn health_names_each_store() {
    let (running, _folder) = start(|_| {}).await;
    let answer = http().get(at(&running, "/healthz")).send().await.expect("an answer");
    assert_eq!(answer.status(), 200);
    let body: Value = answer.json().await.expect("JSON");
    assert_eq!(body, json!({"status": "ok", "stores": {"identity": "ok", "social": "ok"}}));
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_count_requests_by_route_and_never_by_address() {
    let (running, _folder) = start(|_| {}).await;
    let guest = Guest::arrive(running.origin().as_str(), 1).await;
    guest.get(&paths::post("00000000-0000-4000-8000-000000000404".parse().expect("an id"))).await;
    let text = http().get(at(&running, "/metrics")).send().await.expect("an answer").text().await.expect("text");
    let line = r#"houseguest_http_requests_total{method="GET",route="/social/v1/posts/{post}",status="404"}"#;
    assert!(text.contains(line), "{text}");
    assert!(text.contains("houseguest_http_request_seconds_bucket"), "{text}");
    assert!(!text.contains("000000000404") && !text.contains(&guest.access_token), "{text}");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn metrics_may_have_an_address_of_their_own() {
    let (running, _folder) =
        start(|settings| settings.telemetry.metrics.listen = Some("127.0.0.1:0".parse().expect("an address"))).await;
    let own = running.metrics_address().expect("an address of its own");
    assert_eq!(http().get(format!("http://{own}/metrics")).send().await.expect("an answer").status(), 200);
    assert_eq!(http().get(at(&running, "/metrics")).send().await.expect("an answer").status(), 404);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browser_build_learns_where_everything_is() {
    let (running, _folder) = start(|_| {}).await;
    let body: Value =
        http().get(at(&running, "/app-config.json")).send().await.expect("an answer").json().await.expect("JSON");
    let origin = running.origin().as_str().trim_end_matches('/');
    let expected = json!({
        "issuer": origin,
        "social": origin,
        "client_id": "houseguest-web",
        "inspector": true,
        "session_type": "refresh_token",
    });
    assert_eq!(body, expected, "no page of this origin, so no session in a cookie");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_answer_has_a_request_id_of_ours() {
    let (running, _folder) = start(|_| {}).await;
    for path in ["/healthz", "/nothing/here", paths::POSTS, paths::PREFERENCES] {
        let request = http().get(at(&running, path)).header("x-request-id", "forged");
        let answer = request.send().await.expect("an answer");
        let id = answer.headers()["x-request-id"].to_str().expect("text").to_owned();
        assert!(uuid::Uuid::parse_str(&id).is_ok(), "{path}: {id}");
        if path == paths::PREFERENCES {
            let body: Value = answer.json().await.expect("JSON");
            assert_eq!(body["request_id"], id, "the refusal names the same request as the log");
        }
    }
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn social_alone_serves_people_of_a_foreign_issuer() {
    let (home, _folder) = start(|_| {}).await;
    let guest = Guest::arrive(home.origin().as_str(), 3).await;
    let (running, _other) = start(|settings| {
        settings.identity.enabled = false;
        settings.social.issuers = vec![houseguest_social::IssuerSettings::new("foreign", home.origin().clone())];
    })
    .await;
    assert_eq!(running.issuer(), home.origin());
    let request = http().get(at(&running, paths::PREFERENCES)).bearer_auth(&guest.access_token);
    assert_eq!(request.send().await.expect("an answer").status(), 200);
    let discovery = http().get(at(&running, "/.well-known/openid-configuration")).send().await.expect("an answer");
    assert_eq!(discovery.status(), 404, "no identity server here");
    running.shutdown().await;
    home.shutdown().await;
}
