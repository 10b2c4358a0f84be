"""How digits and letters come out of a keyboard, a contact card or a scanner, made plain."""

import unicodedata

# Full-width forms stand a fixed distance from ASCII; the full-width space stands alone.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣"), "-")


def narrow(text: str) -> str:
    """Return the text with full-width letters, digits and signs as ASCII; its length does not change."""
    return text.translate(_WIDE).translate(_DASHES)


def without_gaps(text: str) -> str:
    """Return the narrow text without spaces, dashes and the invisible marks that contact cards carry."""
    kept = (sign for sign in narrow(text) if sign != "-" and unicodedata.category(sign) not in ("Cf", "Zs", "Cc"))
    return "".join(kept)
