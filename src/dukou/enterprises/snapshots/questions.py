"""Heavy questions about firms, one text each for every engine. A firm of several entries counts once, as the entry that stands for it."""

from __future__ import annotations

from dukou.kit.core.labels import Label
from dukou.warehouse.core.questions import QUESTIONS, Answered, Parameter, Question

INDUSTRY = Answered("industry", Label("行业大类", "industry division"))
FIRMS = Answered("firms", Label("企业数", "firms"), is_number=True)

# Firms of the district: entries that stand for themselves and have not left. An unknown industry or place is a group of its own.
INDUSTRIES_BY_COUNTY = QUESTIONS.add(
    "industries-by-county",
    Question(
        name="industries-by-county",
        label=Label("各区县的行业构成和区位商", "industries of each county with their location quotients"),
        text="""
            with firm as (
              select substr(e.division, 1, 6) as county, substr(e.industry, 1, 2) as industry
              from enterprise e
              where e.merged_into is null and not e.status in ('moved_out', 'revoked', 'deregistered')
            ), cell as (
              select f.county as county, f.industry as industry, count(*) as firms from firm f group by f.county, f.industry
            ), total as (
              select c.county as county, c.industry as industry, c.firms as firms,
                cast(sum(c.firms) over (partition by c.county) as bigint) as of_county,
                cast(sum(c.firms) over (partition by c.industry) as bigint) as of_industry,
                cast(sum(c.firms) over () as bigint) as of_all
              from cell c
            )
            select t.county as county, t.industry as industry, t.firms as firms,
              cast(t.firms as double precision) / nullif(cast(t.of_county as double precision), 0) as share,
              (cast(t.firms as double precision) * cast(t.of_all as double precision))
                / nullif(cast(t.of_county as double precision) * cast(t.of_industry as double precision), 0) as quotient
            from total t
        """,
        columns=(
            Answered("county", Label("区县", "county")),
            INDUSTRY,
            FIRMS,
            Answered("share", Label("占该区县", "share of the county"), is_number=True),
            Answered("quotient", Label("区位商", "location quotient"), is_number=True),
        ),
    ),
)

FIRMS_BY_YEAR = QUESTIONS.add(
    "firms-by-year",
    Question(
        name="firms-by-year",
        label=Label("各年成立的企业及其现状", "firms by year of founding and status"),
        text="""
            with firm as (
              select substr(e.founded_on, 1, 4) as founded, e.status as status from enterprise e where e.merged_into is null
            )
            select f.founded as founded, f.status as status, count(*) as firms from firm f group by f.founded, f.status
        """,
        columns=(Answered("founded", Label("成立年份", "year of founding")), Answered("status", Label("状态", "status")), FIRMS),
    ),
)

# Of several claims on one firm and period the firmest counts, of these the one known last, of these the one recorded last: as the facts
# of this room choose (queries/facts.py). Only plain numbers count; “over” and “about” so much compare with nothing.
_PAIRS = """
    with recursive absorbed as (
      select e.key as firm, e.merged_into as onward from enterprise e where e.merged_into is not null
    ), onward as (
      select a.firm as firm, a.onward as standing from absorbed a
      union all
      select o.firm as firm, a.onward as standing from onward o join absorbed a on a.firm = o.standing
    ), firm as (
      select e.key as entry, e.key as standing from enterprise e where e.merged_into is null
      union all
      select o.firm as entry, o.standing as standing from onward o left join absorbed a on a.firm = o.standing where a.firm is null
    ), told as (
      select f.standing as firm, c.period as period, c.base_value as amount, c.known_on as known_on, c.id as id,
        case c.kind when 'final' then 3 when 'reported' then 2 else 1 end as firmness
      from claim c join firm f on f.entry = c.subject_key
      where c.subject_kind = 'enterprise' and c.indicator = $indicator and c.period in ($period, $earlier)
        and c.operator = '=' and c.kind in ('final', 'reported', 'preliminary') and c.base_value is not null
    ), firmest as (
      select t.firm as firm, t.period as period, t.amount as amount, t.known_on as known_on, t.id as id, t.firmness as firmness,
        max(t.firmness) over (partition by t.firm, t.period) as best
      from told t
    ), newest as (
      select t.firm as firm, t.period as period, t.amount as amount, t.known_on as known_on, t.id as id,
        max(t.known_on) over (partition by t.firm, t.period) as last_on
      from firmest t where t.firmness = t.best
    ), final as (
      select t.firm as firm, t.period as period, t.amount as amount, t.id as id,
        max(t.id) over (partition by t.firm, t.period) as last_id
      from newest t where t.known_on = t.last_on
    ), pairs as (
      select n.firm as firm, n.amount as amount, b.amount as earlier
      from final n join final b on b.firm = n.firm
      where n.period = $period and n.id = n.last_id and b.period = $earlier and b.id = b.last_id
    )"""
_GROWTH = """
    , summed as (
      select g.grouped as grouped, count(*) as firms, cast(sum(g.earlier) as bigint) as earlier, cast(sum(g.amount) as bigint) as amount
      from grouped_pairs g group by g.grouped
    )
    select s.grouped as {name}, s.firms as firms, s.earlier as earlier, s.amount as amount,
      case when s.earlier > 0 then
        (cast(s.amount as double precision) - cast(s.earlier as double precision)) / nullif(cast(s.earlier as double precision), 0)
      end as growth
    from summed s"""
_ASKS = (
    Parameter("indicator", Label("指标", "indicator")),
    Parameter("period", Label("时期，如 2023", "period, such as 2023")),
    Parameter("earlier", Label("上年同期，如 2022", "the same period of the year before, such as 2022")),
)
_SUMS = (
    FIRMS,
    Answered("earlier", Label("上年（最小单位）", "year before, base units"), is_number=True),
    Answered("amount", Label("本年（最小单位）", "this year, base units"), is_number=True),
    Answered("growth", Label("增速（同口径，比率）", "growth, same firms, ratio"), is_number=True),
)

GROWTH_BY_INDUSTRY = QUESTIONS.add(
    "growth-by-industry",
    Question(
        name="growth-by-industry",
        label=Label("各行业的增速（只计两年都有数的企业）", "growth of each industry, over firms with figures of both years"),
        text=_PAIRS
        + """, grouped_pairs as (
          select substr(e.industry, 1, 2) as grouped, p.earlier as earlier, p.amount as amount
          from pairs p join enterprise e on e.key = p.firm
        )"""
        + _GROWTH.format(name="industry"),
        columns=(INDUSTRY, *_SUMS),
        asks=_ASKS,
    ),
)

# A firm tagged with several segments counts in each of them, one without a tag in none; an unconfirmed suggestion counts nowhere.
GROWTH_BY_SEGMENT = QUESTIONS.add(
    "growth-by-segment",
    Question(
        name="growth-by-segment",
        label=Label("各细分领域的增速（只计两年都有数的企业）", "growth of each segment, over firms with figures of both years"),
        text=_PAIRS
        + """, tagged as (
          select distinct f.standing as firm, t.segment as segment
          from tag t join firm f on f.entry = t.subject_key
          where t.subject_kind = 'enterprise' and t.confidence in ('confirmed', 'likely')
        ), grouped_pairs as (
          select t.segment as grouped, p.earlier as earlier, p.amount as amount from pairs p join tagged t on t.firm = p.firm
        )"""
        + _GROWTH.format(name="segment"),
        columns=(Answered("segment", Label("细分领域", "segment")), *_SUMS),
        asks=_ASKS,
    ),
)
