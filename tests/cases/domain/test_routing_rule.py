import pytest
from django.utils.timezone import localdate

from linli.cases.domain.routing_rule import RuleWords, add_rule, change_rule, mark_of, switch_rule, take_back
from linli.cases.errors import RuleAreaUnknown, RuleKindUnknown, RuleStandsAlready, UnitNeeded, WordsTooLong
from linli.cases.models import RoutingRule, Target
from linli.cases.queries.routing import route
from linli.cases.queries.rule_report import report_of_rules
from linli.common.domain.audit import note_deed
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.enums import Role
from linli.people.errors import NotAdministrator, PostUnitClosed
from tests.factories import OTHER_TOWN, TOWN, VILLAGE, make_rule, make_staff


@pytest.fixture
def by(people):
    return people.administrator


def words(unit=None, **changes):
    said = {"kind_prefix": "M06", "area": TOWN, "target": Target.UNIT, "unit": unit.id if unit else None}
    return RuleWords(**(said | changes))


def newest() -> AuditEntry:
    return AuditEntry.objects.filter(subject_kind="routing_rule").order_by("-id").first()


def close(unit) -> None:
    unit.closed_on = localdate()
    unit.save()
    changed("units")


def test_a_rule_is_added_under_the_next_number_and_followed_at_once(people, by):
    rule = add_rule(words(people.gardens, note=" 市容 "), by=by)

    assert (rule.number, rule.note, rule.is_active) == (13, "市容", True)
    assert route("M06010", VILLAGE).rule == 13
    entry = newest()
    assert (entry.action, entry.area, entry.actor_id, entry.detail["before"]) == ("rule.added", TOWN, by.actor_id, None)
    assert entry.detail["after"]["unit"] == str(people.gardens.id)


@pytest.mark.parametrize("target", [Target.VILLAGE_OFFICE, Target.TOWN_OFFICE])
def test_a_rule_that_names_the_office_of_the_place_names_no_unit(people, by, target):
    assert add_rule(words(people.gardens, target=target), by=by).unit_id is None


def test_a_rule_without_a_unit_is_refused(people, by):
    with pytest.raises(UnitNeeded):
        add_rule(words(), by=by)


def test_a_closed_unit_is_refused(people, by):
    close(people.gardens)

    with pytest.raises(PostUnitClosed):
        add_rule(words(people.gardens), by=by)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"kind_prefix": "X9"}, RuleKindUnknown),
        ({"area": "350181999"}, RuleAreaUnknown),
        ({"note": "长" * 201}, WordsTooLong),
    ],
)
def test_what_is_not_there_or_too_long_is_refused_and_nothing_is_written(people, by, changes, refusal):
    with pytest.raises(refusal):
        add_rule(words(people.gardens, **changes), by=by)

    assert RoutingRule.objects.count() == 1
    assert not AuditEntry.objects.filter(subject_kind="routing_rule").exists()


def test_two_rules_cannot_say_the_same(people, by):
    add_rule(words(people.gardens), by=by)

    with pytest.raises(RuleStandsAlready, match="13"):
        add_rule(words(people.lamps), by=by)


@pytest.mark.parametrize("name", ["dispatcher", "supervisor", "auditor", "manager", "resident"])
def test_only_an_administrator_writes_rules(people, name):
    with pytest.raises(NotAdministrator):
        add_rule(words(people.gardens), by=getattr(people, name))


@pytest.mark.parametrize(("area", "is_theirs"), [(VILLAGE, True), (TOWN, True), (OTHER_TOWN, False), ("", False)])
def test_an_administrator_of_a_town_writes_for_the_town_alone(people, area, is_theirs):
    theirs = make_staff(Role.ADMINISTRATOR, area=TOWN)

    if is_theirs:
        assert add_rule(words(people.gardens, area=area), by=theirs).area == area
    else:
        with pytest.raises(NotAdministrator):
            add_rule(words(people.gardens, area=area), by=theirs)


def test_a_rule_cannot_be_carried_out_of_ones_town(people, by):
    rule = add_rule(words(people.gardens), by=by)

    with pytest.raises(NotAdministrator):
        change_rule(rule, words(people.gardens, area=OTHER_TOWN), by=make_staff(Role.ADMINISTRATOR, area=TOWN))


def test_a_change_is_followed_and_kept_with_what_was_before(people, by):
    rule = add_rule(words(people.gardens), by=by)

    change_rule(rule, words(people.lamps), by=by, seen=mark_of(rule))

    assert route("M06010", VILLAGE).unit_id == people.lamps.id
    detail = newest().detail
    assert (detail["before"]["unit"], detail["after"]["unit"]) == (str(people.gardens.id), str(people.lamps.id))


def test_a_change_that_changes_nothing_leaves_no_line(people, by):
    rule = add_rule(words(people.gardens), by=by)

    change_rule(rule, words(people.gardens), by=by)

    assert newest().action == "rule.added"


def test_somebody_else_was_faster(people, by):
    rule = add_rule(words(people.gardens), by=by)
    seen = mark_of(rule)
    change_rule(rule, words(people.gardens, note="先改"), by=by, seen=seen)

    with pytest.raises(ChangedSince):
        change_rule(rule, words(people.lamps), by=by, seen=seen)


def test_a_rule_is_switched_off_and_on(people, by):
    rule = add_rule(words(people.gardens), by=by)

    switch_rule(rule, on=False, by=by)
    assert route("M06010", VILLAGE).reason == "no_rule"
    switch_rule(rule, on=True, by=by)

    assert route("M06010", VILLAGE).rule == rule.number
    actions = AuditEntry.objects.filter(subject_kind="routing_rule").order_by("id").values_list("action", flat=True)
    assert list(actions) == ["rule.added", "rule.switched_off", "rule.switched_on"]


def test_switching_to_what_it_is_already_leaves_no_line(people, by):
    rule = add_rule(words(people.gardens), by=by)

    switch_rule(rule, on=True, by=by)

    assert newest().action == "rule.added"


def test_a_rule_does_not_come_back_beside_the_one_that_replaced_it(people, by):
    rule = add_rule(words(people.gardens), by=by)
    switch_rule(rule, on=False, by=by)
    other = add_rule(words(people.lamps), by=by)

    with pytest.raises(RuleStandsAlready, match=str(other.number)):
        switch_rule(rule, on=True, by=by)


def test_an_addition_taken_back_is_out_of_force_and_still_there(people, by):
    rule = add_rule(words(people.gardens), by=by)
    added = newest()

    take_back(added, by=by)

    rule.refresh_from_db()
    assert not rule.is_active
    assert route("M06010", VILLAGE).reason == "no_rule"
    with pytest.raises(ChangedSince):
        take_back(added, by=by)


def test_a_change_taken_back_restores_every_word_and_can_itself_be_taken_back(people, by):
    rule = add_rule(words(people.gardens, note="原来"), by=by)
    change_rule(rule, words(people.lamps, kind_prefix="M07", area=VILLAGE, note="后来"), by=by)

    take_back(newest(), by=by)
    rule.refresh_from_db()
    assert (rule.kind_prefix, rule.area, rule.unit_id, rule.note) == ("M06", TOWN, people.gardens.id, "原来")
    take_back(newest(), by=by)

    rule.refresh_from_db()
    assert (rule.kind_prefix, rule.area, rule.unit_id, rule.note) == ("M07", VILLAGE, people.lamps.id, "后来")


def test_what_was_changed_again_is_not_taken_back(people, by):
    rule = add_rule(words(people.gardens), by=by)
    change_rule(rule, words(people.gardens, note="一"), by=by)
    first = newest()
    change_rule(rule, words(people.gardens, note="二"), by=by)

    with pytest.raises(ChangedSince):
        take_back(first, by=by)


def test_a_line_about_something_else_is_not_taken_back(people, by):
    with pytest.raises(NotTakenBack):
        take_back(note_deed("looks.exported", by=by, subject_kind="look"), by=by)


def test_taking_back_is_for_administrators(people, by):
    add_rule(words(people.gardens), by=by)

    with pytest.raises(NotAdministrator):
        take_back(newest(), by=people.dispatcher)


def test_a_rule_is_not_brought_back_to_a_closed_unit(people, by):
    rule = add_rule(words(people.gardens), by=by)
    change_rule(rule, words(people.lamps), by=by)
    close(people.gardens)

    with pytest.raises(PostUnitClosed):
        take_back(newest(), by=by)


def test_the_report_names_overlaps_holes_and_closed_units(people):
    make_rule("M06", people.gardens, number=30, area=TOWN)
    make_rule("M06", people.lamps, number=31, area=TOWN)
    make_rule("M02", people.gardens, number=32)
    close(people.gardens)

    report = report_of_rules()

    assert [(one.kind_prefix, one.area, one.followed, one.idle) for one in report.overlaps] == [
        ("M06", TOWN, 30, (31,))
    ]
    assert report.closed == (30, 32)
    holes = {kind.code for kind in report.holes}
    assert "M01037" not in holes  # rule 12
    assert "M02014" not in holes  # rule 32
    assert {"M06010", "M01001"} <= holes  # only in one town, and nowhere


def test_a_rule_for_every_kind_leaves_no_hole(people):
    make_rule("", people.lamps)

    report = report_of_rules()

    assert (report.holes, report.is_clean) == ((), True)
