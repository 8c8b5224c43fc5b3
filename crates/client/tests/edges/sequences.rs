//! Any sequence of what people and networks do.

use houseguest_client::ClientError;
use houseguest_protocol::window::Session;
use proptest::prelude::*;

use crate::support::{Choice, Failure, House, comment, promotion};

#[derive(Clone, Debug)]
enum Act {
    Comment,
    Refresh,
    Restart,
    SignOut,
    Promote,
    OpenAndCancel,
    OpenAndLeave,
    FinishWithoutWayHome,
    LogInAgain,
    SessionsEnd,
    TokensSpoil,
    Fail(usize, Failure),
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let failure = prop_oneof![Just(Failure::Kill), Just(Failure::LostMessage)];
    let act = prop_oneof![
        4 => Just(Act::Comment),
        1 => Just(Act::Refresh),
        2 => Just(Act::Restart),
        1 => Just(Act::SignOut),
        2 => Just(Act::Promote),
        1 => Just(Act::OpenAndCancel),
        1 => Just(Act::OpenAndLeave),
        1 => Just(Act::FinishWithoutWayHome),
        2 => Just(Act::LogInAgain),
        1 => Just(Act::SessionsEnd),
        1 => Just(Act::TokensSpoil),
        4 => (0usize..24, failure).prop_map(|(point, failure)| Act::Fail(point, failure)),
    ];
    prop::collection::vec(act, 1..24)
}

/// A login that no earlier user of this house has.
fn login(house: &House) -> &'static str {
    const LOGINS: [&str; 24] = [
        "a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9", "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7",
        "b8", "b9", "c0", "c1", "c2", "c3",
    ];
    LOGINS[house.world().users.len().min(23)]
}

async fn act(house: &House, client: &houseguest_client::Client, what: &Act, key: &str) -> Result<(), ClientError> {
    let open = |page: &url::Url, choice| house.world().browse(page, choice);
    match what {
        Act::Comment => comment(client, key).await.map(drop),
        Act::Refresh => client.refresh().await.map(drop),
        Act::SignOut => client.sign_out().await.map(drop),
        Act::Promote => {
            let page = client.start_promotion(promotion()).await?;
            match open(&page, Choice::SignUp(login(house))) {
                Some(home) => client.finish_promotion(&home).await.map(drop),
                None => Ok(()),
            }
        }
        Act::OpenAndCancel => {
            let page = client.start_promotion(promotion()).await?;
            match open(&page, Choice::Cancel) {
                Some(home) => client.finish_promotion(&home).await.map(drop),
                None => Ok(()),
            }
        }
        Act::OpenAndLeave => {
            client.start_promotion(promotion()).await?;
            client.cancel_promotion().await.map(drop)
        }
        Act::FinishWithoutWayHome => {
            let page = client.start_promotion(promotion()).await?;
            open(&page, Choice::SignUp(login(house)));
            Ok(())
        }
        Act::LogInAgain => {
            let Session::Ended { sub, .. } = client.session() else { return Ok(()) };
            let page = client.start_log_in(promotion()).await?;
            let user = house.world().users.iter().find(|user| user.sub == sub).cloned();
            let login = user.and_then(|user| user.login).expect("whoever is to log in has kept their account");
            // The world outlives the test's text only by the few bytes leaked here.
            match open(&page, Choice::LogIn(Box::leak(login.into_boxed_str()))) {
                Some(home) => client.finish_promotion(&home).await.map(drop),
                None => Ok(()),
            }
        }
        Act::Restart | Act::SessionsEnd | Act::TokensSpoil | Act::Fail(..) => Ok(()),
    }
}

async fn live(acts: Vec<Act>) -> Result<(), TestCaseError> {
    let house = House::new();
    let mut client = house.start().await.expect("starts");
    for (n, what) in acts.iter().enumerate() {
        let (users, before) = (house.world().users.len(), house.disk.peek().sub);
        match what {
            Act::Fail(point, failure) => house.fuse.arm(*point, *failure),
            Act::SessionsEnd => house.world().end_sessions(),
            Act::TokensSpoil => house.world().spoil_access_tokens(),
            _ => {}
        }
        let outcome = act(&house, &client, what, &format!("comment-{n}")).await;
        if house.fuse.has_blown() || matches!(what, Act::Restart) {
            house.fuse.mend();
            client = house.start().await.expect("starts again");
            // Whatever it finds, it must find without a new user and without forgetting one.
            match client.resume().await {
                Ok(_) | Err(ClientError::AccountKept { .. } | ClientError::SessionEnded { .. }) => {}
                Err(other) => return Err(TestCaseError::fail(format!("act {n}: resuming failed: {other:?}"))),
            }
        }
        let after = house.disk.peek().sub;
        let grown = house.world().users.len() - users;
        prop_assert!(grown == 0 || (before.is_none() && matches!(what, Act::Comment)), "act {n} made {grown} users");
        if let Some(before) = before
            && after.as_ref() != Some(&before)
        {
            prop_assert!(after.is_none() && matches!(what, Act::SignOut), "act {n} turned {before} into {after:?}");
        }
        if let (Err(error), false) = (&outcome, house.fuse.has_blown()) {
            let is_lost = matches!(error, ClientError::GuestLost { .. } | ClientError::WrongUser { .. });
            prop_assert!(!is_lost, "act {n} lost somebody: {error:?}");
        }
    }
    house.fuse.mend();
    // In the end, whoever is remembered can take part again, as themselves.
    let Some(sub) = house.disk.peek().sub else { return Ok(()) };
    match comment(&client, "the-last-comment").await {
        Ok(written) => prop_assert_eq!(written.author_sub(), Some(&sub)),
        Err(ClientError::SessionEnded { .. } | ClientError::AccountKept { .. }) => {
            act(&house, &client, &Act::LogInAgain, "").await.expect("logs in again");
            let last = comment(&client, "the-last-comment").await.expect("written");
            prop_assert_eq!(last.author_sub(), Some(&sub));
        }
        Err(other) => return Err(TestCaseError::fail(format!("the last comment failed: {other:?}"))),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nobody_is_doubled_or_lost_whatever_happens(acts in acts()) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(live(acts))?;
    }
}
