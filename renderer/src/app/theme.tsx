import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import rightToLeftStyles from '@mui/stylis-plugin-rtl';
import { createTheme, ThemeProvider } from '@mui/material/styles';
import { useCallback, useEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { isRightToLeft } from '#shared/texts/languages';
import { useLanguage, usePrefs } from './prefs';

/** The colours that MUI computes with; everything else takes them from tokens.css. */
const colours = {
  light: {
    accent: '#0b6e75',
    accentOver: '#095a60',
    on: '#ffffff',
    surface: '#ffffff',
    bg: '#f4f6f8',
    text: '#16202c',
    text2: '#566172',
    line: '#e2e6eb',
    red: '#c22f2f',
  },
  dark: {
    accent: '#4fb8bd',
    accentOver: '#6fcdd1',
    on: '#0c1a1c',
    surface: '#171d25',
    bg: '#10151b',
    text: '#e7ecf2',
    text2: '#a3aebd',
    line: '#2a333f',
    red: '#ff8077',
  },
} as const;

export const FONT = "'Inter Variable', 'Noto Sans Devanagari', system-ui, sans-serif";

function themeOf(mode: 'light' | 'dark', direction: 'ltr' | 'rtl') {
  const colour = colours[mode];
  return createTheme({
    direction,
    palette: {
      mode,
      primary: { main: colour.accent, dark: colour.accentOver, contrastText: colour.on },
      error: { main: colour.red },
      background: { default: colour.bg, paper: colour.surface },
      text: { primary: colour.text, secondary: colour.text2 },
      divider: colour.line,
    },
    shape: { borderRadius: 7 },
    typography: { fontFamily: FONT, fontSize: 13, button: { textTransform: 'none', fontWeight: 600 } },
    transitions: { create: () => 'none' },
    components: {
      MuiButtonBase: { defaultProps: { disableRipple: true } },
      MuiButton: {
        defaultProps: { disableElevation: true, size: 'small' },
        styleOverrides: {
          root: {
            fontSize: 13,
            lineHeight: 1.4,
            minWidth: 0,
            minHeight: 'var(--row)',
            padding: '4px 10px',
            gap: 8,
          },
        },
      },
      MuiPaper: { styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiMenu: { defaultProps: { transitionDuration: 0 } },
      MuiMenuItem: {
        styleOverrides: { root: { fontSize: 13, minHeight: 'max(30px, var(--row))', gap: 10 } },
      },
      MuiDialog: { defaultProps: { transitionDuration: 0 } },
    },
  });
}

/** Whether a media query holds, now and whenever that changes. */
export function useMedia(query: string): boolean {
  const media = useMemo(() => window.matchMedia(query), [query]);
  const follow = useCallback(
    (changed: () => void) => {
      media.addEventListener('change', changed);
      return () => {
        media.removeEventListener('change', changed);
      };
    },
    [media],
  );
  return useSyncExternalStore(follow, () => media.matches);
}

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content;
const withNonce = { prepend: true, ...(nonce ? { nonce } : {}) };
// Our own styles are logical; MUI's are written left to right and mirrored by its plugin.
const caches = {
  ltr: createCache({ key: 'c', ...withNonce }),
  rtl: createCache({ key: 'r', stylisPlugins: [rightToLeftStyles], ...withNonce }),
};

/** Light, dark or as the system, plain or with more contrast; the page's own styles follow through `data-theme`. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const choice = usePrefs((prefs) => prefs.theme);
  const contrastChosen = usePrefs((prefs) => prefs.moreContrast);
  const direction = isRightToLeft(useLanguage()) ? 'rtl' : 'ltr';
  const systemDark = useMedia('(prefers-color-scheme: dark)');
  const systemContrast = useMedia('(prefers-contrast: more)');
  const mode = choice === 'system' ? (systemDark ? 'dark' : 'light') : choice;
  const contrast = contrastChosen || systemContrast ? 'more' : 'plain';
  const theme = useMemo(() => themeOf(mode, direction), [mode, direction]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = mode;
    document.documentElement.dataset['contrast'] = contrast;
  }, [mode, contrast]);
  return (
    <CacheProvider value={caches[direction]}>
      <ThemeProvider theme={theme}>{children}</ThemeProvider>
    </CacheProvider>
  );
}
