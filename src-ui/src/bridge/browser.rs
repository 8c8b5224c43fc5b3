//! In a plain browser: the client library, without a key. The guest lasts as long as this browser keeps its session.

use std::{cell::RefCell, rc::Rc, sync::Arc};

use async_trait::async_trait;
use data_encoding::BASE64;
use houseguest_client::{
    Client, ClientError, ColorScheme, Endpoints, StartPromotion, memory::WebStorage, observe::Ring,
};
use houseguest_protocol::{
    identity::{EndSessionRequest, KeyList, SessionType},
    json,
    social::{
        Activity, Comment, CommentId, DeletedComment, EditComment, IdempotencyKey, ImageFormat, LiveConnection,
        LiveNews, NewComment, NewPost, NewReport, NotificationId, NotificationPage, Page, PageRequest, Post, PostId,
        PostImage, Profile, ProfileChange, ReactionSummary, Reported, SetHidden, SetReaction, StoredPreferences,
        Unread, UploadedImage,
    },
    values::Subject,
    window::{
        CommandError, ErrorCode, KeptAccount, Outcome, PromotionState, QueueNews, QueueState, Session, VaultState,
        WaitingPicture, Write,
        observed::{Break, Observed},
    },
};
use serde::{Deserialize, de::DeserializeOwned};
use url::Url;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Response, Window};

use super::{Bridge, CookieRules, Errand, Happening, PageLook, Place, SessionTypes, event_source::LiveSource, page};
use crate::state::presence::Purpose;

/// The name under which this browser keeps what waits. It outlives a reload and the tab; without the backend there is no
/// page to write on, because the page is the backend's.
const QUEUE: &str = "houseguest.waiting";

/// Where the backend says where everything is.
const CONFIG: &str = "/app-config.json";

#[derive(Deserialize)]
struct AppConfig {
    issuer: Url,
    social: Url,
    client_id: String,
    /// Whether the page may look behind the scenes.
    #[serde(default)]
    inspector: bool,
    /// How people are remembered where nobody chose.
    #[serde(default = "refresh_token")]
    session_type: SessionType,
    /// How long a session in a cookie lasts; absent where this page cannot have one.
    #[serde(default)]
    cookie_session: Option<CookieRules>,
}

const fn refresh_token() -> SessionType {
    SessionType::RefreshToken
}

/// What somebody chose in this browser earlier.
fn chosen_before() -> Option<SessionType> {
    json::read(format!("\"{}\"", page::remembered_session_type()?)).ok()
}

/// The bridge to a backend.
#[derive(Clone, Debug)]
pub struct Browser {
    client: Client,
    live: LiveSource,
    /// How people are remembered where nobody chose.
    usual: SessionType,
    /// How long a cookie would last, where there can be one.
    cookie: Option<CookieRules>,
    /// What happened behind the scenes; none where the backend says that nobody is to look.
    ring: Option<Arc<Ring>>,
}

type Listener = Rc<dyn Fn(Happening)>;

thread_local! {
    /// Whoever listens. Outside the ring, because listeners stay on their thread and the ring need not.
    static LISTENERS: RefCell<Vec<Listener>> = const { RefCell::new(Vec::new()) };
}

fn tell(event: &Observed) {
    let listeners = LISTENERS.with_borrow(Clone::clone);
    for listener in listeners {
        listener(Happening::Observed(Box::new(event.clone())));
    }
}

/// What the house tells this page concerns the client as well: what waits may go out, and the inspector listens.
fn heard(client: &Client, happening: &Happening) {
    match happening {
        Happening::Live(change) => client.noticed(LiveNews::Change(*change)),
        Happening::LiveConnection(connection) => {
            client.noticed(LiveNews::Connection(*connection));
            if *connection == LiveConnection::Open {
                client.send_queued_soon();
            }
        }
        _ => {}
    }
}

impl Browser {
    /// Asks where the backend is, and remembers who was here.
    pub async fn connect() -> Errand<Self> {
        let AppConfig { issuer, social, client_id, inspector, session_type, cookie_session } = fetch_config().await?;
        let usual = if cookie_session.is_some() { session_type } else { SessionType::RefreshToken };
        let ring = inspector.then(|| Arc::new(Ring::telling(tell)));
        let mut builder =
            Client::builder(Endpoints { issuer, social, client_id }).memory(Arc::new(WebStorage::default()));
        builder = match chosen_before().filter(|_| cookie_session.is_some()).unwrap_or(usual) {
            SessionType::Cookie => builder.cookie_session(),
            SessionType::RefreshToken => builder.keyless(),
        };
        builder = builder.queue(Arc::new(WebStorage::new(QUEUE)));
        if let Some(ring) = &ring {
            builder = builder.observer(Arc::clone(ring) as _);
        }
        let client = builder.build().await.map_err(translate)?;
        // For as long as the page lives.
        spawn_local({
            let client = client.clone();
            async move { client.keep_sending().await }
        });
        let live = LiveSource::default();
        live.tell({
            let client = client.clone();
            Rc::new(move |happening| heard(&client, &happening))
        });
        Ok(Self { client, live, usual, cookie: cookie_session, ring })
    }

    async fn submit<T: DeserializeOwned>(&self, write: Write, key: &IdempotencyKey) -> Errand<Outcome<T>> {
        self.client.submit(write, key).await.map_err(translate)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn translate(error: ClientError) -> CommandError {
    error.to_command_error()
}

fn window() -> Errand<Window> {
    web_sys::window().ok_or_else(|| CommandError::new(ErrorCode::Internal, "there is no window"))
}

async fn fetch_config() -> Errand<AppConfig> {
    let offline = |_: JsValue| CommandError::new(ErrorCode::Offline, "the backend does not answer");
    let response: Response = JsFuture::from(window()?.fetch_with_str(CONFIG)).await.map_err(offline)?.unchecked_into();
    if !response.ok() {
        return Err(CommandError::new(ErrorCode::ServerFailed, format!("{CONFIG}: status {}", response.status())));
    }
    let text = JsFuture::from(response.text().map_err(offline)?).await.map_err(offline)?;
    json::read(text.as_string().unwrap_or_default())
        .map_err(|error| CommandError::new(ErrorCode::ServerFailed, format!("{CONFIG}: {error}")))
}

/// The address of this page, without query and fragment: where people come home.
fn home() -> Errand<Url> {
    let mut url = address()?;
    url.set_path("/");
    url.set_query(None);
    url.set_fragment(None);
    Ok(url)
}

fn address() -> Errand<Url> {
    let href = window()?.location().href().map_err(|_| CommandError::new(ErrorCode::Internal, "no address"))?;
    Url::parse(&href).map_err(|error| CommandError::new(ErrorCode::Internal, error.to_string()))
}

/// Whether this address is somebody coming home: with a `code` or an `error`, or with the `state` alone where the answer is
/// in a cookie.
fn is_arrival(address: &Url) -> bool {
    address.query_pairs().any(|(key, _)| key == "state")
}

fn start(look: PageLook) -> Errand<StartPromotion> {
    let color_scheme = look.color_scheme.map(|scheme| match scheme.as_str() {
        "dark" => ColorScheme::Dark,
        _ => ColorScheme::Light,
    });
    Ok(StartPromotion { redirect_uri: home()?.into(), ui_locales: look.ui_locales, color_scheme })
}

fn leave_for(url: &Url) -> Errand<PromotionState> {
    window()?
        .location()
        .assign(url.as_str())
        .map_err(|_| CommandError::new(ErrorCode::BrowserUnavailable, "the page may not be left"))?;
    Ok(PromotionState::Waiting { url: url.to_string(), by_hand: None })
}

#[async_trait(?Send)]
impl Bridge for Browser {
    fn place(&self) -> Place {
        Place::Browser
    }

    fn listen(&self, listener: Rc<dyn Fn(Happening)>) {
        LISTENERS.with_borrow_mut(|listeners| listeners.push(Rc::clone(&listener)));
        self.live.tell(Rc::clone(&listener));
        let tell_queue = Rc::clone(&listener);
        self.client.on_queue_news(move |news: &QueueNews| tell_queue(Happening::Queue(Box::new(news.clone()))));
        // For as long as the page lives: the subscription is never cancelled.
        drop(self.client.on_session_change(move |session: &Session| listener(Happening::Session(session.clone()))));
    }

    async fn arrival(&self) -> Option<(Purpose, PromotionState)> {
        let address = address().ok()?;
        let came_home = if is_arrival(&address) {
            // The code must not stay in the address bar or in the history.
            if let (Ok(home), Ok(history)) = (home(), window().and_then(|window| window.history().map_err(no_history)))
            {
                // Refused only for another origin, and this is ours.
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(home.path()));
            }
            let purpose = if self.client.session().is_guest() { Purpose::KeepAccount } else { Purpose::LogIn };
            let state = match self.client.finish_promotion(&address).await {
                Ok(state) => Some(state),
                // Late, doubled (a reloaded tab) or forged: it changes nothing, so nothing is said.
                Err(ClientError::UnexpectedArrival) => None,
                Err(error) => Some(PromotionState::Failed { error: translate(error) }),
            };
            state.map(|state| (purpose, state))
        } else {
            None
        };
        // What happened since the last visit is found out behind the first paint.
        let client = self.client.clone();
        spawn_local(async move {
            // Offline, what is remembered goes on; the next call that needs the issuer says so.
            let _ = client.resume().await;
        });
        came_home
    }

    async fn session(&self) -> Errand<Session> {
        Ok(self.client.session())
    }

    async fn ensure_guest(&self) -> Errand<Session> {
        self.client.ensure_guest().await.map_err(translate)
    }

    async fn sign_out(&self) -> Errand<Session> {
        self.client.sign_out().await.map_err(translate)
    }

    async fn start_promotion(&self, look: PageLook) -> Errand<PromotionState> {
        leave_for(&self.client.start_promotion(start(look)?).await.map_err(translate)?)
    }

    async fn start_log_in(&self, look: PageLook) -> Errand<PromotionState> {
        leave_for(&self.client.start_log_in(start(look)?).await.map_err(translate)?)
    }

    async fn cancel_promotion(&self) -> Errand<Session> {
        self.client.cancel_promotion().await.map_err(translate)
    }

    async fn kept_accounts(&self) -> Errand<Vec<KeptAccount>> {
        self.client.kept_accounts().await.map_err(translate)
    }

    async fn switch_account(&self) -> Errand<Session> {
        self.client.switch_account().await.map_err(translate)
    }

    async fn erase_guest(&self) -> Errand<Session> {
        self.client.erase_guest().await.map_err(translate)
    }

    fn session_types(&self) -> Option<SessionTypes> {
        let chosen = self.client.next_session_type();
        let in_use = self.client.session_type();
        Some(SessionTypes { in_use, chosen, usual: self.usual, cookie: self.cookie })
    }

    fn choose_session_type(&self, chosen: SessionType) {
        self.client.choose_session_type(chosen);
        page::remember_session_type(match chosen {
            SessionType::Cookie => "cookie",
            SessionType::RefreshToken => "refresh_token",
        });
    }

    async fn vault_state(&self) -> Errand<VaultState> {
        Ok(VaultState::Absent)
    }

    async fn unlock_vault(&self, _passphrase: String) -> Errand<VaultState> {
        Ok(VaultState::Absent)
    }

    async fn start_fresh(&self) -> Errand<Session> {
        self.client.start_over().await.map_err(translate)
    }

    async fn observed(&self) -> Errand<Vec<Observed>> {
        let ring = self.ring.as_ref();
        let ring = ring.ok_or_else(|| CommandError::new(ErrorCode::NotSupported, "there is no inspector here"))?;
        Ok(ring.events())
    }

    async fn break_something(&self, what: Break) -> Errand<Session> {
        self.client.break_something(what).await.map_err(translate)
    }

    async fn switch_backend(&self, _runs: Option<bool>) -> Errand<Option<bool>> {
        // It is not this page's.
        Ok(None)
    }

    async fn keys(&self) -> Errand<KeyList> {
        self.client.keys().await.map_err(translate)
    }

    async fn end_session(&self, session: EndSessionRequest) -> Errand<KeyList> {
        self.client.end_session(session).await.map_err(translate)
    }

    async fn queue(&self) -> Errand<QueueState> {
        self.client.queue().await.map_err(translate)
    }

    async fn take_back(&self, key: IdempotencyKey) -> Errand<bool> {
        self.client.take_back(&key).await.map_err(translate)
    }

    async fn send_queued(&self) -> Errand<QueueState> {
        self.client.send_queued().await.map_err(translate)?;
        self.queue().await
    }

    async fn feed(&self, page: PageRequest) -> Errand<Page<Post>> {
        self.client.feed(&page).await.map_err(translate)
    }

    async fn post(&self, id: PostId) -> Errand<Post> {
        self.client.post(id).await.map_err(translate)
    }

    async fn comments(&self, id: PostId, page: PageRequest) -> Errand<Page<Comment>> {
        self.client.comments(id, &page).await.map_err(translate)
    }

    async fn write_comment(&self, id: PostId, comment: NewComment, key: IdempotencyKey) -> Errand<Outcome<Comment>> {
        self.submit(Write::Comment { post_id: id, comment }, &key).await
    }

    async fn react(&self, id: PostId, reaction: SetReaction, key: IdempotencyKey) -> Errand<Outcome<ReactionSummary>> {
        self.submit(Write::React { post_id: id, reaction }, &key).await
    }

    async fn comment(&self, id: CommentId) -> Errand<Comment> {
        self.client.comment(id).await.map_err(translate)
    }

    async fn profile(&self, sub: Subject) -> Errand<Profile> {
        self.client.profile(&sub).await.map_err(translate)
    }

    async fn activity(&self, sub: Subject, page: PageRequest) -> Errand<Page<Activity>> {
        self.client.activity(&sub, &page).await.map_err(translate)
    }

    async fn my_profile(&self) -> Errand<Option<Profile>> {
        self.client.my_profile().await.map_err(translate)
    }

    async fn notifications(&self, page: PageRequest) -> Errand<NotificationPage> {
        self.client.notifications(&page).await.map_err(translate)
    }

    async fn write_post(
        &self,
        post: NewPost,
        picture: Option<WaitingPicture>,
        key: IdempotencyKey,
    ) -> Errand<Outcome<Post>> {
        self.submit(Write::Post { post, picture }, &key).await
    }

    async fn keep_picture(&self, key: IdempotencyKey, bytes: Vec<u8>) -> Errand<()> {
        self.client.keep_picture(&key, &bytes).await.map_err(translate)
    }

    async fn kept_picture(&self, key: IdempotencyKey) -> Errand<Option<String>> {
        let kept = self.client.kept_picture(&key).await.map_err(translate)?;
        Ok(kept.map(|bytes| BASE64.encode(&bytes)))
    }

    async fn edit_comment(&self, id: CommentId, edit: EditComment, key: IdempotencyKey) -> Errand<Outcome<Comment>> {
        self.submit(Write::EditComment { comment_id: id, edit }, &key).await
    }

    async fn delete_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Outcome<DeletedComment>> {
        self.submit(Write::DeleteComment { comment_id: id }, &key).await
    }

    async fn restore_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Comment> {
        self.client.restore_comment(id, &key).await.map_err(translate)
    }

    async fn react_to_comment(
        &self,
        id: CommentId,
        reaction: SetReaction,
        key: IdempotencyKey,
    ) -> Errand<Outcome<ReactionSummary>> {
        self.submit(Write::ReactToComment { comment_id: id, reaction }, &key).await
    }

    async fn report_post(&self, id: PostId, report: NewReport, key: IdempotencyKey) -> Errand<Reported> {
        self.client.report_post(id, &report, &key).await.map_err(translate)
    }

    async fn report_comment(&self, id: CommentId, report: NewReport, key: IdempotencyKey) -> Errand<Reported> {
        self.client.report_comment(id, &report, &key).await.map_err(translate)
    }

    async fn hide_post(&self, id: PostId, hidden: SetHidden, key: IdempotencyKey) -> Errand<SetHidden> {
        self.client.hide_post(id, hidden, &key).await.map_err(translate)
    }

    async fn hide_comment(&self, id: CommentId, hidden: SetHidden, key: IdempotencyKey) -> Errand<SetHidden> {
        self.client.hide_comment(id, hidden, &key).await.map_err(translate)
    }

    async fn change_profile(&self, change: ProfileChange, key: IdempotencyKey) -> Errand<Profile> {
        self.client.change_profile(&change, &key).await.map_err(translate)
    }

    async fn read_notifications(&self, up_to: NotificationId, key: IdempotencyKey) -> Errand<Unread> {
        self.client.read_notifications(up_to, &key).await.map_err(translate)
    }

    async fn upload_image(&self, format: ImageFormat, bytes: Vec<u8>, key: IdempotencyKey) -> Errand<UploadedImage> {
        self.client.upload_image(format, bytes, &key).await.map_err(translate)
    }

    fn image_address(&self, image: &PostImage) -> String {
        let mut url = self.client.endpoints().social.clone();
        url.set_path(&format!("{}{}", url.path().trim_end_matches('/'), image.url));
        url.into()
    }

    fn follow(&self) {
        self.live.follow(&self.client.endpoints().social);
    }

    async fn preferences(&self) -> Errand<StoredPreferences> {
        self.client.preferences().await.map_err(translate)
    }

    async fn save_preferences(
        &self,
        stored: StoredPreferences,
        key: IdempotencyKey,
    ) -> Errand<Outcome<StoredPreferences>> {
        self.submit(Write::SavePreferences { stored }, &key).await
    }

    async fn save_export(&self) -> Errand<Option<String>> {
        let Some(export) = self.client.export().await.map_err(translate)? else { return Ok(None) };
        let unable = |detail: String| CommandError::new(ErrorCode::Internal, detail);
        let text = serde_json::to_string(&export).map_err(|error| unable(error.to_string()))?;
        let name = export.file_name();
        page::download(&name, "application/json", &text)
            .map_err(|_| unable("the browser saves no files".to_owned()))?;
        Ok(Some(name))
    }
}

fn no_history(_: JsValue) -> CommandError {
    CommandError::new(ErrorCode::Internal, "the history may not be changed")
}
