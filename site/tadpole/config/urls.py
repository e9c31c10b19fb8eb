"""Every address. What a reader sees has a language (no prefix: zh-hans); files, sockets and the staff's rooms have none."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.contrib.sitemaps.views import sitemap
from wagtail.documents import urls as wagtaildocs_urls

from content.home.sitemaps import Sitemap
from media.photos.views import editorial
from tadpole.accounts.views import staff_door
from tadpole.ui import cms_urls
from tadpole.ui.views import not_found as not_here

handler400 = "tadpole.ui.views.bad_request"
handler403 = "tadpole.ui.views.forbidden"
handler404 = "tadpole.ui.views.not_found"
handler429 = "tadpole.ui.views.too_often"
handler500 = "tadpole.ui.views.server_error"

urlpatterns = [
    path("cms/login/", staff_door, name="staff_door"),
    path("admin/login/", staff_door),
    path("cms/failwhale/", not_here),
    path("cms/pages/", include(cms_urls.pages)),
    path("cms/", include(cms_urls.bulk)),
    path("cms/", include(wagtailadmin_urls)),
    path("admin/taggit/tag/merge-tags/", not_here),  # asks for no right of its own
    path("admin/", admin.site.urls),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": Sitemap}}, name="sitemap"),
    path("photos/", include("media.photos.urls")),
    path("media/<path:path>", editorial),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("tadpole.operations.urls")),
    path("", include("tadpole.ui.urls")),
    *i18n_patterns(
        path("account/", include("tadpole.accounts.urls")),
        path("people/", include("community.profiles.urls")),
        path("family/", include("community.families.urls")),
        path("circles/", include("community.circles.urls")),
        path("t/", include("community.threads.urls")),
        path("products/", include("community.products.urls")),
        path("notes/", include("community.notes.urls")),
        path("kols/", include("community.kols.urls")),
        path("notices/", include("community.notifications.urls")),
        path("moderation/", include("community.moderation.urls")),
        path("live/", include("community.live.urls")),
        path("guides/do/", include("content.guides.urls")),
        path("contests/do/", include("campaigns.contests.urls")),
        path("search/", include("search.results.urls")),
        path("topics/", include("search.feed.urls")),
        path("_util/login/", staff_door),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
