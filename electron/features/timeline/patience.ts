/** A timeline does not wait longer for what MongoDB has of it. */
export const LONGEST_MS = 1_500;

export function isLate(error: unknown): boolean {
  return error instanceof Error && error.name === 'TimeoutError';
}
