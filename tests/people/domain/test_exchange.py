"""The configuration of one county as files, taken by another: differences, what cannot come, one deed, taken back."""

import io
import zipfile

import pytest

from linli.cases.domain.ground import publish_procedure
from linli.cases.domain.kind import KindWords, add_kind, change_kind
from linli.cases.models import Kind, Procedure, RoutingRule
from linli.common.domain.configuration import changed
from linli.common.errors import ChangedSince, ExchangeFaulty, NotTakenBack
from linli.common.exchange import packed, unpacked
from linli.common.models import AuditEntry
from linli.common.setting import value_of
from linli.counties.current import county_by_code, inside
from linli.documents.emblem import emblem_of
from linli.notices.texts import PREFIX
from linli.people.domain.exchange import (
    bring_configuration,
    differences,
    export_configuration,
    files_of_configuration,
    take_back_configuration,
)
from linli.people.domain.setting import change_settings
from linli.people.enums import Role
from linli.people.errors import NotAdministrator, NothingBrought, SomeCannotCome
from linli.people.reader import system
from tests.cases.importing.conftest import baltimore  # noqa: F401  (a second county in its own schema)
from tests.common.test_look import picture
from tests.factories import TOWN, make_rule, make_staff, make_unit
from tests.notices.test_wording import words

BY = system("test")


def set_up():
    """A county that has set something of every part."""
    newest = Procedure.objects.filter(code="advice").latest("version").content
    publish_procedure({**newest, "version": 7, "reminds_before": 0.5})
    change_kind(
        Kind.objects.get(code="M01037"),
        KindWords("路灯 黑灯瞎火", "grid_matter", {"handle": "9 working_days"}, False),
        by=BY,
    )
    add_kind(KindWords("单车, “乱停”", "advice", {}, True, "共享单车（自定）", True), major="02", by=BY)
    make_rule("M01037", make_unit("lamps", name="路灯管理所"), number=12)
    make_rule("L001", make_unit("gardens"), number=9)
    change_settings(
        {
            "notices.kept_months": 6, "look.name": "融邻", "look.colour": "#5a1040", "look.emblem": emblem_of(picture()),
            PREFIX + "grid.message": words(), "grid.call_out_name": "吹哨\\报到\"",
            "calendar.hours": {"default": {"hours": ["08:30-12:00", "14:00-17:30"]}, "offices": {"lamps": {"hours": ["00:00-24:00"]}}},
        },
        by=BY,
    )  # fmt: skip


def test_a_county_given_to_an_empty_one_gives_the_same_again(baltimore):  # noqa: F811
    with inside(county_by_code("350181")):
        set_up()
        data, given = export_configuration(by=BY), files_of_configuration(by=BY)
    make_unit("lamps")
    make_unit("gardens")

    entry = bring_configuration(data, by=BY)

    assert files_of_configuration(by=BY) == given
    assert set(entry.detail["after"]) == {"procedures", "kinds", "rules", "settings", "messages", "calendar"}
    assert differences(data) == []
    take_back_configuration(entry, by=BY)
    assert (RoutingRule.objects.filter(is_active=True).count(), value_of("notices.kept_months")) == (0, 12)


@pytest.fixture
def given(db):
    """An archive, and the county as it was before."""
    set_up()
    data = export_configuration(by=BY)
    change_settings(
        dict.fromkeys(["notices.kept_months", "look.name", "look.colour", "look.emblem", PREFIX + "grid.message"]),
        by=BY,
    )
    RoutingRule.objects.all().delete()
    changed("rules")
    return data


def test_what_names_a_unit_that_is_not_here_stops_it_or_is_left_out(given):
    gardens = make_unit("gardens")
    gardens.code = "parks"
    gardens.save()
    changed("units")

    found = {one.part.code: one for one in differences(given)}
    with pytest.raises(SomeCannotCome):
        bring_configuration(given, by=BY)
    nothing = RoutingRule.objects.count()
    bring_configuration(given, by=BY, leave_out=True)

    assert list(found["rules"].refused) == ["L001@"]
    assert "gardens" in found["rules"].refused["L001@"]
    assert nothing == 0
    assert list(RoutingRule.objects.values_list("kind_prefix", flat=True)) == ["M01037"]


def test_some_parts_only_and_taken_back_as_one(given):
    entry = bring_configuration(given, by=BY, only=["settings", "messages"])

    assert (set(entry.detail["after"]), value_of("look.name")) == ({"settings", "messages"}, "融邻")
    assert RoutingRule.objects.count() == 0
    change_settings({"look.name": "另一名"}, by=BY)
    with pytest.raises(ChangedSince):
        take_back_configuration(entry, by=BY)
    change_settings({"look.name": "融邻"}, by=BY)
    back = take_back_configuration(entry, by=BY)
    assert (value_of("look.name"), value_of("notices.kept_months")) == ("", 12)
    assert back.action == "configuration.taken_back"
    with pytest.raises(NotTakenBack):
        take_back_configuration(AuditEntry(subject_kind="setting"), by=BY)


def test_nothing_new_is_said(given):
    bring_configuration(given, by=BY)

    with pytest.raises(NothingBrought):
        bring_configuration(given, by=BY)


def archive(**files):
    return packed({name.replace("__", "."): text.encode() for name, text in files.items()}, county="1", name="x")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04 nothing", archive(kinds__csv="a,b\n1,2\n"), archive(settings__toml="= 1"),
        archive(messages__toml="\x00"), archive(routing_rules__csv="kind,area\n"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused(db, data):
    with pytest.raises(ExchangeFaulty):
        differences(data)


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr("linli.common.exchange.MOST_BYTES", 1000)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr("linli.toml", "format = 1\n")
        packing.writestr("x", b"0" * 100_000)

    with pytest.raises(ExchangeFaulty):
        unpacked(out.getvalue())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("settings__toml", '"notices.kept_months" = 600\n"nothing.here" = 1\n'),
        ("messages__toml", '["grid.message"]\nen = { subject = "x" }\n'),
        ("procedures/advice__toml", 'code = "advice"\n'),
        ("kinds__csv", "code,name,major,procedure,limits,in_use,public_space,words\nM99,x,,grid_matter,,yes,,\nL001,某种,77,grid_matter,,yes,no,\n"),
        ("routing_rules__csv", "kind,area,target,unit,note\nM01,999999999,unit,lamps,\nM01,,sky,,\nZZ,,village_office,,\n"),
        ("office_hours__toml", "[default]\n"),
        ("holidays__csv", "date,kind,name\n2027-01-01,holiday,x\n"),
    ],
)  # fmt: skip
def test_what_does_not_hold_here_is_named_and_never_applied(db, name, text):
    found = differences(archive(**{name: text}))

    assert [one.after for one in found] == [{}]
    assert all(found[0].refused.values())


def test_only_administrators_of_the_county_give_and_take(given):
    for reader in (make_staff(Role.ADMINISTRATOR, area=TOWN), make_staff(Role.AUDITOR)):
        for deed in (lambda by: export_configuration(by=by), lambda by: bring_configuration(given, by=by)):
            with pytest.raises(NotAdministrator):
                deed(reader)
