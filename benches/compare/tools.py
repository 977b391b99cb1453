"""The programs that are compared: how each is installed, builds a site, and builds it again."""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import layouts

HERE = layouts.HERE
REPOSITORY = layouts.REPOSITORY
VENV = HERE / ".venv"
MODULES = HERE / "node_modules"


@dataclass(frozen=True)
class Tool:
    """A program that makes a site: `command` runs in the site's folder and writes `out` there."""

    key: str
    name: str
    command: list[str]
    out: str
    # What is removed before a cold build, besides the output.
    kept: tuple[str, ...] = ()
    # The floor keeps nothing, so that an edit is nothing else to it.
    edits: bool = True


def tools(chosen: list[str]) -> list[Tool]:
    """The chosen ones in the order given, installed."""
    return [MAKERS[key]() for key in chosen]


def casebook() -> Tool:
    program = built("CASEBOOK", ["--bin", "casebook"], "casebook")
    # A cache on disk, where this version keeps one, stands in the site's folder.
    return Tool("casebook", "Casebook", [program, "build"], "public", (".casebook",))


def floor() -> Tool:
    program = built("FLOOR", ["--example", "floor"], "examples/floor")
    return Tool("floor", "Floor", [program, ".", "out"], "out", edits=False)


def hugo() -> Tool:
    python_packages()
    program = next(VENV.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    # Its cache for files from elsewhere stays empty: the theme asks for none.
    return Tool("hugo", "Hugo", [str(program), "--quiet"], "public", ("resources",))


def eleventy() -> Tool:
    node_packages()
    program = MODULES / "@11ty/eleventy/cmd.cjs"
    return Tool("eleventy", "Eleventy", ["node", str(program), "--quiet"], "_site", (".cache",))


def pagefind(site: str, out: str) -> list[str]:
    """The command that makes a search index for the pages in `site`."""
    node_packages()
    found = MODULES.glob("@pagefind/*/bin/pagefind_extended*")
    program = next(path for path in found if path.suffix in ("", ".exe"))
    return [str(program), "--quiet", "--site", site, "--output-path", out]


MAKERS = {"casebook": casebook, "hugo": hugo, "eleventy": eleventy, "floor": floor}


def built(variable: str, target: list[str], place: str) -> str:
    """A program of this repository in release, or the one that the environment names."""
    if named := os.environ.get(variable):
        return str(Path(named).resolve())
    subprocess.run(["cargo", "build", "--locked", "--release", *target], cwd=REPOSITORY, check=True)
    folder = Path(os.environ.get("CARGO_TARGET_DIR", REPOSITORY / "target"))
    return str((REPOSITORY / folder / "release" / place).resolve())


def python_packages() -> None:
    wanted = HERE / "requirements.txt"
    if not same(wanted, VENV / ".installed"):
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        pip = [str(VENV / "bin/pip"), "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(wanted)], check=True)
        shutil.copy(wanted, VENV / ".installed")


def node_packages() -> None:
    wanted = HERE / "package-lock.json"
    if not same(wanted, MODULES / ".installed"):
        # Not “npm ci”: the lock file holds the parts of Pagefind for one system only.
        npm = ["npm", "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"]
        subprocess.run(npm, cwd=HERE, check=True)
        shutil.copy(wanted, MODULES / ".installed")


def same(wanted: Path, installed: Path) -> bool:
    return installed.exists() and filecmp.cmp(wanted, installed, shallow=False)


def versions(chosen: list[Tool], search: bool) -> dict[str, str]:
    """What each program says that it is, and the commit of this repository."""
    asked = {
        "casebook": ["--version"],
        "hugo": ["version"],
        "eleventy": ["--version"],
    }
    found = {}
    for tool in chosen:
        if tool.key in asked:
            program = [part for part in tool.command if part not in ("build", "--quiet")]
            found[tool.name] = number(said([*program, *asked[tool.key]]))
        if tool.key == "eleventy":
            found["Node.js"] = said(["node", "--version"]).lstrip("v")
    if search:
        found["Pagefind"] = number(said([pagefind("", "")[0], "--version"]))
    found["commit"] = said(["git", "-C", str(REPOSITORY), "rev-parse", "--short=12", "HEAD"])
    return found


def said(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    return done.stdout.strip() or "unknown"


def number(text: str) -> str:
    """The version in what a program says of itself: “hugo v0.168.0-e27a+extended linux” is 0.168.0."""
    for word in text.split():
        bare = word.lstrip("v").split("-")[0].split("+")[0]
        if bare[:1].isdigit():
            return bare
    return text
