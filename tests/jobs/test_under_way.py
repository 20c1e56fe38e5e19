from coordinator_app.jobs.job import Progress
from coordinator_app.jobs.under_way import UnderWay


def test_what_began_first_is_told_of_until_it_has_ended() -> None:
    ways, told = UnderWay(), list[str]()
    ways.changed = lambda: told.append(ways.first.words if ways.first else "")
    assert ways.first is None
    one, two = ways.begin("A pack is being built", "Stop"), ways.begin("A request is being gathered", "Stop")
    assert ways.first is one
    two.tell(Progress(3, 12, "Kit Puddlecombe", 40))
    assert (two.share, two.seconds_left) == (0.25, 40)
    two.tell(Progress(3))
    assert two.share is None
    one.end()
    one.end()
    one.tell(Progress(1, 2))
    assert told == ["A pack is being built", "A pack is being built", "A request is being gathered"]
    two.end()
    assert ways.first is None
    assert told[-1] == ""
