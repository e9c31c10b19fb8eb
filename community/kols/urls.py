from django.urls import URLPattern

app_name = "kols"
urlpatterns: list[URLPattern] = []
