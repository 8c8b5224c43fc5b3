//! Tests of the settings.

use serde_json::{Value, json};

use super::{DatabaseSettings, IdentitySettings};

fn good() -> Value {
    json!({
        "public_origin": "http://127.0.0.1:8080",
        "database": {"path": "identity.sqlite"},
        "clients": [{"client_id": "app", "redirect_uris": ["http://127.0.0.1/callback", "houseguest://callback"]}]
    })
}

#[test]
fn the_defaults_are_those_of_the_protocol() {
    let settings: IdentitySettings = serde_json::from_value(good()).expect("reads");
    settings.validate().expect("good");
    assert_eq!(settings.issuer(), "http://127.0.0.1:8080");
    let client = settings.client("app").expect("a client");
    assert!(client.application_type.has_full_access());
    assert_eq!(client.access_token_lifetime().as_secs(), 1_800);
    let policy = client.policy();
    assert_eq!(policy.lifetime.absolute.as_secs(), 31_449_600);
    assert_eq!(policy.lifetime.idle.map(|idle| idle.as_secs()), Some(2_592_000));
    assert_eq!((policy.rotation.enabled, policy.rotation.grace.as_secs()), (false, 30));
    assert!(!client.issue_jwt_access_token && settings.anonymous.enabled);
    assert_eq!(settings.limits.new_guests_per_ip.burst.get(), 60);
    assert_eq!(settings.limits.token_per_ip.burst.get(), 120);
}

/// Mail settings of which one is different.
fn mail(name: &str, value: Value) -> Value {
    let mut mail = json!({"host": "mail.example.com", "from": "Houseguest <house@example.com>"});
    mail[name] = value;
    mail
}

#[test]
fn a_mail_password_does_not_travel_in_the_clear() {
    let checked = |host: &str, encryption: &str| {
        let mut settings = good();
        settings["mail"] = json!({
            "host": host, "encryption": encryption, "from": "house@example.com", "user": "u", "password": "p",
        });
        let settings: IdentitySettings = serde_json::from_value(settings).expect("reads");
        settings.validate().map_err(|error| error.setting)
    };
    assert_eq!(checked("mail.example.com", "danger_none"), Err("mail.encryption".to_owned()));
    for (host, encryption) in [("mail.example.com", "tls"), ("mail.example.com", "starttls"), ("::1", "danger_none")] {
        assert_eq!(checked(host, encryption), Ok(()), "{host} {encryption}");
    }
}

#[test]
fn a_bad_setting_is_refused_with_its_name_its_value_and_what_would_be_right() {
    let refused = |pointer: &str, value: Value| {
        let mut settings = good();
        let (parent, name) = pointer.rsplit_once('/').expect("a pointer");
        settings.pointer_mut(parent).expect("a parent")[name] = value;
        let settings: IdentitySettings = serde_json::from_value(settings).expect("reads");
        settings.validate().expect_err("is refused").to_string()
    };
    let cases = [
        ("/public_origin", json!("ftp://x"), "`public_origin` is \"ftp://x/\": use http:// or https://"),
        ("/public_origin", json!("https://x/path"), "`public_origin` is \"https://x/path\": use scheme, host and port"),
        ("/database", json!({"path": "x", "readers": 0}), "`database.readers` is 0: use 1 to 64"),
        ("/clients", json!([]), "`clients` is []: name at least one client"),
        ("/allowed_origins", json!(["https://x/"]), "`allowed_origins[0]` is \"https://x/\""),
        ("/branding", json!({"name": " "}), "`branding.name` is \"\""),
        (
            "/limits",
            json!({"token_per_ip": {"burst": 1, "period_seconds": 0}}),
            "`limits.token_per_ip.period_seconds` is 0",
        ),
        ("/default_region", json!("Switzerland"), "`default_region` is \"Switzerland\": use a code of two letters"),
        ("/mail", mail("host", json!("smtp://x")), "`mail.host` is \"smtp://x\""),
        ("/mail", mail("from", json!("nobody")), "`mail.from` is \"nobody\": use a mailbox such as"),
        ("/mail", mail("timeout_seconds", json!(0)), "`mail.timeout_seconds` is 0"),
        ("/mail", mail("password", json!("secret")), "`mail.user` is None: give user and password, or neither"),
        ("/clients/0/client_id", json!("a b"), "`clients[0].client_id` is \"a b\""),
    ];
    for (pointer, value, expected) in cases {
        let text = refused(pointer, value);
        assert!(text.starts_with(&format!("the setting {expected}")), "{text}");
    }
    let client = |member: &str, value: Value| {
        let mut settings = good();
        settings["clients"][0][member] = value;
        let settings: IdentitySettings = serde_json::from_value(settings).expect("reads");
        settings.validate().expect_err("is refused").setting
    };
    for (member, value) in [
        ("access_token_lifetime_seconds", json!(299)),
        ("refresh_token_lifetime_seconds", json!(1_799)),
        ("refresh_token_idle_timeout_seconds", json!(0)),
        ("refresh_token_rotation_grace_seconds", json!(301)),
    ] {
        assert_eq!(client(member, value), format!("clients[0].{member}"));
    }
    for uri in ["https://x/?q=1", "https://x/#f", "javascript:alert(1)", "data:text/html,x"] {
        assert_eq!(client("redirect_uris", json!([uri])), "clients[0].redirect_uris[0]");
    }
    let twice = json!([{"client_id": "a", "redirect_uris": []}, {"client_id": "a", "redirect_uris": []}]);
    assert!(refused("/clients", twice).contains("clients[1].client_id"));
}

#[test]
fn unknown_names_are_refused_everywhere() {
    for pointer in ["", "/database", "/clients/0"] {
        let mut settings = good();
        settings.pointer_mut(pointer).expect("a section")["surprise"] = json!(1);
        let error = serde_json::from_value::<IdentitySettings>(settings).expect_err("is refused").to_string();
        assert!(error.contains("surprise"), "{error}");
    }
}

#[test]
fn the_database_is_a_file_or_an_address_and_the_address_is_never_shown() {
    let read = |database: Value| serde_json::from_value::<DatabaseSettings>(database);
    assert!(matches!(read(json!({"path": "a"})), Ok(DatabaseSettings::Sqlite { readers: 2, .. })));
    let url = "postgres://houseguest:hunter2@db.example/houseguest";
    let postgres = read(json!({"url": url})).expect("an address");
    assert!(matches!(&postgres, DatabaseSettings::Postgres { schema, connections: 8, .. } if schema == "identity"));
    assert!(!format!("{postgres:?}").contains("hunter2"));
    read(json!({"path": "a", "url": url})).expect_err("both");
    read(json!({})).expect_err("neither");
    let wrong = read(json!({"url": "mysql://houseguest:hunter2@db.example/houseguest"})).expect("read, not checked");
    let refused = wrong.validate().expect_err("not PostgreSQL's");
    assert!(refused.setting == "database.url" && !format!("{refused} {refused:?}").contains("hunter2"));
}
