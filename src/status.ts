import {basename} from 'node:path';
import {readFacts} from './facts';
import {locate, modeOf} from './locate';
import {statusOf, type Status} from './report';

/** What runs of the project around a directory, as its containers tell it. */
export async function readStatus(directory: string): Promise<Status> {
  const located = await locate(directory);
  const name = located.containers[0]?.labels['devenv.name'] ?? basename(located.root);
  return statusOf(name, modeOf(located), located.containers, readFacts(located.root)?.admin ?? null);
}
