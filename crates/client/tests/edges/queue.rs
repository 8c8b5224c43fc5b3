//! Writes that wait: once, in order, under their author's name, whatever happens in between.

use std::sync::{Arc, Mutex, atomic::Ordering};

use houseguest_client::{Client, ClientError, Sending};
use houseguest_protocol::{
    samples,
    social::{Comment, CommentBody, IdempotencyKey, ImageFormat, MAX_IMAGE_BYTES, NewComment, NewPost, Post, PostBody},
    window::{Outcome, QueueNews, QueueState, Session, WaitingPicture, Write},
};
use serde_json::json;

use crate::support::{Choice, Failure, House, promotion};

const LOGIN: &str = "ines@example.com";
const KEYS: [&str; 3] = ["queued-one", "queued-two", "queued-three"];

fn said(text: &str) -> Write {
    let comment = NewComment { body: CommentBody::parse(text).expect("a body"), parent_id: None };
    Write::Comment { post_id: samples::post().id, comment }
}

fn key(name: &str) -> IdempotencyKey {
    IdempotencyKey::parse(name).expect("a key")
}

async fn submit(client: &Client, name: &str) -> Result<Outcome<Comment>, ClientError> {
    client.submit(said(name), &key(name)).await
}

fn set_down(house: &House, is_down: bool) {
    house.world().is_down = is_down;
}

#[tokio::test]
async fn on_a_first_launch_without_a_backend_everything_waits_and_goes_out_once_and_in_order() {
    let house = House::new();
    set_down(&house, true);
    let client = house.start().await.expect("starts without a backend");
    for name in KEYS {
        assert_eq!(submit(&client, name).await.expect("taken"), Outcome::Queued);
        assert_eq!(submit(&client, name).await.expect("taken once"), Outcome::Queued);
    }
    assert!(house.disk.has_key(), "the key is made at once");
    assert_eq!(client.session(), Session::Visitor, "the guest comes with the first answer");
    assert!(matches!(client.send_queued().await, Ok(Sending::Later(None))));
    drop(client);

    let again = house.start().await.expect("starts again");
    assert_eq!(again.queue().await.expect("readable").waiting.len(), 3, "it survives a restart");
    set_down(&house, false);
    assert_eq!(again.send_queued().await.expect("sent"), Sending::Done);
    assert_eq!(again.queue().await.expect("readable").waiting, []);
    assert_eq!(house.world().order, KEYS);
    assert_eq!((house.world().users.len(), house.disk.keys_made.load(Ordering::SeqCst)), (1, 1));
    assert!(matches!(submit(&again, "queued-four").await.expect("sent"), Outcome::Sent(_)), "at once from now on");
}

#[tokio::test]
async fn a_kill_or_a_lost_message_at_any_point_posts_each_once_and_in_order() {
    for failure in [Failure::Kill, Failure::LostMessage] {
        let mut steps = 0;
        loop {
            let house = House::new();
            let client = house.start().await.expect("starts");
            house.fuse.arm(steps, failure);
            let mut taken = Vec::new();
            for name in KEYS {
                if let Ok(Outcome::Queued | Outcome::Sent(_)) = submit(&client, name).await {
                    taken.push(name);
                }
            }
            let was_reached = house.fuse.has_blown();
            house.fuse.mend();
            drop(client);
            let client = house.start().await.expect("starts again");
            let what = format!("{failure:?} at step {steps}");
            client.resume().await.unwrap_or_else(|error| panic!("{what}: {error}"));
            assert_eq!(client.send_queued().await.expect("sent"), Sending::Done, "{what}");
            {
                let world = house.world();
                let posted: Vec<_> = world.order.iter().map(String::as_str).filter(|key| taken.contains(key)).collect();
                assert_eq!(posted, taken, "{what}: what was taken is posted, in order");
                let order: Vec<_> = KEYS.into_iter().filter(|key| world.order.iter().any(|made| made == key)).collect();
                assert_eq!(world.order, order, "{what}: nothing out of order");
                assert!(world.users.len() <= 1, "{what}: one guest");
            }
            assert!(house.disk.keys_made.load(Ordering::SeqCst) <= 1, "{what}: one key");
            if !was_reached {
                assert_eq!(taken, KEYS);
                break;
            }
            steps += 1;
        }
        assert!(steps > 10, "only {steps} steps under {failure:?}");
    }
}

#[tokio::test]
async fn a_refused_write_is_set_aside_with_its_reason_and_does_not_hold_up_the_others() {
    let house = House::new();
    set_down(&house, true);
    let client = house.start().await.expect("starts");
    let heard = Arc::new(Mutex::new(Vec::new()));
    client.on_queue_news({
        let heard = Arc::clone(&heard);
        move |news| heard.lock().expect("unpoisoned").push(news.clone())
    });
    for name in KEYS {
        submit(&client, name).await.expect("taken");
    }
    set_down(&house, false);
    house.world().refuses = Some((KEYS[1], 422, json!({"code": "invalid_field", "message": "not here"})));
    assert_eq!(client.send_queued().await.expect("sent"), Sending::Done);
    assert_eq!(house.world().order, [KEYS[0], KEYS[2]]);
    let state = client.queue().await.expect("readable");
    assert_eq!((state.waiting.len(), state.refused.len()), (0, 1));
    assert!(state.refused[0].error.detail.contains("not here"));
    let told: Vec<_> = heard
        .lock()
        .expect("unpoisoned")
        .iter()
        .filter_map(|news| match news {
            QueueNews::Changed => None,
            QueueNews::Sent { key, .. } => Some((key.to_string(), true)),
            QueueNews::Refused(refused) => Some((refused.key.to_string(), false)),
        })
        .collect();
    assert_eq!(told, [(KEYS[0].into(), true), (KEYS[1].into(), false), (KEYS[2].into(), true)]);
    assert!(client.take_back(&key(KEYS[1])).await.expect("put away"));
    assert_eq!(client.queue().await.expect("readable").refused, []);
    // Whoever waits for the answer hears of the refusal, and nothing is kept.
    assert!(matches!(submit(&client, KEYS[1]).await, Err(ClientError::Rejected { .. })));
    assert_eq!(client.queue().await.expect("readable"), QueueState::default());
}

#[tokio::test]
async fn a_server_that_wants_fewer_writes_is_left_alone_for_as_long_as_it_says_and_nothing_is_dropped() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    house.world().refuses = Some((KEYS[1], 429, json!({"code": "rate_limited", "message": "later"})));
    assert!(matches!(submit(&client, KEYS[0]).await.expect("sent"), Outcome::Sent(_)));
    for name in &KEYS[1..] {
        assert_eq!(submit(&client, name).await.expect("taken"), Outcome::Queued, "{name} waits, in its turn");
    }
    // However often it says so.
    for _ in 0..20 {
        let sending = client.send_queued().await.expect("readable");
        assert_eq!(sending, Sending::Later(Some(std::time::Duration::from_secs(7))));
    }
    let state = client.queue().await.expect("readable");
    assert_eq!((state.waiting.len(), state.refused.len()), (2, 0));
    house.world().refuses = None;
    assert_eq!(client.send_queued().await.expect("sent"), Sending::Done);
    assert_eq!(house.world().order, KEYS);
}

#[tokio::test]
async fn a_server_that_fails_at_one_write_again_and_again_gets_the_others() {
    let house = House::new();
    house.world().refuses = Some((KEYS[0], 500, json!({"code": "internal", "message": "no"})));
    let client = house.start().await.expect("starts");
    for name in KEYS {
        assert_eq!(submit(&client, name).await.expect("taken"), Outcome::Queued, "{name} waits behind the first");
    }
    let mut tries = 0;
    while client.send_queued().await.expect("readable") != Sending::Done {
        tries += 1;
        assert!(tries < 20, "the first write keeps the others waiting for ever");
    }
    assert_eq!(house.world().order, [KEYS[1], KEYS[2]]);
    assert_eq!(client.queue().await.expect("readable").refused.len(), 1);
}

#[tokio::test]
async fn what_waits_survives_promotion_under_the_same_name() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    set_down(&house, true);
    for name in KEYS {
        assert_eq!(submit(&client, name).await.expect("taken"), Outcome::Queued);
    }
    set_down(&house, false);
    let page = client.start_promotion(promotion()).await.expect("a page");
    let home = house.world().browse(&page, Choice::SignUp(LOGIN)).expect("a redirect");
    client.finish_promotion(&home).await.expect("promoted");
    assert_eq!(client.send_queued().await.expect("sent"), Sending::Done);
    assert_eq!(house.world().order, KEYS);
    assert!(house.world().comments.values().all(|made| made.author_sub() == Some(&samples::subject(0))));
}

#[tokio::test]
async fn what_a_guest_wrote_goes_out_as_the_member_after_a_merge_and_waits_for_the_guest_otherwise() {
    for choice in [Choice::Merge(LOGIN), Choice::LogIn(LOGIN)] {
        let house = House::new();
        let member = house.world().add_member(LOGIN);
        let client = house.start().await.expect("starts");
        client.ensure_guest().await.expect("a guest");
        let guest = client.session().sub().cloned().expect("a guest");
        set_down(&house, true);
        submit(&client, KEYS[0]).await.expect("taken");
        set_down(&house, false);
        let page = client.start_promotion(promotion()).await.expect("a page");
        let home = house.world().browse(&page, choice).expect("a redirect");
        client.finish_promotion(&home).await.expect("somebody is here");
        drop(client);
        // Also when the program ended right after it.
        let client = house.start().await.expect("starts again");
        assert_eq!(client.session().sub(), Some(&member));
        client.set_aside_unreachable().await;
        assert_eq!(client.send_queued().await.expect("sent"), Sending::Done);
        let author = house.world().comments.values().next().and_then(|made| made.author_sub().cloned());
        if matches!(choice, Choice::Merge(_)) {
            assert_eq!(author, Some(member));
            continue;
        }
        assert_eq!(author, None, "nobody's words go out under somebody else's name");
        let state = client.queue().await.expect("readable");
        assert_eq!((state.waiting.len(), state.for_others), (0, 1));
        client.sign_out().await.expect("the guest is here again");
        assert_eq!(client.send_queued().await.expect("sent"), Sending::Done);
        let author = house.world().comments.values().next().and_then(|made| made.author_sub().cloned());
        assert_eq!(author, Some(guest));
    }
}

#[tokio::test]
async fn what_somebody_wrote_who_went_with_the_vault_is_set_aside_and_never_goes_out_as_another() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    client.ensure_guest().await.expect("a guest");
    set_down(&house, true);
    submit(&client, KEYS[0]).await.expect("taken");
    set_down(&house, false);
    drop(client);
    // Only the file beside the vault is left.
    house.disk.lose_the_vault();
    let client = house.start().await.expect("starts again");
    client.set_aside_unreachable().await;
    let state = client.queue().await.expect("readable");
    assert_eq!((state.waiting.len(), state.for_others, state.refused.len()), (0, 0, 1), "for the person to copy");
    client.ensure_guest().await.expect("another guest");
    assert_eq!(client.send_queued().await.expect("nothing to send"), Sending::Done);
    assert!(house.world().comments.is_empty());
}

#[tokio::test]
async fn what_waits_for_one_house_is_never_sent_to_another_and_is_still_there_on_the_way_back() {
    let (home, other) = (House::new(), House::new());
    set_down(&home, true);
    let client = home.start().await.expect("starts");
    for name in KEYS {
        submit(&client, name).await.expect("taken");
    }
    drop(client);

    // The same device, pointed at another house, where there is somebody else.
    let away = other.builder_at("https://elsewhere.test").key(Arc::clone(&other.disk) as _);
    let away = away.queue(Arc::clone(&home.disk) as _).build().await.expect("starts elsewhere");
    away.ensure_guest().await.expect("a guest of the other house");
    away.set_aside_unreachable().await;
    assert_eq!(away.send_queued().await.expect("nothing to send here"), Sending::Done);
    submit(&away, "written-there").await.expect("sent");
    assert_eq!(other.world().order, ["written-there"], "nothing of the first house's is told to the second");
    let state = away.queue().await.expect("readable");
    assert_eq!((state.waiting.len(), state.for_others, state.refused.len()), (0, 0, 0));
    assert!(!away.take_back(&key(KEYS[0])).await.expect("not theirs"));
    drop(away);

    set_down(&home, false);
    let client = home.start().await.expect("back home");
    assert_eq!(client.queue().await.expect("readable").waiting.len(), 3);
    assert_eq!(client.send_queued().await.expect("sent"), Sending::Done);
    assert_eq!(home.world().order, KEYS);
}

#[tokio::test]
async fn the_picture_of_a_post_stays_as_long_as_the_post_waits_and_no_longer() {
    let house = House::new();
    set_down(&house, true);
    let client = house.start().await.expect("starts");
    let kept = || house.disk.pictures.lock().expect("unpoisoned").len();
    let picture = |name| WaitingPicture { key: key(name), format: ImageFormat::Png, alt: None };
    let post = |name| {
        let post = NewPost { title: None, body: PostBody::parse("Look.").expect("a body"), image: None };
        Write::Post { post, picture: Some(picture(name)) }
    };
    client.keep_picture(&key("picture-one"), b"one").await.expect("kept");
    client.keep_picture(&key("picture-two"), b"two").await.expect("kept");
    assert_eq!(
        client.kept_picture(&key("picture-one")).await.expect("asked"),
        None,
        "nothing of anybody's names it yet"
    );
    let written = client.submit::<Post>(post("picture-one"), &key(KEYS[0])).await;
    assert_eq!(written.expect("taken"), Outcome::Queued);
    assert_eq!(kept(), 2, "the other one's post is still to come");
    let written = client.submit::<Post>(post("picture-two"), &key(KEYS[1])).await;
    assert_eq!(written.expect("taken"), Outcome::Queued);
    drop(client);

    let client = house.start().await.expect("starts again");
    let shown = client.kept_picture(&key("picture-two")).await.expect("readable");
    assert_eq!(shown.as_deref(), Some(&b"two"[..]));
    assert!(client.take_back(&key(KEYS[0])).await.expect("taken back"));
    assert_eq!((kept(), client.kept_picture(&key("picture-one")).await.expect("asked")), (1, None));

    // Too large, or too many.
    let large = vec![0; MAX_IMAGE_BYTES + 1];
    assert!(matches!(client.keep_picture(&key("picture-large"), &large).await, Err(ClientError::NoRoom)));
    let mut room = 0;
    while client.keep_picture(&key(&format!("picture-{room}-more")), b"more").await.is_ok() {
        room += 1;
        assert!(room < 100, "there is no end to it");
    }
    assert_eq!(kept(), room + 1);
    client.forget().await.expect("erased");
    assert_eq!(kept(), 0);
}

#[tokio::test]
async fn what_cannot_wait_is_said_to_have_no_room() {
    let house = House::new();
    set_down(&house, true);
    let client = house.start().await.expect("starts");
    for number in 0..200 {
        assert_eq!(submit(&client, &format!("many-{number:03}")).await.expect("taken"), Outcome::Queued);
    }
    assert!(matches!(submit(&client, "one-too-many").await, Err(ClientError::NoRoom)));
    assert_eq!(client.queue().await.expect("readable").waiting.len(), 200);
}

#[tokio::test]
async fn erasing_a_device_erases_what_waits_and_a_taken_back_write_never_goes_out() {
    let house = House::new();
    set_down(&house, true);
    let client = house.start().await.expect("starts");
    for name in KEYS {
        submit(&client, name).await.expect("taken");
    }
    assert!(client.take_back(&key(KEYS[1])).await.expect("taken back"));
    assert!(!client.take_back(&key(KEYS[1])).await.expect("only once"));
    assert_eq!(client.queue().await.expect("readable").waiting.len(), 2);
    client.forget().await.expect("erased");
    set_down(&house, false);
    assert_eq!(client.send_queued().await.expect("nothing to send"), Sending::Done);
    assert_eq!(client.session(), Session::Visitor);
    assert!(house.world().comments.is_empty());
}

#[tokio::test]
async fn erasing_the_guest_erases_what_it_wrote_and_nothing_while_a_member_is_here() {
    for waits in [false, true] {
        let house = House::new();
        house.world().add_member(LOGIN);
        let client = house.start().await.expect("starts");
        client.ensure_guest().await.expect("a guest");
        set_down(&house, true);
        submit(&client, KEYS[0]).await.expect("taken");
        set_down(&house, false);
        if waits {
            let page = client.start_promotion(promotion()).await.expect("a page");
            let home = house.world().browse(&page, Choice::LogIn(LOGIN)).expect("a redirect");
            client.finish_promotion(&home).await.expect("a member is here");
        }
        let erased = client.erase_guest().await;
        let state = client.queue().await.expect("readable");
        if waits {
            assert!(matches!(erased, Err(ClientError::NobodyHere)));
            assert_eq!(state.for_others, 1, "the guest still is, and so is what it wrote");
        } else {
            erased.expect("erased");
            assert_eq!(state, QueueState::default());
        }
    }
}

#[tokio::test]
async fn what_waits_is_sent_by_itself_when_the_backend_is_back() {
    let house = House::new();
    set_down(&house, true);
    let client = house.start().await.expect("starts");
    let (all_sent, heard) = tokio::sync::oneshot::channel();
    let all_sent = Mutex::new(Some(all_sent));
    client.on_queue_news(move |news| {
        if matches!(news, QueueNews::Sent { key, .. } if key.as_str() == KEYS[2])
            && let Some(told) = all_sent.lock().expect("unpoisoned").take()
        {
            told.send(()).expect("somebody waits for it");
        }
    });
    let sender = tokio::spawn({
        let client = client.clone();
        async move { client.keep_sending().await }
    });
    for name in KEYS {
        submit(&client, name).await.expect("taken");
    }
    set_down(&house, false);
    client.send_queued_soon();
    heard.await.expect("sent");
    assert_eq!(house.world().order, KEYS);
    sender.abort();
}

#[tokio::test]
async fn calls_at_once_are_each_carried_out_once() {
    let house = House::new();
    let client = house.start().await.expect("starts");
    let calls = (0..20).map(|number| {
        let client = client.clone();
        async move { submit(&client, &format!("at-once-{number}")).await }
    });
    for answer in futures_join(calls).await {
        assert!(matches!(answer.expect("carried out"), Outcome::Sent(_)));
    }
    assert_eq!(house.world().order.len(), 20);
    assert_eq!(client.queue().await.expect("readable").waiting, []);
}

async fn futures_join<F: Future<Output: Send> + Send + 'static>(calls: impl Iterator<Item = F>) -> Vec<F::Output> {
    let mut answers = Vec::new();
    for call in calls.map(tokio::spawn).collect::<Vec<_>>() {
        answers.push(call.await.expect("no panic"));
    }
    answers
}
