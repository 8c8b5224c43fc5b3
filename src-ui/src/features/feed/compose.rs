//! Where a post begins: an invitation that opens into a form.

use yew::prelude::*;

use super::sending::use_post_writer;
use crate::{
    bridge::page,
    features::{
        composer::{PostForm, hint},
        shared::{FaceOf, failure},
    },
    hooks::{use_drafts, use_feed, use_notify, use_presence},
    i18n::{msg, use_words},
    state::{
        drafts::{DraftAction, Place},
        mention::people_seen,
        new_post::Outgoing,
        notices::Deed,
    },
    ui::{Glyph, Icon, focus},
};

/// The invitation to write, or the form. What was begun opens the form by itself.
#[component]
pub fn Compose() -> Html {
    let words = use_words();
    let (drafts, presence, notify, feed) = (use_drafts(), use_presence(), use_notify(), use_feed());
    let draft = drafts.at(Place::Post);
    let asked = use_state_eq(|| false);
    let open = *asked || !draft.is_blank() || draft.refusal.is_some();
    let invitation = use_node_ref();
    let send = use_post_writer();
    let people = use_memo((feed.posts.items.clone(), presence.sub().cloned()), |(posts, me)| {
        people_seen(me.as_ref(), posts.iter().filter_map(|post| post.author.as_ref()))
    });
    {
        // The form takes the focus along when it closes, unless it is handed on.
        let (invitation, was_open) = (invitation.clone(), use_mut_ref(|| open));
        use_effect_with(open, move |open| {
            if was_open.replace(*open) && !open {
                focus(&invitation);
            }
        });
    }
    if !open {
        let onclick = {
            let asked = asked.setter();
            Callback::from(move |_: MouseEvent| asked.set(true))
        };
        return html! {
            <button class="card invitation" type="button" data-compose="" ref={invitation} {onclick}>
                { match presence.sub() {
                    Some(sub) => html! { <FaceOf sub={sub.clone()} /> },
                    None => html! { <span class="byline__left"><Icon glyph={Glyph::Pen} /></span> },
                } }
                <span class="invitation__words">{ words.say(msg("compose")) }</span>
                <Icon glyph={Glyph::Picture} />
            </button>
        };
    }
    let ondraft = {
        let drafts = drafts.dispatcher();
        Callback::from(move |action| drafts.dispatch(action))
    };
    let onsend = {
        let (asked, send) = (asked.setter(), send);
        Callback::from(move |outgoing: Outgoing| {
            asked.set(false);
            page::scroll_to(0.0);
            send.emit(outgoing);
        })
    };
    let oncancel = {
        let (asked, drafts, draft, words) = (asked.setter(), drafts.dispatcher(), draft.clone(), words.clone());
        Callback::from(move |()| {
            asked.set(false);
            drafts.dispatch(DraftAction::Discard(Place::Post));
            if !draft.is_blank() {
                let (drafts, draft) = (drafts.clone(), draft.clone());
                let done = Callback::from(move |()| drafts.dispatch(DraftAction::RestorePost(Box::new(draft.clone()))));
                notify.offer(words.say(msg("post-discarded")), Deed { label: words.say(msg("undo")), done });
            }
        })
    };
    let refusal = draft.refusal.as_ref().map(|error| {
        words.say_with(msg("composer-refused"), &[("reason", failure::reason(&words, error).to_string().into())])
    });
    html! {
        <section class="card">
            <PostForm {draft} hint={hint(presence.session.ready()).map(|id| words.say(id))} {refusal} takes_focus={*asked} {people}
                {ondraft} {onsend} {oncancel} />
        </section>
    }
}
