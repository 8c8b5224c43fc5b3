//! What somebody did here, with the moments that changed what they are.

use houseguest_protocol::{
    social::{Activity, Profile},
    values::Timestamp,
};

/// Something on a person's timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Moment {
    /// They wrote something.
    Wrote(Box<Activity>),
    /// They signed up: what is below it, they did as a guest.
    BecameMember(Timestamp),
    /// They did something here for the first time.
    Came(Timestamp),
}

/// Puts the sign-up between what was before and after it; latest first.
///
/// While more is to be fetched (`is_whole` is false), the sign-up shows only when something before it is known, and
/// the beginning not at all.
#[must_use]
pub fn timeline(profile: &Profile, activity: &[Activity], is_whole: bool) -> Vec<Moment> {
    let mut moments = Vec::with_capacity(activity.len() + 2);
    let mut promoted = profile.promoted_at;
    for done in activity {
        if let Some(at) = promoted.filter(|at| done.comment.created_at < *at) {
            moments.push(Moment::BecameMember(at));
            promoted = None;
        }
        moments.push(Moment::Wrote(Box::new(done.clone())));
    }
    if is_whole {
        moments.extend(promoted.map(Moment::BecameMember));
        moments.push(Moment::Came(profile.joined_at));
    }
    moments
}

#[cfg(test)]
mod tests {
    use super::*;
    use houseguest_protocol::{
        samples,
        social::{Comment, PostLine, ProfileCounts, Standing},
    };
    use std::time::Duration;

    fn at(seconds: u64) -> Timestamp {
        samples::NOW + Duration::from_secs(seconds)
    }

    fn wrote(seconds: u64) -> Activity {
        let comment = Comment { created_at: at(seconds), ..samples::comment() };
        let post = PostLine { id: comment.post_id, headline: "A post".to_owned() };
        Activity { comment, post, written_as: Standing::Guest }
    }

    fn profile(promoted_at: Option<Timestamp>) -> Profile {
        let person = samples::author(1, Standing::Member);
        Profile { person, joined_at: at(0), promoted_at, counts: ProfileCounts::default(), mine: false }
    }

    fn shape(moments: &[Moment]) -> String {
        let letter = |moment: &Moment| match moment {
            Moment::Wrote(_) => 'w',
            Moment::BecameMember(_) => 'm',
            Moment::Came(_) => 'c',
        };
        moments.iter().map(letter).collect()
    }

    #[test]
    fn the_sign_up_stands_between_before_and_after() {
        let done = [wrote(30), wrote(20), wrote(10)];
        assert_eq!(shape(&timeline(&profile(Some(at(15))), &done, true)), "wwmwc");
        assert_eq!(shape(&timeline(&profile(Some(at(40))), &done, true)), "mwwwc");
        assert_eq!(shape(&timeline(&profile(Some(at(5))), &done, true)), "wwwmc");
        assert_eq!(shape(&timeline(&profile(None), &done, true)), "wwwc", "a guest has not signed up");
    }

    #[test]
    fn what_is_not_known_yet_is_not_claimed() {
        assert_eq!(shape(&timeline(&profile(Some(at(5))), &[wrote(30)], false)), "w");
        assert_eq!(shape(&timeline(&profile(Some(at(20))), &[wrote(30), wrote(10)], false)), "wmw");
    }
}
