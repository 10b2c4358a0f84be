from datetime import date

from linli.people.enums import Role
from linli.people.models import Account, Post, Unit


def somebody_with_several_posts() -> Account:
    """One account with five posts: three towns, a village and a department."""
    account = Account.objects.filter(username="bench-several").first()
    if account:
        return account
    account = Account.objects.create_staff("bench-several", None, display_name="bench")
    places = [("350181002", Role.DISPATCHER), ("350181103", Role.DISPATCHER), ("350181110", Role.DISPATCHER),
              ("350181005004", Role.MANAGER), ("350181", Role.OFFICER)]  # fmt: skip
    unit = Unit.objects.get(code="sanitation")
    Post.objects.bulk_create(
        [Post(account=account, unit=unit, role=role, area=area, from_on=date(2026, 1, 1)) for area, role in places]
    )
    return account
