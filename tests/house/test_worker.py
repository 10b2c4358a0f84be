"""The background worker beside its database: what it says and does when the end of a job cannot be written."""

import asyncio
import gc

import procrastinate

from linli.config.worker import Worker

NOT_WRITTEN = "\n    Database error.\n    "


async def lose_a_job():
    """A task that nobody waits for and that fails, as a job does whose end cannot be written."""

    async def persist():
        raise procrastinate.exceptions.ConnectorException(NOT_WRITTEN)

    task = asyncio.create_task(persist())
    await asyncio.sleep(0)
    del task
    gc.collect()


def serve_and_lose(worker):
    """How the worker's time in the queue ended after a job was lost: cancelled, or not."""

    async def scene():
        asyncio.get_running_loop().set_exception_handler(worker._on_lost_job)
        worker._serving = asyncio.create_task(asyncio.sleep(0.2))
        await lose_a_job()
        await asyncio.wait([worker._serving])
        return worker._serving.cancelled()

    return asyncio.run(scene())


def test_a_job_whose_end_is_not_written_is_said_in_one_line_and_the_queue_is_taken_up_anew(caplog):
    is_taken_up_anew = serve_and_lose(Worker())

    assert is_taken_up_anew
    assert [record.getMessage() for record in caplog.records] == [
        "the end of a job was not written down (Database error.); it is tried again"
    ]
    assert not caplog.records[0].exc_info


def test_a_worker_that_is_stopping_lets_the_next_one_find_the_job(caplog):
    worker = Worker()
    worker._halt.set()

    assert not serve_and_lose(worker)
    assert "it is tried again" in caplog.text
