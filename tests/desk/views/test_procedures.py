import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "code",
    [
        "grid_matter",
        "hotline_order",
        "advice",
        "complaint",
        "instruction",
        "petition",
        "petition_review",
        "service_item",
    ],
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_a_procedure_is_read_in_both_languages(people, desk, code, language):
    response = desk(people.officer, language).get(f"/desk/procedures/{code}/")
    page = response.content.decode()

    spec = response.context["spec"]
    assert all(state.title.zh in page and state.title.en in page for state in spec.states.values())


def test_procedures_are_listed_and_others_are_not_there(people, desk):
    client = desk(people.officer)

    assert len(client.get("/desk/procedures/").context["procedures"]) == 10
    assert client.get("/desk/procedures/nonsense/").status_code == 404
