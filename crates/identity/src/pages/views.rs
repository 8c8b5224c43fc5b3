//! The pages as data: what each template needs to know.

use askama::Template;

use super::{Message, Message as M, Strength, Words, words::AsMessage};

/// What every page shares.
#[derive(Clone, Debug)]
pub(crate) struct Frame {
    /// The reader's language.
    pub(crate) words: Words,
    /// What the operator calls this place.
    pub(crate) house: String,
    /// The app's wish for light or dark; the system decides without one.
    pub(crate) theme: Option<Theme>,
    /// Where the page's own files are.
    pub(crate) files: &'static Files,
}

/// A wish for light or dark (`x_color_scheme`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    /// Dark ink on light ground.
    Light,
    /// Light ink on dark ground.
    Dark,
}

/// The addresses of the pages' own files; each names its content's hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Files {
    /// Styles.
    pub(crate) style: String,
    /// Enhancements; every page works without.
    pub(crate) script: String,
    /// The house.
    pub(crate) icon: String,
}

/// A form with a login and a password, as it was last sent. The password is never among it.
#[derive(Clone, Debug, Default)]
pub(crate) struct CredentialForm {
    /// What was typed as e-mail or username.
    pub(crate) login: String,
    /// What is wrong with it.
    pub(crate) login_error: Option<Message>,
    /// What is wrong with the password.
    pub(crate) password_error: Option<Message>,
    /// What is wrong with neither.
    pub(crate) form_error: Option<Message>,
    /// How strong the password was, when it was weighed.
    pub(crate) strength: Option<Strength>,
    /// Whether the form was sent before, so that the password has to be typed again.
    pub(crate) was_sent: bool,
}

/// Where the buttons and links of an interaction's pages lead.
#[derive(Clone, Debug)]
pub(crate) struct Places {
    /// Sign-up, or keeping a guest's account.
    pub(crate) sign_up: String,
    /// Log-in.
    pub(crate) log_in: String,
    /// The way back without a change.
    pub(crate) cancel: String,
    /// The token every form of this interaction carries.
    pub(crate) form_token: String,
}

/// The page where a guest becomes a member, or a newcomer joins.
#[derive(Debug, Template)]
#[template(path = "sign_up.html")]
pub(crate) struct SignUpPage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    /// Whether a guest's account is being kept.
    pub(crate) is_guest: bool,
    pub(crate) form: CredentialForm,
}

/// The page where a member logs in.
#[derive(Debug, Template)]
#[template(path = "log_in.html")]
pub(crate) struct LogInPage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    /// Whether this is a guest about to leave for another account.
    pub(crate) is_guest: bool,
    pub(crate) form: CredentialForm,
}

/// A page that says one thing and leads on.
#[derive(Debug, Template)]
#[template(path = "notice.html")]
pub(crate) struct NoticePage {
    pub(crate) frame: Frame,
    pub(crate) tone: Tone,
    pub(crate) title: Message,
    pub(crate) text: Message,
    /// The button, if there is somewhere to go.
    pub(crate) way: Option<Way>,
}

/// How a notice sounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// It worked, or nothing is wrong.
    Calm,
    /// Something is wrong.
    Alarm,
}

/// Where a notice's button leads.
#[derive(Clone, Debug)]
pub(crate) enum Way {
    /// To the app.
    Home {
        /// A registered redirect URI with the answer.
        address: String,
        /// What the app is called.
        app: String,
        /// Whether the page goes there by itself.
        at_once: bool,
    },
    /// To another page of the same interaction.
    Again {
        /// Its path.
        address: String,
    },
}

/// The answer as a form that a page sends to the app (`response_mode=form_post`).
#[derive(Debug, Template)]
#[template(path = "form_post.html")]
pub(crate) struct FormPostPage {
    pub(crate) frame: Frame,
    pub(crate) address: String,
    pub(crate) app: String,
    pub(crate) fields: Vec<(String, String)>,
}

/// The page that asks whether to log out.
#[derive(Debug, Template)]
#[template(path = "log_out.html")]
pub(crate) struct LogOutPage {
    pub(crate) frame: Frame,
    /// Whether this is a guest, who cannot come back.
    pub(crate) is_guest: bool,
    /// Where the form goes.
    pub(crate) address: String,
    /// The token of the form.
    pub(crate) form_token: String,
    /// Where somebody goes who stays.
    pub(crate) back: String,
    /// What the app that sent the person is called.
    pub(crate) app: Option<String>,
}

/// The page that says who is signed in.
#[derive(Debug, Template)]
#[template(path = "account.html")]
pub(crate) struct AccountPage {
    pub(crate) frame: Frame,
    /// What a member signs in with.
    pub(crate) logins: Vec<String>,
    /// Whether this is a guest.
    pub(crate) is_guest: bool,
    /// Whether an app opened the page.
    pub(crate) is_from_app: bool,
}

impl Frame {
    /// The title of a tab.
    fn title(&self, page: impl AsMessage) -> String {
        self.words.say_with(M::PageTitle, &[("page", &self.words.say(page)), ("house", &self.house)])
    }

    fn back_to(&self, app: &str) -> String {
        self.words.say_with(M::BackToApp, &[("app", app)])
    }

    fn stay_and_go_back_to(&self, app: &str) -> String {
        self.words.say_with(M::LogOutStayBack, &[("app", app)])
    }

    fn last_strength(&self, strength: &Strength) -> String {
        self.words.say_with(M::StrengthOfLast, &[("verdict", &self.words.say(strength.verdict()))])
    }
}

impl Theme {
    /// Reads `x_color_scheme`; anything but the two known values is no wish.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        match text {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    /// The value as it travels and as the styles know it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl CredentialForm {
    /// Whether something has to be said about it.
    pub(crate) fn has_errors(&self) -> bool {
        self.login_error.is_some() || self.password_error.is_some() || self.form_error.is_some()
    }
}
