"""Journey 9, the pack: built, found wanting, mended, approved, saved locked, recorded as sent, and read elsewhere."""

from __future__ import annotations

import hashlib
import re
import subprocess
from datetime import date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from coordinator_app.access_requests.actions.pack import approve as approve_again
from coordinator_app.access_requests.actions.pack import volumes_of
from coordinator_app.access_requests.items import Pack
from coordinator_app.access_requests.model import AccessRequest, Stage
from coordinator_app.core.errors import GateShut
from coordinator_app.registry import CATALOGUE
from coordinator_app.sharing.model import Disclosure
from coordinator_app.store.session import Session
from coordinator_app.store.vault import unlock
from tests.journeys.driver import Laptop, MovingClock, WindowUser
from tests.journeys.the_pack import OTHER, decided
from tests.vaults import PASSPHRASE, House


def test_the_pack_is_built_mended_approved_saved_and_sent(
    consented: House, laptop: Laptop, clock: MovingClock, tmp_path: Path
) -> None:
    decided(consented)
    clock.put(datetime(2026, 11, 24, 9, 0))
    user = laptop.start(consented.vault.folder)
    user.types("Passphrase", PASSPHRASE)
    user.presses("Unlock")
    user.opens("Access requests")
    user.presses("Continue, Kit Puddlecombe")
    user.presses("Stage 6 of 7, Pack, not done")
    stop_once(user)
    build(user, "Build the pack")
    mend(user)
    approve(user)
    password = build(user, "Build again")
    user.sees("The pack is ready to send.")
    saved = save(user, laptop, tmp_path)
    send(user)
    laptop.close()
    read_elsewhere(saved, password)
    kept_in_the_vault(consented.vault.folder, clock, saved)


def stop_once(user: WindowUser) -> None:
    """Begin to build, after typing the passphrase again, and think better of it."""
    user.sees("Everything is decided. Build the pack.")
    user.presses("Build the pack")
    user.sees("Type your passphrase again", "The pack's password will be shown.")
    user.types("Passphrase", PASSPHRASE)
    user.presses("Continue")
    user.presses("Cancel: Building the pack")
    user.sees("Stopped.", "Everything is as it was before.")


def mend(user: WindowUser) -> None:
    """The check finds the name that was left: look at its page, go to the very item, cover it there."""
    user.sees("before you send it.", OTHER)
    user.presses(f"Look at page {on_page(user)}")
    user.sees("The pack as it will be read", OTHER)
    user.presses("Cover it")
    found = f"Cover “{OTHER}”, Found by you, 1 place"
    user.sees(found)
    user.ticks(found)
    user.sees("Reason for hiding parts")
    user.chooses("Reason for hiding parts", "It is about someone else")
    user.presses("Save, next item")
    user.sees("Behaviour, 12 October 2026, entry, Redact", "All 7 decided.")


def approve(user: WindowUser) -> None:
    """A second person looks at it; the pack of before no longer counts."""
    user.presses("Send for approval")
    user.sees("The approver must be another person.")
    user.types("Who approved it", "Dilys Thimblewick")
    user.types(
        "Why they did not unlock the vault themselves", "She has no passphrase; we looked at it together."
    )
    user.types("Approved on", "24 November 2026")
    user.presses("Record the approval")
    user.sees("1 item was decided or gathered anew since the pack was built: Behaviour, 12 October 2026.")


def save(user: WindowUser, laptop: Laptop, folder: Path) -> Path:
    """Out of the vault, locked; the name suggested for the file names nobody."""
    saved = folder / "stick" / "pack.pdf"
    saved.parent.mkdir()
    laptop.paths.append(saved)
    user.presses("Save the locked pack")
    user.sees("Locked pack saved as pack.pdf")
    assert not {"Kit", "Puddlecombe", "Marigold"} & set(re.split(r"\W", laptop.offered[0]))
    return saved


def send(user: WindowUser) -> None:
    """Recorded as sent, which cannot be undone."""
    user.presses("Collected in person")
    user.presses("Record as sent")
    user.sees("You cannot undo this.")
    user.ticks("I have checked that it is Marigold Puddlecombe who collects it.")
    user.presses("Record as sent")
    user.sees("Sent 24 November 2026.", "The clocks have stopped.", "In the disclosure ledger")
    user.sees("How the password was told", "By telephone", "Sent in error", "Record that it arrived")


def build(user: WindowUser, button: str) -> str:
    user.presses(button)
    user.sees("The password of this pack", "It is shown once and kept nowhere.")
    spoken = next(line for line in user.reads().splitlines() if line.startswith("Password "))
    user.presses("I have noted it")
    user.does_not_see(spoken)
    return "".join(spoken.removeprefix("Password ").split())


def on_page(user: WindowUser) -> int:
    """The page on which the checks found the name."""
    found = re.search(rf"“{OTHER}” on page (\d+)", user.reads())
    assert found
    return int(found[1])


def read_elsewhere(saved: Path, password: str) -> None:
    """Three other readers: locked without the password, whole with it, and nothing that was held back."""
    assert subprocess.run(["qpdf", "--requires-password", str(saved)], check=False).returncode == 0
    checked = subprocess.run(
        ["qpdf", f"--password={password}", "--check", str(saved)], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "AESv3" in encryption(saved, password)
    text = subprocess.run(
        ["pdftotext", "-upw", password, str(saved), "-"], capture_output=True, text=True, check=True
    ).stdout
    reader = PdfReader(saved)
    assert reader.decrypt(password)
    pages = [page.extract_text() for page in reader.pages]
    for whole in (text, " ".join(pages)):
        folded = " ".join(whole.split())
        assert "Marigold Puddlecombe" in folded
        assert "all morning" in folded
        assert "Bramblewick" not in folded
        assert "canal" not in folded
    assert len(pages) == int(re.search(r"(\d+) pages", text)[1])  # type: ignore[index]  # the letter says how many


def encryption(saved: Path, password: str) -> str:
    shown = subprocess.run(
        ["qpdf", f"--password={password}", "--show-encryption", str(saved)],
        capture_output=True,
        text=True,
        check=True,
    )
    return shown.stdout


def kept_in_the_vault(folder: Path, clock: MovingClock, saved: Path) -> None:
    """The clock has stopped, the case is closed, the ledger and the frozen copy are there."""
    with unlock(folder, PASSPHRASE, clock=clock) as vault:
        session = Session(
            vault.paths,
            vault.keys,
            catalogue=CATALOGUE,
            clock=clock,
            actor=vault.actor,
            publish=lambda _: None,
        )
        request = session.list(AccessRequest)[0]
        assert request.stage is Stage.SENT
        assert request.sent_on == date(2026, 11, 24)
        sent = [one for one in session.list(Pack) if one.sent_on]
        assert len(sent) == 1
        assert sent[0].sha256 == hashlib.sha256(saved.read_bytes()).hexdigest()
        assert [one.pages for one in volumes_of(session, sent[0])] == [sent[0].pages]
        assert request.password_told == "By telephone"
        with pytest.raises(GateShut):
            approve_again(session, request, "Dilys Thimblewick", "Again", date(2026, 11, 24))
        assert session.count(Disclosure) == 1
        assert all(verdict.is_whole for verdict in session.verify_audit())
        session.close()
