import {run} from './process';

const program = `import importlib.util, sys
for name in sys.argv[1:]:
    if importlib.util.find_spec(name) is None:
        print(name)`;

/** Those of the modules that Python does not find in a running container; null where it cannot be asked. */
export async function absentModules(container: string, modules: readonly string[]): Promise<readonly string[] | null> {
  const {code, stdout} = await run('docker', ['exec', container, 'python', '-c', program, ...modules]);
  return code === 0 ? stdout.split('\n').filter(line => line !== '') : null;
}
