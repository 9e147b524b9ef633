import {existsSync, mkdtempSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run} from './devenv';

const pins = ['python-dotenv==1.2.4', 'django-environ==0.14.0', 'python-decouple==3.8'];

/** A Python with the readers of .env files at pinned versions; made once and kept in the directory for temporary files. */
async function pythonWithReaders(): Promise<string> {
  const kept = join(tmpdir(), `devenv-readers-${pins.join('-').replaceAll('==', '-')}`);
  if (!existsSync(kept)) {
    const made = mkdtempSync(join(tmpdir(), 'devenv-readers-'));
    await must('python3', ['-m', 'venv', made]);
    await must(join(made, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...pins]);
    renameSync(made, kept);
  }
  return join(kept, 'bin/python');
}

async function must(command: string, args: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await run(command, args, tmpdir());
  if (code !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
  return stdout;
}

/** What a reader gives for a file: its variables by name, null where it refuses the file. */
export type Given = Readonly<Record<string, string>> | null;

const script = `
import io, json, logging, os, sys
logging.disable(logging.CRITICAL)
import decouple, dotenv, environ

def django_environ(path):
    class Env(environ.Env):
        ENVIRON = {}
    Env.read_env(path)
    return Env.ENVIRON

def python_dotenv(path):
    kept = dict(os.environ)
    dotenv.load_dotenv(path)
    found = {k: v for k, v in os.environ.items() if k not in kept}
    for name in found:
        del os.environ[name]
    return found

readers = {"django-environ": django_environ, "python-dotenv": python_dotenv, "decouple": lambda path: decouple.RepositoryEnv(path).data}
read, count, directory = readers[sys.argv[1]], int(sys.argv[2]), sys.argv[3]
os.environ.clear()
os.environ["X"] = "xval"
json.dump([dict(read(os.path.join(directory, "{}.env".format(i)))) for i in range(count)], sys.stdout)
`;

/** What a Python reader makes of each file, with X=xval in its process. */
export async function askPython(reader: string, files: readonly string[]): Promise<readonly Given[]> {
  const directory = writeAll(files);
  const told = await must(await pythonWithReaders(), ['-c', script, reader, String(files.length), directory]);
  rmSync(directory, {recursive: true});
  return JSON.parse(told) as readonly Given[];
}

/** What `docker compose` makes of each file as `env_file`, with X=xval in its process. One that it refuses spoils all. */
export async function askCompose(files: readonly string[]): Promise<readonly Given[] | {readonly refused: string}> {
  const directory = writeAll(files);
  const services = files.map((_, index) => [`s${String(index)}`, {image: 'x', env_file: [`${String(index)}.env`]}]);
  writeFileSync(join(directory, 'compose.json'), JSON.stringify({name: 'x', services: Object.fromEntries(services) as object}));
  const args = ['compose', '--file', 'compose.json', 'config', '--format', 'json'];
  // A shell leaves the last command's path in _, which a file could name.
  const env = {X: 'xval', _: '', COMPOSE_DISABLE_ENV_FILE: '1'};
  const {code, stdout, stderr} = await run('docker', args, directory, {env});
  rmSync(directory, {recursive: true});
  if (code !== 0) return {refused: stderr};
  const read = (JSON.parse(stdout) as {services: Readonly<Record<string, {environment: Readonly<Record<string, string | null>> | null}>>})
    .services;
  return files.map((_, index) => {
    const given = Object.entries(read[`s${String(index)}`]?.environment ?? {});
    return Object.fromEntries(given.flatMap(([name, value]) => (value === null ? [] : [[name, value.replaceAll('$$', '$')]])));
  });
}

function writeAll(files: readonly string[]): string {
  const directory = mkdtempSync(join(tmpdir(), 'devenv-dialects-'));
  for (const [index, text] of files.entries()) writeFileSync(join(directory, `${String(index)}.env`), text);
  return directory;
}
