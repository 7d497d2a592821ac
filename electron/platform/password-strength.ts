import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common';
import { dictionary as english } from '@zxcvbn-ts/language-en';

/** 0 guessed at once … 4 not guessed in any useful time, as zxcvbn counts. */
export type Strength = 0 | 1 | 2 | 3 | 4;

/** "Safely unguessable": more than 10⁸ guesses, out of reach even of who holds the hashes for a while. */
export const WEAKEST: Strength = 3;

let judge: ZxcvbnFactory | null = null;

/** How hard the password is to guess for who knows the person's own names. The first call reads the dictionaries. */
export function strengthOf(password: string, names: readonly string[]): Strength {
  judge ??= new ZxcvbnFactory({
    dictionary: { ...common, ...english },
    graphs: adjacencyGraphs,
  });
  return judge.check(password, [...names]).score;
}
