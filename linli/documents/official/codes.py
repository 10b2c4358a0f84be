"""The code by which anybody can check a paper: drawn at random, printed in groups, and as a picture to scan."""

import secrets
from io import BytesIO

# No 0/O, 1/I/L: it is read from paper and typed. Twelve of 31 signs are 59 bits, and tries are limited.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH, GROUP = 12, 4
BOX = 8  # pixels a module


def new_code() -> str:
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def grouped(code: str) -> str:
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def plain_code(typed: str) -> str:
    """A code however it was typed (spaces, dashes, small letters); "" where it cannot be one."""
    plain = "".join(sign for sign in typed.upper() if sign in SIGNS)
    return plain if len(plain) == LENGTH else ""


def code_picture(address: str) -> bytes:
    """The code of an address as PNG."""
    import qrcode  # type: ignore[import-untyped]  # ships no types, and only who makes papers needs it
    from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=BOX, border=2)
    code.add_data(address)
    code.make(fit=True)
    picture = BytesIO()
    code.make_image(fill_color="black", back_color="white").save(picture, "PNG")
    return picture.getvalue()
