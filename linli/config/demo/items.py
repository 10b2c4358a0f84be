"""What some items of the catalogue say in the demonstration, and where Hongqiao deals with them. All of it is invented."""

import json
import tomllib
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.common.domain.configuration import changed
from linli.config.demo.people import VILLAGE
from linli.forms.domain.publication import insert_version
from linli.forms.models import FormVersion
from linli.forms.queries.form import TOPIC as FORMS
from linli.forms.reading import read_shape
from linli.forms.writing import schema_of
from linli.hall.content import complete
from linli.hall.domain.publication import check_content, write_version
from linli.hall.models import Item, ItemVersion, PlaceItem
from linli.hall.queries import item, offering
from linli.hall.queries.item import content_of, item_map
from linli.people.reader import system
from linli.places.models import Place

BY = "演示数据"
FILE = Path(__file__).with_suffix(".toml")
FORM = Path(__file__).with_name("residence_permit.json")
COMING, AHEAD = "elder-card", timedelta(days=20)
WITHDRAWN, REASON = "dangerous-house", "今年的申报已经结束，明年再开。（演示）"
NOTE = "填写了条件、材料和时限。（演示）"
WINDOWS = {
    1: ("legal-aid", "legal-advice", "mediation-request"),
    2: ("unemployment-registration", "job-difficulty", "employment-certificate", "pension-enrolment", "pension-claim"),
    3: ("minimum-living", "temporary-relief", "disability-card", "elder-card", "old-age-allowance"),
    4: ("residence-permit",),
    6: ("party-transfer", "party-floating", "party-report-in"),
}
NOT_THERE = {"tree-felling": "到镇林业站办。（演示）"}


def invent_items() -> int:
    """Let some items say something; the same on every machine. Harmless when they do."""
    if ItemVersion.objects.filter(is_invented=True).exists():
        return ItemVersion.objects.filter(is_invented=True).count()
    said = {row["code"]: row for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["item"]}
    known, by = item_map(), system(BY)
    rows = Item.objects.in_bulk([code for code in said if code in known], field_name="code")
    with transaction.atomic():
        _publish_form()
        for code, row in rows.items():
            content = complete(content_of(known[code].versions[-1]) | said[code] | {"source": BY})
            check_content(content)
            write_version(row, content, on=localdate(), words=NOTE, by=by, is_invented=True)
            if code == COMING:
                sooner = content | {"promised": "3 working_days"}
                write_version(row, sooner, on=localdate() + AHEAD, words="承诺时限缩短到三个工作日。（演示）", by=by, is_invented=True)  # fmt: skip
        Item.objects.filter(code__in=rows).update(is_set_here=True)
        Item.objects.filter(code=WITHDRAWN).update(withdrawn_at=now(), reason=REASON, is_set_here=True)
        changed(item.TOPIC)
        _say_where()
    return len(rows) + 1


def _publish_form() -> None:
    """The form that one of the items asks; shipped to nobody."""
    if FormVersion.objects.filter(form__code=FORM.stem).exists():
        return
    content = schema_of(read_shape(json.loads(FORM.read_text(encoding="utf-8"))))
    insert_version(FORM.stem, content, words="", valid_from=now(), at=now(), by=BY, is_own=False)
    changed(FORMS)


def _say_where() -> None:
    place, items = Place.objects.filter(code=VILLAGE).first(), dict(Item.objects.values_list("code", "id"))
    if place is None:
        return
    rows = [
        PlaceItem(place=place, item_id=items[code], windows=[number], is_invented=True)
        for number, codes in WINDOWS.items() for code in codes if code in items
    ]  # fmt: skip
    rows += [
        PlaceItem(place=place, item_id=items[code], is_offered=False, note=note, is_invented=True)
        for code, note in NOT_THERE.items() if code in items
    ]  # fmt: skip
    PlaceItem.objects.bulk_create(rows)
    changed(offering.TOPIC)
