import subprocess
import sys
from pathlib import Path

from coordinator_app.core.actor import Actor
from coordinator_app.core.privacy import AccessLevel, Compartment
from coordinator_app.services import VaultFacts


def facts(level: AccessLevel) -> VaultFacts:
    return VaultFacts("Eastshire", "id", False, Actor("slot", "Co-ordinator", level), Path("Eastshire.vault"))


def test_a_page_knows_what_the_one_who_unlocked_may_open() -> None:
    assert all(facts(AccessLevel.ONE).holds(compartment) for compartment in Compartment)
    assert not facts(AccessLevel.TWO).holds(Compartment.GUARDED)
    assert not facts(AccessLevel.SAFEGUARDING).holds(Compartment.STAFF)


def test_the_services_are_read_without_qt() -> None:
    program = "import sys, coordinator_app.services; raise SystemExit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
