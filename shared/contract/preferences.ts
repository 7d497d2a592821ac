import { z } from 'zod';
import { LANGUAGES } from '#shared/texts/languages';

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

export const VIEWS = ['day', 'week'] as const;
export type View = (typeof VIEWS)[number];

/** How the screens look and speak to one person; what was never chosen is missing, and is as the desk has it. */
export const Preferences = z.object({
  theme: z.enum(THEMES, 'unknown_choice').exactOptional(),
  moreContrast: z.boolean('invalid').exactOptional(),
  language: z.enum(LANGUAGES, 'unknown_choice').exactOptional(),
  /** What the calendar opens with; what it is turned to afterwards is the window's. */
  opensWith: z.enum(VIEWS, 'unknown_choice').exactOptional(),
});
export type Preferences = z.infer<typeof Preferences>;
