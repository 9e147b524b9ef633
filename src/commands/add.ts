import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {Args, Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {changeRequirements} from '../edit';
import {writeInTree} from '../engine';
import {DevenvError} from '../model/errors';
import {lockedVersion, rewriteLock, type Inputs} from '../plan';
import {addition, addRequirement, type Edit} from '../project';
import {readInputs} from '../read';

export default class Add extends DevenvCommand {
  static override summary = "Add a package to the project's own requirements.";
  static override description =
    "Resolves it inside the image's Python and changes the project's file in its own format. `devenv up` installs it.";
  static override examples = ['<%= config.bin %> add djangorestframework', '<%= config.bin %> add "django-debug-toolbar<5" --dev'];
  static override args = {requirement: Args.string({required: true, description: 'a package, with or without versions'})};
  static override flags = {dev: Flags.boolean({description: 'for development and tests only'})};

  async run(): Promise<{file: string; requirement: string}> {
    const {args, flags} = await this.parse(Add);
    const requirement = checked(args.requirement);
    const read = () => readInputs(flags.dir, 'development', false);
    const perform = (plan: Parameters<typeof this.perform>[0], {project}: Inputs) => this.perform(plan, project, flags.verbose);
    const inputs = await read();
    const set = flags.dev ? 'development' : 'production';
    const edit = addition(inputs.project.dependencies, requirement, set);
    const after = await changeRequirements(inputs, edit, {read, perform});
    const pins = pinsFor(inputs, after, requirement, set);
    if (pins.length > 0) await this.pin(inputs, edit, pins, read);
    this.log(`${edit.file}: ${(pins.length > 0 ? pins : [requirement]).join(', ')}\nNext: devenv up`);
    return {file: edit.file, requirement: pins[0] ?? requirement};
  }

  /** A list of exact pins gets more of them; what was resolved stays as it is. */
  private async pin({project}: Inputs, {file, before}: Edit, pins: readonly string[], read: () => Promise<Inputs>): Promise<void> {
    const path = (name: string) => join(project.root, name);
    writeInTree(path(file), project.root, pins.reduce(addRequirement, before));
    const lock = project.dependencies.pinned ? null : rewriteLock(await read());
    if (lock !== null) writeInTree(path('devenv.lock'), project.root, lock);
    else if (project.lock === null) rmSync(path('devenv.lock'), {force: true});
  }
}

function checked(text: string): string {
  if (/^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(\[[\w,.-]+\])?\s*([=<>!~].*)?$/.test(text)) return text;
  throw new DevenvError('usage', `${text} is no package name with or without versions`, {next: ['devenv add "celery>=5.4"']});
}

/**
 * "six==1.17.0" where the project's requirements files have exact pins only and none was given, and with it, where they
 * pin everything, what it asks for; none elsewhere.
 */
function pinsFor({project}: Inputs, after: Inputs, requirement: string, set: 'production' | 'development'): readonly string[] {
  const files = project.dependencies.production.filter(({kind}) => kind === 'requirements');
  const isExact = files.length > 0 && files.every(({requirements}) => requirements.every(({version}) => version !== null));
  if (!isExact || !/^[\w.-]+$/.test(requirement)) return [];
  const version = lockedVersion(after.project, requirement);
  const own = version === null ? [] : [`${requirement}==${version}`];
  if (!project.dependencies.pinned) return own;
  const known = new Set(
    [...project.dependencies.production, ...project.dependencies.development].flatMap(file => file.requirements.map(({name}) => name)),
  );
  const others = (after.project.lock?.[set] ?? []).filter(
    line => !known.has(line.replace(/[=@\s].*$/, '')) && lockedVersion(after.project, requirement) !== null,
  );
  return [...own, ...others.filter(line => !own.some(pin => pin.toLowerCase().replaceAll('_', '-') === line))];
}
