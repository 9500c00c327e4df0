"""What the house template needs to know of a notebook: its title, its place in the sequence, its links as pages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from helpers.showing.wording import cut

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(?![a-z]+:|/)([^"#?]+)\.ipynb(?=["#?])')
_STEPS = re.compile(r"^(?:[^\w\[\]\n]*\[[^\]\n]*\]\([^)\s]+\.ipynb(?:#[^)\s]*)?\))+[^\w\[\]\n]*$", re.MULTILINE)
_ANCHOR = re.compile(r'<a class="anchor-link"[^>]*>[^<]*</a>')


def house_links(page: str) -> str:
    """HTML whose links to notebooks lead to their pages, without a paragraph mark behind each heading.

    >>> house_links('<a href="02-sourcing.ipynb#Who">who</a>')
    '<a href="02-sourcing.html#Who">who</a>'
    """
    return _LINK.sub(r"\1\2.html", _ANCHOR.sub("", page))


def notebook_title(notebook: NotebookNode, otherwise: str) -> str:
    """The first heading of a notebook, in plain text."""
    for cell in notebook.cells:
        found = re.search(r"^# +(.+?)\s*$", cell.source, re.MULTILINE) if cell.cell_type == "markdown" else None
        if found:
            return _plain(found[1])
    return otherwise


def notebook_description(notebook: NotebookNode) -> str:
    """The first paragraph of a notebook, in plain text of at most 200 characters."""
    for cell in notebook.cells:
        for block in cell.source.split("\n\n") if cell.cell_type == "markdown" else []:
            if re.match(r"\w", block):
                return cut(_plain(block), 200)
    return "A notebook of Press Check."


def _plain(markdown: str) -> str:
    return re.sub(r"[*_`]|\[([^\]]*)\]\([^)]*\)", r"\1", markdown)


def sequence(folder: Path) -> list[Path]:
    """The notebooks of the collection in their order: those whose name begins with a number."""
    return sorted(path for path in folder.glob("[0-9]*-*.ipynb"))


def short_name(path: Path) -> str:
    """A notebook's name in the navigation.

    >>> short_name(Path("notebooks/02-who-says-so.ipynb"))
    'Who says so'
    """
    words = re.sub(r"^[0-9]+-", "", path.stem).replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def without_steps(markdown: str) -> str:
    """Markdown without the lines that hold nothing but links to other notebooks: the template has its own.

    >>> without_steps("One sentence.\\n\\n[← Start](00-start.ipynb) · [Next →](02-next.ipynb)")
    'One sentence.'
    """
    return _STEPS.sub("", markdown).rstrip()


class HousePage(Preprocessor):
    """Tells the template what stands around a notebook, whose own steps to its neighbours give way to the template's."""

    def preprocess(self, nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
        """Fill `resources["press_check"]` and drop the notebook's own steps to its neighbours."""
        metadata = resources.get("metadata", {})
        name = metadata.get("name", "")
        steps = []
        for path in sequence(Path(metadata.get("path") or ".")):
            other = nb if path.stem == name else nbformat.read(path, as_version=4)
            title = notebook_title(other, short_name(path))
            steps.append(
                {"href": f"{path.stem}.html", "title": title, "short": short_name(path), "current": other is nb}
            )
        here = next((place for place, step in enumerate(steps) if step["current"]), None)
        resources["press_check"] = {
            "language": "en",
            "title": notebook_title(nb, name),
            "description": notebook_description(nb),
            "sequence": steps,
            "previous": steps[here - 1] if here else None,
            "next": steps[here + 1] if here is not None and here + 1 < len(steps) else None,
        }
        for cell in nb.cells:
            if cell.cell_type == "markdown":
                cell.source = without_steps(cell.source)
        return nb, resources
