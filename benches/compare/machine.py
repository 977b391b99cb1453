"""The machine on which something was measured, without its name."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from layouts import REPOSITORY

PLACES = ("tmpfs", "disk")
SHARED = Path("/dev/shm")


def place(on: str) -> Path:
    """The folder to work in: in memory where the system has such a folder, or under target/."""
    if on == "tmpfs":
        if not SHARED.is_dir():
            raise SystemExit("This system has no /dev/shm. Measure with --on disk.")
        return SHARED
    folder = REPOSITORY / "target" / "compare"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def filesystem(folder: Path) -> str:
    """The kind of file system that holds a folder, such as ext4."""
    best, kind = "", "unknown"
    try:
        mounts = Path("/proc/mounts").read_text()
    except OSError:
        return kind
    for line in mounts.splitlines():
        _, mounted, found, *_ = line.split()
        inside = str(folder.resolve()) == mounted or str(folder.resolve()).startswith(mounted.rstrip("/") + "/")
        if inside and len(mounted) >= len(best):
            best, kind = mounted, found
    return kind


def describe() -> dict[str, str]:
    return {
        "processor": processor(),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": memory(),
        "kernel": f"{platform.system()} {platform.release().split('-')[0]}",
    }


def processor() -> str:
    return field("/proc/cpuinfo", "model name") or platform.machine()


def memory() -> str:
    kilobytes = field("/proc/meminfo", "MemTotal").split()
    return f"{round(int(kilobytes[0]) / 1024**2)} GiB" if kilobytes else "unknown"


def field(path: str, name: str) -> str:
    try:
        lines = Path(path).read_text().splitlines()
    except OSError:
        return ""
    found = (line.split(":", 1)[1].strip() for line in lines if line.startswith(name))
    return next(found, "")

