"""Pages as editors publish them."""

from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image as Pixels

from community.products.models import Product
from content.guides.actions import publish_guide, record_yes
from content.guides.models import GuideCheck, GuidePage
from content.guides.rules import Span
from content.reviews.actions import publish_review
from content.reviews.models import ReviewPage
from media.photos.models import EditorialImage

BODY = [
    ("paragraph", "<p>没有哪一天是“必须”的。看着他，慢慢来。</p>"),
    ("heading", "什么时候开始"),
    (
        "claim",
        {
            "text": "满 6 个月开始加辅食。",
            "source": "世界卫生组织 2023",
            "grade": "4",
            "reviewer": "许医生",
            "review_due": None,
        },
    ),
    ("tip", {"title": "早产的孩子", "text": "<p>用矫正月龄看。</p>"}),
    ("heading", "先加什么"),
    ("voices", {"old": "米油最养胃。", "doctor": "米汤几乎没有铁。", "we": "拿米汤调米粉。"}),
]


def a_picture(title: str = "桌上的碗") -> EditorialImage:
    """A picture in the editors' library."""
    buffer = BytesIO()
    Pixels.new("RGB", (160, 120), "#e3ecda").save(buffer, "PNG")
    return EditorialImage.objects.create(
        title=title, description=title, file=ContentFile(buffer.getvalue(), "bowl.png"), width=160, height=120
    )


def a_product(slug: str = "rice-cereal", **fields: Any) -> Product:
    """Something parents use."""
    return Product.objects.get_or_create(
        slug=slug, defaults={"name": "强化铁米粉", "brand": "小满碗坊", "category": "feeding", **fields}
    )[0]


def a_guide(
    *, by: Any, title: str = "第一口从一勺含铁的米粉开始", checked_on: date | None = None, **fields: Any
) -> GuidePage:
    """A published guide for months 4 to 8; with `checked_on` its `reviewer` said yes to it that day."""
    given = {
        "summary": "什么时候加、先加什么。",
        "body": BODY,
        "stages": [Span("baby", 4, 8)],
        "author": by.profile,
        **fields,
    }
    guide = publish_guide(by=by, title=title, **given)
    if checked_on:
        yes = record_yes(by=guide.reviewer.user, revision=guide.latest_revision, asked_by=by)
        noon = datetime.combine(checked_on, time(12), tzinfo=timezone.get_current_timezone())
        GuideCheck.objects.filter(pk=yes.pk).update(made_at=min(noon, timezone.now()))
    return guide


def a_review(*, by: Any, title: str = "九款米粉吃了九十天", **fields: Any) -> ReviewPage:
    """A published review of a product."""
    given = {
        "product": fields.pop("product", None) or a_product(),
        "summary": "颗粒细的那两款最省心。",
        "overall": "4.5",
        "scores": [{"criterion": "好不好冲", "score": "4.5", "remark": "不结块"}],
        "pros": ["不结块"],
        "cons": ["罐口太窄"],
        "used_days": 90,
        "verdict": "值得留一罐。",
        "author": by.profile,
        **fields,
    }
    return publish_review(by=by, title=title, **given)
