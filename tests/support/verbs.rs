//! What a person does in Houseguest, in the app's window and in the browser build alike.

use color_eyre::eyre::{Result, eyre};

use crate::Page;

impl Page {
    /// Waits until the interface says who is here: `visitor`, `guest`, `member`, `signed_out` or `lost`.
    pub async fn session_is(&self, state: &str) -> Result<()> {
        self.shows(&format!("html[data-session='{state}']")).await.map(drop)
    }

    /// Goes to a page by the navigation: `feed`, `preferences` or `you`.
    pub async fn go_to(&self, place: &str) -> Result<()> {
        self.click(&format!("[data-nav='{place}']")).await?;
        self.shows(&format!("[data-nav='{place}'][aria-current='page']")).await.map(drop)
    }

    /// Opens the thread of the first post in the feed.
    pub async fn open_first_thread(&self) -> Result<()> {
        self.go_to("feed").await?;
        self.click("article[data-post] .post-card__link").await?;
        self.shows("form[data-composer] textarea[name=body]").await.map(drop)
    }

    /// Writes a comment under the open thread and waits until the backend has it.
    pub async fn write_comment(&self, text: &str) -> Result<()> {
        self.fill("form[data-composer] textarea[name=body]", text).await?;
        self.click("form[data-composer] button[type=submit]").await?;
        self.says("[data-comment]:not([data-state=sending])", text).await
    }

    /// Writes a comment, wherever there is a place for one, and does not wait for anybody to take it.
    pub async fn say(&self, text: &str) -> Result<()> {
        self.fill("form[data-composer=comment] textarea[name=body]", text).await?;
        self.click("form[data-composer=comment] button[type=submit]").await
    }

    /// Gives a PNG, in base64, to the first field for files that matches, as if it had been chosen.
    pub async fn give_picture(&self, selector: &str, base64: &str) -> Result<()> {
        self.until(&format!("document.querySelector({selector:?}) !== null")).await?;
        let script = "const [selector, base64] = arguments;
            const bytes = Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
            const chosen = new DataTransfer();
            chosen.items.add(new File([bytes], 'picture.png', { type: 'image/png' }));
            const field = document.querySelector(selector);
            field.files = chosen.files;
            field.dispatchEvent(new Event('change', { bubbles: true }));";
        self.run(script, vec![selector.into(), base64.into()]).await.map(drop)
    }

    /// Waits until this many things wait for the backend.
    pub async fn waits(&self, count: usize) -> Result<()> {
        // There also while nothing waits, though nothing is seen of it then.
        self.until(&format!("document.querySelector('[data-waiting=\"{count}\"]') !== null")).await.map(drop)
    }

    /// Waits until the open thread shows a comment as the person's own.
    pub async fn shows_comment(&self, text: &str) -> Result<()> {
        self.says("[data-comment]", text).await
    }

    /// The `sub` that the page about the person shows.
    pub async fn own_sub(&self) -> Result<String> {
        self.go_to("you").await?;
        self.attribute(".page [data-sub]", "data-sub").await
    }

    /// Chooses a theme and waits until it is kept.
    pub async fn choose_theme(&self, theme: &str) -> Result<()> {
        self.go_to("preferences").await?;
        self.choose("theme", theme).await?;
        self.shows("[data-keeping=kept]").await.map(drop)
    }

    /// The theme that the preferences' page shows.
    pub async fn theme(&self) -> Result<String> {
        self.go_to("preferences").await?;
        let theme = self.until("document.querySelector('select[name=theme]')?.value").await?;
        theme.as_str().map(str::to_owned).ok_or_else(|| eyre!("{theme} is no theme"))
    }

    /// Fills in the sign-up form of the identity server and sends it. An address is shown to be one's own by
    /// typing the code of the message to it.
    pub async fn sign_up(&self, login: &str, password: &str) -> Result<()> {
        self.fill("input[name=login]", login).await?;
        self.fill("input[name=password]", password).await?;
        self.click("form.form button[type=submit]").await?;
        if login.contains('@') { self.type_code_from_the_demo_inbox().await } else { Ok(()) }
    }

    /// Reads the newest message where the page says that it is, comes back, and types its code.
    async fn type_code_from_the_demo_inbox(&self) -> Result<()> {
        self.shows("input[name=code]").await?;
        let waiting = self.address().await?;
        let inbox = waiting.join(&self.attribute(".demo-note a", "href").await?)?;
        self.visit(&inbox).await?;
        let message = self.text(".message__text").await?;
        let words = message.split(|letter: char| !letter.is_ascii_alphanumeric());
        let code = words.into_iter().find(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()));
        let code = code.ok_or_else(|| eyre!("no code in {message:?}"))?.to_owned();
        self.visit(&waiting).await?;
        self.fill("input[name=code]", &code).await?;
        self.click("form.form button[type=submit]").await
    }
}
