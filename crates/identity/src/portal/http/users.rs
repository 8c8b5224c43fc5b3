//! `/portal/users`: who is here.

use askama::Template;
use axum::{
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
};
use uuid::Uuid;

use super::{gate::Visit, respond};
use crate::{
    http::interaction::parameters::Parameters,
    model::UserId,
    portal::{
        directory::{Listed, SearchWords, UserFilter, UserKind},
        frame::{Frame, Room},
        instant::Instant,
        text::{Text, text},
    },
    state::AppState,
};

/// How many users a page lists.
const PAGE: u32 = 25;

#[derive(Debug, Template)]
#[template(path = "portal/users.html")]
struct UsersPage {
    frame: Frame,
    query: String,
    kinds: Vec<KindOption>,
    rows: Vec<Row>,
    empty_title: Text,
    empty_text: Text,
    empty_way: Option<(String, Text)>,
    shown: Text,
    first: Option<String>,
    next: Option<String>,
}

#[derive(Debug)]
struct KindOption {
    value: &'static str,
    title: Text,
    is_chosen: bool,
}

#[derive(Debug)]
struct Row {
    id: String,
    name: String,
    badges: Vec<Badge>,
    created: Instant,
    last_seen: Option<Instant>,
}

/// A word about a user, and its colour.
#[derive(Clone, Debug)]
pub(super) struct Badge {
    pub(super) tone: &'static str,
    pub(super) text: Text,
}

/// `GET`: users of a kind, or those that match; newest first.
pub(super) async fn list(State(state): State<AppState>, RawQuery(query): RawQuery, visit: Visit) -> Response {
    let query = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let kind = UserKind::parse(query.get("kind").unwrap_or_default());
    let words = SearchWords::parse(query.get("q").unwrap_or_default());
    let typed = words.as_ref().map(|words| words.text.clone()).unwrap_or_default();
    let after = query.get("before").and_then(|id| Uuid::try_parse(id).ok());
    let filter = UserFilter { kind, words, before: UserId(after.unwrap_or(Uuid::max())) };
    // One more than is shown tells whether there is another page.
    let mut found = match state.store.list_users(filter, PAGE + 1).await {
        Ok(found) => found,
        Err(error) => return respond::trouble(visit.frame, &error),
    };
    let address = |before: Option<UserId>| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.append_pair("kind", kind.as_str());
        if !typed.is_empty() {
            query.append_pair("q", &typed);
        }
        if let Some(before) = before {
            query.append_pair("before", &before.to_string());
        }
        format!("{}?{}", Room::Users.path(), query.finish())
    };
    let has_more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| has_more).map(|last| address(Some(last.id)));
    let (empty_title, empty_text, empty_way) = empty(kind, &typed);
    let words = visit.frame.words();
    let page = UsersPage {
        frame: visit.frame.within(Room::Users),
        kinds: kinds(kind),
        shown: text("users-shown").with("count", found.len()),
        rows: found.into_iter().map(|user| row(user, words)).collect(),
        query: typed.clone(),
        empty_title,
        empty_text,
        empty_way,
        first: after.is_some().then(|| address(None)),
        next,
    };
    respond::page(StatusCode::OK, &page)
}

fn row(user: Listed, words: crate::pages::Words) -> Row {
    Row {
        name: user.login.clone().unwrap_or_else(|| text("user-anonymous").tell(words)),
        badges: badges(Standing::of(user.is_guest, user.is_merged), user.disabled_at.is_some()),
        id: user.id.to_string(),
        created: user.created_at.into(),
        last_seen: user.last_seen.map(Instant::from),
    }
}

/// What a user is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Somebody who did not sign up.
    Guest,
    /// Somebody who did.
    Member,
    /// A guest who became part of a member's account.
    Merged,
}

impl Standing {
    /// Only a guest is ever merged.
    pub(super) const fn of(is_guest: bool, is_merged: bool) -> Self {
        match (is_guest, is_merged) {
            (true, true) => Self::Merged,
            (true, false) => Self::Guest,
            (false, _) => Self::Member,
        }
    }
}

/// What is to be said about a user at once.
pub(super) fn badges(standing: Standing, is_disabled: bool) -> Vec<Badge> {
    let kind = match standing {
        Standing::Guest => Badge { tone: "guest", text: text("badge-guest") },
        Standing::Member => Badge { tone: "member", text: text("badge-member") },
        Standing::Merged => Badge { tone: "muted", text: text("badge-merged") },
    };
    let disabled = is_disabled.then(|| Badge { tone: "danger", text: text("badge-disabled") });
    std::iter::once(kind).chain(disabled).collect()
}

fn kinds(chosen: UserKind) -> Vec<KindOption> {
    let option = |kind: UserKind, title| KindOption { value: kind.as_str(), title, is_chosen: kind == chosen };
    vec![
        option(UserKind::Members, text("users-kind-members")),
        option(UserKind::Guests, text("users-kind-guests")),
        option(UserKind::All, text("users-kind-all")),
    ]
}

fn empty(kind: UserKind, typed: &str) -> (Text, Text, Option<(String, Text)>) {
    if !typed.is_empty() {
        let way = (format!("{}?kind=all", Room::Users.path()), text("users-show-all"));
        return (text("users-none-found"), text("users-none-found-text"), Some(way));
    }
    match kind {
        UserKind::Members => {
            let way = (format!("{}?kind=guests", Room::Users.path()), text("users-show-guests"));
            (text("users-no-members"), text("users-no-members-text"), Some(way))
        }
        UserKind::Guests => (text("users-no-guests"), text("users-no-guests-text"), None),
        UserKind::All => (text("users-nobody"), text("users-nobody-text"), None),
    }
}
