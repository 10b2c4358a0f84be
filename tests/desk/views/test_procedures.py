import pytest

from linli.cases.enums import Verb

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


def test_what_meets_a_limit_stands_in_the_order_of_the_deeds(people, desk):
    limits = desk(people.officer).get("/desk/procedures/hotline_order/").context["limits"]

    order = [str(verb.label) for verb in Verb]
    met = [limit["met_by"].split(" · ") for limit in limits]
    assert max(map(len, met)) > 1
    assert met == [sorted(words, key=order.index) for words in met]
