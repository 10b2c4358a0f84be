from linli.common.jobs import nightly
from linli.forms.domain import sweeping


@nightly("forms.sweep", hour=3, minute=55)
def sweep() -> None:
    """Remove forms that nobody went on with, and kept answers that are old."""
    sweeping.sweep()
