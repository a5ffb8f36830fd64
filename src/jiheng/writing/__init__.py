"""Tables → data and official forms, as bytes.

The same tables always give the same bytes. Must not import `jiheng.reading` or `jiheng.rules`.
"""

from jiheng.writing.csv_package import write_package
from jiheng.writing.forms import FORMS, Form, write_tables
from jiheng.writing.left_out import INDICATOR_LIST, left_out
from jiheng.writing.losses import losses
from jiheng.writing.official.printing import (
    OFFICIAL_FILES,
    OFFICIAL_FORMS,
    unshown_signs,
    usual_form,
    write_official,
)
from jiheng.writing.schema import table_schema

__all__ = [
    "FORMS",
    "INDICATOR_LIST",
    "OFFICIAL_FILES",
    "OFFICIAL_FORMS",
    "Form",
    "left_out",
    "losses",
    "table_schema",
    "unshown_signs",
    "usual_form",
    "write_official",
    "write_package",
    "write_tables",
]
