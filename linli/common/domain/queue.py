"""The job queue's own accidents: jobs whose worker was killed, jobs that were given up."""

import logging

from django.db import connection, transaction

logger = logging.getLogger(__name__)

STALLED_AFTER_SECONDS = 20
MOST_TRIES = 12  # a job that kills its worker every time must not do so for ever

STALLED = """
SELECT job.id, job.attempts FROM public.procrastinate_jobs AS job
    LEFT JOIN public.procrastinate_workers AS worker ON worker.id = job.worker_id
    WHERE job.status = 'doing'
        AND (worker.id IS NULL OR worker.last_heartbeat < now() - make_interval(secs => %s))
    FOR UPDATE OF job SKIP LOCKED
"""


def rescue_stalled(seconds: float = STALLED_AFTER_SECONDS) -> int:
    """Put the jobs of workers that have not been heard of for so long back into the queue; return how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STALLED, [seconds])
        stalled = cursor.fetchall()
        for job_id, attempts in stalled:
            if attempts < MOST_TRIES:
                _put_back(job_id)
            else:
                cursor.execute("SELECT procrastinate_finish_job_v1(%s, 'failed', false)", [job_id])
                logger.error("job %s was given up: its worker died %s times", job_id, attempts)
    if stalled:
        logger.warning("%s jobs of a worker that is gone are tried again", len(stalled))
    return len(stalled)


def retry_failed() -> int:
    """Put the jobs that were given up back into the queue, all counties; return how many."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM public.procrastinate_jobs WHERE status = 'failed' FOR UPDATE SKIP LOCKED")
        failed = [row[0] for row in cursor.fetchall()]
        cursor.execute("UPDATE public.procrastinate_jobs SET attempts = 0 WHERE id = ANY(%s)", [failed])
        for job_id in failed:
            _put_back(job_id)
    return len(failed)


def _put_back(job_id: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job_id])
