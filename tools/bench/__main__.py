"""`python -m tools.bench [SIZE …]`: fill, measure, write docs/performance.md."""

import os
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SIZES = [1_000, 100_000, 1_000_000]


def main() -> None:
    os.environ["LINLI_SERVER"] = "bench"
    os.environ["LINLI_STATE"] = tempfile.mkdtemp(prefix="linli-bench-")
    (Path(os.environ["LINLI_STATE"]) / "static").mkdir()
    os.environ["LINLI_API_RATE"] = "0"
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    from linli.config.cli import enter_county, wake

    wake(owner=True, county=False)
    from django.conf import settings

    from linli.config.database import migrate, prepare_roles
    from linli.config.demo import load_demo

    server = settings.EMBEDDED_SERVER
    server.start()
    try:
        server.sql(["DROP DATABASE IF EXISTS linli WITH (FORCE)"])
        prepare_roles(server)
        migrate(say=print)
        enter_county()
        load_demo(print)
        from tools.bench.report import write
        from tools.bench.run import run

        rows, facts = run(sizes, print)
        write(PROJECT / "docs" / "performance.md", sizes, rows, facts)
        print("docs/performance.md written.")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
