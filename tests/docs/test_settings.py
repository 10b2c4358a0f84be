"""docs/settings.md lists every name that the code reads, with the default that it has there."""

import ast
import re

from tests.docs.pages import PROJECT, page

NAME = re.compile(r"LINLI_[A-Z0-9_]*[A-Z0-9]|DATABASE(?:_[A-Z]+)?_URL")
READERS = {"env", "flag", "number"}


def rows() -> dict[str, str]:
    """Name → default, as the document has them."""
    return {row[0].strip("`"): row[1] for table in page("docs/settings.md").tables() for row in table}


def read_by_settings() -> dict[str, str | None]:
    """Name → default as it must be written; None where it is computed and the document says it in words."""
    found: dict[str, str | None] = {}
    tree = ast.parse((PROJECT / "linli/config/settings.py").read_text(encoding="utf-8"))
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args):
        reader, first = ast.unparse(call.func), call.args[0]
        name = first.value if isinstance(first, ast.Constant) else None
        if reader not in READERS | {"os.environ.get"} or not isinstance(name, str):
            continue
        default = call.args[1] if len(call.args) > 1 else None
        literal = str(default.value) if isinstance(default, ast.Constant) else None
        if reader == "flag":
            literal = literal or "no"
        if found.get(name) is None:
            found[name] = literal
    return found


def named_in_code() -> set[str]:
    """Every such name that stands as a string of its own in the package or the tools, unless it is only set there."""
    found: set[str] = set()
    for folder in ("linli", "tools"):
        for file in (PROJECT / folder).rglob("*.py"):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            only_set = {
                id(node.args[0])
                for node in ast.walk(tree)
                if isinstance(node, ast.Call) and node.args and ast.unparse(node.func) == "os.environ.setdefault"
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in only_set:
                    found |= {node.value} if NAME.fullmatch(node.value) else set()
    return found


def test_the_document_lists_every_name_and_no_other():
    listed = {name for name in rows() if NAME.fullmatch(name)}

    assert listed == named_in_code()
    assert listed >= set(read_by_settings())


def test_every_default_is_the_one_in_the_code():
    written = rows()
    expected = {name: default for name, default in read_by_settings().items() if default is not None}
    wrong = {
        name: (written.get(name), default)
        for name, default in expected.items()
        if not (written[name].startswith("empty") if default == "" else written[name] == f"`{default}`")
    }

    assert len(expected) > 25
    assert wrong == {}


def test_every_name_has_a_default_and_a_meaning():
    assert [row for table in page("docs/settings.md").tables() for row in table if not all(row) or len(row) != 3] == []


def test_the_words_of_make_are_those_of_the_makefile():
    text = (PROJECT / "Makefile").read_text()
    words = [name for name in rows() if not NAME.fullmatch(name)]

    assert words
    assert [word for word in words if not re.search(rf"\$\({word}\)|^export {word}\b", text, flags=re.MULTILINE)] == []
    for name, default in re.findall(r"^(\w+) \?= (.+)$", text, flags=re.MULTILINE):
        assert rows()[name] == f"`{default}`"
