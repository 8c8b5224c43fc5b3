//! The sentences of the pages, as names the compiler knows.
//!
//! A name that no page uses is a dead variant, which the build reports; a test beside
//! [`super::words`] compares these ids with the catalogs in `assets/locales`.

macro_rules! messages {
    ($($variant:ident = $id:literal),+ $(,)?) => {
        /// A sentence in `assets/locales/<language>/identity.ftl`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Message {
            $($variant,)+
        }

        impl Message {
            /// Its id in the catalogs.
            pub(crate) const fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }

            /// Every sentence there is.
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant,)+];
        }
    };
}

messages! {
    PageTitle = "page-title",
    SkipToContent = "skip-to-content",
    Footer = "footer",
    KeepTitle = "keep-title",
    KeepLead = "keep-lead",
    KeepKept = "keep-kept",
    KeepEnds = "keep-ends",
    KeepSubmit = "keep-submit",
    KeepHaveAccount = "keep-have-account",
    JoinTitle = "join-title",
    JoinLead = "join-lead",
    JoinSubmit = "join-submit",
    LoginTitle = "login-title",
    LoginLead = "login-lead",
    LoginAsGuestTitle = "login-as-guest-title",
    LoginAsGuestLead = "login-as-guest-lead",
    LoginSubmit = "login-submit",
    LoginBackToKeep = "login-back-to-keep",
    LoginNoAccount = "login-no-account",
    FieldLogin = "field-login",
    FieldLoginHint = "field-login-hint",
    FieldPassword = "field-password",
    FieldNewPasswordHint = "field-new-password-hint",
    PasswordShow = "password-show",
    PasswordHide = "password-hide",
    PasswordShowLabel = "password-show-label",
    Cancel = "cancel",
    CancelHintGuest = "cancel-hint-guest",
    CancelHint = "cancel-hint",
    ErrorsTitle = "errors-title",
    ErrorLoginMissing = "error-login-missing",
    ErrorEmailInvalid = "error-email-invalid",
    ErrorPhoneInvalid = "error-phone-invalid",
    ErrorPhoneCountry = "error-phone-country",
    ErrorPhoneNotOffered = "error-phone-not-offered",
    ErrorUsernameInvalid = "error-username-invalid",
    ErrorUsernameReserved = "error-username-reserved",
    ErrorUsernameTaken = "error-username-taken",
    ErrorEmailUnavailable = "error-email-unavailable",
    ErrorPasswordMissing = "error-password-missing",
    ErrorPasswordShort = "error-password-short",
    ErrorPasswordLong = "error-password-long",
    ErrorPasswordWeak = "error-password-weak",
    ErrorLoginFailed = "error-login-failed",
    ErrorTooManyAttempts = "error-too-many-attempts",
    ErrorBusy = "error-busy",
    PasswordAgain = "password-again",
    StrengthLabel = "strength-label",
    Strength0 = "strength-0",
    Strength1 = "strength-1",
    Strength2 = "strength-2",
    Strength3 = "strength-3",
    Strength4 = "strength-4",
    StrengthOfLast = "strength-of-last",
    WarningStraightRows = "warning-straight-rows",
    WarningKeyboardPattern = "warning-keyboard-pattern",
    WarningRepeats = "warning-repeats",
    WarningRepeatedGroup = "warning-repeated-group",
    WarningVeryCommon = "warning-very-common",
    WarningCommon = "warning-common",
    WarningSimilar = "warning-similar",
    WarningSequences = "warning-sequences",
    WarningYears = "warning-years",
    WarningOneWord = "warning-one-word",
    WarningDates = "warning-dates",
    WarningNames = "warning-names",
    AdviceFewWords = "advice-few-words",
    AdviceNoSymbolsNeeded = "advice-no-symbols-needed",
    AdviceAnotherWord = "advice-another-word",
    AdviceCapitals = "advice-capitals",
    AdviceAllCapitals = "advice-all-capitals",
    AdviceReversed = "advice-reversed",
    AdviceSubstitutions = "advice-substitutions",
    AdviceLongerPattern = "advice-longer-pattern",
    AdviceAvoidRepeats = "advice-avoid-repeats",
    AdviceAvoidSequences = "advice-avoid-sequences",
    AdviceAvoidYears = "advice-avoid-years",
    AdviceAvoidYourYears = "advice-avoid-your-years",
    AdviceAvoidYourDates = "advice-avoid-your-dates",
    BackToApp = "back-to-app",
    ArrivedTitle = "arrived-title",
    ArrivedKept = "arrived-kept",
    ArrivedIn = "arrived-in",
    ArrivedCancelledTitle = "arrived-cancelled-title",
    ArrivedCancelled = "arrived-cancelled",
    Leaving = "leaving",
    RedirectTitle = "redirect-title",
    DoneTitle = "done-title",
    DoneText = "done-text",
    CancelledTitle = "cancelled-title",
    CancelledText = "cancelled-text",
    ExpiredTitle = "expired-title",
    ExpiredText = "expired-text",
    UnknownTitle = "unknown-title",
    UnknownText = "unknown-text",
    OtherBrowserTitle = "other-browser-title",
    OtherBrowserText = "other-browser-text",
    ForgeryTitle = "forgery-title",
    ForgeryText = "forgery-text",
    ForgeryAgain = "forgery-again",
    HintTitle = "hint-title",
    HintInvalidText = "hint-invalid-text",
    HintPromotedText = "hint-promoted-text",
    LogOutTitle = "log-out-title",
    LogOutLead = "log-out-lead",
    LogOutGuestLead = "log-out-guest-lead",
    LogOutGuestNote = "log-out-guest-note",
    LogOutSubmit = "log-out-submit",
    LogOutGuestSubmit = "log-out-guest-submit",
    LogOutStay = "log-out-stay",
    LogOutStayBack = "log-out-stay-back",
    SignedOutTitle = "signed-out-title",
    SignedOutText = "signed-out-text",
    AccountTitle = "account-title",
    AccountMember = "account-member",
    AccountGuest = "account-guest",
    AccountFromApp = "account-from-app",
    AccountLogOut = "account-log-out",
    TroubleTitle = "trouble-title",
    TroubleText = "trouble-text",
}
