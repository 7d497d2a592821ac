import { hash, verify } from '@node-rs/argon2';

// argon2id by the library's default algorithm; memory, passes and lanes are OWASP's first choice (19 MiB, 2, 1).
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

let decoy: Promise<string> | null = null;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/**
 * Whether the password fits. Takes the same time for an account that is not there or has no password
 * (`!`), so that a name cannot be guessed by the clock.
 */
export async function passwordFits(stored: string | null, password: string): Promise<boolean> {
  const usable = stored?.startsWith('$argon2') === true;
  decoy ??= hashPassword('nobody has this password');
  const fits = await verify(usable ? stored : await decoy, password);
  return usable && fits;
}
