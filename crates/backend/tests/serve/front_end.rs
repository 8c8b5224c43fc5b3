//! The built front end as a browser meets it.

use std::fs;

use houseguest_backend::{Backend, Running, Settings};
use reqwest::{Response, StatusCode};
use tempfile::TempDir;

use super::guest::http;

async fn start() -> (Running, TempDir) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let root = folder.path().join("dist");
    fs::create_dir(&root).expect("a writable folder");
    for (name, content) in
        [("index.html", "<!doctype html>the page"), ("app.wasm", "\0asm, plain"), ("app.wasm.br", "\0asm, small")]
    {
        fs::write(root.join(name), content).expect("a writable folder");
    }
    fs::write(folder.path().join("secret.txt"), "outside").expect("a writable folder");
    let mut settings = Settings::embedded(folder.path().join("data"));
    settings.web.root = Some(root);
    (Backend::start(settings).await.expect("starts"), folder)
}

async fn get(running: &Running, path: &str, encoding: &str) -> Response {
    let request = http().get(format!("http://{}{path}", running.address())).header("accept-encoding", encoding);
    request.send().await.expect("an answer")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_has_a_strict_policy_and_answers_to_its_own_addresses() {
    let (running, _folder) = start().await;
    for path in ["/", "/posts/1234", "/you?code=abc&state=def"] {
        let page = get(&running, path, "").await;
        assert_eq!(page.status(), StatusCode::OK, "{path}");
        assert_eq!(page.headers()["content-type"], "text/html", "{path}");
        let policy = page.headers()["content-security-policy"].to_str().expect("text").to_owned();
        let issuer = running.issuer().origin().ascii_serialization();
        assert_eq!(
            policy,
            format!(
                "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
                 connect-src 'self' {issuer}; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
            )
        );
        assert!(page.text().await.expect("text").contains("the page"), "{path}");
    }
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wasm_is_wasm_and_comes_small_to_those_who_can_read_it() {
    let (running, _folder) = start().await;
    let plain = get(&running, "/app.wasm", "gzip").await;
    assert_eq!(plain.headers()["content-type"], "application/wasm");
    assert_eq!(plain.text().await.expect("text"), "\0asm, plain");
    let small = get(&running, "/app.wasm", "br").await;
    assert_eq!(small.headers()["content-type"], "application/wasm");
    assert_eq!(small.headers()["content-encoding"], "br");
    assert_eq!(small.text().await.expect("text"), "\0asm, small");
    running.shutdown().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_there_is_not_a_page() {
    let (running, _folder) = start().await;
    for path in ["/missing.js", "/assets/missing.wasm", "/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt"] {
        let answer = get(&running, path, "").await;
        assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(!answer.text().await.expect("text").contains("outside"), "{path}");
    }
    let post = http().post(format!("http://{}/posts/1234", running.address())).send().await.expect("an answer");
    assert!(!post.status().is_success(), "a page is only for reading: {}", post.status());
    running.shutdown().await;
}
