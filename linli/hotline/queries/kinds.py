"""The kinds of matter, as an article of the knowledge may belong to one."""

from django.utils.translation import get_language

from linli.cases.queries.procedure import kind_map


def kinds_of_matter() -> list[tuple[str, str]]:
    """Code and name of every active kind, in the reader's language. Kept in memory: no statement."""
    is_english = get_language() == "en"
    return [
        (kind.code, kind.name_en if is_english and kind.name_en else kind.name)
        for kind in kind_map().values()
        if kind.is_active and not kind.compartment
    ]
