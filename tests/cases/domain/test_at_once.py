"""Many people at the same moment: threads on committed data, each with a connection of its own."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils.timezone import localdate

from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.bulk import do_bulk
from linli.cases.domain.closure import close_case, propose_closure
from linli.cases.domain.deed import Sent
from linli.cases.domain.figures import fold_deltas, keep_counts, roll_up
from linli.cases.domain.merging import follow_case, merge_case
from linli.cases.domain.objection import object_to_assignment
from linli.cases.domain.opening import Report, open_case
from linli.cases.domain.procedure_draft import begin_draft, change_draft
from linli.cases.domain.procedure_edit import put_facts
from linli.cases.domain.procedure_publication import publish_draft
from linli.cases.domain.rating import rate_case
from linli.cases.enums import BulkAction, Outcome, Span
from linli.cases.models import BulkRow, Case, CaseEvent, Delta, Figure, Objection, Procedure, Rollup
from linli.cases.queries.bulk import Wish
from linli.cases.queries.verification import Verified, verify_history
from linli.common.errors import Refusal
from linli.counties.current import current_county
from linli.ratings.enums import Grade
from tests.cases.conftest import People
from tests.factories import VILLAGE, make_case, make_photo

EIGHT = 8


def at_once(deed: Callable[[int], object], count: int = EIGHT) -> Counter[str]:
    """Do a deed `count` times at the same moment; return what came of it, by name."""
    county, start = current_county(), Barrier(count)

    def one(number: int) -> str:
        connection.set_tenant(county)
        start.wait()
        try:
            deed(number)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(count) as pool:
        return Counter(pool.map(one, range(count)))


@pytest.fixture
def people(committed) -> People:
    return People()


def test_one_key_gives_one_case(people):
    report = Report("M01037", words="灯不亮", area=VILLAGE, account=people.resident.account, key="same")

    outcome = at_once(lambda number: open_case(report, by=people.resident))

    assert outcome == {"done": EIGHT}
    assert Case.objects.count() == 1


def test_numbers_are_never_given_twice(people):
    at_once(lambda number: make_case(people.resident))

    numbers = list(Case.objects.values_list("number", flat=True))
    assert len(set(numbers)) == len(numbers) == EIGHT


def test_one_of_many_begins_a_draft_and_one_of_many_publishes_it(people):
    by = people.administrator

    begun = at_once(lambda number: begin_draft("advice", by=by))
    draft = change_draft("advice", put_facts({"public": True}), by=by, seen=1)
    published = at_once(lambda number: publish_draft("advice", on=localdate(), by=by, seen=draft.edition))

    assert begun == {"done": 1, "draft_stands": EIGHT - 1}
    assert published == {"done": 1, "draft_gone": EIGHT - 1}
    assert Procedure.objects.filter(code="advice").count() == 2


def test_one_of_many_closes(people):
    case = accept_case(make_case(people.resident), by=people.manager)
    propose_closure(case, by=people.officer, note="好了", sent=Sent(basket=make_photo()))

    outcome = at_once(lambda number: close_case(case.pk, by=people.manager, outcome=Outcome.RESOLVED))

    assert outcome == {"done": 1, "not_possible_now": EIGHT - 1}
    assert CaseEvent.objects.filter(case=case, verb="close").count() == 1
    assert list(verify_history(Verified())) == []


def test_one_of_many_ratings_counts(people):
    case = accept_case(make_case(people.resident), by=people.manager)
    propose_closure(case, by=people.officer, note="好了", sent=Sent(basket=make_photo()))
    close_case(case, by=people.manager, outcome=Outcome.RESOLVED)

    outcome = at_once(lambda number: rate_case(case.pk, by=people.resident, grade=Grade.FAIR))

    assert outcome == {"done": 1, "already_rated": EIGHT - 1}


def test_merges_across_do_not_wait_for_each_other(people):
    first, second = make_case(people.resident), make_case(people.stranger)
    pairs = [(first, second), (second, first)]

    outcome = at_once(
        lambda number: merge_case(pairs[number % 2][0], into=pairs[number % 2][1], by=people.dispatcher), 2
    )

    assert outcome["done"] == 1
    assert Case.objects.filter(state="merged").count() == 1


def test_everybody_who_follows_is_counted_once(people):
    case = make_case(people.resident)

    at_once(lambda number: follow_case(case, account=people.stranger.account))

    assert Case.objects.get(pk=case.pk).followers == 1


def test_folding_at_once_loses_nothing_and_counts_nothing_twice(people):
    for _ in range(12):
        make_case(people.resident)
    before = sum(Delta.objects.values_list("count", flat=True))

    at_once(lambda number: fold_deltas(limit=3) if number % 2 else roll_up(limit=3))
    keep_counts()
    at_once(lambda number: roll_up(limit=3))

    assert Delta.objects.count() == 0
    assert sum(Figure.objects.values_list("count", flat=True)) == before == 12
    whole = Rollup.objects.filter(scope="", part="", span=Span.MONTH).values_list("count", flat=True)
    assert sum(whole) == 12


def test_one_of_many_objects_and_one_form_gives_once(people):
    case = accept_case(make_case(people.resident), by=people.manager)
    lost = accept_case(make_case(people.resident, kind="M06042"), by=people.dispatcher)
    seq = lost.seq

    objecting = at_once(
        lambda number: object_to_assignment(Case.objects.get(id=case.id), by=people.officer, note="不归我"), 3
    )
    giving = at_once(lambda number: _give(Case.objects.get(id=lost.id), people, seq), 3)

    assert objecting == {"done": 1, "objection_made": 2}
    assert (giving, Objection.objects.count()) == ({"done": 3}, 1)
    assert [row.refusal for row in BulkRow.objects.all()] == [""]
    assert CaseEvent.objects.filter(case=lost, verb="assign", actor_id=people.dispatcher.actor_id).count() == 1


def _give(case, people, seq):
    wish = Wish(case, "one", people.gardens.id, seq)
    do_bulk([wish], action=BulkAction.GIVE, by=people.dispatcher, key="same")
