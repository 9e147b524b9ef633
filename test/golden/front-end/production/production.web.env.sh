# Made by devenv from .server.envrc.
export ALLOWED_HOSTS='example.com'
export BAKERY_HOSTS='example.com'
export DATABASE_URL='postgres://ada:pw@db:5432/site'
export DJANGO_SECRET_KEY='it'\''s a $ecret'
export DJANGO_SETTINGS_MODULE='shop.settings'
export SECRET_KEY='it'\''s a $ecret'
