//! What a window may ask. Each command calls and translates; the meaning is in [`crate::Houseguest`].

use houseguest_protocol::{
    identity::{EndSessionRequest, KeyList, SessionPlace, Thumbprint, UserInfo},
    social::IdempotencyKey,
    window::{
        ByHand, CommandError, KeptAccount, KitSaved, KitSummary, Pairing, PassphraseStrength, PromotionState,
        QueueState, Session, VaultState,
        observed::{Break, Observed},
    },
};
use secrecy::SecretString;
use tauri::{AppHandle, Runtime, command, ipc::Invoke};
use uuid::Uuid;

use crate::{HouseguestExt, PageWishes};

type Answer<T> = Result<T, CommandError>;

pub(crate) fn handler<R: Runtime>() -> impl Fn(Invoke<R>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        session,
        ensure_guest,
        user_info,
        start_promotion,
        start_log_in,
        start_by_hand,
        finish_by_hand,
        cancel_promotion,
        sign_out,
        kept_accounts,
        switch_account,
        erase_guest,
        vault_state,
        unlock_vault,
        start_fresh,
        observed,
        break_something,
        keys,
        revoke_key,
        end_session,
        judge_passphrase,
        save_recovery_kit,
        choose_recovery_kit,
        restore,
        offer_device,
        join_device,
        pairing,
        confirm_pairing,
        cancel_pairing,
        queue,
        take_back,
        send_queued,
    ]
}

#[command]
async fn session<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().session().await?)
}

#[command]
async fn ensure_guest<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().ensure_guest().await?)
}

#[command]
async fn user_info<R: Runtime>(app: AppHandle<R>) -> Answer<UserInfo> {
    Ok(app.houseguest().user_info().await?)
}

#[command]
async fn start_promotion<R: Runtime>(
    app: AppHandle<R>,
    ui_locales: Option<String>,
    color_scheme: Option<String>,
) -> Answer<PromotionState> {
    Ok(app.houseguest().start_promotion(PageWishes { ui_locales, color_scheme }).await?)
}

#[command]
async fn start_log_in<R: Runtime>(
    app: AppHandle<R>,
    ui_locales: Option<String>,
    color_scheme: Option<String>,
) -> Answer<PromotionState> {
    Ok(app.houseguest().start_log_in(PageWishes { ui_locales, color_scheme }).await?)
}

#[command]
async fn start_by_hand<R: Runtime>(
    app: AppHandle<R>,
    ui_locales: Option<String>,
    color_scheme: Option<String>,
) -> Answer<ByHand> {
    Ok(app.houseguest().start_by_hand(PageWishes { ui_locales, color_scheme }).await?)
}

#[command]
async fn finish_by_hand<R: Runtime>(app: AppHandle<R>, code: SecretString) -> Answer<PromotionState> {
    Ok(app.houseguest().finish_by_hand(&code).await?)
}

#[command]
async fn cancel_promotion<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().cancel_promotion().await?)
}

#[command]
async fn sign_out<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().sign_out().await?)
}

#[command]
async fn kept_accounts<R: Runtime>(app: AppHandle<R>) -> Answer<Vec<KeptAccount>> {
    Ok(app.houseguest().kept_accounts().await?)
}

#[command]
async fn switch_account<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().switch_account().await?)
}

#[command]
async fn erase_guest<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().erase_guest().await?)
}

#[command]
async fn vault_state<R: Runtime>(app: AppHandle<R>) -> Answer<VaultState> {
    Ok(app.houseguest().vault_state().await)
}

#[command]
async fn unlock_vault<R: Runtime>(app: AppHandle<R>, passphrase: SecretString) -> Answer<VaultState> {
    Ok(app.houseguest().unlock_vault(passphrase).await?)
}

#[command]
async fn start_fresh<R: Runtime>(app: AppHandle<R>) -> Answer<Session> {
    Ok(app.houseguest().start_fresh().await?)
}

#[command]
async fn observed<R: Runtime>(app: AppHandle<R>) -> Answer<Vec<Observed>> {
    Ok(app.houseguest().observed()?)
}

#[command]
async fn break_something<R: Runtime>(app: AppHandle<R>, what: Break) -> Answer<Session> {
    Ok(app.houseguest().break_something(what).await?)
}

#[command]
async fn keys<R: Runtime>(app: AppHandle<R>) -> Answer<KeyList> {
    Ok(app.houseguest().keys().await?)
}

#[command]
async fn revoke_key<R: Runtime>(app: AppHandle<R>, thumbprint: Thumbprint, even_the_last: bool) -> Answer<KeyList> {
    Ok(app.houseguest().revoke_key(thumbprint, even_the_last).await?)
}

#[command]
async fn end_session<R: Runtime>(app: AppHandle<R>, id: Uuid, place: SessionPlace) -> Answer<KeyList> {
    Ok(app.houseguest().end_session(EndSessionRequest { id, place }).await?)
}

#[command]
async fn judge_passphrase(passphrase: SecretString) -> PassphraseStrength {
    houseguest_vault::kit::judge(&passphrase)
}

#[command]
async fn save_recovery_kit<R: Runtime>(app: AppHandle<R>, passphrase: SecretString) -> Answer<Option<KitSaved>> {
    Ok(app.houseguest().save_recovery_kit(passphrase).await?)
}

#[command]
async fn choose_recovery_kit<R: Runtime>(app: AppHandle<R>) -> Answer<Option<KitSummary>> {
    Ok(app.houseguest().choose_recovery_kit().await?)
}

#[command]
async fn restore<R: Runtime>(app: AppHandle<R>, passphrase: SecretString) -> Answer<Session> {
    Ok(app.houseguest().restore(passphrase).await?)
}

#[command]
async fn offer_device<R: Runtime>(app: AppHandle<R>) -> Answer<Pairing> {
    Ok(app.houseguest().offer_device().await?)
}

#[command]
async fn join_device<R: Runtime>(app: AppHandle<R>, code: String) -> Answer<Pairing> {
    Ok(app.houseguest().join_device(&code).await?)
}

#[command]
async fn pairing<R: Runtime>(app: AppHandle<R>) -> Answer<Pairing> {
    Ok(app.houseguest().pairing().await?)
}

#[command]
async fn confirm_pairing<R: Runtime>(app: AppHandle<R>) -> Answer<Pairing> {
    Ok(app.houseguest().confirm_pairing().await?)
}

#[command]
async fn cancel_pairing<R: Runtime>(app: AppHandle<R>) -> Answer<Pairing> {
    Ok(app.houseguest().cancel_pairing().await?)
}

#[command]
async fn queue<R: Runtime>(app: AppHandle<R>) -> Answer<QueueState> {
    Ok(app.houseguest().queue().await?)
}

#[command]
async fn take_back<R: Runtime>(app: AppHandle<R>, key: IdempotencyKey) -> Answer<bool> {
    Ok(app.houseguest().take_back(&key).await?)
}

#[command]
async fn send_queued<R: Runtime>(app: AppHandle<R>) -> Answer<QueueState> {
    Ok(app.houseguest().send_queued().await?)
}
