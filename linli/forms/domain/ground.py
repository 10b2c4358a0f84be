"""Lay the ground of forms: publish those that are shipped. They are examples, unverified; a county's own are not touched."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import now

from linli.common.domain.configuration import changed
from linli.forms.domain.publication import insert_version
from linli.forms.models import FormVersion
from linli.forms.queries.form import TOPIC
from linli.forms.reading import read_shape
from linli.forms.writing import fingerprint_of, schema_of

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "shipped"
BY = "Linli"


def lay_forms(say: Callable[[str], Any] = str) -> None:
    """Publish the shipped forms; harmless when they are there, and a county's own version is never overruled."""
    for file in sorted(SHIPPED.glob("*.json")):
        whole, moment = schema_of(read_shape(json.loads(file.read_text(encoding="utf-8")))), now()
        with transaction.atomic():
            versions = FormVersion.objects.filter(form__code=file.stem)
            if versions.filter(is_own=True).exists() or versions.filter(fingerprint=fingerprint_of(whole)).exists():
                continue
            insert_version(file.stem, whole, words="", valid_from=moment, at=moment, by=BY, is_own=False)
            changed(TOPIC)
    say(f"Forms: {FormVersion.objects.values('form').distinct().count()}.")
