//! What a person sees and does on a page, be it the app's window or a browser tab.

use std::path::Path;

use axum::http::Method;
use color_eyre::eyre::{Result, WrapErr, ensure, eyre};
use fantoccini::{
    Client, ClientBuilder, Locator,
    actions::{InputSource, KeyAction, KeyActions},
    elements::Element,
    wd::WebDriverCompatibleCommand,
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use url::Url;

use crate::{PATIENCE, eventually};

/// What a page's console said since it was last asked, in the words of Chromium's driver.
#[derive(Debug)]
struct Console;

impl WebDriverCompatibleCommand for Console {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({"type": "browser"}).to_string()))
    }
}

/// A page under a driver's control. Elements are named by CSS selectors; every question waits until
/// it can be answered.
#[derive(Clone, Debug)]
pub struct Page {
    client: Client,
}

impl Page {
    /// Opens a session with a driver that listens on `port`.
    pub(crate) async fn open(port: u16, capabilities: Value) -> Result<Self> {
        let Value::Object(capabilities) = capabilities else { return Err(eyre!("capabilities are an object")) };
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let opening = builder.capabilities(capabilities).connect(&address);
        // A driver whose program ends at once does not say so.
        let client = tokio::time::timeout(PATIENCE, opening).await.wrap_err("the program did not open: see its log")?;
        let client = client.wrap_err("opening a session with the driver")?;
        Ok(Self { client })
    }

    /// Goes to an address.
    pub async fn visit(&self, address: &Url) -> Result<()> {
        self.client.goto(address.as_str()).await.wrap_err_with(|| format!("visiting {address}"))
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        self.client.refresh().await.wrap_err("loading the page again")
    }

    /// Closes the tab; the browser goes on with a new one, which is empty.
    pub async fn close_the_tab_and_open_another(&self) -> Result<()> {
        let other = self.client.new_window(true).await.wrap_err("opening a tab")?;
        self.client.close_window().await.wrap_err("closing the tab")?;
        self.client.switch_to_window(other.handle).await.wrap_err("going to the other tab")
    }

    /// The present address.
    pub async fn address(&self) -> Result<Url> {
        self.client.current_url().await.wrap_err("asking for the address")
    }

    /// The first element that matches, once it is visible.
    pub async fn shows(&self, selector: &str) -> Result<Element> {
        eventually(&format!("{selector} is visible"), async || {
            let element = self.client.find(Locator::Css(selector)).await?;
            Ok(element.is_displayed().await?.then_some(element))
        })
        .await
    }

    /// Waits until nothing matches.
    pub async fn lacks(&self, selector: &str) -> Result<()> {
        eventually(&format!("{selector} is gone"), async || Ok((self.count(selector).await? == 0).then_some(()))).await
    }

    /// How many elements match right now.
    pub async fn count(&self, selector: &str) -> Result<usize> {
        Ok(self.client.find_all(Locator::Css(selector)).await?.len())
    }

    /// The text of the first element that matches, once it is visible.
    pub async fn text(&self, selector: &str) -> Result<String> {
        Ok(self.shows(selector).await?.text().await?)
    }

    /// Waits until an element that matches has this text inside.
    pub async fn says(&self, selector: &str, text: &str) -> Result<()> {
        eventually(&format!("{selector} says {text:?}"), async || {
            for element in self.client.find_all(Locator::Css(selector)).await? {
                if element.text().await?.contains(text) {
                    return Ok(Some(()));
                }
            }
            Ok(None)
        })
        .await
    }

    /// An attribute of the first element that matches, once both are there.
    pub async fn attribute(&self, selector: &str, name: &str) -> Result<String> {
        eventually(&format!("{selector} has {name}"), async || {
            Ok(self.client.find(Locator::Css(selector)).await?.attr(name).await?)
        })
        .await
    }

    /// Clicks the first element that matches, once it can be clicked.
    pub async fn click(&self, selector: &str) -> Result<()> {
        eventually(&format!("{selector} can be clicked"), async || {
            let element = self.client.find(Locator::Css(selector)).await?;
            if !element.is_displayed().await? || !element.is_enabled().await? {
                return Ok(None);
            }
            element.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Types into the first field that matches, in place of what it held.
    pub async fn fill(&self, selector: &str, text: &str) -> Result<()> {
        let field = self.shows(selector).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        let typed = field.prop("value").await?;
        ensure!(typed.as_deref() == Some(text), "{selector} holds {typed:?} after typing {text:?}");
        Ok(())
    }

    /// Chooses a file in the first field that matches, as its dialog would.
    pub async fn choose_file(&self, selector: &str, file: &Path) -> Result<()> {
        let file = file.canonicalize().wrap_err_with(|| format!("finding {}", file.display()))?;
        let field = eventually(selector, async || Ok(Some(self.client.find(Locator::Css(selector)).await?))).await?;
        field.send_keys(&file.to_string_lossy()).await.wrap_err_with(|| format!("choosing {}", file.display()))
    }

    /// Presses keys, wherever the focus is: text, or a key as WebDriver names it.
    pub async fn press(&self, keys: &str) -> Result<()> {
        let focused = self.client.active_element().await.wrap_err("asking what has the focus")?;
        if focused.attr("type").await?.as_deref() == Some("file") {
            // A driver takes what is sent to such a field for the name of a file.
            let strokes = keys.chars().fold(KeyActions::new("keyboard".to_owned()), |strokes, value| {
                strokes.then(KeyAction::Down { value }).then(KeyAction::Up { value })
            });
            return self.client.perform_actions(strokes).await.wrap_err("pressing keys");
        }
        focused.send_keys(keys).await.wrap_err("pressing keys")
    }

    /// Chooses a value in a `select`, or clicks the radio button that has it.
    pub async fn choose(&self, name: &str, value: &str) -> Result<()> {
        let selector = format!("select[name='{name}'], input[name='{name}'][value='{value}']");
        let control =
            eventually(&selector, async || Ok(Some(self.client.find(Locator::Css(&selector)).await?))).await?;
        if control.tag_name().await?.eq_ignore_ascii_case("select") {
            control.select_by_value(value).await.wrap_err_with(|| format!("choosing {value} in {name}"))
        } else {
            // A styled radio button is often hidden behind its label.
            self.run("arguments[0].click()", vec![serde_json::to_value(control)?]).await.map(drop)
        }
    }

    /// Runs a script and answers what it returns.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        self.client.execute(script, arguments).await.wrap_err("running a script in the page")
    }

    /// Runs a script that calls its last argument when it is done, and answers what it calls it with.
    pub async fn run_until_done(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let running = self.client.execute_async(script, arguments);
        let done = tokio::time::timeout(PATIENCE, running).await.wrap_err("the script does not end")?;
        done.wrap_err("running a script in the page")
    }

    /// Waits until a script's expression is neither false nor empty, and answers its value.
    pub async fn until(&self, expression: &str) -> Result<Value> {
        eventually(expression, async || {
            let value = self.client.execute(&format!("return ({expression})"), Vec::new()).await?;
            Ok((!matches!(value, Value::Null | Value::Bool(false)) && value != json!("")).then_some(value))
        })
        .await
    }

    /// Everything a reader of the page could read, hidden parts included.
    pub async fn all_text(&self) -> Result<String> {
        let text = self.run("return document.documentElement.textContent", Vec::new()).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Makes the inside of the window this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        self.client.set_window_rect(0, 0, width, height).await.wrap_err("resizing the window")
    }

    /// Saves a picture of the page.
    pub async fn picture(&self, file: &Path) -> Result<()> {
        // What was drawn last may be older than what the page says by now.
        let two_frames =
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)))";
        self.client.execute_async(two_frames, Vec::new()).await.wrap_err("waiting for the page to be drawn")?;
        std::fs::write(file, self.client.screenshot().await?).wrap_err_with(|| format!("writing {}", file.display()))
    }

    /// Whether there still is a page that a script can run in; a browser that crashed has none.
    pub async fn answers(&self) -> bool {
        let asked = tokio::time::timeout(PATIENCE, self.client.execute("return 1", Vec::new())).await;
        matches!(asked, Ok(Ok(_)))
    }

    /// What the page looks like to a developer: its address, its state, its first words, and, where the driver keeps it,
    /// what its console said. For the words of a failure; whatever cannot be found out is left out.
    pub async fn describe(&self) -> String {
        let state = "const { session, state } = document.documentElement.dataset;
            return [location.href, `session: ${session}`, `state: ${state}`,
                    `waiting: ${document.querySelectorAll('[data-state=waiting]').length}`,
                    document.body.innerText.slice(0, 600)].join('\\n')";
        let ask = async {
            let seen = self.client.execute(state, Vec::new()).await;
            let seen = seen.map_or_else(|error| error.to_string(), |seen| seen.as_str().unwrap_or_default().to_owned());
            let console = self.client.issue_cmd(Console).await.unwrap_or_default();
            let lines: Vec<&str> =
                console.as_array().into_iter().flatten().filter_map(|line| line["message"].as_str()).collect();
            format!("{seen}\nconsole:\n{}", lines.join("\n"))
        };
        tokio::time::timeout(PATIENCE, ask).await.unwrap_or_else(|_| "the page does not answer".to_owned())
    }

    /// Lets no request of a Chromium page through whose address matches one of these patterns, as `*/social/*`; none lets
    /// everything through again. Holds for pages that are loaded later as well.
    pub async fn block(&self, patterns: &[&str]) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        self.devtools("Network.setBlockedURLs", json!({ "urls": patterns })).await
    }

    async fn devtools(&self, command: &'static str, parameters: Value) -> Result<()> {
        let asked = self.client.issue_cmd(DevTools { command, parameters }).await;
        asked.map(drop).wrap_err_with(|| format!("asking the browser for {command}"))
    }

    /// Closes the window, as its own close button would.
    pub(crate) async fn close_window(&self) -> Result<()> {
        self.client.close_window().await.wrap_err("closing the window")
    }

    /// Ends the session.
    pub(crate) async fn close(self) -> Result<()> {
        self.client.close().await.wrap_err("ending the session with the driver")
    }
}

/// A command of the Chrome DevTools Protocol, by way of the driver.
#[derive(Debug)]
struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "cmd": self.command, "params": self.parameters }).to_string()))
    }
}
