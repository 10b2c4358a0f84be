"""The label of who did something, unit and post, in words: kept as `unit · role`, read in the reader's language."""

from django.conf import settings
from django.utils import translation

from linli.people.enums import Role
from linli.people.queries.unit import words_of


def label_words(label: str) -> str:
    """Return a label with unit and post in the reader's language; one that names no post as it is."""
    unit, dot, role = label.rpartition(" · ")
    return f"{words_of(unit)}{dot}{Role(role).label}" if role in Role.values else label


def labels_in_languages(labels: list[str]) -> dict[str, str]:
    """Return labels in one line for each language, as a parameter of a notice."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = ("、" if code.startswith("zh") else ", ").join(label_words(label) for label in labels)
    return found
