import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Preferences, ThemeChoice, View } from '#shared/contract/preferences';
import { type Language, languageFor } from '#shared/texts/languages';
import { EVERYBODY, type ColumnChoice } from '../features/appointments/logic/chosen-columns';

/** How the waiting room's screen names who is called. */
export const BOARD_NAMES = ['short', 'number', 'full'] as const;
export type BoardNames = (typeof BOARD_NAMES)[number];

/** How the screen looks and speaks: the account's where it has chosen, before sign-in as it was last. */
interface Look {
  readonly theme: ThemeChoice;
  /** Stronger lines and text than the system asks for. */
  readonly moreContrast: boolean;
  /** Null: as the system asks. */
  readonly language: Language | null;
}

/** What stays with the desk, whoever sits there (docs/adr/0038). */
interface DeskChoices {
  readonly view: View;
  readonly boardNames: BoardNames;
  readonly columns: ColumnChoice;
}

interface Prefs extends Look, DeskChoices {
  /** What this person's calendar opens with; null where the account says nothing. */
  readonly opensWith: View | null;
  /** Chosen by this window's person and not yet kept with the account. */
  readonly unsaved: Preferences;
  readonly setTheme: (theme: ThemeChoice) => void;
  readonly setMoreContrast: (moreContrast: boolean) => void;
  readonly setLanguage: (language: Language) => void;
  readonly setOpensWith: (view: View) => void;
  readonly setView: (view: View) => void;
  readonly setBoardNames: (boardNames: BoardNames) => void;
  readonly setColumns: (columns: ColumnChoice) => void;
}

/** What the screen goes by; kept at the machine, and how it looks also with the account. */
export const usePrefs = create<Prefs>()(
  persist(
    (set) => {
      const choose = (chosen: Preferences) => {
        set(({ unsaved }) => ({ ...chosen, unsaved: { ...unsaved, ...chosen } }));
      };
      return {
        theme: 'system',
        moreContrast: false,
        language: null,
        view: 'day',
        boardNames: 'short',
        columns: EVERYBODY,
        opensWith: null,
        unsaved: {},
        setTheme: (theme) => {
          choose({ theme });
        },
        setMoreContrast: (moreContrast) => {
          choose({ moreContrast });
        },
        setLanguage: (language) => {
          choose({ language });
        },
        setOpensWith: (opensWith) => {
          choose({ opensWith });
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
      };
    },
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
export function languageOf({ language }: Pick<Look, 'language'>): Language {
  return language ?? languageFor(navigator.languages);
}

export function useLanguage(): Language {
  return usePrefs(languageOf);
}
