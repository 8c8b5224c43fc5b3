//! The page around us: document, address bar, clipboard, and what this browser remembers of its looks.
//!
//! Every function is harmless outside a browser, so parts can be drawn in native tests.

use houseguest_protocol::values::Timestamp;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue, prelude::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Document, Element, HtmlAnchorElement, Response, Storage, Window};

/// The key under which this browser remembers its looks; `boot.js` reads it before the first paint.
const LOOKS: &str = "houseguest.looks";

/// The key under which this browser remembers who does not want to be asked to keep their account.
const OFFER: &str = "houseguest.offer-dismissed";

/// The key under which this browser remembers how it is to remember people.
const SESSION_TYPE: &str = "houseguest.session-type";

fn window() -> Option<Window> {
    if cfg!(target_arch = "wasm32") { web_sys::window() } else { None }
}

fn document() -> Option<Document> {
    window()?.document()
}

fn storage() -> Option<Storage> {
    // Refused in private windows of some browsers: then nothing is remembered.
    window()?.local_storage().ok().flatten()
}

/// How this browser is to remember people, if somebody chose: the protocol's name for it.
#[must_use]
pub fn remembered_session_type() -> Option<String> {
    storage()?.get_item(SESSION_TYPE).ok().flatten()
}

/// Keeps how this browser is to remember people.
pub fn remember_session_type(name: &str) {
    if let Some(storage) = storage() {
        // A browser that keeps nothing asks again at the next visit.
        let _ = storage.set_item(SESSION_TYPE, name);
    }
}

/// Sets an attribute of `<html>`, or takes it away.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    // Names are constants of ours, and so always acceptable.
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Tells the console of a mistake.
pub fn log_error(message: &str) {
    if window().is_some() {
        web_sys::console::error_1(&JsValue::from_str(message));
    }
}

/// Says that the app stopped and offers to load it again, without the app's help. Further calls change nothing.
pub fn show_stopped(text: &str, again: &str) {
    // Whatever is refused here leaves the person where they are anyway: nobody is left who could handle it.
    let _ = try_show_stopped(text, again);
}

fn try_show_stopped(text: &str, again: &str) -> Option<()> {
    let document = document()?;
    if document.query_selector(".stopped").ok()?.is_some() {
        return None;
    }
    let alert = document.create_element("div").ok()?;
    alert.set_class_name("stopped");
    alert.set_attribute("role", "alert").ok()?;
    let sentence = document.create_element("p").ok()?;
    sentence.set_text_content(Some(text));
    // A link to this very page needs no code of ours to work.
    let link = document.create_element("a").ok()?;
    link.set_class_name("button button--primary");
    link.set_attribute("href", "").ok()?;
    link.set_text_content(Some(again));
    alert.append_with_node_2(&sentence, &link).ok()?;
    document.body()?.append_with_node_1(&alert).ok()
}

/// Sets the document's title.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Moves the view to this height, in pixels.
pub fn scroll_to(top: f64) {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, top);
    }
}

/// How far down the view is, in pixels.
#[must_use]
pub fn scroll_position() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Moves the view by this much, in pixels, without a glide.
pub fn scroll_by(distance: f64) {
    if let Some(window) = window() {
        window.scroll_by_with_x_and_y(0.0, distance);
    }
}

/// What the view shows of an element: from its own top, in pixels.
#[must_use]
pub fn view_of(element: &Element) -> Option<(f64, f64)> {
    let height = window()?.inner_height().ok()?.as_f64()?;
    let top = -element.get_bounding_client_rect().top();
    Some((top, top + height))
}

/// Hears of every movement of the view until it is dropped.
pub struct ViewWatch(Closure<dyn Fn()>);

impl std::fmt::Debug for ViewWatch {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ViewWatch")
    }
}

const MOVEMENTS: [&str; 2] = ["scroll", "resize"];

/// Tells `moved` whenever the view moves, at most once a frame: the browser sees to that.
#[must_use]
pub fn watch_view(moved: impl Fn() + 'static) -> Option<ViewWatch> {
    let window = window()?;
    let closure = Closure::<dyn Fn()>::new(moved);
    for movement in MOVEMENTS {
        // Refused for no window.
        let _ = window.add_event_listener_with_callback(movement, closure.as_ref().unchecked_ref());
    }
    Some(ViewWatch(closure))
}

impl Drop for ViewWatch {
    fn drop(&mut self) {
        if let Some(window) = window() {
            for movement in MOVEMENTS {
                // As above.
                let _ = window.remove_event_listener_with_callback(movement, self.0.as_ref().unchecked_ref());
            }
        }
    }
}

/// The languages the person's system asks for, the dearest first.
#[must_use]
pub fn wanted_languages() -> Vec<String> {
    window().map_or_else(Vec::new, |window| {
        window.navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
    })
}

/// A file of the app's own could not be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotFetched;

/// The text of a file that lies beside the app.
///
/// # Errors
///
/// [`NotFetched`] when nobody answers, when there is no such file, and outside a browser.
pub async fn fetch_text(address: &str) -> Result<String, NotFetched> {
    let window = window().ok_or(NotFetched)?;
    let response: Response =
        JsFuture::from(window.fetch_with_str(address)).await.map_err(|_| NotFetched)?.unchecked_into();
    if !response.ok() {
        return Err(NotFetched);
    }
    let text = JsFuture::from(response.text().map_err(|_| NotFetched)?).await.map_err(|_| NotFetched)?;
    text.as_string().ok_or(NotFetched)
}

/// Whether the page is shown dark at this moment.
#[must_use]
pub fn system_is_dark() -> bool {
    window()
        .and_then(|window| window.match_media("(prefers-color-scheme: dark)").ok().flatten())
        .is_some_and(|query| query.matches())
}

/// Puts text on the clipboard; whether it worked.
pub async fn copy_text(text: &str) -> bool {
    let Some(window) = window() else { return false };
    // Absent on insecure origins.
    let has_clipboard = js_sys::Reflect::get(&window.navigator(), &"clipboard".into()).is_ok_and(|it| it.is_object());
    has_clipboard && JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// What was remembered about looks, as it was given to [`remember_looks`].
#[must_use]
pub fn remembered_looks() -> Option<String> {
    storage()?.get_item(LOOKS).ok().flatten()
}

/// Remembers looks, so that the next first paint has the right colours. Nothing personal.
pub fn remember_looks(looks: &str) {
    if let Some(storage) = storage() {
        // A full or refused storage costs a flash of the wrong colours, no more.
        let _ = storage.set_item(LOOKS, looks);
    }
}

/// The key under which this tab remembers how far the story is told.
const STORY: &str = "houseguest.story";

/// What this tab remembers of the story, as it was given to [`remember_story`].
#[must_use]
pub fn remembered_story() -> Option<String> {
    window()?.session_storage().ok().flatten()?.get_item(STORY).ok().flatten()
}

/// Remembers how far the story is told, for as long as the tab is open.
pub fn remember_story(story: &str) {
    if let Some(storage) = window().and_then(|window| window.session_storage().ok().flatten()) {
        // Refused, the story begins anew after the page is left; no more.
        let _ = storage.set_item(STORY, story);
    }
}

/// Whether the person of this `sub` dismissed the offer to keep their account, in this browser or window.
#[must_use]
pub fn was_offer_dismissed(sub: &str) -> bool {
    storage().and_then(|storage| storage.get_item(OFFER).ok().flatten()).is_some_and(|dismissed| dismissed == sub)
}

/// Remembers that they did. One guest lives on a device, so one `sub` is enough.
pub fn remember_offer_dismissed(sub: &str) {
    if let Some(storage) = storage() {
        // A full or refused storage costs seeing the offer again, no more.
        let _ = storage.set_item(OFFER, sub);
    }
}

/// Has the browser save `text` as a file of this name.
///
/// # Errors
/// What the browser refused.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    let kind = BlobPropertyBag::new();
    kind.set_type(media_type);
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&text.into()), &kind)?;
    let address = web_sys::Url::create_object_url_with_blob(&blob)?;
    let document = document().ok_or(JsValue::UNDEFINED)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    web_sys::Url::revoke_object_url(&address)
}

/// The key under which this browser keeps what has been begun.
const DRAFTS: &str = "houseguest.drafts";

/// What has been begun, as it was given to [`remember_drafts`].
#[must_use]
pub fn remembered_drafts() -> Option<String> {
    storage()?.get_item(DRAFTS).ok().flatten()
}

/// Keeps what has been begun, so that it survives a reload; forgets it when there is nothing.
pub fn remember_drafts(drafts: Option<&str>) {
    if let Some(storage) = storage() {
        // A full or refused storage keeps nothing; the text is still on the screen.
        let _ = match drafts {
            Some(drafts) => storage.set_item(DRAFTS, drafts),
            None => storage.remove_item(DRAFTS),
        };
    }
}

/// The key under which this browser keeps how the feed was.
const FEED: &str = "houseguest.feed";

/// How the feed was, as it was given to [`remember_feed`].
#[must_use]
pub fn remembered_feed() -> Option<String> {
    storage()?.get_item(FEED).ok().flatten()
}

/// Keeps how the feed was, for when nobody answers.
pub fn remember_feed(feed: &str) {
    if let Some(storage) = storage() {
        // A full or refused storage keeps nothing; the feed is fetched anyway.
        let _ = storage.set_item(FEED, feed);
    }
}

/// The value of a query parameter of the present address.
#[must_use]
pub fn query_value(name: &str) -> Option<String> {
    let address = url::Url::parse(&window()?.location().href().ok()?).ok()?;
    address.query_pairs().find_map(|(key, value)| (key == name).then(|| value.into_owned()))
}

/// A number with the language's digits and separators; none outside a browser.
#[must_use]
pub fn number(language: &str, value: f64) -> Option<String> {
    window()?;
    js_sys::Number::from(value).to_locale_string(language).as_string()
}

/// A date as the language writes it, such as `22 November 2026`.
#[must_use]
pub fn long_date(language: &str, instant: Timestamp) -> String {
    localised(language, instant, &[("year", "numeric"), ("month", "long"), ("day", "numeric")])
        .unwrap_or_else(|| instant.to_rfc3339().chars().take(10).collect())
}

/// A date and time as the language writes them.
#[must_use]
pub fn date_and_time(language: &str, instant: Timestamp) -> String {
    localised(language, instant, &[("dateStyle", "long"), ("timeStyle", "short")])
        .unwrap_or_else(|| instant.to_rfc3339().replace('T', " ").chars().take(16).collect())
}

/// A time of day as the language writes it, with seconds.
#[must_use]
pub fn clock_time(language: &str, instant: Timestamp) -> String {
    localised(language, instant, &[("timeStyle", "medium")])
        .unwrap_or_else(|| instant.to_rfc3339().chars().skip(11).take(8).collect())
}

fn localised(language: &str, instant: Timestamp, choices: &[(&str, &str)]) -> Option<String> {
    window()?;
    let options = js_sys::Object::new();
    for (name, value) in choices {
        js_sys::Reflect::set(&options, &JsValue::from(*name), &JsValue::from(*value)).ok()?;
    }
    // Seconds since 1970 stay far below 2^53.
    let milliseconds = JsValue::from_f64(instant.unix_seconds() as f64 * 1000.0);
    js_sys::Date::new(&milliseconds).to_locale_string(language, &options).as_string()
}
