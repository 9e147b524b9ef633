from django.urls import path

from journal import views

urlpatterns = [
    path("findings/", views.finding_list, name="finding-list"),
    path("photos/", views.photos, name="photos"),
]
