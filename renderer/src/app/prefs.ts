import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { EVERYBODY, type ColumnChoice } from '../features/appointments/logic/chosen-columns';
import { type Language, languageFor } from '#shared/texts/languages';

export type ThemeChoice = 'system' | 'light' | 'dark';

/** How the waiting room's screen names who is called. */
export const BOARD_NAMES = ['short', 'number', 'full'] as const;
export type BoardNames = (typeof BOARD_NAMES)[number];

interface Choices {
  readonly theme: ThemeChoice;
  /** Stronger lines and text than the system asks for. */
  readonly moreContrast: boolean;
  /** Null: as the system asks. */
  readonly language: Language | null;
  readonly view: 'day' | 'week';
  readonly boardNames: BoardNames;
  readonly columns: ColumnChoice;
}

interface Prefs extends Choices {
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setMoreContrast: (moreContrast: boolean) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setView: (view: 'day' | 'week') => void;
  readonly setBoardNames: (boardNames: BoardNames) => void;
  readonly setColumns: (columns: ColumnChoice) => void;
}

/** What this machine's screen likes; never anything about a person. */
export const usePrefs = create<Prefs>()(
  persist(
    (set) => ({
      theme: 'system',
      moreContrast: false,
      language: null,
      view: 'day',
      boardNames: 'short',
      columns: EVERYBODY,
      setTheme: (theme) => {
        set({ theme });
      },
      setMoreContrast: (moreContrast) => {
        set({ moreContrast });
      },
      setLanguage: (language) => {
        set({ language });
      },
      setView: (view) => {
        set({ view });
      },
      setBoardNames: (boardNames) => {
        set({ boardNames });
      },
      setColumns: (columns) => {
        set({ columns });
      },
    }),
    {
      name: 'clinic.screen',
      partialize: ({ theme, moreContrast, language, view, boardNames, columns }) => ({
        theme,
        moreContrast,
        language,
        view,
        boardNames,
        columns,
      }),
    },
  ),
);

/** The chosen language, else the system's. */
export function languageOf({ language }: Pick<Choices, 'language'>): Language {
  return language ?? languageFor(navigator.languages);
}

export function useLanguage(): Language {
  return usePrefs(languageOf);
}
