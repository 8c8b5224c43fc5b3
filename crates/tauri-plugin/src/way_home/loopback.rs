//! The loopback way home: a listener on 127.0.0.1 that lives while one browser errand is out.
//!
//! Source: RFC 8252, section 7.3.

use std::{io, net::Ipv4Addr, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::{mpsc, oneshot},
    task::JoinSet,
};
use url::Url;

use super::Page;

/// The path of the redirect URI.
const PATH: &str = "/callback";
/// Longest request head that is read; browsers send a few hundred bytes, and cookies of other loopback programs.
const MAX_HEAD_BYTES: usize = 32 * 1024;
/// How long one connection may take to send its head. Browsers open connections ahead of need and leave them idle.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How many connections are served at once; more wait in the system's queue.
const MAX_CONNECTIONS: usize = 16;

/// A listener that is bound and answers nobody yet.
#[derive(Debug)]
pub(crate) struct Loopback {
    listener: TcpListener,
    port: u16,
}

/// Someone came home; they wait in the browser for a [`Page`].
#[derive(Debug)]
pub(crate) struct Arrival {
    /// The whole address they came by, with its query.
    pub(crate) url: Url,
    /// Takes what the browser shows. Dropping it shows [`Page::NotExpected`].
    pub(crate) answer: oneshot::Sender<Page>,
}

impl Loopback {
    /// Takes any free port, or this one.
    #[cfg_attr(mobile, expect(dead_code, reason = "phones have no loopback way home"))]
    pub(crate) async fn bind(port: Option<u16>) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port.unwrap_or(0))).await?;
        let port = listener.local_addr()?.port();
        Ok(Self { listener, port })
    }

    /// The redirect URI to give to the issuer. It names the address, not `localhost`, which may resolve elsewhere.
    pub(crate) fn redirect_uri(&self) -> String {
        format!("http://127.0.0.1:{}{PATH}", self.port)
    }

    /// Hands every arrival to `arrivals`, until the receiver is gone or the future is dropped. Anything but
    /// `GET /callback?…` for this very host is answered here.
    pub(crate) async fn serve(self, arrivals: mpsc::Sender<Arrival>) {
        let Self { listener, port } = self;
        // Dropped with this future, and with it every open connection.
        let mut connections = JoinSet::new();
        loop {
            tokio::select! {
                () = arrivals.closed() => break,
                Some(_) = connections.join_next(), if !connections.is_empty() => {}
                accepted = listener.accept(), if connections.len() < MAX_CONNECTIONS => match accepted {
                    Ok((stream, _)) => { connections.spawn(serve_one(stream, port, arrivals.clone())); }
                    Err(error) => tracing::warn!(%error, "the loopback way home could not accept a connection"),
                },
            }
        }
        // The receiver goes when an arrival was accepted: its answer may still be on its way to the browser.
        drop(listener);
        let finish = async { while connections.join_next().await.is_some() {} };
        if tokio::time::timeout(Duration::from_secs(2), finish).await.is_err() {
            tracing::debug!("idle connections of the loopback way home were closed");
        }
    }
}

async fn serve_one(mut stream: TcpStream, port: u16, arrivals: mpsc::Sender<Arrival>) {
    let head = match tokio::time::timeout(HEAD_TIMEOUT, read_head(&mut stream)).await {
        Ok(Ok(head)) => head,
        Ok(Err(_)) | Err(_) => return,
    };
    let page = match head.as_deref().map_or(Request::Malformed, |head| understand(head, port)) {
        Request::Arrival(url) => {
            let (answer, told) = oneshot::channel();
            match arrivals.send(Arrival { url, answer }).await {
                Ok(()) => told.await.unwrap_or(Page::NotExpected),
                Err(_) => Page::NotExpected,
            }
        }
        Request::SomethingElse => Page::NothingHere,
        Request::Malformed => Page::BadRequest,
    };
    let sent = async {
        stream.write_all(&page.response()).await?;
        stream.shutdown().await
    };
    if let Err(error) = sent.await {
        tracing::debug!(%error, "the browser left before it was answered");
    }
}

/// Reads up to the empty line; `None` when the head is too long or the other side stopped before it.
async fn read_head(stream: &mut TcpStream) -> io::Result<Option<Vec<u8>>> {
    let mut head = Vec::with_capacity(1024);
    loop {
        let mut chunk = [0; 1024];
        let count = stream.read(&mut chunk).await?;
        head.extend_from_slice(&chunk[..count]);
        if let Some(end) = head.windows(4).position(|window| window == b"\r\n\r\n") {
            head.truncate(end);
            return Ok(Some(head));
        }
        if count == 0 || head.len() > MAX_HEAD_BYTES {
            return Ok(None);
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Request {
    Arrival(Url),
    SomethingElse,
    Malformed,
}

fn understand(head: &[u8], port: u16) -> Request {
    let Ok(head) = std::str::from_utf8(head) else { return Request::Malformed };
    let mut lines = head.split("\r\n");
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some(version), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Request::Malformed;
    };
    if !version.starts_with("HTTP/1.") {
        return Request::Malformed;
    }
    let mut hosts = lines.filter_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("host").then(|| value.trim())
    });
    let own = format!("127.0.0.1:{port}");
    match (hosts.next(), hosts.next()) {
        (Some(host), None) if host == own => {}
        (Some(_), None) => return Request::SomethingElse, // a name that was made to point here (DNS rebinding)
        _ => return Request::Malformed,
    }
    let is_arrival =
        method == "GET" && target.strip_prefix(PATH).is_some_and(|query| query.len() > 1 && query.starts_with('?'));
    if !is_arrival {
        return Request::SomethingElse;
    }
    Url::parse(&format!("http://{own}{target}")).map_or(Request::Malformed, Request::Arrival)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sends a request as it stands and reads the answer to its end.
    async fn exchange(port: u16, request: &str) -> String {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("the listener is there");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer
    }

    fn get(port: u16, target: &str) -> String {
        format!("GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: */*\r\n\r\n")
    }

    async fn listening() -> (u16, mpsc::Receiver<Arrival>, tokio::task::JoinHandle<()>) {
        let loopback = Loopback::bind(None).await.expect("a free port");
        let port = loopback.port;
        assert_eq!(loopback.redirect_uri(), format!("http://127.0.0.1:{port}/callback"));
        let (sender, receiver) = mpsc::channel(1);
        (port, receiver, tokio::spawn(loopback.serve(sender)))
    }

    #[tokio::test]
    async fn an_arrival_is_handed_over_and_its_page_comes_back() {
        let (port, mut arrivals, serving) = listening().await;
        let browser = tokio::spawn(async move { exchange(port, &get(port, "/callback?code=c&state=s")).await });
        let arrival = arrivals.recv().await.expect("an arrival");
        assert_eq!(arrival.url.as_str(), format!("http://127.0.0.1:{port}/callback?code=c&state=s"));
        arrival.answer.send(Page::Home).expect("the browser waits");
        drop(arrivals);
        let answer = browser.await.expect("the browser's task");
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n") && answer.contains("return to the app"), "{answer}");
        serving.await.expect("it stops by itself when nobody waits any more");
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.is_err(), "a duplicate finds nobody");
    }

    #[tokio::test]
    async fn anything_else_is_not_found_and_arrives_nowhere() {
        let (port, mut arrivals, _serving) = listening().await;
        let own = format!("127.0.0.1:{port}");
        let not_found = [
            get(port, "/"),
            get(port, "/favicon.ico"),
            get(port, "/callback"),
            get(port, "/callback?"),
            get(port, "/callbacks?code=c"),
            get(port, "//callback?code=c"),
            format!("POST /callback?code=c HTTP/1.1\r\nHost: {own}\r\nContent-Length: 0\r\n\r\n"),
            format!("GET /callback?code=c HTTP/1.1\r\nHost: evil.test:{port}\r\n\r\n"),
            format!("GET /callback?code=c HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"),
        ];
        for request in not_found {
            let answer = exchange(port, &request).await;
            assert!(answer.starts_with("HTTP/1.1 404 "), "{request} -> {answer}");
        }
        let malformed = [
            "GET /callback?code=c HTTP/1.1\r\n\r\n".to_owned(),
            format!("GET /callback?code=c HTTP/1.1\r\nHost: {own}\r\nHost: {own}\r\n\r\n"),
            format!("GET /callback?code=c\r\nHost: {own}\r\n\r\n"),
            format!("GET /callback?code=c of SMTP/1.1\r\nHost: {own}\r\n\r\n"),
            format!("GET /{} HTTP/1.1\r\nHost: {own}\r\n\r\n", "a".repeat(MAX_HEAD_BYTES + 1024)),
        ];
        for request in malformed {
            let answer = exchange(port, &request).await;
            assert!(answer.starts_with("HTTP/1.1 400 "), "{} -> {answer}", &request[..60.min(request.len())]);
        }
        assert!(arrivals.try_recv().is_err(), "nothing arrived");
    }

    #[tokio::test]
    async fn a_browsers_idle_connections_keep_nobody_waiting() {
        let (port, mut arrivals, _serving) = listening().await;
        let mut idle = Vec::new();
        for _ in 0..MAX_CONNECTIONS - 1 {
            idle.push(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.expect("a connection ahead of need"));
        }
        let browser = tokio::spawn(async move { exchange(port, &get(port, "/callback?code=c")).await });
        let arrival = arrivals.recv().await.expect("an arrival");
        drop(arrival.answer);
        assert!(browser.await.expect("the browser's task").contains("not waiting for this page"));
    }
}
