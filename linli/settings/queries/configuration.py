"""What a configuration of another county would change, in lines."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from linli.common.exchange import parts
from linli.common.models import AuditEntry
from linli.common.setting import Words
from linli.people.domain.exchange import SUBJECT, Difference, stands_as_brought
from linli.people.reader import Reader
from linli.people.rules import may_manage_settings
from linli.settings.queries.changes import SHOWN, Change, who_of
from linli.settings.rules import read_areas

MOST_LINES = 40


@dataclass(frozen=True)
class Line:
    before: str
    after: str


@dataclass(frozen=True)
class PartLines:
    """One part with what it would change and what cannot come."""

    code: str
    title: Words
    count: int
    lines: list[Line]
    more: int
    refused: list[tuple[str, str]]


def part_lines(found: Iterable[Difference]) -> list[PartLines]:
    return [_part(one) for one in found]


def _part(one: Difference) -> PartLines:
    say, keys = one.part.say, list(one.after)
    lines = [
        Line(say(key, one.before[key]) if one.before[key] is not None else "", say(key, one.after[key]))
        for key in keys[:MOST_LINES]
    ]
    refused = [(key, why) for key, why in one.refused.items()]
    return PartLines(one.part.code, one.part.title, len(keys), lines, max(0, len(keys) - MOST_LINES), refused)


@dataclass(frozen=True)
class PartNow:
    """One part as it is here."""

    title: Words
    count: int


def parts_now() -> list[PartNow]:
    """How much of each part there is. A statement or two each."""
    return [PartNow(part.title, len(part.state())) for part in parts()]


def configuration_changes(reader: Reader) -> list[Change]:
    """The newest imports, and whether they can be taken back as a whole."""
    entries = [
        entry
        for entry in AuditEntry.objects.filter(subject_kind=SUBJECT, detail__has_key="after").order_by("-at", "-id")[
            :SHOWN
        ]
        if any(entry.area.startswith(area) for area in read_areas(reader))
    ]
    titles = {part.code: str(part.title) for part in parts()}
    return [_change(entry, titles, reader) for entry in entries]


def _change(entry: AuditEntry, titles: dict[str, str], reader: Reader) -> Change:
    is_back = entry.action == "configuration.taken_back"
    words = ", ".join(f"{titles.get(code, code)} {len(keys)}" for code, keys in entry.detail["after"].items())
    title = _("An import was taken back") if is_back else _("A configuration was brought")
    goes_back = not is_back and may_manage_settings(reader) and stands_as_brought(entry)
    return Change(entry.id, entry.at, who_of(entry.actor_label), title, "", words, goes_back)
