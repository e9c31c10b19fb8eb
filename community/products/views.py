"""The catalogue's pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from community.products import queries
from community.products.models import Product


@require_GET
def products(request: HttpRequest) -> HttpResponse:
    category = request.GET.get("category", "")
    page = queries.catalogue(request.user, category=category, after=request.GET.get("after"))
    return render(
        request, "products/products.html", {"page": page, "category": category, "categories": Product.Category.choices}
    )


@require_GET
def product(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "products/product.html", {"product": queries.product_by_slug(request.user, slug)})
