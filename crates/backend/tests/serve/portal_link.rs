//! The way into the Portal, as the program prints it.

use std::process::Output;

use super::{
    guest::http,
    program::{Program, command},
};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// What `portal-link` says of the databases that a program serves.
fn portal_link(program: &Program, arguments: &[&str]) -> Output {
    let data = program.folder.path().join("data");
    command().args(["portal-link", "--demo", "--data"]).arg(data).args(arguments).output().expect("runs")
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("text")
}

/// Opens a link's path at the program; answers the status and the page.
fn open(program: &Program, link: &str) -> (u16, String) {
    let path = link.find("/portal").map(|at| &link[at..]).expect("a link into the Portal");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let answer = http().get(format!("http://{}{path}", program.address)).send().await.expect("an answer");
        (answer.status().as_u16(), answer.text().await.expect("text"))
    })
}

#[test]
fn serve_prints_a_link_for_whoever_started_it_and_logs_none() {
    let program = Program::start(folder(), &[]);
    let origin = format!("http://{}", program.address);
    let (printed, log) = program.end();
    let link = printed.strip_prefix("Portal: ").unwrap_or_else(|| panic!("a link in {printed:?}")).trim_end();
    assert_eq!(printed.lines().count(), 1, "{printed}");
    let token = link.strip_prefix(&format!("{origin}/portal/welcome?token=")).unwrap_or_else(|| panic!("{link}"));
    assert!(token.len() > 20 && !log.contains(token), "the log does not tell it");
}

#[test]
fn portal_link_makes_one_that_opens_while_the_backend_serves() {
    let program = Program::start(folder(), &[]);
    let made = portal_link(&program, &["--new"]);
    assert!(made.status.success(), "{}", text(made.stderr));
    let link = text(made.stdout);
    assert_eq!(link.lines().count(), 1, "nothing but the link: {link}");
    let (status, page) = open(&program, link.trim_end());
    assert_eq!(status, 200, "{page}");
    assert!(page.contains("Make the operator account"), "{page}");

    let newer = portal_link(&program, &["--new"]);
    assert_eq!(open(&program, link.trim_end()).0, 410, "a newer one was made");
    assert_eq!(open(&program, text(newer.stdout).trim_end()).0, 200);

    let nobody = portal_link(&program, &["--operator", "Nobody"]);
    assert!(!nobody.status.success());
    assert!(text(nobody.stderr).contains("there is no operator called Nobody"));
}

#[test]
fn switched_off_there_is_neither_portal_nor_link() {
    let folder = folder();
    let settings = folder.path().join("houseguest.toml");
    std::fs::write(&settings, "[identity.portal]\nenabled = false\n").expect("a writable folder");
    let settings = settings.to_str().expect("text").to_owned();
    let program = Program::start(folder, &["--config", &settings]);
    for path in ["/portal", "/portal/log-in", "/portal/welcome?token=x", "/portal/nothing"] {
        let (status, page) = open(&program, path);
        assert!(status == 404 && !page.contains("Portal"), "{path}: {status} {page}");
    }
    for arguments in [&["--new"][..], &[]] {
        let refused = portal_link(&program, &[&["--config", settings.as_str()], arguments].concat());
        assert!(!refused.status.success() && refused.stdout.is_empty());
        let told = text(refused.stderr);
        assert!(told.contains("the Portal is switched off"), "{told}");
    }
    let (printed, _) = program.end();
    assert_eq!(printed, "", "no link");
}
