"""Lay the ground of the case engine: kinds and procedures from the shipped files; harmless when they are there."""

import csv
import hashlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import now

from linli.cases.enums import GRID_MATTER
from linli.cases.models import Kind, Procedure
from linli.cases.workflow import parse_procedure
from linli.common.domain.configuration import changed
from linli.common.words import initials

DATA = Path(__file__).resolve().parents[1] / "data"
STANDARD = "GB/T 47678.5-2026"


def lay_cases(say: Callable[[str], Any] = str) -> None:
    """Publish the shipped procedures and load the kinds."""
    for file in sorted((DATA / "procedures").glob("*.toml")):
        if Procedure.objects.filter(code=file.stem, is_own=True, withdrawal=None).exists():
            continue  # the county has written its own: a new release of Linli does not overrule it
        publish_procedure(tomllib.loads(file.read_text(encoding="utf-8")))
    count = load_kinds()
    say(f"Kinds of matter: {count}.")


def publish_procedure(content: dict[str, Any]) -> Procedure:
    """Publish a version of a procedure; raises ProcedureError where it does not hold together.

    The same content is the same version. Another content needs a higher version than the newest: a version is never
    rewritten, because cases are pinned to it.
    """
    spec = parse_procedure(content)
    fingerprint = fingerprint_of(content)
    with transaction.atomic():
        known = Procedure.objects.filter(code=spec.code, fingerprint=fingerprint).first()
        if known:
            return known
        newest = Procedure.objects.filter(code=spec.code).aggregate(newest=Max("version"))["newest"] or 0
        version = max(spec.version, newest + 1)
        row = Procedure.objects.create(
            code=spec.code, version=version, content={**content, "version": version}, fingerprint=fingerprint,
            published_at=now(),
        )  # fmt: skip
        changed("procedures")
    return row


def fingerprint_of(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def load_kinds() -> int:
    """Load the standard's 250 matters, what people say for them, and the local kinds; what the county set stays."""
    said = {row["code"]: row for row in _rows("kinds_words.csv")}
    kinds = [_standard(row, said.get(row["code"], {})) for row in _rows("kinds_gbt47678.csv")]
    kinds += [_local(row) for row in _rows("kinds_local.csv")]
    ours = set(Kind.objects.filter(is_set_here=True).values_list("code", flat=True))
    kinds = [kind for kind in kinds if kind.code not in ours]
    fields = [
        field.name
        for field in Kind._meta.fields
        if not field.primary_key and field.name not in ("is_active", "is_set_here")
    ]
    with transaction.atomic():
        Kind.objects.bulk_create(kinds, update_conflicts=True, unique_fields=["code"], update_fields=fields)
        changed("kinds")
    return len(kinds) + len(ours)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _limits(text: str | None) -> dict[str, str]:
    return dict(part.split("=", 1) for part in (text or "").split(";") if part)


def _standard(row: dict[str, str], said: dict[str, str]) -> Kind:
    return Kind(
        code=row["code"], name=row["name"], major_code=row["major_code"], major_name=row["major_name"],
        initials=initials(row["name"]), words=said.get("words", ""), procedure_code=GRID_MATTER,
        limits=_limits(said.get("limits")), is_public_space=said.get("public", "") != "no", source=STANDARD,
    )  # fmt: skip


def _local(row: dict[str, str]) -> Kind:
    return Kind(
        code=row["code"], name=row["name"], major_code=row["major_code"], major_name=row["major_name"],
        initials=initials(row["name"]), words=row["words"], procedure_code=row["procedure"],
        limits=_limits(row["limits"]), is_public_space=row["public"] != "no", is_local=True, source=row["source"],
        compartment=row.get("compartment") or "",
    )  # fmt: skip
