import type { Page } from '@playwright/test';

/** One desk: windows that share a program. Each window signs in for itself. */
export interface Desk {
  /** A new window on the sign-in screen. */
  open(): Promise<Page>;
}
