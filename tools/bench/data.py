"""Invented cases by the million, made inside the database: the same rows for the same seed."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from linli.cases.domain.figures import fold_deltas, roll_up
from linli.cases.queries.procedure import kind_map, published
from linli.common.words import tokens
from linli.config.demo.units import FOLDER
from linli.tickets.domain.keeping import keep_days
from tools.bench.centres import fill_centres, prepare_centres
from tools.bench.halls import fill_tickets, prepare_halls
from tools.bench.office import SORTS, add_accounts, fill_office, prepare_office

TABLES = (
    "cases_case", "cases_caseevent", "cases_casetext", "cases_caseparty", "cases_caselimit", "cases_casewords",
    "cases_figure", "cases_delta", "cases_rollup", "hall_application", "hall_materialcheck", "ratings_rating", "ratings_followup", "hall_order",
    "hall_menuentry", "documents_paper", "documents_document", "mediation_mediation", "mediation_side", "mediation_returnvisit",
    "tickets_ticket", "tickets_call", "tickets_ticketevent", "tickets_windowsession", "tickets_windowevent", "tickets_dayfigure", "tickets_windowday", "bookings_booking",
    "centres_disclosure", "centres_plannedactivity", "knowledge_article", "knowledge_articleversion", "knowledge_articlewords",
    "people_account",
)  # fmt: skip
STEP = 50_000  # figures rolled up at once
OPEN_SHARE = 0.03  # of all cases; the others are closed
OPEN_MOST = 30_000  # what a city has open does not grow with its years


def _phrases() -> list[tuple[str, list[str]]]:
    """Words of about 200 characters, as people write, with their tokens."""
    content = tomllib.loads((FOLDER / "matters.toml").read_text(encoding="utf-8"))
    made = []
    for number, place in enumerate(content["places"] * 10):
        sentences = [
            content["kinds"][(number * 7 + turn) % len(content["kinds"])]["words"][0].format(place=place)
            for turn in range(9)
        ]
        text = "".join(sentences)[:198]
        made.append((text, sorted(set(tokens(text)))))
    return made


def prepare() -> None:
    """Tables of the generator: phrases, and the places and kinds to draw from."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_phrase, bench_place, bench_kind")
        cursor.execute("CREATE TABLE bench_phrase (id int PRIMARY KEY, words text, tokens text[])")
        cursor.executemany("INSERT INTO bench_phrase VALUES (%s, %s, %s)",
                           [(number, *row) for number, row in enumerate(_phrases())])  # fmt: skip
        cursor.execute("CREATE TABLE bench_place (id int PRIMARY KEY, grid text, unit uuid)")
        cursor.execute(
            """INSERT INTO bench_place SELECT row_number() OVER (ORDER BY area.code) - 1, area.code, unit.id
               FROM areas_area area JOIN people_unit unit ON unit.code = 'town-' || left(area.code, 9)
               WHERE length(area.code) = 15"""
        )
        kinds = [kind for kind in kind_map().values() if kind.procedure_code == "grid_matter"]
        cursor.execute("CREATE TABLE bench_kind (id int PRIMARY KEY, code text, name text)")
        cursor.executemany("INSERT INTO bench_kind VALUES (%s, %s, %s)",
                           [(number, kind.code, kind.name) for number, kind in enumerate(kinds)])  # fmt: skip
        prepare_office(cursor)
        prepare_halls(cursor)
        prepare_centres(cursor)
        cursor.execute("ANALYZE bench_phrase, bench_place, bench_kind, bench_template, bench_centre")


def fill_cases(count: int, say: Callable[[str], Any]) -> None:
    """Add cases and their figures alone, for what counts and reads nothing else: ten million of them take 14 GB."""
    with _without_indexes("cases_case"):
        _add(count, say, share=min(OPEN_SHARE, OPEN_MOST / count), is_whole=False)
    _finish(("cases_case", "cases_figure", "cases_delta", "cases_rollup"))


@contextmanager
def _without_indexes(table: str) -> Iterator[None]:
    """Drop what indexes no constraint needs, and build them again when the rows are in: ten times as quick."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
               WHERE indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)""",
            [table],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
        yield
        for _, definition in indexes:
            cursor.execute(definition)


def fill(count: int, say: Callable[[str], Any]) -> None:
    """Add cases until there are `count`, and in proportion what else an office and its centres have."""
    _add(count, say, share=OPEN_SHARE, is_whole=True)
    with connection.cursor() as cursor:
        add_accounts(cursor, max(40, count // 50))
        for sort in SORTS:
            say(f"  {fill_office(cursor, sort, count):,} of the sort {sort}")
        say(f"  {fill_tickets(cursor, count):,} numbers at windows")
        keep_days()
        fill_centres(cursor, count)
    _finish(TABLES)


def _add(count: int, say: Callable[[str], Any], *, share: float, is_whole: bool, batch: int = 100_000) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_case WHERE kind_id IN (SELECT code FROM bench_kind)")
        have = cursor.fetchone()[0]
        while have < count:
            step = min(batch, count - have)
            cursor.execute("SELECT setseed(%s)", [(have % 1000) / 1000])
            _draw(cursor, have, step, share)
            _insert_cases(cursor)
            if is_whole:
                _insert_parts(cursor)
            _insert_deltas(cursor)
            have += step
            say(f"  {have:,} cases")


def _finish(tables: tuple[str, ...]) -> None:
    """Fold the deltas, roll them up and let the planner know."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO cases_figure (day, town, village, unit_id, kind_id, source, compartment, movement, count) "
                       "SELECT day, town, village, unit_id, kind_id, source, compartment, movement, sum(count) FROM cases_delta "
                       "GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 ON CONFLICT (day, town, village, unit_id, kind_id, source, compartment, movement) "
                       "DO UPDATE SET count = cases_figure.count + excluded.count")  # fmt: skip
        cursor.execute("DELETE FROM cases_delta")
    while fold_deltas(STEP) or roll_up(STEP):  # in larger steps than the job's: nobody else waits
        pass
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(f"VACUUM ANALYZE {table}")


def _draw(cursor: Any, have: int, step: int, share: float) -> None:
    cursor.execute("DROP TABLE IF EXISTS bench_new")
    cursor.execute(
        """CREATE UNLOGGED TABLE bench_new AS
           SELECT uuidv7(opened - now()) AS id, nextval('cases_number') AS number, drawn.*, place.grid, place.unit,
                  kind.code AS kind, kind.name AS kind_name, phrase.words, phrase.tokens
           FROM (SELECT g, now() - make_interval(secs => random() * 3 * 365 * 86400) AS opened, random() < %s AS is_open,
                        floor(power(random(), 1.5) * (SELECT count(*) FROM bench_place))::int AS place_id,
                        floor(random() * random() * (SELECT count(*) FROM bench_kind))::int AS kind_id,
                        floor(random() * (SELECT count(*) FROM bench_phrase))::int AS phrase_id,
                        random() < 0.9 AS on_time, random() AS chance
                 FROM generate_series(%s::int, %s::int) g) drawn
           JOIN bench_place place ON place.id = place_id JOIN bench_kind kind ON kind.id = kind_id
           JOIN bench_phrase phrase ON phrase.id = phrase_id""",
        [share, have, have + step - 1],
    )


def _insert_cases(cursor: Any) -> None:
    cursor.execute(
        """INSERT INTO cases_case (id, number, kind_id, procedure_id, state, stage, source, title, area, town, village, grid,
             located_by, lead_unit_id, routed_by, is_public, is_confidential, compartment, opened_at, due_at, next_due_at,
             due_certain, accepted_at, dispatched_at, closed_at, outcome, is_on_time, reopened, sent_back, escalated, followers, external_source, external_id,
             is_invented, limits_given, seq, head)
           SELECT id, number, kind, %s, CASE WHEN is_open THEN 'handling' ELSE 'closed' END,
             CASE WHEN is_open THEN 'open' ELSE 'done' END, (ARRAY['portal','grid','window','hotline'])[1 + g %% 4],
             kind_name, grid, left(grid, 9), left(grid, 12), grid, 'grid', unit, 'rule 1', true, false, '', opened,
             opened + interval '7 days', CASE WHEN is_open THEN now() + make_interval(hours => (chance * 400 - 100)::int) END,
             true, opened, opened, CASE WHEN NOT is_open THEN opened + interval '3 days' END,
             CASE WHEN is_open THEN '' ELSE 'resolved' END, CASE WHEN NOT is_open THEN on_time END, 0, 0, 0, 0, '', '', true, '{}', 1, sha256(number::text::bytea)
           FROM bench_new""",
        [published().newest["grid_matter"]],
    )


def _insert_parts(cursor: Any) -> None:
    """What a case is told by: its event, its words, who reported it, its limit, what it is found by."""
    cursor.execute(
        """INSERT INTO cases_caseevent (case_id, seq, at, recorded_at, verb, from_state, to_state, actor_label, facts,
             text_hashes, previous, hash)
           SELECT id, 1, opened, now(), 'open', '', 'collected', 'resident', '{"route": {"reason": "place"}}', '{}', '',
             sha256(number::text::bytea) FROM bench_new"""
    )
    cursor.execute(
        """INSERT INTO cases_casetext (id, case_id, seq, part, body, sealed, salt, is_for_reporter)
           SELECT uuidv7(opened - now()), id, 1, 'words', words, '', '\\x00', true FROM bench_new"""
    )
    cursor.execute(
        """INSERT INTO cases_caseparty (id, case_id, part, name, phone, identity_kind, identity, email, secret_hash, language)
           SELECT uuidv7(opened - now()), id, 'reporter', '', '', '', '', '', md5(number::text), 'zh-hans' FROM bench_new"""
    )
    cursor.execute(
        """INSERT INTO cases_caselimit (id, case_id, key, clock, amount, unit, office, is_whole, starts_at, due_at,
             is_certain, met_at, steps)
           SELECT uuidv7(opened - now()), id, 'handle', 'receiver', 5, 'working_days', 'default', true, opened,
             opened + interval '7 days', true, CASE WHEN NOT is_open THEN opened + interval '3 days' END, '[]' FROM bench_new"""
    )
    cursor.execute(
        "INSERT INTO cases_casewords (case_id, vector) SELECT id, array_to_tsvector(tokens || number::text) FROM bench_new"
    )


def _insert_deltas(cursor: Any) -> None:
    for movement, day, condition in (("opened", "opened", "true"), ("filed", "opened", "true"), ("dispatched", "opened", "true"),
                                     ("closed_on_time", "opened + interval '3 days'", "NOT is_open AND on_time"),
                                     ("closed_late", "opened + interval '3 days'", "NOT is_open AND NOT on_time")):  # fmt: skip
        cursor.execute(
            f"""INSERT INTO cases_delta (day, town, village, unit_id, kind_id, source, compartment, movement, count)
                SELECT (({day}) AT TIME ZONE 'Asia/Shanghai')::date, left(grid, 9), left(grid, 12), unit, kind,
                  (ARRAY['portal','grid','window','hotline'])[1 + g %% 4], '', %s, count(*)
                FROM bench_new WHERE {condition} GROUP BY 1, 2, 3, 4, 5, 6""",
            [movement],
        )
