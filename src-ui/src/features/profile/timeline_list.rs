//! What somebody did, before and after they signed up.

use houseguest_protocol::social::{Activity, Profile, Standing};
use yew::prelude::*;

use crate::{
    bridge::page,
    features::shared::{Go, StandingLabel, Written},
    i18n::{Words, msg, use_words},
    routes::Route,
    state::timeline::{Moment, timeline},
    ui::{Glyph, Icon, TimeAgo},
};

/// Properties of [`TimelineList`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct TimelineListProps {
    /// Whose.
    pub profile: Profile,
    /// What they wrote, latest first.
    pub activity: Vec<Activity>,
    /// Whether that is everything.
    pub is_whole: bool,
}

/// A line through time: what they wrote, and the moment they signed up as a milestone between before and after.
#[component]
pub fn TimelineList(props: &TimelineListProps) -> Html {
    let words = use_words();
    let moments = timeline(&props.profile, &props.activity, props.is_whole);
    html! {
        <ol class="timeline">
            { for moments.iter().map(|moment| match moment {
                Moment::Wrote(done) => wrote(&words, done),
                Moment::BecameMember(at) => html! {
                    <li class="timeline__milestone" key="member" data-milestone="member">
                        <span class="timeline__drawing"><Icon glyph={Glyph::Door} /></span>
                        <div>
                            <p class="timeline__title">{ words.say(msg("milestone-member")) }</p>
                            <p class="timeline__text">{ words.say_with(msg("milestone-member-text"), &[("date", page::long_date(words.tag(), *at).into())]) }</p>
                        </div>
                    </li>
                },
                Moment::Came(at) => html! {
                    <li class="timeline__milestone" key="came" data-milestone="came">
                        <span class="timeline__drawing"><Icon glyph={Glyph::Lamp} /></span>
                        <div>
                            <p class="timeline__title">{ words.say(msg("milestone-came")) }</p>
                            <p class="timeline__text">{ page::long_date(words.tag(), *at) }</p>
                        </div>
                    </li>
                },
            }) }
        </ol>
    }
}

fn wrote(words: &Words, done: &Activity) -> Html {
    let comment = &done.comment;
    let Some(content) = &comment.content else { return Html::default() };
    html! {
        <li class="timeline__entry" key={comment.id.to_string()} data-written-as={match done.written_as {
            Standing::Guest => "guest",
            Standing::Member => "member",
        }}>
            <p class="timeline__where">
                <span>{ words.say(msg("activity-commented")) }{ " " }</span>
                <Go to={Route::Branch { id: done.post.id, comment: comment.id }}><bdi>{ done.post.headline.clone() }</bdi></Go>
            </p>
            <p class="timeline__body"><Written text={content.body.to_string()} mentions={content.mentions.clone()} /></p>
            <p class="timeline__when"><TimeAgo at={comment.created_at} /><StandingLabel standing={done.written_as} /></p>
        </li>
    }
}
