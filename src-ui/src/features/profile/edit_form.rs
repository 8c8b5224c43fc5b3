//! Changes one's own handle, name and face.

use houseguest_protocol::{
    social::{DisplayName, FieldProblem, Handle, IdempotencyKey, InvalidHandle, InvalidText, Profile, ProfileChange},
    window::{CommandError, ErrorCode},
};
use web_sys::HtmlInputElement;
use yew::{platform::spawn_local, prelude::*};

use super::face_picker::FacePicker;
use crate::{
    features::shared::{Face, failure},
    hooks::{use_bridge, use_notify, use_session_errands},
    i18n::{MessageId, Words, msg, use_words},
    ui::{Button, ButtonKind, Notice, NoticeTone},
};

/// Properties of [`ProfileForm`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ProfileFormProps {
    /// The page as it is.
    pub profile: Profile,
    /// It is this from now on.
    pub onchanged: Callback<Profile>,
    /// Nothing changes.
    pub oncancel: Callback<()>,
}

/// What is wrong, by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Problems {
    handle: Option<MessageId>,
    name: Option<MessageId>,
    other: Option<CommandError>,
}

impl Problems {
    const fn is_empty(&self) -> bool {
        self.handle.is_none() && self.name.is_none() && self.other.is_none()
    }

    /// What the server found. Only what it says of a field is shown at the field.
    fn found(error: CommandError) -> Self {
        let mut problems = Self::default();
        for note in &error.fields {
            match note.field.as_str() {
                "/handle" => {
                    problems.handle = Some(match note.problem {
                        FieldProblem::Taken => msg("handle-taken"),
                        FieldProblem::Reserved => msg("handle-reserved"),
                        FieldProblem::Invalid => msg("handle-invalid"),
                    });
                }
                "/name" => problems.name = Some(msg("name-invalid")),
                _ => {}
            }
        }
        if problems.is_empty() {
            problems.other = Some(error);
        }
        problems
    }
}

/// What the form asks for, or what is wrong with it.
fn read(profile: &Profile, handle: &str, name: &str) -> Result<ProfileChange, Problems> {
    let person = &profile.person;
    let mut problems = Problems::default();
    // People write their handle as others see it.
    let wanted = handle.trim().trim_start_matches('@').to_ascii_lowercase();
    let handle = Handle::parse(wanted).map_err(|invalid| match invalid {
        InvalidHandle::Length => msg("handle-length"),
        InvalidHandle::Character => msg("handle-invalid"),
    });
    let name = DisplayName::parse(name).map_err(|invalid| match invalid {
        InvalidText::Empty => msg("name-empty"),
        InvalidText::TooLong { .. } => msg("name-long"),
        InvalidText::Control => msg("name-invalid"),
    });
    problems.handle = handle.as_ref().err().copied();
    problems.name = name.as_ref().err().copied();
    match (handle, name) {
        (Ok(handle), Ok(name)) => Ok(ProfileChange {
            handle: (handle != person.handle).then_some(handle),
            name: (*name != *person.name).then_some(name),
            avatar: None,
        }),
        _ => Err(problems),
    }
}

/// A form with a preview; what is wrong is said at its field.
#[component]
pub fn ProfileForm(props: &ProfileFormProps) -> Html {
    let words = use_words();
    let (bridge, notify, errands) = (use_bridge(), use_notify(), use_session_errands());
    let person = &props.profile.person;
    let handle = use_state_eq(|| person.handle.to_string());
    let name = use_state_eq(|| person.name.clone());
    let avatar = use_state_eq(|| person.avatar);
    let problems = use_state_eq(Problems::default);
    let saving = use_state_eq(|| false);
    let typed = |into: UseStateHandle<String>| {
        Callback::from(move |event: InputEvent| into.set(event.target_unchecked_into::<HtmlInputElement>().value()))
    };
    let onsubmit = {
        let (handle, name, avatar) = ((*handle).clone(), (*name).clone(), *avatar);
        let (problems, saving, profile) = (problems.setter(), saving.clone(), props.profile.clone());
        let (onchanged, oncancel, words) = (props.onchanged.clone(), props.oncancel.clone(), words.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if *saving {
                return;
            }
            let mut change = match read(&profile, &handle, &name) {
                Ok(change) => change,
                Err(found) => return problems.set(found),
            };
            change.avatar = (avatar != profile.person.avatar).then_some(avatar);
            if change == ProfileChange::default() {
                return oncancel.emit(());
            }
            saving.set(true);
            problems.set(Problems::default());
            let (bridge, notify, errands, words) = (bridge.clone(), notify.clone(), errands.clone(), words.clone());
            let (problems, saving, onchanged) = (problems.clone(), saving.setter(), onchanged.clone());
            spawn_local(async move {
                match bridge.change_profile(change, IdempotencyKey::random()).await {
                    Ok(profile) => {
                        notify.calm(words.say(msg("person-changed")));
                        onchanged.emit(profile);
                    }
                    Err(error) => {
                        errands.look_at_vault_after(&error);
                        saving.set(false);
                        problems.set(Problems::found(error));
                    }
                }
            });
        })
    };
    let onchoose = {
        let avatar = avatar.setter();
        Callback::from(move |chosen| avatar.set(chosen))
    };
    html! {
        <form class="person-form" data-form="profile" novalidate=true {onsubmit}>
            <div class="person__head">
                <Face avatar={*avatar} large=true />
                <div class="person__names">
                    <h1 class="page-heading">{ words.say(msg("person-edit-heading")) }</h1>
                    <p class="field__hint">{ words.say(msg("person-edit-text")) }</p>
                </div>
            </div>
            { field(&words, "name", msg("person-name"), msg("person-name-hint"), problems.name, &name, typed(name.clone())) }
            { field(&words, "handle", msg("person-handle"), msg("person-handle-hint"), problems.handle, &handle, typed(handle.clone())) }
            <FacePicker value={*avatar} {onchoose} />
            if let Some(error) = &problems.other {
                <Notice tone={NoticeTone::Danger} role="alert">
                    { if error.code == ErrorCode::Rejected { words.say(msg("person-refused")) } else { failure::sentence(&words, error) } }
                </Notice>
            }
            <div class="buttons">
                <Button kind={ButtonKind::Primary} r#type="submit" busy={*saving}>{ words.say(msg("save")) }</Button>
                <Button kind={ButtonKind::Plain} onclick={props.oncancel.clone()}>{ words.say(msg("composer-cancel")) }</Button>
            </div>
        </form>
    }
}

fn field(
    words: &Words,
    name: &'static str,
    label: MessageId,
    hint: MessageId,
    problem: Option<MessageId>,
    value: &str,
    oninput: Callback<InputEvent>,
) -> Html {
    let (id, hint_id, problem_id) =
        (format!("person-{name}"), format!("person-{name}-hint"), format!("person-{name}-problem"));
    html! {
        <div class="field">
            <label class="field__label" for={id.clone()}>{ words.say(label) }</label>
            <p class="field__hint" id={hint_id.clone()}>{ words.say(hint) }</p>
            <input class="input" {id} {name} value={value.to_owned()} autocomplete="off" spellcheck="false" dir="auto"
                aria-invalid={problem.is_some().then_some("true")} aria-describedby={format!("{problem_id} {hint_id}")} {oninput} />
            <div id={problem_id} aria-live="assertive">
                if let Some(problem) = problem {
                    <p class="field__problem">{ words.say(problem) }</p>
                }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{
        samples,
        social::{FieldNote, ProfileCounts, Standing},
    };

    fn profile() -> Profile {
        let person = samples::author(1, Standing::Guest);
        Profile { person, joined_at: samples::NOW, promoted_at: None, counts: ProfileCounts::default(), mine: true }
    }

    #[test]
    fn only_what_was_changed_is_sent() {
        let profile = profile();
        let same = read(&profile, &format!("@{}", profile.person.handle), &profile.person.name).expect("acceptable");
        assert_eq!(same, ProfileChange::default());
        let other = read(&profile, " @Porch-Light ", "Mira").expect("acceptable");
        assert_eq!(other.handle.as_ref().map(Handle::as_str), Some("porch-light"));
        assert_eq!(other.name.as_deref(), Some("Mira"));
    }

    #[test]
    fn what_is_wrong_is_said_at_its_field() {
        let wrong = read(&profile(), "x", " ").expect_err("neither is acceptable");
        assert_eq!((wrong.handle, wrong.name), (Some(msg("handle-length")), Some(msg("name-empty"))));
        let taken = CommandError {
            fields: vec![FieldNote {
                field: "/handle".to_owned(),
                problem: FieldProblem::Taken,
                message: String::new(),
            }],
            ..CommandError::new(ErrorCode::Rejected, "a field is not acceptable")
        };
        let found = Problems::found(taken);
        assert_eq!(found.handle, Some(msg("handle-taken")));
        assert!(found.other.is_none());
        assert!(Problems::found(CommandError::new(ErrorCode::Offline, "no answer")).other.is_some());
    }
}
