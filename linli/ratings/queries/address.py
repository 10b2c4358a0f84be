"""Where ratings are found on the surfaces."""

from django.urls import reverse


def follow_ups_path(_subject_id: str, is_staff: bool) -> str:
    """The list of what is owed; residents have none."""
    return reverse("ratings:follow-ups") if is_staff else ""
