"""What centres publish, let and offer, and what people ask: in proportion to the cases, from what the demonstration has."""

from typing import Any

from linli.bookings.models import Booking
from linli.centres.models import Disclosure, PlannedActivity
from linli.hall.models import MenuEntry
from linli.knowledge.models import Article, ArticleVersion, ArticleWords
from tools.bench.multiply import multiply

AHEAD = 24  # bookings of a room or window that lie ahead; the others are past
SHARES = {"booking": 10, "activity": 50, "disclosure": 100, "article": 200, "entry": 500}  # one for so many cases
FEWEST = 50
# Which hour of which day the n-th booking of a resource is: four a day ahead, eight a day back.
DAY = f"CASE WHEN turn < {AHEAD} THEN 1 + turn / 4 ELSE -1 - (turn - {AHEAD}) / 8 END"
HOUR = f"CASE WHEN turn < {AHEAD} THEN (ARRAY[9, 10, 15, 16])[1 + turn % 4] ELSE 8 + (turn - {AHEAD}) % 8 END"


def prepare_centres(cursor: Any) -> None:
    """The rooms and windows that can be booked, and how much of each sort has been laid."""
    cursor.execute("DROP TABLE IF EXISTS bench_resource, bench_laid")
    cursor.execute("CREATE TABLE bench_laid (sort text PRIMARY KEY, count int)")
    cursor.execute(
        """CREATE TABLE bench_resource AS SELECT (row_number() OVER (ORDER BY place_id, kind, name) - 1)::int AS id, id AS resource, slot_minutes
           FROM bookings_resource WHERE kind IN ('room', 'window') AND closed_at IS NULL"""
    )


def fill_centres(cursor: Any, count: int) -> None:
    """Add of each sort until there are as many as belong to so many cases."""
    for sort, share in SHARES.items():
        cursor.execute("SELECT coalesce((SELECT count FROM bench_laid WHERE sort = %s), 0)", [sort])
        have, wanted = cursor.fetchone()[0], max(FEWEST, count // share)
        if have < wanted:
            cursor.execute("SELECT setseed(%s)", [(have % 1000) / 1000])
            LAY[sort](cursor, have, wanted)
            cursor.execute(
                "INSERT INTO bench_laid VALUES (%s, %s) ON CONFLICT (sort) DO UPDATE SET count = excluded.count",
                [sort, wanted],
            )
            cursor.execute("DROP TABLE bench_draw")


def _draw(cursor: Any, columns: str, source: str, *values: Any) -> None:
    cursor.execute("DROP TABLE IF EXISTS bench_draw")
    cursor.execute(
        f"CREATE UNLOGGED TABLE bench_draw AS SELECT uuidv7(opened - now()) AS id, {columns} FROM {source}",
        list(values),
    )


def _of_centres(cursor: Any, table: str, back: str, have: int, wanted: int, condition: str = "true") -> None:
    """Copies of the rows of the demonstration in turn, each at the next centre."""
    _draw(
        cursor, "drawn.*",
        f"""(SELECT g, centre.place, centre.area, template.id AS template, now() + {back} AS opened, {back} AS shift,
               extract(day FROM {back})::int AS days
             FROM generate_series(%s::int, %s::int - 1) g
             JOIN bench_centre centre ON centre.id = g %% (SELECT count(*) FROM bench_centre)
             JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS nth, count(*) OVER () AS many FROM {table} WHERE {condition} LIMIT 20) template
               ON template.nth = g %% least(template.many, 20)) drawn""",
        have, wanted,
    )  # fmt: skip


def _bookings(cursor: Any, have: int, wanted: int) -> None:
    """Seat one of each resource, hour by hour; past ones were kept but for a few."""
    _draw(
        cursor, "drawn.*",
        f"""(SELECT g, resource, who.account, starts AS opened, interval '0' AS shift, 0 AS days, starts, starts + make_interval(mins => slot_minutes) AS ends,
               CASE WHEN turn < {AHEAD} THEN 'booked' WHEN g %% 25 = 0 THEN 'no_show' ELSE 'done' END AS state,
               (SELECT booking.id FROM bookings_booking booking JOIN bookings_resource kind ON kind.id = booking.resource_id
                WHERE kind.kind = 'room' AND booking.is_invented ORDER BY booking.id LIMIT 1) AS template
             FROM (SELECT g, g / rooms.count AS turn, g %% rooms.count AS room FROM generate_series(%s::int, %s::int - 1) g,
                     (SELECT count(*)::int AS count FROM bench_resource) rooms) drawn
             JOIN bench_resource ON bench_resource.id = room
             CROSS JOIN LATERAL (SELECT ((now() AT TIME ZONE 'Asia/Shanghai')::date + {DAY.replace("%", "%%")}
               + make_interval(hours => {HOUR.replace("%", "%%")})) AT TIME ZONE 'Asia/Shanghai' AS starts) moment
             JOIN bench_account who ON who.id = CASE WHEN g BETWEEN 20 AND 79 THEN 1
               ELSE 2 + (g * 7919) %% ((SELECT count(*)::int FROM bench_account) - 1) END
             WHERE NOT EXISTS (SELECT FROM bookings_booking taken WHERE taken.resource_id = resource
               AND taken.during && tstzrange(starts, starts + make_interval(mins => slot_minutes)))) drawn""",
        have, wanted,
    )  # fmt: skip
    multiply(
        cursor, Booking, "bench_draw", "t.id = d.template", id="d.id", resource_id="d.resource", seat="1", account_id="d.account", starts_at="d.starts",
        ends_at="d.ends", during="tstzrange(d.starts, d.ends)", state="d.state", key="''", series_id="NULL", follows_id="NULL",
        made_at="d.starts - interval '9 days'", changed_at="d.starts - interval '9 days'", one_each="false",
    )  # fmt: skip


def _activities(cursor: Any, have: int, wanted: int) -> None:
    """The first lie in the days to come, the others further and further back."""
    _of_centres(
        cursor,
        "centres_plannedactivity",
        "make_interval(days => CASE WHEN g < 50 THEN 0 ELSE -15 - (g / 522) %% 1000 END)",
        have,
        wanted,
    )
    multiply(cursor, PlannedActivity, "bench_draw", "t.id = d.template", id="d.id", place_id="d.place", key="''")


def _disclosures(cursor: Any, have: int, wanted: int) -> None:
    """Wordings that were current once."""
    _of_centres(cursor, "centres_disclosure", "make_interval(days => -40 - g / 522)", have, wanted, "is_current")
    multiply(
        cursor,
        Disclosure,
        "bench_draw",
        "t.id = d.template",
        id="d.id",
        place_id="d.place",
        number="1000 + d.g",
        is_current="false",
    )


def _entries(cursor: Any, have: int, wanted: int) -> None:
    _of_centres(cursor, "hall_menuentry", "interval '-90 days'", have, wanted, "withdrawn_at IS NULL")
    multiply(cursor, MenuEntry, "bench_draw", "t.id = d.template", id="d.id", place_id="d.place", code="'b' || d.g")


def _articles(cursor: Any, have: int, wanted: int) -> None:
    """Each of another question, by its number."""
    _of_centres(
        cursor,
        "knowledge_article",
        "make_interval(days => -(g %% 900))",
        have,
        wanted,
        "current IS NOT NULL AND withdrawn_at IS NULL",
    )
    cursor.execute("ALTER TABLE bench_draw ADD COLUMN said text")
    cursor.execute("UPDATE bench_draw SET said = '（' || g || '）'")
    ahead = "CASE WHEN t.valid_until IS NOT NULL THEN t.valid_until END"
    multiply(
        cursor,
        Article,
        "bench_draw",
        "t.id = d.template",
        id="d.id",
        question="left(t.question, 180) || d.said",
        matter="NULL",
        valid_until=ahead,
    )
    multiply(
        cursor,
        ArticleVersion,
        "bench_draw",
        "t.article_id = d.template",
        article_id="d.id",
        question="left(t.question, 180) || d.said",
        valid_until=ahead,
    )
    multiply(cursor, ArticleWords, "bench_draw", "t.article_id = d.template", article_id="d.id")


LAY = {
    "booking": _bookings,
    "activity": _activities,
    "disclosure": _disclosures,
    "article": _articles,
    "entry": _entries,
}
