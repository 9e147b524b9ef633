import {describe, expect, it} from '@jest/globals';
import {servicesByLine} from '../../src/project/services-by-line';
import {read} from './plain';

const lines = (...texts: readonly string[]): string => texts.join('\n');

describe('the service of a line', () => {
  it.each<[string, string, readonly (string | null)[]]>([
    [
      'is the one whose block it stands in, whatever keys it has',
      lines('services:', '  one:', '    links:', '      - db', '    command: x', '  "two":', '    image: y', 'volumes:', '  data:'),
      [null, 'one', 'one', 'one', 'one', 'two', 'two', null, null],
    ],
    [
      'does not hang on the indent',
      lines('services:', '    one: &a', '', '      # far', '        image: y'),
      [null, 'one', 'one', 'one', 'one'],
    ],
    ['is an outermost key in the first format', lines('one:', '  image: y', 'two:', '  build: .'), ['one', 'one', 'two', 'two']],
    [
      'is of each job of a pipeline',
      lines('  services:', '    one:', '      image: y', '  services:', '    two:'),
      [null, 'one', 'one', null, 'two'],
    ],
    ['is none in a pipeline that lists images', lines('jobs:', '  build:', '    docker:', '      - image: y'), [null, null, null, null]],
    ['is none in a list', lines('services:', '  - postgres:12', '  - redis'), [null, null, null]],
  ])('%s', (_what, content, expected) => {
    expect(servicesByLine(content)).toEqual(expected);
  });
});

it('workers are named by their services, and none is taken for another, where other keys stand between', () => {
  const service = (name: string, command: string) => [`  ${name}:`, '    links:', '      - db', `    command: python manage.py ${command}`];
  const compose = lines('services:', ...service('rq_worker', 'rqworker'), ...service('rq_scheduler', 'rqscheduler'), '');
  expect(read({'docker-compose.yml': compose}).workers.map(({name}) => name)).toEqual(['worker-rq-worker', 'worker-rq-scheduler']);
});

it('a store is called by its service, where other keys stand before its image', () => {
  const compose = lines('services:', '  warehouse:', '    environment:', '      A: b', '    image: postgres:15', '');
  const settings = 'DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "warehouse"}}\n';
  expect(read({'docker-compose.yml': compose, 'site/settings.py': settings}).aliases['db']).toEqual(['warehouse']);
});
