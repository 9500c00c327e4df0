"""How nbconvert makes a page of Press Check from a notebook.

    jupyter nbconvert --config helpers/showing/template/nbconvert_config.py --execute --to html notebooks/*.ipynb

The page is one file that asks no network for anything and runs nothing. What each line does:
"""

import sys
from pathlib import Path

import zmq

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

c = get_config()  # noqa: F821 - nbconvert hands this name to its configuration files

# the house template, and where it lies
c.TemplateExporter.extra_template_basedirs = [str(HERE)]
c.HTMLExporter.template_name = "press_check"
# title, description and navigation of each page; links to notebooks become links to pages
c.HTMLExporter.preprocessors = ["helpers.showing.page_parts.HousePage"]
c.HTMLExporter.filters = {"house_links": "helpers.showing.page_parts.house_links"}
# the template has its own steps to the neighbours
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = ["steps"]
# the words and pictures of an output before its source
c.NbConvertBase.display_data_priority = [
    "text/html",
    "text/markdown",
    "image/svg+xml",
    "image/png",
    "image/jpeg",
    "text/plain",
]
# no time of day in the page: the same notebook gives the same bytes
c.ExecutePreprocessor.record_timing = False
# notebook and kernel talk in cipher where both can
c.KernelManager.transport_encryption = "auto" if zmq.has("curve") else "disabled"
