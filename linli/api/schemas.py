"""What is sent and answered, declared for the reader of the OpenAPI document and checked on the way in."""

from datetime import datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field


def _storable(text: str) -> str:
    """JSON can write a NUL and half a character; no text of a database holds either."""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise ValueError("holds a NUL or half a character")
    return text


Text = Annotated[str, AfterValidator(_storable)]


class Contact(Schema):
    model_config = ConfigDict(extra="forbid")
    name: Annotated[Text, Field(max_length=60)] = ""
    phone: Annotated[Text, Field(max_length=40)] = ""


class ReportIn(Schema):
    """A report. One of area, point or place is needed; the reporter's contact is sealed and never answered."""

    model_config = ConfigDict(extra="forbid")
    kind: Annotated[Text, Field(max_length=60, description="Code of the kind, see /kinds")]
    words: Annotated[Text, Field(description="What happened, at most 2,000 characters")]
    place: Annotated[Text, Field(max_length=256, description="The address as people write it")] = ""
    area: Annotated[Text, Field(max_length=15, pattern=r"^\d*$", description="Code of 6, 9, 12 or 15 digits")] = ""
    lon: Annotated[float | None, Field(ge=-180, le=180, description="WGS-84")] = None
    lat: Annotated[float | None, Field(ge=-90, le=90, description="WGS-84")] = None
    contact: Contact | None = None
    confidential: bool = False
    external_source: Annotated[Text, Field(max_length=40)] = ""
    external_id: Annotated[Text, Field(max_length=80)] = ""
    due_at: Annotated[AwareDatetime | None, Field(description="A deadline given from outside, with its offset")] = None


class DeedIn(Schema):
    """The words of a deed; each deed takes its own."""

    model_config = ConfigDict(extra="forbid")
    note: Annotated[Text, Field(max_length=2000)] = ""
    unit: Text = ""
    outcome: Text = ""
    ground: Annotated[
        Text, Field(description="Of a refusal: the code of a listed reason, where the procedure lists them")
    ] = ""
    limit: Text = ""
    into: Text = ""
    reached: bool | None = None
    resolved: bool | None = None
    satisfied: bool | None = None


class CaseOut(Schema):
    number: str
    id: str
    title: str
    kind: str
    state: str
    state_title: str
    stage: str
    source: str
    area: str
    unit: str | None
    opened_at: datetime
    due_at: datetime | None
    next_due_at: datetime | None
    due_certain: bool
    paused_at: datetime | None
    closed_at: datetime | None
    on_time: bool | None
    rating: int | None
    followers: int
    seq: int


class OpenedOut(CaseOut):
    secret: Annotated[
        str, Field(description="Told once: with the number it follows the case; empty for a repeated key")
    ]
    is_new: bool


class CasePageOut(CaseOut):
    place: str
    lon: float | None
    lat: float | None
    co_units: list[str]
    limits: list[dict[str, Any]]
    timeline: list[dict[str, Any]]
    may: list[str]


class CasesOut(Schema):
    cases: list[CaseOut]
    older: Annotated[str, Field(description="Key of the next page, empty at the end")]
    newer: str


class KindOut(Schema):
    code: str
    name: str
    major: str
    procedure: str


class ItemOut(Schema):
    """An item of the catalogue. `verified`: somebody in charge has checked it against the official text."""

    code: str
    name: str
    name_en: str
    kind: str
    power: str
    group: str
    version: int
    valid_from: str
    verified: bool
    channels: list[str]
    promised: Annotated[str, Field(description="Such as 5 working_days; empty where nobody has said")]


class ItemPageOut(ItemOut):
    """What an item needs; texts are the county's own words."""

    accepting_body: str
    deciding_body: str
    conditions: str
    basis: str
    process: str
    result: str
    receiving: str
    statutory: str
    on_the_spot: bool
    free: bool
    fee: str
    licensing: bool
    takes_later: bool
    source: str
    materials: list[dict[str, Any]]


class AreaOut(Schema):
    code: str
    name: str
    level: str


class Problem(Schema):
    """Problem details (RFC 9457)."""

    type: str
    title: Annotated[str, Field(description="The stable code of the refusal")]
    status: int
    detail: Annotated[str, Field(description="A sentence in the language asked for")]
    errors: list[dict[str, Any]] = []


class OrderIn(Schema):
    """An order of the hotline. The caller's contact is sealed and never answered."""

    model_config = ConfigDict(extra="forbid")
    number: Annotated[
        Text, Field(min_length=1, max_length=80, description="The hotline's own; the same is the same order")
    ]
    asked: Annotated[Text, Field(pattern="^(advice|request|suggestion|complaint)$")]
    words: Annotated[Text, Field(min_length=1, description="At most 2,000 characters")]
    line: Annotated[Text, Field(max_length=40, description="Code of the hotline; empty: the prefecture's")] = ""
    place: Annotated[Text, Field(max_length=256)] = ""
    area: Annotated[Text, Field(max_length=15, pattern=r"^\d*$", description="Code of 6, 9, 12 or 15 digits")] = ""
    lon: Annotated[float | None, Field(ge=-180, le=180, description="WGS-84")] = None
    lat: Annotated[float | None, Field(ge=-90, le=90, description="WGS-84")] = None
    contact: Contact | None = None
    secret: bool = False
    public_space: Annotated[bool, Field(description="About a lamp, a road, rubbish: never a household or a person")] = (
        False
    )
    about_unit: Annotated[Text, Field(max_length=40, description="Code of the unit complained about")] = ""
    called_at: AwareDatetime | None = None
    due_at: Annotated[AwareDatetime | None, Field(description="The hotline's deadline, with its offset")] = None


class OrderOut(Schema):
    number: str
    order: str
    state: str
    due_at: datetime | None
    outside_due_at: datetime | None
    is_new: bool


class AnswerOut(Schema):
    """What goes back about an order. `words` have phone and identity numbers masked."""

    id: str
    order: str
    answer: str
    at: datetime
    unit: str
    words: str
    ground: str
    ground_words: str
    number: str
    state: str


class ReceiptIn(Schema):
    model_config = ConfigDict(extra="forbid")
    receipt: Annotated[Text, Field(min_length=1, max_length=80)]
