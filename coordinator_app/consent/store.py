"""Which forms are to be chased, worked out by the database for all pupils at once (003-4.2, 4.3, 7.3).

The rule itself is `model.standing`, and `validity.counting` for the form of each who signed that counts (here `turn`,
and `no_at` and `yes_at`, the places of their newest no and valid yes). This says the same in SQL, because twenty
thousand pupils cannot be gone through one by one each time Today is shown. A test compares both over pupils made at
random.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coordinator_app.consent.chasing import EVERYTHING, ChaseMark, ChaseReason, Narrow, ToChase
from coordinator_app.consent.model import FormTemplate
from coordinator_app.referrals.model import Referral, ReferralState, may_keep
from coordinator_app.store.connection import Connection
from coordinator_app.store.sql import Row, as_list, rows


@dataclass(frozen=True, slots=True)
class ChaseRules:
    """What the list is worked out from: the days, and the version of the statement in force, by hash that of other languages."""

    today: date
    printed_by: date
    runs_out_by: date
    in_force: int
    translated: Mapping[str, int] = field(default_factory=dict)


_FORMS = """
WITH referred AS (
    SELECT r.pupil_id, r.key, r.id, r.state, coalesce(r.received_on, '') AS received,
        coalesce(r.statement_acknowledged, 0) AS acknowledged
    FROM referral AS r JOIN pupil AS p ON p.id = r.pupil_id AND p.trashed_at IS NULL
    WHERE r.trashed_at IS NULL AND r.state IN (SELECT value FROM json_each(:keeping))
        {whose}
), kept AS (
    SELECT DISTINCT pupil_id FROM referred WHERE acknowledged
), signed AS MATERIALIZED (
    SELECT c.key, c.id, c.pupil_id, c.carer_id, c.created_at, coalesce(c.signed_on, '') AS signed, c.statement_version AS version,
        c.statement_hash AS wording, max(coalesce(c.signed_on, ''), coalesce(c.withdrawn_on, '')) AS last,
        coalesce(k.has_responsibility, 0) = 1 AS claims,
        coalesce(k.has_responsibility, 0) = 1 AND coalesce(k.evidence, '') <> '' AS held,
        coalesce(k.has_died, 0) = 1 AS died,
        (c.pupil_id, c.carer_id) IN (SELECT o.pupil_id, o.carer_id FROM court_order AS o
            WHERE o.order_kind = 'prohibited_steps' AND o.trashed_at IS NULL AND coalesce(o.made_on, '') <= :today
                AND coalesce(o.ends_on, '9') >= :today AND coalesce(o.ended_on, '9') >= :today) AS barred,
        coalesce(c.signature_seen, 0) = 1 AS seen,
        coalesce(c.has_read, 0) = 1 AND coalesce(c.understands, 0) = 1 AND coalesce(c.is_content, 0) = 1 AS boxes,
        c.agrees_programme AS agreed, c.withdrawn_on AS gone,
        c.withdrawn_on IS NOT NULL OR coalesce(c.agrees_programme, 1) = 0 OR coalesce(c.is_content, 1) = 0 AS no,
        (SELECT min(a.expires_on) FROM consent_answer AS a
            WHERE a.consent_id = c.id AND a.purpose = 'programme' AND a.trashed_at IS NULL) AS ends
    FROM kept JOIN consent AS c ON c.pupil_id = kept.pupil_id
        LEFT JOIN carer AS k ON k.id = c.carer_id AND k.pupil_id = c.pupil_id
    WHERE c.trashed_at IS NULL
), placed AS MATERIALIZED (
    SELECT *, held AND NOT died AS holds, row_number() OVER (
        PARTITION BY pupil_id, carer_id ORDER BY last DESC, gone IS NOT NULL DESC, signed DESC, key DESC) AS turn
    FROM signed
), told AS (
    SELECT *, min(iif(no, turn, NULL)) OVER theirs AS no_at,
        min(iif(held AND seen AND boxes AND agreed = 1 AND gone IS NULL, turn, NULL)) OVER theirs AS yes_at
    FROM placed WINDOW theirs AS (PARTITION BY pupil_id, carer_id)
), judged AS (
    SELECT *, claims AND no AS objects,
        holds AND seen AND boxes AND coalesce(agreed, 0) = 1 AND gone IS NULL
            AND (ends IS NULL OR ends >= :today) AS agrees
    FROM told WHERE turn = iif(no_at < coalesce(yes_at, no_at + 1), no_at, 1)
), settled AS (
    SELECT r.pupil_id, max(r.key), r.goes_ahead, r.review_on, r.forms
    FROM kept JOIN consent_resolution AS r ON r.pupil_id = kept.pupil_id
    WHERE r.trashed_at IS NULL GROUP BY r.pupil_id
), ranked AS (
    SELECT j.*, max(objects) OVER ours AS refused, s.goes_ahead, s.review_on,
        max(objects) OVER ours OR NOT max(agrees AND NOT barred) OVER ours AS against,
        max((agrees OR objects) AND instr(' ' || coalesce(s.forms, '') || ' ',
            ' ' || j.id || iif(agrees, '=yes ', '=no ')) = 0) OVER ours
            OR sum(agrees OR objects) OVER ours
                <> length(coalesce(s.forms, '')) - length(replace(coalesce(s.forms, ''), '=', '')) AS open,
        row_number() OVER (
            PARTITION BY j.pupil_id ORDER BY agrees DESC, agrees AND barred, holds DESC, signed DESC, j.key DESC) AS place
    FROM judged AS j LEFT JOIN settled AS s ON s.pupil_id = j.pupil_id
    WINDOW ours AS (PARTITION BY j.pupil_id)
), out AS (
    SELECT f.pupil_id, max(f.key), f.id, f.created_at, coalesce(f.printed_on, '') AS printed
    FROM kept JOIN printed_form AS f ON f.pupil_id = kept.pupil_id
    WHERE f.trashed_at IS NULL AND f.template = :form AND f.returned_on IS NULL AND NOT EXISTS (
        SELECT 1 FROM consent AS c WHERE c.pupil_id = f.pupil_id AND c.trashed_at IS NULL
            AND c.created_at >= f.created_at AND c.signed_on >= f.printed_on)
    GROUP BY f.pupil_id
), said AS MATERIALIZED (
    SELECT w.pupil_id, w.id, CASE
        WHEN agrees AND against AND open THEN iif(refused, 'disagreement', 'wrong_person')
        WHEN agrees AND against AND review_on <= :today THEN 'review_due'
        WHEN agrees AND against AND coalesce(goes_ahead, 0) = 0 THEN NULL
        WHEN agrees AND ends <= :soon THEN 'expired'
        WHEN agrees AND version < coalesce(
            (SELECT t.value FROM json_each(:translated) AS t WHERE t.key = wording), :in_force) THEN 'older'
        WHEN agrees OR gone IS NOT NULL THEN NULL
        WHEN NOT holds THEN 'wrong_person'
        WHEN NOT seen THEN 'unsigned'
        WHEN NOT boxes OR agreed IS NULL THEN 'unanswered'
        WHEN agreed = 1 THEN 'expired' END AS reason,
        signed, ends, review_on
    FROM ranked AS w WHERE w.place = 1 AND NOT EXISTS (
        SELECT 1 FROM out WHERE out.pupil_id = w.pupil_id AND out.created_at > w.created_at)
), found AS (
    SELECT pupil_id, reason, id, CASE reason WHEN 'expired' THEN ends WHEN 'review_due' THEN review_on
        ELSE signed END AS since
    FROM said WHERE reason IS NOT NULL
    UNION ALL
    SELECT pupil_id, 'not_back', id, printed FROM out WHERE printed <= :printed_by
    UNION ALL
    SELECT r.pupil_id, 'school', r.id, r.received FROM referred AS r
    WHERE NOT r.acknowledged AND r.state <> :accepted AND NOT EXISTS (
        SELECT 1 FROM referral AS n
        WHERE n.pupil_id = r.pupil_id AND n.trashed_at IS NULL AND n.key > r.key)
), chase AS (
    SELECT found.*, (SELECT h.next_on FROM consent_chase AS h WHERE h.pupil_id = found.pupil_id
        AND h.reason = found.reason AND h.trashed_at IS NULL
        ORDER BY h.chased_on DESC, h.key DESC LIMIT 1) AS next_on
    FROM found WHERE :reasons IS NULL OR reason IN (SELECT value FROM json_each(:reasons))
)
"""
_VALUE = re.compile(r":(\w+)")
# said only where it narrows: beside an OR the index on the pupil would go unused
_WHOSE = "AND r.pupil_id IN (SELECT value FROM json_each(:pupils))"
_NARROW = "(:waiting IS NULL OR coalesce(next_on > :today, 0) = :waiting)"
_AFTER = "AND (since, pupil_id, reason) > (:since, :pupil, :after_reason)"


_OF_AGE = """
SELECT DISTINCT p.id FROM pupil AS p JOIN programme AS g ON g.pupil_id = p.id
WHERE p.trashed_at IS NULL AND g.trashed_at IS NULL AND g.state IN ('running', 'paused')
    AND p.birth_date <= :latest AND (:pupil = '' OR p.id = :pupil)
ORDER BY p.birth_date, p.id LIMIT :limit
"""


def of_age_under_way(connection: Connection, latest: date, pupil_id: str = "", *, limit: int) -> list[str]:
    """The ids of those born by `latest` whose programme is under way, the oldest first; of all pupils, or of one."""
    values: dict[str, object] = {"latest": latest.isoformat(), "pupil": pupil_id, "limit": limit}
    return [one for (one,) in _named(connection, _OF_AGE, values)]


def to_chase(
    connection: Connection,
    rules: ChaseRules,
    narrow: Narrow = EVERYTHING,
    *,
    after: ChaseMark | None = None,
    limit: int = 100,
) -> list[ToChase]:
    """A page of the list, the longest waiting first."""
    more = _AFTER if after is not None else ""
    sql = (
        f"{_forms(narrow)} SELECT pupil_id, reason, since, id, next_on FROM chase WHERE {_NARROW} {more}"  # noqa: S608  fixed texts
        " ORDER BY since, pupil_id, reason LIMIT :limit"
    )
    values = {**_values(rules, narrow), "limit": limit}
    if after is not None:
        values |= {"since": after.since, "pupil": after.pupil_id, "after_reason": after.reason}
    return [_read(found) for found in _named(connection, sql, values)]


def count_to_chase(
    connection: Connection, rules: ChaseRules, narrow: Narrow = EVERYTHING
) -> dict[tuple[ChaseReason, bool], int]:
    """How many of each reason there are, by (reason, whether it was asked and is waited for)."""
    sql = (
        f"{_forms(narrow)} SELECT reason, coalesce(next_on > :today, 0) AS waits, count(*) FROM chase"  # noqa: S608  fixed texts
        f" WHERE {_NARROW} GROUP BY reason, waits"
    )
    found = _named(connection, sql, _values(rules, narrow))
    return {(ChaseReason(reason), bool(waits)): number for reason, waits, number in found}


def _forms(narrow: Narrow) -> str:
    return _FORMS.replace("{whose}", "" if narrow.pupil_ids is None else _WHOSE)


def _values(rules: ChaseRules, narrow: Narrow) -> dict[str, object]:
    ids = narrow.pupil_ids
    return {
        "today": rules.today.isoformat(),
        "printed_by": rules.printed_by.isoformat(),
        "soon": rules.runs_out_by.isoformat(),
        "in_force": rules.in_force,
        "translated": json.dumps(dict(rules.translated)),
        "form": FormTemplate.CONSENT_FORM.value,
        "keeping": as_list(_KEEPING),
        "accepted": ReferralState.ACCEPTED.value,
        "pupils": None if ids is None else as_list(ids),
        "reasons": None if narrow.reasons is None else as_list(narrow.reasons),
        "waiting": None if narrow.waiting is None else int(narrow.waiting),
    }


_KEEPING: Sequence[str] = [
    one.value for one in ReferralState if may_keep([Referral(state=one, statement_acknowledged=True)]).is_open
]


def _named(connection: Connection, sql: str, values: dict[str, object]) -> list[Row]:
    """Named values in the order in which SQLite counts them: each name once, where it stands first."""
    return rows(connection, sql, _in_order(sql, values))


def _in_order(sql: str, values: dict[str, object]) -> list[object]:
    return [values[name] for name in dict.fromkeys(_VALUE.findall(sql))]


def _read(found: Row) -> ToChase:
    pupil_id, reason, since, record_id, next_on = found
    return ToChase(pupil_id, ChaseReason(reason), _day(since), record_id, _day(next_on))


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None
