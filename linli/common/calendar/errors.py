from pathlib import Path


class CalendarFileError(ValueError):
    """A holiday or office-hours file that cannot be used; `line` is where it goes wrong, if it is one place."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        self.path, self.line, self.reason = path, line, reason
        super().__init__(f"{path.name}, line {line}: {reason}" if line else f"{path.name}: {reason}")


class LimitError(ValueError):
    """A limit or a moment that cannot be counted: a caller's mistake, never a person's."""
