import threading
from pathlib import Path

import pytest

from linli.common.press import pdf_of


def _megabytes() -> int:
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS:")) // 1024


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read where Linux tells it")
def test_pages_set_by_several_threads_leave_no_memory_behind():
    pytest.importorskip("weasyprint")
    page = f'<html lang="zh-Hans"><body style="font: 14pt Noto Serif CJK SC">{"福清市宏路街道办事处受理通知书。" * 20}</body></html>'
    first = pdf_of(page)
    before = _megabytes()

    threads = [threading.Thread(target=pdf_of, args=(page,)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert first.startswith(b"%PDF")
    assert _megabytes() - before < 60  # without giving it back: some 45 for each page
