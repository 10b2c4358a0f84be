"""The pages on which a county sets itself up: what they show, what they keep, whom they let in."""

import io
import re
from base64 import b64encode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from django.utils.translation import gettext_lazy

from linli.cases.models import Kind
from linli.common.models import AuditEntry, SettingValue
from linli.common.setting import value_of
from linli.common.working_calendar import working_calendar
from linli.people.domain.setting import change_settings
from linli.people.enums import Role
from linli.settings.queries.words import limit_words, unit_words
from tests.common.test_look import picture
from tests.common.test_working_calendar import NEXT
from tests.factories import make_case, make_staff
from tests.settings.conftest import sit

READ = [
    "kinds/",
    "kinds/M01037/",
    "messages/",
    "messages/grid.message/",
    "retention/",
    "counter/",
    "calendar/",
    "look/",
]
CSV = "date,kind,name\n" + NEXT


def url(address):
    return f"/settings/{address}"


def sent(name, content, kind="text/csv"):
    return SimpleUploadedFile(name, content, kind)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_who_looks_after_the_county_reads_all_and_a_town_s_administrator_changes_none(
    people, town_administrator, language
):
    client, other = sit(people.administrator, language), sit(town_administrator, language)
    make_case(people.resident)

    for address in READ:
        page, seen = client.get(url(address)), other.get(url(address))
        assert (page.status_code, seen.status_code) == (200, 200), address
        if address not in ("kinds/", "messages/"):
            assert 'method="post"' in page.content.decode().partition("<main")[2], address
        assert 'method="post"' not in seen.content.decode().partition("<main")[2], address


def test_nobody_else_reads_or_writes(people, town_administrator, client):
    clerk = make_staff(Role.CLERK)

    for address in [*READ, "kinds/new/", "configuration/", "calendar/hours/default/"]:
        assert [sit(reader).get(url(address)).status_code for reader in (clerk, people.resident)] == [403, 403]
        assert client.get(url(address)).status_code == 302
    for reader in (town_administrator, people.dispatcher):
        for address in ["kinds/new/", "kinds/M01037/", "messages/grid.message/", "retention/", "look/", "calendar/days/",
                        "calendar/hours/default/", "configuration/export/", "configuration/import/"]:  # fmt: skip
            assert sit(reader).post(url(address), {}).status_code == 403, address
    assert sit(town_administrator).get(url("configuration/")).status_code == 403
    assert AuditEntry.objects.filter(subject_kind__in=["setting", "kind", "configuration"]).count() == 0


def test_a_town_s_administrator_does_not_see_what_the_county_changed(admin, town_administrator):
    admin.post(url("kinds/M01037/"), {"words": "黑灯", "procedure": "grid_matter", "is_active": "on"})

    assert len(admin.get(url("kinds/")).context["changes"]) == 1
    assert sit(town_administrator).get(url("kinds/")).context["changes"] == []


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("?q=M01037", {"M01037"}),
        ("?only=off", {"M01002"}),
        ("?major=A", {"A001"}),
        ("?q=zzzz", set()),
        ("?q=路灯&only=off", set()),
    ],
)
def test_kinds_are_found_and_narrowed(admin, query, codes):
    admin.post(url("kinds/M01002/"), {"words": "井盖", "procedure": "grid_matter"})

    lines = admin.get(url("kinds/") + query).context["lines"]

    assert codes <= {line.kind.code for line in lines}
    assert len(lines) < 30


def test_a_kind_is_added_changed_and_taken_back_from_its_pages(admin):
    wrong = admin.post(url("kinds/new/"), {"name": "路灯异常", "major": "02", "procedure": "grid_matter"})
    admin.post(url("kinds/new/"), {"name": "共享单车", "major": "02", "procedure": "grid_matter", "is_active": "on",
                                   "limit_handle": "2", "unit_handle": "working_days"})  # fmt: skip
    form = admin.get(url("kinds/L001/")).context["form"]
    stale = admin.post(url("kinds/L001/"), {"name": "单车", "procedure": "grid_matter", "seen": "other"})
    entry = AuditEntry.objects.get(action="kind.added")
    admin.post(url(f"kinds/changes/{entry.id}/taking-back/"))

    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"name"})
    assert form["limit_handle"].initial == 2
    assert stale.status_code == 422
    assert (Kind.objects.get(code="L001").limits, Kind.objects.get(code="L001").is_active) == (
        {"handle": "2 working_days"},
        False,
    )
    assert admin.get(url("kinds/NO/")).status_code == 404


def test_words_are_looked_at_kept_and_reset(admin):
    said = {"subject_zh-hans": "给%(grid)s", "body_zh-hans": "请答复", "subject_en": "To %(grid)s", "body_en": "Answer"}

    seen = admin.post(url("messages/grid.message/"), said | {"deed": "look"})
    faulty = admin.post(url("messages/grid.message/"), said | {"subject_en": "To %(nobody)s"})
    before = SettingValue.objects.count()
    kept = admin.post(url("messages/grid.message/"), said, follow=True)
    lines = {line.topic: line for line in kept.context["lines"]}
    admin.post(url("messages/grid.message/"), {"deed": "reset"})

    assert (seen.status_code, seen.context["previews"][0].letter.body, before) == (200, "请答复", 0)
    assert (faulty.status_code, "nobody" in faulty.content.decode(), "To %(nobody)s" in faulty.content.decode()) == (
        422,
        True,
        True,
    )
    assert (lines["grid.message"].subject, lines["grid.message"].is_own) == ("给宏侨第一网格", True)
    assert SettingValue.objects.count() == 0
    assert admin.get(url("messages/no.such/")).status_code == 404


@pytest.mark.parametrize(
    ("address", "code", "low", "values"),
    [("retention/", "notices.kept_months", 1, (6, 9, 12)), ("counter/", "tickets.most_passed", -1, (3, 4, 2))],
)
def test_periods_are_bounded_set_and_taken_back(address, code, low, values, admin):
    page = admin.get(url(address))
    said = {name: field.initial for name, field in page.context["form"].fields.items()}
    name = code.replace(".", "-")

    wrong = admin.post(url(address), said | {name: low})
    admin.post(url(address), said | {name: values[0]})
    stale = admin.post(url(address), said | {name: values[1]})
    entry = AuditEntry.objects.get(action="setting.changed")
    held = value_of(code)
    back = admin.post(url(f"changes/{entry.id}/taking-back/"))

    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {name})
    assert (stale.status_code, f'value="{values[1]}"' in stale.content.decode()) == (422, True)
    assert (held, back["Location"], value_of(code)) == (values[0], url(address), values[2])


def test_what_is_set_for_counters_stands_under_the_name_of_its_app(admin):
    groups = admin.get(url("counter/")).context["groups"]

    assert [(title, {setting.code.partition(".")[0] for _field, setting, _unit in lines}) for title, _about, lines in groups] == [
        ("排号", {"tickets"}), ("好差评", {"ratings"}), ("信访", {"petition"}),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "words"), [(1, ["day", "working day", "time", ""]), (2, ["days", "working days", "times", ""])]
)
def test_one_is_not_said_in_the_plural(count, words):
    with translation.override("en"):
        assert [unit_words(gettext_lazy(unit), count) for unit in ("days", "working days", "times")] == words[:3]
        assert unit_words("", count) == words[3]
        assert limit_words(f"{count} working_days") == f"{count} {words[1]}"


def test_a_switch_is_yes_or_no(admin):
    said = {name: field.initial for name, field in admin.get(url("counter/")).context["form"].fields.items()}

    wrong = admin.post(url("counter/"), said | {"tickets-on_site": "2"})
    admin.post(url("counter/"), said | {"tickets-on_site": "1"})

    assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"tickets-on_site"})
    assert (value_of("tickets.on_site"), AuditEntry.objects.filter(action="setting.changed").count()) == (1, 1)


def test_a_year_is_looked_at_first_and_then_holds(people, admin):
    faulty = admin.post(url("calendar/days/"), {"file": sent("2027.csv", b"nonsense")})
    seen = admin.post(url("calendar/days/"), {"file": sent("2027.csv", CSV.encode())})
    text = seen.context["form"].initial["text"]
    before = working_calendar().days.last_known_year
    admin.post(url("calendar/days/"), {"text": text, "sure": "yes"})
    page = admin.get(url("calendar/?year=2027")).content.decode()

    assert (faulty.status_code, "2027.csv" in faulty.content.decode()) == (422, True)
    assert (seen.status_code, before, working_calendar().days.last_known_year) == (200, 2026, 2027)
    assert seen.context["difference"].years == [2027]
    assert page.count('class="off"') == NEXT.count("holiday")


def test_hours_are_set_for_a_unit_and_for_all(people, admin):
    assert admin.get(url("calendar/hours/"), {"unit": "路灯管理所"})["Location"] == url("calendar/hours/lamps/")
    wrong = admin.post(url("calendar/hours/lamps/"), {"hours": "17:00-08:00"})
    admin.post(url("calendar/hours/lamps/"), {"hours": "08:00-12:00 13:00-20:00", "season_from": "06-01",
                                              "season_until": "09-30", "season_hours": "07:00-13:00"})  # fmt: skip
    lines = [line.code for line in admin.get(url("calendar/")).context["hours"]]
    admin.post(url("calendar/hours/lamps/"), {"deed": "default"})

    assert wrong.status_code == 422
    assert lines == ["default", "lamps"]
    assert [line.code for line in admin.get(url("calendar/")).context["hours"]] == ["default"]
    assert admin.get(url("calendar/hours/nobody/")).status_code == 404


def test_a_look_is_set_and_a_faint_one_refused_with_its_number(admin):
    faint = admin.post(url("look/"), {"look-colour": "#aabbcc"})
    svg = admin.post(url("look/"), {"emblem": sent("a.svg", b"<svg/>", "image/svg+xml")})
    admin.post(
        url("look/"), {"look-name": "融邻", "look-colour": "#5a1040", "emblem": sent("a.png", picture(), "image/png")}
    )
    page = admin.get(url("look/")).content.decode()
    admin.post(url("look/"), {"look-name": "融邻", "no_emblem": "on"})

    assert re.search(r"1\.\d\d : 1", faint.content.decode())
    assert (faint.status_code, svg.status_code, set(svg.context["form"].errors)) == (422, 422, {"emblem"})
    assert "/look/emblem.webp?v=" in page
    assert (value_of("look.emblem"), value_of("look.colour"), value_of("look.name")) == ("", "", "融邻")
    assert " style=" not in page


def test_a_configuration_is_given_compared_taken_and_taken_back(people, admin):
    change_settings({"look.name": "融邻", "notices.kept_months": 6}, by=people.administrator)
    given = admin.post(url("configuration/export/"))
    change_settings({"look.name": None, "notices.kept_months": None}, by=people.administrator)

    seen = admin.post(url("configuration/import/"), {"file": io.BytesIO(given.content)})
    said = {"text": b64encode(given.content).decode(), "sure": "yes"}
    nothing = admin.post(url("configuration/import/"), said)
    admin.post(url("configuration/import/"), said | {"part-settings": "yes"})
    held, entry = value_of("look.name"), AuditEntry.objects.get(action="configuration.brought")
    shown = admin.get(url("configuration/")).context["changes"]
    admin.post(url(f"configuration/changes/{entry.id}/taking-back/"))

    assert given["Content-Type"] == "application/zip"
    assert [part.code for part in seen.context["parts"]] == ["settings"]
    assert nothing.status_code == 422
    assert (held, shown[0].may_take_back, value_of("look.name")) == ("融邻", True, "")
    assert admin.post(url("configuration/import/"), {"file": io.BytesIO(b"x")}).status_code == 422


@pytest.mark.parametrize("more", [0, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [("kinds/", 6), ("messages/", 5), ("retention/", 6), ("counter/", 5), ("calendar/", 5)],
)
def test_statements_are_the_same_however_much_was_changed(
    people, admin, django_assert_num_queries, more, address, queries
):
    for number in range(1 + more):
        change_settings({"notices.kept_months": 6 + number, "text.grid.message": None}, by=people.administrator)
        admin.post(url(f"kinds/M0100{number + 1}/"), {"words": "词", "procedure": "grid_matter", "is_active": "on"})
    admin.get(url(address))

    with django_assert_num_queries(queries):
        admin.get(url(address))
