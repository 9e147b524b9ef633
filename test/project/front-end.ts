/** A project in backend/ whose settings name what a front end has to make. */
export const django = {
  'backend/manage.py': 'import os\nos.environ.setdefault("DJANGO_SETTINGS_MODULE", "site.settings")\n',
  'backend/site/__init__.py': '',
  'backend/site/settings.py': `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
INSTALLED_APPS = ["shop"]
TEMPLATES = [{"DIRS": [BASE_DIR / "client" / "dist"]}]
STATICFILES_DIRS = [BASE_DIR / "client" / "dist" / "static"]
`,
  'backend/shop/__init__.py': '',
  'requirements.txt': 'Django==5.2.7\n',
};
/** The same settings, with the list that webpack writes. */
export const withStats = `${django['backend/site/settings.py']}WEBPACK_LOADER = {"DEFAULT": {"STATS_FILE": str(BASE_DIR / "webpack-stats.json")}}\n`;
/** A package.json with a build. */
export const built = '{"scripts": {"build": "vite build"}, "devDependencies": {"vite": "^7"}}';
