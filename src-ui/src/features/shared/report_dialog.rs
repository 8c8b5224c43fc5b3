//! Tells the operators about something.

use houseguest_protocol::social::{NewReport, ReportNote, ReportReason};
use web_sys::{HtmlDialogElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::{
    i18n::{MessageId, msg, use_words},
    ui::{Button, ButtonKind},
};

/// Properties of [`ReportDialog`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub struct ReportDialogProps {
    /// The person reports.
    pub onreport: Callback<NewReport>,
    /// The person does not.
    pub onclose: Callback<()>,
}

/// Asks why. A dialog of the browser's own: it holds the focus, and Escape closes it.
#[component]
pub fn ReportDialog(props: &ReportDialogProps) -> Html {
    let words = use_words();
    let dialog = use_node_ref();
    let note = use_node_ref();
    let reason = use_state_eq(|| None::<ReportReason>);
    let asked = use_state_eq(|| None::<MessageId>);
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                // Refused only when it is open already.
                let _ = dialog.show_modal();
            }
        });
    }
    let onsubmit = {
        let (onreport, asked, note, reason) = (props.onreport.clone(), asked.setter(), note.clone(), *reason);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let Some(reason) = reason else { return asked.set(Some(msg("report-choose"))) };
            let written = note.cast::<HtmlTextAreaElement>().map(|note| note.value()).unwrap_or_default();
            match ReportNote::parse(&written) {
                _ if written.trim().is_empty() => onreport.emit(NewReport { reason, note: None }),
                Ok(note) => onreport.emit(NewReport { reason, note: Some(note) }),
                Err(_) => asked.set(Some(msg("report-note-long"))),
            }
        })
    };
    let onclose = props.onclose.reform(|_: Event| ());
    html! {
        <dialog class="dialog" ref={dialog} aria-labelledby="report-heading" {onclose}>
            <form class="dialog__form" data-form="report" novalidate=true {onsubmit}>
                <h2 class="section-heading" id="report-heading">{ words.say(msg("report-heading")) }</h2>
                <p class="field__hint">{ words.say(msg("report-text")) }</p>
                <fieldset class="choices" aria-describedby="report-problem">
                    <legend class="visually-hidden">{ words.say(msg("report-why")) }</legend>
                    { for ReportReason::ALL.into_iter().map(|offered| {
                        let (chosen, asked) = (reason.clone(), asked.setter());
                        let onchange = Callback::from(move |_: Event| {
                            chosen.set(Some(offered));
                            asked.set(None);
                        });
                        html! {
                            <label class="choices__choice" key={offered.as_str()}>
                                <input type="radio" name="reason" value={offered.as_str()} checked={*reason == Some(offered)} {onchange} />
                                <span>{ words.say(name(offered)) }</span>
                            </label>
                        }
                    }) }
                </fieldset>
                <label class="field__label" for="report-note">{ words.say(msg("report-note")) }</label>
                <textarea class="input" id="report-note" name="note" rows="2" maxlength={ReportNote::LIMIT.to_string()} ref={note} />
                <div id="report-problem" aria-live="assertive">
                    if let Some(asked) = *asked {
                        <p class="field__problem">{ words.say(asked) }</p>
                    }
                </div>
                <div class="buttons">
                    <Button kind={ButtonKind::Primary} r#type="submit">{ words.say(msg("report-send")) }</Button>
                    <Button kind={ButtonKind::Plain} onclick={props.onclose.clone()}>{ words.say(msg("composer-cancel")) }</Button>
                </div>
            </form>
        </dialog>
    }
}

const fn name(reason: ReportReason) -> MessageId {
    match reason {
        ReportReason::Spam => msg("report-spam"),
        ReportReason::Harassment => msg("report-harassment"),
        ReportReason::Hate => msg("report-hate"),
        ReportReason::Danger => msg("report-danger"),
        ReportReason::Private => msg("report-private"),
        ReportReason::Other => msg("report-other"),
    }
}
