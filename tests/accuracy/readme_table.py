"""The README's table of accuracy, made from the measured figures."""

from __future__ import annotations

from helpers.showing.trusted import OURS, beside_peers

WHAT = {
    "sourcing": "attributions of speech, content and source right (F1)",
    "numbers": "quantities, value, bound and unit or noun right (F1)",
    "times": "calendar values of expressions of time (F1)",
    "readability": "agreement with human judgement (rank correlation)",
}


def readme_table() -> str:
    """What, measured on, ours, next best, people (of 100; empty where nobody measured), as Markdown."""
    rows = [["what", "measured on", "ours", "next best", "people"], ["---"] * 5]
    for question, meaning in WHAT.items():
        frame = beside_peers(question)
        ours, others, people = (frame[frame.kind == kind] for kind in (OURS, "others", "people"))
        row, best = ours.loc[ours.percent.idxmin()], others.loc[others.percent.idxmax()]
        figure = f"{row.percent:.1f} ({row.low:.1f} to {row.high:.1f})"
        second = f"{best.percent:.1f}, {best.system}"
        rows.append([meaning, row["where"], figure, second, "".join(f"{value:.0f}" for value in people.percent)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
