"""Child task that opens a finished pack again and checks it (003-5.2), away from whoever wrote it.

It has read no foreign file, and can change nothing: it asks for pieces of what the vault holds, and says what it finds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from coordinator_app.access_requests.pack_checks import Checked, findings
from coordinator_app.access_requests.pack_order import BuiltPack, BuiltVolume
from coordinator_app.access_requests.pack_progress import CheckingProgress, Tell
from coordinator_app.access_requests.spelt_otherwise import SpeltOtherwise
from coordinator_app.access_requests.written import CheckOrder, WrittenFile, WrittenVolume, with_new_terms
from coordinator_app.core.answers import as_answer
from coordinator_app.core.wire import from_plain
from coordinator_app.jobs.line import Line
from coordinator_app.pdf import pack_content as content
from coordinator_app.pdf.part_file import PartFile
from coordinator_app.pdf.seal_check import Seal, check_pack
from coordinator_app.pdf.seal_read import can_read


@dataclass(frozen=True, slots=True)
class Kept:
    """Where what was written lies, a piece at a time (volume, place, how many bytes), and who is told how far it is."""

    back: Callable[[int, int, int], bytes]
    tell: Tell


def check_task(request: dict[str, Any], blobs: list[bytes], line: Line) -> tuple[dict[str, Any], list[bytes]]:
    """Task "pack.check": `CheckOrder` -> `BuiltPack`.

    Asks {"volume", "at", "count"} for a piece of a volume: what is checked is what the vault holds.
    """

    def back(volume: int, at: int, count: int) -> bytes:
        return line.ask({"volume": volume, "at": at, "count": count}).blobs[0]

    order = from_plain(CheckOrder, request, blobs)
    request.clear()
    return as_answer(check_written(order, Kept(back, line)))


def check_written(check: CheckOrder, kept: Kept) -> BuiltPack:
    """Check one volume after the other, and say of all of them what the screen shows."""
    written = check.written
    terms = with_new_terms(check.order.terms, written.terms)
    order = replace(check.order, terms=terms)
    forbidden = tuple(content.Forbidden(term.words, term.why) for term in terms)
    alike = SpeltOtherwise(terms, order.own)
    progress = CheckingProgress([one.work for one in written.volumes], kept.tell, reads=can_read())
    found: list[content.Finding] = []
    for one in written.volumes:
        says = partial(progress.checked, one.work)
        says("Checking page", 1)
        seconds = progress.seconds_for(one.work)
        seal = Seal(_built(one.file), one.title, forbidden, seconds, says, alike)
        file = PartFile(one.file.size, partial(kept.back, one.work.number))
        found += [_in_the_whole(said, one.file.first) for said in check_pack(file, order.password, seal)]
    checked = Checked(order, _whole(written.volumes), tuple(found), written.of_order, written.empty_boxes)
    return BuiltPack(
        locked=b"",
        readable=b"",
        pages=written.pages,
        findings=findings(checked),
        volumes=tuple(map(_volume, written.volumes)),
    )


def _volume(one: WrittenVolume) -> BuiltVolume:
    file = one.file
    return BuiltVolume(one.work.number, file.first, file.pages, file.size, file.sha256)


def _built(file: WrittenFile) -> content.BuiltPack:
    return content.BuiltPack(
        pages=file.pages,
        size=file.size,
        sha256=file.sha256,
        index=tuple(content.IndexLine(line.number, line.key, line.page, line.pages) for line in file.index),
        boxes=tuple(content.Box(box.page, box.x0, box.y0, box.x1, box.y1) for box in file.boxes),
        picture_pages=file.picture_pages,
        wordless_pages=file.wordless_pages,
        first=file.first,
        whole=file.whole,
        volumes=file.volumes,
    )


def _whole(volumes: Sequence[WrittenVolume]) -> content.BuiltPack:
    """All volumes as one, for the checks in words."""
    each = [_built(one.file) for one in volumes]
    boxes = tuple(replace(box, page=box.page + one.first - 1) for one in each for box in one.boxes)
    index = tuple(replace(line, page=line.page + one.first - 1) for one in each for line in one.index)
    size, pages = sum(one.size for one in each), sum(one.pages for one in each)
    return replace(each[0], pages=pages, size=size, boxes=boxes, index=index)


def _in_the_whole(found: content.Finding, first: int) -> content.Finding:
    """A finding of a later volume by the pages that stand at the foot."""
    if first == 1 or found.page is None:
        return found
    page = found.page + first - 1
    if found.check == "reading":
        return replace(found, page=page)  # it tells many pages, already by the numbers at their foot
    return replace(found, page=page, says=found.says.replace(f"age {found.page}", f"age {page}"))
