"""Bills and fees: payable by their own names and words; what a neighbour does not prove."""

from __future__ import annotations

from pathlib import Path

import pytest

from probes.flows.payment.convenience import offered, payable_service
from probes.flows.places.search import shown
from probes.flows.records.bills import bill_payable, fee_shown, invoice
from probes.model import Cause
from tests.probes.drawn import Pages, drawn

CASHIER = {
    "收银台": ["支付金额 ¥85.00", "微信支付", "确认支付 ! 演练环境不发起支付", "返回 > 首页"]
}


def centre(*entries: str, **pages: list[str]) -> Pages:
    """An app whose payment centre has these entries, all of them in use."""
    home = ["缴费中心 > 缴费中心", "来院路线 > 来院路线", "欢迎使用示范医院"]
    route = ["地铁 2 号线明湖公园站 B 口步行 300 米,公交 18 路直达门诊楼"]
    return {"首页": home, "来院路线": route, "缴费中心": list(entries), **pages, **CASHIER}


def bill(words: str) -> list[str]:
    return [words, "待支付", "应缴金额", "¥85.00", "去支付 > 收银台"]


def test_the_bill_of_another_kind_is_no_outpatient_payment(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre(
            "门诊缴费 ! 功能建设中",
            "药品缴费 > 药品缴费",
            "出院结算 > 出院结算",
            药品缴费=bill("西药费"),
            出院结算=bill("出院结算应补金额"),
        ),
    )
    assert bill_payable(app, "outpatient").truth is False
    assert bill_payable(app, "drug").truth is True
    assert bill_payable(app, "inpatient_settlement").truth is True
    assert bill_payable(app, "exam").truth is False


def test_a_common_list_holds_bills_of_the_day_by_their_words(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre("门诊缴费 > 门诊缴费", 门诊缴费=bill("颈部血管彩超检查费")),
    )
    assert bill_payable(app, "outpatient").truth is True
    assert bill_payable(app, "exam").truth is True
    drug = bill_payable(app, "drug")
    assert (drug.truth, drug.cause) == (None, Cause.NO_DATA)


@pytest.mark.parametrize(
    ("pays", "waits"),
    [("去支付 > 收银台", True), ("已支付", False), ("打印 ! 请到窗口打印", False)],
)
def test_a_bill_tells_by_its_total_and_its_control_that_it_waits(
    tmp_path: Path, pays: str, waits: bool
) -> None:
    """Nothing on it says 待支付; the list tells of no kind but by the names of its rows."""
    rows = ["检查费 单号ZD301 ¥440.00 去缴费 > 账单详情", "诊察费 单号ZD303 ¥40.00 去缴费 > 诊察费"]
    detail = ["检查费", "胸部CT平扫 ¥280.00", "肺功能 ¥160.00", "合计 ¥440.00", pays]
    pages = centre("门诊缴费 > 门诊缴费", 门诊缴费=rows, 账单详情=detail, 诊察费=bill("诊察费"))
    assert (bill_payable(drawn(tmp_path, pages), "exam").truth is True) is waits


@pytest.mark.parametrize(
    ("fee", "truth"),
    [("诊察费", None), ("医事服务费", None), ("挂号费", None), ("预约挂号费", True)],
)
@pytest.mark.parametrize("row", ["{} 60.00 元", "2026-11-29 男科门诊 ¥60 {} · 待缴"])
def test_a_fee_asked_for_at_the_visit_is_no_fee_of_a_booking(
    tmp_path: Path, row: str, fee: str, truth: bool | None
) -> None:
    rows = [f"{row.format(fee)} > 账单"]
    app = drawn(tmp_path, centre("门诊缴费 > 门诊缴费", 门诊缴费=rows, 账单=bill(fee)))
    assert bill_payable(app, "appointment").truth is truth
    assert bill_payable(app, "outpatient").truth is True


@pytest.mark.parametrize(
    ("item", "truth"),
    [("阿奇霉素干混悬剂", True), ("二甲双胍缓释片", True), ("胸部正侧位片", None), ("换药", None)],
)
def test_a_bill_that_lists_a_medicine_pays_medicine(
    tmp_path: Path, item: str, truth: bool | None
) -> None:
    listed = ["费用明细", "门诊费用", item, *bill("门诊费用")]
    app = drawn(tmp_path, centre("门诊缴费 > 门诊缴费", 门诊缴费=listed))
    assert bill_payable(app, "drug").truth is truth


def test_a_discharge_is_settled_where_the_bill_says_so(tmp_path: Path) -> None:
    app = drawn(
        tmp_path,
        centre("办理离院 > 办理离院", 办理离院=bill("出院结算应补金额")),
    )
    assert bill_payable(app, "inpatient_settlement").truth is True
    assert bill_payable(app, "inpatient_deposit").truth is False


def test_a_bill_to_pay_is_no_query_of_fees(tmp_path: Path) -> None:
    due = drawn(
        tmp_path,
        centre("挂号缴费 > 费用明细", 费用明细=bill("复诊挂号费")),
    )
    assert fee_shown(due, "outpatient").truth is not True


@pytest.mark.parametrize("kind", ["outpatient", "inpatient"])
def test_fees_that_were_charged_are(tmp_path: Path, kind: str) -> None:
    name = {"outpatient": "门诊费用查询", "inpatient": "住院费用查询"}[kind]
    charged = ["内分泌科 2026-11-10", "诊查费", "30.00 元", "合计", "¥248.00", "已支付"]
    app = drawn(tmp_path, centre(f"{name} > {name}", **{name: charged}))
    assert fee_shown(app, kind).truth is True


def hall(*entries: str, **pages: list[str]) -> Pages:
    home = ["便民服务 > 便民服务", "来院路线 > 来院路线", "欢迎使用示范医院"]
    route = ["地铁 2 号线明湖公园站 B 口步行 300 米,公交 18 路直达门诊楼"]
    return {"首页": home, "来院路线": route, "便民服务": list(entries), **pages, **CASHIER}


ORDER = "提交订单 ! 请填写地址"


def test_a_service_is_paid_behind_a_bare_verb(tmp_path: Path) -> None:
    meals = ["今日菜单,每餐由营养科配制", "午餐 ¥85.00", "缴费 > 账单", ORDER]
    app = drawn(tmp_path, hall("住院订餐 > 住院订餐", 住院订餐=meals, 账单=bill("午餐费")))
    assert payable_service(app, "meal").truth is True
    assert fee_shown(app, "outpatient").truth is not True
    assert bill_payable(app, "inpatient_deposit").truth is not True


def test_a_service_whose_bill_is_hollow_cannot_be_paid(tmp_path: Path) -> None:
    chairs = ["门诊一层可租借轮椅,剩余 12 辆", "租金 ¥5.00", "缴费 > 账单", ORDER]
    hollow = ["功能建设中,敬请期待"]
    app = drawn(tmp_path, hall("轮椅租赁 > 轮椅租赁", 轮椅租赁=chairs, 账单=hollow))
    assert payable_service(app, "wheelchair").truth is False


def test_a_service_is_known_by_what_its_page_says(tmp_path: Path) -> None:
    page = ["全院共 12 台自动售货机,可查询位置与商品", "门诊一层大厅", ORDER]
    app = drawn(tmp_path, hall("随心拿 > 随心拿", 随心拿=page))
    assert offered(app, "vending").truth is True
    assert offered(app, "parking").truth is False


def test_decoction_sent_home_is_no_delivery_of_drugs(tmp_path: Path) -> None:
    page = ["中药饮片代煎,每剂煎 2 次,可自取或寄送到家,请填写收货地址", ORDER]
    app = drawn(tmp_path, hall("代煎配送 > 代煎配送", 代煎配送=page))
    assert offered(app, "decoction").truth is True
    assert shown(app, "drug_delivery").truth is False


def test_a_prescription_among_online_orders_is_an_order(tmp_path: Path) -> None:
    page = ["处方", "盐酸二甲双胍缓释片 0.5g×30 片", "用法:口服,每日 1 次,随晚餐服用"]
    app = drawn(
        tmp_path, hall("在线医嘱 > 在线医嘱", 在线医嘱=["电子处方 > 电子处方"], 电子处方=page)
    )
    assert shown(app, "prescription", depth=3).truth is False


def test_a_status_on_a_menu_does_not_track_a_parcel_whose_entry_is_dead(tmp_path: Path) -> None:
    page = ["配送单 PS2026031 已发货,派送中,收货地址云州市明湖区", "物流查询 ! 功能建设中"]
    app = drawn(tmp_path, hall("药品配送 > 药品配送", 药品配送=page))
    assert shown(app, "drug_delivery").truth is True
    assert shown(app, "delivery_tracking").truth is False


def test_an_invoice_that_must_be_asked_for_is_no_missing_one(tmp_path: Path) -> None:
    """Asking was refused: whether it would have come is open, whatever the page shows."""
    centre = ["待开具票据 门诊收费 120.00 元 > 票据详情", "已开具 0 张"]
    details = ["电子票据抬头", "测试甲", "票据金额 120.00 元"]
    pages = {"首页": ["电子发票 > 电子发票", "来院路线 ! 地铁二号线"], "电子发票": centre}
    app = drawn(tmp_path / "a", pages | {"票据详情": [*details, "确认开票 ! 已受理"]})
    assert (invoice(app).truth, invoice(app).cause) == (None, Cause.NOT_ALLOWED)
    free = ["电子票据抬头", "测试甲", "票据代码 11010626"]
    asked = drawn(tmp_path / "c", pages | {"票据详情": [*free, "开具电子票据 ! 确定开具?"]})
    assert (invoice(asked).truth, invoice(asked).cause) == (None, Cause.NOT_ALLOWED)
    shut = drawn(tmp_path / "d", pages | {"票据详情": [*free, "开具电子票据 ! 功能建设中"]})
    assert invoice(shut).truth is False
    app = drawn(tmp_path / "b", pages | {"票据详情": details})
    assert invoice(app).truth is False


@pytest.mark.parametrize(("paid", "drug"), [("检查费", None), ("处方费", True)])
def test_the_cashier_of_one_bill_of_a_list_says_nothing_of_its_neighbour(
    tmp_path: Path, paid: str, drug: bool | None
) -> None:
    rows = ["检查费 ¥85.00 待支付", "去支付 > 结算台", "西药费 ¥32.60 待支付", "到窗口办理"]
    desk = [f"门诊缴费-{paid}", "支付金额 ¥85.00", "微信支付", "确认支付 ! 不发起支付"]
    app = drawn(tmp_path, centre("门诊缴费 > 门诊缴费", 门诊缴费=rows, 结算台=desk))
    assert bill_payable(app, "exam").truth is (True if drug is None else None)
    assert bill_payable(app, "drug").truth is drug


def test_a_bill_of_the_list_is_opened_by_its_row(tmp_path: Path) -> None:
    """The list has no button to pay: each fee opens on a page of its own, which says no 待缴."""
    rows = ["中药饮片费 ¥286.40 待缴费 > 费用明细", "超声检查费 ¥180.00 待缴费 > 费用明细#2"]
    pages: dict[str, list[str]] = {
        "首页": ["门诊缴费 > 门诊缴费", "欢迎使用示范医院"],
        "门诊缴费": rows,
        "费用明细": ["中药饮片费", "中药饮片 7 剂 286.40", "合计 ¥286.40", "去缴费 > 收银台"],
        "费用明细#2": ["超声检查费", "合计 ¥180.00", "缴费 ! 请持就诊卡到收费窗口缴纳"],
        **CASHIER,
    }
    app = drawn(tmp_path, pages)
    assert bill_payable(app, "drug").truth is True
    assert bill_payable(app, "exam").truth is not True


def test_a_page_behind_a_label_that_says_nothing_goes_by_its_title(tmp_path: Path) -> None:
    carers = [
        *("持证护工 24 小时陪护,护理员信息如下。", "王阿姨 一对一 260 元/天", "病区床号"),
        *("待支付", "金额", "¥260.00", "缴费 > 缴费单", "马上预约 ! 请填写病区床号"),
    ]
    app = drawn(tmp_path, hall("应 > 护工选择", 护工选择=carers, 缴费单=bill("一对一陪护 1 天")))
    assert offered(app, "carer").truth is True
    assert bill_payable(app, "outpatient").truth is not True
    assert payable_service(app, "carer").truth is True
