//! What every store must do, whatever its engine: one suite, run on each.
//!
//! To run it on an engine: `store_contract!(open)`, where `open` makes an empty store of it, and what keeps that. A case is a function in the file
//! of its topic; the list below names them all, and a case that is not in it is dead code.

mod browser_sessions;
mod by_hand;
mod clean_up;
mod codes;
mod directory;
mod events;
mod fixtures;
mod guests;
mod keys;
mod login;
mod merge;
mod operators;
mod promotions;
mod removal;
mod sessions;
mod settings;
mod upkeep;

pub(crate) use browser_sessions::*;
pub(crate) use by_hand::*;
pub(crate) use clean_up::*;
pub(crate) use codes::*;
pub(crate) use directory::*;
pub(crate) use events::*;
pub(crate) use guests::*;
pub(crate) use keys::*;
pub(crate) use login::*;
pub(crate) use merge::*;
pub(crate) use operators::*;
pub(crate) use promotions::*;
pub(crate) use removal::*;
pub(crate) use sessions::*;
pub(crate) use settings::*;
pub(crate) use upkeep::*;

/// Runs every case of the suite on a store of its own.
macro_rules! store_contract {
    ($open:path) => {
        $crate::store::contract::store_contract! { @cases $open:
            the_first_secret_of_a_name_stays
            a_key_makes_one_user_and_brings_them_back
            a_challenge_is_spent_with_its_use_and_only_then
            keys_are_added_by_the_word_of_a_device_key
            a_revoked_key_takes_its_sessions_along_and_the_last_one_stays
            a_recovery_key_takes_the_place_of_all_others_once
            promotion_retires_every_key
            a_pairing_carries_what_two_devices_say
            a_key_id_belongs_to_one_key
            an_unknown_key_makes_nobody_unless_it_may
            admission_is_asked_only_for_new_guests
            tokens_find_their_session_until_they_are_revoked
            refresh_tokens_rotate_repeat_and_end
            ended_sessions_and_wrong_clients_are_refused
            a_session_ends_only_by_a_secret_of_its_own
            a_code_is_traded_once
            a_short_address_finds_its_request_while_it_lives
            a_typed_code_stands_for_its_code_until_that_is_used
            a_shown_code_ends_after_five_wrong_ones
            a_browser_session_is_found_by_its_secret_and_replaced_whole
            a_browser_session_is_forgotten_long_after_its_end
            what_is_linked_ends_with_its_browser_session
            an_app_s_session_is_carried_over_once
            every_session_of_a_user_is_listed_and_ended
            a_client_that_allows_one_session_keeps_the_newest
            what_is_bound_opens_to_its_key_alone
            a_user_who_gets_no_more_tokens_loses_none
            signing_keys_take_turns
            promotion_is_whole
            a_taken_login_changes_nothing
            proofs_are_spent_with_the_interaction
            each_destination_gets_every_event_on_its_own
            an_event_that_nobody_wants_is_forgotten
            events_of_one_user_go_in_order
            what_failed_for_good_waits_for_an_operator
            two_carriers_never_claim_the_same
            what_happened_is_kept_and_counted
            a_disabled_user_has_no_way_in
            a_removed_key_is_told_so_and_makes_nobody
            one_run_at_a_time_that_others_take_up_when_it_is_left
            a_guest_who_comes_back_during_a_run_is_wholly_kept_or_wholly_removed
            a_changed_section_keeps_only_what_was_changed_knowingly
            what_was_changed_is_listed_newest_first
            two_changes_that_do_not_go_together_are_never_both_made
            expired_things_are_pruned_and_live_ones_stay
            a_code_proves_an_address_and_five_wrong_ones_end_it
            a_link_proves_an_address_while_it_lives
            a_verification_ends_with_its_interaction
            a_form_sent_twice_sends_one_message
            messages_to_one_address_are_counted_for_a_day
            a_forgotten_password_is_its_verified_owners
            a_link_sets_a_forgotten_password_once
            whoever_is_shut_out_recovers_nothing
            the_merges_of_a_member_are_listed_newest_first
            messages_are_taken_by_one_until_they_are_forgotten
            merges_are_listed_for_both_sides_with_who_did_them
            an_undo_brings_back_the_keys_that_the_merge_retired_and_no_others
            a_deleted_guest_cannot_be_taken_out
            who_is_part_of_a_member_is_told_apart_from_who_was
            an_operator_is_made_by_a_link_that_works_once
            a_link_for_an_operator_sets_the_password_and_ends_the_sessions
            a_portal_session_is_replaced_used_and_swept_up
            users_are_listed_by_kind_and_page_by_page
            somebody_is_found_by_id_key_and_the_beginning_of_a_login
            a_listed_user_says_how_they_stand
            guests_are_counted_by_the_day_they_were_made
        }
    };
    (@cases $open:path: $($case:ident)+) => {
        $(#[tokio::test]
        async fn $case() {
            // Not there only where the developer has said that tests may do without.
            let Some((store, _kept)) = $open() else { return };
            $crate::store::contract::$case(&store).await;
        })+
    };
}
pub(crate) use store_contract;
