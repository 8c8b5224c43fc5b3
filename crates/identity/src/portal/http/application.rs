//! `/portal/applications/{client}`: one application (protocol.md, section 13.2).

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use houseguest_protocol::identity::Algorithm;

use super::{
    applications::section,
    changes::{self, NotChanged},
    confirm::ConfirmPage,
    flash::Flash,
    gate::{Posted, Visit, is_https},
    respond,
};
use crate::{
    http::interaction::parameters::Parameters,
    portal::{
        form::{self, AddressArea, MOST_SECONDS, NumberInput, Problem, Rule, TextInput, is_on},
        frame::{Frame, Room},
        kinds, meaning,
        text::{Text, text},
        warnings::{self, Warning},
    },
    settings::{ApplicationType, Change, ClientSettings, CurrentSettings},
    state::AppState,
};

const REFRESH: Rule =
    Rule { name: "refresh_token_lifetime_seconds", default: 31_449_600, least: 1, most: MOST_SECONDS };
const IDLE: Rule =
    Rule { name: "refresh_token_idle_timeout_seconds", default: 2_592_000, least: 1, most: MOST_SECONDS };
const GRACE: Rule = Rule { name: "refresh_token_rotation_grace_seconds", default: 30, least: 0, most: 300 };
const ACCESS: Rule = Rule { name: "access_token_lifetime_seconds", default: 1_800, least: 300, most: 2_419_200 };

#[derive(Debug, Template)]
#[template(path = "portal/application.html")]
struct ApplicationPage {
    frame: Frame,
    problems: Vec<Problem>,
    warnings: Vec<Warning>,
    version: i64,
    changed: Option<Text>,
    title: String,
    source: Text,
    client_id: String,
    endpoint: String,
    kind: Text,
    may_have_guests: bool,
    can_reset: bool,
    name: TextInput,
    redirects: Option<AddressArea>,
    logouts: Option<AddressArea>,
    refresh: Option<RefreshPart>,
    access: Option<AccessPart>,
    cookie_link: Option<Text>,
}

#[derive(Debug)]
struct RefreshPart {
    meaning: Text,
    lifetime: NumberInput,
    idle_enabled: bool,
    idle: NumberInput,
    one_session: bool,
    rotation: bool,
    grace: NumberInput,
}

#[derive(Debug)]
struct AccessPart {
    lifetime: NumberInput,
    lifetime_help: Text,
    is_jwt: Option<bool>,
    algorithms: Vec<AlgorithmOption>,
    dpop: Option<bool>,
}

#[derive(Debug)]
struct AlgorithmOption {
    value: &'static str,
    title: Text,
    is_chosen: bool,
}

/// The fields as they are shown; [`Fields::showing`] has what is in force, [`Fields::read`] what was typed.
struct Fields {
    name: TextInput,
    redirects: AddressArea,
    logouts: AddressArea,
    refresh: NumberInput,
    idle_enabled: bool,
    idle: NumberInput,
    one_session: bool,
    rotation: bool,
    grace: NumberInput,
    access: NumberInput,
    is_jwt: bool,
    algorithm: Algorithm,
    dpop: bool,
}

impl Fields {
    fn showing(client: &ClientSettings) -> Self {
        let lifetime = client.policy().lifetime;
        Self {
            name: TextInput::showing("name", client.name.as_deref().unwrap_or_default()),
            redirects: AddressArea::showing("redirect_uris", &client.redirect_uris),
            logouts: AddressArea::showing("post_logout_redirect_uris", &client.post_logout_redirect_uris),
            refresh: NumberInput::showing(REFRESH, lifetime.absolute.as_secs()),
            idle_enabled: client.refresh_token_idle_timeout_enabled,
            idle: NumberInput::showing(IDLE, client.refresh_token_idle_timeout_seconds),
            one_session: client.max_concurrent_session == 1,
            rotation: client.refresh_token_rotation_enabled,
            grace: NumberInput::showing(GRACE, client.refresh_token_rotation_grace_seconds),
            access: NumberInput::showing(ACCESS, client.access_token_lifetime_seconds),
            is_jwt: client.issue_jwt_access_token,
            algorithm: client.signing_algorithm,
            dpop: !client.dpop_disabled,
        }
    }

    /// Reads the parts that this kind of client has; what it does not have stays as it is.
    fn read(client: &ClientSettings, typed: &Parameters) -> (Self, Option<ClientSettings>) {
        let parts = kinds::parts(client.application_type);
        let mut fields = Self::showing(client);
        let mut wanted = client.clone();
        let mut is_good = true;
        fields.name = TextInput::read("name", text("field-name"), 80, typed);
        is_good &= fields.name.error.is_none();
        wanted.name = Some(fields.name.value.clone()).filter(|name| !name.is_empty());
        if parts.redirects {
            let label = text("field-redirect-uris");
            let (area, addresses) = AddressArea::read("redirect_uris", &label, 1, typed);
            fields.redirects = lawful(area, &addresses, &label);
            is_good &= fields.redirects.error.is_none();
            wanted.redirect_uris = addresses;
        }
        if parts.logouts {
            let label = text("field-post-logout-uris");
            let (area, addresses) = AddressArea::read("post_logout_redirect_uris", &label, 0, typed);
            fields.logouts = lawful(area, &addresses, &label);
            is_good &= fields.logouts.error.is_none();
            wanted.post_logout_redirect_uris = addresses;
        }
        if parts.access {
            let (input, number) = NumberInput::read(ACCESS, text("field-access-lifetime"), typed);
            fields.access = input;
            is_good &= number.is_some();
            wanted.access_token_lifetime_seconds = number.unwrap_or(ACCESS.default);
            fields.algorithm = typed.get("signing_algorithm").and_then(algorithm).unwrap_or(client.signing_algorithm);
            wanted.signing_algorithm = fields.algorithm;
            if parts.jwt_choice {
                fields.is_jwt = is_on(typed, "issue_jwt_access_token");
                wanted.issue_jwt_access_token = fields.is_jwt;
            }
        }
        if parts.refresh {
            is_good &= fields.read_refresh(&mut wanted, typed);
        }
        if parts.dpop {
            fields.dpop = is_on(typed, "dpop");
            wanted.dpop_disabled = !fields.dpop;
        }
        (fields, is_good.then_some(wanted))
    }

    fn read_refresh(&mut self, wanted: &mut ClientSettings, typed: &Parameters) -> bool {
        let is_empty = typed.get(REFRESH.name).is_none_or(|number| number.trim().is_empty());
        let (input, refresh) = NumberInput::read(REFRESH, text("field-refresh-lifetime"), typed);
        self.refresh = input;
        let access = wanted.access_token_lifetime_seconds;
        // Empty means the default, which is never shorter (protocol.md, section 8.1).
        if refresh.is_some_and(|refresh| refresh < access) && !is_empty {
            self.refresh.refuse(text("error-refresh-shorter").span("span", access));
        }
        wanted.refresh_token_lifetime_seconds = refresh.filter(|_| !is_empty);
        let (input, idle) = NumberInput::read(IDLE, text("field-idle"), typed);
        self.idle = input;
        wanted.refresh_token_idle_timeout_seconds = idle.unwrap_or(IDLE.default);
        let (input, grace) = NumberInput::read(GRACE, text("field-grace"), typed);
        self.grace = input;
        wanted.refresh_token_rotation_grace_seconds = grace.unwrap_or(GRACE.default);
        self.idle_enabled = is_on(typed, "refresh_token_idle_timeout_enabled");
        wanted.refresh_token_idle_timeout_enabled = self.idle_enabled;
        self.rotation = is_on(typed, "refresh_token_rotation_enabled");
        wanted.refresh_token_rotation_enabled = self.rotation;
        self.one_session = is_on(typed, "max_concurrent_session");
        wanted.max_concurrent_session = u8::from(self.one_session);
        self.refresh.error.is_none() && self.idle.error.is_none() && self.grace.error.is_none()
    }

    fn problems(&self) -> Vec<Problem> {
        form::problems([
            ("name", &self.name.error),
            ("redirect_uris", &self.redirects.error),
            ("post_logout_redirect_uris", &self.logouts.error),
            (REFRESH.name, &self.refresh.error),
            (IDLE.name, &self.idle.error),
            (GRACE.name, &self.grace.error),
            (ACCESS.name, &self.access.error),
        ])
    }
}

/// Refuses addresses that [`ClientSettings::validate`] would, in words for the person who typed them.
fn lawful(mut area: AddressArea, addresses: &[url::Url], label: &Text) -> AddressArea {
    for address in addresses {
        if area.error.is_some() {
            break;
        }
        let about = |text: Text| Some(text.with("field", label.clone()).with("address", address.as_str()));
        if address.query().is_some() || address.fragment().is_some() {
            area.error = about(text("error-address-extra"));
        } else if matches!(address.scheme(), "javascript" | "data" | "file" | "blob" | "about") {
            area.error = about(text("error-address-scheme"));
        }
    }
    area
}

fn algorithm(name: &str) -> Option<Algorithm> {
    ALGORITHMS.into_iter().find(|(_, value)| *value == name).map(|(algorithm, _)| algorithm)
}

const ALGORITHMS: [(Algorithm, &str); 3] =
    [(Algorithm::Rs256, "RS256"), (Algorithm::Es256, "ES256"), (Algorithm::EdDsa, "EdDSA")];

const fn algorithm_title(algorithm: Algorithm) -> Text {
    match algorithm {
        Algorithm::Rs256 => text("algorithm-rs256"),
        Algorithm::Es256 => text("algorithm-es256"),
        Algorithm::EdDsa => text("algorithm-eddsa"),
    }
}

/// `GET`.
pub(super) async fn show(State(state): State<AppState>, Path(client): Path<String>, visit: Visit) -> Response {
    let settings = state.settings();
    match settings.client(&client) {
        Some(client) => {
            let fields = Fields::showing(client);
            render(StatusCode::OK, &state, visit.frame, &settings, client, fields, Vec::new())
        }
        None => respond::missing(visit.frame.within(Room::Applications)),
    }
}

/// `POST`: saves what this kind of client has.
pub(super) async fn save(State(state): State<AppState>, Path(client): Path<String>, posted: Posted) -> Response {
    let settings = state.settings();
    let Some(client) = settings.client(&client) else {
        return respond::missing(posted.visit.frame.within(Room::Applications));
    };
    let (mut fields, wanted) = Fields::read(client, &posted.fields);
    let wanted = wanted.filter(|wanted| {
        // Clean-up would remove guests whose tokens still work; the field is where to say so.
        let is_overtaken = settings.cleanup.overtakes(wanted);
        if is_overtaken {
            let idle = u64::from(settings.cleanup.idle_days) * 86_400;
            fields.access.refuse(text("error-access-outlives").span("span", idle));
        }
        !is_overtaken
    });
    let Some(wanted) = wanted else {
        let problems = fields.problems();
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return render(status, &state, posted.visit.frame, &settings, client, fields, problems);
    };
    let path = format!("/portal/applications/{}", client.client_id);
    match changes::make(&state, &posted.visit, &Change::Client(Box::new(wanted)), posted.version()).await {
        Ok(()) => respond::see_other(&path, Some(Flash::ApplicationSaved), is_https(&state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem)) => {
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            render(status, &state, posted.visit.frame, &settings, client, fields, vec![problem])
        }
        Err(NotChanged::Stale(problem)) => {
            let settings = state.settings();
            let Some(client) = settings.client(&client.client_id) else {
                return respond::missing(posted.visit.frame.within(Room::Applications));
            };
            let fields = Fields::showing(client);
            render(StatusCode::CONFLICT, &state, posted.visit.frame, &settings, client, fields, vec![problem])
        }
    }
}

/// `POST …/reset`: obeys the file again.
pub(super) async fn reset(State(state): State<AppState>, Path(client): Path<String>, posted: Posted) -> Response {
    if state.settings_of_the_file().client(&client).is_none() {
        return respond::missing(posted.visit.frame.within(Room::Applications));
    }
    let path = format!("/portal/applications/{client}");
    let change = Change::ResetClient(client);
    done(&state, &posted, &change, &path, Flash::ApplicationRestored, &path).await
}

/// `GET …/delete`: what would follow, and a field to type into.
pub(super) async fn ask(State(state): State<AppState>, Path(client): Path<String>, visit: Visit) -> Response {
    let settings = state.settings();
    match settings.client(&client) {
        Some(client) => confirm(StatusCode::OK, &state, visit.frame, &settings, client, Vec::new()),
        None => respond::missing(visit.frame.within(Room::Applications)),
    }
}

/// `POST …/delete`.
pub(super) async fn delete(State(state): State<AppState>, Path(client): Path<String>, posted: Posted) -> Response {
    let settings = state.settings();
    let Some(client) = settings.client(&client) else {
        return respond::missing(posted.visit.frame.within(Room::Applications));
    };
    if posted.fields.get("typed").map(str::trim) != Some(&client.client_id) {
        let problems = vec![Problem { field: "typed", text: text("error-typed") }];
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return confirm(status, &state, posted.visit.frame, &settings, client, problems);
    }
    let change = Change::RemoveClient(client.client_id.clone());
    let again = format!("/portal/applications/{}", client.client_id);
    done(&state, &posted, &change, Room::Applications.path(), Flash::ApplicationDeleted, &again).await
}

async fn done(state: &AppState, posted: &Posted, change: &Change, path: &str, flash: Flash, again: &str) -> Response {
    match changes::make(state, &posted.visit, change, posted.version()).await {
        Ok(()) => respond::see_other(path, Some(flash), is_https(state)),
        Err(NotChanged::Trouble(response)) => response,
        Err(NotChanged::Problem(problem) | NotChanged::Stale(problem)) => {
            let frame = posted.visit.frame.clone().within(Room::Applications);
            respond::refused(frame, problem.text, again.to_owned())
        }
    }
}

fn confirm(
    status: StatusCode,
    state: &AppState,
    frame: Frame,
    settings: &CurrentSettings,
    client: &ClientSettings,
    problems: Vec<Problem>,
) -> Response {
    let mut consequences = vec![text("delete-application-sign-in"), text("delete-application-sessions")];
    if state.settings_of_the_file().client(&client.client_id).is_some() {
        consequences.push(text("delete-application-file"));
    }
    let back = format!("/portal/applications/{}", client.client_id);
    let page = ConfirmPage {
        frame: frame.within(Room::Applications),
        problems,
        version: changes::version(settings, &section(&client.client_id)),
        title: text("delete-application-title").with("name", client.display_name()),
        lead: text("delete-application-lead"),
        action: format!("{back}/delete"),
        back,
        back_to: text("application-back").with("name", client.display_name()),
        consequences,
        type_this: text("delete-type-client"),
        word: client.client_id.clone(),
        submit: text("delete-submit"),
    };
    respond::page(status, &page)
}

fn render(
    status: StatusCode,
    state: &AppState,
    frame: Frame,
    settings: &CurrentSettings,
    client: &ClientSettings,
    fields: Fields,
    problems: Vec<Problem>,
) -> Response {
    let parts = kinds::parts(client.application_type);
    let section = section(&client.client_id);
    let is_in_file = state.settings_of_the_file().client(&client.client_id).is_some();
    let is_changed = settings.document(&section).is_some();
    let option = |(algorithm, value)| AlgorithmOption {
        value,
        title: algorithm_title(algorithm),
        is_chosen: fields.algorithm == algorithm,
    };
    let is_machine = client.application_type == ApplicationType::M2m;
    let access = parts.access.then(|| AccessPart {
        lifetime: fields.access.clone(),
        lifetime_help: if is_machine {
            text("field-access-lifetime-m2m-help")
        } else {
            text("field-access-lifetime-help")
        },
        is_jwt: parts.jwt_choice.then_some(fields.is_jwt),
        algorithms: ALGORITHMS.into_iter().map(option).collect(),
        dpop: parts.dpop.then_some(fields.dpop),
    });
    let page = ApplicationPage {
        frame: frame.within(Room::Applications),
        problems,
        warnings: warnings::about_client(client),
        version: changes::version(settings, &section),
        changed: changes::changed(settings, &section),
        title: client.display_name().to_owned(),
        source: match (is_in_file, is_changed) {
            (true, false) => text("source-file"),
            (true, true) => text("source-file-changed"),
            (false, _) => text("source-portal"),
        },
        client_id: client.client_id.clone(),
        endpoint: state.issuer.clone(),
        kind: kinds::title(client.application_type),
        may_have_guests: client.application_type.has_full_access(),
        can_reset: is_in_file && is_changed,
        name: fields.name,
        redirects: parts.redirects.then_some(fields.redirects),
        logouts: parts.logouts.then_some(fields.logouts),
        refresh: parts.refresh.then(|| RefreshPart {
            meaning: meaning::of(&client.policy().lifetime),
            lifetime: fields.refresh,
            idle_enabled: fields.idle_enabled,
            idle: fields.idle,
            one_session: fields.one_session,
            rotation: fields.rotation,
            grace: fields.grace,
        }),
        access,
        cookie_link: parts.cookie.then(|| text("cookie-link")),
    };
    respond::page(status, &page)
}
