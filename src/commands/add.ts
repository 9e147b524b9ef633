import {rmSync} from 'node:fs';
import {join} from 'node:path';
import {Args, Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {changeRequirements, listingOf} from '../edit';
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
    const listing = listingOf(inputs);
    const edit = addition(listing, requirement, set);
    const after = await changeRequirements(inputs, edit, {read, perform});
    const isSource = listing.compiled.some(({reads}) => reads.includes(edit.file));
    const pins = edit.isExact ? pinsFor(inputs, after, requirement, isSource ? null : set) : [];
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
 * "six==1.17.0" for a file with exact pins only where no version was given, and with it, where the project's files pin
 * everything, what it asks for.
 * @param set null for a file that another is compiled from: that one has what it asks for
 */
function pinsFor({project}: Inputs, after: Inputs, requirement: string, set: 'production' | 'development' | null): readonly string[] {
  const version = /^[\w.-]+$/.test(requirement) ? lockedVersion(after.project, requirement) : null;
  if (version === null) return [];
  const own = `${requirement}==${version}`;
  if (set === null || !project.dependencies.pinned) return [own];
  const {production, development} = project.dependencies;
  const known = new Set([...production, ...development].flatMap(({requirements}) => requirements.map(({name}) => name)));
  const others = (after.project.lock?.[set] ?? []).filter(line => !known.has(line.replace(/[=@\s].*$/, '')));
  return [own, ...others.filter(line => own.toLowerCase().replaceAll('_', '-') !== line)];
}
