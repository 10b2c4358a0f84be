"""Procedures, kinds, routing rules and the calendar as parts of the configuration."""

from linli.cases.exchange import calendar, kinds, procedures, rules


def register_parts() -> None:
    """Let them be given and taken: procedures first, because kinds name them, then kinds, because rules name those."""
    procedures.register()
    kinds.register()
    rules.register()
    calendar.register()
