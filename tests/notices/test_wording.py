"""A county's own words for notices: what is refused, what is sent; and inboxes that are emptied of what is old."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import translation
from django.utils.timezone import now

from linli.common.ids import first_id_at
from linli.notices.domain.sweeping import old_notices, sweep_notices
from linli.notices.enums import Channel, State
from linli.notices.errors import PlaceholderFaulty, PlaceholdersMissing, PlaceholdersUnknown, TextIncomplete
from linli.notices.models import Notice
from linli.notices.queries.wordings import asked_of, previews, subject_of, text_lines
from linli.notices.texts import PREFIX, every_text, put_into_words, shipped_of
from linli.notices.wording import checked_wording
from linli.people.domain.setting import change_settings
from linli.people.reader import system
from tests.factories import make_resident

TOPIC = "grid.message"
SHIPPED = {language: {"subject": "A %(grid)s", "body": "B"} for language in ("zh-hans", "en")}


def words(subject="给%(grid)s的留言", body="请答复。", en="To %(grid)s"):
    return {"zh-hans": {"subject": subject, "body": body}, "en": {"subject": en, "body": "Answer it."}}


@pytest.mark.parametrize(
    ("wording", "refusal", "said"),
    [
        (words(body="请在%(until_on)s前答复。"), PlaceholdersUnknown, "until_on"),
        (words(subject="留言"), PlaceholdersMissing, "grid"),
        (words(body="满意率 100%"), PlaceholderFaulty, "%(name)s"),
        (words(body="%(grid)d"), PlaceholderFaulty, "%%"),
        (words(body=""), TextIncomplete, "120"),
        (words(body="长" * 1001), TextIncomplete, "120"),
        ({"en": words()["en"]}, TextIncomplete, "120"),
        ("nothing", TextIncomplete, "120"),
    ],
)
def test_what_would_leave_a_hole_is_refused_with_its_name(wording, refusal, said):
    with pytest.raises(refusal) as found:
        checked_wording(wording, SHIPPED)

    assert said in str(found.value)


def test_a_percent_sign_of_its_own_is_doubled():
    assert checked_wording(words(body="满意率 100%%"), SHIPPED)["zh-hans"]["body"] % {} == "满意率 100%"


def test_what_is_sent_says_the_county_s_words_until_they_are_reset(db):
    by = system("test")

    def sent(language):
        return put_into_words(TOPIC, {"grid": "宏侨一网格"}, language=language).subject

    before = sent("zh-hans")
    change_settings({PREFIX + TOPIC: words()}, by=by)
    during = [sent("zh-hans"), sent("en")]
    change_settings({PREFIX + TOPIC: None}, by=by)

    assert during == ["给宏侨一网格的留言", "To 宏侨一网格"]
    assert sent("zh-hans") == before


def test_a_preview_is_filled_from_samples_in_its_language_and_counts_the_text_message():
    chinese, english = previews(shipped_of("case.for_residents"), "case.for_residents")

    assert "%" not in chinese.letter.subject + chinese.letter.body
    assert chinese.letter.body != english.letter.body
    assert (chinese.sms_length, english.sms_parts) == (len(chinese.sms), -(-len(english.sms) // 67))


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_placeholder_of_every_notice_has_a_sample(language):
    with translation.override(language):
        holes = {
            f"{topic}: {name}" for topic in every_text() for name, value in asked_of(topic) if value.startswith("〔")
        }

    assert holes == set()


def test_old_notices_in_inboxes_go_in_batches_and_nothing_else(db, monkeypatch):
    monkeypatch.setattr("linli.notices.domain.sweeping.BATCH", 2)
    reader, moment = make_resident(), now()
    long_ago = moment - timedelta(days=400)

    def notice(at, channel=Channel.IN_APP, state=State.SENT):
        number = first_id_at(at).int + uuid4().int % 2**60
        return Notice.objects.create(
            id=type(uuid4())(int=number), telling=uuid4(), recipient_id=reader.actor_id, channel=channel, topic=TOPIC,
            state=state, created_at=at, sent_at=at,
        )  # fmt: skip

    old = [notice(long_ago) for _ in range(3)]
    kept = [notice(moment - timedelta(days=300)), notice(long_ago, Channel.EMAIL), notice(long_ago, state=State.DEAD)]

    assert (old_notices(12).count(), sweep_notices(after_months=12), old_notices(12).count()) == (len(old), 3, 0)
    assert set(Notice.objects.values_list("id", flat=True)) == {one.id for one in kept}


def test_every_topic_can_be_told_from_the_others_in_the_list(db):
    for language in ("zh-hans", "en"):
        with translation.override(language):
            lines = text_lines()

        mediation = [line.begins for line in lines if line.topic.startswith("mediation.")]
        assert len({line.subject for line in lines if line.topic.startswith("mediation.")}) == 1
        assert len(set(mediation)) == len(mediation)
        assert not any("20261125-0042" in begins for begins in mediation)


def test_samples_are_what_their_topic_would_be_given(db):
    with translation.override("zh-hans"):
        assert subject_of("tickets.called") == "A012 号请到 3 号窗口"
        assert subject_of("consent.decided") == "代办同意：同意"
        assert subject_of("order.not_done") == "代买药品：还没办好"
