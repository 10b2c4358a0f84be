from datetime import date
from pathlib import Path

from tools.bench.run import Row

HEAD = """# Performance

Measured by `make bench` on the machine named below: two web workers, eight connections from the same machine, medians of
three rounds after a warm-up, durable commits on. The background worker does not run meanwhile: what it does for a case
(notices) is work of its own and is not in these figures. CPU is that of
the web process tree plus that of PostgreSQL's, a request. The cases are invented; 3 % of them are open. The load
generator shares the two cores, so requests a second are what is left over; CPU milliseconds are the steadier figure.

"""


def write(file: Path, sizes: list[int], rows: list[Row], facts: dict[str, str]) -> None:
    """Write what was measured; a figure that misses its aim is marked."""
    lines = [HEAD, f"{date.today().isoformat()}; " + "; ".join(f"{name}: {value}" for name, value in facts.items()), ""]
    lines.append("| what | aim | statements | " + " | ".join(f"CPU ms at {size:,}" for size in sizes) + " | growth |")
    lines.append("| --- | --- | --- | " + " | ".join("---" for _ in sizes) + " | --- |")
    for row in rows:
        cells = [f"{row.found[size].cpu:.2f} (web {row.found[size].web_cpu:.2f})" for size in sizes]
        growth = row.found[sizes[-1]].cpu / row.found[sizes[0]].cpu
        lines.append(f"| {row.name} | {row.aim} | {row.statements} | " + " | ".join(cells) + f" | {growth:.2f} × |")
    lines += ["", f"At {sizes[-1]:,} cases:", "", "| what | requests /s | p50 ms | p95 ms | p99 ms | answer, bytes |",
              "| --- | --- | --- | --- | --- | --- |"]  # fmt: skip
    for row in rows:
        one = row.found[sizes[-1]]
        lines.append(f"| {row.name} | {one.rate:.0f} | {one.p50:.1f} | {one.p95:.1f} | {one.p99:.1f} | {one.size:,} |")
    notes = file.with_name("performance-notes.md")
    if notes.exists():
        lines += ["", notes.read_text(encoding="utf-8").rstrip()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
