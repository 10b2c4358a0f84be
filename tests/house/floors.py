"""The floors as `.importlinter` states them, and the references between apps that an import does not show."""

import ast
import re
from collections.abc import Iterator
from configparser import ConfigParser
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.urls import URLPattern, URLResolver, get_resolver

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "linli"
URL_TAG = re.compile(r"{%-?\s*url\s+(['\"])(?P<name>[^'\"]+)\1")
TEMPLATE_TAG = re.compile(r"{%-?\s*(?:include|extends)\s+(['\"])(?P<name>[^'\"#]+\.html)[^'\"]*\1")
COMPONENT_TAG = re.compile(r"<c-(?!slot\b|vars\b)(?P<name>[a-z][a-z0-9.-]*)")
REVERSING = {"reverse", "reverse_lazy", "redirect", "resolve_url"}


@dataclass(frozen=True)
class Reference:
    """Something of one app that names something of another."""

    where: str
    app: str
    target: str
    names: str

    def __str__(self) -> str:
        return f"{self.where} ({self.app}) names {self.names} ({self.target})"


@cache
def floor_of() -> dict[str, int]:
    """The floor of each app: 0 is the highest; siblings share one."""
    parser = ConfigParser()
    parser.read(PROJECT / ".importlinter")
    lines = parser["importlinter:contract:floors"]["layers"].split("\n")
    return {name.strip(): number for number, line in enumerate(filter(None, lines)) for name in line.split("|")}


def points_down(reference: Reference) -> bool:
    floors = floor_of()
    return reference.app == reference.target or floors[reference.app] < floors[reference.target]


def app_of_module(module: str) -> str:
    return module.split(".")[1] if module.startswith("linli.") else ""


def relations() -> Iterator[Reference]:
    """Foreign keys and many-to-many fields from one app to another."""
    for model in apps.get_models(include_auto_created=True):
        app = app_of_module(model.__module__)
        for field in model._meta.get_fields():
            if app and field.is_relation and not field.auto_created and field.related_model:
                target = app_of_module(field.related_model.__module__)
                if target:
                    yield Reference(model._meta.label, app, target, f"{field.name} → {field.related_model._meta.label}")


def migration_dependencies() -> Iterator[Reference]:
    ours = {config.label: app_of_module(config.name) for config in apps.get_app_configs() if app_of_module(config.name)}
    for (label, name), migration in MigrationLoader(None).disk_migrations.items():
        for target, other in [*migration.dependencies, *migration.run_before]:
            if label in ours and target in ours:
                yield Reference(f"{label}.{name}", ours[label], ours[target], f"{target}.{other}")


@cache
def addresses() -> dict[str, str]:
    """Every name of an address, with the app whose view answers it."""
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, prefix: str) -> None:
        for pattern in resolver.url_patterns:
            if isinstance(pattern, URLResolver):
                walk(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
            elif isinstance(pattern, URLPattern) and pattern.name:
                found[f"{prefix}{pattern.name}"] = app_of_module(pattern.callback.__module__)

    walk(get_resolver(), "")
    return found


@cache
def templates() -> dict[str, str]:
    """Every template by the name it is loaded with, with the app that holds it."""
    found = {}
    for folder in PACKAGE.glob("*/templates"):
        for file in folder.rglob("*.html"):
            found[file.relative_to(folder).as_posix()] = folder.parent.name
    return found


def template_references() -> Iterator[Reference]:
    """Addresses, templates and components named in templates. A name nobody has is not ours to judge here."""
    for folder in PACKAGE.glob("*/templates"):
        for file in folder.rglob("*.html"):
            text, where, app = file.read_text(), file.relative_to(PROJECT).as_posix(), folder.parent.name
            for name in (found["name"] for found in URL_TAG.finditer(text)):
                yield Reference(where, app, addresses().get(name, "") or app, f"the address {name}")
            for name in (found["name"] for found in TEMPLATE_TAG.finditer(text)):
                yield Reference(where, app, templates().get(name, app), f"the template {name}")
            for name in (found["name"] for found in COMPONENT_TAG.finditer(text)):
                path = f"components/{name.replace('.', '/')}.html"
                yield Reference(where, app, templates().get(path, app), f"the component {name}")


def reversed_names() -> Iterator[Reference]:
    """Addresses named in Python."""
    for file in PACKAGE.rglob("*.py"):
        app = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if app not in floor_of():
            continue
        for node in ast.walk(ast.parse(file.read_text())):
            name = _first_word(node)
            if name and addresses().get(name):
                yield Reference(file.relative_to(PROJECT).as_posix(), app, addresses()[name], f"the address {name}")


def _first_word(node: ast.AST) -> str:
    if not isinstance(node, ast.Call) or not node.args:
        return ""
    called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
    first = node.args[0]
    is_word = called in REVERSING and isinstance(first, ast.Constant) and isinstance(first.value, str)
    return first.value if is_word else ""
