"""What the repository may not hold: traces of a machine, addresses of hosts, names of people, missing licences."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = frozenset({".ttf", ".png", ".jpg", ".jpeg", ".ico", ".pdf", ".gz", ".db", ".vault"})
# put together here, so that this file does not find itself
TRACES = {
    "a path of one machine": re.compile(
        r"(?<![\w./])/(?:" + "work|root" + r")/\w|/ho" + r"me/(?!marigold)\w|C:\\Us" + r"ers\\\w",
        re.IGNORECASE,
    ),
    "a package host": re.compile(
        "py" + r"pi\.|python" + "hosted|npm" + r"js\.|anaconda\.o" + "rg|files\\.python"
    ),
    "an index line": re.compile(
        "--(?:extra-)?ind" + "ex-url|--find-l" + "inks|extra-ind" + r"ex|\[\[tool\.uv\.ind" + "ex"
    ),
}
EMAIL = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# reserved for examples, so that no address can be somebody's
INVENTED = re.compile(r"(?:^|\.)(?:example|invalid|test|localhost|example\.(?:org|com|net|co\.uk))$")
PERSONAL_NAME = {
    "a UPN": re.compile(r"(?<![A-Z0-9])[A-HJ-NP-RT-Z]\d{11}[\dA-Z](?![A-Z0-9])"),
    "ten digits, like an NHS number": re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)"),
    "an e-mail address": re.compile(r"@\w+\."),
}
# a directive, then what it silences, then at least two words why
DIRECTIVE = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no (?:cover|branch)|nosec)\b(.*)")
CODES = re.compile(r"^(?:\[[\w, -]+\]|:\s*[A-Z]+\d+(?:\s*,\s*[A-Z]+\d+)*)?")
REASON = re.compile(r"\w+\W+\w+")


def kept_files() -> list[Path]:
    """Every file that git keeps (or the whole folder, unpacked from an archive)."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = done.stdout.split("\0") if done.returncode == 0 else []
    found = [ROOT / name for name in names if name] or _walk()
    return [path for path in found if path.is_file()]


def _walk() -> list[Path]:
    hidden = {".git", ".venv", "__pycache__", "build", "dist"}
    return [path for path in ROOT.rglob("*") if not hidden & set(path.relative_to(ROOT).parts)]


def texts() -> dict[str, str]:
    """The text files that git keeps, name from the top to content."""
    found = {}
    for path in kept_files():
        if path.suffix.lower() not in BINARY:
            data = path.read_bytes()
            if b"\0" not in data:
                found[path.relative_to(ROOT).as_posix()] = data.decode("utf-8")
    return found


def traces(name: str, text: str) -> list[str]:
    """The lines of a file that tell of a machine, a package host or an index."""
    return [
        f"{name}:{number}: {what}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in TRACES.items()
        if pattern.search(line)
    ]


def real_addresses(name: str, text: str) -> list[str]:
    """E-mail addresses whose domain is not one reserved for examples."""
    return [f"{name}: {match[0]}" for match in EMAIL.finditer(text) if not INVENTED.search(match[1].lower())]


def without_reason(name: str, text: str) -> list[str]:
    """The places where a check is silenced and nothing says why."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        match = DIRECTIVE.search(line)
        before = line[: match.start()].rpartition("#") if match else ("", "", "")
        if match and not REASON.search(before[2] if before[1] else CODES.sub("", match[2].strip(), count=1)):
            found.append(f"{name}:{number}: {match[0]}")
    return found


def test_no_file_tells_of_a_machine_or_a_package_host() -> None:
    assert [words for name, text in texts().items() for words in traces(name, text)] == []


@pytest.mark.parametrize(
    "line",
    [
        "see /wo" + "rk/shared/notes",
        "cd /ho" + "me/somebody/project",
        "C:\\Us" + "ers\\somebody",
        "https://py" + "pi.org/simple",
        "--extra-ind" + "ex-url x",
    ],
)
def test_a_planted_trace_is_found(line: str) -> None:
    assert traces("planted.md", f"first\n{line}\n") != []


def test_prose_about_work_is_no_trace() -> None:
    assert traces("plain.md", "the work/life balance, coordinator_app/root/x, ./work/part") == []


def test_every_mail_address_is_an_invented_one() -> None:
    # licences name their authors, as they must
    ours = {name: text for name, text in texts().items() if "LICENSE" not in name and "NOTICES" not in name}
    assert [words for name, text in ours.items() for words in real_addresses(name, text)] == []


def test_a_planted_real_address_is_found() -> None:
    planted = "head@" + "marigold-school.sch.uk and a@school.example"
    assert real_addresses("planted.py", planted) == ["planted.py: head@" + "marigold-school.sch.uk"]


def personal(name: str) -> list[str]:
    """What in a file's name looks like it belongs to a person."""
    return [f"{name}: {what}" for what, pattern in PERSONAL_NAME.items() if pattern.search(name)]


def test_no_file_name_looks_like_a_persons() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in kept_files()]
    assert [words for name in names for words in personal(name)] == []


@pytest.mark.parametrize(
    "name", ["scans/A801200001001.pdf", "943 476 5919.txt", "mail/a@" + "school.example.eml"]
)
def test_a_planted_personal_name_is_found(name: str) -> None:
    assert personal(name) != []


def test_every_silenced_check_says_why() -> None:
    python = {
        name: text for name, text in texts().items() if name.endswith((".py", ".pyi")) and name != _this()
    }
    assert [words for name, text in python.items() for words in without_reason(name, text)] == []


def _this() -> str:
    return Path(__file__).relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa",
        "x = 1  # noqa: E501",
        "x()  # type: ignore[attr-defined]",
        "x()  # pragma: no cover  # yes",
    ],
)
def test_a_planted_silence_without_reason_is_found(line: str) -> None:
    assert without_reason("planted.py", line) != []


@pytest.mark.parametrize(
    "line",
    [
        "x = 1  # noqa: E501, S608 - names of the catalogue only",
        "x()  # type: ignore[misc]  # the stub is wrong here",
    ],
)
def test_a_silence_with_a_reason_is_left(line: str) -> None:
    assert without_reason("plain.py", line) == []


def unlicensed(folder: Path) -> list[str]:
    """Font and icon files of a folder whose licence does not lie beside them."""
    licences = [path.name.split("-")[1] for path in folder.glob("LICENSE-*.txt")]
    shipped = [path for path in folder.iterdir() if path.suffix in {".ttf", ".otf", ".svg", ".png"}]
    if folder.name == "icons" and licences:
        return []
    return sorted(
        path.name for path in shipped if not any(path.name.startswith(family) for family in licences)
    )


@pytest.mark.parametrize("kind", ["fonts", "icons"])
def test_every_font_and_icon_has_its_licence_and_a_notice(kind: str) -> None:
    folder = ROOT / "resources" / kind
    assert unlicensed(folder) == []
    notices = (ROOT / "THIRD-PARTY-NOTICES.md").read_text(encoding="utf-8")
    for licence in folder.glob("LICENSE-*.txt"):
        assert f"resources/{kind}/{licence.name}" in notices


def test_a_font_without_licence_is_found(tmp_path: Path) -> None:
    for name in ("LICENSE-Inter-OFL.txt", "Inter-Bold.ttf", "Foreign-Bold.ttf"):
        (tmp_path / name).touch()
    assert unlicensed(tmp_path) == ["Foreign-Bold.ttf"]


def test_the_address_lock_of_uv_is_not_kept() -> None:
    assert "uv.lock" not in {path.relative_to(ROOT).as_posix() for path in kept_files()}
    assert "uv.lock" in (ROOT / ".gitignore").read_text(encoding="utf-8").split()


def test_no_file_is_kept_twice_under_names_that_differ_in_case() -> None:
    names = [os.fspath(path.relative_to(ROOT)) for path in kept_files()]
    assert len({name.casefold() for name in names}) == len(names)
