"""Lay the catalogue that a county begins with, from the shipped file; harmless when it is there."""

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate, now

from linli.common.domain.configuration import changed
from linli.hall.content import Content, complete
from linli.hall.domain.item import FACTS, checked, write_facts
from linli.hall.domain.publication import check_content, write_version
from linli.hall.domain.question import checked as checked_question
from linli.hall.domain.question import put_question
from linli.hall.models import Item, Question
from linli.hall.queries import fitting, item
from linli.hall.queries.item import content_of, item_map
from linli.people.reader import Reader, system

FILE = Path(__file__).resolve().parents[1] / "data" / "items.toml"
BY = "Linli"


def lay_items(say: Callable[[str], Any] = str) -> None:
    """Bring questions and items; what the county has set or begun itself stays as it is."""
    read = tomllib.loads(FILE.read_text(encoding="utf-8"))
    with transaction.atomic():
        ours = set(Question.objects.filter(is_set_here=True).values_list("code", flat=True))
        for row in read["question"]:
            if row["code"] not in ours:
                put_question(row["code"], checked_question(row["code"], row), is_set_here=False)
        changed(fitting.TOPIC)
        known = item_map()
        for row in read["item"]:
            facts = known.get(row["code"])
            if facts is None or not facts.is_set_here:
                said = row | {"source": read["source"].get(row.get("source", ""), row.get("source", ""))}
                put_item(row["code"], said, said, by=system(BY), is_set_here=False)
        changed(item.TOPIC)
    say(f"Items: {len(read['item'])}.")


def put_item(
    code: str, facts: Mapping[str, Any], said: Mapping[str, Any], *, by: Reader, is_set_here: bool, reason: str = ""
) -> Item:
    """Let an item be so, its content in force from today where it says something new. Raises what cannot be published.

    `reason`: it is withdrawn, and why. For files and the configuration, which come within a transaction of theirs.
    """
    row = Item.objects.select_for_update().filter(code=code).first() or Item(code=code)
    row.is_set_here = is_set_here
    row.withdrawn_at, row.reason = (row.withdrawn_at or now(), reason) if reason else (None, "")
    write_facts(row, checked({name: facts[name] for name in FACTS if name in facts}))
    content = complete(said)
    if newest_content(code) != content:
        check_content(content, from_file=True)
        write_version(row, content, on=localdate(), by=by)
    return row


def newest_content(code: str) -> Content | None:
    """What the newest version of an item says, be its day come or not; from memory."""
    known = item_map().get(code)
    return content_of(known.versions[-1]) if known and known.versions else None
