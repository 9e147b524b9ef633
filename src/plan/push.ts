import {posix} from 'node:path';
import {DevenvError} from '../model/errors';
import type {Plan, Step} from '../model/plan';
import type {TestRecord} from '../model/tests';
import {lacksFrontEnd, planImages} from './images';
import type {Inputs} from './inputs';

/** The images that ship, by their local references. */
export interface ShippingImages {
  readonly app: string;
  readonly nginx: string;
}

/** What is known of the image that would ship. */
export interface Shipped {
  readonly images: ShippingImages;
  /** null where the image was never built. */
  readonly fingerprints: {readonly app: string; readonly nginx: string} | null;
  readonly record: TestRecord | null;
}

export function shippingImages(inputs: Inputs): ShippingImages {
  const {reference} = planImages(inputs, ['app', 'nginx']);
  return {app: reference('app'), nginx: reference('nginx')};
}

/**
 * Plans `devenv push`: nothing is built, the very images whose tests passed are sent.
 * @throws DevenvError `push-refused` when they were not tested, did not pass, or lack their front end; `usage` for a broken tag, and when no repository is known.
 */
export function planPush(inputs: Inputs, shipped: Shipped, tags: readonly string[]): Plan {
  if (lacksFrontEnd(inputs, shipped.images.app)) throw lacking(inputs);
  refuseUntested(shipped);
  const references = tags.length > 0 ? tags : [defaultTag(inputs)];
  const steps = references.map(tag => referenceOf(inputs, tag)).flatMap(reference => pushBoth(shipped.images, reference, shipped.record));
  return {project: inputs.project.id, mode: 'production', steps};
}

function refuseUntested({fingerprints, record, images}: Shipped): void {
  const refuse = (what: string, next: string) => new DevenvError('push-refused', what, {next: [next]});
  if (fingerprints === null) throw refuse(`The code as it is now was never tested: there is no image ${images.app}`, 'devenv test');
  if (record === null) throw refuse('No tests ran in this image', 'devenv test');
  if (record.result === 'failed')
    throw refuse(
      `The tests of this image failed (${String(record.counts.failed + record.counts.errors)} of them, ${record.finished})`,
      'correct them, then: devenv test',
    );
  if (!record.full) throw refuse(`Only a part of the tests ran in this image (${record.command.join(' ')})`, 'run them all: devenv test');
  if (record.nginx !== fingerprints.nginx) throw refuse('The NGINX image is not the one that was built for the tested app', 'devenv test');
}

function lacking({project}: Inputs): DevenvError {
  const where = project.assets === null ? null : {file: posix.join(project.assets.directory, 'package.json'), line: 1};
  return new DevenvError('push-refused', 'The image was built without its front end, which could not be built', {
    where,
    next: ['devenv build --force shows why; then: devenv test', 'where pages need none of it, in devenv.yaml: assets: false'],
  });
}

function pushBoth({app, nginx}: ShippingImages, reference: string, record: TestRecord | null): readonly Step[] {
  const because = `its tests passed: ${String(record?.counts.passed ?? 0)} on ${record?.finished ?? ''}`;
  return [
    {do: 'push-image', image: app, reference, because},
    {do: 'push-image', image: nginx, reference: nginxReference(reference), because: 'it serves the static files of that image'},
  ];
}

/** "registry/team/site:1.0" -> "registry/team/site-nginx:1.0" */
function nginxReference(reference: string): string {
  const colon = reference.lastIndexOf(':');
  return `${reference.slice(0, colon)}-nginx${reference.slice(colon)}`;
}

/** A whole reference, or a tag of the repository that devenv.yaml names. */
function referenceOf({settings}: Inputs, tag: string): string {
  if (/.\/.+:[^/]+$/.test(tag)) return tag;
  if (!/^\w[\w.-]{0,127}$/.test(tag)) {
    throw new DevenvError('usage', `${tag} is neither a tag nor a whole reference`, {
      next: [
        `a tag has letters, digits, "_", "." and "-": devenv push --tag ${tag.replaceAll(/[^\w.-]+/g, '-')}`,
        'a whole reference names its registry: devenv push --tag registry.example.com/team/site:1.0',
      ],
    });
  }
  if (settings.release.image !== null) return `${settings.release.image}:${tag}`;
  throw new DevenvError('usage', `Where to push ${tag} is not known`, {
    next: ['devenv push --tag registry.example.com/team/site:1.0', 'or in devenv.yaml: release: {image: registry.example.com/team/site}'],
  });
}

function defaultTag({project}: Inputs): string {
  if (project.git !== null && !project.git.dirty) return `sha-${project.git.commit.slice(0, 12)}`;
  const what = project.git === null ? 'This is no git repository' : 'The work tree differs from its commit';
  throw new DevenvError('usage', `${what}, so there is no tag to push under`, {
    next: ['devenv push --tag NAME', ...(project.git === null ? [] : ['or commit, then: devenv test && devenv push'])],
  });
}
