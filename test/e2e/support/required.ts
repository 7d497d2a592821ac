/** A test without its program fails and says what is missing; it never skips. */
export function required(name: string, what: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: ${what} (npm test sets it).`);
  return value;
}
