"""Does the bench still fit what it measures? `python -m tools.bench.check` lays the least of everything into the demonstration that
DATABASE_URL names, and asks each probe once. It changes that database: for tests, on a copy.
"""

import os
import sys

SIZE = 100


def main() -> None:
    if not os.environ.get("DATABASE_URL"):
        sys.exit("Name a copy of the demonstration by DATABASE_URL: the check fills it.")
    os.environ |= {"LINLI_API_RATE": "0", "LINLI_PROXIES": "1"}
    from linli.config.cli import wake

    wake(owner=True)
    from tools.bench.data import fill, prepare
    from tools.bench.probes import PROBES
    from tools.bench.run import Row, count_statements
    from tools.bench.world import prepare_world

    prepare()
    fill(SIZE, lambda _words: None)
    rows = {probe.name: Row(probe) for probe in PROBES}
    count_statements(prepare_world(), rows, turns=2)
    for row in rows.values():
        print(f"{row.statements}\t{row.probe.name}")


if __name__ == "__main__":
    main()
