"""Who may do what with notices. One's own inbox and preferences are everybody's own."""

from linli.people.enums import Role

MAY_RESEND = (Role.ADMINISTRATOR, Role.DISPATCHER)  # and see what was given up
