//! The settings in force, held in memory and kept in step with the database.

use std::sync::Arc;

use arc_swap::ArcSwap;
use houseguest_protocol::values::{MovableClock, Timestamp};
use tokio::sync::Mutex;

use crate::{
    jose::KeyError,
    settings::{Change, CurrentSettings, IdentitySettings, InvalidSetting, SectionChange, SettingDocument},
    store::{PutSettingError, Store, StoreError},
};

/// The settings in force. Reading them costs no query.
#[derive(Debug)]
pub(crate) struct LiveSettings {
    file: IdentitySettings,
    current: ArcSwap<CurrentSettings>,
    /// Follows the settings, in a demo.
    clock: Option<MovableClock>,
    /// One reload at a time, so that an older one never overwrites a newer one.
    reload: Mutex<()>,
}

/// Settings that were changed before cannot be had, or cannot be obeyed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReloadError {
    /// They cannot be obeyed.
    #[error(transparent)]
    Invalid(#[from] InvalidSetting),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A change was not made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ChangeError {
    /// What would come out cannot be obeyed.
    #[error(transparent)]
    Invalid(#[from] InvalidSetting),
    /// It is made, but a client's signing key could not be had.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// Somebody else changed the section since it was shown.
    #[error("the section was changed by somebody else in the meantime")]
    Stale,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<PutSettingError> for ChangeError {
    fn from(error: PutSettingError) -> Self {
        match error {
            PutSettingError::Stale => Self::Stale,
            PutSettingError::Invalid(error) => Self::Invalid(error),
            PutSettingError::Store(error) => Self::Store(error),
        }
    }
}

impl From<ReloadError> for ChangeError {
    fn from(error: ReloadError) -> Self {
        match error {
            ReloadError::Invalid(error) => Self::Invalid(error),
            ReloadError::Store(error) => Self::Store(error),
        }
    }
}

impl LiveSettings {
    /// The file's settings, overlaid by what the database has.
    pub(crate) async fn load(
        file: IdentitySettings,
        clock: Option<MovableClock>,
        store: &Store,
    ) -> Result<Self, ReloadError> {
        let current = ArcSwap::from_pointee(overlay(&file, store).await?);
        let live = Self { file, current, clock, reload: Mutex::default() };
        live.set_clock();
        Ok(live)
    }

    /// The settings in force now. Hold them for one request, so that it sees one truth.
    pub(crate) fn current(&self) -> Arc<CurrentSettings> {
        self.current.load_full()
    }

    /// What the file says, whatever was changed since.
    pub(crate) const fn file(&self) -> &IdentitySettings {
        &self.file
    }

    /// Makes a change, and obeys it from now on. `seen` is the version of the section that the operator was
    /// looking at ([`SettingDocument::version`], 0 for none).
    ///
    /// # Errors
    /// [`ChangeError`]; nothing was changed then.
    pub(crate) async fn change(
        &self,
        store: &Store,
        change: &Change,
        seen: i64,
        by: &str,
        now: Timestamp,
    ) -> Result<(), ChangeError> {
        let _one_at_a_time = self.reload.lock().await;
        let document = SettingDocument {
            name: change.section(),
            document: change.document(),
            version: seen,
            changed_at: now,
            changed_by: by.into(),
        };
        let (file, change, new) = (self.file.clone(), change.clone(), document.clone());
        store.put_setting_document(document, move |present| weigh(&file, &change, &new, present)).await?;
        self.reload(store).await?;
        Ok(())
    }

    /// Takes up what other processes have changed.
    pub(crate) async fn follow(&self, store: &Store) -> Result<(), ReloadError> {
        if store.setting_version().await? == self.current.load().version() {
            return Ok(());
        }
        let _one_at_a_time = self.reload.lock().await;
        self.reload(store).await
    }

    async fn reload(&self, store: &Store) -> Result<(), ReloadError> {
        self.current.store(Arc::new(overlay(&self.file, store).await?));
        self.set_clock();
        Ok(())
    }

    fn set_clock(&self) {
        if let Some(clock) = &self.clock {
            clock.run_ahead_by(self.current.load().clock.ahead());
        }
    }
}

async fn overlay(file: &IdentitySettings, store: &Store) -> Result<CurrentSettings, ReloadError> {
    Ok(laid_over(file, store.list_setting_documents().await?)?)
}

fn laid_over(file: &IdentitySettings, documents: Vec<SettingDocument>) -> Result<CurrentSettings, InvalidSetting> {
    let documents = documents.into_iter().map(|document| (document.name.clone(), document)).collect();
    CurrentSettings::overlay(file, documents)
}

/// What a change comes to among the documents that are there.
fn weigh(
    file: &IdentitySettings,
    change: &Change,
    new: &SettingDocument,
    present: Vec<SettingDocument>,
) -> Result<Option<SectionChange>, InvalidSetting> {
    // What cannot be obeyed can still be mended, from what the file says.
    let before = laid_over(file, present.clone()).or_else(|_| laid_over(file, Vec::new()))?;
    change.validate_beside(&before)?;
    let mut documents = present;
    documents.retain(|kept| kept.name != new.name);
    documents.push(new.clone());
    let after = laid_over(file, documents)?;
    Ok(SectionChange::between(&before, &after, &new.name, &new.changed_by))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use houseguest_protocol::{samples::NOW, values::Clock};

    use super::*;
    use crate::{
        http::tests::server::TestServer,
        settings::{AnonymousSettings, CleanUpSettings, ClientSettings, ClockSettings, SessionSettings},
        store::tests::{on_postgres, on_sqlite},
    };

    #[tokio::test]
    async fn a_change_holds_at_once_here_and_elsewhere_after_a_look() {
        let server = TestServer::start().await;
        let here = server.identity.state();
        let elsewhere =
            LiveSettings::load(here.settings_of_the_file().clone(), None, &here.store).await.expect("loads");
        let closed = AnonymousSettings { enabled: false, ..AnonymousSettings::default() };
        here.change_settings(&Change::Anonymous(closed), 0, "ann").await.expect("changes");
        assert!(!here.settings().anonymous.enabled);
        assert!(elsewhere.current().anonymous.enabled, "it has not looked yet");
        elsewhere.follow(&here.store).await.expect("follows");
        assert!(!elsewhere.current().anonymous.enabled);
        assert_eq!(here.settings().document("anonymous").expect("changed").changed_by, "ann");
        assert!(here.settings_of_the_file().anonymous.enabled, "the file is what it was");
    }

    #[tokio::test]
    async fn a_change_that_cannot_be_obeyed_or_was_overtaken_changes_nothing() {
        let server = TestServer::start().await;
        let state = server.identity.state();
        let endless = SessionSettings { lifetime_seconds: 0, ..SessionSettings::default() };
        let refused = state.change_settings(&Change::Session(endless), 0, "ann").await;
        let Err(ChangeError::Invalid(error)) = refused else { panic!("it is invalid: {refused:?}") };
        assert_eq!(error.setting, "session.lifetime_seconds");
        let short = SessionSettings { lifetime_seconds: 60, ..SessionSettings::default() };
        state.change_settings(&Change::Session(short.clone()), 0, "ann").await.expect("changes");
        let overtaken = state.change_settings(&Change::Session(SessionSettings::default()), 0, "bob").await;
        assert!(matches!(overtaken, Err(ChangeError::Stale)));
        assert_eq!(state.settings().session, short);
        let server = server.restart().await;
        assert_eq!(server.identity.state().settings().session, short, "it is kept");
    }

    #[tokio::test]
    async fn a_token_that_outlives_clean_up_is_refused_by_the_name_of_what_was_changed() {
        let server = TestServer::start().await;
        let state = server.identity.state();
        let rule = CleanUpSettings { idle_days: 2, ..CleanUpSettings::default() };
        state.change_settings(&Change::CleanUp(rule), 0, "ann").await.expect("no token lives that long");
        let mut client = state.settings().clients[0].clone();
        client.access_token_lifetime_seconds = 3 * 86_400;
        let refused = state.change_settings(&Change::Client(Box::new(client.clone())), 0, "ann").await;
        let Err(ChangeError::Invalid(error)) = refused else { panic!("it outlives its guest: {refused:?}") };
        assert_eq!(error.setting, format!("client/{}.access_token_lifetime_seconds", client.client_id));
        let seen = state.settings().document("cleanup").expect("changed").version;
        let patient = CleanUpSettings { idle_days: 3, ..rule };
        state.change_settings(&Change::CleanUp(patient), seen, "ann").await.expect("changes");
        state.change_settings(&Change::Client(Box::new(client)), 0, "ann").await.expect("now it does not");
        let seen = state.settings().document("cleanup").expect("changed").version;
        let refused = state.change_settings(&Change::CleanUp(rule), seen, "ann").await;
        let Err(ChangeError::Invalid(error)) = refused else { panic!("it overtakes the token: {refused:?}") };
        assert_eq!((error.setting.as_str(), state.settings().cleanup.idle_days), ("cleanup.idle_days", 3));
    }

    /// What neither of two replicas could know: each change is fine by itself, and the pair is not.
    #[tokio::test]
    async fn of_two_replicas_changes_that_do_not_go_together_one_is_refused() {
        let server = TestServer::start().await;
        let file = server.identity.state().settings_of_the_file().clone();
        let client = ClientSettings { access_token_lifetime_seconds: 3 * 86_400, ..file.clients[0].clone() };
        let (sqlite, _folder) = on_sqlite().expect("always there");
        let postgres = on_postgres();
        for store in [Some(&sqlite), postgres.as_ref().map(|(store, _)| store)].into_iter().flatten() {
            let here = LiveSettings::load(file.clone(), None, store).await.expect("loads");
            let there = LiveSettings::load(file.clone(), None, store).await.expect("loads");
            let longer = Change::Client(Box::new(client.clone()));
            let sooner = Change::CleanUp(CleanUpSettings { idle_days: 2, ..CleanUpSettings::default() });
            let outcomes =
                futures::join!(here.change(store, &longer, 0, "ann", NOW), there.change(store, &sooner, 0, "bob", NOW));
            let refused = match outcomes {
                (Ok(()), Err(ChangeError::Invalid(error))) | (Err(ChangeError::Invalid(error)), Ok(())) => error,
                other => panic!("one of them is made: {other:?}"),
            };
            assert!(refused.to_string().contains("days"), "{refused}");
            LiveSettings::load(file.clone(), None, store).await.expect("a server that starts now can obey them");
            let made = store.list_setting_changes(None, 9).await.expect("lists");
            assert_eq!(made.len(), 1, "what was refused is no change: {made:?}");
        }
    }

    #[tokio::test]
    async fn the_clock_of_a_demo_runs_ahead_as_told() {
        let server = TestServer::start().await;
        let state = server.identity.state();
        let clock = MovableClock::following(Arc::new(server.clock.clone()));
        let demo = LiveSettings::load(state.settings_of_the_file().clone(), Some(clock.clone()), &state.store)
            .await
            .expect("loads");
        let month = Change::Clock(ClockSettings { ahead_seconds: 31 * 86_400 });
        demo.change(&state.store, &month, 0, "ann", NOW).await.expect("changes");
        assert_eq!(clock.now(), NOW + Duration::from_secs(31 * 86_400));
        assert_eq!(state.now(), NOW, "a server that is no demo keeps its clock");
    }
}
