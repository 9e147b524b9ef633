/** Debian packages of programs that a Python package calls when it runs. */
interface Row {
  readonly names: readonly string[];
  readonly run: readonly string[];
  readonly because: string;
}

/** Wrappers that do nothing without their program. Every release of Debian that carries a Python here has these packages. */
export const programs: readonly Row[] = [
  {names: ['gitpython'], run: ['git'], because: 'calls git, and does not import without it'},
  {names: ['pytesseract'], run: ['tesseract-ocr'], because: 'calls tesseract'},
  {names: ['ocrmypdf'], run: ['tesseract-ocr', 'ghostscript'], because: 'calls both'},
  {names: ['pdf2image'], run: ['poppler-utils'], because: 'calls pdftoppm'},
  {names: ['ghostscript'], run: ['ghostscript'], because: 'loads the library of the program, which has another name in each Debian'},
  {names: ['pypandoc'], run: ['pandoc'], because: 'calls pandoc; pypandoc_binary is the one that carries it'},
  {names: ['ffmpeg-python', 'pydub'], run: ['ffmpeg'], because: 'calls ffmpeg for all but raw sound'},
  {names: ['graphviz'], run: ['graphviz'], because: 'calls dot'},
  {names: ['pyexiftool'], run: ['libimage-exiftool-perl'], because: 'calls exiftool'},
  {names: ['python-gnupg'], run: ['gnupg'], because: 'calls gpg, and raises where it is not there'},
  {names: ['pysaml2'], run: ['xmlsec1'], because: 'calls xmlsec1, and its configuration does not load without it'},
];
