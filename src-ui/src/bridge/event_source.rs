//! Live updates in a plain browser: an `EventSource`, made anew after a pause that grows when it breaks.
//!
//! The browser would come back by itself after a lost connection, but always after the same few seconds, and never after
//! a refusal such as that of a server which is about to stop.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use houseguest_protocol::{
    json,
    social::{LiveConnection, live_pause_ms, paths},
};
use url::Url;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{EventSource, MessageEvent};

use super::Happening;

type Listener = Rc<dyn Fn(Happening)>;

/// The one live connection of this page.
#[derive(Clone, Default)]
pub(super) struct LiveSource(Rc<RefCell<State>>);

#[derive(Default)]
struct State {
    listeners: Vec<Listener>,
    address: Option<Url>,
    /// The last change that arrived; the next connection goes on behind it.
    last: Option<String>,
    failures: u32,
    open: Option<Open>,
    /// Kept because dropping it would cancel the next attempt.
    pause: Option<Timeout>,
}

/// A connection and its callbacks, which live as long as it does.
struct Open {
    source: EventSource,
    _callbacks: [Closure<dyn FnMut(web_sys::Event)>; 3],
}

impl Drop for Open {
    fn drop(&mut self) {
        self.source.set_onopen(None);
        self.source.set_onmessage(None);
        self.source.set_onerror(None);
        self.source.close();
    }
}

impl std::fmt::Debug for LiveSource {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("LiveSource")
    }
}

impl LiveSource {
    /// Tells `listener` what changes, once somebody follows.
    pub(super) fn tell(&self, listener: Listener) {
        self.0.borrow_mut().listeners.push(listener);
    }

    /// Begins to follow, unless that was done before.
    pub(super) fn follow(&self, social: &Url) {
        if self.0.borrow().address.is_some() {
            return;
        }
        let mut address = social.clone();
        address.set_path(&format!("{}{}", social.path().trim_end_matches('/'), paths::EVENTS));
        self.0.borrow_mut().address = Some(address);
        self.connect();
    }

    fn connect(&self) {
        let address = {
            let state = self.0.borrow();
            let Some(mut address) = state.address.clone() else { return };
            if let Some(last) = &state.last {
                address.query_pairs_mut().append_pair("after", last);
            }
            address
        };
        self.say(LiveConnection::Connecting);
        let Ok(source) = EventSource::new(address.as_str()) else { return self.pause() };
        let this = self.clone();
        let on_open = Closure::<dyn FnMut(web_sys::Event)>::new(move |_| {
            this.0.borrow_mut().failures = 0;
            this.say(LiveConnection::Open);
        });
        let this = self.clone();
        let on_message = Closure::<dyn FnMut(web_sys::Event)>::new(move |event: web_sys::Event| {
            let event: MessageEvent = event.unchecked_into();
            if !event.last_event_id().is_empty() {
                this.0.borrow_mut().last = Some(event.last_event_id());
            }
            // What a newer server tells and we do not know concerns nothing we show.
            let change = event.data().as_string().and_then(|text| json::read(&text).ok());
            if let Some(change) = change {
                this.emit(&Happening::Live(change));
            }
        });
        let this = self.clone();
        let on_error = Closure::<dyn FnMut(web_sys::Event)>::new(move |_| this.pause());
        source.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        source.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        self.0.borrow_mut().open = Some(Open { source, _callbacks: [on_open, on_message, on_error] });
    }

    fn pause(&self) {
        self.say(LiveConnection::Waiting);
        let this = self.clone();
        let mut state = self.0.borrow_mut();
        state.failures = state.failures.saturating_add(1);
        if let Some(open) = &state.open {
            open.source.close();
        }
        let pause = live_pause_ms(state.failures, js_sys::Math::random());
        state.pause = Some(Timeout::new(u32::try_from(pause).unwrap_or(u32::MAX), move || {
            // Only here, because the callback that asked for the pause belongs to the connection.
            drop(this.0.borrow_mut().open.take());
            this.connect();
        }));
    }

    fn say(&self, connection: LiveConnection) {
        self.emit(&Happening::LiveConnection(connection));
    }

    fn emit(&self, happening: &Happening) {
        let listeners = self.0.borrow().listeners.clone();
        for listener in listeners {
            listener(happening.clone());
        }
    }
}
