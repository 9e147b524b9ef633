from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat

from journal.models import Photo

# What Pillow finds in the file, and the extension under which we keep it.
FORMATS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}
MAX_PIXELS = 40_000_000


class PhotoForm(forms.ModelForm):
    """Takes a picture. The file's content decides what it is, not its name."""

    class Meta:
        model = Photo
        fields = ["image", "caption"]

    def clean_image(self):
        upload = self.cleaned_data["image"]
        if upload.size > settings.PHOTO_MAX_BYTES:
            limit = filesizeformat(settings.PHOTO_MAX_BYTES)
            raise ValidationError(f"The picture is larger than {limit}.")
        if upload.image.format not in FORMATS:
            raise ValidationError("Please send a JPEG, PNG, WebP or GIF picture.")
        if upload.image.width * upload.image.height > MAX_PIXELS:
            raise ValidationError("The picture has too many pixels.")
        upload.name = f"photo.{FORMATS[upload.image.format]}"
        return upload
