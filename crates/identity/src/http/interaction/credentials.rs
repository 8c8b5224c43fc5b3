//! What the forms with a login and a password share.

use super::{desk::Desk, parameters::Parameters, visit::Visit};
use crate::{
    model::{InvalidLoginId, LoginId, LoginKind, PasswordHash},
    pages::{HashingError, Message, NewPassword, PasswordProblem, Strength, views::CredentialForm},
    state::AppState,
};

/// A form as it is shown first: the login filled in when the app knows it.
pub(super) fn prefilled(query: Option<String>) -> CredentialForm {
    let query = Parameters::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    CredentialForm { login: typed_login(&query), ..CredentialForm::default() }
}

/// A form as it was sent, without its password.
pub(super) fn sent(form: &Parameters) -> CredentialForm {
    CredentialForm { login: typed_login(form), was_sent: true, ..CredentialForm::default() }
}

/// Nothing longer than a login may be is shown again.
pub(super) fn typed_login(fields: &Parameters) -> String {
    fields.get("login").unwrap_or_default().chars().take(LoginId::MOST_CHARACTERS).collect()
}

/// The login a person typed, a telephone number perhaps as they would at home.
pub(super) fn login(visit: &Visit, form: &Parameters) -> Result<LoginId, InvalidLoginId> {
    LoginId::parse_in(form.get("login").unwrap_or_default(), visit.region)
}

/// What is wrong with a login.
pub(super) const fn login_problem(problem: InvalidLoginId) -> Message {
    match problem {
        InvalidLoginId::Empty => Message::ErrorLoginMissing,
        InvalidLoginId::Email => Message::ErrorEmailInvalid,
        InvalidLoginId::Phone => Message::ErrorPhoneInvalid,
        InvalidLoginId::PhoneWithoutCountry => Message::ErrorPhoneCountry,
        InvalidLoginId::Username => Message::ErrorUsernameInvalid,
    }
}

/// Why no message can be sent to a login; `None` when one can.
pub(super) fn not_reached(visit: &Visit, login: &LoginId) -> Option<Message> {
    if visit.state.post.reaches(login.kind()) {
        return None;
    }
    Some(match login.kind() {
        LoginKind::Email => Message::ErrorMailNotOffered,
        LoginKind::Phone => Message::ErrorPhoneNotOffered,
        LoginKind::Username => Message::ErrorAddressOnly,
    })
}

/// Applies the rules for new passwords off the async threads; what is wrong, and how strong it is, goes into
/// `shown`. The login there is the first word that others would try.
pub(super) async fn weigh(
    state: &AppState,
    desk: &Desk,
    form: &Parameters,
    shown: &mut CredentialForm,
) -> Result<Option<NewPassword>, HashingError> {
    let (password, login) = (form.secret("password"), shown.login.trim().to_owned());
    let house = state.settings().branding.name.clone();
    let work = move || {
        let local_part = login.split('@').next().unwrap_or_default();
        Ok(NewPassword::check(password, &[&login, local_part, &house, "houseguest"]))
    };
    match desk.passwords.enter(work).await? {
        Ok(password) => {
            shown.strength = Some(password.strength().clone());
            Ok(Some(password))
        }
        Err(problem) => {
            shown.password_error = Some(problem.message());
            shown.strength = strength_of(problem);
            Ok(None)
        }
    }
}

/// Weighs a new password and hashes it; `None` when `shown` says what is wrong with it.
pub(super) async fn new_hash(
    state: &AppState,
    desk: &Desk,
    form: &Parameters,
    shown: &mut CredentialForm,
) -> Result<Option<PasswordHash>, HashingError> {
    match weigh(state, desk, form, shown).await? {
        Some(password) => desk.passwords.hash(password).await.map(Some),
        None => Ok(None),
    }
}

fn strength_of(problem: PasswordProblem) -> Option<Strength> {
    match problem {
        PasswordProblem::TooWeak(strength) => Some(strength),
        PasswordProblem::Missing | PasswordProblem::TooShort | PasswordProblem::TooLong => None,
    }
}
