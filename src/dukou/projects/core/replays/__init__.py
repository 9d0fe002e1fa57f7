"""A project's story told again from published figures: what they settle, what was assumed, and what they leave open."""

from dukou.projects.core.replays.kinds import Milestone as Milestone
from dukou.projects.core.replays.kinds import ReplayFinding as ReplayFinding
from dukou.projects.core.replays.kinds import Rung as Rung
from dukou.projects.core.replays.stories import Ahead as Ahead
from dukou.projects.core.replays.stories import Blocker as Blocker
from dukou.projects.core.replays.stories import Dated as Dated
from dukou.projects.core.replays.stories import Land as Land
from dukou.projects.core.replays.stories import Owner as Owner
from dukou.projects.core.replays.stories import Replay as Replay
from dukou.projects.core.replays.stories import Span as Span
from dukou.projects.core.replays.stories import Sum as Sum
from dukou.projects.core.replays.stories import Told as Told
from dukou.projects.core.replays.telling import replay_told as replay_told
