"""The documents of the repository, and what stands in them."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
NOT_OURS = {"node_modules", "static", "shots", "test-results"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
INDENTED = re.compile(r"^ {4,}\S.*$", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(PROJECT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def prose(self) -> str:
        """The text without its blocks of code."""
        return FENCE.sub("", self.text)

    @property
    def spans(self) -> list[str]:
        return SPAN.findall(self.prose)

    @property
    def code(self) -> list[str]:
        """Every line and span that is code."""
        blocks = [block for _, block in FENCE.findall(self.text)]
        return [*(line for block in blocks for line in block.splitlines()), *self.spans]

    def tables(self) -> list[list[list[str]]]:
        """The cells of each table, without its head."""
        found: list[list[list[str]]] = []
        for block in re.findall(r"(?:^\|.*\|$\n?)+", self.prose, flags=re.MULTILINE):
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines()]
            found.append(rows[2:])
        return found


@cache
def pages() -> tuple[Page, ...]:
    files: list[Path] = []
    for folder, below, names in PROJECT.walk():
        below[:] = [name for name in below if name not in NOT_OURS and not name.startswith(".")]
        files += [folder / name for name in names if name.endswith(".md")]
    return tuple(Page(file) for file in sorted(files))


def page(name: str) -> Page:
    return Page(PROJECT / name)
