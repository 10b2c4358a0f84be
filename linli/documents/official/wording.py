"""The words of each paper. Statutes are named where they are the reason; what is invented says so on the sheet.

Source of the rules: 行政许可法 32 (receipt, one-time notice, acceptance), 38 (reasons of a refusal), 44 (delivery), 45 (time not
counted).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from linli.documents.official.sheet import Grid, Line, Sheet, day_words, numbered

REMEDY = "对上述决定不服的，可以依法申请行政复议或者提起行政诉讼。"


@dataclass(frozen=True)
class Matter:
    """What every paper of an application names."""

    applicant: str
    item: str
    number: str
    body: str  # the place that receives
    deciding_body: str
    received_on: date
    contact: str = ""  # telephone of the place
    is_licensing: bool = False
    is_invented: bool = False

    @property
    def named(self) -> str:
        return f"“{self.item}”申请（办件编号：{self.number}）"


@dataclass(frozen=True)
class Material:
    """A line of the check-list as papers show it."""

    name: str
    form: str  # 原件, 复印件, 电子件
    count: int
    standing: str = ""  # 已收, 2026年12月1日前补交
    want: str = ""  # what is missing or wrong about it


def receipt(matter: Matter, materials: Sequence[Material]) -> Sheet:
    """收件回执: what was received, and when it is decided whether it is accepted."""
    after = (
        "本单位将在收到申请之日起五个工作日内告知是否受理或者需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。"
        if matter.is_licensing
        else "是否受理或者需要补正的全部内容，本单位将按该事项的规定告知。"
    )
    return _sheet(
        "收件回执", matter,
        Line(f"您于{day_words(matter.received_on)}提交的{matter.named}，本单位已经收到。收到的材料如下："),
        _materials(materials), Line(after), *_asking(matter),
    )  # fmt: skip


def one_time_notice(matter: Matter, missing: Sequence[Material], *, until: date | None) -> Sheet:
    """一次性告知书: everything that is missing, told once."""
    basis = "根据《中华人民共和国行政许可法》第三十二条的规定，" if matter.is_licensing else ""
    rows = numbered([(one.name, f"{one.form} {one.count} 份", one.want) for one in missing])
    limit = f"请于{day_words(until)}前补正。" if until else "请尽快补正。"
    return _sheet(
        "一次性告知书", matter,
        Line(f"您提交的{matter.named}，材料不齐全或者不符合规定形式。{basis}现将需要补正的全部内容一次告知如下："),
        Grid(("序号", "材料", "形式份数", "需要补正的内容"), rows, (9, 31, 20, 40)),
        Line(f"{limit}补正期间不计入办理时限。除上述内容外，不再要求补正其他材料。"), *_asking(matter),
    )  # fmt: skip


def acceptance(matter: Matter, promised: Sequence[Material], *, due_on: date | None) -> Sheet:
    """受理通知书: taken on; with what was promised for later (容缺受理)."""
    kind = "现予容缺受理" if promised else "材料齐全，符合规定形式，现予受理"
    by = f"，将于{day_words(due_on)}前办结" if due_on else ""
    later: list[Line | Grid] = []
    if promised:
        rows = numbered([(one.name, f"{one.form} {one.count} 份", one.standing) for one in promised])
        later = [
            Line("下列次要材料由您书面承诺补交。逾期未补交的，本次申请按未补正处理并予以退回："),
            Grid(("序号", "材料", "形式份数", "补交期限"), rows, (9, 36, 22, 33)),
        ]
    return _sheet(
        "受理通知书", matter,
        Line(f"您提交的{matter.named}，{kind}。本事项由{matter.deciding_body}决定{by}。"), *later, *_asking(matter),
    )  # fmt: skip


def refusal(matter: Matter, *, reason: str, instead: str = "") -> Sheet:
    """不予受理通知书: why, and where to go instead."""
    more = (Line(f"您可以：{instead}"),) if instead else ()
    return _sheet(
        "不予受理通知书", matter, Line(f"您提交的{matter.named}，经审查不予受理。理由如下："), Line(reason), *more,
        Line(REMEDY), *_asking(matter),
    )  # fmt: skip


def decision(
    matter: Matter, *, is_granted: bool, reason: str, decided_on: date, outside_number: str = "", is_own: bool = False
) -> Sheet:
    """决定书: of the body itself, or what another body has decided and this place hands on."""
    verdict = "准予" if is_granted else "不予批准"
    if is_own:
        told = f"您提交的{matter.named}，经审查，决定{verdict}。"
    else:
        number = f"（{outside_number}）" if outside_number else ""
        told = (
            f"您提交的{matter.named}，{matter.deciding_body}已于{day_words(decided_on)}作出决定{number}："
            f"{verdict}。本单位据此转告，以该单位的决定文书为准。"
        )
    remedy = () if is_granted else (Line(REMEDY),)
    title = "决定书" if is_own else "办理结果告知书"
    return _sheet(title, matter, Line(told), *((Line(reason),) if reason else ()), *remedy, *_asking(matter),
                  has_red_head=is_own, issuer=matter.deciding_body if is_own else matter.body)  # fmt: skip


def rest(matter: Matter, *, reason: str, since: date, until: date) -> Sheet:
    """时限中止告知书: what is waited for, since when and until when; that time is not counted."""
    basis = "根据《中华人民共和国行政许可法》第四十五条的规定，" if matter.is_licensing else ""
    return _sheet(
        "时限中止告知书", matter,
        Line(f"您提交的{matter.named}，办理中需要等待下列事项，自{day_words(since)}起中止计算办理时限："), Line(reason),
        Line(f"{basis}所需时间不计入办理时限，预计到{day_words(until)}。等待结束后，时限接着计算。"), *_asking(matter),
    )  # fmt: skip


def originals(matter: Matter, handed: Sequence[Material], *, taker: str, on: date) -> Sheet:
    """原件交接单: which originals somebody who helps took with them."""
    rows = numbered([(one.name, str(one.count), "") for one in handed])
    return _sheet(
        "原件交接单", matter,
        Line(f"为代办{matter.named}，{matter.applicant}于{day_words(on)}将下列原件交给{taker}："),
        Grid(("序号", "原件", "份数", "归还日期和签收"), rows, (9, 46, 12, 33)),
        Line("代办不收费。原件只用于本次申请，办完即还；遗失、损坏由接收人所在单位负责。"),
        is_signed=True,
    )  # fmt: skip


def originals_back(matter: Matter, back: Sequence[Material], *, on: date) -> Sheet:
    """原件归还单: which of them are back with their owner."""
    rows = numbered([(one.name, str(one.count)) for one in back])
    return _sheet(
        "原件归还单", matter,
        Line(f"为代办{matter.named}交接的下列原件，已于{day_words(on)}归还{matter.applicant}："),
        Grid(("序号", "原件", "份数"), rows, (12, 68, 20)),
        Line("请核对后签名。原件有缺失、损坏的，请当面提出。"),
        is_signed=True,
    )  # fmt: skip


def _materials(materials: Sequence[Material]) -> Grid:
    rows = numbered([(one.name, f"{one.form} {one.count} 份", one.standing) for one in materials])
    return Grid(("序号", "材料", "形式份数", "情况"), rows, (9, 41, 22, 28))


def _asking(matter: Matter) -> tuple[Line, ...]:
    return (Line(f"咨询电话：{matter.contact}。"),) if matter.contact else ()


def _sheet(title: str, matter: Matter, *body: Line | Grid, issuer: str = "", **more: bool) -> Sheet:
    return Sheet(
        title, matter.applicant, body, issuer or matter.body, is_signed=more.get("is_signed", False),
        has_red_head=more.get("has_red_head", False), is_invented=matter.is_invented,
    )  # fmt: skip
