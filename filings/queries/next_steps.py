"""接下来: what happens next to a filing, for its owner. One table of state and kinds of filing."""

from filings.models import Filing
from filings.workflow import CANCEL_KINDS, CHECKED_KINDS, OWNER_FILLED, Kind, State

_CHANGE = frozenset({Kind.CHANGE})
_MENDS = "信息有误的，退回接入服务商代为修改，修改后重新核实、重新审核。"
_STAYS = "原来的备案继续有效；仍要注销的，可以重新申请。"
_REVIEWED = "通信管理局自收到次日起 20 个工作日内作出决定。"

STEPS: tuple[tuple[State, frozenset[Kind], tuple[str, ...]], ...] = (
    (State.DRAFT, OWNER_FILLED, ("填完后点击“完成”提交。", "提交后由接入服务商核实，再送通信管理局审核。")),
    (State.DRAFT, _CHANGE, ("接入服务商填完提交后，会通知您。",)),
    (State.DRAFT, CANCEL_KINDS, ("填完后点击“下一步”，核对以后点击“完成”提交。", _REVIEWED)),
    (
        State.PROVIDER_CHECK,
        CHECKED_KINDS,
        ("接入服务商全部核实通过后，送通信管理局审核。", _REVIEWED, "审核通过后给出备案号和电子证书。"),
    ),
    (
        State.RETURNED,
        CHECKED_KINDS,
        (
            "接入服务商按上面的理由代您修改；需要您补充材料的，会与您联系。",
            "改好重报后，通信管理局重新审核。",
        ),
    ),
    (State.AUTHORITY_REVIEW, OWNER_FILLED, (_REVIEWED, _MENDS, "审核通过后给出备案号和电子证书。")),
    (State.AUTHORITY_REVIEW, _CHANGE, (_REVIEWED, _MENDS, "审核通过后，公开查询才显示变更后的内容。")),
    (
        State.AUTHORITY_REVIEW,
        CANCEL_KINDS,
        (_REVIEWED, "审核通过后，备案号注销、电子证书作废，备案号不会再给别人。"),
    ),
    (
        State.APPROVED,
        CHECKED_KINDS,
        (
            "请在网站首页底部中间标明备案号，并链接到备案管理系统。",
            "在“电子证书下载”中可以下载每个网站的电子证书。",
        ),
    ),
    (State.APPROVED, CANCEL_KINDS, ("请停止网站的服务，并去掉网页上的备案号。", "需要时可以重新办理备案。")),
    (State.REJECTED, OWNER_FILLED, ("请按理由改正后重新填报；有疑问请拨打咨询电话。",)),
    (State.DECLINED, OWNER_FILLED, ("请先与接入服务商联系，改好后重新填报；也可以换一家接入服务商。",)),
    (State.WITHDRAWN, OWNER_FILLED, ("需要时可以用原来的内容重新填报。",)),
    (State.REJECTED, CANCEL_KINDS, (_STAYS,)),
    (State.WITHDRAWN, CANCEL_KINDS, (_STAYS,)),
    (State.REJECTED, _CHANGE, ("原来的备案内容不变；仍要变更的，请联系接入服务商重新办理。",)),
    (State.DECLINED, _CHANGE, ("原来的备案内容不变；仍要变更的，请联系接入服务商重新办理。",)),
    (State.WITHDRAWN, _CHANGE, ("原来的备案内容不变；仍要变更的，请联系接入服务商重新办理。",)),
)


def next_steps(filing: Filing) -> tuple[str, ...]:
    """Empty where nothing comes: a deleted draft."""
    return next(
        (steps for state, kinds, steps in STEPS if state == filing.state and filing.kind in kinds), ()
    )
