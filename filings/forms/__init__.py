"""The forms of a filing's sections: what a person types, checked for its format, and back."""

from filings.forms.access import AccessForm
from filings.forms.entity import EntityForm
from filings.forms.website import WebsiteForm

__all__ = ["AccessForm", "EntityForm", "WebsiteForm"]
