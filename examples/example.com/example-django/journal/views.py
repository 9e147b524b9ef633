from django.http import JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from journal.forms import PhotoForm
from journal.models import Finding, Photo


@require_safe
@never_cache
def finding_list(request):
    findings = Finding.objects.select_related("species")[:20]
    return JsonResponse(
        {
            "results": [
                {
                    "species": finding.species.common_name,
                    "slug": finding.species.slug,
                    "place": finding.place,
                    "found_on": finding.found_on.isoformat(),
                    "note": finding.note,
                    "length_mm": finding.length_mm,
                }
                for finding in findings
            ]
        }
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def photos(request):
    """The newest pictures; or take a new one (multipart: `image`, `caption`)."""
    if request.method != "POST":
        return JsonResponse({"results": [_photo(p) for p in Photo.objects.all()[:12]]})
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        error = next(iter(form.errors.values()))[0]
        return JsonResponse({"error": error}, status=400)
    return JsonResponse(_photo(form.save()), status=201)


def _photo(photo):
    return {
        "id": photo.pk,
        "url": photo.image.url,
        "width": photo.width,
        "height": photo.height,
        "caption": photo.caption,
        "created_at": photo.created_at.isoformat(),
    }
