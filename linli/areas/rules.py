"""Who may do what with areas: codes are open to all staff, faults of the boundaries to those who mend them."""

from linli.people.enums import Role

MAY_SEE_COVERAGE = frozenset({Role.ADMINISTRATOR, Role.DISPATCHER})
