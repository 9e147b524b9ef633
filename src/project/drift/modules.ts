/** Packages by the module that they bring, where the name of neither is in the other. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  Crypto: ['pycryptodome'],
  MySQLdb: ['mysqlclient', 'mysql-python', 'pymysql'],
  OpenSSL: ['pyopenssl'],
  PIL: ['pillow'],
  allauth: ['django-allauth'],
  analytics: ['analytics-python', 'segment-analytics-python'],
  attr: ['attrs'],
  bs4: ['beautifulsoup4'],
  ckeditor: ['django-ckeditor'],
  compressor: ['django-compressor'],
  corsheaders: ['django-cors-headers'],
  crispy_forms: ['django-crispy-forms'],
  cv2: ['opencv-python', 'opencv-python-headless'],
  dateutil: ['python-dateutil'],
  debug_toolbar: ['django-debug-toolbar'],
  decouple: ['python-decouple'],
  django_q: ['django-q2', 'django-q'],
  dotenv: ['python-dotenv'],
  environ: ['django-environ'],
  fitz: ['pymupdf'],
  google: ['protobuf', 'googleapis-common-protos'],
  googleapiclient: ['google-api-python-client'],
  guardian: ['django-guardian'],
  import_export: ['django-import-export'],
  jose: ['python-jose'],
  jwt: ['pyjwt'],
  ldap: ['python-ldap'],
  lxml: ['lxml'],
  modeltranslation: ['django-modeltranslation'],
  mptt: ['django-mptt'],
  oauth2_provider: ['django-oauth-toolkit'],
  phonenumber_field: ['django-phonenumber-field'],
  pkg_resources: ['setuptools'],
  psycopg2: ['psycopg2-binary', 'psycopg2'],
  pylibmc: ['pylibmc'],
  rest_framework: ['djangorestframework'],
  rest_framework_jwt: ['drf-jwt', 'djangorestframework-jwt'],
  rest_framework_simplejwt: ['djangorestframework-simplejwt'],
  rudder_analytics: ['rudder-sdk-python', 'rudderstack-analytics-python'],
  simple_history: ['django-simple-history'],
  skimage: ['scikit-image'],
  sklearn: ['scikit-learn'],
  slugify: ['python-slugify', 'unicode-slugify'],
  social_django: ['social-auth-app-django'],
  socks: ['pysocks'],
  storages: ['django-storages'],
  taggit: ['django-taggit'],
  tinymce: ['django-tinymce'],
  usb: ['pyusb'],
  widget_tweaks: ['django-widget-tweaks'],
  win32com: ['pywin32'],
  yaml: ['pyyaml'],
  zmq: ['pyzmq'],
};

/** What every image has, and what belongs to Python 2 alone: no list names them. */
const always = new Set([
  'django',
  'pip',
  'setuptools',
  'pkg_resources',
  'wheel',
  'urllib2',
  'urlparse',
  'ConfigParser',
  'StringIO',
  'cPickle',
]);

/**
 * Whether one of these packages may bring a module, by their names. Where that is not sure it says yes, so that a no is
 * worth asking the image.
 */
export function mayProvide(module: string, packages: Iterable<string>): boolean {
  if (always.has(module)) return true;
  const words = wordsOf(module);
  const joined = words.join('');
  const others = otherNames[module] ?? [];
  for (const name of packages) {
    const known = wordsOf(name);
    const all = known.join('');
    if (others.includes(name) || all.includes(joined) || words.every(word => known.includes(word))) return true;
    if (all.length > 3 && joined.includes(all)) return true;
  }
  return false;
}

/** The package to add for a module: by its other name, else by its own. */
export function packageFor(module: string): string {
  return otherNames[module]?.[0] ?? module.toLowerCase().replaceAll('_', '-');
}

function wordsOf(name: string): readonly string[] {
  return (
    name
      .toLowerCase()
      // djmoney is of django-money.
      .replace(/^django[-_.]|^dj(?!ango)/, '')
      .split(/[-_.]+/)
      .filter(word => word !== '')
  );
}
