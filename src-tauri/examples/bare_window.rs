//! A window of the same Tauri with one line of text in it and nothing behind it: what `./x bench` compares the app's
//! first paint with.

use tauri::{Builder, Url, WebviewUrl, WebviewWindowBuilder, http::Response};

const PAGE: &[u8] = b"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Bare</title><p>A bare window.";

fn main() -> tauri::Result<()> {
    let page = WebviewUrl::CustomProtocol(Url::parse("bare://localhost/").expect("a URL"));
    Builder::default()
        .register_uri_scheme_protocol("bare", |_, _| {
            Response::builder().header("content-type", "text/html").body(PAGE).expect("an answer")
        })
        .setup(move |app| {
            WebviewWindowBuilder::new(app, "bare", page).inner_size(1100.0, 760.0).build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
