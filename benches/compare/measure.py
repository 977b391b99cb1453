"""Runs one program as a whole process and says what it cost, and whether what it made is whole."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from corpus import SEED
from tools import Tool

LONGEST = 3600
"""Seconds after which a program is stopped and counts as failed."""


class Failed(Exception):
    """A program ended with an error, or its output is not whole. Says why in one line."""


@dataclass(frozen=True)
class Cost:
    """Seconds on the clock, seconds of processor time over all threads, and bytes at the peak."""

    wall: float
    processor: float
    memory: int


def run(command: list[str], folder: Path) -> Cost:
    """Runs a command in a folder. The peak is that of its largest process."""
    os.sync()  # What an earlier program wrote is not this one's to write.
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        child = os.posix_spawn(
            "/bin/sh",
            ["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", str(folder), *command],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_DUP2, said.fileno(), 1), (os.POSIX_SPAWN_DUP2, said.fileno(), 2)],
        )
        status, usage = wait(child, start + LONGEST)
        wall = time.perf_counter() - start
        if status != 0:
            said.seek(0)
            raise Failed(why(status, said.read().decode(errors="replace")))
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def wait(child: int, until: float):
    """Waits for a child, and stops it when it takes too long."""
    alarm = threading.Timer(until - time.perf_counter(), os.kill, (child, signal.SIGKILL))
    alarm.start()
    _, status, usage = os.wait4(child, 0)
    alarm.cancel()
    return os.waitstatus_to_exitcode(status), usage


def why(status: int, said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = next((line for line in lines if "rror" in line or "emory" in line), lines[-1] if lines else "")
    end = f"stopped by signal {-status}" if status < 0 else f"status {status}"
    return f"{end}: {told[:160]}" if told else end


def clear(tool: Tool, site: Path) -> None:
    """Removes what an earlier build left, so that the next is cold."""
    for name in (tool.out, *tool.kept):
        shutil.rmtree(site / name, ignore_errors=True)


def check(tool: Tool, site: Path, count: int, sentences: dict[str, str]) -> None:
    """Every page has its address, and some pages hold their sentence."""
    out = site / tool.out
    missing = [address for address in addresses(count) if not (out / address / "index.html").is_file()]
    if missing:
        raise Failed(f"{len(missing)} of {count} pages are missing, such as {missing[0]}")
    for address, sentence in sentences.items():
        if sentence not in (out / address / "index.html").read_text(encoding="utf-8"):
            raise Failed(f"The page {address} does not hold “{sentence}”")


def addresses(count: int):
    for number in range(count):
        yield address(number)


def address(number: int) -> str:
    kind = "lesson" if number % 3 == 2 else "award"
    return f"{kind}s/{kind}-{number:06}"


def sample(count: int) -> list[int]:
    """The pages whose sentences are looked for: ten, always the same."""
    return sorted(random.Random(SEED + count).sample(range(count), min(10, count)))


def size(folder: Path) -> tuple[int, int]:
    """Bytes and number of the files in a folder."""
    total = files = 0
    for here, _, names in os.walk(folder):
        for name in names:
            total += os.lstat(os.path.join(here, name)).st_size
            files += 1
    return total, files
