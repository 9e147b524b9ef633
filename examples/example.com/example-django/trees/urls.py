from django.urls import path

from trees import views

urlpatterns = [
    path("species/", views.species_list, name="species-list"),
    path("tasks/", views.task_start, name="task-start"),
    path("tasks/<uuid:task_id>/", views.task_detail, name="task-detail"),
]
