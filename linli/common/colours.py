"""Contrast of two colours (WCAG 2.2, 1.4.3), and the tones that are made of one. The grounds are those of `tokens.css`."""

from linli.common.errors import ColourTooFaint

ENOUGH = 4.5
GROUNDS = {False: ("#fbf9f4", "#f4f0e7", "#ffffff"), True: ("#14181e", "#0e1217", "#1b2028")}  # paper, paper-2, surface
WRITTEN = {False: "#ffffff", True: "#101a2a"}  # --on-indigo: what is written on it
FAR = {False: "#000000", True: "#ffffff"}


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def refuse_faint(colour: str, *, is_dark: bool) -> None:
    """Raise ColourTooFaint where words in a colour could not be read on paper, or words on it not at all."""
    for ground in (*GROUNDS[is_dark], tint(colour, is_dark=is_dark), WRITTEN[is_dark]):
        found = contrast(colour, ground)
        if found < ENOUGH:
            raise ColourTooFaint(colour=colour, ground=ground, found=f"{int(found * 100) / 100:.2f}", is_dark=is_dark)


def derived_dark(colour: str) -> str:
    """The same colour for the night: as much lighter as it must be to be read on dark paper."""
    for share in range(0, 101, 4):
        lighter = mixed(colour, "#ffffff", share / 100)
        if all(contrast(lighter, ground) >= ENOUGH + 2 for ground in (*GROUNDS[True], WRITTEN[True])):
            return lighter
    return "#ffffff"


def darker(colour: str, *, is_dark: bool) -> str:
    """The tone of what is pressed: further from the paper."""
    return mixed(colour, FAR[is_dark], 0.3)


def tint(colour: str, *, is_dark: bool) -> str:
    """The tone behind what is chosen: the paper with a little of the colour."""
    return mixed(GROUNDS[is_dark][2], colour, 0.14 if is_dark else 0.11)


def mixed(one: str, other: str, share: float) -> str:
    """`one` with so much of the other, from 0 to 1."""
    parts = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


def _parts(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
