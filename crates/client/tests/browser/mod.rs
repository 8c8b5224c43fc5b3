//! A browser in miniature: cookies, redirects, and one form filled in by its fields' names.
//!
//! It knows nothing of the issuer's addresses or of its words; it does what a person with a password manager does.

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

/// Opens `page`, fills in the first form that asks for a password, and answers the address with which the browser would
/// go home: the first that begins with `home`.
pub(crate) async fn fill_in(page: &Url, home: &str, login: &str, password: &str) -> Result<Url, Astray> {
    let policy = reqwest::redirect::Policy::none();
    let http = reqwest::Client::builder().cookie_store(true).redirect(policy).no_proxy().build()?;
    let (address, status, html) = match land(&http, http.get(page.clone()), page, home).await? {
        Landing::Home(arrival) => return Ok(arrival),
        Landing::Page { address, status, html } => (address, status, html),
    };
    let form = html.split("<form").skip(1).map(|rest| rest.split("</form>").next().unwrap_or(rest));
    let form = form.into_iter().find(|form| form.contains(r#"name="password""#)).ok_or(Astray::NoForm { status })?;
    let action = address.join(&attribute(form, "action").unwrap_or_default())?;
    let mut fields = vec![("login".to_owned(), login.to_owned()), ("password".to_owned(), password.to_owned())];
    for input in form.split("<input").skip(1).filter(|input| input.contains(r#"type="hidden""#)) {
        let input = input.split('>').next().unwrap_or(input);
        fields.extend(attribute(input, "name").zip(attribute(input, "value")));
    }
    let origin = address.origin().ascii_serialization();
    let sent = http.post(action.clone()).header("origin", origin).form(&fields);
    match land(&http, sent, &action, home).await? {
        Landing::Home(arrival) => Ok(arrival),
        Landing::Page { status, .. } => Err(Astray::Refused { status }),
    }
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
