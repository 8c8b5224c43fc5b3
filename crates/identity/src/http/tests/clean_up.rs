//! Guests nobody has been for a long time (section 8.2: Authgear never deletes them; this server does, carefully).

use std::{collections::HashSet, sync::Arc, time::Duration};

use async_trait::async_trait;
use houseguest_protocol::{identity::GUEST_REMOVED, values::Subject};
use tokio::sync::Mutex;

use super::{
    CLIENT,
    guest::{self, TestGuest},
    server::TestServer,
};
use crate::{
    ContentError, UserContent,
    clean_up::{self, CleanUpError},
    settings::{Change, CleanUpSettings},
};

const DAY: Duration = Duration::from_secs(86_400);

/// A resource server that knows who owns something, unless it is down.
#[derive(Default)]
struct Content {
    owners: Mutex<HashSet<Subject>>,
    is_down: Mutex<bool>,
}

#[async_trait]
impl UserContent for Content {
    async fn owners_of_visible_content(&self, users: &[Subject]) -> Result<HashSet<Subject>, ContentError> {
        if *self.is_down.lock().await {
            return Err(ContentError("down".into()));
        }
        let owners = self.owners.lock().await;
        Ok(users.iter().filter(|user| owners.contains(*user)).cloned().collect())
    }
}

async fn server() -> (TestServer, Arc<Content>) {
    let server = TestServer::start().await;
    let content = Arc::new(Content::default());
    server.identity.ask_about_content(content.clone());
    (server, content)
}

async fn sub(server: &TestServer, guest: &TestGuest) -> Subject {
    let token = guest.sign_in(server).await.text_of("access_token");
    Subject::parse(guest::subject(server, &token).await).expect("a subject")
}

async fn clean_up(server: &TestServer) {
    let state = server.identity.state();
    clean_up::begin(state, Some("ann".to_owned())).await.expect("begins");
    clean_up::carry_on(state).await.expect("is done");
}

#[tokio::test]
async fn idle_guests_without_content_go_and_their_keys_are_told_so() {
    let (server, content) = server().await;
    let state = server.identity.state();
    let (idle, owner, back) = (TestGuest::new(), TestGuest::new(), TestGuest::new());
    sub(&server, &idle).await;
    content.owners.lock().await.insert(sub(&server, &owner).await);
    sub(&server, &back).await;
    server.clock.advance(DAY * 60);
    back.sign_in(&server).await;
    server.clock.advance(DAY * 32);
    let rehearsal = clean_up::rehearse(state, 90).await.expect("rehearses");
    assert_eq!((rehearsal.remove, rehearsal.keep, rehearsal.removed.len()), (1, 1, 1));
    assert_eq!(server.count("users"), 3, "a rehearsal does nothing");
    clean_up(&server).await;
    assert_eq!(server.count("users"), 2, "by last activity, not by age");
    let refused = idle.sign_in_with(&server, CLIENT, true).await;
    assert_eq!((refused.status.as_u16(), refused.text_of("error_description").as_str()), (400, GUEST_REMOVED));
    let refused = idle.sign_in_with(&server, CLIENT, false).await;
    assert_eq!(refused.text_of("error_description"), GUEST_REMOVED, "named or presented");
    assert_eq!(server.count("users"), 2, "and nobody new was made");
    for kept in [&owner, &back] {
        assert_eq!(kept.sign_in_with(&server, CLIENT, true).await.status.as_u16(), 200);
    }
    let runs = state.store.list_clean_ups(9).await.expect("lists");
    let run = &runs[0];
    assert_eq!((run.examined, run.removed, run.kept, run.idle_days), (2, 1, 1, 90));
    assert_eq!((run.started_by.as_deref(), run.outcome.as_deref()), (Some("ann"), Some("done")));
}

#[tokio::test]
async fn nobody_is_removed_while_nobody_can_say_who_owns_what() {
    let (server, content) = server().await;
    TestGuest::new().sign_in(&server).await;
    server.clock.advance(DAY * 400);
    *content.is_down.lock().await = true;
    let refused = clean_up::begin(server.identity.state(), None).await;
    assert!(matches!(refused, Err(CleanUpError::Content(_))));
    let alone = TestServer::start().await;
    let refused = clean_up::begin(alone.identity.state(), None).await;
    assert!(matches!(refused, Err(CleanUpError::NobodyToAsk)));
    *content.is_down.lock().await = false;
    clean_up::begin(server.identity.state(), None).await.expect("begins");
    *content.is_down.lock().await = true;
    assert!(matches!(clean_up::carry_on(server.identity.state()).await, Err(CleanUpError::Content(_))));
    assert_eq!(server.count("users"), 1);
    let runs = server.identity.state().store.list_clean_ups(9).await.expect("lists");
    assert_eq!(runs[0].outcome.as_deref(), Some("the resource server did not answer"));
}

#[tokio::test]
async fn it_happens_by_itself_at_its_hour_and_not_right_after_the_rule_was_changed() {
    let (server, _content) = server().await;
    let state = server.identity.state();
    TestGuest::new().sign_in(&server).await;
    let users = || server.count("users");
    server.clock.advance(DAY * 40);
    clean_up::tick(state).await.expect("looks");
    assert_eq!(users(), 1, "it is off");
    let rule = CleanUpSettings { enabled: true, idle_days: 30, hour_utc: 0, grace_hours: 24 };
    state.change_settings(&Change::CleanUp(rule), 0, "ann").await.expect("changes");
    clean_up::tick(state).await.expect("looks");
    assert_eq!(users(), 1, "a slip can be taken back for a day");
    server.clock.advance(DAY);
    clean_up::tick(state).await.expect("runs");
    assert_eq!(users(), 0);
    clean_up::tick(state).await.expect("looks");
    assert_eq!(state.store.list_clean_ups(9).await.expect("lists").len(), 1, "once a day");
    server.clock.advance(DAY);
    clean_up::tick(state).await.expect("runs");
    assert_eq!(state.store.list_clean_ups(9).await.expect("lists").len(), 2);
}
