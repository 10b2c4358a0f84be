import csv
from pathlib import Path

from django.db import transaction

from linli.areas.queries.map import towns, villages_of
from linli.cases.models import RoutingRule
from linli.common.domain.configuration import changed
from linli.counties.current import current_county
from linli.people.enums import UnitKind
from linli.people.models import Unit

FOLDER = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def invent_units() -> int:
    """Departments, an office for every town and every village, and the routing rules."""
    county = current_county().code
    units = [
        Unit(code=row["code"], name=row["name"], name_en=row["name_en"], kind=row["kind"], area=county,
             telephone=row["telephone"], is_invented=True)
        for row in rows("units.csv")
    ]  # fmt: skip
    for town in towns():
        units.append(Unit(code=f"town-{town.code}", name=town.name, kind=UnitKind.TOWN_OFFICE, area=town.code,
                          is_invented=True))  # fmt: skip
        units += [
            Unit(code=f"village-{village.code}", name=village.name, kind=UnitKind.VILLAGE_OFFICE, area=village.code,
                 is_invented=True)
            for village in villages_of(town.code)
        ]  # fmt: skip
    with transaction.atomic():
        Unit.objects.bulk_create(units, ignore_conflicts=True)
        by_code = dict(Unit.objects.values_list("code", "id"))
        RoutingRule.objects.bulk_create(
            [
                RoutingRule(number=int(row["number"]), kind_prefix=row["kind"], area=row["area"], target=row["target"],
                            unit_id=by_code[row["unit"]] if row["unit"] else None, note=row["note"])
                for row in rows("rules.csv")
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        changed("units", "rules")
    return len(units)
