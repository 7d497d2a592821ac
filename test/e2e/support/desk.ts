import type { Page } from '@playwright/test';

/** One desk: windows that share a program. Each window signs in for itself. */
export interface Desk {
  /** The program's own day, `2027-01-04`; in Electron the real one. */
  readonly today: string;
  /** A new window on the sign-in screen. */
  open(): Promise<Page>;
}
