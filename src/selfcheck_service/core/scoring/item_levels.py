"""Items whose points are classified: by the ranges of a level set, as scores are."""

from collections.abc import Iterator

from selfcheck_service.core.scoring.evaluation import ItemResult, LevelResult
from selfcheck_service.core.scoring.levels import level_of, level_with_border
from selfcheck_service.core.scoring.plan import ClassifiedItem, Plan
from selfcheck_service.core.scoring.ratio import Ratio, ratio, to_number, to_text
from selfcheck_service.core.scoring.run import Run
from selfcheck_service.core.scoring.wording import LevelWords, Wording


def item_results(plan: Plan, run: Run, wording: Wording) -> Iterator[ItemResult]:
    """Yield the level of every item that has a level set, in document order."""
    for place, item in enumerate(plan.classified_items):
        points = _points(item, plan, run)
        found = None if points is None else level_with_border(item.level_set, points)
        level, text = (None, None) if found is None else _worded(item, wording.item_levels[place], *found)
        yield ItemResult(
            key=wording.keys[item.index],
            field=item.field,
            title=wording.prompts[item.index],
            points=None if points is None else to_number(points),
            level=level,
            text=text,
        )


def _worded(item: ClassifiedItem, words: LevelWords, at: int, border: int | None) -> tuple[LevelResult, str | None]:
    keys = [level.key for level in item.level_set.levels]
    level = LevelResult(keys[at], words.titles[at], None if border is None else keys[border], None)
    parts = (words.texts[at], None if border is None else words.borders[border])
    return level, " ".join(part for part in parts if part) or None


def canonical_items(plan: Plan, run: Run) -> str:
    """Return the member of the canonical results; nothing where no item is classified."""
    if not plan.classified_items:
        return ""
    members = sorted(_canonical(item, plan, run) for item in plan.classified_items)
    return f'"items":{{{",".join(members)}}},'


def _canonical(item: ClassifiedItem, plan: Plan, run: Run) -> str:
    points = _points(item, plan, run)
    at = None if points is None else level_of(item.level_set, points)
    level = "null" if at is None else f'"{item.level_set.levels[at].key}"'
    worth = "null" if points is None else f'"{to_text(points)}"'
    return f'"{plan.items[item.index].key}":{{"level":{level},"points":{worth}}}'


def _points(item: ClassifiedItem, plan: Plan, run: Run) -> Ratio | None:
    points = run.points[item.index]
    return None if points is None else ratio(points, plan.point_denominator)
