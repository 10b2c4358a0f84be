"""Do in a test what the worker does, here and now; and wait for what another thread or process does."""

import threading
import time
from collections.abc import Callable

from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from linli.common.domain.relay import relay_waiting
from linli.common.jobs import listener
from linli.counties.current import county_by_code, inside


def work_off() -> list[str]:
    """Relay and run everything that waits, and what comes of it; return the topics in their order."""
    done = []
    while relay_waiting() or ProcrastinateJob.objects.filter(status="todo").exists():
        for job in ProcrastinateJob.objects.filter(status="todo").order_by("id"):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM public.procrastinate_jobs WHERE id = %s", [job.id])
            with inside(county_by_code(job.args["county"])):
                listener(job.task_name).run(**job.args["payload"])
            done.append(job.task_name)
    return done


def wait_until(is_so: Callable[[], bool], *, seconds: float = 30.0) -> None:
    """Look again and again until it is so; fail when it takes too long."""
    clock, ends_at = threading.Event(), time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends_at, "it did not happen in time"
        clock.wait(0.05)
