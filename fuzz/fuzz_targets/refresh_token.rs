#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| houseguest_identity::fuzzing::refresh_token(data));
