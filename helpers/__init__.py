"""Press Check: is it readable, who says so, do its numbers hold?

load_articles: the articles of a file or folder, and what is wrong with them
analyse: all tables about them in one pass
seeds_folder: where the notebooks look for articles
"""

import os
from pathlib import Path

from helpers.tables.analysis import analyse, load_articles

__all__ = ["analyse", "load_articles", "seeds_folder"]


def seeds_folder(root: Path) -> Path:
    """The folder named by the environment variable PRESS_CHECK_SEEDS, else `seeds` in the project's folder."""
    return Path(os.environ.get("PRESS_CHECK_SEEDS") or root / "seeds")
