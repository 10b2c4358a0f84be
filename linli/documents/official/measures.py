"""The layout of GB/T 9704-2012 (domain.md §20, unverified): measures in millimetres, fonts in points.

A4; above 37 mm, at the binding edge 28 mm; a text block of 156 × 225 mm with 22 lines of 28 characters of size 3.
"""

PAGE = (210.0, 297.0)
TOP, LEFT = 37.0, 28.0
WIDTH, HEIGHT = 156.0, 225.0
RIGHT, BOTTOM = PAGE[0] - LEFT - WIDTH, PAGE[1] - TOP - HEIGHT
LINES, SIGNS = 22, 28
POINT = 25.4 / 72

SIZE_2, SIZE_3, SIZE_4 = 22.0, 16.0, 14.0  # 二号, 三号, 四号
SMALL = 12.0
LINE = HEIGHT / POINT / LINES  # 28.99 pt
# A sign takes a 28th of the line; a hair less, so that rounding never pushes the last one over.
PITCH = (WIDTH / POINT - 0.2) / SIGNS
SPACING = PITCH - SIZE_3

# By the standard's names first; where a machine has none of them, Noto's take their place.
TITLE_FONTS = ("FZXiaoBiaoSong-B05S", "方正小标宋简体", "STZhongsong", "Noto Serif CJK SC", "Noto Serif SC", "serif")
BODY_FONTS = (
    "FangSong_GB2312",
    "仿宋_GB2312",
    "FangSong",
    "仿宋",
    "STFangsong",
    "Noto Serif CJK SC",
    "Noto Serif SC",
    "serif",
)
HEAD_FONTS = ("SimHei", "黑体", "Noto Sans CJK SC", "Noto Sans SC", "sans-serif")
SONG_FONTS = ("SimSun", "宋体", "Noto Serif CJK SC", "Noto Serif SC", "serif")
WORD_TITLE, WORD_BODY, WORD_HEAD, WORD_SONG = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
RED = "#c00000"
FREE_AFTER_DAY = 4  # signs between the day and the edge of the text


def signs_wide(words: str) -> float:
    """Return how many Chinese signs a line of words takes; a Latin one takes half."""
    return sum(1 if ord(sign) > 0x2E7F else 0.5 for sign in words)


def free_after_issuer(issuer: str, day: str) -> float:
    """Return the signs left free after the issuer, so that it stands in the middle over the day (GB/T 9704, unverified)."""
    return max(0, FREE_AFTER_DAY + (signs_wide(day) - signs_wide(issuer)) / 2)
