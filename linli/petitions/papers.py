"""The words of each paper of a petition (信访工作条例 23, 31–36). They are papers of the office, so they are Chinese.

A paper is addressed by name to whoever petitions; where the identity is to stay hidden it says 信访人, for a paper of the body in
charge may not carry what the body may not know.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.timezone import localdate, localtime

from linli.cases.models import Case
from linli.cases.queries.listing import number_text
from linli.documents.domain.paper import issue_paper
from linli.documents.enums import PaperKind
from linli.documents.models import Paper
from linli.documents.official.sheet import Line, Sheet, day_words
from linli.people.queries.unit import every_unit
from linli.people.reader import Reader
from linli.petitions.enums import Fault, Round, Verdict, Way
from linli.petitions.models import Hearing, Petition, Petitioner, Urging
from linli.petitions.rules import LETTER, SUBJECT, URGED

WAYS = {Way.ONLINE: "网上", Way.LETTER: "来信", Way.VISIT: "来访", Way.CALL: "来电"}
OPINIONS = {Round.FIRST: "处理", Round.REVIEW: "复查", Round.REEXAMINATION: "复核"}
VERDICTS = {
    Verdict.SUPPORTED: "请求事实清楚，符合规定，予以支持。",
    Verdict.EXPLAINED: "请求事由合理但缺乏法律依据，解释说明如下。",
    Verdict.NOT_SUPPORTED: "请求缺乏事实根据或者不符合规定，不予支持。",
}
NAMELESS = "信访人"


@dataclass(frozen=True)
class Letter:
    """What every paper of a petition names."""

    petition: Petition
    case: Case
    petitioners: Sequence[Petitioner]
    by: Reader
    at: datetime
    is_written: bool = False  # the event that it tells of stands already

    @property
    def to(self) -> str:
        names = [one.name for one in self.petitioners if one.name]
        return NAMELESS if self.petition.is_hidden or not names else "、".join(names)

    @property
    def named(self) -> str:
        return f"信访事项（编号：{number_text(self.case.number, self.case.opened_at)}）"

    def issue(
        self, title: str, *body: Line, issuer: str, is_own: bool = False, holder: str = SUBJECT, to: str = ""
    ) -> Paper:
        """Issue it with the event that it tells of; `to`: another than whoever petitions."""
        sheet = Sheet(title, to or self.to, body, issuer, has_red_head=is_own, is_invented=self.petition.is_invented)
        return issue_paper(sheet, kind=PaperKind.PETITION, holder_kind=holder, holder_id=self.petition.id, by=self.by,
                           at=self.at, event_seq=self.case.seq + (not self.is_written))  # fmt: skip


def body_name(unit_id: UUID | None) -> str:
    """A unit as papers name it."""
    unit = every_unit().get(unit_id) if unit_id else None
    return unit.name if unit else "本单位"


def issue_receipt(letter: Letter, *, until: date) -> Paper:
    """信访事项登记回执; of what was told by mouth, with the record of it to be read and signed (19)."""
    petition = letter.petition
    several = f"共{petition.people}人，代表{len(letter.petitioners)}人。" if petition.people > 1 else ""
    told = f"您于{day_words(localdate(petition.received_at))}以{WAYS[Way(petition.way)]}形式提出的{letter.named}，本单位已经登记。"
    record: list[Line] = []
    if petition.way in (Way.VISIT, Way.CALL):
        record = [Line("口头反映的内容记录如下：", is_heading=True), *_lines(petition.words),
                  Line("以上记录经本人核对，与所说一致。"), Line("核对人（签名）：＿＿＿＿＿＿　年　　月　　日")]  # fmt: skip
    return letter.issue(
        "信访事项登记回执", Line(f"{told}{several}"), Line("请求事项：", is_heading=True), *_lines(petition.wish), *record,
        Line(f"本单位将在{day_words(until)}前转送有权处理的机关、单位，或者告知您应当通过的途径，并书面告诉您。"
             "村（社区）只登记、转送，不作处理决定。"),
        issuer=body_name(petition.received_by_id), holder=LETTER,
    )  # fmt: skip


def issue_routing(letter: Letter, body: UUID) -> Paper:
    """信访事项转送告知书: to whom it went (23)."""
    return letter.issue(
        "信访事项转送告知书",
        Line(f"您提出的{letter.named}，已于{day_words(localdate(letter.at))}转送{body_name(body)}。"),
        Line("该单位自收到之日起15日内书面告知是否受理；受理的，自受理之日起60日内书面答复，情况复杂的可以延长不超过30日并告知理由。"),
        issuer=body_name(letter.petition.received_by_id),
    )  # fmt: skip


def issue_declined(letter: Letter, *, title: str, instead: str, words: str, issuer: str) -> Paper:
    """信访事项不予受理告知书: why, and the way that is right (23, 31)."""
    return letter.issue("信访事项不予受理告知书", Line(f"您提出的{letter.named}，经审查不予受理。理由：{title}。"),
                        *_lines(words), Line(f"您可以：{instead}"), issuer=issuer)  # fmt: skip


def issue_acceptance(letter: Letter, *, until: date) -> Paper:
    """信访事项受理告知书 (23, 34)."""
    return letter.issue(
        "信访事项受理告知书",
        Line(f"您提出的{letter.named}，本单位已于{day_words(localdate(letter.at))}受理，将在{day_words(until)}前书面答复。"),
        Line("情况复杂需要延长的，延长不超过30日，并书面告知您理由。"),
        issuer=body_name(letter.case.lead_unit_id),
    )  # fmt: skip


def issue_extension(letter: Letter, *, until: date, reason: str) -> Paper:
    """信访事项延长办理期限告知书: the reason has to be told (34)."""
    return letter.issue("信访事项延长办理期限告知书",
                        Line(f"您提出的{letter.named}，因情况复杂，经本单位负责人批准，办理期限延长至{day_words(until)}。理由如下："),
                        *_lines(reason), issuer=body_name(letter.case.lead_unit_id))  # fmt: skip


def issue_review_receipt(letter: Letter, *, until: date) -> Paper:
    """复查（复核）请求收到告知 (35, 36)."""
    what, body = OPINIONS[Round(letter.petition.round)], body_name(letter.case.lead_unit_id)
    whose = f"转请{letter.petition.outside_body}提出" if letter.petition.outside_body else "提出"
    return letter.issue(f"信访事项{what}请求收件告知书",
                        Line(f"您的{what}请求（编号：{number_text(letter.case.number, letter.case.opened_at)}），"
                             f"本单位已于{day_words(localdate(letter.at))}收到，将在{day_words(until)}前{whose}{what}意见并书面答复。"),
                        issuer=body)  # fmt: skip


FAULTS = {
    Fault.LATE: "未在规定期限内告知受理情况或者办结",
    Fault.EVADED: "推诿、敷衍、拖延",
    Fault.BY_NO_RULE: "未按规定受理、办理",
    Fault.UNTRUE: "弄虚作假",
    Fault.NOT_DONE: "未执行处理意见",
}


def issue_supervision(letter: Letter, urging: Urging) -> Paper:
    """信访事项督办函, from the office to the body in charge, with its suggestions (40). Whoever petitions is not named in it."""
    return letter.issue(
        "信访事项督办函",
        Line(f"你单位承办的{letter.named}，经催办仍存在下列情形：{FAULTS[Fault(urging.fault)]}。现予督办。"),
        Line("一、存在的问题", is_heading=True), *_lines(urging.words),
        Line("二、改进工作的建议", is_heading=True), *_lines(urging.suggestions),
        Line("三、反馈要求", is_heading=True),
        Line(f"请于{day_words(localdate(urging.due_at))}前书面反馈办理情况和建议采纳情况（依据《信访工作条例》第四十条）。"),
        issuer=body_name(urging.by_unit_id), holder=URGED, to=body_name(urging.unit_id),
    )  # fmt: skip


def issue_supervision_report(letter: Letter, urging: Urging) -> Paper:
    """信访事项督办反馈: what was done, and whether the suggestions are taken up (40)."""
    taken_up = "采纳" if urging.is_adopted else "未予采纳，理由如下"
    return letter.issue(
        "关于信访事项督办情况的反馈",
        Line(f"你单位{day_words(localdate(urging.at))}督办的{letter.named}，现将有关情况反馈如下。"),
        Line("一、建议采纳情况", is_heading=True), Line(f"对所提改进工作的建议，本单位{taken_up}。"),
        Line("二、办理情况", is_heading=True), *_lines(urging.report),
        issuer=body_name(urging.unit_id), holder=URGED, to=body_name(urging.by_unit_id),
    )  # fmt: skip


def issue_hearing(letter: Letter, hearing: Hearing) -> Paper:
    """信访事项听证通知书: when and where; its time is not counted in the limit (36)."""
    assert hearing.takes_place_at is not None
    when = localtime(hearing.takes_place_at)
    return letter.issue(
        "信访事项听证通知书",
        Line(f"您提出的{letter.named}，{letter.petition.outside_body or '本单位'}决定在复核中举行听证，现将有关事项通知如下。"),
        Line(f"时间：{day_words(when.date())}{when.hour}时{f'{when.minute}分' if when.minute else '整'}。"), Line(f"地点：{hearing.where}。"),
        Line("请携带身份证件和有关材料按时参加；不能参加的，请提前告知本单位。听证所需时间不计算在复核期限内。"),
        issuer=body_name(letter.case.lead_unit_id),
    )  # fmt: skip


def issue_opinion(letter: Letter, *, higher: str) -> Paper:
    """信访事项处理意见书, 复查意见书, 复核意见书 (32, 35, 36); of a body outside Linli it is only handed on."""
    petition = letter.petition
    what, body = OPINIONS[Round(petition.round)], body_name(letter.case.lead_unit_id)
    asked = petition.extract if petition.is_hidden and petition.extract else petition.wish
    title, told = f"信访事项{what}意见书", f"您提出的{letter.named}，本单位已经调查核实，提出{what}意见如下。"
    if petition.outside_body and petition.outside_on:
        title = f"信访事项{what}意见转告书"
        told = (f"您提出的{letter.named}，{petition.outside_body}已于{day_words(petition.outside_on)}提出{what}意见"
                f"（{petition.outside_number}）。本单位据此转告，以该单位的文书为准。")  # fmt: skip
    head, remedy = VERDICTS[Verdict(petition.verdict)], _remedy(petition, higher)
    if not remedy:
        told = f"感谢您的反映。{told}"
    return letter.issue(
        title, Line(told), Line("一、请求事项", is_heading=True), *_lines(asked), Line("二、事实和理由", is_heading=True),
        *_lines(petition.findings), Line(f"三、{what}意见", is_heading=True), Line(head), *_lines(petition.opinion),
        Line("四、依据", is_heading=True), *_lines(petition.basis),
        *([Line("五、告知事项", is_heading=True), Line(remedy)] if remedy else []),
        issuer=body, is_own=not petition.outside_body,
    )  # fmt: skip


def _remedy(petition: Petition, higher: str) -> str:
    """What may still be asked for; nothing after the answer to a suggestion or report."""
    if petition.round == Round.REEXAMINATION:
        return "本意见为复核意见。仍以同一事实和理由提出的，不再受理。"
    if petition.aim != "claim":
        return ""
    what = "复查" if petition.round == Round.FIRST else "复核"
    return f"对本意见不服的，可以自收到之日起30日内向{higher}请求{what}。"


def _lines(words: str) -> list[Line]:
    return [Line(line.strip()) for line in words.splitlines() if line.strip()]
