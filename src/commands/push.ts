import {Flags} from '@oclif/core';
import {DevenvCommand} from '../command';
import {findEndpoint, fingerprintOf, pushedDigest, readRecord} from '../engine';
import {planPush, shippingImages, type Inputs, type Shipped} from '../plan';
import {readInputs} from '../read';

export default class Push extends DevenvCommand {
  static override summary = 'Push the very image whose tests passed.';
  static override description = 'Builds nothing. Refuses (exit code 8) unless `devenv test` passed for the code as it is now.';
  static override examples = ['<%= config.bin %> push', '<%= config.bin %> push --tag registry.example.com/team/site:1.0'];
  static override flags = {
    tag: Flags.string({
      description:
        'a tag in the repository that release.image of devenv.yaml names, or a whole reference; default: sha-COMMIT; can be repeated',
      multiple: true,
      default: [],
      helpValue: 'T',
    }),
  };

  async run(): Promise<{images: readonly PushedImage[]}> {
    const {flags} = await this.parse(Push);
    const inputs = await readInputs(flags.dir, 'production', true);
    const shipped = await this.shipped(inputs);
    const plan = planPush(inputs, shipped, flags.tag);
    await this.perform(plan, inputs.project, flags.verbose);
    const images: PushedImage[] = [];
    for (const step of plan.steps) {
      if (step.do !== 'push-image') continue;
      const fingerprint = step.image === shipped.images.app ? shipped.fingerprints?.app : shipped.fingerprints?.nginx;
      const [name, tag] = splitReference(step.reference);
      const image = {name, tag, digest: await pushedDigest(findEndpoint(process.env), step.reference), fingerprint: fingerprint ?? ''};
      images.push(image);
      this.log(`${name}:${tag}@${image.digest}`);
    }
    return {images};
  }

  private async shipped(inputs: Inputs): Promise<Shipped> {
    const endpoint = findEndpoint(process.env);
    const images = shippingImages(inputs);
    const [app, nginx] = await Promise.all([fingerprintOf(endpoint, images.app), fingerprintOf(endpoint, images.nginx)]);
    if (app === null || nginx === null) return {images, fingerprints: null, record: null};
    return {images, fingerprints: {app: app.fingerprint, nginx: nginx.fingerprint}, record: readRecord(inputs.project.id, app.fingerprint)};
  }
}

interface PushedImage {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
  readonly fingerprint: string;
}

function splitReference(reference: string): readonly [string, string] {
  const colon = reference.lastIndexOf(':');
  return [reference.slice(0, colon), reference.slice(colon + 1)];
}
