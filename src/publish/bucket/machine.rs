//! Whether a run that was begun on this machine still runs.
//!
//! A killed run leaves its lease in the bucket. Where the same machine can tell that the process is
//! gone, nobody need wait until the lease ends. Only Linux says enough: a number of a process means
//! nothing on another machine, after a restart, or in another container.

use serde::{Deserialize, Serialize};

/// A process, and the machine on which its number means something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Process {
    /// A hash, so that the list in the bucket says nothing about the machine.
    machine: String,
    number: u32,
}

impl Process {
    /// This process. Nothing where the machine does not say who it is.
    pub(super) fn own() -> Option<Self> {
        Some(Self {
            machine: machine()?,
            number: std::process::id(),
        })
    }

    /// Whether it was a process of this machine and has ended.
    pub(super) fn has_ended(&self) -> bool {
        Self::own().is_some_and(|own| own.machine == self.machine) && !is_running(self.number)
    }
}

/// This start of this machine, and the container within it.
fn machine() -> Option<String> {
    let start = std::fs::read("/proc/sys/kernel/random/boot_id").ok()?;
    let container = std::fs::read_link("/proc/self/ns/pid").ok()?;
    let mut hash = blake3::Hasher::new();
    hash.update(&start);
    hash.update(container.as_os_str().as_encoded_bytes());
    Some(hash.finalize().to_hex()[..16].to_owned())
}

fn is_running(number: u32) -> bool {
    std::path::Path::new(&format!("/proc/{number}")).exists()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::Process;

    #[test]
    fn only_a_process_of_this_machine_can_be_known_to_have_ended() {
        let own = Process::own().expect("Linux says who it is");
        assert!(!own.has_ended());
        let mut child = std::process::Command::new("true").spawn().expect("starts");
        let ended = Process {
            number: child.id(),
            ..own
        };
        child.wait().expect("ends");
        assert!(ended.has_ended());
        let elsewhere = Process {
            machine: "another".into(),
            ..ended
        };
        assert!(!elsewhere.has_ended());
    }
}
