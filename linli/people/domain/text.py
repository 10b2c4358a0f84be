from linli.common.domain.outbox import leave_word
from linli.people.gateway import gateway
from linli.people.keyring import keyring

TOPIC = "people.send_text"


def send_text(phone: str, words: str) -> None:
    """Send a text message: at once into the demonstration's outbox, else by a job once the transaction is committed.

    Raises GatewayMissing. Number and words are sealed while they wait.
    """
    way = gateway()
    if way.is_instant:
        way.send(phone, words)
    else:
        leave_word(TOPIC, phone=keyring().seal(phone).hex(), words=keyring().seal(words).hex())
