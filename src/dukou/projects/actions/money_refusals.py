"""What is refused when money is told, proved and judged."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.kit.core.refusals import Refusal
from dukou.projects.actions.refusals import NOT_RECORDED


class NoSuchAmount(Refusal):
    """A sum of money within reason."""

    code = "projects.no_such_amount"
    what = NOT_RECORDED
    why = Label("{amount} 不是一个项目的{noun}", "{amount} is no {noun} of a project")
    cure = Label("核对数字和单位", "check the number and its unit")


class BelowEvidence(Refusal):
    """A total is not less than its papers come to."""

    code = "projects.below_evidence"
    status = 409
    what = Label("没有记下{rung} {amount}", "{rung} of {amount} was not recorded")
    why = Label("已登记的 {count} 份凭据合计 {proved}，比它多", "the {count} papers that are there come to {proved}, which is more")
    cure = Label("先核对凭据：登错的写明理由撤回，再报数", "check the papers: withdraw a wrong one with its reason, then tell the total")


class BeyondStatement(Refusal):
    """Papers do not come to more than the total that was told."""

    code = "projects.beyond_statement"
    status = 409
    what = Label("没有登记凭据“{number}”（{amount}）", "the paper “{number}” ({amount}) was not recorded")
    why = Label("{rung}报的是 {told}，凭据还可登记 {room}", "{rung} is told as {told}; papers for {room} more would fit")
    cure = Label("先把{rung}报到与凭据相符，再登记凭据", "first tell {rung} as high as the papers come to, then enter the paper")


class NothingTold(Refusal):
    """A paper proves a total that was told."""

    code = "projects.nothing_told"
    status = 409
    what = Label("没有登记凭据“{number}”（{amount}）", "the paper “{number}” ({amount}) was not recorded")
    why = Label("{rung}还没有报过数", "no total of {rung} was told yet")
    cure = Label("先报{rung}的累计数，再登记凭据", "tell the total of {rung} first, then enter the paper")


class PaperProvesOther(Refusal):
    """Each rung has its papers."""

    code = "projects.paper_proves_other"
    what = Label("没有登记凭据“{number}”（{amount}）", "the paper “{number}” ({amount}) was not recorded")
    why = Label("{kind}不能证明{rung}", "a {kind} does not prove {rung}")
    cure = Label("能证明它的：{known}", "what proves it: {known}")


class PaperCounted(Refusal):
    """One paper counts once, in whichever project."""

    code = "projects.paper_counted"
    status = 409
    what = Label("没有登记凭据“{number}”（{amount}）", "the paper “{number}” ({amount}) was not recorded")
    why = Label("{kind}“{number}”（{issuer}）已在{where}登记", "the {kind} “{number}” ({issuer}) is entered already, {where}")
    cure = Label("同一份凭据只计一次；登错的先撤回那一份", "a paper counts once; where that entry is wrong, withdraw it first")


class WaitsAlready(Refusal):
    """One total of a rung waits at a time."""

    code = "projects.sum_waits_already"
    status = 409
    what = Label("没有记下{rung} {amount}", "{rung} of {amount} was not recorded")
    why = Label("{rung} {asked} 还在等第二人确认", "{rung} of {asked} still waits for a second person")
    cure = Label("等它办完再报", "wait until it is decided")


class EarlierThanTold(Refusal):
    """Totals are told in the order of their days."""

    code = "projects.earlier_than_told"
    status = 409
    what = Label("没有记下{rung} {amount}", "{rung} of {amount} was not recorded")
    why = Label("它截至 {as_of}，已有截至 {told} 的累计数", "it runs to {as_of}; a total to {told} is told already")
    cure = Label("报 {told} 或以后的累计数", "tell a total of {told} or later")


class SumUnchanged(Refusal):
    """The same total is not told twice."""

    code = "projects.sum_unchanged"
    status = 409
    what = Label("没有记下{rung} {amount}", "{rung} of {amount} was not recorded")
    why = Label("截至 {as_of} 已报过这个数", "it is told already, to {as_of}")
    cure = Label("无需再报", "nothing is to be done")


class NoSuchPaper(Refusal):
    """A paper that counts, or may come to count."""

    code = "projects.no_such_paper"
    status = 404
    what = Label("没有办理第 {number} 份凭据", "nothing was done with paper no. {number}")
    why = Label("没有这份凭据，或它已撤回、未获同意", "there is none, or it was withdrawn or turned down")
    cure = Label("在项目的“资金”页核对", "check the project's page of money")


class FactNotSoStated(Refusal):
    """The value is of the kind that the fact holds."""

    code = "projects.fact_not_so_stated"
    what = Label("没有登记“{fact}”", "“{fact}” was not recorded")
    why = Label("{said}", "{said}")
    cure = Label("{how}", "{how}")


class FactStatedAlready(Refusal):
    """The same is not stated twice."""

    code = "projects.fact_stated_already"
    status = 409
    what = Label("没有登记“{fact}”", "“{fact}” was not recorded")
    why = Label("{known_on} 已这样登记过", "it was stated so already as of {known_on}")
    cure = Label("无需再登记", "nothing is to be done")


class NoSuchStatement(Refusal):
    """A statement that stands."""

    code = "projects.no_such_statement"
    status = 404
    what = Label("没有撤回第 {number} 条", "no. {number} was not withdrawn")
    why = Label("没有这一条，或已撤回", "there is none, or it was withdrawn already")
    cure = Label("在项目的“准入”页核对", "check the project's page of admission")


class NoSuchBook(Refusal):
    """The pipeline names the book by which it is judged."""

    code = "projects.no_book_named"
    status = 404
    what = Label("没有判断", "nothing was judged")
    why = Label("stages.yaml 没有写{noun}用哪一部规则", "stages.yaml names no rule book for {noun}")
    cure = Label("在 stages.yaml 里写上，再载入数据包", "name one in stages.yaml and load the pack")
