//! Every setting in one table, from which the sample file and the documentation are made.

use std::fmt::Write;

/// One setting.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// Its name within the section.
    pub(super) name: &'static str,
    /// Its default, or an example when it has none, as TOML.
    pub(super) value: &'static str,
    /// Whether the value is only an example.
    pub(super) is_example: bool,
    /// What it does.
    pub(super) effect: &'static str,
}

/// The settings of one table of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Section {
    /// The table's path.
    pub(super) path: &'static str,
    /// Whether there may be several.
    pub(super) is_list: bool,
    /// What it is about.
    pub(super) about: &'static str,
    pub(super) entries: &'static [Entry],
}

const fn default(name: &'static str, value: &'static str, effect: &'static str) -> Entry {
    Entry { name, value, is_example: false, effect }
}

const fn example(name: &'static str, value: &'static str, effect: &'static str) -> Entry {
    Entry { name, value, is_example: true, effect }
}

const fn section(path: &'static str, about: &'static str, entries: &'static [Entry]) -> Section {
    Section { path, is_list: false, about, entries }
}

const fn list(path: &'static str, about: &'static str, entries: &'static [Entry]) -> Section {
    Section { path, is_list: true, about, entries }
}

const RATE: [Entry; 2] = [
    default("enabled", "true", "Whether this limit applies."),
    default("period_seconds", "60", "In which time an empty bucket is full again."),
];

pub(super) const SECTIONS: &[Section] = &[
    section(
        "server",
        "Where the backend listens.",
        &[
            default("listen", "\"127.0.0.1:4280\"", "The address to listen at. Port 0 takes a free one."),
            example(
                "public_origin",
                "\"https://demo.example.com\"",
                "The origin the world reaches this server at: the issuer of every token. Unset: `http://` and the address it listens at.",
            ),
            default(
                "drain_seconds",
                "0",
                "How long a server that is told to stop goes on answering while `/healthz` says 503: 0 to 600. Behind a balancer, longer than that takes to notice.",
            ),
            default(
                "shutdown_grace_seconds",
                "10",
                "How long requests under way may take to finish when the server stops: 1 to 600.",
            ),
            default("request_timeout_seconds", "30", "How long one request may take: 1 to 600."),
        ],
    ),
    section(
        "data",
        "Where things are kept.",
        &[
            default(
                "folder",
                "\"data\"",
                "The folder of the databases that are files; made when missing. It holds the signing keys too: only the server's own account should be able to read it.",
            ),
            example(
                "url",
                "\"postgres://houseguest:secret@db.example/houseguest\"",
                "The PostgreSQL database to use instead of files, best given as `HOUSEGUEST_DATA__URL`. Any number of backends may share it. The identity server keeps its tables in the schema `identity`, the social API in `social`. Connections that leave this machine are encrypted, and certificates are checked against the roots it trusts (`SSL_CERT_FILE` names others), unless the address says `sslmode=disable`.",
            ),
            default("connections", "8", "How many connections to PostgreSQL each service of this process holds."),
        ],
    ),
    section(
        "demo",
        "Whether this is a demo.",
        &[default(
            "enabled",
            "false",
            "Welcomes the demo's own apps (`houseguest-app`, `houseguest-web`) and fills an empty database with its posts.",
        )],
    ),
    section(
        "web",
        "The front end, served to browsers.",
        &[
            example("root", "\"src-ui/dist\"", "The folder of the built front end. Unset: no pages are served."),
            default("client_id", "\"houseguest-web\"", "The client the front end signs people in as."),
            default("inspector", "true", "Whether the front end may show what happens behind the scenes, redacted."),
            default(
                "session_type",
                "\"refresh_token\"",
                "How the front end remembers people who chose nothing themselves: `refresh_token` (kept by the page) or `cookie` (of the identity server, out of reach of scripts). A cookie needs `identity.enabled` and `social.enabled`. See docs/guide/browser.md.",
            ),
        ],
    ),
    section(
        "identity",
        "The identity server.",
        &[
            default("enabled", "true", "Whether this process is an identity server."),
            default(
                "allowed_origins",
                "[]",
                "Further origins whose pages may call the identity server, beside those of the clients' redirect URIs.",
            ),
            default(
                "trusted_proxies",
                "[]",
                "Networks, such as `10.0.0.0/8`, of the proxies in front of this server, whose `X-Forwarded-For` is believed. Empty: a caller's address is the other end of the connection.",
            ),
            example(
                "default_region",
                "\"CH\"",
                "The country of telephone numbers that name none and whose writer's language names none: two letters (ISO 3166-1). Without it such numbers need their country's code.",
            ),
        ],
    ),
    section(
        "identity.anonymous",
        "Whether guests are welcome.",
        &[
            default(
                "enabled",
                "true",
                "Whether anyone may become a guest. Off, known guests cannot sign in either; promotion still works.",
            ),
            default(
                "on_conflict",
                "\"merge\"",
                "What a guest may do who has proven an address that belongs to an account: `error` (take another one), \
             `login` (or go there, leaving behind what they have) or `merge` (or bring it along).",
            ),
        ],
    ),
    section(
        "identity.session",
        "Sessions in the browser: how long they live, and how their cookies are called.",
        &[
            default("lifetime_seconds", "31449600", "How long one lives from its first moment; 364 days."),
            default("idle_timeout_enabled", "true", "Whether it ends when nobody uses it."),
            default("idle_timeout_seconds", "2592000", "How long nobody may use it, then; 30 days."),
            default("use_session_cookie", "false", "Whether the browser forgets it when it is closed."),
            default(
                "cookie_prefix",
                "\"\"",
                "What the cookies' names begin with; over https, `__Host-` is put in front where no other host shares them.",
            ),
            example("cookie_domain", "\"example.com\"", "The domain that shares the cookies. Unset: this host alone."),
        ],
    ),
    section(
        "identity.branding",
        "What the pages call this place.",
        &[default("name", "\"Houseguest\"", "The name above the sign-up form.")],
    ),
    section(
        "identity.portal",
        "The pages of those who run this place, under `/portal`. See [The Portal](portal.md).",
        &[default(
            "enabled",
            "true",
            "Whether there is a Portal. Without it its addresses do not exist and no link into it is printed; what was changed in it before still holds.",
        )],
    ),
    section(
        "identity.mail",
        "The server that mails are handed to (SMTP). Without it no mails are sent: e-mail addresses are not offered as logins, and a demo keeps its mails in an inbox of its own, at `/demo/inbox`.",
        &[
            example("host", "\"mail.example.com\"", "The server's name, which its certificate must show."),
            example("port", "465", "Its port. Without one: 465 for `tls`, 587 for `starttls`, 25 for `danger_none`."),
            default(
                "encryption",
                "\"tls\"",
                "`tls`; `starttls`, which sends nothing where TLS is refused; or `danger_none`, for a server on this machine.",
            ),
            example("user", "\"houseguest\"", "Who logs in there."),
            example("password", "\"a long secret\"", "The password of that user."),
            example(
                "password_file",
                "\"/run/secrets/mail\"",
                "A file with that password, in place of it. It is read at the start; space around the password is left out.",
            ),
            example("from", "\"Houseguest <house@example.com>\"", "The sender."),
            default("timeout_seconds", "20", "How long a step of handing over a mail may take."),
        ],
    ),
    section(
        "identity.limits",
        "How often somebody may ask. Each limit is a smoothed bucket: so many at once, refilled evenly. Replicas on one PostgreSQL count together.",
        &[default(
            "danger_disabled",
            "false",
            "Switches every limit off: for measurements, and behind something that limits already.",
        )],
    ),
    section(
        "identity.limits.new_guests_per_ip",
        "New guests per address: an IPv4 address, or the /64 network of one IPv6 customer. Returning guests and promotions never draw from it.",
        &[RATE[0], RATE[1], default("burst", "60", "How many fit into the bucket.")],
    ),
    section(
        "identity.limits.new_guests_per_network",
        "New guests per network around the address.",
        &[
            RATE[0],
            RATE[1],
            default("burst", "300", "How many fit into the bucket."),
            default("ipv4_prefix", "24", "How many leading bits of an IPv4 address make a network."),
            default("ipv6_prefix", "48", "How many leading bits of an IPv6 address make a network."),
        ],
    ),
    section(
        "identity.limits.token_per_ip",
        "Calls of the token endpoint per address.",
        &[RATE[0], RATE[1], default("burst", "120", "How many fit into the bucket.")],
    ),
    section(
        "identity.limits.token_per_user",
        "Tokens issued per user.",
        &[RATE[0], RATE[1], default("burst", "60", "How many fit into the bucket.")],
    ),
    section(
        "identity.limits.log_in_per_account",
        "Log-in forms per account, from wherever; accounts nobody has are counted too.",
        &[
            RATE[0],
            default("period_seconds", "300", RATE[1].effect),
            default("burst", "10", "How many fit into the bucket."),
        ],
    ),
    section(
        "identity.limits.log_in_per_ip",
        "Log-in forms per address, at whatever account.",
        &[RATE[0], RATE[1], default("burst", "30", "How many fit into the bucket.")],
    ),
    section(
        "identity.limits.code_per_account",
        "Verification codes typed per account, from wherever; accounts nobody has are counted too.",
        &[
            RATE[0],
            default("period_seconds", "600", RATE[1].effect),
            default("burst", "10", "How many fit into the bucket."),
        ],
    ),
    section(
        "identity.limits.code_per_ip",
        "Verification codes typed per address, at whatever account.",
        &[RATE[0], RATE[1], default("burst", "30", "How many fit into the bucket.")],
    ),
    section(
        "identity.limits.message_per_account",
        "Messages sent per account, from wherever; accounts nobody has are counted too.",
        &[
            RATE[0],
            default("period_seconds", "900", RATE[1].effect),
            default("burst", "5", "How many fit into the bucket."),
        ],
    ),
    section(
        "identity.limits.message_per_ip",
        "Messages sent per address, at whatever account.",
        &[
            RATE[0],
            default("period_seconds", "600", RATE[1].effect),
            default("burst", "30", "How many fit into the bucket."),
        ],
    ),
    list(
        "identity.clients",
        "The applications that may send people here: one table each.",
        &[
            example("client_id", "\"my-app\"", "The client's id, as it sends it. Required."),
            example("name", "\"My App\"", "What the pages call it; the id when unset."),
            example(
                "application_type",
                "\"native\"",
                "`unset` (the default), `spa`, `traditional_webapp`, `native`, `confidential`, `third_party_app` or `m2m`. Only the first four may have guests.",
            ),
            example(
                "redirect_uris",
                "[\"com.example.app://callback\", \"http://127.0.0.1/callback\"]",
                "Where people may be sent back to, exactly; on loopback the port is free. Required.",
            ),
            default("access_token_lifetime_seconds", "1800", "How long an access token lives: 300 to 2419200."),
            default("refresh_token_lifetime_seconds", "31449600", "How long a session lives from its first day."),
            default("refresh_token_idle_timeout_enabled", "true", "Whether a session ends when nobody uses it."),
            default("refresh_token_idle_timeout_seconds", "2592000", "How long nobody may use it, then."),
            default(
                "refresh_token_rotation_enabled",
                "false",
                "Whether each refresh answers with a new refresh token.",
            ),
            default(
                "refresh_token_rotation_grace_seconds",
                "30",
                "How long a repeated refresh gets the same successor: at most 300.",
            ),
            default("post_logout_redirect_uris", "[]", "Where people may be sent after they have signed out."),
            example(
                "client_uri",
                "\"https://app.example.com/\"",
                "The application's own page: where people go when signing out names nothing better.",
            ),
            default(
                "max_concurrent_session",
                "0",
                "1: a person's new session with this client ends the former ones. 0: as many as they like.",
            ),
            default("dpop_disabled", "false", "Whether proofs of possession (DPoP) are ignored."),
            default(
                "issue_jwt_access_token",
                "false",
                "Whether access tokens are JWTs, which other servers can read, or opaque.",
            ),
            default(
                "signing_algorithm",
                "\"RS256\"",
                "What signs this client's tokens: `RS256`, which every reader of the protocol expects, or `ES256` or `EdDSA`, which cost a small part of it.",
            ),
        ],
    ),
    list(
        "identity.webhooks",
        "Who else is told what happens to users, by signed requests: one table each. See docs/webhooks.md.",
        &[
            example("id", "\"crm\"", "A name that never changes: 1 to 40 small letters, digits and hyphens. Required."),
            example(
                "url",
                "\"https://crm.example.com/hooks\"",
                "The receiver's address: https, or http on this machine. Required.",
            ),
            example(
                "secret",
                "\"draw-32-characters-or-more-at-random\"",
                "What deliveries are signed with: 32 characters at least. Required.",
            ),
            example(
                "events",
                "[\"user.created\", \"user.deleted\"]",
                "What it is told of: `user.created`, `user.anonymous.promoted`, `user.merged`, `user.merge_undone`, `user.deleted`. Required.",
            ),
            default("enabled", "true", "Whether events are delivered now; those that wait stay."),
        ],
    ),
    section(
        "identity.delivery",
        "How webhooks are told. The Portal cannot change this.",
        &[
            default("timeout_seconds", "10", "How long a receiver may take to answer: 1 to 60."),
            default(
                "max_attempts",
                "12",
                "How often a delivery is tried, later and later, before it waits for an operator: 1 to 30.",
            ),
            default("keep_failed_days", "30", "How long a delivery is kept that failed for good: 1 to 3650 days."),
            default(
                "danger_private_networks",
                "false",
                "Delivers to addresses that are not public, too. Whoever may add a webhook can then have this server call its neighbours. A demo may always call this machine.",
            ),
        ],
    ),
    section(
        "identity.cleanup",
        "Removing guests nobody has been for a long time: by last activity, never by age, and never one who owns something that others can see.",
        &[
            default("enabled", "false", "Whether it happens by itself, once a day."),
            default(
                "idle_days",
                "90",
                "How many whole days a guest must have been idle: 1 to 3650, and no less than access tokens live.",
            ),
            default("hour_utc", "3", "The hour of the day at which it happens, in UTC: 0 to 23."),
            default(
                "grace_hours",
                "24",
                "How long after a change of this rule nothing is removed by itself: 0 to 720 hours.",
            ),
        ],
    ),
    section(
        "identity.history",
        "What happened to users, without personal data.",
        &[default("keep_days", "400", "How long it is kept: 1 to 36500 days. Daily figures, which name nobody, stay.")],
    ),
    section(
        "social",
        "The social API.",
        &[
            default("enabled", "true", "Whether this process serves the social API."),
            default("allowed_origins", "[]", "Origins whose pages may call the social API from a browser."),
        ],
    ),
    section(
        "social.limits",
        "How often somebody may write. Each limit is a smoothed bucket per person, as those of `identity.limits` are. A repetition of a write under its idempotency key draws nothing.",
        &[default(
            "danger_disabled",
            "false",
            "Switches every limit off: for measurements, and behind something that limits already.",
        )],
    ),
    section(
        "social.limits.writes_per_guest",
        "Writes of one guest, of whatever kind.",
        &[RATE[0], RATE[1], default("burst", "60", "How many fit into the bucket.")],
    ),
    section(
        "social.limits.writes_per_member",
        "Writes of one member, of whatever kind.",
        &[RATE[0], RATE[1], default("burst", "120", "How many fit into the bucket.")],
    ),
    section(
        "social.limits.images_per_person",
        "Pictures that one person uploads; each is a write as well.",
        &[
            RATE[0],
            default("period_seconds", "600", RATE[1].effect),
            default("burst", "20", "How many fit into the bucket."),
        ],
    ),
    list(
        "social.issuers",
        "Further issuers whose tokens are believed, beside this process's own identity server: one table each.",
        &[
            example(
                "id",
                "\"tenant\"",
                "A short name that never changes: people are kept under it, so that the issuer's address may change. Required.",
            ),
            example("issuer", "\"https://tenant.example.com\"", "The issuer, exactly as its tokens name it. Required."),
            example(
                "audience",
                "\"https://tenant.example.com\"",
                "The audience tokens must be for. Unset: any audience of this issuer.",
            ),
            example(
                "reach_at",
                "\"http://127.0.0.1:3000\"",
                "Where this process reaches the issuer, when that is not its public address.",
            ),
            default(
                "danger_accept_plain_jwt",
                "false",
                "Believes JWTs whose `typ` is `JWT` or absent. An ID token then passes for an access token unless `audience` is set.",
            ),
            default("danger_plain_http", "false", "Speaks to the issuer without TLS beyond this machine."),
        ],
    ),
    section(
        "telemetry",
        "Logs, on the error stream.",
        &[
            default(
                "log",
                "\"info\"",
                "Which lines are written: a level, or targets with levels, such as `info,houseguest_identity=debug`.",
            ),
            default("format", "\"human\"", "`human`, or `json` for one object a line."),
        ],
    ),
    section(
        "telemetry.metrics",
        "Metrics for Prometheus.",
        &[
            default("enabled", "true", "Whether `/metrics` is served."),
            example(
                "listen",
                "\"127.0.0.1:9464\"",
                "An address of its own for `/metrics`. Unset: beside everything else.",
            ),
        ],
    ),
];

/// The sample file: every setting with its default, commented out.
#[must_use]
pub fn sample_toml() -> String {
    let mut text = String::from(
        "# Settings of houseguest-backend. Each is shown with its default, or with an example where it has none.\n\
         # Order, the later one wins: defaults, this file, the environment (HOUSEGUEST_SECTION__NAME), flags.\n\
         # Names beginning with danger_ weaken protection. Unknown names stop the start.\n",
    );
    for Section { path, is_list, about, entries } in SECTIONS {
        let table = if *is_list { format!("[[{path}]]") } else { format!("[{path}]") };
        append(&mut text, format_args!("\n# {about}\n#{table}\n"));
        for entry in *entries {
            let kind = if entry.is_example { "Example:" } else { "Default:" };
            append(&mut text, format_args!("# {}\n# {kind}\n#{} = {}\n", entry.effect, entry.name, entry.value));
        }
    }
    text
}

/// The documentation page of all settings.
#[must_use]
pub fn configuration_md() -> String {
    let mut text = String::from(
        "# Configuration\n\n\
         `houseguest-backend` reads, and the later one wins: defaults, the file named by `--config` (TOML, see\n\
         `houseguest.sample.toml`), environment variables, flags. A variable is `HOUSEGUEST_`, then the path with two\n\
         underscores between its parts: `HOUSEGUEST_SERVER__LISTEN=0.0.0.0:80`. Lists of tables are for the file only.\n\n\
         Unknown names and values that cannot be stop the start and name the setting, its value and what would be right;\n\
         `houseguest-backend check-config` does the same without starting. Names beginning with `danger_` weaken\n\
         protection. A program that embeds the backend (`Settings::embedded`) reads neither file nor environment.\n\n\
         This page is made by `cargo run -p houseguest-backend --example configuration`.\n",
    );
    for Section { path, is_list, about, entries } in SECTIONS {
        let table = if *is_list { format!("[[{path}]]") } else { format!("[{path}]") };
        append(
            &mut text,
            format_args!("\n## `{table}`\n\n{about}\n\n| setting | default | effect |\n| --- | --- | --- |\n"),
        );
        for entry in *entries {
            let value =
                if entry.is_example { format!("none; e.g. `{}`", entry.value) } else { format!("`{}`", entry.value) };
            append(&mut text, format_args!("| `{}` | {value} | {} |\n", entry.name, entry.effect));
        }
    }
    text
}

fn append(text: &mut String, more: std::fmt::Arguments<'_>) {
    text.write_fmt(more).expect("text grows as long as there is memory");
}
