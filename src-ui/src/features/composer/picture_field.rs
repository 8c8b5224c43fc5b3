//! The picture of a post that is being written.

use houseguest_protocol::social::{ImageDescription, ImageFormat, MAX_IMAGE_BYTES};
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::writing_field::invalid_words;
use crate::{
    bridge::files,
    i18n::{Words, msg, use_words},
    state::picture::{AltProblem, Picture, PictureProblem},
    ui::{Button, ButtonKind, Glyph, Icon, Notice, NoticeTone},
};

/// Properties of [`PictureField`].
#[derive(Clone, Debug, PartialEq, Properties)]
pub(super) struct PictureFieldProps {
    /// The picture that was chosen.
    pub picture: Option<Picture>,
    /// Whether one was chosen before a reload, which took it.
    pub lost: bool,
    /// Whether one is being read.
    pub reading: bool,
    /// Why the last file was not taken.
    pub refused: Option<PictureProblem>,
    /// What is wrong with the description.
    pub problem: Option<AltProblem>,
    /// The field in which a file is chosen, for whoever gives it the focus.
    pub choosing: NodeRef,
    /// The field of the description, likewise.
    pub describing: NodeRef,
    /// The person chose a file.
    pub onfile: Callback<File>,
    /// The picture is described otherwise, or is taken away.
    pub onchange: Callback<Option<Picture>>,
}

/// What the file dialog offers.
fn accepted() -> String {
    ImageFormat::ALL.map(ImageFormat::media_type).join(",")
}

/// What the server takes at most, in megabytes, as people count them.
pub(super) const MEGABYTES: usize = MAX_IMAGE_BYTES / (1024 * 1024);

/// A button that asks for a file; once there is one, the picture itself, and what can be seen in it.
#[component]
pub(super) fn PictureField(props: &PictureFieldProps) -> Html {
    let words = use_words();
    html! {
        <div class="picture-field">
            { match &props.picture {
                None => choose(&words, props),
                Some(picture) => describe(&words, props, picture),
            } }
            <div id="post-picture-problem" aria-live="assertive">
                if let Some(problem) = props.refused {
                    <p class="field__problem">{ problem_words(&words, problem) }</p>
                }
            </div>
        </div>
    }
}

fn choose(words: &Words, props: &PictureFieldProps) -> Html {
    let onchange = {
        let onfile = props.onfile.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            if let Some(file) = files::first(input.files()) {
                onfile.emit(file);
            }
            // The same file may be chosen once more.
            input.set_value("");
        })
    };
    html! {
        <>
            if props.lost {
                <Notice tone={NoticeTone::Glow}>{ words.say(msg("picture-lost")) }</Notice>
            }
            // The field itself has the focus and the name; the label is what one sees and presses.
            <input class="picture-field__file visually-hidden" type="file" id="post-picture" name="picture" accept={accepted()}
                aria-describedby="post-picture-problem post-picture-hint" ref={props.choosing.clone()} {onchange} />
            <label class="button button--quiet picture-field__choose" for="post-picture">
                <Icon glyph={Glyph::Picture} />
                <span>{ words.say(if props.reading { msg("picture-reading") } else { msg("picture-add") }) }</span>
            </label>
            <p class="field__hint" id="post-picture-hint">{ words.say_with(msg("picture-hint"), &[("megabytes", MEGABYTES.into())]) }</p>
        </>
    }
}

fn describe(words: &Words, props: &PictureFieldProps, picture: &Picture) -> Html {
    let change = |change: fn(&mut Picture, String)| {
        let (onchange, picture) = (props.onchange.clone(), picture.clone());
        move |value: String| {
            let mut picture = picture.clone();
            change(&mut picture, value);
            onchange.emit(Some(picture));
        }
    };
    let say = change(|picture, alt| picture.alt = alt);
    let oninput =
        Callback::from(move |event: InputEvent| say(event.target_unchecked_into::<HtmlTextAreaElement>().value()));
    let mark = change(|picture, _| picture.decorative = !picture.decorative);
    let ondecorative = Callback::from(move |_: Event| mark(String::new()));
    let onremove = props.onchange.reform(|()| None);
    let said = words.say_with(msg("picture-preview"), &[("name", picture.file.name.clone().into())]);
    html! {
        <>
            <figure class="picture-field__figure">
                <img class="picture-field__preview" src={picture.file.address.clone()} alt={said} />
                <figcaption class="picture-field__name"><bdi>{ picture.file.name.clone() }</bdi></figcaption>
                <Button kind={ButtonKind::Plain} glyph={Glyph::Bin} onclick={onremove}>{ words.say(msg("picture-remove")) }</Button>
            </figure>
            if picture.refused {
                <Notice tone={NoticeTone::Danger}>{ words.say(msg("picture-refused")) }</Notice>
            }
            <div class="field">
                <label class="field__label" for="post-alt">{ words.say(msg("picture-alt")) }</label>
                <p class="field__hint" id="post-alt-hint">{ words.say(msg("picture-alt-hint")) }</p>
                <textarea class="input picture-field__alt" id="post-alt" name="alt" rows="2" maxlength={ImageDescription::LIMIT.to_string()}
                    dir={(!picture.alt.is_empty()).then_some("auto")} value={picture.alt.clone()} disabled={picture.decorative} ref={props.describing.clone()}
                    aria-describedby="post-alt-problem post-alt-hint" aria-invalid={props.problem.is_some().then_some("true")} {oninput} />
                <div id="post-alt-problem" aria-live="assertive">
                    if let Some(problem) = props.problem {
                        <p class="field__problem">{ match problem {
                            AltProblem::Missing => words.say(msg("picture-alt-missing")),
                            AltProblem::Invalid(invalid) => invalid_words(words, invalid),
                        } }</p>
                    }
                </div>
                <label class="choices__choice">
                    <input type="checkbox" name="decorative" checked={picture.decorative} onchange={ondecorative} />
                    <span>{ words.say(msg("picture-decorative")) }</span>
                </label>
            </div>
        </>
    }
}

fn problem_words(words: &Words, problem: PictureProblem) -> AttrValue {
    match problem {
        PictureProblem::Format => words.say(msg("picture-format")),
        PictureProblem::TooLarge => words.say_with(msg("picture-too-large"), &[("megabytes", MEGABYTES.into())]),
        PictureProblem::Empty | PictureProblem::Unreadable => words.say(msg("picture-unreadable")),
    }
}
