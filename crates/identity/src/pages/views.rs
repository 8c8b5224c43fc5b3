//! The pages as data: what each template needs to know.

use askama::Template;
use houseguest_protocol::{identity::PreferenceRule, values::Timestamp};

use super::{Message, Message as M, Strength, Words, words::AsMessage};
use crate::{
    content::{MergePreview, PreferenceDifference},
    model::{LoginKind, Resend, UserMerge},
    portal::instant::Instant,
};

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
    /// Styles of the Portal.
    pub(crate) portal_style: String,
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
    /// Typing the code of a message.
    pub(crate) verify: String,
    /// Waiting for its link to be opened.
    pub(crate) wait: String,
    /// Another message.
    pub(crate) resend: String,
    /// A message to another address.
    pub(crate) address: String,
    /// What becomes of a proven address.
    pub(crate) finish: String,
    /// A forgotten password.
    pub(crate) forgot: String,
    /// Choosing a new password.
    pub(crate) new_password: String,
    /// The account that a proven address has already.
    pub(crate) account: String,
    /// Bringing a guest's things along to that account.
    pub(crate) merge: String,
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
    pub(crate) offers: Offers,
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
    pub(crate) offers: Offers,
    pub(crate) form: CredentialForm,
}

/// What can be used to log in here, beside usernames.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Offers {
    /// E-mail addresses.
    pub(crate) mail: bool,
    /// Telephone numbers.
    pub(crate) phone: bool,
}

/// The page where somebody types the code of a message, or waits for its link to be opened.
#[derive(Debug, Template)]
#[template(path = "verify.html")]
pub(crate) struct VerifyPage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    pub(crate) is_guest: bool,
    pub(crate) is_recovery: bool,
    pub(crate) form: VerifyForm,
}

/// What that page says.
#[derive(Clone, Debug)]
pub(crate) struct VerifyForm {
    /// Where the message went.
    pub(crate) kind: LoginKind,
    /// The same, for reading.
    pub(crate) to: String,
    /// The same, or what was typed in its place, in the field that corrects it.
    pub(crate) login: String,
    /// What is wrong.
    pub(crate) error: Option<VerifyError>,
    /// Whether another message was sent just now.
    pub(crate) was_resent: bool,
    /// Whether one may be.
    pub(crate) resend: Resend,
    /// The demo's inbox with the message.
    pub(crate) inbox: Option<String>,
}

/// What is wrong with a code or an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum VerifyError {
    /// The code is not the one; so many tries are left.
    WrongCode(u32),
    /// The code, in other ways.
    Code(Message),
    /// The address that was to be used instead.
    Address(Message),
}

/// The page that waits, without a field, for a link to be opened; it loads itself again.
#[derive(Debug, Template)]
#[template(path = "wait.html")]
pub(crate) struct WaitPage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    /// Where the message went.
    pub(crate) to: String,
}

/// The page behind the link in a message. Showing it changes nothing: programs that look into mails open links.
#[derive(Debug, Template)]
#[template(path = "link.html")]
pub(crate) struct LinkPage {
    pub(crate) frame: Frame,
    pub(crate) is_recovery: bool,
    /// Where the message went.
    pub(crate) to: String,
    /// The app where it was begun.
    pub(crate) app: String,
    /// Whether this is the browser where it was begun.
    pub(crate) is_here: bool,
    /// Where the button leads.
    pub(crate) action: String,
}

/// The page where a new password is chosen.
#[derive(Debug, Template)]
#[template(path = "new_password.html")]
pub(crate) struct NewPasswordPage {
    pub(crate) frame: Frame,
    /// Where the form goes.
    pub(crate) action: String,
    /// What it carries; empty where the address itself is the secret.
    pub(crate) form_token: String,
    /// The login is shown, not asked for.
    pub(crate) form: CredentialForm,
}

/// The page that asks whose password is forgotten.
#[derive(Debug, Template)]
#[template(path = "forgot.html")]
pub(crate) struct ForgotPage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    pub(crate) is_guest: bool,
    pub(crate) form: CredentialForm,
}

/// The page for somebody whose proven address has an account already.
#[derive(Debug, Template)]
#[template(path = "account_exists.html")]
pub(crate) struct AccountExistsPage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    pub(crate) is_guest: bool,
    /// Whether they may go to that account.
    pub(crate) may_go: bool,
    /// Whether they may bring their things along.
    pub(crate) may_merge: bool,
    /// The address.
    pub(crate) to: String,
}

/// The page that shows what would move to an account, and asks.
#[derive(Debug, Template)]
#[template(path = "merge.html")]
pub(crate) struct MergePage {
    pub(crate) frame: Frame,
    pub(crate) places: Places,
    /// The address, for reading.
    pub(crate) to: String,
    /// The account, for the form.
    pub(crate) account: String,
    /// What is shown, for the form.
    pub(crate) mark: String,
    pub(crate) preview: MergePreview,
    /// Whether something else was shown before.
    pub(crate) has_changed: bool,
    /// Whose preferences are chosen.
    pub(crate) chosen: PreferenceRule,
}

impl MergePage {
    /// What a preference is called; a resource server's own word where we have none.
    fn field(&self, difference: &PreferenceDifference) -> String {
        match difference.field.as_str() {
            "theme" => self.frame.words.say(M::MergeFieldTheme),
            "language" => self.frame.words.say(M::MergeFieldLanguage),
            "density" => self.frame.words.say(M::MergeFieldDensity),
            other => other.to_owned(),
        }
    }

    /// What it is set to.
    fn value(&self, value: &Option<String>) -> String {
        let word = match value.as_deref() {
            None | Some("system") => M::MergeValueSystem,
            Some("light") => M::MergeValueLight,
            Some("dark") => M::MergeValueDark,
            Some("high-contrast") => M::MergeValueHighContrast,
            Some("comfortable") => M::MergeValueComfortable,
            Some("compact") => M::MergeValueCompact,
            Some(other) => return other.to_owned(),
        };
        self.frame.words.say(word)
    }
}

/// The page behind the link that undoes a merge. Showing it changes nothing.
#[derive(Debug, Template)]
#[template(path = "undo_merge.html")]
pub(crate) struct UndoMergePage {
    pub(crate) frame: Frame,
    pub(crate) merge: UserMerge,
    /// Whether the guest can come back.
    pub(crate) has_key: bool,
    /// Where the button leads.
    pub(crate) action: String,
    /// What the form carries; empty where the address itself is the secret.
    pub(crate) form_token: String,
    /// The way back for somebody who is logged in.
    pub(crate) back: Option<&'static str>,
}

/// The page behind a short address.
#[derive(Debug, Template)]
#[template(path = "short_address.html")]
pub(crate) struct ShortAddressPage {
    pub(crate) frame: Frame,
    /// What the app is called that gave the address out.
    pub(crate) app: String,
    /// Where the button leads.
    pub(crate) action: String,
}

/// The page that shows a code to type into the app.
#[derive(Template)]
#[template(path = "way_home.html")]
pub(crate) struct WayHomePage {
    pub(crate) frame: Frame,
    /// What the app is called.
    pub(crate) app: String,
    /// The code, in groups.
    pub(crate) code: String,
    /// How long it is good.
    pub(crate) minutes: u64,
}

/// The inbox of a demo.
#[derive(Debug, Template)]
#[template(path = "inbox.html")]
pub(crate) struct InboxPage {
    pub(crate) frame: Frame,
    /// Whose messages are shown; everybody's when empty.
    pub(crate) to: String,
    /// This page again.
    pub(crate) again: String,
    /// Newest first.
    pub(crate) messages: Vec<InboxMessage>,
}

/// A message in the inbox of a demo.
#[derive(Clone)]
pub(crate) struct InboxMessage {
    /// `mail` or `sms`.
    pub(crate) channel: &'static str,
    pub(crate) to: String,
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) link: Option<String>,
    /// When it was sent, for programs.
    pub(crate) at: String,
    /// When it was sent, for people.
    pub(crate) at_text: String,
}

impl std::fmt::Debug for InboxMessage {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("InboxMessage(…)")
    }
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
    /// To another page of the same interaction, to try again.
    Again {
        /// Its path.
        address: String,
    },
    /// To the page of one's account.
    Account {
        /// Its path.
        address: &'static str,
    },
    /// To where one logs in.
    LogIn {
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
    /// The guests who became part of the account lately, newest first.
    pub(crate) merges: Vec<MergeLine>,
}

/// A guest who became part of the account.
#[derive(Clone, Debug)]
pub(crate) struct MergeLine {
    pub(crate) merge: UserMerge,
    /// Where it can be undone, while it can.
    pub(crate) undo: Option<String>,
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

    /// An instant, for people: to the minute.
    fn instant(instant: &Timestamp) -> String {
        format!("{} UTC", Instant::from(*instant).people)
    }

    fn merged_at(&self, merge: &UserMerge) -> String {
        self.words.say_with(M::MergedAt, &[("at", &Self::instant(&merge.merged_at))])
    }

    fn undone_at(&self, at: &Timestamp) -> String {
        self.words.say_with(M::MergedUndone, &[("at", &Self::instant(at))])
    }

    fn undo_deadline(&self, merge: &UserMerge) -> String {
        self.words.say_with(M::UndoDeadline, &[("until", &Self::instant(&merge.undo_until()))])
    }

    fn last_strength(&self, strength: &Strength) -> String {
        self.words.say_with(M::StrengthOfLast, &[("verdict", &self.words.say(strength.verdict()))])
    }
}

impl Frame {
    fn login_label(&self, offers: &Offers) -> String {
        self.words.say_with(M::FieldLogin, &[("offers", offers.name())])
    }

    fn login_hint(&self, offers: &Offers) -> String {
        self.words.say_with(M::FieldLoginHint, &[("offers", offers.name())])
    }

    fn resend_wait(&self, seconds: &u64) -> String {
        self.words.say_number(M::VerifyResendWait, "seconds", *seconds)
    }

    fn say_error(&self, error: &VerifyError) -> String {
        match *error {
            VerifyError::WrongCode(left) => self.words.say_number(M::ErrorCodeWrong, "left", left.into()),
            VerifyError::Code(message) | VerifyError::Address(message) => self.words.say(message),
        }
    }

    fn for_app(&self, app: &str) -> String {
        self.words.say_with(M::LinkForApp, &[("app", app)])
    }

    /// A sentence that names the app.
    fn with_app(&self, message: M, app: &str) -> String {
        self.words.say_with(message, &[("app", app)])
    }

    fn message_about(&self, message: &InboxMessage) -> String {
        let about = if message.channel == "sms" { M::InboxSms } else { M::InboxMail };
        self.words.say_with(about, &[("to", &message.to)])
    }
}

impl Offers {
    /// Whether messages can be sent at all.
    fn any_message(self) -> bool {
        self.mail || self.phone
    }

    const fn name(self) -> &'static str {
        match (self.mail, self.phone) {
            (true, true) => "all",
            (true, false) => "mail",
            (false, true) => "phone",
            (false, false) => "name",
        }
    }
}

impl VerifyPage {
    fn title(&self) -> M {
        if self.form.kind == LoginKind::Phone { M::VerifyPhoneTitle } else { M::VerifyMailTitle }
    }

    fn lead(&self) -> M {
        if self.is_recovery { M::VerifyRecoveryLead } else { M::VerifyLead }
    }
}

impl VerifyForm {
    fn code_is_wrong(&self) -> bool {
        matches!(self.error, Some(VerifyError::WrongCode(_) | VerifyError::Code(_)))
    }

    fn is_about_address(&self) -> bool {
        matches!(self.error, Some(VerifyError::Address(_)))
    }
}

impl VerifyError {
    /// The field it is about.
    fn field(self) -> &'static str {
        if matches!(self, Self::Address(_)) { "login" } else { "code" }
    }
}

impl LinkPage {
    fn title(&self) -> M {
        if self.is_recovery { M::LinkRecoveryTitle } else { M::LinkConfirmTitle }
    }

    fn lead(&self) -> M {
        if self.is_recovery { M::LinkRecoveryLead } else { M::LinkConfirmLead }
    }

    fn button(&self) -> M {
        if self.is_recovery { M::LinkRecoverySubmit } else { M::LinkConfirmSubmit }
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
