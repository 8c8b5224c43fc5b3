//! Finds the words of each message, in its reader's language.

use secrecy::SecretString;

use super::{Channel, Draft};
use crate::{
    model::{SecretText, TypedCode, Verification},
    pages::{Message as Sentence, Words},
};

/// Who writes, and in which language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Letterhead<'a> {
    /// The reader's language.
    pub(crate) words: Words,
    /// What the operator calls this place.
    pub(crate) house: &'a str,
    /// What the app is called that the person came from.
    pub(crate) app: &'a str,
    /// The address links begin with, without a slash at the end.
    pub(crate) origin: &'a str,
}

/// The two ways to prove that a message was read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Proofs<'a> {
    /// Typed where the person began.
    pub(crate) code: &'a TypedCode,
    /// Opened anywhere.
    pub(crate) link: &'a SecretText,
}

/// Where a link leads.
pub(crate) fn link_path(link: &SecretText) -> String {
    format!("/verify/{}", link.expose())
}

/// "Is this your address?"
pub(crate) fn sign_up(letterhead: Letterhead<'_>, channel: Channel, proofs: Proofs<'_>) -> Draft {
    let lead = match channel {
        Channel::Mail => Sentence::MailSignUpLead,
        Channel::Sms => Sentence::SmsSignUp,
    };
    with_proofs(letterhead, channel, Sentence::MailSignUpSubject, lead, proofs)
}

/// "Did you forget your password?"
pub(crate) fn recovery(letterhead: Letterhead<'_>, channel: Channel, proofs: Proofs<'_>) -> Draft {
    let lead = match channel {
        Channel::Mail => Sentence::MailRecoveryLead,
        Channel::Sms => Sentence::SmsRecovery,
    };
    with_proofs(letterhead, channel, Sentence::MailRecoverySubject, lead, proofs)
}

/// "Somebody asked for a new password, and nobody has an account with this address."
pub(crate) fn nobody(letterhead: Letterhead<'_>, channel: Channel) -> Draft {
    let (mail, sms) = (Sentence::MailNobodyText, Sentence::SmsNobody);
    notice(letterhead, channel, Sentence::MailNobodySubject, mail, sms)
}

/// "Your password was changed."
pub(crate) fn password_changed(letterhead: Letterhead<'_>, channel: Channel) -> Draft {
    let (mail, sms) = (Sentence::MailPasswordChangedText, Sentence::SmsPasswordChanged);
    notice(letterhead, channel, Sentence::MailPasswordChangedSubject, mail, sms)
}

/// Where a link leads that undoes a merge.
pub(crate) fn undo_path(link: &SecretText) -> String {
    format!("/merge/{}", link.expose())
}

/// "Your guest's things were added to your account; so you undo it."
pub(crate) fn merged(letterhead: Letterhead<'_>, channel: Channel, undo: &SecretText) -> Draft {
    let Letterhead { words, house, app, origin } = letterhead;
    let link = format!("{origin}{}", undo_path(undo));
    let say = |sentence| words.say_with(sentence, &[("house", house), ("app", app), ("link", &link)]);
    let text = match channel {
        Channel::Mail => [say(Sentence::MailMergedText), link.clone(), say(Sentence::MailSignature)].join("\n\n"),
        Channel::Sms => say(Sentence::SmsMerged),
    };
    let subject = say(Sentence::MailMergedSubject);
    Draft { subject, text: SecretString::from(text), link: Some(SecretString::from(link)) }
}

fn with_proofs(
    letterhead: Letterhead<'_>,
    channel: Channel,
    subject: Sentence,
    lead: Sentence,
    Proofs { code, link }: Proofs<'_>,
) -> Draft {
    let Letterhead { words, house, app, origin } = letterhead;
    let link = format!("{origin}{}", link_path(link));
    let minutes = (Verification::LIFETIME.as_secs() / 60).to_string();
    let blanks = [("house", house), ("app", app), ("code", code.expose()), ("link", &link), ("minutes", &minutes)];
    let say = |sentence| words.say_with(sentence, &blanks);
    let text = match channel {
        Channel::Mail => [
            say(lead),
            say(Sentence::MailCode),
            say(Sentence::MailLink),
            // Alone on its line, so that no mail program takes a full stop for a part of it.
            link.clone(),
            say(Sentence::MailLifetime),
            say(Sentence::MailNotYou),
            say(Sentence::MailSignature),
        ]
        .join("\n\n"),
        Channel::Sms => say(lead),
    };
    Draft { subject: say(subject), text: SecretString::from(text), link: Some(SecretString::from(link)) }
}

fn notice(letterhead: Letterhead<'_>, channel: Channel, subject: Sentence, mail: Sentence, sms: Sentence) -> Draft {
    let Letterhead { words, house, app, .. } = letterhead;
    let say = |sentence| words.say_with(sentence, &[("house", house), ("app", app)]);
    let text = match channel {
        Channel::Mail => [say(mail), say(Sentence::MailSignature)].join("\n\n"),
        Channel::Sms => say(sms),
    };
    Draft { subject: say(subject), text: SecretString::from(text), link: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn letterhead() -> Letterhead<'static> {
        let words = Words::choose(None, None);
        Letterhead { words, house: "Houseguest", app: "Porch", origin: "https://id.example" }
    }

    #[test]
    fn a_mail_has_code_and_link_and_warns() {
        let (code, link) = (TypedCode::parse("012345").expect("a code"), SecretText::random());
        let draft = sign_up(letterhead(), Channel::Mail, Proofs { code: &code, link: &link });
        let text = draft.text.expose_secret();
        let address = format!("https://id.example/verify/{}", link.expose());
        assert!(text.contains("012345") && text.contains("Porch") && text.contains("15 minutes"), "{text}");
        assert!(text.lines().any(|line| line == address), "the link has a line of its own: {text}");
        assert!(!draft.subject.contains("012345"), "subjects are logged and shown on locked screens");
        assert!(!format!("{draft:?}").contains("012345"), "nothing secret prints");
    }

    #[test]
    fn a_text_message_is_short_and_begins_with_the_code() {
        let (code, link) = (TypedCode::parse("012345").expect("a code"), SecretText::random());
        for draft in [
            sign_up(letterhead(), Channel::Sms, Proofs { code: &code, link: &link }),
            recovery(letterhead(), Channel::Sms, Proofs { code: &code, link: &link }),
        ] {
            let text = draft.text.expose_secret();
            assert!(text.starts_with("012345") && text.contains(link.expose()) && text.len() <= 160, "{text}");
        }
    }

    #[test]
    fn a_notice_holds_nothing_to_use() {
        for channel in [Channel::Mail, Channel::Sms] {
            for draft in [nobody(letterhead(), channel), password_changed(letterhead(), channel)] {
                assert!(draft.link.is_none() && !draft.text.expose_secret().contains("://"));
            }
        }
    }
}
