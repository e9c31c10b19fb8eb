"""Guides in the CMS, and the experts' yes to them."""

from content.guides.models.checks import ExpertReviewTask, GuideCheck
from content.guides.models.pages import GuideIndexPage, GuidePage
from content.guides.models.stages import GuideStage, label_of

__all__ = ["ExpertReviewTask", "GuideCheck", "GuideIndexPage", "GuidePage", "GuideStage", "label_of"]
