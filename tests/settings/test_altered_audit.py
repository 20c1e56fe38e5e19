"""A backup from Settings of a vault whose audit somebody altered."""

from __future__ import annotations

from coordinator_app.core.errors import AuditAltered
from coordinator_app.core.privacy import Compartment
from coordinator_app.settings.page.settings import SettingsPage
from tests.organisations.desk import Desk, press, words_of
from tests.settings.test_page_settings import desk, page
from tests.vaults import House

__all__ = ["desk", "page"]


def test_a_backup_whose_audit_was_altered_is_made_and_told_with_whom_to_ring(
    page: SettingsPage, desk: Desk, house: House
) -> None:
    connection = house.session.databases.connection(Compartment.GENERAL)
    connection.execute("DROP TRIGGER audit_is_never_changed")
    connection.execute("UPDATE audit SET slot_id = 'somebody' WHERE seq = 1")
    page.open(section="Backups")
    press(page, "Back up now")
    (told,) = desk.told.troubles
    assert isinstance(told, AuditAltered)
    assert "24 November 2026, 9am" in words_of(page), "the list shows that it is there"
    press(page, "Test")
    assert "The audit log in this backup was altered." in words_of(page)
    assert "ring your data protection officer" in words_of(page)
    assert "Make another one now" not in words_of(page)
