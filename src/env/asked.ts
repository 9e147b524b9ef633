import type {Ambient} from './scope';

/** The caller's variables, and the names that anybody asked for so far, whether they are there or not; null: all of them. */
export function noticed(ambient: Ambient): {readonly ambient: Ambient; readonly asked: () => readonly string[] | null} {
  const names = new Set<string>();
  let all = false;
  const notice = (name: string | symbol) => {
    if (typeof name === 'string') names.add(name);
  };
  const watched = new Proxy(ambient, {
    get: (target, name) => {
      notice(name);
      return Reflect.get(target, name) as string | undefined;
    },
    has: (target, name) => {
      notice(name);
      return Reflect.has(target, name);
    },
    getOwnPropertyDescriptor: (target, name) => {
      notice(name);
      return Reflect.getOwnPropertyDescriptor(target, name);
    },
    ownKeys: target => {
      all = true;
      return Reflect.ownKeys(target);
    },
  });
  return {ambient: watched, asked: () => (all ? null : [...names])};
}
