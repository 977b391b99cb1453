#![no_main]

#[path = "../../tests/fuzz/targets.rs"]
#[allow(dead_code, reason = "each program runs one of the targets")]
mod targets;

#[path = "../../tests/fuzz/http.rs"]
mod http;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    http::request(bytes);
});
