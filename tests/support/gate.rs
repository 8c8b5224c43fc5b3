//! A way to a server that can be shut.

use std::net::SocketAddr;

use color_eyre::eyre::{Result, eyre};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    task::{JoinHandle, JoinSet},
};
use url::Url;

use crate::eventually;

/// Carries connections to a server while it is open; shut, it refuses new ones and has cut the old ones, as a network
/// does that leads there no more. The server itself knows nothing of it.
#[derive(Debug)]
pub struct Gate {
    /// Where it is.
    pub origin: Url,
    place: SocketAddr,
    server: String,
    carrying: Option<JoinHandle<()>>,
}

impl Gate {
    /// Opens one to the server at `origin`.
    pub async fn to(origin: &Url) -> Result<Self> {
        let host = origin.host_str().ok_or_else(|| eyre!("{origin} has no host"))?;
        let port = origin.port_or_known_default().ok_or_else(|| eyre!("{origin} has no port"))?;
        let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
        let place = listener.local_addr()?;
        let server = format!("{host}:{port}");
        let carrying = Some(tokio::spawn(carry(listener, server.clone())));
        Ok(Self { origin: Url::parse(&format!("http://{place}/"))?, place, server, carrying })
    }

    /// Shuts it, and waits until nobody gets through.
    pub async fn shut(&mut self) -> Result<()> {
        if let Some(carrying) = self.carrying.take() {
            carrying.abort();
            // Ends with the task: the listener, and every connection that it carried.
            let _aborted = carrying.await;
        }
        let place = self.place;
        eventually("the gate is shut", async || Ok(TcpStream::connect(place).await.is_err().then_some(()))).await
    }

    /// Opens it again, where it was.
    pub async fn open(&mut self) -> Result<()> {
        let place = self.place;
        let listener = eventually("the gate opens", async || Ok(Some(TcpListener::bind(place).await?))).await?;
        self.carrying = Some(tokio::spawn(carry(listener, self.server.clone())));
        Ok(())
    }
}

impl Drop for Gate {
    fn drop(&mut self) {
        if let Some(carrying) = &self.carrying {
            carrying.abort();
        }
    }
}

async fn carry(listener: TcpListener, server: String) {
    let mut connections = JoinSet::new();
    while let Ok((mut near, _)) = listener.accept().await {
        let server = server.clone();
        connections.spawn(async move {
            // A side that hangs up ends the connection, which is all that can be done about it.
            if let Ok(mut far) = TcpStream::connect(server).await {
                let _hung_up = copy_bidirectional(&mut near, &mut far).await;
            }
        });
        while connections.try_join_next().is_some() {}
    }
}
