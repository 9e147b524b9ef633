/** What differs from one Python to the next, each version with what belongs to its age. */
export interface PythonRow {
  /** What the official image of that age carries beside the interpreter: the last releases that admit it, and no setuptools from 3.12 on. */
  readonly tools: readonly string[];
  /** The last gunicorn that admits it, for a project whose pins name none. */
  readonly gunicorn: string;
  /** Options with which its pip installs uv, which runs without that Python and works with it. */
  readonly uv: string;
  /** Bounds for the tools that build a package from its source, as constraints. */
  readonly builds: readonly string[];
}

/** setuptools 58 dropped use_2to3, which sources from before 2021 call. */
const before2to3 = 'setuptools<58';
/** setuptools 82 has no pkg_resources, which older setup.py files import. */
const withResources = 'setuptools<82';

/** By minor version. Sources: the metadata of each release, and the tags of docker-library/python. */
const rows: Readonly<Record<string, PythonRow>> = {
  '3.6': {
    tools: ['pip==21.3.1', 'setuptools==59.6.0', 'wheel==0.37.1'],
    gunicorn: '21.2.0',
    uv: '--ignore-requires-python ',
    builds: [before2to3],
  },
  '3.7': {
    tools: ['pip==24.0', 'setuptools==57.5.0', 'wheel==0.42.0'],
    gunicorn: '23.0.0',
    uv: '--ignore-requires-python ',
    builds: [],
  },
  '3.8': {tools: ['pip==25.0.1', 'setuptools==57.5.0', 'wheel==0.45.1'], gunicorn: '23.0.0', uv: '', builds: []},
  '3.9': {
    tools: ['pip==26.0.1', 'setuptools==79.0.1', 'wheel==0.45.1'],
    gunicorn: '23.0.0',
    uv: '',
    builds: [withResources],
  },
};

const current: PythonRow = {tools: ['pip==26.2.1'], gunicorn: '23.0.0', uv: '', builds: [withResources]};
/** 3.10 and 3.11 are the last whose official images carry setuptools. */
const withSetuptools: PythonRow = {...current, tools: ['pip==26.2.1', 'setuptools==79.0.1', 'wheel==0.45.1']};

/** The row of a minor version such as "3.8". */
export function rowOf(version: string): PythonRow {
  return rows[version] ?? (version === '3.10' || version === '3.11' ? withSetuptools : current);
}
