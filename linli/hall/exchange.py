"""The catalogue and its questions as parts of the configuration, so that one county can give them to another."""

from collections.abc import Mapping
from typing import Any

from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from linli.common.domain.configuration import changed
from linli.common.errors import Refusal
from linli.common.exchange import Files, Incoming, Part, State, register_part, toml_of
from linli.common.toml import toml_text
from linli.hall.content import complete, faults, terse
from linli.hall.domain.ground import put_item
from linli.hall.domain.item import FACTS
from linli.hall.domain.item import checked as checked_item
from linli.hall.domain.question import checked as checked_question
from linli.hall.domain.question import put_question, state_of
from linli.hall.models import Item, Question
from linli.hall.queries import fitting, item
from linli.hall.queries.codes import code_fault_in_file
from linli.hall.queries.fitting import known_answers
from linli.hall.queries.item import ItemFacts, content_of, item_map
from linli.people.reader import system

ITEMS_FILE, QUESTIONS_FILE = "items.toml", "questions.toml"
BY = "configuration"


def register_parts() -> None:
    """Questions first, because the rules of items name their answers."""
    register_part(
        Part(
            "questions", gettext_lazy("Questions of the catalogue"), 32, _questions, _write_questions, _read_questions,
            _question_refusal, _apply_questions, _say_question, fitting.TOPIC,
        )
    )  # fmt: skip
    register_part(
        Part(
            "items", gettext_lazy("Catalogue of items"), 34, items_state, _write_items, _read_items, _item_refusal,
            _apply_items, _say_item, item.TOPIC,
        )
    )  # fmt: skip


def items_state() -> State:
    """Every published item: what it is, whether it is withdrawn, and what its newest version says."""
    return {code: item_state(facts) for code, facts in item_map().items() if facts.versions}


def item_state(facts: ItemFacts) -> dict[str, Any]:
    said = {name: getattr(facts, name) for name in FACTS}
    said = {name: str(value) if name in ("kind", "power", "group") else value for name, value in said.items()}
    withdrawn = {"withdrawn": facts.reason} if facts.is_withdrawn else {}
    return said | withdrawn | {"content": content_of(facts.versions[-1])}


def _write_items(found: State) -> Files:
    rows = [
        {"code": code} | {key: value for key, value in facts.items() if key != "content" and value != ""}
        | terse(facts["content"])
        for code, facts in found.items()
    ]  # fmt: skip
    return {ITEMS_FILE: toml_text({"item": rows}).encode()}


def _read_items(files: Mapping[str, bytes]) -> State:
    return {str(row.get("code", "")): item_read(row) for row in _rows(files, ITEMS_FILE, "item")}


def item_read(row: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an item of a file: what it is, and what it says."""
    said: dict[str, Any] = {name: row.get(name, 100 if name == "position" else "") for name in FACTS}
    if row.get("withdrawn"):
        said["withdrawn"] = str(row["withdrawn"])
    return said | {"content": complete(row)}


def _item_refusal(code: str, facts: Any, incoming: Incoming) -> str:
    answers = known_answers() | {
        one: frozenset(str(answer.get("code")) for answer in said["answers"])
        for one, said in incoming.get("questions", {}).items() if isinstance(said.get("answers"), list)
    }  # fmt: skip
    try:
        checked_item(facts)
    except Refusal as refused:
        return str(refused)
    if not code or len(facts.get("withdrawn", "")) > 200:
        return _("the row cannot be read")
    found = faults(facts["content"], code_fault=code_fault_in_file, answers=answers)
    return _("it cannot be published here: %(problems)s") % {"problems": ", ".join(found)} if found else ""


def _apply_items(states: Mapping[str, Any]) -> None:
    """A version is never deleted: an item that had not been here before is withdrawn, and says why."""
    changed(item.TOPIC, fitting.TOPIC)
    for code, facts in states.items():
        if facts is None:
            Item.objects.filter(code=code).update(withdrawn_at=now(), reason=_("Taken back with the files it came in."))
        else:
            put_item(code, facts, facts["content"], by=system(BY), is_set_here=True, reason=facts.get("withdrawn", ""))
    changed(item.TOPIC)


def _say_item(code: str, facts: Any) -> str:
    if facts is None:
        return code
    withdrawn = pgettext("of an item", "withdrawn") if facts.get("withdrawn") else ""
    return " · ".join(part for part in (f"{facts['name']} {code}", withdrawn) if part)


def _questions() -> State:
    return {row.code: state_of(row) for row in Question.objects.order_by("position", "code")}


def _write_questions(found: State) -> Files:
    return {QUESTIONS_FILE: toml_text({"question": [{"code": code} | said for code, said in found.items()]}).encode()}


def _read_questions(files: Mapping[str, bytes]) -> State:
    return {
        str(row.get("code", "")): {key: value for key, value in row.items() if key != "code"}
        for row in _rows(files, QUESTIONS_FILE, "question")
    }


def _question_refusal(code: str, facts: Any, _incoming: Incoming) -> str:
    try:
        checked_question(code, facts)
    except Refusal as refused:
        return str(refused)
    return ""


def _apply_questions(states: Mapping[str, Any]) -> None:
    changed(fitting.TOPIC)
    for code, facts in states.items():
        if facts is None:
            Question.objects.filter(code=code).delete()
        else:
            put_question(code, checked_question(code, facts), is_set_here=True)
    changed(fitting.TOPIC)


def _say_question(code: str, facts: Any) -> str:
    return f"{facts['words']} {code}" if facts else code


def _rows(files: Mapping[str, bytes], path: str, name: str) -> list[Mapping[str, Any]]:
    rows = toml_of(files, path).get(name, [])
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
