from django.contrib import admin
from django.utils.html import format_html

from journal.models import Finding, Photo, Tick


@admin.register(Finding)
class FindingAdmin(admin.ModelAdmin):
    list_display = ["species", "place", "found_on", "length_mm"]
    list_filter = ["species"]
    list_select_related = ["species"]
    date_hierarchy = "found_on"
    search_fields = ["place", "note"]


@admin.register(Photo)
class PhotoAdmin(admin.ModelAdmin):
    list_display = ["__str__", "preview", "width", "height", "created_at"]

    @admin.display(description="Picture")
    def preview(self, photo):
        return format_html('<img src="{}" alt="" height="48">', photo.image.url)


@admin.register(Tick)
class TickAdmin(admin.ModelAdmin):
    """Ticks are beat's to write and ours to read."""

    list_display = ["id", "at"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
