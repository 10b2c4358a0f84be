"""Cut texts into the words by which they are found: Chinese into bigrams, so that a two-character word hits an index."""

import re
from collections.abc import Iterable

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_RUNS = re.compile(rf"[{HAN}]+|[0-9a-zA-Z]+")
_HAN = re.compile(rf"[{HAN}]")
MOST_TOKENS = 400


def tokens(text: str) -> list[str]:
    """Cut a text: bigrams (and single characters) of Chinese, whole Latin words and numbers, lower case."""
    found: list[str] = []
    for run in _RUNS.findall(text.lower()):
        if _HAN.match(run):
            found += [run[at : at + 2] for at in range(len(run) - 1)] or [run]
        else:
            found.append(run[:60])
    return found


def query_of(text: str) -> str:
    """The tsquery for what somebody typed: every piece must be there. Empty where nothing can be searched for."""
    pieces = list(dict.fromkeys(tokens(text)))[:12]
    return " & ".join(_quoted(piece) for piece in pieces)


def _quoted(piece: str) -> str:
    # A single character is a prefix of its bigrams; a Latin piece may be the beginning of a word or of initials.
    return f"'{piece}':*" if len(piece) == 1 or piece.isascii() else f"'{piece}'"


def vector_of(texts: Iterable[str], initials: Iterable[str] = ()) -> list[str]:
    """The words of a record, each once."""
    found = [token for text in texts for token in tokens(text)]
    found += [word.lower() for word in initials if word]
    return list(dict.fromkeys(found))[:MOST_TOKENS]


def initials(name: str) -> str:
    """The pinyin initials of a name: 路灯异常 → ldyc."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take 50 MB, and only who writes names needs them

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore"))[:60].lower()
