//! The story's panel: what is told, what was seen, and a button for whoever would rather watch.

use std::rc::Rc;

use houseguest_protocol::window::observed::Observed;
use yew::{platform::spawn_local, prelude::*};

use super::{
    deeds::Deed,
    progress::{Mark, Notes, Progress},
    script::{Evidence, Facts, SCRIPT, Sentence, Verdict},
};
use crate::{
    bridge::Place,
    features::shared::failure,
    hooks::{use_bridge, use_presence, use_session_errands},
    i18n::{MessageId, Words, msg, use_words},
    state::observed::told,
    ui::CopyButton,
};

/// Properties of [`StoryPanel`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct StoryPanelProps {
    /// What was seen behind the scenes, oldest first.
    pub events: Vec<Rc<Observed>>,
}

/// What happens to a story.
enum Action {
    Begin { last_event: u64 },
    Mark { position: usize, mark: Mark, evidence: String, last_event: u64, facts: Noted },
    Note { position: usize, notes: Notes },
}

/// What every tick notes beside the deed's own notes.
#[derive(Default)]
struct Noted {
    sub: Option<String>,
    session: Option<String>,
}

#[derive(Clone, PartialEq)]
struct Story(Progress);

impl Reducible for Story {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut next = self.0.clone();
        match action {
            Action::Begin { last_event } => {
                next = Progress { has_begun: true, since: last_event, ..Progress::default() };
            }
            // A deed may end after its sentence was skipped, or another story was begun.
            Action::Mark { position, .. } | Action::Note { position, .. } if position != next.position() => {}
            Action::Mark { mark, evidence, last_event, facts, .. } => {
                next.notes.sub = next.notes.sub.or(facts.sub);
                if next.notes.after.is_none() && next.notes.before.is_none() {
                    next.notes.session = facts.session.or(next.notes.session);
                }
                next.mark(mark, evidence, last_event);
            }
            Action::Note { notes, .. } => {
                let (sub, session) = (next.notes.sub, next.notes.session);
                next.notes = Notes { sub, session, ..notes };
            }
        }
        next.remember();
        Rc::new(Self(next))
    }
}

/// What is under way.
#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    Something,
    Refused(AttrValue),
}

/// The story, sentence by sentence.
#[component]
pub fn StoryPanel(props: &StoryPanelProps) -> Html {
    let words = use_words();
    let (bridge, presence, errands) = (use_bridge(), use_presence(), use_session_errands());
    let story = use_reducer_eq(|| Story(Progress::recall().unwrap_or_default()));
    let doing = use_state_eq(|| Doing::Nothing);
    let progress = &story.0;
    let position = progress.position();
    let last_event = props.events.last().map_or(0, |event| event.number);
    let session = presence.session.ready().cloned();

    let run = {
        let (bridge, words, doing, dispatcher) = (bridge.clone(), words.clone(), doing.setter(), story.dispatcher());
        let notes = progress.notes.clone();
        move |deed: Deed| {
            if deed == Deed::KeepAccount {
                errands.keep_account();
                return;
            }
            let (bridge, words, doing, dispatcher) = (bridge.clone(), words.clone(), doing.clone(), dispatcher.clone());
            let notes = notes.clone();
            doing.set(Doing::Something);
            spawn_local(async move {
                doing.set(match deed.run(&bridge, &words, notes).await {
                    Ok(notes) => {
                        dispatcher.dispatch(Action::Note { position, notes });
                        Doing::Nothing
                    }
                    Err(error) => Doing::Refused(failure::sentence(&words, &error)),
                });
            });
        }
    };
    // What a sentence looks at, as soon as its turn comes.
    {
        let (run, doing) = (run.clone(), doing.setter());
        let looks = SCRIPT.get(position).and_then(|sentence| sentence.looks);
        let waits = progress.has_begun && !progress.is_over();
        use_effect_with((position, waits), move |(_, waits)| {
            doing.set(Doing::Nothing);
            if let (true, Some(deed)) = (*waits, looks) {
                run(deed);
            }
        });
    }
    // Whether it is true by now: looked at whenever something was seen.
    {
        let (dispatcher, words, place) = (story.dispatcher(), words.clone(), bridge.place());
        let (events, progress, is_doing) = (props.events.clone(), progress.clone(), *doing == Doing::Something);
        use_effect_with(
            (last_event, session.clone(), progress, is_doing),
            move |(last_event, session, progress, is_doing)| {
                let Some(sentence) = SCRIPT.get(progress.position()).filter(|_| progress.has_begun && !is_doing) else {
                    return;
                };
                // After the page was left and came back, events count from the beginning again.
                let since = if progress.since > *last_event { 0 } else { progress.since };
                let facts = Facts { events: &events, since, session: session.as_ref(), place, notes: &progress.notes };
                let (mark, evidence) = match sentence.check.map(|check| check(&facts)) {
                    None => (Mark::Told, None),
                    Some(Verdict::Waiting) => return,
                    Some(Verdict::Met(evidence)) => (Mark::Done, Some(evidence)),
                    Some(Verdict::Failed(evidence)) => (Mark::Failed, Some(evidence)),
                };
                let evidence = evidence.map(|evidence| spoken(&words, &evidence).to_string()).unwrap_or_default();
                let sid = events.iter().rev().find_map(|event| told(event, "sid")).map(str::to_owned);
                let sub = session.as_ref().and_then(|session| session.sub()).map(|sub| sub.as_str().to_owned());
                let noted = Noted { sub, session: sid };
                let position = progress.position();
                dispatcher.dispatch(Action::Mark { position, mark, evidence, last_event: *last_event, facts: noted });
            },
        );
    }

    let begin = {
        let dispatcher = story.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(Action::Begin { last_event }))
    };
    let skip = {
        let dispatcher = story.dispatcher();
        Callback::from(move |_: MouseEvent| {
            let (mark, evidence) = (Mark::Skipped, String::new());
            dispatcher.dispatch(Action::Mark { position, mark, evidence, last_event, facts: Noted::default() });
        })
    };
    if !progress.has_begun {
        return html! {
            <div class="stack" data-story="waiting">
                <p>{ words.say(msg("story-intro")) }</p>
                <p><button class="button button--primary" type="button" data-story-begin="" onclick={begin}>{ words.say(msg("story-begin")) }</button></p>
            </div>
        };
    }
    let ticked = progress.marks.iter().filter(|(mark, _)| *mark == Mark::Done).count();
    html! {
        <div class="stack" data-story={if progress.is_over() { "over" } else { "telling" }}>
            <p role="status">{ words.say_with(msg("story-progress"), &[("done", ticked.into()), ("all", checked().into())]) }</p>
            <ol class="story">
                { for SCRIPT.iter().enumerate().map(|(place, sentence)| {
                    let state = match progress.marks.get(place) {
                        Some((mark, _)) => mark.name(),
                        None if place == position => "now",
                        None => "later",
                    };
                    html! {
                        <li key={sentence.id} class="story__sentence" data-story-step={sentence.id} data-state={state} aria-current={(place == position).then_some("step")}>
                            <p>
                                if let Some(said) = of_state(state) {
                                    <><span class="story__mark">{ words.say(said) }</span>{ " " }</>
                                }
                                { words.say(sentence.says_at(bridge.place())) }
                            </p>
                            if let Some((_, evidence)) = progress.marks.get(place).filter(|(_, evidence)| !evidence.is_empty()) {
                                <p class="story__evidence" data-story-evidence={sentence.id}>{ evidence.clone() }</p>
                            }
                            if place == position {
                                { present(&words, sentence, &doing, run.clone(), &skip) }
                            }
                        </li>
                    }
                }) }
            </ol>
            <p class="buttons">
                <button class="button button--plain" type="button" data-story-restart="" onclick={begin}>{ words.say(msg("story-restart")) }</button>
                <span class="code-line">
                    <span>{ words.say(msg("story-export")) }</span>
                    <CopyButton text={as_text(&words, progress, bridge.place())} label={words.say(msg("story-export"))} />
                </span>
            </p>
        </div>
    }
}

/// What can be done about the sentence whose turn it is.
fn present(
    words: &Words,
    sentence: &Sentence,
    doing: &Doing,
    run: impl Fn(Deed) + 'static,
    skip: &Callback<MouseEvent>,
) -> Html {
    let is_busy = *doing == Doing::Something;
    let said = match sentence.deed {
        Some(Deed::KeepAccount) => msg("story-open-page"),
        _ => msg("story-do"),
    };
    let onclick = sentence.deed.map(|deed| {
        Callback::from(move |_: MouseEvent| {
            if !is_busy {
                run(deed);
            }
        })
    });
    html! {
        <>
            if let Doing::Refused(reason) = doing {
                <p class="story__refusal" role="alert">{ reason.clone() }</p>
            }
            <p class="buttons">
                if let Some(onclick) = onclick {
                    <button class="button button--primary" type="button" data-story-do={sentence.id} aria-disabled={is_busy.then_some("true")} {onclick}>{ words.say(said) }</button>
                }
                <button class="button button--plain" type="button" data-story-skip="" onclick={skip.clone()}>{ words.say(msg("story-skip")) }</button>
            </p>
        </>
    }
}

const fn of_state(state: &str) -> Option<MessageId> {
    match state.as_bytes() {
        b"done" => Some(msg("story-mark-done")),
        b"failed" => Some(msg("story-mark-failed")),
        b"skipped" => Some(msg("story-mark-skipped")),
        b"told" => Some(msg("story-mark-told")),
        _ => None,
    }
}

/// How many sentences can be ticked.
fn checked() -> usize {
    SCRIPT.iter().filter(|sentence| sentence.check.is_some()).count()
}

fn spoken(words: &Words, evidence: &Evidence) -> AttrValue {
    let with: Vec<_> = evidence.with.iter().map(|(name, value)| (*name, value.as_str().into())).collect();
    words.say_with(evidence.says, &with)
}

/// The story with its evidence, for a message or a report.
fn as_text(words: &Words, progress: &Progress, at: Place) -> String {
    let mut text = String::new();
    for (place, sentence) in SCRIPT.iter().enumerate() {
        let mark = progress.marks.get(place);
        let state = mark.and_then(|(mark, _)| of_state(mark.name())).map(|said| words.say(said));
        text += &format!("{}. {}", place + 1, words.say(sentence.says_at(at)));
        if let Some(state) = state {
            text += &format!(" [{state}]");
        }
        if let Some((_, evidence)) = mark.filter(|(_, evidence)| !evidence.is_empty()) {
            text += &format!("\n   {evidence}");
        }
        text.push('\n');
    }
    text
}
