//! Every part on one page, for whoever builds with them. In dev builds only, and in English only.

use yew::prelude::*;

use crate::{
    hooks::use_notify,
    state::notices::Deed,
    ui::{
        Badge, Button, ButtonKind, Choice, CommentSkeleton, CopyButton, Dialog, DialogPlace, Empty, Glyph, Icon, Menu,
        MenuItem, Notice, NoticeTone, PageHeading, PassphraseField, PostSkeleton, ProgressBar, ProgressRing,
        SelectField, SwitchField, Tab, Tabs, TextField,
    },
};

/// The catalog.
#[component]
pub fn PartsPage() -> Html {
    html! {
        <div class="page">
            <PageHeading>{ "Parts" }</PageHeading>
            <Shelf name="Buttons"><Buttons /></Shelf>
            <Shelf name="Fields"><Fields /></Shelf>
            <Shelf name="Over the page"><Over /></Shelf>
            <Shelf name="Tabs"><SomeTabs /></Shelf>
            <Shelf name="Notices">
                { for [NoticeTone::Info, NoticeTone::Success, NoticeTone::Danger, NoticeTone::Glow].map(|tone| html! {
                    <Notice {tone}>{ "The light by the door is on." }</Notice>
                }) }
            </Shelf>
            <Shelf name="Progress">
                <ProgressBar label="Things moved" text="3 of 5" percent=60 />
                <ProgressRing label="Session" text="12 minutes left" percent=40 />
                <ProgressRing label="Session" text="1 minute left" percent=4 />
            </Shelf>
            <Shelf name="Numbers">
                <div class="buttons">
                    <Badge count=3 label="3 new" />
                    <Badge count=12 label="12 new" />
                </div>
            </Shelf>
            <Shelf name="Instead of a list">
                <PostSkeleton count=1 />
                <CommentSkeleton count=1 />
                <Empty glyph={Glyph::Lamp} title="It’s quiet here" text="Nobody has written yet." />
            </Shelf>
        </div>
    }
}

/// Properties of [`Shelf`].
#[derive(Clone, Debug, PartialEq, Properties)]
struct ShelfProps {
    name: AttrValue,
    children: Html,
}

#[component]
fn Shelf(props: &ShelfProps) -> Html {
    html! {
        <section class="card stack">
            <h2 class="section-heading">{ props.name.clone() }</h2>
            { props.children.clone() }
        </section>
    }
}

#[component]
fn Buttons() -> Html {
    html! {
        <div class="buttons">
            <Button kind={ButtonKind::Primary} glyph={Glyph::Key}>{ "Primary" }</Button>
            <Button>{ "Quiet" }</Button>
            <Button kind={ButtonKind::Plain}>{ "Plain" }</Button>
            <Button kind={ButtonKind::Primary} busy=true>{ "Busy" }</Button>
            <CopyButton text="text" label="Copy text" />
            <Menu label="More" items={vec![
                MenuItem { label: "Edit".into(), glyph: Glyph::Sliders, danger: false, onchoose: Callback::noop() },
                MenuItem { label: "Delete".into(), glyph: Glyph::Bin, danger: true, onchoose: Callback::noop() },
            ]} />
        </div>
    }
}

#[component]
fn Fields() -> Html {
    let on = use_state_eq(|| true);
    let text = use_state_eq(|| "Three lanterns".to_owned());
    let onswitch = {
        let on = on.setter();
        Callback::from(move |now| on.set(now))
    };
    let oninput = {
        let text = text.setter();
        Callback::from(move |now| text.set(now))
    };
    let choices =
        ["Light", "Dark"].map(|name| Choice { value: name.into(), label: name.into(), language: None }).to_vec();
    let input = use_node_ref();
    html! {
        <>
            <SwitchField name="switch" label="A switch" hint="On or off." on={*on} {onswitch} />
            <SelectField name="select" label="A choice" hint="Out of a few." {choices} value="Light" onchoose={Callback::noop()} />
            <TextField name="text" label="A line" hint="Short." value={(*text).clone()} oninput={oninput.clone()}>
                <Button>{ "Add" }</Button>
            </TextField>
            <TextField name="wrong" label="A wrong line" problem="Write something else." value={(*text).clone()} {oninput} />
            <PassphraseField label="Passphrase" hint="A few unrelated words." {input} />
        </>
    }
}

#[component]
fn Over() -> Html {
    let notify = use_notify();
    let open = use_state_eq(|| None::<DialogPlace>);
    let show = |place: DialogPlace| {
        let open = open.setter();
        Callback::from(move |()| open.set(Some(place)))
    };
    let onclose = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let toast = {
        let notify = notify.clone();
        Callback::from(move |()| {
            notify.offer("The comment is gone.".into(), Deed { label: "Undo".into(), done: Callback::noop() });
        })
    };
    let alarm = Callback::from(move |()| notify.alarm("That did not work.".into()));
    html! {
        <div class="buttons">
            <Button onclick={show(DialogPlace::Middle)}>{ "Dialog" }</Button>
            <Button onclick={show(DialogPlace::Drawer)}>{ "Drawer" }</Button>
            <Button onclick={toast}>{ "Message" }</Button>
            <Button onclick={alarm}>{ "Alarm" }</Button>
            { for [("part-dialog", DialogPlace::Middle), ("part-drawer", DialogPlace::Drawer)].map(|(id, place)| html! {
                <Dialog {id} heading="Leave the light on?" {place} open={*open == Some(place)} onclose={onclose.clone()}>
                    <p>{ "Somebody may still come." }</p>
                    <div class="buttons"><Button kind={ButtonKind::Primary} onclick={onclose.clone()}>{ "Leave it on" }</Button></div>
                </Dialog>
            }) }
        </div>
    }
}

#[component]
fn SomeTabs() -> Html {
    let shown = use_state_eq(|| AttrValue::Static("porch"));
    let tabs = [("porch", "Porch"), ("kitchen", "Kitchen"), ("attic", "Attic")];
    let tabs = tabs.map(|(name, label)| Tab { name: name.into(), label: label.into() }).to_vec();
    let onshow = {
        let shown = shown.setter();
        Callback::from(move |name| shown.set(name))
    };
    html! {
        <Tabs label="Rooms" {tabs} shown={(*shown).clone()} {onshow}>
            <p><Icon glyph={Glyph::Home} />{ format!("In the {}.", *shown) }</p>
        </Tabs>
    }
}
