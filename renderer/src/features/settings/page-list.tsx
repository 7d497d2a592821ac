import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { isTyping } from '../../ui/typing';
import { findPages } from './find-pages';
import { PAGE_GROUPS, type PageId } from './page-ids';
import { PAGES } from './pages';
import { openSettings, useSettingsScreen } from './store';

interface Props {
  readonly pages: readonly PageId[];
  readonly shown: PageId | null;
}

/** Every page under its heading, found by typing; arrows walk, Enter opens the first that was found. */
export function PageList({ pages, shown }: Props) {
  const { t } = useTranslation();
  const unsaved = useSettingsScreen((screen) => screen.unsaved);
  const [typed, setTyped] = useState('');
  const list = useRef<HTMLElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { pages: found, first } = findPages(
    pages.map((page) => ({
      page,
      title: t(`settings.pages.${page}.title`),
      words: [
        t(`settings.pages.${page}.title`),
        t(`settings.groups.${PAGES[page].group}`),
        t(`settings.pages.${page}.words`),
      ].join(' '),
    })),
    typed,
  );

  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (useSettingsScreen.getState().page === null) return;
      event.preventDefault();
      input.current?.select();
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, []);

  const step = (event: KeyboardEvent, by: number) => {
    const rows = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-page]') ?? []);
    const at = rows.findIndex((row) => row === document.activeElement);
    const next = rows[at + by];
    event.preventDefault();
    if (next) next.focus();
    else if (at + by < 0) input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') step(event, 1);
    else if (event.key === 'ArrowUp') step(event, -1);
    else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      setTyped('');
      input.current?.focus();
    } else if (event.key === 'Enter' && event.target === input.current && first !== undefined) {
      event.preventDefault();
      openSettings(first);
    }
  };

  return (
    <nav ref={list} className="settings-list" aria-label={t('settings.title')} onKeyDown={onKeyDown}>
      <div className="find settings-find">
        <input
          ref={input}
          autoFocus
          type="text"
          role="searchbox"
          aria-label={t('settings.find')}
          placeholder={t('settings.find')}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
          }}
        />
        <Kbd k={KEY.find} />
      </div>
      {PAGE_GROUPS.map((group) => {
        const here = found.filter((page) => PAGES[page].group === group);
        if (here.length === 0) return null;
        return (
          <section key={group} aria-labelledby={`settings-${group}`}>
            <h2 id={`settings-${group}`}>{t(`settings.groups.${group}`)}</h2>
            {here.map((page) => (
              <button
                key={page}
                type="button"
                data-page
                aria-current={page === shown ? 'page' : undefined}
                onClick={() => {
                  openSettings(page);
                }}
              >
                {t(`settings.pages.${page}.title`)}
                {unsaved.has(page) ? (
                  <i title={t('settings.unsaved')} aria-label={t('settings.unsaved')} role="img" />
                ) : null}
              </button>
            ))}
          </section>
        );
      })}
      <p role="status" className="empty">
        {found.length === 0 ? t('settings.nothingFound', { typed }) : ''}
      </p>
    </nav>
  );
}
