"""The project's addresses and one plain page of 30 KB beside them: what Django costs when nothing is asked of it."""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from tadpole.config.urls import urlpatterns as ours

PARAGRAPH = "他现在扶着能坐十几秒，看我们吃饭会张嘴，勺子碰到嘴唇就笑；医生说用矫正月龄看，家里老人说早就该加了。" * 2
TEMPLATE = engines["django"].from_string(
    """{% load static %}<!doctype html><html lang="zh-Hans"><head><title>{{ title }}</title>
<link rel="stylesheet" href="{% static 'ui/plain.css' %}"></head><body><h1>{{ title }}</h1>
{% for row in rows %}<article id="row-{{ row.number }}"><h2><a href="/rows/{{ row.number }}/">{{ row.title }}</a></h2>
<p class="by">{{ row.author }} <time datetime="{{ row.at }}">{{ row.at }}</time></p>
<p>{{ row.text }}</p><p>{{ row.text }}</p><p>{{ row.text }}</p><p>{{ row.likes }}</p></article>
{% endfor %}</body></html>"""
)
ROWS = [
    {
        "number": n,
        "title": f"第 {n} 行",
        "author": f"家长 {n}",
        "at": f"2026-11-{n:02}T08:00",
        "text": PARAGRAPH,
        "likes": n * 7,
    }
    for n in range(1, 29)
]


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEMPLATE.render({"title": "三十千字节", "rows": ROWS}, request))


urlpatterns = [path("plain/", plain), *ours]
