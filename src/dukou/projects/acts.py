"""What is done with projects, in the words of the trail."""

from __future__ import annotations

from dukou.kit.core.acts import bring
from dukou.kit.core.labels import Label

bring(
    {
        "leads.close": Label("线索办结", "lead closed"),
        "leads.feed_back": Label("反馈推荐人", "referrer told"),
        "leads.judge": Label("研判线索", "lead judged"),
        "projects.amend": Label("更正项目登记", "registration of a project amended"),
        "projects.report": Label("报告项目进展", "progress of a project reported"),
        "projects.register": Label("登记项目", "project registered"),
    }
)
