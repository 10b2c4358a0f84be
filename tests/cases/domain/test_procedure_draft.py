"""The next version of a procedure is written, published with a date, taken back; running matters never notice."""

import copy
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils.timezone import localdate, localtime, now

from linli.cases import errors
from linli.cases.domain.acceptance import accept_case
from linli.cases.domain.ground import lay_cases
from linli.cases.domain.procedure_draft import (
    begin_draft,
    change_draft,
    copy_procedure,
    discard_draft,
    newest_version,
    rebase_draft,
    take_in_draft,
)
from linli.cases.domain.procedure_edit import add_row, move_row, put_facts, put_row, remove_row
from linli.cases.domain.procedure_publication import bring_back, publish_draft, withdraw_version
from linli.cases.domain.procedure_undo import take_back_procedure
from linli.cases.models import Procedure, ProcedureDraft
from linli.cases.queries.procedure import newest_procedure, published, spec_of
from linli.common.domain.audit import note_deed
from linli.common.errors import ChangedSince, NotTakenBack
from linli.common.models import AuditEntry
from linli.people.enums import Role
from tests.factories import TOWN, make_case, make_staff

CODE = "grid_matter"
TODAY, TOMORROW = timedelta(0), timedelta(days=1)


@pytest.fixture
def by(people):
    return people.administrator


@pytest.fixture
def draft(by):
    return begin_draft(CODE, by=by)


def newest() -> AuditEntry:
    return AuditEntry.objects.filter(subject_kind="procedure").order_by("-id").first()


def audit() -> list[str]:
    rows = AuditEntry.objects.filter(subject_kind="procedure").order_by("id")
    return [action.removeprefix("procedure.") for action in rows.values_list("action", flat=True)]


def three_days(content):
    rows = [{**row, "limit": "3 working_days"} if row["key"] == "handle" else row for row in content["limits"]]
    return {**content, "limits": rows}


def changed_draft(by, edit=three_days) -> ProcedureDraft:
    draft = ProcedureDraft.objects.filter(code=CODE).first() or begin_draft(CODE, by=by)
    return change_draft(CODE, edit, by=by, seen=draft.edition)


def publish(by, after=TODAY, edit=three_days, at=None) -> Procedure:
    draft = changed_draft(by, edit)
    return publish_draft(CODE, on=localdate(at) + after, by=by, seen=draft.edition, at=at)


def test_a_draft_begins_from_the_newest_version(by, draft):
    entry = newest()

    assert draft.content == {**newest_version(CODE).content, "version": 2}
    assert (draft.base.version, draft.began_by) == (1, by.label)
    assert (entry.action, entry.subject_id, entry.actor_id, entry.detail["before"]) == (
        "procedure.draft_begun", CODE, by.actor_id, None,
    )  # fmt: skip


def test_who_may_not_write_is_refused_at_every_verb_and_nothing_changes(people, by):
    town = make_staff(Role.ADMINISTRATOR, area=TOWN)
    draft = changed_draft(by)
    entry, before = newest(), (draft.content, audit())
    deeds = [
        lambda who: begin_draft("advice", by=who), lambda who: copy_procedure(CODE, to="other", by=who),
        lambda who: take_in_draft(draft.content, by=who), lambda who: discard_draft(CODE, by=who),
        lambda who: change_draft(CODE, put_facts({"public": False}), by=who, seen=draft.edition),
        lambda who: rebase_draft(CODE, by=who, seen=draft.edition),
        lambda who: publish_draft(CODE, on=localdate(), by=who, seen=draft.edition),
        lambda who: withdraw_version(CODE, by=who), lambda who: bring_back(CODE, to=1, by=who),
        lambda who: take_back_procedure(entry, by=who),
    ]  # fmt: skip

    for who in (town, people.dispatcher, people.auditor, people.resident):
        for deed in deeds:
            with pytest.raises(errors.NotCountyAdministrator):
                deed(who)

    assert (ProcedureDraft.objects.get().content, audit()) == before


def test_there_is_one_draft_of_a_procedure(by, draft):
    for again in (lambda: begin_draft(CODE, by=by), lambda: take_in_draft(draft.content, by=by)):
        with pytest.raises(errors.DraftStands):
            again()


def test_a_procedure_that_is_not_there_has_no_draft(by):
    with pytest.raises(errors.ProcedureUnknown):
        begin_draft("nothing", by=by)
    with pytest.raises(errors.ProcedureUnknown):
        copy_procedure("nothing", to="tree_felling", by=by)
    with pytest.raises(errors.DraftGone):
        discard_draft(CODE, by=by)


@pytest.mark.parametrize(
    ("code", "refusal"),
    [("Tree", errors.ProcedureCodeFaulty), ("", errors.ProcedureCodeFaulty), ("x" * 31, errors.ProcedureCodeFaulty),
     ("advice", errors.ProcedureCodeTaken), ("tree_felling", errors.ProcedureCodeTaken)],
)  # fmt: skip
def test_a_copy_needs_a_free_code(by, code, refusal):
    copy_procedure(CODE, to="tree_felling", by=by)

    with pytest.raises(refusal):
        copy_procedure(CODE, to=code, by=by)


def test_a_copy_is_a_procedure_of_its_own_from_its_first_version(by):
    draft = copy_procedure(CODE, to="tree_felling", by=by)

    version = publish_draft("tree_felling", on=localdate(), by=by, seen=draft.edition)

    assert (draft.base, version.version, version.is_own) == (None, 1, True)
    assert newest_procedure("tree_felling")[1].code == "tree_felling"


def test_every_edit_stands_in_the_trail_and_nothing_is_said_of_none(by, draft):
    change_draft(CODE, lambda content: content, by=by, seen=draft.edition)
    changed_draft(by)

    detail = newest().detail
    assert audit() == ["draft_begun", "draft_changed"]
    assert list(detail["before"]) == list(detail["after"]) == ["limits"]
    said = {when: {row["key"]: row["limit"] for row in detail[when]["limits"]} for when in ("before", "after")}
    assert said["before"] | {"handle": "3 working_days"} == said["after"]
    assert said["before"]["handle"] == "5 working_days"


def test_rows_are_added_put_moved_and_removed():
    content = {"states": [{"code": "a"}, {"code": "b"}], "transitions": [{"from": ["a", "b"]}], "public": True}
    before = copy.deepcopy(content)

    assert add_row("states", {"code": "c"})(content)["states"][2] == {"code": "c"}
    assert add_row("limits", {"key": "k"})(content)["limits"] == [{"key": "k"}]
    assert put_row("states", 1, {"code": "z"})(content)["states"] == [{"code": "a"}, {"code": "z"}]
    assert move_row("states", 1, -1)(content)["states"] == [{"code": "b"}, {"code": "a"}]
    assert move_row("states", 0, -1)(content)["states"] == content["states"]
    removed = remove_row("states", 0)(content)
    assert (removed["states"], removed["transitions"]) == ([{"code": "b"}], [{"from": ["b"]}])
    assert put_facts({"public": False, "states": []})(content) == {**content, "public": False}
    for edit in (put_row("states", 2, {}), remove_row("states", -1), move_row("grounds", 0, 1)):
        with pytest.raises(errors.DraftRowGone):
            edit(content)
    assert content == before


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(by, draft):
    first = change_draft(CODE, put_facts({"public": False}), by=by, seen=draft.edition)

    for late in (
        lambda: change_draft(CODE, three_days, by=by, seen=draft.edition),
        lambda: publish_draft(CODE, on=localdate(), by=by, seen=draft.edition),
        lambda: rebase_draft(CODE, by=by, seen=draft.edition),
    ):
        with pytest.raises(errors.DraftChanged):
            late()

    assert ProcedureDraft.objects.get().content == first.content


def test_a_faulty_draft_is_kept_and_not_published(by, draft):
    faulty = changed_draft(by, remove_row("limits", 1))

    with pytest.raises(errors.ProcedureFaulty) as refused:
        publish_draft(CODE, on=localdate(), by=by, seen=faulty.edition)

    assert [problem.part for problem in refused.value.found] == ["limits"]
    assert "整件" in str(refused.value) or "时限" in str(refused.value)
    assert newest_version(CODE).version == 1


def test_a_draft_that_says_nothing_new_is_not_published(by, draft):
    with pytest.raises(errors.NothingChanged):
        publish_draft(CODE, on=localdate(), by=by, seen=draft.edition)


@pytest.mark.parametrize("days", [-1, 732])
def test_no_version_takes_force_in_the_past_or_beyond_two_years(by, days):
    with pytest.raises(errors.ForcePast):
        publish(by, timedelta(days=days))


def test_published_today_it_holds_from_the_next_matter_on_and_a_running_one_stays(people, by):
    running = make_case(people.resident)

    version = publish(by)
    fresh = make_case(people.resident)

    accept_case(running, by=people.manager)
    running.refresh_from_db()
    assert (running.procedure.version, fresh.procedure_id) == (1, version.id)
    assert str(spec_of(running.procedure_id).limits[1].limit) == "5 working_days"
    assert str(spec_of(fresh.procedure_id).limits[1].limit) == "3 working_days"
    assert not ProcedureDraft.objects.exists()
    assert newest().detail["before"] == {"version": 1}


def test_published_for_a_day_it_takes_force_at_its_first_minute_by_itself(people, by, django_assert_num_queries):
    version = publish(by, TOMORROW)
    published()

    midnight = localtime(version.begins_at)
    before, after = midnight - timedelta(seconds=1), midnight
    assert (midnight.date(), midnight.hour, midnight.minute) == (localdate() + TOMORROW, 0, 0)
    with django_assert_num_queries(0):
        assert newest_procedure(CODE, before)[1].version == 1
        assert newest_procedure(CODE, after)[0] == version.id
        assert published().coming(CODE, before).number == 2
        assert published().coming(CODE, after) is None
    assert make_case(people.resident, at=before).procedure.version == 1
    assert make_case(people.resident, at=after).procedure_id == version.id


def test_before_any_day_has_come_the_first_version_holds(people):
    assert newest_procedure(CODE, now() - timedelta(days=9999))[1].version == 1


def test_one_version_at_most_is_to_come(by):
    publish(by, TOMORROW)
    draft = begin_draft(CODE, by=by)
    change_draft(CODE, put_facts({"public": False}), by=by, seen=draft.edition)

    with pytest.raises(errors.VersionComing):
        publish_draft(CODE, on=localdate() + 2 * TOMORROW, by=by, seen=draft.edition + 1)
    with pytest.raises(errors.VersionComing):
        bring_back(CODE, to=1, by=by)


def test_a_draft_overtaken_by_a_version_says_so_until_it_is_brought_onto_it(by):
    draft = changed_draft(by)
    bring_other = {**newest_version(CODE).content, "public": False, "version": 2}
    other = Procedure.objects.create(
        code=CODE, version=2, content=bring_other, fingerprint="x", published_at=now(), is_own=True
    )

    with pytest.raises(errors.VersionMovedOn):
        publish_draft(CODE, on=localdate(), by=by, seen=draft.edition)
    rebased = rebase_draft(CODE, by=by, seen=draft.edition)
    version = publish_draft(CODE, on=localdate(), by=by, seen=rebased.edition)

    assert (rebased.base_id, version.version) == (other.id, 3)


def test_a_version_to_come_is_withdrawn_and_its_words_are_a_draft_again(by):
    version = publish(by, TOMORROW)

    withdraw_version(CODE, by=by)

    draft = ProcedureDraft.objects.get()
    assert newest_procedure(CODE, version.begins_at + TOMORROW)[1].version == 1
    assert (draft.base.version, draft.content["limits"]) == (1, version.content["limits"])
    assert publish_draft(CODE, on=localdate(), by=by, seen=draft.edition).version == 3  # its number is not given again


def test_a_version_in_force_is_not_withdrawn_but_the_former_is_brought_back(people, by):
    publish(by)
    with pytest.raises(errors.VersionInForce):
        withdraw_version(CODE, by=by)

    third = bring_back(CODE, to=1, by=by)

    assert third.version == 3
    assert make_case(people.resident).procedure_id == third.id
    assert third.content == {**Procedure.objects.get(code=CODE, version=1).content, "version": 3}
    with pytest.raises(errors.NothingChanged):
        bring_back(CODE, to=1, by=by)
    with pytest.raises(errors.ProcedureUnknown):
        bring_back(CODE, to=9, by=by)


def test_the_only_version_of_a_procedure_in_use_is_not_withdrawn(by):
    with pytest.raises(errors.VersionInForce):
        withdraw_version("advice", by=by)
    draft = copy_procedure(CODE, to="tree_felling", by=by)
    publish_draft("tree_felling", on=localdate() + TOMORROW, by=by, seen=draft.edition)
    from linli.cases.models import Kind

    Kind.objects.filter(code="M01037").update(procedure_code="tree_felling")
    with pytest.raises(errors.ProcedureInUse):
        withdraw_version("tree_felling", by=by)
    Kind.objects.filter(code="M01037").update(procedure_code=CODE)
    withdraw_version("tree_felling", by=by)
    assert "tree_felling" not in published().versions


def test_no_published_version_can_be_changed_or_deleted(by):
    version = publish(by)

    for touch in (
        lambda: Procedure.objects.filter(id=version.id).update(valid_from=now()),
        lambda: Procedure.objects.filter(id=version.id).delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            touch()


def test_a_new_release_does_not_overrule_what_the_county_wrote(by):
    version = publish(by)
    Procedure.objects.create(code="advice", version=9, content={}, fingerprint="x", published_at=now(), is_own=True)

    lay_cases()

    assert newest_version(CODE).id == version.id
    assert newest_version("advice").version == 9


def test_every_change_can_be_taken_back_once(by):
    draft = changed_draft(by)
    change = newest()
    take_back_procedure(change, by=by)
    assert ProcedureDraft.objects.get().content["limits"] == newest_version(CODE).content["limits"]
    with pytest.raises(ChangedSince):
        take_back_procedure(change, by=by)

    begun = AuditEntry.objects.get(action="procedure.draft_begun")
    take_back_procedure(begun, by=by)
    assert not ProcedureDraft.objects.exists()
    with pytest.raises(ChangedSince):
        take_back_procedure(change, by=by)

    take_back_procedure(newest(), by=by)  # the discarding
    restored = ProcedureDraft.objects.get()
    assert (restored.base_id, restored.began_by) == (draft.base_id, draft.began_by)
    with pytest.raises(errors.DraftStands):
        take_back_procedure(AuditEntry.objects.get(action="procedure.draft_discarded"), by=by)


def test_a_part_that_was_not_there_before_is_gone_again(by):
    changed_draft(by, add_row("grounds", {"code": "x", "title": {}, "instead": {}}))

    take_back_procedure(newest(), by=by)

    assert "grounds" not in ProcedureDraft.objects.get().content


def test_a_publication_is_taken_back_before_its_day_and_after(by):
    publish(by, TOMORROW)
    take_back_procedure(newest(), by=by)
    assert newest_version(CODE).version == 1

    publish(by, edit=put_facts({"public": False}))
    entry = AuditEntry.objects.filter(action="procedure.published").order_by("-id").first()
    take_back_procedure(entry, by=by)
    assert (newest_version(CODE).version, newest_version(CODE).content["public"]) == (4, True)
    with pytest.raises(ChangedSince):
        take_back_procedure(entry, by=by)


@pytest.mark.parametrize(
    ("subject", "action", "detail"),
    [("post", "procedure.published", {"after": {}}), ("procedure", "procedure.exported", {}),
     ("procedure", "procedure.withdrawn", {"after": None})],
)  # fmt: skip
def test_what_is_no_change_is_not_taken_back(by, subject, action, detail):
    entry = note_deed(action, by=by, subject_kind=subject, subject_id=CODE, **detail)

    with pytest.raises(NotTakenBack):
        take_back_procedure(entry, by=by)
