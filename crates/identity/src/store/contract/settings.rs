//! Settings that were changed in the Portal.

use std::{
    sync::{
        Arc, Barrier,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use houseguest_protocol::samples::NOW;
use serde_json::json;

use super::fixtures::guest;
use crate::{
    settings::{FieldChange, InvalidSetting, SectionChange, SectionStep, SettingDocument},
    store::{PutSettingError, Store},
};

fn document(name: &str, text: Option<&str>, version: i64) -> SettingDocument {
    SettingDocument {
        name: name.to_owned(),
        document: text.map(str::to_owned),
        version,
        changed_at: NOW,
        changed_by: "ann".to_owned(),
    }
}

fn change(section: &str) -> SectionChange {
    let fields = vec![FieldChange { name: "idle_days".to_owned(), values: Some((json!(30), json!(2))) }];
    SectionChange { section: section.to_owned(), by: "ann".to_owned(), step: SectionStep::Changed, fields }
}

pub(crate) async fn a_changed_section_keeps_only_what_was_changed_knowingly(store: &Store) {
    let put = async |document| store.put_setting_document(document, |_| Ok(None)).await;
    assert_eq!(store.setting_version().await.expect("reads"), 0);
    put(document("session", Some("1"), 0)).await.expect("keeps");
    put(document("anonymous", Some("2"), 0)).await.expect("keeps");
    let stale = put(document("session", Some("3"), 0)).await;
    assert!(matches!(stale, Err(PutSettingError::Stale)), "it was at version 1 by then");
    put(document("session", None, 1)).await.expect("goes back to the file");
    assert_eq!(store.setting_version().await.expect("reads"), 3, "a reset is a change too");
    let kept = store.list_setting_documents().await.expect("lists");
    assert_eq!(kept, [document("anonymous", Some("2"), 2), document("session", None, 3)]);
    assert!(store.list_setting_changes(None, 9).await.expect("lists").is_empty(), "nothing came of any of these");
}

pub(crate) async fn what_was_changed_is_listed_newest_first(store: &Store) {
    // What happened to somebody is no change of the settings.
    let user = guest(store, 1).await.session.user.id;
    assert!(store.disable_user(user, NOW).await.expect("disables"));
    let sections = ["session", "cleanup", "client/app"];
    for (section, seconds) in sections.into_iter().zip([0, 60, 60]) {
        let new = SettingDocument { changed_at: NOW + Duration::from_secs(seconds), ..document(section, Some("1"), 0) };
        let put = store.put_setting_document(new, move |_| Ok(Some(change(section)))).await;
        put.expect("keeps");
    }
    let refusal = || InvalidSetting::new("session", "1", "use another");
    let refused = store.put_setting_document(document("session", None, 1), move |_| Err(refusal())).await;
    assert!(matches!(refused, Err(PutSettingError::Invalid(_))), "{refused:?}");
    assert_eq!(store.setting_version().await.expect("reads"), 3, "what is refused is not kept");
    let made = store.list_setting_changes(None, 9).await.expect("lists");
    let told: Vec<_> = made.iter().map(|made| made.change.clone()).collect();
    assert_eq!(told, [change("client/app"), change("cleanup"), change("session")]);
    let rest = store.list_setting_changes(Some((made[0].at, made[0].id)), 1).await.expect("lists");
    assert_eq!(rest, made[1..2], "page by page, those of one second too");
    assert_eq!(store.prune_history(NOW + Duration::from_secs(60)).await.expect("prunes"), 2, "and not for ever");
    assert_eq!(store.list_setting_changes(None, 9).await.expect("lists"), made[..2]);
}

pub(crate) async fn two_changes_that_do_not_go_together_are_never_both_made(store: &Store) {
    // Where two transactions can be open at once, both have looked before either writes. On SQLite they cannot.
    let both_looked = store.database.is_shared().then(|| Arc::new(Barrier::new(2)));
    let change = |name: &'static str| {
        let (both_looked, is_first) = (both_looked.clone(), AtomicBool::new(true));
        store.put_setting_document(document(name, Some("1"), 0), move |present| {
            if let Some(both_looked) = &both_looked
                && is_first.swap(false, Ordering::Relaxed)
            {
                both_looked.wait();
            }
            if present.is_empty() { Ok(None) } else { Err(InvalidSetting::new(name, "1", "not beside the other")) }
        })
    };
    let outcomes = futures::join!(change("client/app"), change("cleanup"));
    let kept = store.list_setting_documents().await.expect("lists");
    let made = match outcomes {
        (Ok(()), Err(PutSettingError::Invalid(_))) => "client/app",
        (Err(PutSettingError::Invalid(_)), Ok(())) => "cleanup",
        other => panic!("one of them is made: {other:?}"),
    };
    assert_eq!(kept, [document(made, Some("1"), 1)]);
}
