"""Pages set as PDF, one at a time, and the memory of it given back.

A page in Chinese takes the machine's whole fonts into memory: some 45 MB, which the allocator keeps for each thread that
ever set one. Measured in the worker after a hundred papers: 800 MB kept without this, 90 MB with it.
"""

import ctypes
import gc
import sys
from collections.abc import Callable
from threading import Lock
from typing import Any

_press = Lock()


def set_page(html: str) -> Any:
    """Lay a page out, ready to be measured or written. It fetches nothing from anywhere. Raises OSError without Pango."""
    from weasyprint import HTML  # slow to load, and seldom wanted
    from weasyprint.urls import URLFetcher

    return HTML(string=html, url_fetcher=URLFetcher(allowed_protocols=("data",))).render()


def pdf_of(html: str) -> bytes:
    """Return a page as PDF. Raises OSError where the machine has no Pango to set it with."""
    with _press:
        try:
            pdf: bytes = set_page(html).write_pdf()
        finally:
            gc.collect()
            _give_back()
    return pdf


def _trim() -> Callable[[int], int] | None:
    """What glibc calls giving free memory back; other libraries of C have no such call and no such need."""
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)


def _give_back() -> None:
    if trim := _trim():
        trim(0)
