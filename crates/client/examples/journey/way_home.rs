//! The loopback address a browser comes home to (RFC 8252, section 7.3).

use std::error::Error;

use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpListener,
};
use url::Url;

/// Waits on a free port of this machine.
pub(crate) struct WayHome {
    listener: TcpListener,
    /// What the issuer is told.
    pub(crate) redirect_uri: String,
}

impl WayHome {
    pub(crate) async fn open() -> Result<Self, Box<dyn Error>> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let redirect_uri = format!("http://{}/callback", listener.local_addr()?);
        Ok(Self { listener, redirect_uri })
    }

    /// The first arrival at the callback. Requests for anything else, such as an icon, are told so.
    pub(crate) async fn arrival(&self) -> Result<Url, Box<dyn Error>> {
        loop {
            let (mut connection, _) = self.listener.accept().await?;
            let mut line = String::new();
            BufReader::new(&mut connection).read_line(&mut line).await?;
            let target = line.split(' ').nth(1).unwrap_or_default();
            let arrived = target.starts_with("/callback?");
            let (status, text) =
                if arrived { ("200 OK", "Welcome home. You can close this page.") } else { ("404 Not Found", "") };
            let answer = format!(
                "HTTP/1.1 {status}\r\ncontent-type: text/plain\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{text}",
                text.len()
            );
            connection.write_all(answer.as_bytes()).await?;
            if arrived {
                return Ok(Url::parse(&self.redirect_uri)?.join(target)?);
            }
        }
    }
}
