"""The list of sealed fields in docs/privacy.md is the list of the models, line by line."""

import re
from pathlib import Path

from django.apps import apps

from linli.people.sealing import BlindIndexField, SealedTextField

DOCUMENT = Path(__file__).parents[2] / "docs" / "privacy.md"
LINE = re.compile(r"^\| `(\w+\.\w+)` \| `(\w+)` \| (?:`(\w+)`)? ?\|(.*)\|$", re.MULTILINE)


def sealed_fields() -> set[tuple[str, str, str]]:
    found = set()
    for model in apps.get_models():
        fields = model._meta.local_fields
        indexes = {field.sealed_name: field.name for field in fields if isinstance(field, BlindIndexField)}
        found |= {
            (model._meta.label, field.name, indexes.get(field.name, ""))
            for field in fields
            if isinstance(field, SealedTextField)
        }
    return found


def test_the_document_lists_every_sealed_field_and_no_other():
    listed = {match.group(1, 2, 3) for match in LINE.finditer(DOCUMENT.read_text())}

    assert {(model, field, index or "") for model, field, index in listed} == sealed_fields()


def test_every_line_says_what_who_and_until_when():
    for match in LINE.finditer(DOCUMENT.read_text()):
        assert len([cell for cell in match[4].split("|") if cell.strip()]) == 3, match[0]
