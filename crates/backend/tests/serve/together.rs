//! Identity and social, together.

use houseguest_backend::{Backend, Settings, StartError};
use houseguest_protocol::social::{Comment, Standing};

use super::guest::Guest;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_guest_comments_and_finds_everything_after_a_restart() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let running = Backend::start(Settings::embedded(folder.path().to_owned())).await.expect("starts");
    let guest = Guest::arrive(running.origin().as_str(), 7).await;
    let answer = guest.comment("comment-1", "Hello from the doorstep").await;
    assert_eq!(answer.status(), 201);
    let written: Comment = answer.json().await.expect("a comment");
    assert_eq!(written.author().expect("an author").standing, Standing::Guest);
    assert_eq!(guest.my_comments().await, std::slice::from_ref(&written));
    let first_address = running.address();
    running.shutdown().await;
    running.shutdown().await;
    tokio::net::TcpStream::connect(first_address).await.expect_err("nobody listens any more");

    let running = Backend::start(Settings::embedded(folder.path().to_owned())).await.expect("starts again");
    let guest = Guest::arrive(running.origin().as_str(), 7).await;
    assert_eq!(guest.my_comments().await, [written], "the same person, although the issuer's port may be another");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_issuer_behind_a_public_origin_is_reached_from_within() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut settings = Settings::embedded(folder.path().to_owned());
    settings.server.public_origin = Some("https://demo.invalid".parse().expect("a URL"));
    let running = Backend::start(settings).await.expect("starts");
    assert_eq!(running.issuer().as_str(), "https://demo.invalid/");
    let guest = Guest::arrive(&format!("http://{}", running.address()), 7).await;
    assert_eq!(guest.comment("comment-1", "From behind a proxy").await.status(), 201);
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_taken_address_is_told_by_name() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut settings = Settings::embedded(folder.path().to_owned());
    settings.server.listen = taken.local_addr().expect("an address");
    let error = Backend::start(settings).await.expect_err("the port is taken");
    assert!(matches!(error, StartError::Listen { .. }), "{error}");
    assert_eq!(std::fs::read_dir(folder.path()).expect("the folder").count(), 0, "nothing was made");
}
