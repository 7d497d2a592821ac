/** Facts for the IT person's log file; never names, notes or other personal data. */
export interface Logger {
  info(message: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
  warn(message: string, facts?: Readonly<Record<string, string | number | boolean | null>>): void;
  error(message: string, cause: unknown): void;
}
