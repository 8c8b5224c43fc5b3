//! `/portal/users/{user}`: one user, and what an operator may do about them.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use houseguest_protocol::{
    identity::{KeyKind, PublicKey},
    values::Timestamp,
};
use uuid::Uuid;

use super::{
    confirm::ConfirmPage,
    flash::Flash,
    gate::{Posted, Visit, is_https},
    respond,
    users::{Badge, Standing, badges},
};
use crate::{
    interactions,
    model::{
        BrowserSessionId, CannotUndo, HistoryEntry, HistoryKind, KnownKey, LoginIdentity, LoginKind, SessionId, User,
        UserId,
    },
    pages::Words,
    portal::{
        directory::UserRecord,
        form::Problem,
        frame::{Frame, Room},
        instant::Instant,
        text::{Text, text},
    },
    settings::CurrentSettings,
    state::AppState,
    store::{AnySessionId, FoundMerge, ListedSession, StoreError, UndoError},
};

#[derive(Debug, Template)]
#[template(path = "portal/user.html")]
struct UserPage {
    frame: Frame,
    id: String,
    name: String,
    badges: Vec<Badge>,
    lead: Text,
    /// Why nothing was changed, when somebody asked for what cannot be.
    trouble: Option<Text>,
    /// Since when nobody gets in.
    disabled: Option<Instant>,
    /// Whose account this guest is part of.
    part_of: Option<PartOf>,
    created: Instant,
    last_seen: Option<Instant>,
    identities: Vec<IdentityRow>,
    aliases: Vec<AliasRow>,
    keys: Vec<KeyRow>,
    sessions: Vec<SessionRow>,
    history: Vec<HistoryRow>,
}

#[derive(Debug)]
struct IdentityRow {
    kind: Text,
    value: Option<String>,
    badge: Option<Badge>,
    added: Instant,
}

/// The account a guest is part of, and until when they can be taken out again.
#[derive(Debug)]
struct PartOf {
    merge: Uuid,
    member: String,
    since: Instant,
    through: Option<String>,
    undo_until: Option<Instant>,
}

/// A guest who became part of this account.
#[derive(Debug)]
struct AliasRow {
    merge: Uuid,
    guest: String,
    since: Instant,
    /// The application they came from.
    through: Option<String>,
    end: AliasEnd,
}

/// Whether a guest may leave the account again.
#[derive(Debug)]
enum AliasEnd {
    /// They left.
    Undone { at: Instant, by: Option<Text> },
    /// They may until then.
    Possible { until: Instant },
    /// They stay, because the time is over.
    Over,
    /// They stay, because they were deleted.
    Gone,
}

#[derive(Debug)]
struct KeyRow {
    key_id: String,
    thumbprint: String,
    algorithm: &'static str,
    device: Option<String>,
    badge: Badge,
}

#[derive(Debug)]
struct SessionRow {
    id: String,
    /// Which of the two kinds of ids that is.
    family: &'static str,
    name: String,
    device: Option<String>,
    created: Instant,
    last_seen: Instant,
    ends: Instant,
}

#[derive(Debug)]
struct HistoryRow {
    what: Text,
    client: Option<String>,
    at: Instant,
}

/// How many entries of the history the page shows.
const NEWEST: u32 = 50;

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, Path(user): Path<String>, visit: Visit) -> Response {
    match find(&state, &user).await {
        Ok(Some(record)) => render(&state, StatusCode::OK, visit.frame, record, None).await,
        Ok(None) => respond::missing(visit.frame.within(Room::Users)),
        Err(error) => respond::trouble(visit.frame, &error),
    }
}

/// The page; `trouble` says why what was asked for did not happen.
async fn render(
    state: &AppState,
    status: StatusCode,
    frame: Frame,
    record: UserRecord,
    trouble: Option<Text>,
) -> Response {
    let settings = state.settings();
    let words = frame.words();
    let now = state.now();
    let standing = Standing::of(record.user.is_anonymous(), record.merged().is_some());
    let part_of = record.merged().map(|merged| part_of(merged, &settings, now));
    let UserRecord { user, keys, merges } = record;
    let listed = match state.store.list_sessions(user.id).await {
        Ok(listed) => listed,
        Err(error) => return respond::trouble(frame, &error),
    };
    let history = match state.store.list_history(Some(user.id), None, NEWEST).await {
        Ok(entries) => entries.into_iter().map(|entry| history_row(entry, &settings)).collect(),
        Err(error) => return respond::trouble(frame, &error),
    };
    let into_this = merges.into_iter().filter(|listed| listed.merge.member == user.id);
    let sessions: Vec<_> = listed.iter().filter_map(|session| session_row(session, &settings, words, now)).collect();
    let page = UserPage {
        id: user.id.to_string(),
        name: name(&user, words),
        badges: badges(standing, user.disabled_at.is_some()),
        lead: match standing {
            Standing::Guest => text("user-lead-guest"),
            Standing::Member => text("user-lead-member"),
            Standing::Merged => text("user-lead-merged"),
        },
        trouble,
        disabled: user.disabled_at.map(Instant::from),
        part_of,
        aliases: into_this.map(|listed| alias_row(listed, &settings, now)).collect(),
        created: user.created_at.into(),
        last_seen: record_last_seen(&sessions),
        identities: identities(&user),
        keys: keys.iter().map(key_row).collect(),
        sessions,
        history,
        frame: frame.within(Room::Users),
    };
    respond::page(status, &page)
}

/// `POST …/end-session`: the one that the form names.
pub(super) async fn end_session(State(state): State<AppState>, Path(user): Path<String>, posted: Posted) -> Response {
    let session = posted.fields.get("session").and_then(|id| Uuid::try_parse(id).ok());
    let session = session.map(|id| match posted.fields.get("family") {
        Some("browser") => AnySessionId::Browser(BrowserSessionId(id)),
        _ => AnySessionId::App(SessionId(id)),
    });
    let (Some(user), Some(session)) = (parse(&user), session) else {
        return respond::missing(posted.visit.frame.within(Room::Users));
    };
    match state.store.end_one_session(user, session, HistoryKind::SessionsEnded, state.now()).await {
        // Whether it was this click or its own end that ended it makes no difference to anybody.
        Ok(_) => back(&state, user, Flash::SessionEnded),
        Err(error) => respond::trouble(posted.visit.frame, &error),
    }
}

/// `POST …/end-sessions`: all of them.
pub(super) async fn end_sessions(State(state): State<AppState>, Path(user): Path<String>, posted: Posted) -> Response {
    let Some(user) = parse(&user) else { return respond::missing(posted.visit.frame.within(Room::Users)) };
    match state.store.end_all_sessions(user, state.now()).await {
        Ok(count) => {
            tracing::info!(user.id = %user, count, operator.id = %posted.visit.operator.id.0, "sessions were ended");
            back(&state, user, Flash::SessionsEnded)
        }
        Err(error) => respond::trouble(posted.visit.frame, &error),
    }
}

/// `POST …/undo-merge`: the guest of the merge that the form names is a user of their own again.
pub(super) async fn undo_merge(State(state): State<AppState>, Path(user): Path<String>, posted: Posted) -> Response {
    let merge = posted.fields.get("merge").and_then(|id| Uuid::try_parse(id).ok());
    let (record, merge) = match (find(&state, &user).await, merge) {
        (Ok(Some(record)), Some(merge)) => (record, merge),
        (Ok(_), _) => return respond::missing(posted.visit.frame.within(Room::Users)),
        (Err(error), _) => return respond::trouble(posted.visit.frame, &error),
    };
    // Only what this page offered: the form of one user undoes no merge of another.
    if !record.merges.iter().any(|listed| listed.merge.id == merge) {
        return respond::missing(posted.visit.frame.within(Room::Users));
    }
    match interactions::undo_merge(&state, merge, "portal").await {
        Ok(_) => {
            tracing::info!(merge.id = %merge, operator.id = %posted.visit.operator.id.0, "an operator undid a merge");
            back(&state, record.user.id, Flash::MergeUndone)
        }
        // A second click, or the owner by the link in their mail: it is as it should be.
        Err(UndoError::Cannot(CannotUndo::Undone)) => back(&state, record.user.id, Flash::MergeUndone),
        Err(UndoError::Cannot(reason @ (CannotUndo::TooLate | CannotUndo::GuestGone))) => {
            let is_gone = reason == CannotUndo::GuestGone;
            let trouble = Some(if is_gone { text("merge-guest-gone") } else { text("merge-too-late") });
            render(&state, StatusCode::CONFLICT, posted.visit.frame, record, trouble).await
        }
        Err(UndoError::NoSuchMerge) => respond::missing(posted.visit.frame.within(Room::Users)),
        Err(UndoError::Store(error)) => respond::trouble(posted.visit.frame, &error),
    }
}

/// `POST …/disable`.
pub(super) async fn disable(State(state): State<AppState>, Path(user): Path<String>, posted: Posted) -> Response {
    let Some(user) = parse(&user) else { return respond::missing(posted.visit.frame.within(Room::Users)) };
    let done = state.store.disable_user(user, state.now()).await;
    decided(&state, posted, user, done, Flash::UserDisabled)
}

/// `POST …/enable`.
pub(super) async fn enable(State(state): State<AppState>, Path(user): Path<String>, posted: Posted) -> Response {
    let Some(user) = parse(&user) else { return respond::missing(posted.visit.frame.within(Room::Users)) };
    let done = state.store.enable_user(user, state.now()).await;
    decided(&state, posted, user, done, Flash::UserEnabled)
}

/// `GET …/delete`: what would follow, and a field to type into.
pub(super) async fn ask(State(state): State<AppState>, Path(user): Path<String>, visit: Visit) -> Response {
    match find(&state, &user).await {
        Ok(Some(record)) => confirm(StatusCode::OK, visit.frame, &record.user, Vec::new()),
        Ok(None) => respond::missing(visit.frame.within(Room::Users)),
        Err(error) => respond::trouble(visit.frame, &error),
    }
}

/// `POST …/delete`: for good, once the word was typed.
pub(super) async fn delete(State(state): State<AppState>, Path(user): Path<String>, posted: Posted) -> Response {
    let record = match find(&state, &user).await {
        Ok(Some(record)) => record,
        Ok(None) => return respond::missing(posted.visit.frame.within(Room::Users)),
        Err(error) => return respond::trouble(posted.visit.frame, &error),
    };
    if posted.fields.get("typed").map(str::trim) != Some(word(&record.user).as_str()) {
        let problems = vec![Problem { field: "typed", text: text("error-typed") }];
        return confirm(StatusCode::UNPROCESSABLE_ENTITY, posted.visit.frame, &record.user, problems);
    }
    let id = record.user.id;
    match state.store.delete_user(id, state.now()).await {
        Ok(was_there) => {
            tracing::info!(user.id = %id, was_there, operator.id = %posted.visit.operator.id.0, "a user was deleted");
            state.outbox.deliver_now().await;
            respond::see_other(Room::Users.path(), Some(Flash::UserDeleted), is_https(&state))
        }
        Err(error) => respond::trouble(posted.visit.frame, &error),
    }
}

fn parse(user: &str) -> Option<UserId> {
    Uuid::try_parse(user).ok().map(UserId)
}

async fn find(state: &AppState, user: &str) -> Result<Option<UserRecord>, StoreError> {
    match parse(user) {
        Some(id) => state.store.find_user_record(id).await,
        None => Ok(None),
    }
}

fn back(state: &AppState, user: UserId, flash: Flash) -> Response {
    respond::see_other(&format!("{}/{user}", Room::Users.path()), Some(flash), is_https(state))
}

fn decided(state: &AppState, posted: Posted, user: UserId, done: Result<bool, StoreError>, flash: Flash) -> Response {
    match done {
        Ok(true) => {
            tracing::info!(user.id = %user, operator.id = %posted.visit.operator.id.0, what = flash.word(), "a user was changed");
            back(state, user, flash)
        }
        Ok(false) => respond::missing(posted.visit.frame.within(Room::Users)),
        Err(error) => respond::trouble(posted.visit.frame, &error),
    }
}

/// What a user is called: what they sign in with, or "Anonymous User" (protocol.md, section 13.4).
fn name(user: &User, words: Words) -> String {
    user.logins.first().map_or_else(|| text("user-anonymous").tell(words), |login| login.login.as_str().to_owned())
}

/// What is typed before somebody is deleted: their first login, or the end of their id.
fn word(user: &User) -> String {
    let id = user.id.to_string();
    user.logins.first().map_or_else(|| id[id.len() - 12..].to_owned(), |login| login.login.as_str().to_owned())
}

fn identities(user: &User) -> Vec<IdentityRow> {
    let anonymous = user.anonymous_since.map(|since| IdentityRow {
        kind: text("identity-anonymous"),
        value: None,
        badge: None,
        added: since.into(),
    });
    let logins = user.logins.iter().map(|identity| IdentityRow {
        kind: match identity.login.kind() {
            LoginKind::Email => text("identity-email"),
            LoginKind::Phone => text("identity-phone"),
            LoginKind::Username => text("identity-username"),
        },
        value: Some(identity.login.as_str().to_owned()),
        badge: verified(identity),
        added: identity.created_at.into(),
    });
    let password = user.password.map(|password| IdentityRow {
        kind: text("identity-password"),
        value: None,
        badge: None,
        added: password.updated_at.into(),
    });
    anonymous.into_iter().chain(logins).chain(password).collect()
}

/// Whether somebody was shown to read what is sent there. Nothing is sent to a username.
fn verified(identity: &LoginIdentity) -> Option<Badge> {
    match (identity.login.kind(), identity.verified_at) {
        (LoginKind::Username, _) => None,
        (LoginKind::Email | LoginKind::Phone, Some(_)) => Some(Badge { tone: "success", text: text("badge-verified") }),
        (LoginKind::Email | LoginKind::Phone, None) => Some(Badge { tone: "muted", text: text("badge-not-verified") }),
    }
}

/// A client by its name, as long as it is registered.
fn client_name(settings: &CurrentSettings, id: String) -> String {
    settings.client(&id).map(|client| client.display_name().to_owned()).unwrap_or(id)
}

fn part_of(listed: &FoundMerge, settings: &CurrentSettings, now: Timestamp) -> PartOf {
    let merge = &listed.merge;
    PartOf {
        merge: merge.id,
        member: merge.member.to_string(),
        since: merge.merged_at.into(),
        through: listed.client_id.clone().map(|id| client_name(settings, id)),
        undo_until: listed.may_be_undone(now).is_ok().then(|| merge.undo_until().into()),
    }
}

fn alias_row(listed: FoundMerge, settings: &CurrentSettings, now: Timestamp) -> AliasRow {
    let merge = listed.merge;
    let end = match (merge.undone_at, listed.may_be_undone(now)) {
        (Some(at), _) => {
            let by = listed.undone_by.map(|by| match by.as_str() {
                "portal" => text("alias-undone-by-operator"),
                _ => text("alias-undone-by-user"),
            });
            AliasEnd::Undone { at: at.into(), by }
        }
        (None, Ok(())) => AliasEnd::Possible { until: merge.undo_until().into() },
        (None, Err(CannotUndo::GuestGone)) => AliasEnd::Gone,
        (None, Err(_)) => AliasEnd::Over,
    };
    AliasRow {
        merge: merge.id,
        guest: merge.guest.to_string(),
        since: merge.merged_at.into(),
        through: listed.client_id.map(|id| client_name(settings, id)),
        end,
    }
}

/// An entry of the history; the client by its name, as long as it is registered.
fn history_row(entry: HistoryEntry, settings: &CurrentSettings) -> HistoryRow {
    let what = match entry.kind {
        HistoryKind::SignedIn => text("history-signed-in"),
        HistoryKind::Promoted => text("history-promoted"),
        HistoryKind::Joined => text("history-joined"),
        HistoryKind::LoggedIn => text("history-logged-in"),
        HistoryKind::PasswordChanged => text("history-password-changed"),
        HistoryKind::PasswordReset => text("history-password-reset"),
        HistoryKind::Verified => text("history-verified"),
        HistoryKind::SessionsEnded => text("history-sessions-ended"),
        HistoryKind::Disabled => text("history-disabled"),
        HistoryKind::Enabled => text("history-enabled"),
        HistoryKind::Merged => text("history-merged"),
        HistoryKind::MergeUndone => text("history-merge-undone"),
        HistoryKind::Deleted => text("history-deleted"),
        HistoryKind::Removed => text("history-removed"),
        HistoryKind::KeyRefused => text("history-key-refused"),
        HistoryKind::KeyAdded => text("history-key-added"),
        HistoryKind::KeyRevoked => text("history-key-revoked"),
        HistoryKind::Restored => text("history-restored"),
        HistoryKind::SessionEnded => text("history-session-ended"),
        HistoryKind::SettingsChanged => text("history-settings-changed"),
    };
    HistoryRow { what, client: entry.client_id.map(|id| client_name(settings, id)), at: entry.at.into() }
}

fn key_row(key: &KnownKey) -> KeyRow {
    KeyRow {
        key_id: key.key.id.as_str().to_owned(),
        thumbprint: key.key.thumbprint.to_key_id().as_str().to_owned(),
        algorithm: match key.key.public {
            PublicKey::Ed25519(_) => "EdDSA",
            PublicKey::P256 { .. } => "ES256",
            PublicKey::Rsa { .. } => "RS256",
        },
        device: key.label.as_ref().map(|label| label.as_str().to_owned()),
        badge: match (key.retired, key.kind) {
            (None, KeyKind::Device) => Badge { tone: "success", text: text("key-live") },
            (None, KeyKind::Recovery) => Badge { tone: "success", text: text("key-recovery") },
            (Some(_), _) => Badge { tone: "muted", text: text("key-retired") },
        },
    }
}

/// A session that is alive; its end follows from the settings in force.
fn session_row(listed: &ListedSession, settings: &CurrentSettings, words: Words, now: Timestamp) -> Option<SessionRow> {
    let ends = listed.ends_at(&settings.policies).filter(|ends| *ends > now)?;
    let (id, family, name, device, created) = match listed {
        ListedSession::App(session) => {
            let client = settings.client(&session.client_id);
            let name = client.map_or(session.client_id.as_str(), |client| client.display_name()).to_owned();
            let device = session.device.as_ref().map(|device| device.as_str().to_owned());
            (session.id.to_string(), "app", name, device, session.created_at)
        }
        ListedSession::Browser(session, seen_from) => {
            let address = seen_from.address.map(|address| address.to_string());
            let parts: Vec<_> = [address, seen_from.agent.clone()].into_iter().flatten().collect();
            let device = Some(parts.join(" · ")).filter(|device| !device.is_empty());
            (session.id.0.to_string(), "browser", text("session-in-browser").tell(words), device, session.created_at)
        }
    };
    Some(SessionRow {
        id,
        family,
        name,
        device,
        created: created.into(),
        last_seen: listed.last_used_at().into(),
        ends: ends.into(),
    })
}

fn record_last_seen(sessions: &[SessionRow]) -> Option<Instant> {
    sessions.iter().map(|session| &session.last_seen).max_by(|one, other| one.machine.cmp(&other.machine)).cloned()
}

fn confirm(status: StatusCode, frame: Frame, user: &User, problems: Vec<Problem>) -> Response {
    let name = name(user, frame.words());
    let back = format!("{}/{}", Room::Users.path(), user.id);
    let page = ConfirmPage {
        problems,
        version: 0,
        title: text("delete-user-title").with("name", name.as_str()),
        lead: text("delete-user-lead"),
        action: format!("{back}/delete"),
        back,
        back_to: text("delete-user-back").with("name", name.as_str()),
        consequences: vec![text("delete-user-gone"), text("delete-user-sessions"), text("delete-user-content")],
        type_this: text("delete-type-user"),
        word: word(user),
        submit: text("delete-submit"),
        frame: frame.within(Room::Users),
    };
    respond::page(status, &page)
}
