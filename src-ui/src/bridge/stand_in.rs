//! A made-up world: the same every time, in as many moods as there are screens to look at.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use async_trait::async_trait;
use data_encoding::BASE64;
use houseguest_protocol::{
    identity::{
        EndSessionRequest, KeyInfo, KeyKind, KeyList, SessionInfo, SessionPlace, SessionType, ShortCode, Thumbprint,
    },
    social::{
        Activity, Author, Comment, CommentBody, CommentContent, CommentId, Cursor, DeletedComment, EditComment,
        FieldNote, FieldProblem, IdempotencyKey, ImageFormat, LiveChange, LiveConnection, LiveNews, Mention, Motion,
        NewComment, NewPost, NewReport, Notification, NotificationId, NotificationKind, NotificationPage, Page,
        PageRequest, Post, PostBody, PostId, PostImage, PostLine, PostTitle, Preferences, Profile, ProfileChange,
        ProfileCounts, Reaction, ReactionCount, ReactionSummary, Reported, SetHidden, SetReaction, Standing,
        StoredPreferences, Unread, UploadedImage, find_handles, paths,
    },
    values::{Subject, Timestamp},
    window::{
        ByHand, CommandError, ErrorCode, House, KeptAccount, KitSaved, KitSummary, OpenedBy, Outcome, PairedAs,
        Pairing, PassphraseStrength, PromotionState, QrPicture, QueueNews, QueueState, RefusedWrite, Removal, Session,
        TypedCodeProblem, VaultState, WaitingPicture, WaitingWrite, WaitsElsewhere, WhereKeyLives, Write,
        observed::{Break, Call, Deed, HIDDEN, Observed, Sight, Step, Tokens, VaultWork},
    },
};
use uuid::Uuid;

use super::{Bridge, CookieRules, Errand, Happening, PageLook, Place, SessionTypes};
use crate::state::{feed::Remembered, observed::IS_ANONYMOUS, presence::Purpose, reactions};

/// The instant at which these worlds stand still: early evening on 22 November 2026.
const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_370_400);

/// The mood the world is in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scene {
    /// A visitor; all is well.
    #[default]
    Visitor,
    /// A guest with a vault.
    Guest,
    /// A guest, and a member who waits.
    TwoAccounts,
    /// A guest in a browser.
    BrowserGuest,
    /// The same, remembered by a cookie.
    BrowserCookie,
    /// A member.
    Member,
    /// A guest who signed out.
    SignedOut,
    /// A member whose session is over.
    Ended,
    /// The vault is gone.
    Lost,
    /// A guest that was removed at the server.
    Removed,
    /// A guest who was restored on another device.
    Replaced,
    /// The vault wants its passphrase.
    Passphrase,
    /// The credential store is locked.
    Locked,
    /// The vault came from another machine.
    KeyElsewhere,
    /// The passphrase is being chosen.
    FirstPassphrase,
    /// Another window has the vault.
    InUse,
    /// The vault is damaged, and so is its copy.
    Damaged,
    /// The previous copy of the vault was put back.
    Restored,
    /// The sign-up page is open.
    Waiting,
    /// The sign-up page is open in a browser on another machine.
    ByHand,
    /// The guest has just become a member.
    Promoted,
    /// The person signed in to another account.
    Elsewhere,
    /// The person brought the guest along to another account.
    Merged,
    /// Nothing has been written yet.
    Empty,
    /// Nothing ever arrives.
    Slow,
    /// Nobody answers.
    Offline,
    /// Nobody answers, but the feed is remembered, and a guest's words wait.
    Away,
    /// One can read; every write is refused.
    Refusing,
    /// The first post has ten thousand comments.
    Crowd,
    /// Another device always chooses first how much moves.
    Clash,
    /// A mistake of ours: the app stops at the first reaction.
    Stops,
}

impl Scene {
    /// The scene of this name; the visitor's when there is none.
    #[must_use]
    pub fn named(name: &str) -> Self {
        match name {
            "guest" => Self::Guest,
            "two-accounts" => Self::TwoAccounts,
            "browser-guest" => Self::BrowserGuest,
            "browser-cookie" => Self::BrowserCookie,
            "member" => Self::Member,
            "signed-out" => Self::SignedOut,
            "ended" => Self::Ended,
            "lost" => Self::Lost,
            "removed" => Self::Removed,
            "replaced" => Self::Replaced,
            "passphrase" => Self::Passphrase,
            "locked" => Self::Locked,
            "key-elsewhere" => Self::KeyElsewhere,
            "first-passphrase" => Self::FirstPassphrase,
            "in-use" => Self::InUse,
            "damaged" => Self::Damaged,
            "restored" => Self::Restored,
            "waiting" => Self::Waiting,
            "by-hand" => Self::ByHand,
            "promoted" => Self::Promoted,
            "elsewhere" => Self::Elsewhere,
            "merged" => Self::Merged,
            "empty" => Self::Empty,
            "slow" => Self::Slow,
            "offline" => Self::Offline,
            "away" => Self::Away,
            "refusing" => Self::Refusing,
            "crowd" => Self::Crowd,
            "clash" => Self::Clash,
            "stops" => Self::Stops,
            _ => Self::Visitor,
        }
    }
}

/// A world without an outside.
pub struct StandIn {
    scene: Scene,
    /// How whoever comes next is remembered, in a browser.
    session_type: Cell<SessionType>,
    world: RefCell<World>,
}

struct World {
    session: Session,
    posts: Vec<Post>,
    comments: Vec<Comment>,
    preferences: StoredPreferences,
    /// Whoever is at the screen, as they have made themselves.
    me: Author,
    /// What was deleted, for as long as it can come back.
    deleted: Vec<Comment>,
    read_up_to: NotificationId,
    /// Pictures that were uploaded, by their path.
    pictures: Vec<(String, String)>,
    pairing: Pairing,
    queue: QueueState,
    listeners: Vec<Rc<dyn Fn(Happening)>>,
}

impl std::fmt::Debug for StandIn {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "StandIn({:?})", self.scene)
    }
}

impl StandIn {
    /// A world in this mood.
    #[must_use]
    pub fn new(scene: Scene) -> Self {
        let now = NOW;
        let posts = if scene == Scene::Empty { Vec::new() } else { posts(now) };
        let mut comments = posts.first().map_or_else(Vec::new, |post| comments(post.id, now));
        if scene == Scene::Crowd {
            comments = crowd(&comments, now);
        }
        let world = World {
            session: session(scene, now),
            posts,
            comments,
            preferences: StoredPreferences::default(),
            me: Author::unnamed(sub(1), standing_in(scene)),
            deleted: Vec::new(),
            read_up_to: 0,
            pictures: Vec::new(),
            pairing: Pairing::None,
            queue: if scene == Scene::Away { queue(now) } else { QueueState::default() },
            listeners: Vec::new(),
        };
        let session_type = if scene == Scene::BrowserCookie { SessionType::Cookie } else { SessionType::RefreshToken };
        Self { scene, session_type: Cell::new(session_type), world: RefCell::new(world) }
    }

    async fn answer(&self) -> Errand<()> {
        match self.scene {
            Scene::Slow => std::future::pending().await,
            Scene::Offline | Scene::Away => Err(CommandError::new(ErrorCode::Offline, "nobody is there")),
            _ => Ok(()),
        }
    }

    async fn take(&self) -> Errand<()> {
        self.answer().await?;
        match self.scene {
            Scene::Refusing => return Err(CommandError::new(ErrorCode::Offline, "nobody is there")),
            Scene::Passphrase | Scene::FirstPassphrase | Scene::Locked | Scene::KeyElsewhere | Scene::InUse => {
                return Err(CommandError::new(ErrorCode::VaultLocked, "the vault is locked"));
            }
            _ => {}
        }
        if self.world.borrow().session == Session::Visitor {
            self.tell(session(Scene::Guest, NOW));
        }
        Ok(())
    }

    /// Whether a write is taken now; `false` when it waits instead.
    async fn takes(&self, write: Write, key: IdempotencyKey) -> Errand<bool> {
        if !matches!(self.scene, Scene::Offline | Scene::Away) {
            return self.take().await.map(|()| true);
        }
        self.world.borrow_mut().queue.waiting.push(WaitingWrite { key, since: NOW, write });
        self.tell_queue();
        Ok(false)
    }

    fn tell_queue(&self) {
        let listeners = self.world.borrow().listeners.clone();
        for listener in listeners {
            listener(Happening::Queue(Box::new(QueueNews::Changed)));
        }
    }

    fn pair(&self, pairing: Pairing) -> Pairing {
        self.world.borrow_mut().pairing = pairing.clone();
        pairing
    }

    fn tell(&self, session: Session) -> Session {
        self.world.borrow_mut().session = session.clone();
        let listeners = self.world.borrow().listeners.clone();
        for listener in listeners {
            listener(Happening::Session(session.clone()));
        }
        session
    }
}

/// Three things that wait, and words that were refused.
fn queue(now: Timestamp) -> QueueState {
    let key = |name: &str| IdempotencyKey::parse(name).expect("a key");
    let post_id = PostId::from_u128(1);
    let comment = |text: &str| Write::Comment {
        post_id,
        comment: NewComment { body: CommentBody::parse(text).expect("a body"), parent_id: None },
    };
    let post = |title: &str, text: &str| NewPost {
        title: Some(PostTitle::parse(title).expect("a title")),
        body: PostBody::parse(text).expect("a body"),
        image: None,
    };
    let minutes_ago = |minutes: u64| now - Duration::from_secs(minutes * 60);
    let waiting = |name: &str, minutes, write| WaitingWrite { key: key(name), since: minutes_ago(minutes), write };
    let reaction = SetReaction { reaction: Some(Reaction::Love) };
    QueueState {
        waiting: vec![
            waiting("waits-one", 12, comment("I walked past twice before I dared. Thank you for the chair.")),
            waiting("waits-two", 9, Write::React { post_id, reaction }),
            waiting(
                "waits-post",
                6,
                Write::Post {
                    post: post(
                        "The porch at night",
                        "Somebody left the lamp on. I sat down under it for a while, and it was good.",
                    ),
                    picture: None,
                },
            ),
            waiting("waits-three", 4, comment("And I brought cake, for whenever somebody opens.")),
        ],
        for_others: 2,
        elsewhere: vec![WaitsElsewhere { house: House::named(House::EMBEDDED), count: 1 }],
        refused: vec![RefusedWrite {
            key: key("refused-one"),
            write: comment("Is this bench still free on Sundays?"),
            error: CommandError::new(ErrorCode::NotFound, "no such comment"),
        }],
    }
}

/// Some squares, for looking at.
const QR_PATH: &str = "M4,4h7v1h-7zM4,10h7v1h-7zM4,5h1v5h-1zM10,5h1v5h-1zM6,6h3v3h-3zM22,4h7v1h-7zM22,10h7v1h-7zM22,5h1v5h-1zM28,5h1v5h-1zM24,6h3v3h-3zM4,22h7v1h-7zM4,28h7v1h-7zM4,23h1v5h-1zM10,23h1v5h-1zM6,24h3v3h-3zM13,5h2v3h-2zM17,8h3v2h-3zM13,13h4v4h-4zM20,14h6v2h-6zM14,21h5v3h-5zM21,20h3v5h-3zM26,24h3v4h-3zM12,27h6v2h-6z";

/// Two devices and a kit, or the sessions of somebody without a key.
fn access(scene: Scene, now: Timestamp) -> KeyList {
    let day = Duration::from_secs(86_400);
    let print = |n: u8| Thumbprint::from_bytes([n; 32]);
    let key = |n: u8, kind: KeyKind, label: Option<&str>, days: u32, is_this_device: bool| KeyInfo {
        thumbprint: if n == 1 { thumbprint() } else { print(n) },
        kind,
        label: label.map(str::to_owned),
        created_at: now - day * days,
        last_used_at: if kind == KeyKind::Device { now - Duration::from_secs(7_200) } else { now - day * days },
        is_this_device,
    };
    let session = |n: u128, place: SessionPlace, label: &str, is_this_one: bool| SessionInfo {
        id: Uuid::from_u128(n),
        place,
        application: Some("Houseguest".to_owned()),
        label: Some(label.to_owned()),
        key: None,
        created_at: now - day,
        last_used_at: now - Duration::from_secs(600),
        ends_at: now + day * 30 - Duration::from_secs(600),
        is_this_one,
    };
    let keys = match scene {
        Scene::Member | Scene::Promoted | Scene::Elsewhere | Scene::BrowserGuest => Vec::new(),
        _ => vec![
            key(1, KeyKind::Device, Some("Linux"), 3, true),
            key(2, KeyKind::Device, Some("Windows"), 2, false),
            key(3, KeyKind::Recovery, None, 1, false),
        ],
    };
    let sessions =
        vec![session(1, SessionPlace::App, "Linux", true), session(2, SessionPlace::Browser, "Firefox 144", false)];
    let idle_guest_days = (!keys.is_empty() || scene == Scene::BrowserGuest).then_some(90);
    KeyList { keys, sessions, idle_guest_days }
}

fn sub(n: u128) -> Subject {
    Subject::from(Uuid::from_u128(0x3b1f_66c2_9d0e_4a57_8c11_0000_0000_0000 + n))
}

/// The picture of the first post.
const PORCH: &[u8] = include_bytes!("../../../assets/seed/images/porch.svg");

/// Where the picture of the first post is.
const PICTURE: &str = "/social/v1/images/5eed1000-0000-4000-8000-000000000001";

fn standing_in(scene: Scene) -> Standing {
    match session(scene, Timestamp::from_unix_seconds(0)) {
        Session::Member { .. } => Standing::Member,
        _ => Standing::Guest,
    }
}

fn said_by(author: Author, body: &str) -> CommentContent {
    CommentContent {
        author: Some(author),
        body: CommentBody::parse(body).expect("acceptable text"),
        mentions: Vec::new(),
        version: 1,
        edited_at: None,
        reactions: ReactionSummary::default(),
        mine: false,
        hidden: false,
    }
}

fn not_found() -> CommandError {
    CommandError::new(ErrorCode::NotFound, "no such thing")
}

impl World {
    /// Everybody who has written something here, and whoever is at the screen.
    fn people(&self) -> impl Iterator<Item = &Author> {
        let of_posts = self.posts.iter().filter_map(|post| post.author.as_ref());
        let of_comments = self.comments.iter().filter_map(Comment::author);
        [&self.me].into_iter().chain(of_posts).chain(of_comments)
    }

    fn mentions_in(&self, body: &str) -> Vec<Mention> {
        let characters = |bytes: usize| u32::try_from(body[..bytes].chars().count()).unwrap_or(u32::MAX);
        find_handles(body)
            .filter_map(|(place, handle)| {
                let person = self.people().find(|person| person.handle == handle)?;
                let (start, end) = (characters(place.start), characters(place.end));
                Some(Mention { start, end, sub: person.sub.clone(), handle })
            })
            .collect()
    }

    fn line(&self, post: PostId) -> PostLine {
        let found = self.posts.iter().find(|known| known.id == post);
        PostLine { id: post, headline: found.map(Post::headline).unwrap_or_default() }
    }

    fn content(&mut self, id: CommentId) -> Errand<&mut CommentContent> {
        let found = self.comments.iter_mut().find(|comment| comment.id == id);
        found.and_then(|comment| comment.content.as_mut()).ok_or_else(not_found)
    }

    fn mark(&self, mut comment: Comment) -> Comment {
        if let Some(content) = &mut comment.content {
            content.mine = content.author.as_ref().is_some_and(|author| Some(&author.sub) == self.session.sub());
        }
        comment
    }

    fn news(&self) -> Vec<Notification> {
        let told = [(2, 12_u128, NotificationKind::Mention), (1, 11, NotificationKind::Reply)];
        let told = told.into_iter().filter(|_| self.session.sub().is_some()).filter_map(|(id, comment, kind)| {
            let comment = self.comments.iter().find(|known| known.id == CommentId::from_u128(comment))?.clone();
            let (post, at) = (self.line(comment.post_id), comment.created_at);
            let author = comment.content.as_ref()?.author.clone();
            Some(Notification { id, kind, author, comment: Some(comment), post, at, read: id <= self.read_up_to })
        });
        told.collect()
    }

    fn unread(&self) -> u32 {
        u32::try_from(self.news().iter().filter(|news| !news.read).count()).unwrap_or(u32::MAX)
    }

    fn profile(&self, person: &Author) -> Profile {
        let by = |author: Option<&Author>| author.is_some_and(|author| author.sub == person.sub);
        let count = |found: usize| u32::try_from(found).unwrap_or(u32::MAX);
        let now = NOW;
        Profile {
            person: person.clone(),
            joined_at: now - Duration::from_secs(9 * 86_400),
            promoted_at: (person.standing == Standing::Member).then(|| now - Duration::from_secs(600)),
            counts: ProfileCounts {
                posts: count(self.posts.iter().filter(|post| by(post.author.as_ref())).count()),
                comments: count(self.comments.iter().filter(|comment| by(comment.author())).count()),
                reactions: 4,
            },
            mine: Some(&person.sub) == self.session.sub(),
        }
    }
}

fn thumbprint() -> Thumbprint {
    serde_json::from_str("\"NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs\"").expect("a thumbprint")
}

fn session(scene: Scene, now: Timestamp) -> Session {
    let since = Some(now - Duration::from_secs(3 * 86_400));
    match scene {
        Scene::Guest
        | Scene::TwoAccounts
        | Scene::Restored
        | Scene::Waiting
        | Scene::ByHand
        | Scene::Away
        | Scene::Refusing
        | Scene::Crowd
        | Scene::Clash
        | Scene::Stops => Session::Guest { sub: sub(1), since, key: WhereKeyLives::Vault { thumbprint: thumbprint() } },
        Scene::BrowserCookie => Session::Guest { sub: sub(1), since, key: WhereKeyLives::BrowserCookie },
        Scene::BrowserGuest => Session::Guest { sub: sub(1), since, key: WhereKeyLives::BrowserSession },
        Scene::Member | Scene::Promoted => {
            Session::Member { sub: sub(1), since, login: Some("mira@example.org".to_owned()) }
        }
        Scene::Elsewhere | Scene::Merged => {
            Session::Member { sub: sub(9), since: None, login: Some("mira@example.org".to_owned()) }
        }
        Scene::SignedOut => Session::SignedOut { sub: sub(1) },
        Scene::Ended => Session::Ended { sub: sub(1), login: Some("mira@example.org".to_owned()) },
        Scene::Lost => Session::Lost { sub: Some(sub(1)) },
        Scene::Removed => Session::Removed { sub: Some(sub(1)), why: Removal::CleanUp },
        Scene::Replaced => Session::Removed { sub: Some(sub(1)), why: Removal::Replaced },
        Scene::Visitor
        | Scene::Passphrase
        | Scene::FirstPassphrase
        | Scene::KeyElsewhere
        | Scene::InUse
        | Scene::Locked
        | Scene::Damaged
        | Scene::Empty
        | Scene::Slow
        | Scene::Offline => Session::Visitor,
    }
}

fn posts(now: Timestamp) -> Vec<Post> {
    let said = [
        (
            "Ines Moreau",
            "The porch light is on",
            "We finally fixed the lamp by the front door. It has a sensor now, so it comes on by itself when somebody walks up the path.\n\nTonight it lit up for a hedgehog. He seemed to think the welcome was appropriate, and stayed for a while.\n\nIf you have never been here before: come in as you are. Stay as long as you like.",
            18,
            6,
            [(Reaction::Love, 14), (Reaction::Cheer, 5)],
        ),
        (
            "Tomás Oliveira",
            "Bread for people who forget about bread",
            "Mix four cups of flour, two of water, a little salt and less yeast than you think. Leave it on the counter overnight and forget about it. Bake it hot, in a pot with a lid. Forgetting is the important step, which is why this recipe has never failed me.",
            95,
            12,
            [(Reaction::Love, 31), (Reaction::Laugh, 8)],
        ),
        (
            "Hana Sato",
            "What do you keep by the door?",
            "Umbrellas, keys, a shoe horn from my grandfather, and a list of things that I have already forgotten twice. What is on your hallway shelf, and who put it there?",
            340,
            27,
            [(Reaction::Think, 9), (Reaction::Love, 4)],
        ),
        (
            "Ruth Okafor",
            "A short history of the spare room",
            "For most of the time there have been houses, guests slept where everybody slept. A room that waits for somebody is a rather new idea, and a generous one.",
            2_100,
            3,
            [(Reaction::Think, 17), (Reaction::Cheer, 2)],
        ),
    ];
    (1_u128..)
        .zip(said)
        .map(|(n, (author, title, body, minutes, comment_count, counts))| Post {
            id: Uuid::from_u128(n),
            author: Some(Author { name: author.to_owned(), ..Author::unnamed(sub(100 + n), Standing::Member) }),
            title: Some(PostTitle::parse(title).expect("acceptable text")),
            body: PostBody::parse(body).expect("acceptable text"),
            mentions: Vec::new(),
            image: (n == 1).then(|| PostImage {
                url: PICTURE.to_owned(),
                alt: "A small house in the evening; the lamp beside its door is lit.".to_owned(),
                width: 800,
                height: 500,
            }),
            mine: false,
            hidden: false,
            created_at: now - Duration::from_secs(minutes * 60),
            comment_count,
            reactions: ReactionSummary {
                counts: counts.map(|(reaction, count)| ReactionCount { reaction, count }).to_vec(),
                mine: None,
            },
        })
        .collect()
}

fn comments(post_id: PostId, now: Timestamp) -> Vec<Comment> {
    type Said = (u128, Option<u128>, u128, Standing, u64, &'static str);
    let said: [Said; 6] = [
        (
            11,
            None,
            2,
            Standing::Member,
            16,
            "Hedgehogs are the best judges of a porch. Ours only visits when the light is warm white.",
        ),
        (12, Some(11), 3, Standing::Guest, 14, "Which bulb did you use? Asking for a friend with small feet."),
        (13, Some(12), 4, Standing::Member, 12, "2,700 kelvin, and pointed down, so that the moths keep their night."),
        (14, Some(13), 3, Standing::Guest, 9, "Ordered. My friend says thank you."),
        (
            15,
            None,
            5,
            Standing::Guest,
            7,
            "I only came to look, and now I'm writing a comment about a lamp. Lovely place.",
        ),
        (16, None, 1, Standing::Guest, 3, "Could you post a picture of the hedgehog?"),
    ];
    said.into_iter()
        .map(|(id, parent, who, standing, minutes, body)| Comment {
            id: CommentId::from_u128(id),
            post_id,
            parent_id: parent.map(CommentId::from_u128),
            created_at: now - Duration::from_secs(minutes * 60),
            content: (id != 13).then(|| {
                let mut content = said_by(Author::unnamed(sub(who), standing), body);
                content.edited_at = (id == 12).then(|| now - Duration::from_secs(13 * 60));
                if id == 11 {
                    content.reactions.counts = vec![ReactionCount { reaction: Reaction::Love, count: 3 }];
                }
                // Somebody who has left.
                if id == 15 {
                    content.author = None;
                }
                content
            }),
        })
        .collect()
}

/// A first comment, a return, and where the scene has it a promotion.
fn observed(now: Timestamp, scene: Scene) -> Vec<Observed> {
    let call = |method: &str, path: &str, status: u16, request: Option<String>, response: &str| {
        Sight::Call(Call {
            method: method.to_owned(),
            origin: "http://127.0.0.1:40123".to_owned(),
            path: path.to_owned(),
            bearer: path.starts_with("/social"),
            cookies: false,
            form: path == "/oauth2/token",
            request,
            status: Some(status),
            ms: 7,
            response: Some(response.to_owned()),
            failure: None,
        })
    };
    let vault = |deed, note: Option<&str>| {
        let thumbprint = (deed != Deed::Saved).then(thumbprint);
        Sight::Vault(VaultWork { deed, thumbprint, note: note.map(str::to_owned), done: true })
    };
    let tokens = |is_guest: bool, session: &str| {
        let claims = |more: &[(&str, String)]| {
            let mut claims = vec![
                ("iss".to_owned(), "http://127.0.0.1:40123".to_owned()),
                ("sub".to_owned(), sub(1).to_string()),
                (IS_ANONYMOUS.to_owned(), is_guest.to_string()),
                ("sid".to_owned(), session.to_owned()),
                ("iat".to_owned(), now.unix_seconds().to_string()),
            ];
            claims.extend(more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())));
            claims
        };
        let exp = |seconds: i64| ("exp", (now.unix_seconds() + seconds).to_string());
        Sight::Tokens(Tokens {
            access: claims(&[exp(1_800), ("jti", session.to_owned())]),
            id: claims(&[exp(300)]),
            expires_in: Some(1_800),
            refresh: true,
        })
    };
    let grant =
        |name: &str, secret: &str| Some(format!("grant_type={name}\nclient_id=houseguest-app\n{secret}={HIDDEN}"));
    let answer =
        format!("{{\n  \"access_token\": \"{HIDDEN}\",\n  \"expires_in\": 1800,\n  \"token_type\": \"Bearer\"\n}}");
    let refused = "{\n  \"error\": \"invalid_grant\"\n}";
    let proof = "urn:authgear:params:oauth:grant-type:anonymous-request";
    let comments = "/social/v1/posts/00000000-0000-0000-0000-000000000001/comments";
    let mut told = vec![
        (0, Step::Vault, vault(Deed::Opened, None)),
        (1, Step::Read, call("GET", "/social/v1/posts", 200, None, "{\n  \"items\": []\n}")),
        (2, Step::Key, vault(Deed::KeyMade, None)),
        (2, Step::Challenge, call("POST", "/oauth2/challenge", 200, None, "{}")),
        (2, Step::Key, vault(Deed::Signed, None)),
        (2, Step::KeyProof, call("POST", "/oauth2/token", 200, grant(proof, "jwt"), &answer)),
        (2, Step::KeyProof, tokens(true, "…Xq81bA")),
        (2, Step::Memory, vault(Deed::Saved, Some("sub, standing, refresh_token"))),
        (2, Step::WriteComment, call("POST", comments, 201, Some(format!("{{\n  \"body\": \"{HIDDEN}\"\n}}")), "{}")),
        (0, Step::Live, Sight::Live(LiveNews::Connection(LiveConnection::Open))),
        (0, Step::Live, Sight::Live(LiveNews::Change(LiveChange::PostAdded { post_id: PostId::from_u128(4) }))),
        (3, Step::Break, Sight::Broken(Break::RevokeSession)),
        (3, Step::Refresh, call("POST", "/oauth2/token", 400, grant("refresh_token", "refresh_token"), refused)),
        (3, Step::KeyProof, call("POST", "/oauth2/token", 200, grant(proof, "jwt"), &answer)),
        (3, Step::KeyProof, tokens(true, "…p0Lw3Z")),
    ];
    if matches!(scene, Scene::Member | Scene::Promoted) {
        told.extend([
            (4, Step::CodeExchange, call("POST", "/oauth2/token", 200, grant("authorization_code", "code"), &answer)),
            (4, Step::CodeExchange, tokens(false, "…9sTk2e")),
            (4, Step::Key, vault(Deed::Retired, None)),
        ]);
    }
    (1..).zip(told).map(|(number, (errand, step, what))| Observed { number, at: now, errand, step, what }).collect()
}

/// Ten thousand comments by many people, in branches of all shapes.
fn crowd(first: &[Comment], now: Timestamp) -> Vec<Comment> {
    const MANY: u128 = 10_000;
    let said: Vec<&Comment> = first.iter().filter(|comment| comment.author().is_some()).collect();
    (0..MANY)
        .map(|n| {
            let place = usize::try_from(n).unwrap_or_default();
            let mut comment = said[place % said.len()].clone();
            comment.id = CommentId::from_u128(1_000 + n);
            // Every third one begins a branch; the others answer one shortly before.
            comment.parent_id = (n % 3 != 0).then(|| CommentId::from_u128(1_000 + n - 1 - (n % 5).min(n - 1)));
            comment.created_at = now - Duration::from_secs(2 * u64::try_from(MANY - n).unwrap_or_default());
            if let Some(content) = &mut comment.content {
                content.author = Some(Author::unnamed(sub(200 + n % 97), Standing::Guest));
                let more = " It says a little more than the one before.".repeat(place % 4);
                content.body = CommentBody::parse(&format!("{n}. {}{more}", &*content.body)).expect("acceptable text");
                content.edited_at = None;
            }
            comment
        })
        .collect()
}

/// What the page in the browser shows.
const TYPED_CODE: &str = "K7QF-2M9X";

/// The way home by hand.
fn by_hand() -> ByHand {
    let address = "https://id.example.org/go/7Q2M-K9XF".to_owned();
    ByHand {
        picture: Some(QrPicture { size: 33, path: QR_PATH.to_owned() }),
        address,
        expires_at: NOW + Duration::from_secs(290),
    }
}

#[async_trait(?Send)]
impl Bridge for StandIn {
    fn place(&self) -> Place {
        match self.scene {
            Scene::BrowserGuest | Scene::BrowserCookie => Place::Browser,
            _ => Place::Window,
        }
    }

    fn session_types(&self) -> Option<SessionTypes> {
        let in_use = match self.scene {
            Scene::BrowserGuest => SessionType::RefreshToken,
            Scene::BrowserCookie => SessionType::Cookie,
            _ => return None,
        };
        let cookie = CookieRules { ends_with_browser: false, idle_seconds: Some(30 * 86_400) };
        let (chosen, usual) = (self.session_type.get(), SessionType::RefreshToken);
        Some(SessionTypes { in_use, chosen, usual, cookie: Some(cookie) })
    }

    fn choose_session_type(&self, chosen: SessionType) {
        self.session_type.set(chosen);
    }

    fn now(&self) -> Timestamp {
        NOW
    }

    fn listen(&self, listener: Rc<dyn Fn(Happening)>) {
        self.world.borrow_mut().listeners.push(listener);
    }

    async fn arrival(&self) -> Option<(Purpose, PromotionState)> {
        let state = match self.scene {
            Scene::Waiting | Scene::ByHand => Some(PromotionState::Waiting {
                url: "http://127.0.0.1:40123/oauth2/authorize?response_type=code&client_id=houseguest-app".to_owned(),
                by_hand: (self.scene == Scene::ByHand).then(by_hand),
            }),
            Scene::Promoted => Some(PromotionState::Promoted { sub: sub(1) }),
            Scene::Elsewhere => Some(PromotionState::SignedInElsewhere { sub: sub(9), guest: sub(1) }),
            Scene::Merged => Some(PromotionState::Merged { sub: sub(9), guest: sub(1) }),
            _ => None,
        };
        state.map(|state| (Purpose::KeepAccount, state))
    }

    async fn session(&self) -> Errand<Session> {
        Ok(self.world.borrow().session.clone())
    }

    async fn ensure_guest(&self) -> Errand<Session> {
        Ok(self.tell(session(Scene::Guest, NOW)))
    }

    async fn sign_out(&self) -> Errand<Session> {
        Ok(self.tell(Session::SignedOut { sub: sub(1) }))
    }

    async fn start_promotion(&self, _look: PageLook) -> Errand<PromotionState> {
        self.answer().await?;
        Ok(PromotionState::Waiting { url: "http://127.0.0.1:40123/oauth2/authorize".to_owned(), by_hand: None })
    }

    async fn start_log_in(&self, look: PageLook) -> Errand<PromotionState> {
        self.start_promotion(look).await
    }

    async fn start_by_hand(&self, _look: PageLook) -> Errand<ByHand> {
        self.answer().await?;
        Ok(by_hand())
    }

    /// Takes the code `K7QF-2M9X` and no other.
    async fn finish_by_hand(&self, code: String) -> Errand<PromotionState> {
        self.answer().await?;
        let wrong = |problem| CommandError::new(ErrorCode::TypedCode(problem), "a made-up world");
        match ShortCode::parse(&code) {
            Err(_) => Err(wrong(TypedCodeProblem::NotACode)),
            Ok(code) if code.to_string() != TYPED_CODE => Err(wrong(TypedCodeProblem::Wrong)),
            Ok(_) => {
                self.tell(session(Scene::Promoted, NOW));
                Ok(PromotionState::Promoted { sub: sub(1) })
            }
        }
    }

    async fn cancel_promotion(&self) -> Errand<Session> {
        self.session().await
    }

    async fn kept_accounts(&self) -> Errand<Vec<KeptAccount>> {
        let since = Some(NOW - Duration::from_secs(40 * 86_400));
        let login = Some("mira@example.org".to_owned());
        Ok(match self.scene {
            Scene::TwoAccounts => vec![KeptAccount { sub: sub(9), standing: Standing::Member, since, login }],
            Scene::Elsewhere => vec![KeptAccount { sub: sub(1), standing: Standing::Guest, since, login: None }],
            _ => Vec::new(),
        })
    }

    async fn switch_account(&self) -> Errand<Session> {
        let goes_to = if self.world.borrow().session.is_guest() { Scene::Elsewhere } else { Scene::Guest };
        Ok(self.tell(session(goes_to, NOW)))
    }

    async fn erase_guest(&self) -> Errand<Session> {
        Ok(self.tell(Session::Visitor))
    }

    async fn vault_state(&self) -> Errand<VaultState> {
        Ok(match self.scene {
            Scene::Passphrase => VaultState::NeedsPassphrase { first_time: false },
            Scene::FirstPassphrase => VaultState::NeedsPassphrase { first_time: true },
            Scene::KeyElsewhere => VaultState::KeyElsewhere,
            Scene::InUse => VaultState::InUse,
            Scene::Locked => VaultState::Locked { detail: "the collection is locked".to_owned() },
            Scene::Damaged => VaultState::Damaged { moved_to: Some("vault.damaged-2026-11-22.stronghold".to_owned()) },
            Scene::Restored => VaultState::Open { restored: true, opened_by: OpenedBy::CredentialStore },
            Scene::TwoAccounts => VaultState::Open { restored: false, opened_by: OpenedBy::Passphrase },
            Scene::Guest | Scene::Waiting | Scene::ByHand => {
                VaultState::Open { restored: false, opened_by: OpenedBy::CredentialStore }
            }
            _ => VaultState::Absent,
        })
    }

    async fn unlock_vault(&self, _passphrase: String) -> Errand<VaultState> {
        Err(CommandError::new(ErrorCode::VaultLocked, "another passphrase"))
    }

    async fn start_fresh(&self) -> Errand<Session> {
        Ok(self.tell(Session::Visitor))
    }

    async fn observed(&self) -> Errand<Vec<Observed>> {
        Ok(match self.scene {
            Scene::Visitor | Scene::Empty | Scene::Slow | Scene::Offline => Vec::new(),
            _ => observed(NOW, self.scene),
        })
    }

    async fn break_something(&self, _what: Break) -> Errand<Session> {
        self.session().await
    }

    async fn switch_backend(&self, runs: Option<bool>) -> Errand<Option<bool>> {
        Ok(Some(runs.unwrap_or(true)))
    }

    async fn keys(&self) -> Errand<KeyList> {
        self.answer().await?;
        if self.scene == Scene::BrowserCookie {
            return Err(CommandError::new(ErrorCode::NotSupported, "the session is a cookie"));
        }
        Ok(access(self.scene, NOW))
    }

    async fn revoke_key(&self, key: Thumbprint, _even_the_last: bool) -> Errand<KeyList> {
        self.take().await?;
        let mut list = access(self.scene, NOW);
        list.keys.retain(|kept| kept.thumbprint != key);
        Ok(list)
    }

    async fn end_session(&self, session: EndSessionRequest) -> Errand<KeyList> {
        self.take().await?;
        let mut list = access(self.scene, NOW);
        list.sessions.retain(|kept| kept.id != session.id);
        Ok(list)
    }

    async fn judge_passphrase(&self, passphrase: String) -> Errand<PassphraseStrength> {
        let score = u8::try_from(passphrase.chars().count() / 5).unwrap_or(4).min(4);
        Ok(PassphraseStrength { score, is_enough: score >= 3 })
    }

    async fn save_recovery_kit(&self, _passphrase: String) -> Errand<Option<KitSaved>> {
        self.take().await?;
        Ok(Some(KitSaved { file_name: "houseguest-recovery-3b1f66-2026-11-22.kit".to_owned() }))
    }

    async fn choose_recovery_kit(&self) -> Errand<Option<KitSummary>> {
        Ok(Some(KitSummary {
            file_name: "houseguest-recovery-3b1f66-2026-11-22.kit".to_owned(),
            issuer_host: "house.example.org".to_owned(),
            made_on: "2026-11-22".to_owned(),
        }))
    }

    async fn restore(&self, _passphrase: String) -> Errand<Session> {
        self.answer().await?;
        Ok(self.tell(session(Scene::Guest, NOW)))
    }

    async fn offer_device(&self) -> Errand<Pairing> {
        self.answer().await?;
        Ok(self.pair(Pairing::Offered {
            code: "K7QF-2M9X-4TRB-8W0Z".to_owned(),
            picture: Some(QrPicture { size: 33, path: QR_PATH.to_owned() }),
            expires_at: NOW + Duration::from_secs(300),
        }))
    }

    async fn join_device(&self, _code: String) -> Errand<Pairing> {
        self.answer().await?;
        Ok(self.pair(Pairing::Comparing {
            number: serde_json::from_str("418207").expect("a number"),
            paired_as: PairedAs::Guest,
            label: Some("Linux".to_owned()),
            is_confirmed: false,
            expires_at: NOW + Duration::from_secs(300),
        }))
    }

    async fn pairing(&self) -> Errand<Pairing> {
        Ok(self.world.borrow().pairing.clone())
    }

    async fn confirm_pairing(&self) -> Errand<Pairing> {
        Ok(self.pair(Pairing::Added { label: Some("Linux".to_owned()) }))
    }

    async fn cancel_pairing(&self) -> Errand<Pairing> {
        Ok(self.pair(Pairing::None))
    }

    async fn queue(&self) -> Errand<QueueState> {
        Ok(self.world.borrow().queue.clone())
    }

    async fn take_back(&self, key: IdempotencyKey) -> Errand<bool> {
        {
            let mut world = self.world.borrow_mut();
            world.queue.waiting.retain(|write| write.key != key);
            world.queue.refused.retain(|write| write.key != key);
        }
        self.tell_queue();
        Ok(true)
    }

    async fn send_queued(&self) -> Errand<QueueState> {
        self.queue().await
    }

    fn remembered_feed(&self) -> Option<String> {
        let remembered = Remembered::of(&self.world.borrow().posts, NOW - Duration::from_secs(25 * 60));
        (self.scene == Scene::Away).then(|| serde_json::to_string(&remembered).expect("posts make JSON"))
    }

    fn remember_feed(&self, _feed: &str) {
        // This world is always the same.
    }

    async fn feed(&self, page: PageRequest) -> Errand<Page<Post>> {
        self.answer().await?;
        let world = self.world.borrow();
        // Two parts, so that there is something to ask for.
        let half = world.posts.len().min(3);
        Ok(match page.after {
            None => Page {
                items: world.posts[..half].to_vec(),
                next: (world.posts.len() > half).then(|| Cursor("more".to_owned())),
            },
            Some(_) => Page { items: world.posts[half..].to_vec(), next: None },
        })
    }

    async fn post(&self, id: PostId) -> Errand<Post> {
        self.answer().await?;
        let world = self.world.borrow();
        let found = world.posts.iter().find(|post| post.id == id);
        found.cloned().ok_or_else(|| CommandError::new(ErrorCode::NotFound, "no such post"))
    }

    async fn comments(&self, id: PostId, _page: PageRequest) -> Errand<Page<Comment>> {
        self.answer().await?;
        let mut items: Vec<Comment> =
            self.world.borrow().comments.iter().filter(|comment| comment.post_id == id).cloned().collect();
        for comment in &mut items {
            *comment = self.world.borrow().mark(comment.clone());
        }
        Ok(Page { items, next: None })
    }

    async fn write_comment(&self, id: PostId, comment: NewComment, key: IdempotencyKey) -> Errand<Outcome<Comment>> {
        if !self.takes(Write::Comment { post_id: id, comment: comment.clone() }, key).await? {
            return Ok(Outcome::Queued);
        }
        let me = self.world.borrow().me.clone();
        let mut content = said_by(me, &comment.body);
        content.mentions = self.world.borrow().mentions_in(&comment.body);
        content.mine = true;
        let comment = Comment {
            id: CommentId::new_v4(),
            post_id: id,
            parent_id: comment.parent_id,
            created_at: NOW,
            content: Some(content),
        };
        self.world.borrow_mut().comments.push(comment.clone());
        Ok(Outcome::Sent(comment))
    }

    async fn react(&self, id: PostId, reaction: SetReaction, key: IdempotencyKey) -> Errand<Outcome<ReactionSummary>> {
        assert!(self.scene != Scene::Stops, "this world stops at a reaction");
        if !self.takes(Write::React { post_id: id, reaction }, key).await? {
            return Ok(Outcome::Queued);
        }
        let mut world = self.world.borrow_mut();
        let post = world.posts.iter_mut().find(|post| post.id == id);
        let post = post.ok_or_else(|| CommandError::new(ErrorCode::NotFound, "no such post"))?;
        post.reactions = reactions::with_choice(&post.reactions, reaction.reaction);
        Ok(Outcome::Sent(post.reactions.clone()))
    }

    async fn comment(&self, id: CommentId) -> Errand<Comment> {
        self.answer().await?;
        let world = self.world.borrow();
        let found = world.comments.iter().find(|comment| comment.id == id).cloned();
        found.map(|comment| world.mark(comment)).ok_or_else(not_found)
    }

    async fn profile(&self, sub: Subject) -> Errand<Profile> {
        self.answer().await?;
        let world = self.world.borrow();
        let found = world.people().find(|person| person.sub == sub);
        found.map(|person| world.profile(person)).ok_or_else(not_found)
    }

    async fn activity(&self, sub: Subject, _page: PageRequest) -> Errand<Page<Activity>> {
        self.answer().await?;
        let world = self.world.borrow();
        let theirs = world.comments.iter().rev().filter(|comment| comment.author_sub() == Some(&sub));
        let items = theirs.enumerate().map(|(number, comment)| Activity {
            comment: world.mark(comment.clone()),
            post: world.line(comment.post_id),
            // What a member wrote first, they wrote as a guest.
            written_as: match comment.author().map(|author| author.standing) {
                Some(Standing::Member) if number == 0 => Standing::Member,
                _ => Standing::Guest,
            },
        });
        Ok(Page { items: items.collect(), next: None })
    }

    async fn my_profile(&self) -> Errand<Option<Profile>> {
        self.answer().await?;
        let world = self.world.borrow();
        Ok(matches!(world.session, Session::Guest { .. } | Session::Member { .. }).then(|| world.profile(&world.me)))
    }

    async fn notifications(&self, _page: PageRequest) -> Errand<NotificationPage> {
        self.answer().await?;
        let world = self.world.borrow();
        Ok(NotificationPage { items: world.news(), next: None, unread: world.unread() })
    }

    async fn keep_picture(&self, _key: IdempotencyKey, _bytes: Vec<u8>) -> Errand<()> {
        Ok(())
    }

    async fn kept_picture(&self, _key: IdempotencyKey) -> Errand<Option<String>> {
        Ok(None)
    }

    async fn write_post(
        &self,
        post: NewPost,
        picture: Option<WaitingPicture>,
        key: IdempotencyKey,
    ) -> Errand<Outcome<Post>> {
        if !self.takes(Write::Post { post: post.clone(), picture: picture.clone() }, key).await? {
            return Ok(Outcome::Queued);
        }
        let mut world = self.world.borrow_mut();
        let post = Post {
            id: PostId::new_v4(),
            author: Some(world.me.clone()),
            title: post.title,
            mentions: world.mentions_in(&post.body),
            body: post.body,
            image: post.image.map(|image| PostImage {
                url: paths::image(image.id),
                alt: image.alt.map(|alt| alt.to_string()).unwrap_or_default(),
                width: 800,
                height: 500,
            }),
            created_at: NOW,
            comment_count: 0,
            reactions: ReactionSummary::default(),
            mine: true,
            hidden: false,
        };
        world.posts.insert(0, post.clone());
        Ok(Outcome::Sent(post))
    }

    async fn edit_comment(&self, id: CommentId, edit: EditComment, key: IdempotencyKey) -> Errand<Outcome<Comment>> {
        if !self.takes(Write::EditComment { comment_id: id, edit: edit.clone() }, key).await? {
            return Ok(Outcome::Queued);
        }
        {
            let mut world = self.world.borrow_mut();
            let mentions = world.mentions_in(&edit.body);
            let content = world.content(id)?;
            if content.version != edit.version {
                return Err(CommandError::new(ErrorCode::Conflict, "another device was first"));
            }
            content.version += 1;
            content.edited_at = Some(NOW);
            (content.body, content.mentions) = (edit.body, mentions);
        }
        self.comment(id).await.map(Outcome::Sent)
    }

    async fn delete_comment(&self, id: CommentId, key: IdempotencyKey) -> Errand<Outcome<DeletedComment>> {
        if !self.takes(Write::DeleteComment { comment_id: id }, key).await? {
            return Ok(Outcome::Queued);
        }
        let mut world = self.world.borrow_mut();
        let place = world.comments.iter().position(|comment| comment.id == id).ok_or_else(not_found)?;
        let has_answers = world.comments.iter().any(|comment| comment.parent_id == Some(id));
        let whole = world.comments[place].clone();
        if has_answers {
            world.comments[place].content = None;
        } else {
            world.comments.remove(place);
        }
        world.deleted.push(whole);
        Ok(Outcome::Sent(DeletedComment { id, restorable_until: NOW + Duration::from_secs(600) }))
    }

    async fn restore_comment(&self, id: CommentId, _key: IdempotencyKey) -> Errand<Comment> {
        self.take().await?;
        let mut world = self.world.borrow_mut();
        let deleted = world.deleted.iter().position(|comment| comment.id == id).ok_or_else(not_found)?;
        let whole = world.deleted.remove(deleted);
        match world.comments.iter().position(|comment| comment.id == id) {
            Some(place) => world.comments[place] = whole.clone(),
            None => world.comments.push(whole.clone()),
        }
        Ok(world.mark(whole))
    }

    async fn react_to_comment(
        &self,
        id: CommentId,
        reaction: SetReaction,
        key: IdempotencyKey,
    ) -> Errand<Outcome<ReactionSummary>> {
        if !self.takes(Write::ReactToComment { comment_id: id, reaction }, key).await? {
            return Ok(Outcome::Queued);
        }
        let mut world = self.world.borrow_mut();
        let content = world.content(id)?;
        content.reactions = reactions::with_choice(&content.reactions, reaction.reaction);
        Ok(Outcome::Sent(content.reactions.clone()))
    }

    async fn report_post(&self, _id: PostId, _report: NewReport, _key: IdempotencyKey) -> Errand<Reported> {
        self.take().await?;
        Ok(Reported { reported_at: NOW })
    }

    async fn report_comment(&self, _id: CommentId, _report: NewReport, _key: IdempotencyKey) -> Errand<Reported> {
        self.take().await?;
        Ok(Reported { reported_at: NOW })
    }

    async fn hide_post(&self, id: PostId, hidden: SetHidden, _key: IdempotencyKey) -> Errand<SetHidden> {
        self.take().await?;
        let mut world = self.world.borrow_mut();
        let post = world.posts.iter_mut().find(|post| post.id == id).ok_or_else(not_found)?;
        post.hidden = hidden.hidden;
        Ok(hidden)
    }

    async fn hide_comment(&self, id: CommentId, hidden: SetHidden, _key: IdempotencyKey) -> Errand<SetHidden> {
        self.take().await?;
        self.world.borrow_mut().content(id)?.hidden = hidden.hidden;
        Ok(hidden)
    }

    async fn change_profile(&self, change: ProfileChange, _key: IdempotencyKey) -> Errand<Profile> {
        self.take().await?;
        let mut world = self.world.borrow_mut();
        if let Some(handle) = change.handle {
            let refused = |problem, message: &str| CommandError {
                fields: vec![FieldNote { field: "/handle".to_owned(), problem, message: message.to_owned() }],
                ..CommandError::new(ErrorCode::Rejected, "a field is not acceptable")
            };
            if handle.is_reserved() {
                return Err(refused(FieldProblem::Reserved, "nobody may have it"));
            }
            if world.people().any(|person| person.handle == handle && person.sub != world.me.sub) {
                return Err(refused(FieldProblem::Taken, "somebody else has it"));
            }
            world.me.handle = handle;
        }
        if let Some(name) = change.name {
            world.me.name = name.to_string();
        }
        if let Some(avatar) = change.avatar {
            world.me.avatar = avatar;
        }
        let me = world.me.clone();
        let everywhere = world.comments.iter_mut().filter_map(|comment| comment.content.as_mut()?.author.as_mut());
        for author in everywhere.filter(|author| author.sub == me.sub) {
            *author = me.clone();
        }
        Ok(world.profile(&me))
    }

    async fn read_notifications(&self, up_to: NotificationId, _key: IdempotencyKey) -> Errand<Unread> {
        self.take().await?;
        let mut world = self.world.borrow_mut();
        world.read_up_to = world.read_up_to.max(up_to);
        Ok(Unread { unread: world.unread() })
    }

    async fn upload_image(&self, format: ImageFormat, bytes: Vec<u8>, _key: IdempotencyKey) -> Errand<UploadedImage> {
        self.take().await?;
        let id = Uuid::new_v4();
        let url = paths::image(id);
        let data = format!("data:{};base64,{}", format.media_type(), BASE64.encode(&bytes));
        self.world.borrow_mut().pictures.push((url.clone(), data));
        Ok(UploadedImage { id, url, width: 800, height: 500 })
    }

    fn image_address(&self, image: &PostImage) -> String {
        let world = self.world.borrow();
        let uploaded = world.pictures.iter().find(|(url, _)| *url == image.url).map(|(_, data)| data.clone());
        uploaded.unwrap_or_else(|| format!("data:image/svg+xml;base64,{}", BASE64.encode(PORCH)))
    }

    fn follow(&self) {
        let listeners = self.world.borrow().listeners.clone();
        for listener in listeners {
            listener(Happening::LiveConnection(LiveConnection::Open));
        }
    }

    async fn preferences(&self) -> Errand<StoredPreferences> {
        self.answer().await?;
        Ok(self.world.borrow().preferences.clone())
    }

    async fn save_preferences(
        &self,
        stored: StoredPreferences,
        key: IdempotencyKey,
    ) -> Errand<Outcome<StoredPreferences>> {
        if !self.takes(Write::SavePreferences { stored: stored.clone() }, key).await? {
            return Ok(Outcome::Queued);
        }
        if self.scene == Scene::Clash {
            let theirs = Preferences { motion: Motion::Full, ..stored.preferences };
            let stored = StoredPreferences { version: stored.version + 1, preferences: theirs };
            self.world.borrow_mut().preferences = stored;
            return Err(CommandError::new(ErrorCode::Conflict, "another device was first"));
        }
        let stored = StoredPreferences { version: stored.version + 1, ..stored };
        self.world.borrow_mut().preferences = stored.clone();
        Ok(Outcome::Sent(stored))
    }

    async fn save_export(&self) -> Errand<Option<String>> {
        self.answer().await?;
        Ok(Some("houseguest-quiet_lantern-2026-11-22.json".to_owned()))
    }
}
