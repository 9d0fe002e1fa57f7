"""What this room tells the rooms beneath: what a project is called, where its facts come from, and what it is judged for."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.projects.queries.admissions import AFTER, BEFORE
from dukou.projects.queries.facts import LEDGER, PIPELINE
from dukou.projects.queries.subjects import project_as_subject
from dukou.rules.queries.naming import PURPOSES, SOURCES, one_source
from dukou.rules.queries.subjects import SUBJECTS

SUBJECTS.add("project", project_as_subject)
SOURCES.add("project money", one_source(LEDGER, Label("项目资金台账", "the ledger of the project's money")))
SOURCES.add("project pipeline", one_source(PIPELINE, Label("项目登记", "the project's record")))
PURPOSES.add(BEFORE, Label("项目 {number} 准入", "admission of project {number}"))
PURPOSES.add(AFTER, Label("项目 {number} 投产后核查", "project {number}, checked after production"))
