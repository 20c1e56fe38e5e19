"""What short forms in a pack mean: those that occur in what is shared, and no others (UK GDPR article 12(1))."""

from __future__ import annotations

import re
from collections.abc import Iterable

from coordinator_app.access_requests.pack_order import OrderItem
from coordinator_app.core.attendance import CODES

_MEANS = {
    "AP": "alternative provision: education arranged outside the school",
    "BESD": "behavioural, emotional and social difficulties",
    "CAMHS": "child and adolescent mental health services",
    "CIN": "child in need",
    "CLA": "child looked after by the local authority",
    "CP": "child protection",
    "CPOMS": "a program in which schools record worries about children",
    "DfE": "Department for Education",
    "DPO": "data protection officer",
    "DSL": "designated safeguarding lead: who answers for safeguarding at a school",
    "EAL": "English as an additional language",
    "EHA": "early help assessment",
    "EHCP": "education, health and care plan",
    "EP": "educational psychologist",
    "ESG": "Executive Steering Group of the partnership",
    "EWO": "education welfare officer",
    "FSM": "free school meals",
    "GP": "family doctor",
    "HOY": "head of year",
    "ICO": "Information Commissioner\u2019s Office, the data regulator",
    "IEP": "individual education plan",
    "ISA": "information sharing agreement",
    "LA": "local authority",
    "LAC": "looked after child",
    "LADO": "local authority designated officer",
    "MASH": "multi-agency safeguarding hub",
    "NEET": "not in education, employment or training",
    "PEP": "personal education plan",
    "PEX": "permanent exclusion",
    "PR": "parental responsibility",
    "PRU": "pupil referral unit",
    "PSP": "pastoral support programme",
    "SALT": "speech and language therapy",
    "SEIP": "secondary education inclusion partnership",
    "SEMH": "social, emotional and mental health",
    "SEN": "special educational needs",
    "SENCO": "special educational needs co-ordinator of a school",
    "SEND": "special educational needs and disabilities",
    "SLT": "senior leaders of a school",
    "TA": "teaching assistant",
    "TAF": "team around the family",
    "UPN": "unique pupil number",
    "YOS": "youth offending service",
    "YOT": "youth offending team",
}
_WORD = re.compile(r"(?<![\w-])[A-Z][A-Za-z]{1,5}(?![\w-])")
_CODE = re.compile(r"\bcodes?[: ]\s*([A-Z]\d?)\b(?:(?:,| and| or)\s+([A-Z]\d?)\b)*", re.IGNORECASE)
_ONE = re.compile(r"\b([A-Z]\d?)\b")


def short_forms(items: Iterable[OrderItem]) -> tuple[str, ...]:
    """Each short form that can be read in the pack with its meaning, in the order of the alphabet; then register codes.

    What is covered or withheld gives none away.
    """
    words: set[str] = set()
    codes: set[str] = set()
    for item in items:
        for line in item.lines:
            text = f"{line.label} {_open(line.words, [(span.start, span.end) for span in line.covered])}"
            words |= {found for found in _WORD.findall(text) if found in _MEANS}
            codes |= {code for run in _CODE.finditer(text) for code in _ONE.findall(run[0]) if code in CODES}
    meanings = [f"{word}: {_MEANS[word]}" for word in sorted(words, key=str.casefold)]
    return (*meanings, *(f"Attendance code {code}: {_small(CODES[code].words)}" for code in sorted(codes)))


def _open(words: str, covered: Iterable[tuple[int, int]]) -> str:
    kept = list(words)
    for start, end in covered:
        kept[start:end] = " " * (end - start)
    return "".join(kept)


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]
