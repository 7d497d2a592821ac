import type { AppError } from '#shared/errors/app-error';

/** The answer is not known: the change may have been made. Only a repeat with the same id is safe. */
export function isUnknownOutcome(error: AppError): boolean {
  return error.code === 'DB_UNAVAILABLE' || error.code === 'TIMEOUT';
}

/**
 * Request ids of changes. A change whose outcome stayed unknown keeps its id for the next try with the
 * same input, so that the server answers with what it did the first time (design section 2).
 */
export class RequestIds {
  readonly #open = new Map<string, string>();
  readonly #make: () => string;

  constructor(make: () => string = () => crypto.randomUUID()) {
    this.#make = make;
  }

  /** The id to send with: the kept one of the same change, else a new one. */
  idFor(name: string, input: unknown): string {
    return this.#open.get(keyOf(name, input)) ?? this.#make();
  }

  /** Told after each answer: `null` when it went well. */
  settle(name: string, input: unknown, id: string, error: AppError | null): void {
    const key = keyOf(name, input);
    if (error && isUnknownOutcome(error)) this.#open.set(key, id);
    else this.#open.delete(key);
  }
}

function keyOf(name: string, input: unknown): string {
  return `${name} ${JSON.stringify(input)}`;
}
