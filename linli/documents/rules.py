"""What is taken, how long it is kept, and who may do what with documents. The right to read is asked in `holders`."""

from datetime import timedelta

from linli.people.enums import Role
from linli.people.reader import Reader

MEGABYTE = 1024 * 1024
PHOTO_MOST_BYTES = 20 * MEGABYTE
FILE_MOST_BYTES = 30 * MEGABYTE
LEAST_FREE = 512 * MEGABYTE  # of the disk; below it no file is taken
MOST_FILES = 9  # in one form
MOST_PIXELS = 60_000_000  # one plane of 8 bits each: 60 MB a channel while it is decoded
LONGEST_EDGE = 2560
THUMBNAIL_EDGE = 320

ADDRESS_LIFE = timedelta(minutes=10)
ORPHAN_AGE = timedelta(days=1)  # a file younger than this may belong to an upload under way

UPLOAD_WINDOW = timedelta(minutes=10)
UPLOADS_A_SESSION = 60
UPLOADS_AN_ADDRESS = 600  # a village or an office may share one address
MEGABYTES_A_SESSION = 400  # sixty photos as phones make them; a disk is not filled by one visitor
MEGABYTES_AN_ADDRESS = 2000


def may_erase(by: Reader) -> bool:
    """Erase a file for good: administrators, and the verb of the holder that acts through the system."""
    return by.is_system or bool(by.with_role(Role.ADMINISTRATOR))


def is_shown_to_reporter(purpose: str, by: Reader) -> bool:
    """What residents send, and the photos that show what was done; papers of the office only when it says so."""
    return not by.is_staff or purpose in {"before", "after"}
