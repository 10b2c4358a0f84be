from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from linli.common.errors import Refusal
from linli.common.models import AuditEntry
from linli.grid.domain.voluntary_post import (
    end_voluntary_post,
    forget_old_posts,
    give_feedback,
    name_voluntary_substitute,
    open_voluntary_post,
    withdraw_consent,
)
from linli.grid.enums import VoluntaryKind
from linli.grid.models import Feedback, VoluntaryPost
from linli.people.models import Look
from tests.factories import GRID, OTHER_VILLAGE
from tests.grid.conftest import SHEET, place, sit, volunteer

TODAY = localdate
FORM = {"kind": "merchant", "name": "陈老板", "organisation": "老陈粮油", "phone": "13800004217", "offers": "冰柜",
        "consent_way": "written"}  # fmt: skip


def filled(**changes):
    return FORM | {"from_on": str(TODAY()), "until_on": "", "consent_on": str(TODAY())} | changes


def test_a_manager_opens_a_post_and_it_stands_in_the_grid(people):
    client = sit(people.manager)

    answer = client.post(f"{SHEET}posts/new/", filled())

    assert answer.status_code == 302
    post = VoluntaryPost.objects.get()
    assert (post.organisation, post.phone, post.grid) == ("老陈粮油", "+8613800004217", GRID)
    assert post.consent_taken_by == people.manager.label
    page = client.get(SHEET).content.decode()
    assert "老陈粮油" in page
    assert "陈老板" not in page


def test_what_is_typed_wrong_is_said_and_kept(people):
    answer = sit(people.manager).post(f"{SHEET}posts/new/", filled(organisation="", phone="12"))

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"phone"}
    again = sit(people.manager).post(f"{SHEET}posts/new/", filled(organisation=""))
    assert (again.status_code, set(again.context["form"].errors)) == (422, {"name"})


@pytest.mark.parametrize(
    ("grid", "said", "code"),
    [
        (GRID[:12], volunteer(), "no_such_grid"),
        ("350181005004999", volunteer(), "no_such_grid"),
        (f"{OTHER_VILLAGE}001", volunteer(), "not_your_grid"),
        (GRID, volunteer(name=" "), "name_needed"),
        (GRID, volunteer(VoluntaryKind.ENTERPRISE), "name_needed"),
        (GRID, volunteer(consent_on=None), "consent_needed"),
        (GRID, volunteer(consent_on=TODAY() + timedelta(days=1)), "consent_needed"),
        (GRID, volunteer(until_on=TODAY() - timedelta(days=1)), "days_wrong"),
    ],
)
def test_what_cannot_be_opened(people, grid, said, code):
    with pytest.raises(Refusal) as refused:
        open_voluntary_post(grid, said, by=people.manager)

    assert refused.value.code == code
    assert not VoluntaryPost.objects.exists()


@pytest.mark.parametrize("name", ["grid_member", "other_manager", "officer", "leader", "resident"])
def test_who_does_not_manage_the_grid_opens_nothing(people, name):
    with pytest.raises(Refusal):
        open_voluntary_post(GRID, volunteer(), by=getattr(people, name))


def test_a_party_members_post_is_seen_in_its_grid_and_nowhere_above(people, town, head):
    post = place(VoluntaryKind.PARTY_MEMBER, organisation="市供电所")

    for reader, status in ((people.manager, 200), (people.grid_member, 200), (head, 200), (town, 404),
                           (people.administrator, 404), (people.auditor, 403), (people.leader, 403)):  # fmt: skip
        assert sit(reader).get(f"/desk/grids/posts/{post.id}/").status_code == status
    assert "欧阳**" in sit(people.manager).get(SHEET).content.decode()
    for reader in (town, people.administrator, people.auditor, people.leader):
        assert "欧阳**" not in sit(reader).get(SHEET).content.decode()


def test_the_list_counts_no_party_members(people, town):
    place(VoluntaryKind.PARTY_MEMBER)
    place(VoluntaryKind.COURIER)

    lines = sit(town).get("/desk/grids/?q=宏侨").context["page"].lines

    assert {line.facts.code: line.volunteers for line in lines}[GRID] == 1


def test_the_trail_never_says_what_somebody_is(people):
    post = open_voluntary_post(GRID, volunteer(VoluntaryKind.PARTY_MEMBER), by=people.manager)

    entry = AuditEntry.objects.get(subject_id=str(post.id))
    assert (entry.action, entry.detail) == ("grid.post_opened", {})


def test_the_town_is_not_offered_party_members(town):
    kinds = dict(sit(town).get(f"{SHEET}posts/new/").context["form"].fields["kind"].choices)

    assert "party_member" not in kinds
    with pytest.raises(Refusal):
        open_voluntary_post(GRID, volunteer(VoluntaryKind.PARTY_MEMBER), by=town)


def test_a_name_is_shown_once_the_reason_is_on_record(people):
    post = place()
    client, address = sit(people.grid_member), f"/desk/grids/posts/{post.id}/"

    assert "欧阳送达" not in client.get(address).content.decode()
    assert client.post(f"{address}look/", {"reason": "急"}).status_code == 422
    shown = client.post(f"{address}look/", {"reason": "请他看一眼井盖"}).content.decode()

    assert "欧阳送达" in shown
    assert "+8613800004217" in shown
    look = Look.objects.get()
    assert (look.subject_kind, look.subject_id, look.area) == ("voluntary_post", post.id, GRID)
    assert "欧阳送达" not in client.get(address).content.decode()


def test_somebody_stands_in_and_then_nobody(people):
    post = place()
    address = f"/desk/grids/posts/{post.id}/"
    client = sit(people.manager)

    client.post(f"{address}substitution/", {"name": "林替班", "from_on": str(TODAY()), "until_on": ""})
    assert client.get(address).context["line"].substitute == "林**"
    client.post(f"{address}substitution/", {"name": "", "from_on": "", "until_on": ""})

    assert client.get(address).context["line"].substitute == ""


def test_a_post_ends_with_a_reason_and_is_not_changed_after(people):
    post = place(from_on=TODAY() - timedelta(days=9), consent_on=TODAY() - timedelta(days=9))
    with pytest.raises(Refusal) as refused:
        end_voluntary_post(post, on=TODAY(), reason=" ", by=people.manager)
    assert refused.value.code == "reason_needed"
    with pytest.raises(Refusal) as refused:
        end_voluntary_post(post, on=TODAY() - timedelta(days=20), reason="搬走", by=people.manager)
    assert refused.value.code == "days_wrong"

    end_voluntary_post(post, on=TODAY() - timedelta(days=1), reason="搬走", by=people.manager)

    with pytest.raises(Refusal) as refused:
        name_voluntary_substitute(post, name="林替班", from_on=None, until_on=None, by=people.manager)
    assert refused.value.code == "post_over"


def test_consent_withdrawn_leaves_days_and_no_person(people):
    post = place(VoluntaryKind.PARTY_MEMBER, organisation="市供电所")
    give_feedback(post, asked_by="供电所办公室", words="来过两次", by=people.manager)

    withdraw_consent(post, by=people.manager)

    post.refresh_from_db()
    assert (post.name, post.phone, post.organisation) == ("", "", "")
    assert (post.until_on, post.withdrawn_at is not None) == (TODAY(), True)
    assert not Feedback.objects.exists()
    with pytest.raises(Refusal):
        withdraw_consent(post, by=people.manager)


def test_consent_may_be_withdrawn_of_a_post_that_is_over(people):
    post = place(from_on=TODAY() - timedelta(days=9), consent_on=TODAY() - timedelta(days=9),
                 until_on=TODAY() - timedelta(days=3))  # fmt: skip

    withdraw_consent(post, by=people.manager)

    post.refresh_from_db()
    assert (post.name, post.until_on) == ("", TODAY() - timedelta(days=3))


def test_a_unit_is_told_only_because_it_asked(people):
    post = place(VoluntaryKind.PARTY_MEMBER)
    with pytest.raises(Refusal) as refused:
        give_feedback(post, asked_by=" ", words="来过两次", by=people.manager)

    assert refused.value.code == "feedback_unasked"
    assert not Feedback.objects.exists()


def test_names_go_a_year_after_the_end(people):
    long_ago = TODAY() - timedelta(days=900)
    old = place(from_on=long_ago, consent_on=long_ago, until_on=TODAY() - timedelta(days=366))
    young = place(from_on=long_ago, consent_on=long_ago, until_on=TODAY() - timedelta(days=364))

    assert (forget_old_posts(after_days=365), forget_old_posts(after_days=365)) == (1, 0)

    old.refresh_from_db()
    young.refresh_from_db()
    assert (old.name, young.name) == ("", "欧阳送达")


@pytest.mark.parametrize("wrong", [{"grid": "350181"}, {"consent_on": TODAY() + timedelta(days=2)},
                                   {"until_on": TODAY() - timedelta(days=2)}])  # fmt: skip
def test_the_database_holds_the_rules_itself(people, wrong):
    post = place()

    with pytest.raises(IntegrityError), transaction.atomic():
        VoluntaryPost.objects.filter(id=post.id).update(**wrong)


def test_other_deeds_and_other_grids_are_not_there(people):
    post = place()

    assert sit(people.manager).post(f"/desk/grids/posts/{post.id}/nothing/").status_code == 404
    assert sit(people.other_manager).post(f"/desk/grids/posts/{post.id}/ending/").status_code == 404
    assert sit(people.grid_member).post(f"/desk/grids/posts/{post.id}/ending/").status_code == 404
