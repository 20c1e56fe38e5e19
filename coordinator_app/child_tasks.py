"""The tasks of child processes by name: "group.task" -> "module:function", imported only in the child.

A task is `def task(request: dict, blobs: list[bytes], tell) -> tuple[dict, list[bytes]]`. Tasks of one group
share a warm process and its limits. Foreign files belong into a group whose process is `fresh` each time.
"""

from __future__ import annotations

from collections.abc import Mapping

from coordinator_app.jobs.limits import MIB, Limits

TASKS: Mapping[str, str] = {
    "check.echo": "coordinator_app.jobs.check_tasks:echo",
    "check.count": "coordinator_app.jobs.check_tasks:count",
    "print.form": "coordinator_app.pdf.print_job:form_task",
    "print.pages": "coordinator_app.pdf.print_job:pages_task",
    "print.entries": "coordinator_app.chronology.printing:entries_task",
    "print.locked": "coordinator_app.pdf.unlocked:pages_task",
    "print.unlock": "coordinator_app.pdf.unlocked:unlock_task",
    "print.dates": "coordinator_app.access_requests.calendar_file:dates_task",
    "print.bundle": "coordinator_app.pdf.bundle:bundle_task",
    "files.look": "coordinator_app.documents.looking:look_task",
    "files.pages": "coordinator_app.documents.looking:pages_task",
    "practice.look": "coordinator_app.documents.looking:look_task",
    "words.read": "coordinator_app.documents.looking.machine:read_task",
    "words.places": "coordinator_app.documents.looking.machine_places:places_task",
    "files.rearrange": "coordinator_app.documents.pages_child:rearrange_task",
    "files.where": "coordinator_app.documents.pages_child:where_task",
    "parting.part": "coordinator_app.documents.looking.in_parts:part_task",
    "files.terms": "coordinator_app.organisations.term_dates_ics:terms_task",
    "export.table": "coordinator_app.jobs.export_task:export_task",
    "scan.look": "coordinator_app.scan_in.looking:look_task",
    "scan.build": "coordinator_app.scan_in.looking:build_task",
    "scan.show": "coordinator_app.scan_in.looking:show_task",
    "bring.look": "coordinator_app.attendance.bringing_in.looking:look_task",
    "bring.read": "coordinator_app.attendance.bringing_in.looking:read_task",
    "pack.build": "coordinator_app.access_requests.printing:build_task",
    "pack.check": "coordinator_app.access_requests.checking:check_task",
}

# a foreign file gets a process of its own, so that a hostile one cannot wait for the next
LIMITS: Mapping[str, Limits] = {
    "print": Limits(memory_bytes=1024 * MIB, cpu_seconds=60, seconds=90.0),
    "files": Limits(
        memory_bytes=1024 * MIB, cpu_seconds=45, seconds=60.0, answer_bytes=256 * MIB, fresh=True
    ),
    # a PDF of thousands of pages, of which a part is looked at as any file is; each part has a process of its own
    "parting": Limits(
        memory_bytes=1536 * MIB, cpu_seconds=180, seconds=300.0, answer_bytes=256 * MIB, fresh=True
    ),
    # files that the practice vault makes itself, so that none is foreign: one process for all of them
    "practice": Limits(memory_bytes=1024 * MIB, cpu_seconds=45, seconds=60.0, answer_bytes=256 * MIB),
    # words of pictures: seconds a page, at the leisure of the machine
    "words": Limits(
        memory_bytes=1536 * MIB, cpu_seconds=3600, seconds=3600.0, answer_bytes=64 * MIB, fresh=True
    ),
    "export": Limits(memory_bytes=2048 * MIB, cpu_seconds=300, seconds=600.0, fresh=True),
    # a scan is read in portions, each by a process of its own
    "scan": Limits(
        memory_bytes=1024 * MIB, cpu_seconds=120, seconds=180.0, answer_bytes=256 * MIB, fresh=True
    ),
    # a register of a whole school for a year
    "bring": Limits(
        memory_bytes=1024 * MIB, cpu_seconds=60, seconds=90.0, answer_bytes=128 * MIB, fresh=True
    ),
    # thousands of scans, one after the other; a portion of a finished file is a frame
    "pack": Limits(
        memory_bytes=3072 * MIB, cpu_seconds=7200, seconds=14_400.0, answer_bytes=64 * MIB, fresh=True
    ),
}


def group_of(task: str) -> str:
    """The group of a task: what stands before the first dot."""
    return task.partition(".")[0]


def limits_of(task: str) -> Limits:
    """The limits of a task's group."""
    return LIMITS.get(group_of(task), Limits())
