"""What this machine must have: Chinese time, and a Chinese font where charts are drawn as pictures."""

from __future__ import annotations

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from dukou.kit.core.homes import Home
from dukou.kit.core.labels import Label, same
from dukou.kit.diagnosis import Finding, advised, broken, check, sound


@check("kit.zone", Label("时区", "time zone"))
def zone(home: Home) -> Finding:
    """Days begin in the time zone of the district, wherever the machine's clock thinks it is."""
    try:
        ZoneInfo(settings.TIME_ZONE)
    except ZoneInfoNotFoundError:
        said = Label("没有时区 {zone} 的数据", "there are no data for the time zone {zone}").filled(zone=settings.TIME_ZONE)
        return broken(
            said, Label("重新安装依赖（其中有 tzdata）：make setup", "install the dependencies again (tzdata is among them): make setup")
        )
    return sound(same(settings.TIME_ZONE))


@check("kit.fonts", Label("图表的中文字体", "Chinese font for charts"))
def fonts(home: Home) -> Finding:
    """Two Chinese characters drawn as pictures differ; without a font both are the same empty box. Pages use the visitor's own fonts."""
    if _drawn("渡") == _drawn("口"):
        return advised(
            Label("没有中文字体：Word 文件里的图表会缺字", "there is no Chinese font: charts in Word files lack their characters"),
            Label("安装一种，例如 apt-get install fonts-noto-cjk", "install one, such as apt-get install fonts-noto-cjk"),
        )
    return sound(Label("有", "there is one"))


def _drawn(word: str) -> bytes:
    from dukou.kit.charts import over, png_of  # drawing takes time to load, and no other verb needs it

    return png_of(over([{"word": word}]).mark_text(fontSize=40).encode(text="word:N"), scale=1)
