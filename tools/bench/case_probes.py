"""What cases are asked for: through the interface, at the desk, on the screen, in the field."""

from urllib.parse import quote

from tools.bench.probe import Probe

HAN, NOBODY_SAYS = quote("路灯"), quote("蛟龙")
LIST = "/cases?view=all"
CASE_PROBES = [
    Probe("create (interface), no background worker", 3, "≤ 3 ms, ≥ 500 /s, p95 ≤ 30 ms",
          lambda world, _: world.create(), 150, with_worker=False),
    Probe("create (interface)", 3, "≤ 3 ms, ≥ 500 /s, p95 ≤ 30 ms", lambda world, _: world.create(), 150),
    Probe("read (interface)", 1.5, "≤ 1.5 ms",
          lambda world, turn: world.api("dispatcher", f"/cases/{world.number(turn)}"), 800),
    Probe("list 50 of a town, filtered", 3, "≤ 3 ms", lambda world, _: world.api("town", f"{LIST}&kind=M06042")),
    Probe("list 50 of the county", 3, "≤ 3 ms", lambda world, _: world.api("dispatcher", LIST)),
    Probe("list, nothing matches", 3, "≤ 3 ms", lambda world, _: world.api("dispatcher", f"{LIST}&source=sensor")),
    Probe("list, several posts", 3, "≤ 3 ms", lambda world, _: world.api("several", LIST)),
    Probe("list, several posts, nothing matches", 3, "≤ 3 ms",
          lambda world, _: world.api("several", f"{LIST}&source=sensor")),
    Probe("search, two characters, many have them", None, "p95 ≤ 50 ms",
          lambda world, _: world.api("dispatcher", f"{LIST}&q={HAN}")),
    Probe("search, two characters, nobody has them", None, "p95 ≤ 50 ms",
          lambda world, _: world.api("dispatcher", f"{LIST}&q={NOBODY_SAYS}")),
    Probe("work list page", 15, "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/cases/"), 200),
    Probe("case page", 12, "≤ 12 ms",
          lambda world, turn: world.page("dispatcher", f"/desk/cases/{world.number(turn)}/"), 200),
    Probe("figures page", 15, "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/figures/"), 120),
    Probe("dispatch desk page", 15, "≤ 15 ms", lambda world, _: world.page("dispatcher", "/desk/dispatch/"), 120),
    Probe("one screen, the city", 10, "≤ 10 ms", lambda world, _: world.page("dispatcher", "/screen/"), 120),
    Probe("one screen, its figures asked anew", 10, "≤ 10 ms",
          lambda world, _: world.page("dispatcher", "/screen/350181/figures/"), 120),
    Probe("one screen, a town never looked at", None, "after a deed", lambda world, _: world.page("dispatcher", world.view()), 120),
    Probe("field, my grid today", 15, "≤ 15 ms", lambda world, _: world.page("grid", "/field/"), 200),
    Probe("portal home", 6, "≤ 6 ms", lambda world, _: world.page("", "/")),
]  # fmt: skip
