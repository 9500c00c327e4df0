"""Invented news stories for tests that need many: each differs from every other, with speakers and figures in it."""

from __future__ import annotations

import random

PLACES = ("Lower Marsh", "Tern Point", "Osterby", "Karst", "Vellingham", "Nine Wells", "Port Arden", "Ilmen")
NAMES = ("Ada Finch", "Boris Hale", "Clara Ruiz", "Dmitri Okafor", "Edith Sorensen", "Farid Lang", "Greta Moss")
OFFICES = ("mayor", "harbour master", "headteacher", "chief engineer", "union secretary", "coroner")
THINGS = ("houses", "trees", "jobs", "boats", "patients", "pupils", "bicycles")
SAYINGS = (
    "“We counted {n} {things} in {place} this spring,” said {name}, the {office}. “Nobody expected that.”",
    "{name}, the {office} of {place}, told reporters that {n} {things} had been lost since {year}.",
    "According to a report by the council, the number of {things} fell by {p} percent, from {n} to {m}.",
    "The {office} declined to comment. Critics called the plan a waste of ${k} million.",
    "“It will take {p} months,” {name} said on Tuesday, adding that about {m} {things} were at risk.",
    "More than {m} {things} stand in {place}, where {name} has lived for {p} years.",
)


def story(number: int, paragraphs: int = 6) -> str:
    """The story of this number, always the same."""
    chance = random.Random(number)
    return "\n\n".join(_paragraph(chance) for _ in range(paragraphs))


def _paragraph(chance: random.Random) -> str:
    words = {"name": chance.choice(NAMES), "office": chance.choice(OFFICES), "place": chance.choice(PLACES)}
    figures = {
        "n": f"{chance.randrange(1000, 90000):,}",
        "m": f"{chance.randrange(100, 999)}",
        "p": chance.randrange(2, 60),
    }
    more = {"things": chance.choice(THINGS), "year": chance.randrange(1990, 2025), "k": chance.randrange(2, 80)}
    return " ".join(saying.format(**words, **figures, **more) for saying in chance.sample(SAYINGS, 2))
