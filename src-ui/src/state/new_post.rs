//! From what somebody has begun to a post that can be sent.

use houseguest_protocol::{
    social::{InvalidText, NewPost, PostBody, PostTitle},
    window::WaitingPicture,
};

use super::{
    drafts::Draft,
    picture::{AltProblem, Picture},
};

/// A post whose words can be sent, and its picture, which may have to go first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// Its headline.
    pub title: Option<PostTitle>,
    /// What it says.
    pub body: PostBody,
    /// Its picture, described.
    pub picture: Option<Picture>,
}

/// What has to be seen to first, with the field that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The headline.
    Title(InvalidText),
    /// The text.
    Body(InvalidText),
    /// What is said of the picture.
    Alt(AltProblem),
}

impl Outgoing {
    /// Looks at what was begun, from the top.
    ///
    /// # Errors
    ///
    /// [`Wrong`], the first one.
    pub fn of(draft: &Draft) -> Result<Self, Wrong> {
        let title = match PostTitle::parse(&draft.title) {
            Ok(title) => Some(title),
            Err(InvalidText::Empty) => None,
            Err(invalid) => return Err(Wrong::Title(invalid)),
        };
        let body = PostBody::parse(&draft.text).map_err(Wrong::Body)?;
        if let Some(picture) = &draft.picture {
            picture.description().map_err(Wrong::Alt)?;
        }
        Ok(Self { title, body, picture: draft.picture.clone() })
    }

    /// The post as the server is told; its picture only once it has been taken in.
    #[must_use]
    pub fn to_send(&self) -> NewPost {
        let image = self.picture.as_ref().and_then(Picture::for_post);
        NewPost { title: self.title.clone(), body: self.body.clone(), image }
    }

    /// What tells this write from another: the same one travels under the same key.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint(&self.to_send(), self.to_wait().as_ref())
    }

    /// Its picture as it waits with the post, unless the server has it already.
    #[must_use]
    pub fn to_wait(&self) -> Option<WaitingPicture> {
        self.picture.as_ref().and_then(Picture::to_wait)
    }
}

/// As [`Outgoing::fingerprint`], of a post as the server is told it.
#[must_use]
pub fn fingerprint(post: &NewPost, picture: Option<&WaitingPicture>) -> String {
    serde_json::to_string(&(post, picture)).expect("plain fields always make JSON")
}

#[cfg(test)]
mod tests {
    use houseguest_protocol::social::ImageId;

    use super::{super::picture::tests::picture, *};

    fn draft(title: &str, text: &str) -> Draft {
        Draft { title: title.to_owned(), text: text.to_owned(), ..Draft::default() }
    }

    #[test]
    fn a_headline_may_be_missing_and_words_may_not() {
        assert_eq!(Outgoing::of(&draft(" ", "Hello")).expect("a post").title, None);
        assert_eq!(Outgoing::of(&draft("Title", " ")), Err(Wrong::Body(InvalidText::Empty)));
        let long = "x".repeat(PostTitle::LIMIT + 1);
        assert!(matches!(Outgoing::of(&draft(&long, "")), Err(Wrong::Title(InvalidText::TooLong { .. }))));
    }

    #[test]
    fn a_picture_waits_for_its_description() {
        let mut draft = Draft { picture: Some(picture()), ..draft("", "Hello") };
        assert_eq!(Outgoing::of(&draft), Err(Wrong::Alt(AltProblem::Missing)));
        draft.picture.as_mut().expect("it is there").decorative = true;
        assert!(Outgoing::of(&draft).is_ok());
    }

    #[test]
    fn another_picture_or_description_is_another_write() {
        let mut draft = Draft { picture: Some(picture()), ..draft("", "Hello") };
        let chosen = draft.picture.as_mut().expect("it is there");
        (chosen.alt, chosen.uploaded) = ("A lamp".to_owned(), Some(ImageId::from_u128(1)));
        let first = Outgoing::of(&draft).expect("a post");
        assert_eq!(first.fingerprint(), Outgoing::of(&draft).expect("a post").fingerprint());
        draft.picture.as_mut().expect("it is there").alt = "A lantern".to_owned();
        assert_ne!(first.fingerprint(), Outgoing::of(&draft).expect("a post").fingerprint());
    }
}
