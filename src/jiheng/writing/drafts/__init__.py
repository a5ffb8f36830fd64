"""Drafts of reports as Word documents: words, tables and charts to be finished by people."""

from jiheng.writing.drafts.blocks import Bars, Block, Grid, Heading, Report, Text
from jiheng.writing.drafts.docx import write_report
from jiheng.writing.drafts.evaluation import evaluation_report
from jiheng.writing.drafts.self_evaluation import EvaluatedLine, self_evaluation_report

__all__ = [
    "Bars",
    "Block",
    "EvaluatedLine",
    "Grid",
    "Heading",
    "Report",
    "Text",
    "evaluation_report",
    "self_evaluation_report",
    "write_report",
]
