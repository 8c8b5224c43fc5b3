//! The one server of all test processes.

use std::{
    fs::{self, File},
    io::ErrorKind,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::OnceLock,
};

use postgres::{Client, NoTls};

use crate::Missing;

/// The owner of the server and of its files; PostgreSQL refuses to be run by root.
const SERVER_ACCOUNT: &str = "postgres";

/// Waits until no test process holds `users`, and a while longer, then ends the server.
/// Arguments: the folder of locks, the folder of the server, the process id of the server.
const GUARD: &str = r#"
locks=$1 server=$2 pid=$3
while kill -0 "$pid" 2>/dev/null; do
  flock -x "$locks/users" true
  sleep 10
  exec 9>"$locks/start"
  flock -x 9
  if flock -xn "$locks/users" true; then
    kill -QUIT "$pid" 2>/dev/null
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    break
  fi
  exec 9>&-
done
rm -rf "$server"
"#;

/// The address of the server, started if need be. It stays as long as this process.
pub(crate) fn shared() -> Result<String, Missing> {
    static SHARED: OnceLock<Result<(String, File), Missing>> = OnceLock::new();
    match SHARED.get_or_init(join) {
        Ok((url, _)) => Ok(url.clone()),
        Err(missing) => Err(missing.clone()),
    }
}

/// Joins the users of the server; the file is this process's hold on it.
fn join() -> Result<(String, File), Missing> {
    let programs = programs()?;
    let locks = private_folder(&std::env::temp_dir().join(format!("houseguest-test-{}", me()?)))?;
    let start = lock_file(&locks.join("start"))?;
    start.lock().map_err(said("cannot lock the start of the server"))?;
    let users = lock_file(&locks.join("users"))?;
    // Nobody waits for this one alone except the guard, which gives way to whoever holds `start`.
    users.lock_shared().map_err(said("cannot lock the use of the server"))?;
    let server = locks.with_file_name(format!("houseguest-test-postgres-{}", me()?));
    let url = format!("postgres://{SERVER_ACCOUNT}@{}/postgres", server.display().to_string().replace('/', "%2F"));
    if !answers(&url) {
        launch(&programs, &locks, &server)?;
        if !answers(&url) {
            let log = fs::read_to_string(server.join("log")).unwrap_or_default();
            return Err(format!("the throw-away PostgreSQL does not answer:\n{log}"));
        }
    }
    Ok((url, users))
}

/// Makes a cluster and starts its server, and the guard.
fn launch(programs: &Path, locks: &Path, server: &Path) -> Result<(), Missing> {
    if server.exists() {
        // Left by a server that is gone (or that nobody can reach: then the removal of its files ends it).
        fs::remove_dir_all(server).map_err(said("cannot remove what an earlier server left"))?;
    }
    for program in ["flock", "setsid"] {
        // Without them nobody would end the server.
        run(Command::new(program).arg("--version"))?;
    }
    private_folder(server)?;
    if is_root()? {
        run(Command::new("chown").arg(SERVER_ACCOUNT).arg(server))?;
    }
    let data = server.join("data");
    let mut initdb = as_server(&programs.join("initdb"))?;
    initdb.args(["--no-sync", "--no-instructions", "--auth=trust", "--encoding=UTF8", "--locale=C"]);
    run(initdb.args(["--username", SERVER_ACCOUNT, "--pgdata"]).arg(&data))?;
    let mut control = as_server(&programs.join("pg_ctl"))?;
    // The data are thrown away, so nothing waits for the disk. No port: only whoever may enter the folder.
    let options = format!(
        "-c listen_addresses= -c unix_socket_directories={} -c fsync=off -c synchronous_commit=off \
         -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB -c autovacuum_naptime=10s \
         -c max_locks_per_transaction=256 -c jit=off",
        server.display()
    );
    control.args(["start", "--wait", "--silent", "--timeout=60", "--log"]).arg(server.join("log"));
    control.arg("--options").arg(options).arg("--pgdata").arg(&data);
    // It must not hold this process's pipes open: whoever reads them would wait for the server to end.
    run(control.stdout(Stdio::null()).stderr(Stdio::null()))?;
    let pid = fs::read_to_string(data.join("postmaster.pid")).map_err(said("cannot read the server's process id"))?;
    let pid = pid.lines().next().unwrap_or_default().to_owned();
    let mut guard = Command::new("setsid");
    guard.args(["sh", "-c", GUARD, "guard"]).arg(locks).arg(server).arg(pid).current_dir("/");
    guard.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    guard.spawn().map(drop).map_err(said("cannot start the guard of the server"))
}

/// Where `initdb` and its companions are: on the path, or where Debian puts them. The newest, if there are several.
fn programs() -> Result<PathBuf, Missing> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<_> = std::env::split_paths(&path).collect();
    if let Ok(versions) = fs::read_dir("/usr/lib/postgresql") {
        let mut versions: Vec<_> = versions.flatten().map(|version| version.path()).collect();
        versions.sort_by_key(|path| path.file_name().and_then(|name| name.to_str()?.parse::<u32>().ok()));
        folders.extend(versions.into_iter().rev().map(|version| version.join("bin")));
    }
    let is_whole = |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file());
    folders.into_iter().find(is_whole).ok_or_else(|| "PostgreSQL is not installed: no initdb is found".to_owned())
}

/// A command run as the account that the server runs as.
fn as_server(program: &Path) -> Result<Command, Missing> {
    let mut command = if is_root()? {
        let mut command = Command::new("setpriv");
        let (user, group) = (format!("--reuid={SERVER_ACCOUNT}"), format!("--regid={SERVER_ACCOUNT}"));
        command.args([user.as_str(), group.as_str(), "--clear-groups"]).arg(program);
        command
    } else {
        Command::new(program)
    };
    command.current_dir("/").stdin(Stdio::null());
    Ok(command)
}

fn answers(url: &str) -> bool {
    let asked = || Client::connect(url, NoTls).and_then(|mut client| client.batch_execute("select 1"));
    std::thread::scope(|scope| scope.spawn(asked).join()).is_ok_and(|answer| answer.is_ok())
}

fn run(command: &mut Command) -> Result<(), Missing> {
    let named = format!("{}", command.get_program().display());
    let output = command.output().map_err(said(&format!("cannot run {named}")))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{named} failed: {}", String::from_utf8_lossy(&output.stderr)))
}

/// A folder that only we may enter; somebody else's of that name is refused.
fn private_folder(path: &Path) -> Result<PathBuf, Missing> {
    match fs::create_dir(path) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
        Err(error) => return Err(said("cannot make a folder")(error)),
    }
    let found = fs::symlink_metadata(path).map_err(said("cannot look at a folder"))?;
    if !found.is_dir() || found.uid() != me()? {
        return Err(format!("{} belongs to somebody else", path.display()));
    }
    fs::set_permissions(path, fs::Permissions::from_mode(0o700)).map_err(said("cannot close a folder to others"))?;
    Ok(path.to_owned())
}

fn lock_file(path: &Path) -> Result<File, Missing> {
    let mut options = fs::OpenOptions::new();
    options.create(true).append(true).open(path).map_err(said("cannot open a lock file"))
}

/// Our user id, told by a file of ours.
fn me() -> Result<u32, Missing> {
    fs::metadata("/proc/self").map(|file| file.uid()).or_else(|_| {
        let id = Command::new("id").arg("-u").output().map_err(said("cannot run id"))?;
        String::from_utf8_lossy(&id.stdout).trim().parse().map_err(|_| "no user id".to_owned())
    })
}

fn is_root() -> Result<bool, Missing> {
    me().map(|id| id == 0)
}

fn said(what: &str) -> impl FnOnce(std::io::Error) -> Missing {
    let what = what.to_owned();
    move |error| format!("{what}: {error}")
}
