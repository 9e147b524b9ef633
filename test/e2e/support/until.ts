import {setTimeout as pause} from 'node:timers/promises';

/** Asks again and again until the answer is something else than null, and returns it; fails with the last error or the wish itself. */
export async function until<T>(wish: string, ask: () => Promise<T | null>, seconds = 120): Promise<T> {
  const end = performance.now() + seconds * 1000;
  let reason = '';
  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (answer !== null) return answer;
    } catch (error) {
      reason = `: ${(error as Error).message}`;
    }
    await pause(100);
  }
  throw new Error(`waited in vain until ${wish}${reason}`);
}
