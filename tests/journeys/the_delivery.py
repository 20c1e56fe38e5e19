"""From the built pack to the recorded delivery: what the check found is settled, a second person approves, it is saved and sent."""

from __future__ import annotations

import hashlib
import re
import subprocess
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pypdf import PdfReader

from coordinator_app.access_requests.actions.pack import findings_of, volumes_of
from coordinator_app.access_requests.items import FindingState, Pack
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.registry import CATALOGUE
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys.driver import Laptop, MovingClock, WindowUser

TODAY = "24 November 2026"
_KEEPS = ("Keep it: ", "I have read them: ", "I have looked: ", "Send it with the gaps: ")
_AGAIN = "Type your passphrase again"
_BOXES = {
    "Keep it: ": ("Why it may stay", "Keep it"),
    "I have read them: ": ("What you looked for, and what you found", "I have read them"),
    "I have looked: ": ("What you looked for, and what you found", "I have looked"),
    "Send it with the gaps: ": ("Why it cannot be filled in now", "Send it with the gaps"),
}


def build(user: WindowUser, passphrase: str) -> str:
    """Built and checked; the password that was shown once. The passphrase is typed again where it is asked for."""
    _goes_to(user, "Stage 6 of 7, Pack")
    user.presses("Build the pack")
    if user.sees_one_of("Building the pack", _AGAIN, "The password of this pack") == _AGAIN:
        user.types("Passphrase", passphrase)
        user.presses("Continue")
        user.does_not_see(_AGAIN)
    _sees_it_built(user)
    user.sees("The password of this pack", "It is shown once and kept nowhere.")
    spoken = next(line for line in user.reads().splitlines() if line.startswith("Password "))
    user.presses("I have noted it")
    user.does_not_see(spoken)
    user.sees("Checks on the finished pack")
    return "".join(spoken.removeprefix("Password ").split())


def _sees_it_built(user: WindowUser) -> None:
    """However long it takes: hundreds of pages on a busy machine, as long as its line of progress goes on."""
    told = ""
    while True:
        try:
            user.sees("The password of this pack")
        except AssertionError:
            now = next((line for line in user.reads().splitlines() if " of " in line and "page" in line), "")
            if "Cancel: Building the pack" not in user.reads() or now == told:
                raise
            told = now
        else:
            return


def _goes_to(user: WindowUser, stage: str) -> None:
    user.sees(stage)
    user.presses(next(line for line in user.reads().splitlines() if line.startswith(stage)))


def suspicions(user: WindowUser) -> list[str]:
    """The buttons of what a person has to look at and may keep."""
    return [line for line in user.reads().splitlines() if line.startswith(_KEEPS)]


def settle(user: WindowUser) -> list[str]:
    """Every suspicion is kept with a reason, none having failed; the words they were about."""
    assert "Do not send this pack." not in user.reads(), user.reads()
    settled: list[str] = []
    while waiting := suspicions(user):
        _keep(user, waiting[0])
        settled.append(waiting[0].partition(": ")[2])
    return settled


def _keep(user: WindowUser, name: str) -> None:
    question, act = _BOXES[next(start for start in _KEEPS if name.startswith(start))]
    user.presses(name)
    user.types(question, f"Looked at on its page, {name.partition(': ')[2]}: it is about nobody else")
    user.presses(act)
    user.does_not_see(question)
    user.does_not_see(name)


def approve(user: WindowUser) -> None:
    """A named person who has no passphrase."""
    _goes_to(user, "Stage 5 of 7, Approve")
    user.types("Who approved it", "Dilys Thimblewick")
    user.types(
        "Why they did not unlock the vault themselves", "She has no passphrase; we looked at it together."
    )
    user.types("Approved on", TODAY)
    user.presses("Record the approval")
    user.sees("The pack is ready to send.")


def save(
    user: WindowUser, laptop: Laptop, folder: Path, nobody: Iterable[str], *, files: int = 1
) -> tuple[Path, ...]:
    """Out of the vault, locked, in so many files; the name suggested for them names nobody."""
    saved = folder / "stick" / "pack.pdf"
    saved.parent.mkdir()
    laptop.paths.append(saved)
    user.presses("Save the locked pack")
    user.sees("Locked pack saved as")
    assert not set(nobody) & set(re.split(r"\W", laptop.offered[-1]))
    if files == 1:
        user.sees("Locked pack saved as pack.pdf")
        return (saved,)
    user.sees(f"Locked pack saved as {files} files, the first of them pack-volume-1-of-{files}.pdf.")
    return tuple(saved.with_stem(f"pack-volume-{one}-of-{files}") for one in range(1, files + 1))


def files_told(user: WindowUser) -> int:
    """In how many files the window says that the pack is."""
    told = re.search(r"All together [\d,]+ pages(?: in (\d+) files)?", user.reads())
    assert told is not None, user.reads()
    return int(told[1] or 1)


def send(user: WindowUser, who: str) -> None:
    """Recorded as sent, which cannot be undone."""
    user.presses("Collected in person, as a locked file")
    user.presses("Record as sent")
    user.sees("You cannot undo this.")
    user.ticks(f"I have checked that it is {who} who collects it.")
    user.presses("Record as sent")
    user.sees(f"Sent {TODAY}.", "The clocks have stopped.", "In the disclosure ledger")


def by_poppler(saved: Path, password: str) -> str:
    """All words of a locked file, white space made one."""
    shown = subprocess.run(
        ["pdftotext", "-upw", password, str(saved), "-"], capture_output=True, text=True, check=True
    )
    return " ".join(shown.stdout.split())


def by_pypdf(saved: Path, password: str) -> str:
    """The same by another reader."""
    reader = PdfReader(saved)
    assert reader.decrypt(password)
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def read_elsewhere(
    saved: tuple[Path, ...], password: str, there: Iterable[str], covered: Iterable[str]
) -> None:
    """Two other readers: locked without the password, whole with it, and nobody in it who was covered."""
    for one in saved:
        assert subprocess.run(["qpdf", "--requires-password", str(one)], check=False).returncode == 0
    for read in (by_poppler, by_pypdf):
        words = " ".join(read(one, password) for one in saved)
        assert not [one for one in there if one not in words]
        assert still_told(words, covered) == []


def still_told(words: str, names: Iterable[str]) -> list[str]:
    """The names that stand in the words as whole words, with what stands round each."""
    return [
        words[max(0, found.start() - 60) : found.end() + 40]
        for name in names
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words)
    ]


def kept_in_the_vault(
    folder: Path, passphrase: str, clock: MovingClock, saved: tuple[Path, ...], requester: str
) -> Pack:
    """The clock has stopped, the ledger has its line, and the frozen copy is the very file that was saved, or each is."""
    with unlock(folder, passphrase, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        request = next(one for one in session.list(AccessRequest) if one.requester == requester)
        assert (request.stage, request.sent_on) == (Stage.SENT, date(2026, 11, 24))
        (sent,) = [one for one in session.list(Pack) if one.sent_on and one.request_id == request.id]
        assert [one.sha256 for one in volumes_of(session, sent)] == [
            hashlib.sha256(one.read_bytes()).hexdigest() for one in saved
        ]
        assert not [one for one in findings_of(session, sent.id) if one.state is FindingState.FAILED]
        ledger = session.list(Disclosure, where={"pupil_id": request.pupil_id})
        assert [one.recipient for one in ledger if one.request_id == request.id] == [requester]
        assert all(verdict.is_whole for verdict in session.verify_audit())
        session.close()
        return sent
