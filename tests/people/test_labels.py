import pytest
from django.utils.translation import override

from linli.common.domain.configuration import changed
from linli.people.labels import label_words
from linli.people.models import Unit

pytestmark = pytest.mark.django_db


def test_unit_and_post_are_read_in_the_readers_language_and_what_is_no_unit_stays():
    Unit.objects.create(
        code="lamps", name="路灯管理所", name_en="Street Lighting Office", kind="department", area="350181"
    )
    changed("units")
    labels = ("路灯管理所 · officer", "旧单位 · officer", "resident", "system · night")

    with override("en"):
        english = [label_words(one) for one in labels]
    with override("zh-hans"):
        chinese = [label_words(one) for one in labels]

    assert english == ["Street Lighting Office · Department officer", "旧单位 · Department officer", *labels[2:]]
    assert chinese == ["路灯管理所 · 部门经办人", "旧单位 · 部门经办人", *labels[2:]]
