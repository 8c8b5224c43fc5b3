//! The guest's story, lived in the app's real window and in a real browser. `houseguest_journeys` explains
//! what stands behind a desktop; each module here is one chapter.

mod browsing;
mod changing_ones_mind;
mod coming_back;
mod commenting;
mod keeping_the_account;
mod leaving;
mod losing_the_vault;
mod offline;
mod offline_elsewhere;
mod offline_in_a_browser;
mod offline_posts;
mod offline_promotion;
mod plain_browser;
mod posting;
mod story_mode;
mod two_houses;
mod typed_code;

/// Strong enough for every sign-up in these stories.
const PASSWORD: &str = "five lanterns on a quiet porch";
