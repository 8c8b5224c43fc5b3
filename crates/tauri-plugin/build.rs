//! Declares the plugin's commands: Tauri makes an `allow-…` and a `deny-…` permission for each.

const COMMANDS: &[&str] = &[
    "session",
    "ensure_guest",
    "user_info",
    "start_promotion",
    "start_log_in",
    "start_by_hand",
    "finish_by_hand",
    "cancel_promotion",
    "sign_out",
    "kept_accounts",
    "switch_account",
    "erase_guest",
    "vault_state",
    "unlock_vault",
    "start_fresh",
    "observed",
    "break_something",
    "keys",
    "revoke_key",
    "end_session",
    "judge_passphrase",
    "save_recovery_kit",
    "choose_recovery_kit",
    "restore",
    "offer_device",
    "join_device",
    "pairing",
    "confirm_pairing",
    "cancel_pairing",
    "queue",
    "take_back",
    "send_queued",
];

fn main() {
    tauri_plugin::Builder::new(COMMANDS).build();
}
