//! The program itself: started, spoken to, asked to stop.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    process::{Child, ChildStdout, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

use super::guest::Guest;

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(30);

/// A started program; it is ended when dropped.
pub(super) struct Program {
    child: Child,
    pub(super) address: SocketAddr,
    pub(super) folder: TempDir,
    stdout: BufReader<ChildStdout>,
}

/// The program, without the settings of whoever runs the tests.
pub(super) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_houseguest-backend"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("HOUSEGUEST_")) {
        command.env_remove(name);
    }
    command
}

impl Program {
    /// Starts the program and waits for the line that says where it listens.
    pub(super) fn start(folder: TempDir, arguments: &[&str]) -> Self {
        let mut child = command()
            .args(["serve", "--demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder.path().join("data"))
            .args(arguments)
            .env("HOUSEGUEST_TELEMETRY__FORMAT", "json")
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(folder.path().join("log")).expect("a writable folder"))
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        stdout.read_line(&mut line).expect("a line");
        let address =
            line.trim().strip_prefix("listening on http://").unwrap_or_else(|| panic!("an address in {line:?}"));
        Self { address: address.parse().expect("an address and a port"), child, folder, stdout }
    }

    #[cfg(unix)]
    fn terminate(&self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(pid, rustix::process::Signal::TERM).expect("our own child can be told to stop");
    }

    fn wait(&mut self) -> ExitStatus {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("a child of ours") {
                return status;
            }
            assert!(Instant::now() < deadline, "the program did not end");
            std::thread::yield_now();
        }
    }

    /// Ends the program; answers what it printed after its first line.
    pub(super) fn end(mut self) -> (String, String) {
        self.child.kill().expect("a child of ours");
        self.child.wait().expect("a child of ours");
        let mut rest = String::new();
        self.stdout.read_to_string(&mut rest).expect("text");
        (rest, self.log())
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).expect("a log")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[cfg(unix)]
#[test]
fn asked_to_stop_it_finishes_the_request_under_way() {
    let mut program = Program::start(tempfile::tempdir().expect("a temporary folder"), &[]);
    let body = r#"{"purpose":"anonymous_request"}"#;
    let mut request = TcpStream::connect(program.address).expect("it listens");
    request.set_read_timeout(Some(PATIENCE)).expect("a socket");
    write!(
        request,
        "POST /oauth2/challenge HTTP/1.1\r\nhost: {}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         expect: 100-continue\r\n\r\n",
        program.address,
        body.len()
    )
    .expect("it reads");
    let mut answer = BufReader::new(request.try_clone().expect("a socket"));
    let mut line = String::new();
    answer.read_line(&mut line).expect("a line");
    assert_eq!(line.trim_end(), "HTTP/1.1 100 Continue", "the request is under way");
    answer.read_line(&mut line).expect("the empty line behind it");

    program.terminate();
    let deadline = Instant::now() + PATIENCE;
    while TcpStream::connect(program.address).is_ok() {
        assert!(Instant::now() < deadline, "it still takes connections");
        std::thread::yield_now();
    }
    assert!(program.child.try_wait().expect("a child of ours").is_none(), "it waits for the request");
    request.write_all(body.as_bytes()).expect("it still reads");
    let mut rest = String::new();
    answer.read_to_string(&mut rest).expect("the whole answer");
    assert!(rest.starts_with("HTTP/1.1 200 OK") && rest.contains(r#""token""#), "{rest}");
    assert!(program.wait().success(), "{}", program.log());
    let wal = program.folder.path().join("data/identity.sqlite-wal");
    assert!(!wal.exists() || wal.metadata().expect("a file").len() == 0, "the log was moved into the file");
}

#[cfg(unix)]
#[test]
fn log_lines_say_what_happened_and_nothing_private() {
    let mut program = Program::start(tempfile::tempdir().expect("a temporary folder"), &[]);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let guest = runtime.block_on(async {
        let guest = Guest::arrive(&format!("http://{}", program.address), 9).await;
        assert_eq!(guest.comment("private-key-of-write", "words only for the thread").await.status(), 201);
        guest
    });
    drop(runtime);
    program.terminate();
    assert!(program.wait().success());
    let log = program.log();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("one object a line")).collect();
    let line = lines
        .iter()
        .find(|line| line["route"] == "/social/v1/posts/{post}/comments" && line["message"] == "answered")
        .unwrap_or_else(|| panic!("a line for the comment in {log}"));
    assert_eq!((&line["method"], &line["status"]), (&"POST".into(), &201.into()));
    assert!(line["elapsed_ms"].is_u64());
    assert!(line["span"]["request.id"].is_string() && line["span"]["user.id"].is_string(), "{line}");
    for private in [guest.access_token.as_str(), "words only for the thread", "private-key-of-write"] {
        assert!(!log.contains(private), "{private} in {log}");
    }
}

#[test]
fn a_bad_setting_stops_the_start_by_name() {
    for (command_line, expected) in [
        (&["serve"][..], "error: the setting `identity.clients` is `[]`"),
        (&["serve", "--demo", "--config", "/nowhere.toml"], "error: the settings file /nowhere.toml cannot be read"),
        (&["check-config", "--config", "tests/samples/bad/unknown-name.toml"], "there is no setting `server.port`"),
    ] {
        let output = command().args(command_line).output().expect("the program runs");
        assert!(!output.status.success(), "{command_line:?}");
        let told = String::from_utf8(output.stderr).expect("text");
        assert!(told.contains(expected), "{command_line:?}: {told}");
    }
}

#[test]
fn the_environment_is_read_and_mistakes_in_it_are_named() {
    let output = command()
        .args(["check-config", "--demo"])
        .env("HOUSEGUEST_SERVER__LISTEN", "nowhere")
        .output()
        .expect("the program runs");
    let told = String::from_utf8(output.stderr).expect("text");
    assert!(told.contains("the setting `server.listen` is `nowhere`"), "{told}");
    let output = command()
        .args(["check-config", "--demo"])
        .env("HOUSEGUEST_SERVER__LISTEN", "127.0.0.1:9999")
        .env("HOUSEGUEST_HOME", "/somebody/else's")
        .output()
        .expect("the program runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("127.0.0.1:9999"));
}

#[test]
fn migrate_makes_the_databases_and_serves_nothing() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for _ in 0..2 {
        let output = command().args(["migrate", "--demo", "--data"]).arg(folder.path()).output().expect("runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    for name in ["identity.sqlite", "social.sqlite"] {
        assert!(Path::new(folder.path()).join(name).is_file(), "{name}");
    }
}

#[test]
fn keys_are_replaced_under_a_running_backend_and_tokens_of_the_old_one_live_on() {
    let program = Program::start(tempfile::tempdir().expect("a temporary folder"), &[]);
    let base = format!("http://{}", program.address);
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let kids = async || -> Vec<String> {
        let answer = super::guest::http().get(format!("{base}/oauth2/jwks")).send().await.expect("an answer");
        let keys: Value = answer.json().await.expect("JSON");
        let keys = keys["keys"].as_array().expect("keys").clone();
        keys.iter().map(|key| key["kid"].as_str().expect("a text").to_owned()).collect()
    };
    let (old, before) = runtime.block_on(async { (Guest::arrive(&base, 11).await, kids().await) });
    let data = program.folder.path().join("data");
    let output = command().args(["rotate-keys", "--demo", "--data"]).arg(data).output().expect("runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("text");
    let new: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("signs from now on: ")).collect();
    assert_eq!(new.len(), before.len(), "{told}");
    runtime.block_on(async {
        let deadline = Instant::now() + PATIENCE;
        let mut seen = kids().await;
        while seen.len() == before.len() {
            assert!(Instant::now() < deadline, "the backend did not take the new keys up");
            seen = kids().await;
        }
        assert!(new.iter().all(|kid| seen.iter().any(|seen| seen == kid)), "{seen:?}");
        assert_eq!(old.comment("before-the-change", "still me").await.status(), 201, "an old token is good");
        let fresh = Guest::arrive(&base, 11).await;
        assert_ne!(fresh.access_token.split('.').next(), old.access_token.split('.').next(), "another key signs");
        assert_eq!(fresh.comment("after-the-change", "and again").await.status(), 201, "social reads its tokens");
    });
}
