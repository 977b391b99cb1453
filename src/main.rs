//! The `casebook` command.

use std::process::ExitCode;

/// A build makes and drops millions of small texts on every thread; the allocator of the system
/// takes a sixth of its time for that (docs/decisions/speed.md).
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    casebook::cli::main()
}
