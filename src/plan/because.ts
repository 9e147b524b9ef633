import type {ObservedContainer, ObservedImage} from '../model/observed';
import type {DependencyFile} from '../model/dependencies';
import type {Project} from '../model/project';
import {envLabel, filesLabel} from './compose';
import type {Definition} from './fragments';
import {hash} from './hash';

/** Labels of an image that tell what it was made from, so that the next plan can say what changed. */
export const pinsLabel = 'devenv.pins';
export const inputsLabel = 'devenv.inputs';

/** What an image is made from, by a name that a person understands. */
export type BuildInputs = Readonly<Record<string, string>>;

export function pinsOf(files: readonly DependencyFile[]): string {
  const pins = files.flatMap(({requirements}) => requirements.map(({name, version}) => `${name}==${version ?? ''}`));
  return [...new Set(pins)].sort().join(' ');
}

export function encodeInputs(inputs: BuildInputs): string {
  return Object.entries(inputs)
    .map(([name, value]) => `${name}:${hash(value).slice(0, 8)}`)
    .join(';');
}

/** Why an image must be built, compared with the one that was built before it. */
export function becauseImage(project: Project, previous: ObservedImage | undefined, inputs: BuildInputs, pins: string): string {
  if (previous === undefined) return 'it was never built';
  const files = [...project.dependencies.production, ...project.dependencies.development];
  const changed = changedPins(previous.labels[pinsLabel] ?? '', pins, files);
  if (changed.length > 0) return changed.join('; ');
  const before = decode(previous.labels[inputsLabel] ?? '', ';');
  const after = decode(encodeInputs(inputs), ';');
  const names = [...after.keys()].filter(name => before.get(name) !== after.get(name));
  return names.length === 0 ? 'its image is gone' : `${names.join(', ')} changed`;
}

/** "requirements.txt changed: celery 5.5.3 -> 5.6.3" */
function changedPins(before: string, after: string, files: readonly DependencyFile[]): readonly string[] {
  const old = decodePins(before);
  const now = decodePins(after);
  const changes = new Map<string, string[]>();
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    const [from, to] = [old.get(name), now.get(name)];
    if (from === to) continue;
    const file =
      files.find(({requirements}) => requirements.some(requirement => requirement.name === name))?.file ??
      files[0]?.file ??
      'the requirements';
    const text =
      from === undefined
        ? `${name} ${to ?? ''} added`.replace('  ', ' ')
        : to === undefined
          ? `${name} removed`
          : `${name} ${from} -> ${to}`;
    changes.set(file, [...(changes.get(file) ?? []), text]);
  }
  return [...changes].map(([file, texts]) => `${file} changed: ${shorten(texts)}`);
}

function shorten(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).join(', ');
  return texts.length > 3 ? `${shown} and ${String(texts.length - 3)} more` : shown;
}

function decodePins(text: string): ReadonlyMap<string, string> {
  const pairs = text
    .split(' ')
    .filter(pin => pin !== '')
    .map(pin => pin.split('==') as [string, string]);
  return new Map(pairs);
}

function decode(text: string, separator = ' '): ReadonlyMap<string, string> {
  return new Map(
    text
      .split(separator)
      .filter(part => part !== '')
      .map(part => part.split(/:(?=[^:]*$)/) as [string, string]),
  );
}

/** Why a container must be replaced; `image` is the reason for its new image, if it has one. */
export function becauseService(
  container: ObservedContainer,
  wanted: Definition,
  image: string | null,
  files: Readonly<Record<string, string>>,
): string {
  const labels = wanted['labels'] as Readonly<Record<string, string>>;
  if (container.image !== wanted['image']) return image ?? 'its image changed';
  const names = changedNames(container.labels[envLabel] ?? '', labels[envLabel] ?? '');
  if (names.length > 0) return `${names.join(', ')} changed`;
  if (container.labels[filesLabel] !== labels[filesLabel]) return mountedNames(wanted, files);
  return 'its definition changed';
}

function mountedNames(wanted: Definition, files: Readonly<Record<string, string>>): string {
  const mounts = (wanted['volumes'] ?? []) as readonly string[];
  const names = mounts.map(mount => mount.slice(2).split(':')[0] ?? '').filter(name => name in files);
  return `${names.join(', ')} changed`;
}

function changedNames(before: string, after: string): readonly string[] {
  const [old, now] = [decode(before), decode(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter(name => old.get(name) !== now.get(name)).sort();
}
