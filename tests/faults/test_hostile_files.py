"""Hostile files end within ten seconds in a plain sentence, or are read; the program goes on and nothing is written."""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from coordinator_app import child_tasks
from coordinator_app.core.errors import BadFile, ChildFailed
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.core.wire import to_plain
from coordinator_app.documents.looking import found, laid_out, look, texts, zips
from coordinator_app.documents.model import Looked
from coordinator_app.documents.reading_jobs import LOOK, PAGES, FileGiven, looked_of, pages_of
from coordinator_app.jobs.children import Answer, Worker
from coordinator_app.jobs.limits import Limits
from tests.documents.looking import made, made_old
from tests.documents.looking.made_heic import heic
from tests.faults import hostile, hostile_list
from tests.pdf import foreign

_SECONDS = 10
"""Of the processor: how long the clock takes depends on what else the machine does."""
_LIMITS = child_tasks.limits_of(LOOK)
_QUICK, _SOAK = 4, 120
MEMORY = "more memory than is allowed"


class Child:
    """A child with the limits of foreign files and ten seconds; warm between files, so that hundreds can be tried."""

    def __init__(self, seconds: int = _SECONDS) -> None:
        self._worker = Worker(Limits(_LIMITS.memory_bytes, seconds, 120.0, _LIMITS.answer_bytes))

    def ask(self, task: str, request: Any) -> Answer:
        blobs: list[bytes] = []
        body = {"task": task, "request": to_plain(request, blobs)}
        return self._worker.ask(object(), "task", body, blobs)

    def close(self) -> None:
        self._worker.close()


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    made = Child()
    made.ask("check.echo", {"words": "warm"})
    yield made
    made.close()


def ends_well(child: Child, name: str, content: bytes) -> Looked | str:
    """What was found, or the sentence that was said. Fails if it took too long or the child died."""
    try:
        looked = looked_of(child.ask(LOOK, FileGiven(name, content)))
        shown = pages_of(child.ask(PAGES, PagesWanted(content, dpi=40, first=1, last=2)))
    except (BadFile, ChildFailed) as error:
        return plain(error)
    assert looked.page_count == shown.total
    assert "\0" not in looked.words
    return looked


def plain(error: BadFile | ChildFailed) -> str:
    """What was said, if it is in whole sentences; a child that was stopped may only have wanted too much memory."""
    assert isinstance(error, BadFile) or MEMORY in error.happened, error.happened
    for sentence in (error.happened, error.next_step):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "Traceback" not in sentence
    return error.happened


@pytest.mark.parametrize("what", hostile_list.EVERY)
def test_a_hostile_file_ends_in_a_plain_sentence_or_is_read(child: Child, what: str) -> None:
    name, make = hostile_list.EVERY[what]
    ends_well(child, name, make())


def test_there_are_more_than_sixty_of_them() -> None:
    assert len(hostile_list.EVERY) >= 60


SAMPLES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "Word": ("a.docx", made.word),
    "Excel": ("a.xlsx", made.sheets),
    "OpenDocument": ("a.odt", made.open_text),
    "OpenDocument sheet": ("a.ods", made.open_sheets),
    "rich text": ("a.rtf", made.rich),
    "email": ("a.eml", lambda: made_old.mail(nested=1)),
    "Outlook": ("a.msg", made_old.outlook),
    "old Excel": ("a.xls", made_old.old_sheets),
    "web": ("a.html", made_old.web),
    "PDF": ("a.pdf", lambda: made.pdf(foreign.page(foreign.note))),
    "PNG": ("a.png", made.picture),
    "JPEG": ("a.jpg", lambda: made.picture("JPEG")),
    "TIFF": ("a.tif", lambda: made.picture("TIFF")),
    "HEIC": ("a.heic", lambda: heic(Image.new("L", (48, 32), 90))),
}


def damaged(content: bytes, seed: int) -> bytes:
    """The file with some of its bytes changed, taken out, doubled, or its end gone."""
    chance = random.Random(seed)
    whole = bytearray(content)
    for _ in range(chance.randint(1, 12)):
        at, length = chance.randrange(len(whole)), chance.choice((1, 1, 2, 4, 64))
        how = chance.randrange(4)
        if how == 0:
            whole[at : at + length] = chance.randbytes(length)
        elif how == 1:
            del whole[at : at + length]
        elif how == 2:
            whole[at:at] = whole[at : at + length]
        else:
            whole[at : at + 4] = b"\xff\xff\xff\x7f"
    return bytes(whole[: chance.randrange(len(whole) // 2, len(whole) + 1)])


ODD = (
    b"",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"\xef\xbf\xbd",
    b"../../x",
    b"&#55296;",
    b"true",
    b"A" * 70_000,
)


def damaged_within(content: bytes, seed: int) -> bytes:
    """A packed file that is whole, while values and elements inside its parts are not."""
    chance, out = random.Random(seed), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(
                name, _bent(old.read(name), chance) if name.endswith((".xml", ".rels")) else old.read(name)
            )
    return out.getvalue()


def _bent(part: bytes, chance: random.Random) -> bytes:
    """Now and then some values or texts of an XML part changed, so that it can still be read as XML, as a rule."""
    if chance.random() < 0.7:
        return part
    how = chance.choice((rb'(?<!\bxmlns)="([^"<]*)"', rb">([^<]+)<"))
    places = [
        found.span(1)
        for found in re.finditer(how, part)
        if b"xmlns" not in part[found.start() - 20 : found.start()]
    ]
    for start, end in sorted(chance.sample(places, min(len(places), 3)), reverse=True):
        part = part[:start] + chance.choice(ODD) + part[end:]
    return part


@pytest.mark.parametrize("kind", ["Word", "Excel", "OpenDocument", "OpenDocument sheet"])
def test_a_packed_file_that_is_damaged_within_ends_in_a_plain_sentence_or_is_read(
    child: Child, kind: str
) -> None:
    name, make = SAMPLES[kind]
    for seed in range(2 * _QUICK):
        ends_well(child, name, damaged_within(make(), seed))


@pytest.mark.soak
@pytest.mark.parametrize("kind", ["Word", "Excel", "OpenDocument", "OpenDocument sheet"])
def test_a_packed_file_damaged_within_in_any_of_many_ways_ends_well(child: Child, kind: str) -> None:
    name, make = SAMPLES[kind]
    for seed in range(2 * _QUICK, 2 * _SOAK):
        ends_well(child, name, damaged_within(make(), seed))


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_damaged_file_ends_in_a_plain_sentence_or_is_read(child: Child, kind: str) -> None:
    name, make = SAMPLES[kind]
    for seed in range(_QUICK):
        ends_well(child, name, damaged(make(), seed))


@pytest.mark.soak
@pytest.mark.parametrize("kind", SAMPLES)
def test_a_file_damaged_in_any_of_many_ways_ends_in_a_plain_sentence_or_is_read(
    child: Child, kind: str
) -> None:
    name, make = SAMPLES[kind]
    for seed in range(_QUICK, _SOAK):
        ends_well(child, name, damaged(make(), seed))


def test_no_file_writes_anything_or_asks_the_network(tmp_path: Path) -> None:
    """Every open for writing, every made or removed file and every socket is an event that Python itself reports."""
    script = tmp_path / "watch.py"
    script.write_text(_WATCH, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(_ROOT)], capture_output=True, text=True, timeout=300, check=False
    )
    assert (done.stdout.split(), done.returncode) == (["told", "0"], 0), done.stderr[-2000:]


_ROOT = Path(__file__).resolve().parents[2]
# every way to write a file, to change which files there are, to reach another machine, to start a program
_CALLS = (
    "open,openat,openat2,creat,truncate,ftruncate,rename,renameat,renameat2,mkdir,mkdirat,rmdir,unlink,unlinkat,link,linkat,"
    "symlink,symlinkat,mknod,mknodat,chmod,fchmodat,chown,fchownat,utimensat,setxattr,socket,connect,execve,execveat"
)
_WRITES = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE")


def traced(tmp_path: Path, body: str) -> list[str]:
    """What a program asked of the system to be written, from its line "/watch-from-here" on, below any library."""
    script, trace = tmp_path / "watch.py", tmp_path / "trace"
    script.write_text(body, encoding="utf-8")
    command = ["strace", "-f", "--seccomp-bpf", "-e", f"trace={_CALLS}", "-o", str(trace)]
    done = subprocess.run(
        [*command, sys.executable, str(script), str(_ROOT), str(tmp_path)],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    _, _, watched = trace.read_text(encoding="utf-8", errors="replace").partition("/watch-from-here")
    assert watched.count("\n") > 1, "nothing was watched"
    return [line for line in watched.splitlines()[1:] if _is_told(line)]


def _is_told(line: str) -> bool:
    call = re.match(r"\d+\s+(\w+)\(", line)
    if call is None or "/dev/null" in line:
        return False
    return not call[1].startswith("open") or _WRITES.search(line) is not None


@pytest.fixture
def _strace() -> None:
    if shutil.which("strace") is None:
        pytest.skip("the calls are watched by strace, which is not on this machine")
    if subprocess.run(["strace", "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this system lets no program be traced")


@pytest.mark.usefixtures("_strace")
def test_no_file_makes_any_library_write_anything_or_reach_anything(tmp_path: Path) -> None:
    """The calls of the whole process are watched, of the libraries that read pictures and PDFs too."""
    kept = set(tmp_path.parent.rglob("*"))
    assert traced(tmp_path, _TRACED) == []
    assert {one.name for one in set(tmp_path.parent.rglob("*")) - kept} <= {"watch.py", "trace"}


@pytest.mark.usefixtures("_strace")
@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("ctypes.CDLL(None).open(path + b'/planted', os.O_WRONLY | os.O_CREAT, 0o600)", "/planted"),
        ("ctypes.CDLL(None).mkdir(path + b'/planted', 0o700)", "mkdir"),
        ("ctypes.CDLL(None).unlink(path + b'/watch.py')", "unlink"),
        ("ctypes.CDLL(None).rename(path + b'/watch.py', path + b'/planted')", "rename"),
        ("ctypes.CDLL(None).socket(2, 1, 0)", "socket(AF_INET"),
        ("ctypes.CDLL(None).system(b'true')", "exec"),
    ],
)
def test_planted_fault_what_a_library_writes_past_python_is_seen(
    tmp_path: Path, fault: str, told: str
) -> None:
    body = f"import ctypes, os, sys\npath = sys.argv[2].encode()\nos.path.exists('x')\n{_FROM_HERE}\n{fault}\n{_END}\n"
    found = traced(tmp_path, body)
    assert any(told in line for line in found), found


_FROM_HERE = """
try:
    os.open("/watch-from-here", os.O_RDONLY)
except OSError:
    pass
"""
_END = "open(os.devnull).close()\nos._exit(0)  # what Python tidies up at its end is not asked about"
_TRACED = f"""
import os, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
from coordinator_app.core.errors import BadFile
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import FileGiven
from tests.faults import hostile_list, test_hostile_files as here
files = [here.SAMPLES[kind] for kind in here.SAMPLES]
files += [hostile_list.EVERY[what] for what in here.OF_PATHS]
files = [(name, make()) for name, make in files]
{_FROM_HERE}
for name, content in files:
    try:
        look(FileGiven(name, content))
        with open_any(content) as source:
            source.picture(0, 40)
    except BadFile:
        pass
{_END}
"""
_WATCH = """
import os, sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
from coordinator_app.core.errors import BadFile
from coordinator_app.core.page_images import PagesWanted
from coordinator_app.documents.looking import look
from coordinator_app.documents.looking.opening import open_any
from coordinator_app.documents.reading_jobs import FileGiven
from tests.faults import hostile_list, test_hostile_files as here
files = [here.SAMPLES[kind] for kind in here.SAMPLES]
files += [hostile_list.EVERY[what] for what in here.OF_PATHS]
files = [(name, make()) for name, make in files]
seen = []
def watch(event, args):
    writes = event == "open" and isinstance(args[2], int) and args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if writes and args[0] == "/planted-fault":
        seen.append("told")
    elif writes or event.startswith(("socket.", "os.remove", "os.rename", "os.mkdir", "subprocess.", "os.exec", "os.fork")):
        seen.append(f"{event} {args[:1]}")
sys.addaudithook(watch)
try:
    os.open("/planted-fault", os.O_RDWR)
except OSError:
    pass
print(seen.pop() if seen else "not told")
for name, content in files:
    try:
        look(FileGiven(name, content))
        with open_any(content) as source:
            source.picture(0, 40)
    except BadFile:
        pass
print(len(seen))
print(seen[:5], file=sys.stderr)
"""
OF_PATHS = (
    "parts with paths that climb",
    "a template from outside and an object",
    "an entity that reads a file",
    "definitions from the network",
    "a name that climbs",
    "a name that climbs out",
    "a sheet outside the package",
    "scripts and commands",
    "macros",
)


# each limit is what stops its file: without it the file is not stopped


def test_without_the_limit_on_bytes_a_bomb_is_let_out(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = hostile.word(b" " * 12_000_000)
    with pytest.raises(BadFile, match="swells"):
        zips.Package(bomb).read("word/document.xml")
    monkeypatch.setattr(zips, "_MOST_RATIO", 10**9)
    assert len(zips.Package(bomb).read("word/document.xml")) == 12_000_000


def test_without_the_limit_on_letters_a_long_text_fills_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    words = b"late again\n" * 250_000
    with pytest.raises(BadFile, match="two million letters"):
        look(FileGiven("a.txt", words))
    monkeypatch.setattr(texts, "MOST_LETTERS", 10**9)
    with pytest.raises(BadFile, match="two million letters"):  # laid out, it is counted again
        look(FileGiven("a.txt", words))
    monkeypatch.setattr(laid_out, "MOST_LETTERS", 10**9)
    with pytest.raises(BadFile, match="more than 500 pages"):
        look(FileGiven("a.txt", words))


def test_a_child_that_takes_too_long_is_not_called_a_plain_end(child: Child) -> None:
    with pytest.raises(AssertionError, match="took longer than is allowed"):
        plain(ChildFailed("This took longer than is allowed and was stopped."))
    assert MEMORY in plain(ChildFailed("This needs more memory than is allowed and was stopped."))


def test_words_that_search_cannot_hold_are_said_to_be_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "MOST_SEARCHED", 40)
    looked = look(FileGiven("a.txt", b"Marigold was late. " * 9))
    assert len(looked.words) == 40
    assert "more words than can be searched" in looked.hidden
