"""Configuration in memory is never that of a transaction which was rolled back."""

import pytest
from django.db import transaction

from linli.common.domain.configuration import changed, forget_seen, kept
from linli.common.models import ConfigurationVersion

pytestmark = pytest.mark.django_db
TOPIC = "probe"
said = ["before"]


def read():
    return said[0]


def test_what_was_read_in_a_transaction_that_failed_does_not_pass_for_the_next_change():
    assert kept(TOPIC, read) == "before"

    with transaction.atomic():
        said[0] = "never committed"
        changed(TOPIC)
        assert kept(TOPIC, read) == "never committed"
        transaction.set_rollback(True)
    said[0] = "committed by another process"
    with transaction.atomic():
        number = kept_number()
        changed(TOPIC)  # as that process does it: this one only sees the number move
        assert kept_number() != number
    forget_seen()

    assert kept(TOPIC, read) == "committed by another process"
    said[0] = "before"


def test_what_a_neighbour_has_read_before_the_commit_is_read_anew_after_it(django_capture_on_commit_callbacks):
    said[0] = "before"
    with django_capture_on_commit_callbacks(execute=True):
        changed(TOPIC)
        assert kept(TOPIC, read) == "before"  # as a neighbour reads who does not see the change yet
        said[0] = "after"

    assert kept(TOPIC, read) == "after"
    said[0] = "before"


def kept_number():
    return ConfigurationVersion.objects.filter(topic=TOPIC).values_list("number", flat=True).first()
