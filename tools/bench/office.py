"""Applications, orders and mediations by the hundred thousand, each with its case: copies of the demonstration's own.

Of each there are some not yet over, as in an office; the others go back three years. Sixty of each are of one resident, and
sixty at the centre whose desk is measured, so that its pages are full at every size.
"""

from typing import Any

from linli.cases.models import Case, CaseEvent, CaseLimit, CaseParty, CaseText, CaseWords
from linli.config.demo.people import VILLAGE
from linli.documents.models import Document, Paper
from linli.hall.models import Application, ErrandOriginal, MaterialCheck, Order
from linli.mediation.models import Agreement, Mediation, ReturnVisit, Side
from linli.people.models import Account
from linli.ratings.models import FollowUp, Rating
from tools.bench.multiply import multiply

OPEN_SHARE = 0.06
FULL = 60
# Of each sort: its table, and how many of so many cases.
SORTS = {"application": ("hall_application", 5), "order": ("hall_order", 20), "mediation": ("mediation_mediation", 100)}
FEWEST = 200  # at the smallest size too: a page of a list is full, or its cost would be one of its size


def prepare_office(cursor: Any) -> None:
    """What is drawn from: templates, centres with who runs them, residents without name or telephone."""
    cursor.execute("DROP TABLE IF EXISTS bench_template, bench_centre, bench_account")
    cursor.execute(
        """CREATE TABLE bench_template AS
           SELECT sort, case_id, own, opened_at, is_over, (row_number() OVER (PARTITION BY sort, is_over ORDER BY opened_at DESC) - 1)::int AS nth,
             (count(*) OVER (PARTITION BY sort, is_over))::int AS many
           FROM (SELECT 'application' AS sort, own.id AS own, own.case_id FROM hall_application own WHERE own.is_invented
                 UNION ALL SELECT 'order', own.id, own.case_id FROM hall_order own WHERE own.is_invented
                 UNION ALL SELECT 'mediation', own.id, own.case_id FROM mediation_mediation own WHERE own.is_invented) found
           JOIN LATERAL (SELECT opened_at, stage = 'done' AS is_over FROM cases_case WHERE id = found.case_id) matter ON true"""
    )
    cursor.execute(
        """CREATE TABLE bench_centre AS
           SELECT (row_number() OVER (ORDER BY place.code <> %s, place.code) - 1)::int AS id, place.id AS place, place.code, place.area,
             place.unit_id AS unit, (SELECT account_id FROM people_post WHERE area = place.area ORDER BY id LIMIT 1) AS staff
           FROM places_place place WHERE place.kind = 'centre' AND length(place.area) = 12 AND place.closed_on IS NULL""",
        [VILLAGE],
    )
    cursor.execute("CREATE TABLE bench_account (id serial PRIMARY KEY, account uuid)")
    add_accounts(cursor, 40)


def add_accounts(cursor: Any, count: int) -> None:
    """Let there be so many residents."""
    cursor.execute("SELECT count(*) FROM bench_account")
    have = cursor.fetchone()[0]
    if have >= count:
        return
    cursor.execute("DROP TABLE IF EXISTS bench_draw")
    cursor.execute(
        "CREATE UNLOGGED TABLE bench_draw AS SELECT uuidv7() AS id, now() AS opened, interval '0' AS shift, 0 AS days, "
        "(SELECT id FROM people_account WHERE NOT is_staff ORDER BY id LIMIT 1) AS template FROM generate_series(%s::int, %s::int)",
        [have + 1, count],
    )
    nothing = {"name": "''", "phone": "''", "phone_index": "NULL", "identity": "''", "identity_index": "NULL"}
    multiply(cursor, Account, "bench_draw", "t.id = d.template", id="d.id", **nothing)
    cursor.execute("INSERT INTO bench_account (account) SELECT id FROM bench_draw")


def fill_office(cursor: Any, sort: str, count: int) -> int:
    """Add of a sort until there are as many as belong to so many cases; return how many."""
    table, share = SORTS[sort]
    cursor.execute(
        f"SELECT (SELECT count(*) FROM {table}) - (SELECT count(*) FROM bench_template WHERE sort = %s)", [sort]
    )
    have, wanted = cursor.fetchone()[0], max(FEWEST, count // share)
    if have >= wanted:
        return 0
    cursor.execute("SELECT setseed(%s)", [(have % 1000) / 1000])
    _draw(cursor, sort, have, wanted)
    _cases(cursor)
    {"application": _applications, "order": _orders, "mediation": _mediations}[sort](cursor)
    if sort != "mediation":
        _count(cursor)
    cursor.execute("DROP TABLE bench_draw")
    return int(wanted - have)


def _draw(cursor: Any, sort: str, have: int, wanted: int) -> None:
    """One row a copy: of which template, where, whose, and how far back it is moved. Nothing is moved into the future."""
    cursor.execute("DROP TABLE IF EXISTS bench_draw")
    cursor.execute(
        """CREATE UNLOGGED TABLE bench_draw AS
           SELECT uuidv7(moved.opened - now()) AS id, uuidv7(moved.opened - now()) AS own, nextval('cases_number') AS number, moved.*
           FROM (SELECT drawn.*, template.case_id AS template, template.own AS own_template, template.opened_at + shift AS opened, shift,
                   -back AS days, centre.id AS centre, centre.place, centre.area, centre.unit, centre.staff, who.account
                 FROM (SELECT g, random() AS chance, random() AS turn, random() AS age, random() < %(open)s AS is_open,
                         CASE WHEN g < %(full)s THEN 0 ELSE power(random(), 1.5) END AS place_of,
                         CASE WHEN g BETWEEN %(full)s AND %(full)s * 2 - 1 THEN 0 WHEN g %% 2 = 0 THEN random() END AS whose
                       FROM generate_series(%(have)s::int, %(wanted)s::int - 1) g) drawn
                 CROSS JOIN LATERAL (SELECT floor(age * CASE WHEN is_open THEN 20 ELSE 1090 END)::int AS back) past
                 CROSS JOIN LATERAL (SELECT make_interval(days => -back, secs => -chance * 14400) AS shift) moving
                 JOIN bench_template template ON template.sort = %(sort)s AND template.is_over <> drawn.is_open
                   AND template.nth = floor(CASE WHEN is_open THEN turn ELSE power(turn, 8) END * template.many)::int
                 JOIN bench_centre centre ON centre.id = floor(place_of * (SELECT count(*) FROM bench_centre))::int
                 LEFT JOIN bench_account who ON who.id = 1 + floor(whose * (SELECT count(*) FROM bench_account))::int) moved""",
        {"open": OPEN_SHARE, "full": FULL, "have": have, "wanted": wanted, "sort": sort},
    )
    cursor.execute("ANALYZE bench_draw")


def _cases(cursor: Any) -> None:
    """The case of each with its history, words, persons and limits."""
    multiply(
        cursor, Case, "bench_draw", "t.id = d.template", id="d.id", number="d.number", area="d.area", town="left(d.area, 9)",
        village="d.area", grid="''", reporter_id="CASE WHEN t.compartment = '' THEN d.account ELSE t.reporter_id END",
        lead_unit_id="coalesce(d.unit, t.lead_unit_id)", idempotency="NULL", external_id="''", external_source="''",
        rating="CASE WHEN t.stage = 'done' AND t.compartment = '' THEN coalesce(t.rating, CASE WHEN d.chance < 0.6 THEN 5 - floor(power(d.turn, 4) * 3)::int END) END",
    )  # fmt: skip
    for model in (CaseText, CaseParty, CaseLimit, CaseWords):
        multiply(cursor, model, "bench_draw", "t.case_id = d.template", case_id="d.id")
    multiply(cursor, CaseEvent, "bench_draw", "t.case_id = d.template", case_id="d.id", key="NULL")


def _applications(cursor: Any) -> None:
    multiply(
        cursor, Application, "bench_draw", "t.id = d.own_template", id="d.own", case_id="d.id", place_id="d.place",
        town="left(d.area, 9)", village="d.area",
    )  # fmt: skip
    multiply(cursor, MaterialCheck, "bench_draw", "t.application_id = d.own_template", application_id="d.own")
    multiply(cursor, ErrandOriginal, "bench_draw", "t.application_id = d.own_template", application_id="d.own")
    _ratings(cursor)
    _papers(cursor)


def _ratings(cursor: Any) -> None:
    """What the demonstration's residents have said of theirs, with what was done about the two lowest grades."""
    multiply(
        cursor, Rating, "bench_draw", "t.subject_id = d.template", id="d.own", subject_id="d.id", place_id="d.place",
        town="left(d.area, 9)", area="d.area", number="d.number::text", rater_id="d.account",
    )  # fmt: skip
    followed = "CASE WHEN d.opened < now() - interval '30 days' THEN t.due_at + d.shift END"
    multiply(
        cursor, FollowUp, "bench_draw", "t.rating_id = (SELECT id FROM ratings_rating WHERE subject_id = d.template)", rating_id="d.own",
        town="left(d.area, 9)", area="d.area", answered_at=followed, checked_at=followed, righted_at=followed,
    )  # fmt: skip


def _papers(cursor: Any) -> None:
    """Each numbered, with a code of its own and its file, which is one of the pictures that are there already."""
    multiply(
        cursor, Paper, "bench_draw", "t.holder_kind = 'case' AND t.holder_id = d.template", holder_id="d.id", sheet="''",
        code="upper(translate(left(md5(d.id::text || t.kind), 12), '01', 'xy'))", number="1000000 + d.number",
        year="extract(year FROM t.issued_on + d.days)", made_at="t.issued_at + d.shift", pdf_id="NULL", docx_id="NULL",
    )  # fmt: skip
    cursor.execute("DROP TABLE IF EXISTS bench_file")
    cursor.execute(
        """CREATE UNLOGGED TABLE bench_file AS SELECT uuidv7(d.opened - now()) AS id, paper.id AS paper, d.id AS holder, d.opened, d.shift, d.days,
             (SELECT id FROM documents_document WHERE path <> '' ORDER BY id LIMIT 1) AS template
           FROM bench_draw d JOIN documents_paper paper ON paper.holder_kind = 'case' AND paper.holder_id = d.id"""
    )
    multiply(cursor, Document, "bench_file", "t.id = d.template", id="d.id", holder_kind="'case'", holder_id="d.holder", file_name="'paper.pdf'",
             media_type="'application/pdf'", uploaded_at="d.opened", event_seq="1")  # fmt: skip
    cursor.execute(
        "UPDATE documents_paper SET pdf_id = bench_file.id FROM bench_file WHERE documents_paper.id = bench_file.paper"
    )
    cursor.execute("DROP TABLE bench_file")


def _orders(cursor: Any) -> None:
    """At one place always of its own menu; elsewhere of the same lines."""
    multiply(
        cursor, Order, "bench_draw", "t.id = d.own_template", id="d.own", case_id="d.id", place_id="d.place", town="left(d.area, 9)",
        village="d.area",
    )  # fmt: skip
    _ratings(cursor)


def _mediations(cursor: Any) -> None:
    multiply(
        cursor, Mediation, "bench_draw", "t.id = d.own_template", id="d.own", case_id="d.id", town="left(d.area, 9)", village="d.area",
        mediator_id="CASE WHEN d.centre = 0 THEN t.mediator_id ELSE d.staff END",
    )  # fmt: skip
    multiply(
        cursor, Side, "bench_draw", "t.mediation_id = d.own_template", mediation_id="d.own", phone_index="NULL",
        account_id="CASE WHEN t.of = 'first' THEN d.account END",
    )  # fmt: skip
    multiply(cursor, Agreement, "bench_draw", "t.mediation_id = d.own_template", mediation_id="d.own")
    multiply(cursor, ReturnVisit, "bench_draw", "t.mediation_id = d.own_template", mediation_id="d.own")


def _count(cursor: Any) -> None:
    """The steps of the counts that the verbs would have written."""
    for movement, moment, condition in (
        ("opened", "opened_at", "true"), ("closed_on_time", "closed_at", "is_on_time"), ("closed_late", "closed_at", "NOT is_on_time"),
    ):  # fmt: skip
        cursor.execute(
            f"""INSERT INTO cases_delta (day, town, village, unit_id, kind_id, source, compartment, movement, count)
                SELECT ({moment} AT TIME ZONE 'Asia/Shanghai')::date, town, village, lead_unit_id, kind_id, source, compartment, %s, count(*)
                FROM cases_case JOIN bench_draw USING (id) WHERE {moment} IS NOT NULL AND {condition} GROUP BY 1, 2, 3, 4, 5, 6, 7""",
            [movement],
        )
