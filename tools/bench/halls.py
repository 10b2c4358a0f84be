"""Numbers at the windows of a few busy halls: days that are past, a normal day today, and a line that stands when it is measured."""

from typing import Any

from django.db import connection, transaction

from linli.common.domain.configuration import changed
from linli.people.enums import Role
from linli.people.models import Account
from linli.places.queries.hours import HOURS
from linli.tickets.models import Call, Ticket, TicketEvent, WindowEvent, WindowSession
from tools.bench.multiply import multiply

HALLS, WINDOWS = 8, 2  # of each hall so many windows are open, each with a clerk of its own
A_DAY = 120  # numbers of a hall
TODAY, WAITING = 30, 12  # so many have been served today, so many wait
SHARE = 5  # a number for so many cases
CLERK = "bench-clerk-{}"
LETTER = "K"  # of what is laid here: what the measured pages give has its own
OPEN_ALL_DAY = "{0,1440}"


def prepare_halls(cursor: Any) -> None:
    """The halls, open day and night, with a clerk at each window."""
    cursor.execute("DROP TABLE IF EXISTS bench_hall")
    cursor.execute("DROP SEQUENCE IF EXISTS bench_number")
    cursor.execute("CREATE SEQUENCE bench_number")
    cursor.execute(
        """CREATE TABLE bench_hall AS SELECT centre.*, shown.nth::int, shown.window_id AS "window"
           FROM bench_centre centre CROSS JOIN LATERAL (SELECT id AS window_id, row_number() OVER (ORDER BY number) - 1 AS nth
             FROM places_window WHERE place_id = centre.place AND closed_on IS NULL) shown
           WHERE centre.id < %s AND shown.nth < %s""",
        [HALLS, WINDOWS],
    )
    _open_all_day(cursor)
    _open_windows(cursor)


def _open_all_day(cursor: Any) -> None:
    """Whatever the time at which it is measured. Only for the day, or pages of free times had more to show than any has."""
    cursor.execute(
        """INSERT INTO places_hoursexception (id, place_id, first_on, last_on, minutes, reason, made_at, by, is_invented)
           SELECT uuidv7(), place, today, today, %s, 'bench', now(), 'bench', true
           FROM bench_hall, (SELECT (now() AT TIME ZONE 'Asia/Shanghai')::date AS today) here
           WHERE nth = 0 AND NOT EXISTS (SELECT FROM places_hoursexception known WHERE known.place_id = place AND known.first_on = today)""",
        [OPEN_ALL_DAY],
    )
    changed(HOURS)  # a process that has read the hours of before reads these


def _open_windows(cursor: Any) -> None:
    cursor.execute('SELECT place, "window", area FROM bench_hall ORDER BY id, nth')
    for number, (place, window, area) in enumerate(cursor.fetchall()):
        clerk, session = _clerk(number, area), WindowSession.objects.filter(window=window, closed_at__isnull=True)
        if not session.exists():
            WindowSession.objects.create(
                place_id=place, window_id=window, clerk=clerk, opened_at=_moment("3 hours"), seq=1
            )


def _clerk(number: int, area: str) -> Account:
    from datetime import date

    from linli.people.models import Post, Unit

    name = CLERK.format(number)
    found = Account.objects.filter(username=name).first()
    if found is None:
        found = Account.objects.create_staff(name, None, display_name="bench")
        Post.objects.create(
            account=found,
            unit=Unit.objects.get(code=f"village-{area}"),
            role=Role.CLERK,
            area=area,
            from_on=date(2026, 1, 1),
        )
    return found


def _moment(ago: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT now() - %s::interval", [ago])
        return cursor.fetchone()[0]


def fill_tickets(cursor: Any, count: int) -> int:
    """Lay today first, then day after day back, until there are as many numbers as belong to so many cases; return how many."""
    cursor.execute("SELECT count(*) FROM tickets_ticket WHERE letter = %s", [LETTER])
    have, wanted = cursor.fetchone()[0], max(HALLS * (TODAY + A_DAY), count // SHARE)
    if have >= wanted:
        return 0
    cursor.execute("SELECT setseed(%s)", [(have % 1000) / 1000])
    _draw(cursor, have, wanted)
    _sessions(cursor)
    multiply(
        cursor, Ticket, "bench_draw", "t.id = d.template", id="d.id", place_id="d.place", on='d."on"', letter=f"'{LETTER}'", line=f"'{LETTER}'",
        number="d.number", state="CASE WHEN d.is_left THEN 'given_up' ELSE 'done' END", taken_at="d.came", turn_at="d.came",
        ended_at="d.served", account_id="d.account", seq="CASE WHEN d.is_left THEN 2 ELSE 3 END", key="''",
        secret="left(md5(d.id::text), 22)",
    )  # fmt: skip
    multiply(
        cursor, Call, "bench_draw", "t.ticket_id = d.template AND NOT d.is_left", place_id="d.place", ticket_id="d.id",
        session_id="d.session", window_id='d."window"', called_at="d.called", shown_at="d.called", ended_at="d.served",
    )  # fmt: skip
    for seq, at, deed, state, window in (
        (1, "came", "'taken'", "'waiting'", "NULL"),
        (2, "CASE WHEN d.is_left THEN d.served ELSE d.called END", "CASE WHEN d.is_left THEN 'given_up' ELSE 'called' END",
         "CASE WHEN d.is_left THEN 'given_up' ELSE 'at_window' END", 'CASE WHEN NOT d.is_left THEN d."window" END'),
        (3, "served", "'finished'", "'done'", 'd."window"'),
    ):  # fmt: skip
        multiply(
            cursor, TicketEvent, "bench_draw", f"t.ticket_id = d.template AND t.seq = {seq} AND NOT (d.is_left AND t.seq = 3)",
            ticket_id="d.id", at=at if " " in at else f"d.{at}", deed=deed, state=state, window_id=window,
        )  # fmt: skip
    cursor.execute("DROP TABLE bench_draw")
    return int(wanted - have)


def _draw(cursor: Any, have: int, wanted: int) -> None:
    """The moments of each: it comes every four minutes, waits up to a quarter of an hour, is served for up to ten minutes."""
    cursor.execute("DROP TABLE IF EXISTS bench_draw")
    cursor.execute(
        """CREATE UNLOGGED TABLE bench_draw AS
           SELECT uuidv7(came - now()) AS id, NULL::uuid AS session, timed.*, interval '0' AS shift, 0 AS days, came AS opened,
             (SELECT ticket.id FROM tickets_ticket ticket WHERE ticket.state = 'done' AND ticket.is_invented AND ticket.letter = 'A'
                AND EXISTS (SELECT FROM tickets_call WHERE ticket_id = ticket.id) ORDER BY ticket.id LIMIT 1) AS template
           FROM (SELECT drawn.g, drawn.is_left, drawn.back, drawn.number, hall.place, hall."window", who.account, (now() AT TIME ZONE 'Asia/Shanghai')::date - back AS "on",
                   came, came + make_interval(secs => wait) AS called, came + make_interval(secs => wait + spell) AS served
                 FROM (SELECT g, g %% %(halls)s AS hall, (g / %(halls)s) %% %(windows)s AS nth, 30 + random() * 800 AS wait, 60 + random() * 540 AS spell,
                         random() < 0.06 AS is_left, CASE WHEN g < %(first)s THEN 0 ELSE 1 + (g - %(first)s) / (%(halls)s * %(a_day)s) END AS back,
                         1 + CASE WHEN g < %(first)s THEN g ELSE (g - %(first)s) %% (%(halls)s * %(a_day)s) END / %(halls)s AS number,
                         CASE WHEN g %% 2 = 0 THEN random() END AS whose
                       FROM generate_series(%(have)s::int, %(wanted)s::int - 1) g) drawn
                 CROSS JOIN LATERAL (SELECT CASE WHEN back = 0 THEN now() - make_interval(mins => 40 + 2 * (%(today)s - number))
                   ELSE ((now() AT TIME ZONE 'Asia/Shanghai')::date - back + time '08:00' + make_interval(secs => number * 240)) AT TIME ZONE 'Asia/Shanghai' END AS came) coming
                 JOIN bench_hall hall ON hall.id = drawn.hall AND hall.nth = drawn.nth
                 LEFT JOIN bench_account who ON who.id = 1 + floor(whose * (SELECT count(*) FROM bench_account))::int) timed""",
        {"halls": HALLS, "windows": WINDOWS, "first": HALLS * TODAY, "a_day": A_DAY, "today": TODAY, "have": have, "wanted": wanted},
    )  # fmt: skip
    cursor.execute("ANALYZE bench_draw")


def _sessions(cursor: Any) -> None:
    """A window that was open from eight to half past five for each hall, window and day; today's are open still."""
    cursor.execute("DROP TABLE IF EXISTS bench_session")
    cursor.execute(
        """CREATE UNLOGGED TABLE bench_session AS
           SELECT uuidv7(opened - now()) AS id, place, "window", "on", opened, interval '0' AS shift, 0 AS days,
             (SELECT id FROM tickets_windowsession WHERE closed_at IS NOT NULL ORDER BY id LIMIT 1) AS template
           FROM (SELECT DISTINCT place, "window", "on", ("on" + time '08:00') AT TIME ZONE 'Asia/Shanghai' AS opened FROM bench_draw WHERE back > 0) past
           WHERE NOT EXISTS (SELECT FROM tickets_windowsession known WHERE known.window_id = past."window" AND known.opened_at = past.opened)"""
    )
    multiply(cursor, WindowSession, "bench_session", "t.id = d.template", id="d.id", place_id="d.place", window_id='d."window"',
             opened_at="d.opened", closed_at="d.opened + interval '570 minutes'", seq="2")  # fmt: skip
    for seq, at in ((1, "d.opened"), (2, "d.opened + interval '570 minutes'")):
        multiply(
            cursor,
            WindowEvent,
            "bench_session",
            f"t.session_id = d.template AND t.seq = {seq}",
            session_id="d.id",
            at=at,
        )
    cursor.execute(
        """UPDATE bench_draw SET session = known.id FROM tickets_windowsession known
           WHERE known.window_id = bench_draw."window" AND CASE WHEN back > 0 THEN
             known.opened_at = ("on" + time '08:00') AT TIME ZONE 'Asia/Shanghai' ELSE known.closed_at IS NULL END"""
    )
    cursor.execute("DROP TABLE bench_session")


def stand_in_line() -> None:
    """Let the windows be free and a dozen wait in each hall, however many were called or came since: each round measures the same."""
    with transaction.atomic(), connection.cursor() as cursor:
        _open_all_day(cursor)
        cursor.execute("UPDATE tickets_call SET ended_at = now(), ending = 'finished' WHERE ended_at IS NULL")
        cursor.execute(
            """WITH over AS (UPDATE tickets_ticket SET state = 'closed', ended_at = now(), seq = seq + 1
                 WHERE state IN ('waiting', 'at_window', 'parked') RETURNING id, seq, item_code)
               INSERT INTO tickets_ticketevent (ticket_id, seq, at, deed, state, item_code, by)
               SELECT id, seq, now(), 'closed', 'closed', item_code, 'bench' FROM over"""
        )
        cursor.execute(
            """CREATE TEMPORARY TABLE bench_draw ON COMMIT DROP AS
               SELECT uuidv7() AS id, hall.place, nextval('bench_number') AS number, now() - make_interval(mins => g) AS opened,
                 interval '0' AS shift, 0 AS days, (SELECT id FROM tickets_ticket WHERE letter = %s ORDER BY id LIMIT 1) AS template
               FROM bench_hall hall CROSS JOIN generate_series(1, %s) g WHERE hall.nth = 0""",
            [LETTER, WAITING],
        )
        multiply(
            cursor, Ticket, "bench_draw", "t.id = d.template", id="d.id", place_id="d.place", on="(now() AT TIME ZONE 'Asia/Shanghai')::date",
            letter="'Z'", number="d.number", state="'waiting'", taken_at="d.opened", turn_at="d.opened", ended_at="NULL", account_id="NULL", seq="1",
            secret="left(md5(d.id::text), 22)",
        )  # fmt: skip
        multiply(
            cursor, TicketEvent, "bench_draw", "t.ticket_id = d.template AND t.seq = 1", ticket_id="d.id", at="d.opened", deed="'taken'",
            state="'waiting'",
        )  # fmt: skip


def measured_centre() -> Any:
    """The centre whose pages are measured: the first hall."""
    from linli.places.models import Place

    with connection.cursor() as cursor:
        cursor.execute("SELECT place FROM bench_centre WHERE id = 0")
        return Place.objects.get(pk=cursor.fetchone()[0])


def resident() -> Account:
    """The resident whose own pages are measured."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT account FROM bench_account WHERE id = 1")
        return Account.objects.get(pk=cursor.fetchone()[0])
