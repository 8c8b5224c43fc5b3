//! An identity server, an app's site, and a browser that has the app open.

use color_eyre::eyre::{Result, WrapErr, ensure, eyre};
use houseguest_journeys::{Browser, Desktop, Page, Server};
use serde::Deserialize;
use serde_json::{Value, json};
use url::Url;

use crate::site::{Plot, SdkSettings, Site};

/// The app and the identity server live on two hosts of one site: the browser sends cookies between them.
/// `localhost` itself counts as a public suffix, so the site is the name in front of it.
const APP_HOST: &str = "app.house.localhost";
const SERVER_HOST: &str = "auth.house.localhost";

/// Strong enough for every sign-up here.
pub(crate) const PASSWORD: &str = "five lanterns on a quiet porch";

/// How the app keeps its session.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kind {
    /// In refresh tokens, with a client that has the protocol's defaults.
    RefreshToken,
    /// The same with a client whose access tokens are JWTs and whose refresh tokens rotate.
    RotatingRefreshToken,
    /// In refresh tokens that end with the browser's session.
    SharedRefreshToken,
    /// In the browser's cookies.
    Cookie,
}

impl Kind {
    /// The client's id.
    pub(crate) const fn client_id(self) -> &'static str {
        match self {
            Self::RefreshToken => "sdk-plain",
            Self::RotatingRefreshToken => "sdk-rotating",
            Self::SharedRefreshToken => "sdk-plain",
            Self::Cookie => "sdk-cookie",
        }
    }
}

/// See the module.
#[derive(Debug)]
pub(crate) struct World {
    /// The identity server.
    pub(crate) server: Server,
    /// The app in the browser.
    pub(crate) app: App,
    site: Site,
    settings: SdkSettings,
    _browser: Browser,
}

impl World {
    /// Starts everything and opens the app.
    pub(crate) async fn open(desktop: &Desktop, kind: Kind) -> Result<Self> {
        let plot = Plot::take(APP_HOST).await?;
        let server = desktop.start_server_at(SERVER_HOST, &clients(&plot.origin)).await?;
        let settings = SdkSettings {
            client_id: kind.client_id(),
            endpoint: server.backend.origin.clone(),
            session_type: if matches!(kind, Kind::Cookie) { "cookie" } else { "refresh_token" },
            is_sso_enabled: matches!(kind, Kind::SharedRefreshToken),
        };
        let site = plot.build(settings.clone())?;
        let browser = desktop.open_browser().await?;
        let app = App { page: browser.page.clone() };
        app.page.visit(&site.origin).await?;
        app.is_ready().await?;
        Ok(Self { server, app, site, settings, _browser: browser })
    }

    /// Starts the promotion and waits for our sign-up page; the page is the identity server's then.
    pub(crate) async fn start_promotion(&self, state: &str) -> Result<()> {
        self.app.leave("startPromoteAnonymousUser", &json!({"redirectURI": self.site.origin, "state": state})).await?;
        self.app.page.shows("input[name=password]").await?;
        let address = self.app.page.address().await?;
        ensure!(address.origin() == self.server.backend.origin.origin(), "{address} is not the identity server's");
        Ok(())
    }

    /// Waits until the browser is at the app again; answers what the address says.
    pub(crate) async fn is_home(&self) -> Result<Vec<(String, String)>> {
        self.app.is_ready().await?;
        let address = self.app.page.address().await?;
        ensure!(address.origin() == self.site.origin.origin(), "{address} is not the app's");
        Ok(address.query_pairs().into_owned().collect())
    }

    /// Logs out while the page stays. The SDK insists on an address to return to, though it does not go there.
    pub(crate) async fn log_out(&self) -> Result<()> {
        self.app.call_with("logout", &[json!({"redirectURI": self.site.origin})]).await.map(drop)
    }

    /// Where the app wants people to be after a log-out.
    pub(crate) fn signed_out(&self) -> Url {
        self.site.origin.join("/signed-out").expect("a path")
    }

    /// Waits until the browser is at a page of the app.
    pub(crate) async fn is_at(&self, path: &str) -> Result<()> {
        let there = self.site.origin.join(path)?;
        self.app.page.until(&format!("location.href === '{there}'")).await?;
        self.app.is_ready().await
    }

    /// Opens a page of another site that knows nothing of this one.
    pub(crate) async fn elsewhere(&self) -> Result<Site> {
        let plot = Plot::take("elsewhere.localhost").await?;
        plot.build(self.settings.clone())
    }

    /// Opens the app's first page.
    pub(crate) async fn go_home(&self) -> Result<()> {
        self.app.page.visit(&self.site.origin).await?;
        self.app.is_ready().await
    }
}

/// The clients, as an operator registers them.
fn clients(app: &Url) -> String {
    format!(
        "[[identity.clients]]\n\
         client_id = \"sdk-plain\"\n\
         application_type = \"spa\"\n\
         redirect_uris = [\"{app}\"]\n\
         [[identity.clients]]\n\
         client_id = \"sdk-rotating\"\n\
         application_type = \"spa\"\n\
         redirect_uris = [\"{app}\"]\n\
         issue_jwt_access_token = true\n\
         refresh_token_rotation_enabled = true\n\
         [[identity.clients]]\n\
         client_id = \"sdk-cookie\"\n\
         name = \"The Porch\"\n\
         application_type = \"traditional_webapp\"\n\
         redirect_uris = [\"{app}\"]\n\
         post_logout_redirect_uris = [\"{app}signed-out\"]\n"
    )
}

/// The app's page.
#[derive(Debug)]
pub(crate) struct App {
    /// What the browser shows.
    pub(crate) page: Page,
}

/// What the SDK threw, as far as an app can act on it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Thrown {
    /// The class of the error.
    pub(crate) kind: String,
    /// `name` of a server's error.
    pub(crate) name: Option<String>,
    /// The message.
    pub(crate) message: Option<String>,
    /// `reason` of a server's error.
    pub(crate) reason: Option<String>,
    /// `error` of an OAuth error.
    pub(crate) code: Option<String>,
}

impl App {
    /// Waits until the SDK is configured.
    pub(crate) async fn is_ready(&self) -> Result<()> {
        self.page.until("document.documentElement.matches('[data-ready]')").await.map(drop)
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) -> Result<()> {
        self.page.reload().await?;
        self.is_ready().await
    }

    /// Calls a method of the SDK that must work.
    pub(crate) async fn call(&self, method: &str) -> Result<Value> {
        self.call_with(method, &[]).await
    }

    /// Calls a method of the SDK that must work.
    pub(crate) async fn call_with(&self, method: &str, arguments: &[Value]) -> Result<Value> {
        self.ask(method, arguments).await?.map_err(|thrown| eyre!("{method} threw {thrown:?}"))
    }

    /// Calls a method of the SDK that must fail.
    pub(crate) async fn refused(&self, method: &str) -> Result<Thrown> {
        match self.ask(method, &[]).await? {
            Err(thrown) => Ok(thrown),
            Ok(value) => Err(eyre!("{method} answered {value}")),
        }
    }

    async fn ask(&self, method: &str, arguments: &[Value]) -> Result<std::result::Result<Value, Thrown>> {
        let call = "const [method, given, done] = arguments; app.call(method, ...given).then(done)";
        let answer = self.page.run_until_done(call, vec![json!(method), json!(arguments)]).await?;
        match answer.get("thrown") {
            Some(thrown) => Ok(Err(serde_json::from_value(thrown.clone()).wrap_err("what was thrown")?)),
            None => Ok(Ok(answer["value"].clone())),
        }
    }

    /// Calls a method of the SDK that leaves the page. When it throws instead, the page's title says what.
    pub(crate) async fn leave(&self, method: &str, options: &Value) -> Result<()> {
        self.leave_with(method, std::slice::from_ref(options)).await
    }

    /// The same, with any arguments.
    pub(crate) async fn leave_with(&self, method: &str, given: &[Value]) -> Result<()> {
        let call = "app.call(arguments[0], ...arguments[1])\
                    .then(({thrown}) => { if (thrown) document.title = JSON.stringify(thrown) })";
        self.page.run(call, vec![json!(method), json!(given)]).await.map(drop)
    }

    /// Takes something from the browser's storage that the SDK keeps there.
    pub(crate) async fn forget(&self, name: &str) -> Result<()> {
        let remove = "localStorage.removeItem('authgear_default_' + arguments[0])";
        self.page.run(remove, vec![json!(name)]).await.map(drop)
    }

    /// A property of the SDK.
    pub(crate) async fn property(&self, name: &str) -> Result<Value> {
        self.page.run("return app.sdk[arguments[0]] ?? null", vec![json!(name)]).await
    }

    /// The changes of state that the SDK reported since the page was loaded, such as `NO_SESSION NO_TOKEN`.
    pub(crate) async fn changes(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_value(self.page.run("return app.changes", Vec::new()).await?)?)
    }

    /// What the SDK keeps in the browser's storage under a name of its own.
    pub(crate) async fn stored(&self, name: &str) -> Result<Option<String>> {
        let read = "return localStorage.getItem('authgear_default_' + arguments[0])";
        Ok(serde_json::from_value(self.page.run(read, vec![json!(name)]).await?)?)
    }

    /// Who is here, by `fetchUserInfo`: the `sub`, and whether they are a guest.
    pub(crate) async fn user(&self) -> Result<(String, bool)> {
        who(&self.call("fetchUserInfo").await?)
    }
}

/// The `sub` of a user info, and whether it is a guest's.
pub(crate) fn who(info: &Value) -> Result<(String, bool)> {
    let sub = info["sub"].as_str().ok_or_else(|| eyre!("no sub in {info}"))?;
    let is_anonymous = info["isAnonymous"].as_bool().ok_or_else(|| eyre!("no isAnonymous in {info}"))?;
    Ok((sub.to_owned(), is_anonymous))
}

/// Whether the SDK threw the server's own error.
pub(crate) fn is_server_error(thrown: &Thrown, name: &str, message: &str) -> bool {
    thrown.name.as_deref() == Some(name) && thrown.message.as_deref() == Some(message)
}
