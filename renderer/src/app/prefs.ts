import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export type ThemeChoice = 'system' | 'light' | 'dark';

interface Prefs {
  readonly theme: ThemeChoice;
  readonly view: 'day' | 'week';
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setView: (view: 'day' | 'week') => void;
}

/** What this machine's screen likes; never anything about a person. */
export const usePrefs = create<Prefs>()(
  persist(
    (set) => ({
      theme: 'system',
      view: 'day',
      setTheme: (theme) => {
        set({ theme });
      },
      setView: (view) => {
        set({ view });
      },
    }),
    { name: 'clinic.screen', partialize: ({ theme, view }) => ({ theme, view }) },
  ),
);
