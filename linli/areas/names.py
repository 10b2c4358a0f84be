"""Names of villages and communities: as printed in the list, as people say them, and by their initials."""

COMMITTEES = (("社区居委会", "社区"), ("居委会", "社区"), ("村委会", "村"))
SORTS = ("街道", "农场", "社区", "镇", "乡", "村")


def short_name(full_name: str) -> str:
    """Return the name without its committee: 宏侨社区居委会 is 宏侨社区, 溪头村委会 溪头村, 东风区村委会 东风区."""
    for ending, instead in COMMITTEES:
        if full_name.endswith(ending) and len(full_name) > len(ending):
            stem = full_name.removesuffix(ending)
            return stem if stem.endswith((instead, "区")) else stem + instead
    return full_name


def stem_of(name: str) -> str:
    """Return a short name without its sort, where at least two characters are left: 宏路街道 is 宏路."""
    for ending in SORTS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name.removesuffix(ending)
    return name


def initials_of(name: str) -> str:
    """Return the lower-case initials of the pinyin: 宏侨社区 becomes hqsq."""
    from pypinyin import Style, lazy_pinyin  # its dictionaries take 50 MB, and only who writes names needs them

    return "".join(lazy_pinyin(name, style=Style.FIRST_LETTER)).lower()
