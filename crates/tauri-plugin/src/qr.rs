//! A pairing code or an address as a picture.

use std::fmt::Write;

use houseguest_protocol::window::{Pairing, QrPicture};
use qrcodegen::{QrCode, QrCodeEcc};

/// How much light a QR code needs around it (ISO/IEC 18004).
const MARGIN: i32 = 4;

/// Adds the picture where there is a code to be shown. It holds the code's own text: whatever reads it can pass it on.
pub(crate) fn draw(pairing: Pairing) -> Pairing {
    match pairing {
        Pairing::Offered { code, picture: None, expires_at } => {
            Pairing::Offered { picture: picture(&code), code, expires_at }
        }
        other => other,
    }
}

/// A text as a picture; `None` when it is too long for one.
pub(crate) fn picture(text: &str) -> Option<QrPicture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            write!(path, "M{},{}h1v1h-1z", x + MARGIN, y + MARGIN).ok()?;
        }
    }
    Some(QrPicture { size: u32::try_from(code.size() + 2 * MARGIN).ok()?, path })
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::values::Timestamp;

    use super::*;

    #[test]
    fn a_code_gets_a_picture_of_its_size() {
        let expires_at = Timestamp::from_unix_seconds(0);
        let drawn = draw(Pairing::Offered { code: "K7QF-2M9X-4TRB-8W0Z".to_owned(), picture: None, expires_at });
        let Pairing::Offered { picture: Some(picture), .. } = drawn else { panic!("a picture") };
        assert_eq!(picture.size, 29, "version 1 has 21 squares, and four of quiet on each side");
        assert!(picture.path.starts_with("M4,4h1v1h-1z"), "the first corner: {}", picture.path);
        assert_eq!(draw(Pairing::None), Pairing::None);
    }
}
