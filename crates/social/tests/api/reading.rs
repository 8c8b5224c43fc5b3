//! Reading needs no token.

use houseguest_protocol::social::{Comment, Page, Post, Standing, paths};

use super::world::World;

#[tokio::test]
async fn a_visitor_reads_feed_post_and_thread() {
    let world = World::new().await;
    let feed: Page<Post> = world.get(paths::POSTS, None).await.read();
    assert!(feed.items.len() >= 12);
    let post = &feed.items[0];
    assert_eq!(&world.get(&paths::post(post.id), None).await.read::<Post>(), post);
    let thread: Page<Comment> = world.get(&paths::comments(post.id), None).await.read();
    assert_eq!(u32::try_from(thread.items.len()).expect("a small number"), post.comment_count);
    assert!(
        thread
            .items
            .iter()
            .all(|comment| comment.author().expect("an author").standing == Standing::Member && !comment.is_mine())
    );
}

#[tokio::test]
async fn pages_are_the_whole_list_in_order() {
    let world = World::new().await;
    let whole: Page<Post> = world.get(&format!("{}?limit=100", paths::POSTS), None).await.read();
    assert_eq!(whole.next, None);
    for limit in [1, 4, 15] {
        let (mut path, mut seen) = (format!("{}?limit={limit}", paths::POSTS), Vec::new());
        loop {
            let page: Page<Post> = world.get(&path, None).await.read();
            seen.extend(page.items);
            let Some(next) = page.next else { break };
            path = format!("{}?limit={limit}&after={next}", paths::POSTS);
        }
        assert_eq!(seen, whole.items, "pages of {limit}");
    }
}

#[tokio::test]
async fn my_comments_are_mine_alone_and_latest_first() {
    let world = World::new().await;
    for text in ["one", "two", "three"] {
        world.comment(&world.guest(1), &format!("mine-{text}"), text).await;
    }
    world.comment(&world.guest(2), "not-mine", "another").await;
    let first: Page<Comment> =
        world.get(&format!("{}?limit=2", paths::MY_COMMENTS), Some(&world.guest(1))).await.read();
    let next = first.next.expect("a third comment");
    let rest: Page<Comment> =
        world.get(&format!("{}?limit=2&after={next}", paths::MY_COMMENTS), Some(&world.guest(1))).await.read();
    let bodies: Vec<_> =
        first.items.iter().chain(&rest.items).map(|comment| comment.body().expect("it is there").to_string()).collect();
    assert_eq!(bodies, ["three", "two", "one"]);
    assert_eq!(rest.next, None);
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_one_shape() {
    let world = World::new().await;
    let post = world.first_post().await;
    for (path, refusal) in [
        (format!("{}?after=@@", paths::POSTS), (400, "bad_request")),
        (format!("{}?limit=many", paths::POSTS), (400, "bad_request")),
        (format!("{}?limit=0", paths::POSTS), (422, "invalid_field")),
        (format!("{}?limit=101", paths::comments(post)), (422, "invalid_field")),
        (format!("{}/not-an-id", paths::POSTS), (404, "not_found")),
        (format!("{}/00000000-0000-4000-8000-000000000404", paths::POSTS), (404, "not_found")),
        (format!("{}/00000000-0000-4000-8000-000000000404/comments", paths::POSTS), (404, "not_found")),
        ("/social/v1/nothing/here".to_owned(), (404, "not_found")),
        (paths::PREFERENCES.to_owned(), (401, "unauthenticated")),
        (paths::MY_COMMENTS.to_owned(), (401, "unauthenticated")),
        (paths::reaction(post), (405, "bad_request")),
    ] {
        let answer = world.get(&path, None).await;
        assert_eq!(answer.refusal(), refusal, "{path}");
        assert!(answer.body["request_id"].is_string(), "{path}");
        assert_eq!(answer.headers["content-type"], "application/json", "{path}");
        assert_eq!(answer.headers["x-content-type-options"], "nosniff", "{path}");
    }
}

#[tokio::test]
async fn a_refusal_carries_the_request_id_it_was_given() {
    let world = World::new().await;
    let request = axum::http::Request::get("/social/v1/nothing")
        .header("x-request-id", "from-the-front")
        .body(axum::body::Body::empty())
        .expect("a request");
    let answer = world.send(request).await;
    assert_eq!(answer.body["request_id"], "from-the-front");
    insta::assert_json_snapshot!(answer.body, @r#"
    {
      "code": "not_found",
      "message": "there is no such path",
      "request_id": "from-the-front"
    }
    "#);
}

#[tokio::test]
async fn the_api_describes_itself() {
    let world = World::new().await;
    let document = world.get(paths::OPENAPI, None).await.body;
    for path in [paths::POSTS, "/social/v1/posts/{post}/comments", paths::PREFERENCES] {
        assert!(document["paths"][path].is_object(), "{path}");
    }
}
