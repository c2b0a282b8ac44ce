"""What a run found, in words and numbers."""

from hold.run import Outcome, Scale

# So many sentences of a kind are shown.
SHOWN = 5


def as_text(outcome: Outcome) -> str:
    """Return the table of faults and the summary."""
    found, watch = outcome.findings, outcome.watch
    lines = [f"{'fault':<28}{'times':>6}{'back after (s), each':>24}"]
    for name, times in outcome.recoveries.items():
        said = "  ".join("too long" if one is None else f"{one:.2f}" for one in times)
        lines.append(f"{name:<28}{len(times):>6}    {said}")
    lines += [
        "",
        (
            f"{outcome.participants} people, {watch.operations} operations in {watch.attempts} attempts, "
            f"{outcome.seconds:.0f} s"
        ),
        f"answers by status: {', '.join(f'{name}: {count}' for name, count in watch.statuses.most_common())}",
        f"{found.acknowledged} acknowledged, {found.unknown} never answered, {found.read_again} read again",
        (
            f"faults: {outcome.faults.total()} of {len(outcome.recoveries)} kinds; "
            f"back after {outcome.median:.2f} s (median), {outcome.worst:.2f} s (worst)"
        ),
        (
            f"lost: {len(found.lost)}, doubled: {len(found.doubled)}, erased and back: {len(found.returned)}, "
            f"altered: {len(found.altered)}, not written again: {len(found.unwritten)}, "
            f"miscounted: {len(found.miscounted)}, refused: {len(found.refused)}"
        ),
    ]
    return "\n".join(lines)


def shortcomings(outcome: Outcome, scale: Scale) -> list[str]:
    """Return why the run proves less than it should, as sentences; empty where it holds."""
    found, watch = outcome.findings, outcome.watch
    wrong = [f"{name}: {sentence}" for name, sentences in found.broken.items() for sentence in sentences[:SHOWN]]
    wrong += [f"unexpected failure: {line}" for line in outcome.failures[:SHOWN]]
    wrong += [f"answered with {status}" for status in watch.statuses if status.startswith("5") and status != "503"]
    wrong += [f"{name} happened {count} times only" for name, count in outcome.faults.items() if count < scale.times]
    wrong += [
        f"after {name} nobody was answered in time" for name, found in outcome.recoveries.items() if None in found
    ]
    if found.acknowledged < scale.fewest_acknowledged:
        wrong.append(f"{found.acknowledged} were acknowledged, fewer than {scale.fewest_acknowledged}")
    if watch.attempts > scale.most_attempts * watch.operations:
        wrong.append(f"{watch.attempts} attempts for {watch.operations} operations: a storm of retries")
    if found.unknown > scale.most_unknown * watch.operations:
        wrong.append(f"{found.unknown} of {watch.operations} operations were never answered")
    return wrong
