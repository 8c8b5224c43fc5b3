//! A browser in miniature: cookies, redirects, and forms filled in by their fields' names.
//!
//! It does what a person with a password manager does. Of the issuer's addresses it knows one, the inbox of a demo,
//! where the message is that a person with a mailbox would get.

use url::Url;

/// What became of the visit.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Astray {
    /// The page could not be loaded.
    #[error("the page could not be loaded")]
    Load(#[from] reqwest::Error),
    /// There was no form with a password on the page.
    #[error("status {status}, and no form with a password on the page")]
    NoForm {
        /// The page's status.
        status: u16,
    },
    /// The browser was sent to an address that is none.
    #[error("sent to something that is no address")]
    Address(#[from] url::ParseError),
    /// The form was sent, and the browser was not sent home.
    #[error("status {status}: the form was refused")]
    Refused {
        /// The page's status.
        status: u16,
    },
}

enum Landing {
    Home(Url),
    Page { address: Url, status: u16, html: String },
}

/// Opens `page`, fills in the first form that asks for a password and, should a page ask for the code of a message,
/// types that; answers the address with which the browser would go home: the first that begins with `home`.
pub(crate) async fn fill_in(page: &Url, home: &str, login: &str, password: &str) -> Result<Url, Astray> {
    match sign_up(&new_browser()?, page, home, login, password).await? {
        Landing::Home(arrival) => Ok(arrival),
        Landing::Page { status, .. } => Err(Astray::Refused { status }),
    }
}

/// As [`fill_in`], with a login that has an account: chooses to bring the guest's things along.
pub(crate) async fn bring_along(page: &Url, home: &str, login: &str, password: &str) -> Result<Url, Astray> {
    let http = new_browser()?;
    let landing = sign_up(&http, page, home, login, password).await?;
    let Landing::Page { address, status, html } = landing else { return Err(Astray::Refused { status: 302 }) };
    let mut links = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let link = links.find(|link| link.ends_with("/merge")).ok_or(Astray::NoForm { status })?;
    let preview = address.join(link)?;
    let landing = land(&http, http.get(preview.clone()), &preview, home).await?;
    match send_form(&http, landing, home, "account", &[]).await? {
        Landing::Home(arrival) => Ok(arrival),
        Landing::Page { status, .. } => Err(Astray::Refused { status }),
    }
}

/// Opens a short address in a browser that cannot reach the app, goes on, and does what is to be done there; answers the
/// code that the last page shows.
pub(crate) async fn by_hand(address: &Url, login: &str, password: &str) -> Result<String, Astray> {
    const NOWHERE: &str = "nowhere:";
    let http = new_browser()?;
    let Landing::Page { address: page, .. } = land(&http, http.post(address.clone()), address, NOWHERE).await? else {
        return Err(Astray::Refused { status: 302 });
    };
    match sign_up(&http, &page, NOWHERE, login, password).await? {
        Landing::Page { status, html, .. } => {
            let shown = html.split("way-home-code__text").nth(1).and_then(|rest| rest.split(['>', '<']).nth(1));
            shown.map(str::to_owned).ok_or(Astray::Refused { status })
        }
        Landing::Home(_) => Err(Astray::Refused { status: 302 }),
    }
}

fn new_browser() -> Result<reqwest::Client, reqwest::Error> {
    let policy = reqwest::redirect::Policy::none();
    reqwest::Client::builder().cookie_store(true).redirect(policy).no_proxy().build()
}

async fn sign_up(
    http: &reqwest::Client,
    page: &Url,
    home: &str,
    login: &str,
    password: &str,
) -> Result<Landing, Astray> {
    let mut landing = land(http, http.get(page.clone()), page, home).await?;
    let answers = [("login", login), ("password", password)];
    landing = send_form(http, landing, home, "password", &answers).await?;
    if let Landing::Page { address, status, html } = &landing
        && find_form(html, "code").is_some()
    {
        let code = code_in_demo_inbox(http, address, login).await?.ok_or(Astray::Refused { status: *status })?;
        landing = send_form(http, landing, home, "code", &[("code", &code)]).await?;
    }
    Ok(landing)
}

/// The form of a page that has a field of that name.
fn find_form<'h>(html: &'h str, field: &str) -> Option<&'h str> {
    let forms = html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or(rest));
    forms.into_iter().find(|form| form.contains(&format!(r#"name="{field}""#)))
}

/// Fills in the form that asks for `field`, and sends it with what it hides.
async fn send_form(
    http: &reqwest::Client,
    landing: Landing,
    home: &str,
    field: &str,
    answers: &[(&str, &str)],
) -> Result<Landing, Astray> {
    let Landing::Page { address, status, html } = landing else { return Ok(landing) };
    let form = find_form(&html, field).ok_or(Astray::NoForm { status })?;
    let action = address.join(&attribute(form, "action").unwrap_or_default())?;
    let mut fields: Vec<_> = answers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    for input in form.split("<input").skip(1).filter(|input| input.contains(r#"type="hidden""#)) {
        let input = input.split('>').next().unwrap_or(input);
        fields.extend(attribute(input, "name").zip(attribute(input, "value")));
    }
    let origin = address.origin().ascii_serialization();
    land(http, http.post(action.clone()).header("origin", origin).form(&fields), &action, home).await
}

/// The newest code in a demo's inbox; `None` when no message with one is there.
async fn code_in_demo_inbox(http: &reqwest::Client, page: &Url, login: &str) -> Result<Option<String>, Astray> {
    let mut inbox = page.join("/demo/inbox")?;
    inbox.query_pairs_mut().append_pair("to", login);
    let html = http.get(inbox).send().await?.text().await?;
    let message = html.split("class=\"message__text\">").nth(1).unwrap_or_default();
    let words = message.split(|letter: char| !letter.is_ascii_alphanumeric());
    let is_code = |word: &&str| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    Ok(words.into_iter().find(is_code).map(str::to_owned))
}

/// Sends a request and follows redirects to a page, or home.
async fn land(
    http: &reqwest::Client,
    request: reqwest::RequestBuilder,
    from: &Url,
    home: &str,
) -> Result<Landing, Astray> {
    let (mut address, mut answer) = (from.clone(), request.send().await?);
    while answer.status().is_redirection() {
        let location = answer.headers().get(reqwest::header::LOCATION).and_then(|value| value.to_str().ok());
        address = address.join(location.unwrap_or_default())?;
        if address.as_str().starts_with(home) {
            return Ok(Landing::Home(address));
        }
        answer = http.get(address.clone()).send().await?;
    }
    let status = answer.status().as_u16();
    Ok(Landing::Page { address, status, html: answer.text().await? })
}

/// An attribute of the first tag in `html`, with the escapes that HTML writers use undone.
fn attribute(html: &str, name: &str) -> Option<String> {
    let tag = html.split('>').next()?;
    let value = tag.split(&format!(r#" {name}=""#)).nth(1)?.split('"').next()?;
    Some(value.replace("&#38;", "&").replace("&#x26;", "&").replace("&#x2f;", "/").replace("&amp;", "&"))
}
