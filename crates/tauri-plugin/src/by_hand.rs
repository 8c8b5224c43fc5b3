//! The way home by hand, for a browser on another machine, or one that cannot reach the app.
//!
//! It is open beside the others while an errand is out. Its arrival is made of what the person typed, and is judged like
//! every other.

use houseguest_protocol::window::{ByHand, PromotionState};
use secrecy::{ExposeSecret, SecretString};
use tauri::Runtime;

use crate::{Error, Houseguest, PageWishes, qr};

impl<R: Runtime> Houseguest<R> {
    /// Offers an address to carry to a browser, while a promotion or a log-in is under way. The wait begins anew.
    ///
    /// # Errors
    /// When nobody is awaited from a browser, or the issuer has no such page.
    pub async fn start_by_hand(&self, wishes: PageWishes) -> Result<ByHand, Error> {
        let client = self.client().await?;
        let opened = client.start_by_hand(wishes.into_start(String::new())).await?;
        if let Some(errand) = self.inner().errand.lock().await.as_ref() {
            errand.wait_longer();
        }
        let address = opened.address.to_string();
        Ok(ByHand { picture: qr::picture(&address), address, expires_at: opened.expires_at })
    }

    /// Takes in the code that the page shows, as the person typed it.
    ///
    /// # Errors
    /// When it is not the code, or the server does not answer: the wait goes on, and it may be typed once more.
    pub async fn finish_by_hand(&self, code: &SecretString) -> Result<PromotionState, Error> {
        let client = self.client().await?;
        let outcome = client.finish_by_hand(code.expose_secret()).await;
        let state = self.settle(outcome)?;
        if let Some(errand) = self.inner().errand.lock().await.take() {
            errand.end().await;
        }
        Ok(state)
    }
}
