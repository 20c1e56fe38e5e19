"""Writes resources/holidays/england.json from the `holidays` package; run by a developer, never by the app.

The app ships the table (laptops are offline, and `holidays` costs 166 ms of import); a newly proclaimed
bank holiday is added to the file by hand or by running this again with a newer package.
"""

from __future__ import annotations

import json
from pathlib import Path

import holidays

FIRST_YEAR, LAST_YEAR = 2020, 2035
# GOV.UK's words
TITLES = {"May Day": "Early May", "Spring Bank Holiday": "Spring", "Late Summer Bank Holiday": "Summer"}
SUBSTITUTE = " (observed)"
TARGET = Path(__file__).resolve().parent.parent / "resources" / "holidays" / "england.json"


def rows() -> list[dict[str, str]]:
    """The weekday bank holidays in date order, as `{"date": "2026-05-04", "title": "Early May"}`."""
    table = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST_YEAR, LAST_YEAR + 1))
    found = []
    for day, name in sorted(table.items()):
        # the package lists weekend holidays beside their substitutes; GOV.UK lists only the substitutes
        if day.weekday() < 5:
            title = name.removesuffix(SUBSTITUTE)
            title = TITLES.get(title, title) + (", substitute day" if name.endswith(SUBSTITUTE) else "")
            found.append({"date": day.isoformat(), "title": title})
    return found


def main() -> None:
    """Writes the table."""
    head = {"area": "England", "first_year": FIRST_YEAR, "last_year": LAST_YEAR}
    lines = ",\n".join("    " + json.dumps(row) for row in rows())
    fields = "".join(f'  "{key}": {json.dumps(value)},\n' for key, value in head.items())
    TARGET.write_text(f'{{\n{fields}  "holidays": [\n{lines}\n  ]\n}}\n', encoding="utf-8")
    print(f"{TARGET.name}: {len(rows())} bank holidays")


if __name__ == "__main__":
    main()
