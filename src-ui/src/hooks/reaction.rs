//! Reacts to a post: shown at once, sent one at a time, taken back when refused.

use std::{cell::RefCell, rc::Rc};

use houseguest_protocol::social::{IdempotencyKey, Post, PostId, Reaction, ReactionSummary, SetReaction};
use yew::{platform::spawn_local, prelude::*};

use super::{use_bridge, use_notify, use_session_errands};
use crate::{
    features::shared::failure,
    i18n::{msg, use_words},
    state::reactions,
};

#[derive(Debug, Default)]
struct Sending {
    /// What the person wants, as long as a request is on its way.
    wanted: Option<Option<Reaction>>,
}

/// What to do when a reaction is pressed. `show` is told what the summary is from now on.
#[hook]
pub fn use_reaction(post: &Post, show: Callback<(PostId, ReactionSummary)>) -> Callback<Reaction> {
    let (bridge, notify, words) = (use_bridge(), use_notify(), use_words());
    let errands = use_session_errands();
    let sending = use_mut_ref(Sending::default);
    let (id, summary) = (post.id, post.reactions.clone());
    Callback::from(move |reaction: Reaction| {
        let choice = reactions::pressed(&summary, reaction);
        show.emit((id, reactions::with_choice(&summary, choice)));
        if sending.borrow_mut().wanted.replace(choice).is_some() {
            // The request under way ends by sending this one.
            return;
        }
        let (bridge, notify, words, errands) = (bridge.clone(), notify.clone(), words.clone(), errands.clone());
        let (show, sending, before) = (show.clone(), Rc::clone(&sending), summary.clone());
        spawn_local(async move {
            let mut choice = choice;
            loop {
                let sent = SetReaction { reaction: choice };
                let answer = bridge.react(id, sent, IdempotencyKey::random()).await;
                if let (Ok(_), Some(other)) = (&answer, still_wanted(&sending, choice)) {
                    choice = other;
                    continue;
                }
                sending.borrow_mut().wanted = None;
                match answer {
                    Ok(summary) => show.emit((id, summary)),
                    Err(error) => {
                        show.emit((id, before));
                        errands.look_at_vault_after(&error);
                        notify.alarm(words.say_with(
                            msg("reaction-refused"),
                            &[("reason", failure::reason(&words, &error).to_string().into())],
                        ));
                    }
                }
                break;
            }
        });
    })
}

/// What is wanted now, if that is not what was sent.
fn still_wanted(sending: &RefCell<Sending>, sent: Option<Reaction>) -> Option<Option<Reaction>> {
    sending.borrow().wanted.filter(|wanted| *wanted != sent)
}
