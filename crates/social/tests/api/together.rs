//! People, posts, comments that change, news, reports: what people do together, and what others try.

use axum::{
    body::Body,
    http::{Method, Request, StatusCode},
};
use houseguest_protocol::{
    samples::subject,
    social::{
        Activity, Comment, DeletedComment, NotificationKind, NotificationPage, Page, Post, Profile, Reaction,
        ReactionSummary, Segment, Standing, paths, segments,
    },
};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::world::{Answer, World};

const MARKUP: &str = "<img src=x onerror=alert(1)>&lt;b&gt;'\"";

async fn profile(world: &World, token: &str) -> Profile {
    world.get(paths::MY_PROFILE, Some(token)).await.read()
}

async fn change(world: &World, token: &str, key: &str, change: Value) -> Answer {
    world.write(Method::PATCH, paths::MY_PROFILE, token, key, &change).await
}

async fn thread(world: &World, comment: &Comment, token: Option<&str>) -> Vec<Comment> {
    world.get(&format!("{}?limit=100", paths::comments(comment.post_id)), token).await.read::<Page<Comment>>().items
}

async fn answer(world: &World, token: &str, key: &str, parent: &Comment, text: &str) -> Comment {
    let body = json!({"body": text, "parent_id": parent.id});
    world.write(Method::POST, &paths::comments(parent.post_id), token, key, &body).await.read()
}

async fn delete(world: &World, token: &str, key: &str, comment: &Comment) -> Answer {
    world.write(Method::DELETE, &paths::comment(comment.id), token, key, &Value::Null).await
}

async fn restore(world: &World, token: &str, key: &str, comment: &Comment) -> Answer {
    world.write(Method::POST, &paths::comment_restore(comment.id), token, key, &Value::Null).await
}

#[tokio::test]
async fn a_person_has_a_handle_a_name_and_a_face_and_changes_them() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let before = profile(&world, &guest).await;
    let written: Comment = world.comment(&guest, "comment-1", "hello").await.read();
    assert_eq!(written.author(), Some(&before.person), "as it was promised before there was anything of theirs");
    let chosen = json!({"handle": "porch-cat", "name": " Ana  Lucía ", "avatar": {"hue": 200, "motif": "cat"}});
    let changed: Profile = change(&world, &guest, "change-1", chosen.clone()).await.read();
    assert_eq!((changed.person.handle.as_str(), changed.person.name.as_str()), ("porch-cat", "Ana Lucía"));
    let taken = change(&world, &other, "change-1", json!({"handle": "porch-cat"})).await;
    assert_eq!((taken.refusal(), &taken.body["fields"][0]["problem"]), ((422, "invalid_field"), &json!("taken")));
    let reserved = change(&world, &other, "change-2", json!({"handle": "the-admin"})).await;
    assert_eq!(
        (reserved.refusal(), &reserved.body["fields"][0]["problem"]),
        ((422, "invalid_field"), &json!("reserved"))
    );
    for bad in [
        json!({"handle": MARKUP}),
        json!({"handle": "UPPER"}),
        json!({"name": "a\u{202e}b"}),
        json!({"name": "  "}),
        json!({"avatar": {"hue": 360, "motif": "cat"}}),
        json!({"avatar": {"hue": 1, "motif": "<svg>"}}),
        json!({"standing": "member"}),
    ] {
        assert_eq!(change(&world, &other, "change-bad", bad.clone()).await.refusal(), (422, "invalid_field"), "{bad}");
    }
    let named: Profile = change(&world, &other, "change-3", json!({"name": &MARKUP[..28]})).await.read();
    assert_eq!(named.person.name, MARKUP[..28], "text stays text");
    // Promotion changes none of it, and everything they wrote bears it.
    let member = world.member(1);
    let after = profile(&world, &member).await;
    assert_eq!((after.person.handle.as_str(), after.person.standing), ("porch-cat", Standing::Member));
    assert!(after.promoted_at.is_some());
    let late: Comment = world.comment(&member, "comment-2", "as a member").await.read();
    let path = paths::activity(&subject(1));
    let did = world.get(&path, None).await.read::<Page<Activity>>().items;
    let told: Vec<_> = did.iter().map(|did| (did.comment.id, did.written_as)).collect();
    assert_eq!(told, [(late.id, Standing::Member), (written.id, Standing::Guest)], "before and after, one sub");
    let by_handle: Profile = world.get("/social/v1/people/@porch-cat", None).await.read();
    assert_eq!((by_handle.person.sub, by_handle.counts.comments), (subject(1), 2));
    for nobody in ["@nobody-here", "@x", "somebody-unknown", "%00", "@%3Cb%3E"] {
        assert_eq!(world.get(&format!("{}/{nobody}", paths::PEOPLE), None).await.refusal(), (404, "not_found"));
    }
}

#[tokio::test]
async fn guests_write_posts_like_members() {
    let world = World::new().await;
    let body = json!({"body": "First post.\n\nWith two paragraphs."});
    let post: Post = world.write(Method::POST, paths::POSTS, &world.guest(1), "post-0001", &body).await.read();
    let again: Post = world.write(Method::POST, paths::POSTS, &world.guest(1), "post-0001", &body).await.read();
    assert_eq!((post.id, post.headline().as_str(), post.mine), (again.id, "First post.", true));
    assert_eq!(world.first_post().await, post.id, "newest first");
    let marked = json!({"title": MARKUP, "body": MARKUP});
    let marked: Post = world.write(Method::POST, paths::POSTS, &world.member(2), "post-0002", &marked).await.read();
    assert_eq!((marked.title.as_deref(), &*marked.body), (Some(MARKUP), MARKUP));
    let image = json!({"body": "x", "image": {"id": "5eed1000-0000-4000-8000-000000000404"}});
    let stolen = world.write(Method::POST, paths::POSTS, &world.guest(1), "post-0003", &image).await;
    assert_eq!((stolen.refusal(), &stolen.body["fields"][0]["field"]), ((422, "invalid_field"), &json!("/image/id")));
    let nobody = Request::post(paths::POSTS).header("content-type", "application/json").body(Body::from("{}"));
    assert_eq!(world.send(nobody.expect("a request")).await.refusal(), (401, "unauthenticated"));
}

#[tokio::test]
async fn an_edit_names_the_version_it_saw_and_only_the_author_s_counts() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let written: Comment = world.comment(&guest, "comment-1", "frist").await.read();
    let path = paths::comment(written.id);
    let edit = async |token: &str, key: &str, version: u32, text: &str| {
        world.write(Method::PATCH, &path, token, key, &json!({"body": text, "version": version})).await
    };
    let edited: Comment = edit(&guest, "edit-0001", 1, MARKUP).await.read();
    let content = edited.content.clone().expect("it is there");
    assert_eq!((&*content.body, content.version, content.edited_at.is_some()), (MARKUP, 2, true));
    let late = edit(&guest, "edit-0002", 1, "from another device").await;
    assert_eq!(late.refusal(), (409, "conflict"));
    assert_eq!(serde_json::from_value::<Comment>(late.body["current_comment"].clone()).expect("the comment"), edited);
    assert_eq!(edit(&other, "edit-0003", 2, "mine now").await.refusal(), (403, "forbidden"));
    assert_eq!(delete(&world, &other, "delete-1", &written).await.refusal(), (403, "forbidden"));
    assert_eq!(restore(&world, &other, "restore-1", &written).await.refusal(), (403, "forbidden"));
    let repeated: Comment = edit(&guest, "edit-0001", 1, MARKUP).await.read();
    assert_eq!(repeated, edited, "once");
    let nowhere = paths::comment(uuid::Uuid::from_u128(404));
    let lost = world.write(Method::PATCH, &nowhere, &guest, "edit-0004", &json!({"body": "x", "version": 1})).await;
    assert_eq!(lost.refusal(), (404, "not_found"));
    // The author's own account after a promotion.
    assert_eq!(edit(&world.member(1), "edit-0005", 2, "as a member").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_deleted_comment_leaves_a_place_only_for_its_answers() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let top: Comment = world.comment(&guest, "comment-1", "top").await.read();
    let middle = answer(&world, &other, "answer-01", &top, "middle").await;
    let leaf = answer(&world, &guest, "answer-02", &middle, "leaf").await;
    let count = async || world.get(&paths::post(top.post_id), None).await.read::<Post>().comment_count;
    let whole = count().await;
    let shown = async || {
        let all = thread(&world, &top, None).await;
        let mine = all.iter().filter(|one| [top.id, middle.id, leaf.id].contains(&one.id));
        mine.map(|one| (one.id, one.content.is_some())).collect::<Vec<_>>()
    };
    let deleted: DeletedComment = delete(&world, &guest, "delete-01", &top).await.read();
    assert_eq!(deleted.id, top.id);
    assert_eq!(shown().await, [(top.id, false), (middle.id, true), (leaf.id, true)]);
    assert_eq!(count().await, whole - 1);
    assert_eq!(delete(&world, &guest, "delete-02", &top).await.refusal(), (404, "not_found"), "it is gone already");
    let to_place = json!({"body": "to nobody", "parent_id": top.id});
    let late = world.write(Method::POST, &paths::comments(top.post_id), &other, "late-0001", &to_place).await;
    assert_eq!(late.refusal(), (422, "invalid_field"), "nobody answers what is gone");
    delete(&world, &other, "delete-01", &middle).await;
    assert_eq!(shown().await, [(top.id, false), (middle.id, false), (leaf.id, true)]);
    delete(&world, &guest, "delete-03", &leaf).await;
    assert_eq!(shown().await, [], "with the last answer its places go");
    let back: Comment = restore(&world, &other, "restore-1", &middle).await.read();
    assert_eq!(back.body().map(|body| &**body), Some("middle"));
    assert_eq!(shown().await, [(top.id, false), (middle.id, true)]);
    world.clock.advance(std::time::Duration::from_secs(601));
    assert_eq!(restore(&world, &guest, "restore-2", &top).await.refusal(), (404, "not_found"), "too late");
    assert_eq!(count().await, whole - 2);
}

#[tokio::test]
async fn who_is_mentioned_is_known_by_more_than_a_handle() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let handle = profile(&world, &other).await.person.handle;
    let _: Comment = world.comment(&other, "comment-1", "here").await.read();
    let text = format!("Ö @{handle}, and @nobody-at-all");
    let written: Comment = world.comment(&guest, "comment-2", &text).await.read();
    let content = written.content.clone().expect("it is there");
    let cut = segments(&content.body, &content.mentions);
    assert!(matches!(cut[1], Segment::Mention(_, mention) if mention.sub == subject(2)), "{cut:?}");
    assert_eq!(content.mentions.len(), 1);
    // The handle goes to somebody else, and the mention does not.
    change(&world, &other, "change-01", json!({"handle": "another-one"})).await;
    change(&world, &world.guest(3), "change-01", json!({"handle": handle})).await;
    let seen: Comment = world.get(&paths::comment(written.id), None).await.read();
    let mention = &seen.content.expect("it is there").mentions[0];
    assert_eq!((mention.sub.clone(), mention.handle.as_str()), (subject(2), "another-one"));
}

#[tokio::test]
async fn comments_are_reacted_to_hidden_and_reported() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let written: Comment = world.comment(&guest, "comment-1", "hello").await.read();
    let love = json!({"reaction": "love"});
    let path = paths::comment_reaction(written.id);
    let summary: ReactionSummary = world.write(Method::PUT, &path, &other, "react-01", &love).await.read();
    assert_eq!((summary.counts.len(), summary.mine), (1, Some(Reaction::Love)));
    let hidden = json!({"hidden": true});
    world.write(Method::PUT, &paths::comment_hidden(written.id), &other, "hide-0001", &hidden).await;
    world.write(Method::PUT, &paths::post_hidden(written.post_id), &other, "hide-0002", &hidden).await;
    for (token, expected) in [(Some(&other), true), (Some(&guest), false), (None, false)] {
        let token = token.map(String::as_str);
        let all = thread(&world, &written, token).await;
        let one = all.iter().find(|one| one.id == written.id).expect("hidden from oneself is marked, not left out");
        assert_eq!(one.content.as_ref().map(|content| content.hidden), Some(expected));
        assert_eq!(world.get(&paths::post(written.post_id), token).await.read::<Post>().hidden, expected);
    }
    let report = json!({"reason": "spam", "note": MARKUP});
    let path = paths::comment_report(written.id);
    let first = world.write(Method::POST, &path, &other, "report-01", &report).await;
    world.clock.advance(std::time::Duration::from_secs(60));
    let second = world.write(Method::POST, &path, &other, "report-02", &json!({"reason": "hate"})).await;
    assert_eq!((first.status, &first.body), (StatusCode::OK, &second.body), "once per person and thing");
    let listed = world.social.list_reports(0, 100).await.expect("readable");
    assert_eq!(listed.len(), 1);
    assert_eq!((listed[0].note.as_deref(), listed[0].comment), (Some(MARKUP), Some(written.id)));
    for bad in [json!({"reason": "because"}), json!({"reason": "spam", "note": "x".repeat(501)})] {
        assert_eq!(world.write(Method::POST, &path, &guest, "report-03", &bad).await.refusal(), (422, "invalid_field"));
    }
}

#[tokio::test]
async fn people_are_told_of_answers_and_mentions_and_of_nothing_else() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let news = async || world.get(paths::NOTIFICATIONS, Some(&guest)).await.read::<NotificationPage>();
    let top: Comment = world.comment(&guest, "comment-1", "top").await.read();
    let handle = profile(&world, &guest).await.person.handle;
    let reply = answer(&world, &other, "answer-01", &top, "a reply").await;
    answer(&world, &guest, "answer-02", &reply, "to oneself").await;
    let mention: Comment = world.comment(&other, "comment-2", &format!("dear @{handle}")).await.read();
    let muted = answer(&world, &other, "answer-03", &top, "with a SPOILER in it").await;
    let told = news().await;
    let kinds: Vec<_> = told.items.iter().map(|news| (news.comment.as_ref().map(|one| one.id), news.kind)).collect();
    assert_eq!(
        kinds,
        [
            (Some(muted.id), NotificationKind::Reply),
            (Some(mention.id), NotificationKind::Mention),
            (Some(reply.id), NotificationKind::Reply)
        ]
    );
    assert_eq!(told.unread, 3);
    let prefer = async |version: u64, preferences: Value| {
        let body = json!({"version": version, "preferences": preferences});
        let key = format!("prefs-{version:03}");
        assert_eq!(world.write(Method::PUT, paths::PREFERENCES, &guest, &key, &body).await.status, StatusCode::OK);
    };
    prefer(0, json!({"muted_words": ["spoiler"]})).await;
    assert_eq!(news().await.unread, 2);
    prefer(1, json!({"notify_mentions": false, "muted_words": ["spoiler"]})).await;
    assert_eq!(news().await.items.len(), 1);
    prefer(2, json!({})).await;
    let read = json!({"up_to": told.items[1].id});
    let left = world.write(Method::POST, paths::NOTIFICATIONS_READ, &guest, "read-0001", &read).await;
    assert_eq!(left.body["unread"], 1);
    world.write(Method::PUT, &paths::comment_hidden(muted.id), &guest, "hide-0001", &json!({"hidden": true})).await;
    delete(&world, &other, "delete-01", &mention).await;
    let rest = news().await;
    assert_eq!((rest.items.len(), rest.unread, rest.items[0].read), (1, 0, true));
    let page: NotificationPage = world.get(&format!("{}?limit=1", paths::NOTIFICATIONS), Some(&guest)).await.read();
    assert_eq!((page.items.len(), page.next), (1, None));
    assert_eq!(world.get(paths::NOTIFICATIONS, None).await.refusal(), (401, "unauthenticated"));
}

#[tokio::test]
async fn too_many_or_too_long_muted_words_are_refused() {
    let world = World::new().await;
    for words in [vec!["x"; 51], vec![&*"x".repeat(41)], vec![" "]] {
        let body = json!({"version": 0, "preferences": {"muted_words": words}});
        let answer = world.write(Method::PUT, paths::PREFERENCES, &world.guest(1), "prefs-001", &body).await;
        assert_eq!(answer.refusal(), (422, "invalid_field"));
    }
}

fn picture() -> Vec<u8> {
    let mut file = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(32, 16).write_to(&mut file, image::ImageFormat::Png).expect("a picture");
    file.into_inner()
}

async fn upload(world: &World, token: &str, key: &str, media_type: &str, file: Vec<u8>) -> Answer {
    let request = Request::post(paths::IMAGES)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", media_type)
        .header("idempotency-key", key)
        .body(Body::from(file));
    world.send(request.expect("a request")).await
}

#[tokio::test]
async fn a_picture_is_uploaded_shown_and_harmless() {
    let world = World::new().await;
    let (guest, other) = (world.guest(1), world.guest(2));
    let uploaded = upload(&world, &guest, "image-001", "image/png", picture()).await;
    assert_eq!((uploaded.status, &uploaded.body["width"]), (StatusCode::CREATED, &json!(32)));
    let again = upload(&world, &guest, "image-001", "image/png", picture()).await;
    assert_eq!(again.body, uploaded.body, "once");
    let with = json!({"body": "look", "image": {"id": uploaded.body["id"], "alt": MARKUP}});
    let stolen = world.write(Method::POST, paths::POSTS, &other, "post-0001", &with).await;
    assert_eq!(stolen.refusal(), (422, "invalid_field"), "another's picture");
    let post: Post = world.write(Method::POST, paths::POSTS, &guest, "post-0001", &with).await.read();
    let image = post.image.expect("a picture");
    assert_eq!((image.alt.as_str(), image.width, image.height), (MARKUP, 32, 16));
    let request = Request::get(&image.url).body(Body::empty()).expect("a request");
    let shown = world.router.clone().oneshot(request).await.expect("a router always answers");
    let header = |name: &str| shown.headers()[name].to_str().expect("text").to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert_eq!(header("cache-control"), "public, max-age=31536000, immutable");
    assert!(header("content-security-policy").starts_with("default-src 'none'"));
    assert!(!shown.into_body().collect().await.expect("a body").to_bytes().is_empty());
    let bad = [
        ("image/png", b"<svg onload=alert(1)>".to_vec(), (422, "invalid_field")),
        ("image/jpeg", picture(), (422, "invalid_field")),
        ("image/svg+xml", b"<svg/>".to_vec(), (400, "bad_request")),
        ("text/html", picture(), (400, "bad_request")),
        ("image/png", vec![0; 4 * 1024 * 1024 + 1], (413, "too_large")),
        ("image/png", Vec::new(), (422, "invalid_field")),
    ];
    for (media_type, file, expected) in bad {
        let length = file.len();
        let refused = upload(&world, &guest, "image-bad", media_type, file).await;
        assert_eq!(refused.refusal(), expected, "{media_type}, {length} bytes");
    }
    for nowhere in ["not-an-id", "../posts", "5eed1000-0000-4000-8000-000000000404"] {
        assert_eq!(world.get(&format!("{}/{nowhere}", paths::IMAGES), None).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn what_changes_is_told_and_told_again_from_where_one_left_off() {
    let world = World::new().await;
    let follow = async |path: String| {
        let request = Request::get(path).body(Body::empty()).expect("a request");
        let answer = world.router.clone().oneshot(request).await.expect("a router always answers");
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        answer.into_body()
    };
    let mut first = follow(paths::EVENTS.to_owned()).await;
    let next = async |body: &mut Body| -> Option<String> {
        let frame = body.frame().await?.expect("a frame").into_data().expect("data");
        Some(String::from_utf8(frame.to_vec()).expect("text"))
    };
    assert!(next(&mut first).await.expect("where to go on").contains("none"));
    let written: Comment = world.comment(&world.guest(1), "comment-1", "hello secret words").await.read();
    let told = next(&mut first).await.expect("the comment");
    assert!(told.contains("comment-added") && told.contains(&written.id.to_string()), "{told}");
    assert!(!told.contains("secret") && !told.contains(subject(1).as_str()), "ids only: {told}");
    let number: i64 =
        told.lines().find_map(|line| line.strip_prefix("id:")).expect("a number").trim().parse().expect("a number");
    delete(&world, &world.guest(1), "delete-01", &written).await;
    let mut second = follow(format!("{}?after={number}", paths::EVENTS)).await;
    // What was on its way at that time is told once more, which does no harm.
    let mut missed = next(&mut second).await.expect("what was missed");
    while !missed.contains("comment-deleted") {
        missed = next(&mut second).await.expect("what was missed");
    }
    let mut third = follow(format!("{}?after=99999", paths::EVENTS)).await;
    assert!(next(&mut third).await.expect("an event").contains("reload"), "a number nobody knows");
    world.social.end_live();
    while next(&mut second).await.is_some() {}
    let late = world.get(paths::EVENTS, None).await;
    assert_eq!(late.refusal(), (503, "unavailable"), "about to stop");
    assert_eq!(world.get(&format!("{}?after=x", paths::EVENTS), None).await.refusal(), (400, "bad_request"));
}
