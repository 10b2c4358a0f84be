"""The latest of public space: kind, state, place at village level, time. Nothing else of a matter is read.

A matter of a household or a person, a complaint, a confidential report and a closed compartment are left out by the
statement itself, so that no page has to remember it.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.utils.timezone import localdate

from linli.cases.models import Case, CaseEvent
from linli.cases.queries.procedure import spec_of
from linli.cases.workflow import Words
from linli.screen.queries.view import AREA_WORDS, View, kind_name, may_name, place_words

SHOWN = 5
READ = 20  # a kind that may not be named on a wall is left out afterwards
STEPS_READ = 300  # of the county's last steps: what is older is no news, and the reading stays bounded
CASES_READ = 40  # of an area's newest matters, each with its last step, where few of those steps are its own


@dataclass(frozen=True)
class Happening:
    """One step of a matter of public space."""

    kind: str
    state: Words
    place: str
    at: datetime

    @property
    def is_today(self) -> bool:
        return localdate(self.at) == localdate()


def latest(view: View) -> list[Happening]:
    """The last steps of an area, newest first. One statement.

    Of the county's last steps those of the area; where these are few, where its newest matters stand is added. The
    matters' part is not run where it is not needed.
    """
    public = "c.is_public AND NOT c.is_confidential AND c.compartment = ''"
    case, event = Case._meta.db_table, CaseEvent._meta.db_table
    word = AREA_WORDS.get(len(view.area))
    only_area = f"AND c.{word} = %s" if word else ""
    only_kind = "AND c.kind_id = %s" if view.kind else ""
    columns = "c.kind_id, c.procedure_id, e.to_state, c.village, c.town, e.at"
    steps = f"""SELECT {columns}, e.id, c.id AS case_id
        FROM (SELECT * FROM {event} ORDER BY recorded_at DESC LIMIT {STEPS_READ}) e JOIN {case} c ON c.id = e.case_id
        WHERE {public} {only_area} {only_kind} AND e.from_state <> e.to_state ORDER BY e.at DESC, e.id DESC LIMIT {READ}"""  # noqa: S608
    statement, chosen = steps, [value for value in (view.area if word else "", view.kind) if value]
    if word:
        statement = f"""WITH steps AS MATERIALIZED ({steps})
            SELECT * FROM steps UNION ALL SELECT {columns}, e.id, c.id
            FROM (SELECT * FROM {case} WHERE {word} = %s ORDER BY opened_at DESC, id DESC LIMIT {CASES_READ}) c
            JOIN {event} e ON e.case_id = c.id AND e.seq = c.seq
            WHERE (SELECT count(*) FROM steps) < {SHOWN} AND c.id NOT IN (SELECT case_id FROM steps)
            AND {public} {only_kind} ORDER BY at DESC, id DESC LIMIT {READ}"""  # noqa: S608
        chosen = chosen * 2
    with connection.cursor() as cursor:
        cursor.execute(statement, chosen)
        rows = cursor.fetchall()
    return [_happening(*row[:6]) for row in rows if may_name(row[0])][:SHOWN]


def _happening(kind: str, procedure: UUID, state: str, village: str, town: str, at: datetime) -> Happening:
    return Happening(kind_name(kind), spec_of(procedure).state(state).title, place_words(village or town), at)
