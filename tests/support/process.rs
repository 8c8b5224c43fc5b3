//! Programs a desktop owns.

use std::{collections::HashMap, fs::File, net::TcpListener, path::Path, process::Stdio};

use color_eyre::eyre::{Result, WrapErr, eyre};
use rustix::process::{Pid, Signal, kill_process, kill_process_group};
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStdout, Command},
};

/// A running program that ends, with everything it started, when this value is dropped.
#[derive(Debug)]
pub(crate) struct Owned {
    child: Child,
    pid: Pid,
    out: BufReader<ChildStdout>,
    name: String,
}

impl Owned {
    /// Starts a program with exactly this environment; its complaints go to `<name>.log` in `logs`.
    pub(crate) fn start(name: &str, command: &mut Command, env: &HashMap<String, String>, logs: &Path) -> Result<Self> {
        let log = File::options().create(true).append(true).open(logs.join(format!("{name}.log")))?;
        let mut child = command
            .env_clear()
            .envs(env)
            .stdout(Stdio::piped())
            .stderr(log)
            // A group of its own, so that what it starts in turn can be ended with it.
            .process_group(0)
            .kill_on_drop(true)
            .spawn()
            .wrap_err_with(|| format!("starting {name}"))?;
        let id = child.id().ok_or_else(|| eyre!("{name} ended at once"))?;
        let pid = i32::try_from(id).ok().and_then(Pid::from_raw).ok_or_else(|| eyre!("{id} is no process id"))?;
        let out = BufReader::new(child.stdout.take().ok_or_else(|| eyre!("{name} has no output"))?);
        Ok(Self { child, pid, out, name: name.to_owned() })
    }

    /// The process id.
    pub(crate) const fn pid(&self) -> Pid {
        self.pid
    }

    /// What is written to the program's input.
    pub(crate) fn input(&mut self) -> Option<tokio::process::ChildStdin> {
        self.child.stdin.take()
    }

    /// The next line of output that `wanted` finds something in.
    pub(crate) async fn says<T>(&mut self, wanted: impl Fn(&str) -> Option<T>) -> Result<T> {
        let mut line = String::new();
        let reading = async {
            loop {
                line.clear();
                if self.out.read_line(&mut line).await? == 0 {
                    return Err(eyre!("{} ended before it was ready", self.name));
                }
                if let Some(found) = wanted(line.trim()) {
                    return Ok(found);
                }
            }
        };
        tokio::time::timeout(super::PATIENCE, reading).await.wrap_err("no answer in time")?
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // It may have ended by itself, which is as good; its group may still have members.
        let _ended_already = kill_process_group(self.pid, Signal::KILL);
    }
}

/// A port nobody listens on, for programs that must be told theirs.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// Whether any thread of a process runs. The first one may be gone while another still waits for the disk,
/// and with it everything the process holds open.
pub(crate) fn is_running(pid: Pid) -> bool {
    let Ok(threads) = std::fs::read_dir(format!("/proc/{}/task", pid.as_raw_nonzero())) else { return false };
    let mut threads = threads.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok());
    threads.any(|thread| stat(thread).is_some_and(|(state, _)| state != 'Z'))
}

/// Ends a process at once, as a crash or a power cut would.
pub(crate) fn kill(pid: Pid) -> Result<()> {
    kill_process(pid, Signal::KILL).wrap_err("killing a process")
}

/// The processes whose parent is `parent`.
pub(crate) fn children(parent: Pid) -> Result<Vec<Pid>> {
    let parent = parent.as_raw_nonzero().get();
    let ids = std::fs::read_dir("/proc")?
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<i32>().ok())
        .filter(|id| stat(*id).is_some_and(|(state, its_parent)| its_parent == parent && state != 'Z'));
    Ok(ids.filter_map(Pid::from_raw).collect())
}

/// Resident memory of a process and of every process that it started, in KiB; pages that they share count once for each.
pub(crate) fn family_memory(first: Pid) -> Result<u64> {
    let mut family = vec![first];
    let mut total = 0;
    while let Some(member) = family.pop() {
        total += resident_memory(member)?;
        family.extend(children(member)?);
    }
    Ok(total)
}

/// A process's resident memory in KiB (proc(5)).
fn resident_memory(pid: Pid) -> Result<u64> {
    let text = std::fs::read_to_string(format!("/proc/{}/status", pid.as_raw_nonzero()))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.ok_or_else(|| eyre!("process {} tells nothing of its memory", pid.as_raw_nonzero()))
}

/// State and parent of a process (proc(5)). The name before them may hold spaces and parentheses.
fn stat(pid: i32) -> Option<(char, i32)> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    Some((fields.next()?.chars().next()?, fields.next()?.parse().ok()?))
}
