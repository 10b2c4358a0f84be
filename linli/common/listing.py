"""Several things in one line, as the reader's language parts them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language


def listed(words: Iterable[Any]) -> str:
    """Things one after the other, as the reader's language parts them."""
    is_chinese = (get_language() or "zh").startswith("zh")
    return ("、" if is_chinese else ", ").join(map(str, words))
