//! An operator deletes a user in the Portal, and the social API forgets them.

use houseguest_backend::{Backend, Settings};
use houseguest_protocol::{
    identity::{UserInfo, paths},
    social::{Comment, Handle, Profile, paths as social},
    values::Subject,
};
use serde_json::json;

use super::{
    browser::Browser,
    guest::{Guest, http},
};

const PASSWORD: &str = "a lantern on the porch";

/// The first operator, by the one-time link.
async fn operator(base: &str, link: &url::Url) -> Browser {
    let browser = Browser::new(base);
    let welcome = browser.get(link.as_str()).await;
    let (token, name) = (welcome.field("token"), "Ines");
    let fields = [("token", &*token), ("name", name), ("password", PASSWORD), ("again", PASSWORD)];
    let inside = browser.submit(&welcome, "/portal/welcome", &fields).await;
    assert!(inside.address.starts_with("/portal") && !inside.address.contains("welcome"), "{inside:?}");
    browser
}

async fn delete(operator: &Browser, user: &Subject) {
    let ask = operator.get(&format!("/portal/users/{user}/delete")).await;
    let word = &user.as_str()[user.as_str().len() - 12..];
    let done = operator.submit(&ask, "/delete", &[("typed", word)]).await;
    assert!(done.address.starts_with("/portal/users") && !done.address.contains(user.as_str()), "{done:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_user_deleted_in_the_portal_is_gone_from_the_threads_and_their_words_stay() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let running = Backend::start(Settings::embedded(folder.path().to_owned())).await.expect("starts");
    let base = running.origin().as_str().trim_end_matches('/').to_owned();
    let link = running.portal_link().await.expect("readable").expect("nobody has been here");

    let (leaving, staying) = (Guest::arrive(&base, 7).await, Guest::arrive(&base, 8).await);
    let info: UserInfo = leaving.get(paths::USERINFO).await.json().await.expect("userinfo");
    let renamed = http()
        .patch(format!("{base}{}", social::MY_PROFILE))
        .bearer_auth(&leaving.access_token)
        .header("idempotency-key", "profile-1")
        .json(&json!({"handle": "porch-cat", "name": "Porch Cat"}));
    let profile: Profile = renamed.send().await.expect("an answer").json().await.expect("a profile");
    assert_eq!(profile.person.handle, Handle::parse("porch-cat").expect("a handle"));
    let written: Comment = leaving.comment("comment-1", "Who is in?").await.json().await.expect("a comment");
    let seen = async || staying.get(&social::comment(written.id)).await.json::<Comment>().await.expect("a comment");
    assert_eq!(seen().await.author_sub(), Some(&info.sub));

    delete(&operator(&base, &link).await, &info.sub).await;

    let after = seen().await;
    assert_eq!((after.author(), after.body()), (None, written.body()), "the words stay, and are nobody's");
    let page = staying.get(&format!("{}/@porch-cat", social::PEOPLE)).await;
    assert_eq!(page.status(), 404);
    // Their token has not expired, and is of no use.
    for path in [social::MY_COMMENTS, social::POSTS, social::PREFERENCES] {
        assert_eq!(leaving.get(path).await.status(), 401, "{path}");
    }
    running.shutdown().await;
}
