"""The service worker as it is served: what Vite has built, with the names of the files that the app needs offline."""

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse

WORKER = "src/entries/field-worker.ts"
ENTRIES = ("src/entries/main.ts", "src/entries/field.ts")


@dataclass(frozen=True)
class Built:
    """One version of the app: its script, and what it keeps for offline."""

    version: str
    script: str


@cache
def built() -> Built:
    """Return the worker of this installation. Its version changes with every file that it keeps."""
    path = Path(str(settings.DJANGO_VITE["default"]["manifest_path"]))
    manifest: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    code = (path.parent / manifest[WORKER]["file"]).read_text(encoding="utf-8")
    files = sorted({name for entry in ENTRIES for name in _files(manifest, entry)})
    kept = [static(f"linli/{name}") for name in files] + [static("linli/seal.svg"), static("linli/seal-192.png")]
    told = {"app": reverse("field:app"), "kinds": reverse("field:kinds-for-phone"), "files": kept}
    version = hashlib.sha256((code + json.dumps(told)).encode()).hexdigest()[:12]
    head = f"self.LINLI_FIELD = {json.dumps(told | {'version': version})};\n"
    return Built(version, head + code)


def _files(manifest: dict[str, Any], name: str) -> set[str]:
    """A file of the build with what it imports at once; what is only asked for later (the map) stays away."""
    entry = manifest[name]
    found = {entry["file"], *entry.get("css", [])}
    for imported in entry.get("imports", []):
        found |= _files(manifest, imported)
    return found
