from django.conf import settings
from django.conf.urls.static import static
from django.contrib import admin
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path

from example import views

urlpatterns = [
    path("", views.index, name="index"),
    path("admin/", admin.site.urls),
    path("api/csrf/", views.csrf, name="csrf"),
    path("api/status/", views.status, name="status"),
    path("api/", include("trees.urls")),
    path("api/", include("journal.urls")),
]

# Both are empty unless DEBUG: on a server NGINX serves these files.
urlpatterns += staticfiles_urlpatterns()
urlpatterns += static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

admin.site.site_header = "Leafbook"
admin.site.site_title = "Leafbook"
admin.site.index_title = "The field guide and its journal"
