"""The page of proof: source pages with every recorded value boxed and every unread piece marked."""

from jiheng.writing.proof.html import render
from jiheng.writing.proof.page import marked_pages
from jiheng.writing.proof.picture import Picture

__all__ = ["Picture", "marked_pages", "render"]
