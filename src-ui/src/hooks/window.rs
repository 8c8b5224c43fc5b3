//! Draws of a long list only what is near the view.

use std::{cell::RefCell, collections::HashMap, hash::Hash, rc::Rc};

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::{
    bridge::page,
    state::window::{Piece, Tape},
};

/// Shorter lists are drawn whole: then the browser finds every word in them.
const WINDOWED_FROM: usize = 200;
/// How high a row is taken to be until it has been drawn, in pixels.
const GUESS: f64 = 150.0;
/// How far beyond the view rows are drawn, in pixels.
const BEYOND: f64 = 900.0;
/// The view is looked at in steps of so many pixels: less drawing while it moves.
const STEP: f64 = 300.0;

/// What is drawn of a list.
#[derive(Clone, Debug)]
pub struct Windowed {
    /// The rows and gaps, from the top.
    pub pieces: Vec<Piece>,
    /// Whether the end of the list is near the view.
    pub near_end: bool,
}

/// Follows the view over the list in `list`, whose rows are elements with the attribute `data-row`: the place in
/// `keys`. `staying` rows are drawn wherever the view is: the one with the focus must not vanish.
#[hook]
pub fn use_window<K: Clone + Eq + Hash + 'static>(list: NodeRef, keys: Rc<Vec<K>>, staying: &[usize]) -> Windowed {
    let heights: Rc<RefCell<HashMap<K, f64>>> = use_mut_ref(HashMap::new);
    let view = use_state_eq(|| (0.0_f64, 2.0 * BEYOND));
    let measured = use_state_eq(|| 0_u32);
    {
        let (list, view) = (list.clone(), view.setter());
        use_effect_with(list, move |list| {
            let look = {
                let list = list.clone();
                move || {
                    if let Some((top, bottom)) = list.cast::<Element>().as_ref().and_then(page::view_of) {
                        view.set(((top / STEP).floor() * STEP, (bottom / STEP).ceil() * STEP));
                    }
                }
            };
            look();
            let watch = page::watch_view(look);
            move || drop(watch)
        });
    }
    let is_windowed = keys.len() > WINDOWED_FROM;
    let tape = {
        let heights = Rc::clone(&heights);
        use_memo((Rc::as_ptr(&keys), keys.len(), *measured, is_windowed), |_| {
            let heights = heights.borrow();
            // Rows that were not drawn yet are as high as the others on average.
            #[expect(clippy::cast_precision_loss, reason = "a list has few rows")]
            let guess = if heights.is_empty() { GUESS } else { heights.values().sum::<f64>() / heights.len() as f64 };
            Tape::lay(keys.iter().map(|key| heights.get(key).copied().unwrap_or(guess)))
        })
    };
    let (top, bottom) = *view;
    let drawn = if is_windowed { tape.between(top - BEYOND, bottom + BEYOND) } else { 0..keys.len() };
    {
        // After every drawing: how high are the rows really?
        let (keys, tape, first) = (Rc::clone(&keys), Rc::clone(&tape), tape.between(top, bottom).start);
        let measured = measured.clone();
        use_effect(move || {
            let Some(list) = list.cast::<Element>().filter(|_| is_windowed) else { return };
            let (mut changed, mut above) = (false, 0.0);
            let mut known = heights.borrow_mut();
            let children = list.children();
            for row in (0..children.length()).filter_map(|place| children.item(place)) {
                let Some(place) = row.get_attribute("data-row").and_then(|place| place.parse::<usize>().ok()) else {
                    continue;
                };
                let (Some(key), Some(element)) = (keys.get(place), row.dyn_ref::<HtmlElement>()) else { continue };
                let height = f64::from(element.offset_height());
                let before = known.insert(key.clone(), height);
                if before.is_none_or(|before| (before - height).abs() > 0.5) {
                    changed = true;
                    if place < first {
                        above += height - tape.height_of(place);
                    }
                }
            }
            drop(known);
            if changed {
                // What is looked at stays where it is, although what is above turned out higher or lower.
                if above.abs() > 0.5 {
                    page::scroll_by(above);
                }
                measured.set(measured.wrapping_add(1));
            }
        });
    }
    let near_end = !tape.is_empty() && tape.between(bottom + BEYOND, f64::INFINITY).is_empty();
    Windowed { pieces: tape.pieces(drawn, staying), near_end }
}
