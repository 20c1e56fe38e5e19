"""A register as a table to export: every question of its form, in the order of the list (no Qt)."""

from __future__ import annotations

from coordinator_app.core.catalogue import FieldType, record_type
from coordinator_app.core.export_table import Cell, Table
from coordinator_app.organisations.page.register_reading import answer, read_lines
from coordinator_app.organisations.registers import Register
from coordinator_app.store.session import Session


def table(session: Session, about: Register, *, ended: bool) -> Table:
    """What the list shows, with all that is filled in; the state of each entry as the chip says it."""
    described = record_type(about.cls)
    specs = [described.field(name) for name in about.fields]
    lines = read_lines(session, about.name, ended=ended).lines
    found = {one.id: one for one in session.list(about.cls)}
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        record = found[line.id]
        cells: list[Cell] = []
        for spec in specs:
            value = getattr(record, spec.name)
            cells.append(value if spec.holds is FieldType.DATE else answer(session, spec, value))
        rows.append((*cells, line.chip.text))
    columns = (*(spec.label for spec in specs), "State")
    return Table(about.title, columns, tuple(rows), () if ended else ("Those that have ended are left out.",))
