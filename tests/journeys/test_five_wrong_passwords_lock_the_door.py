"""After five wrong passwords not even the right one is looked at, and the page says in words what to do."""

from __future__ import annotations

import pytest

from ..visitors import Visitors, sign_in, words

pytestmark = pytest.mark.browser


def test_five_wrong_passwords_lock_the_door(visitors: Visitors) -> None:
    page = visitors.someone()
    page.goto("/accounts/sign-in/")
    for _ in range(5):
        sign_in(page, "demo-leader", "not the password")
        assert "用户名或密码不正确" in words(page, ".faults")
    sign_in(page, "demo-leader", visitors.passwords["leader"])
    assert page.url.endswith("/accounts/sign-in/")
    assert words(page, ".faults li") == "没有登录：失败次数过多，登录已暂时锁定。请在 10 分钟后重试，或请系统管理员重设密码"
    page.goto("/desks/leader/")
    assert page.url.endswith("/accounts/sign-in/?next=/desks/leader/")
