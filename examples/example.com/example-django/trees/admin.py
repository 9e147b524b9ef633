from django.contrib import admin
from django.utils.html import format_html

from trees.models import Species


@admin.register(Species)
class SpeciesAdmin(admin.ModelAdmin):
    list_display = ["common_name", "latin", "family", "leaf_shape", "season", "plate"]
    list_filter = ["leaf_shape", "family"]
    search_fields = ["common_name", "latin_name"]
    prepopulated_fields = {"slug": ["common_name"]}

    @admin.display(description="Latin name", ordering="latin_name")
    def latin(self, species):
        return format_html("<em>{}</em>", species.latin_name)

    @admin.display(description="Plate")
    def plate(self, species):
        if not species.plate_url:
            return "–"
        return format_html('<img src="{}" alt="" height="48">', species.plate_url)
