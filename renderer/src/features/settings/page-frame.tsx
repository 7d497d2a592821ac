import { type ReactNode, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { useShownPage } from './shown-page';

interface Props {
  /** One line under the title: of whom, of what. */
  readonly lead?: ReactNode;
  /** What stands beside the form, under it where the window is narrow. */
  readonly aside?: ReactNode;
  /** The bar that stays at the foot. */
  readonly foot?: ReactNode;
  /** A list needs the whole width; a form reads best at 720 px. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A page of the settings: title, its help, the form, and the bar that says what changed. */
export function PageFrame({ lead, aside, foot, wide = false, children }: Props) {
  const { t } = useTranslation();
  const { id, isShown } = useShownPage();
  const [isHelped, setHelped] = useState(false);
  const helpId = useId();
  useEffect(() => {
    if (!isShown) return;
    const listen = (event: KeyboardEvent) => {
      if (event.key !== 'F1') return;
      event.preventDefault();
      setHelped((is) => !is);
    };
    window.addEventListener('keydown', listen);
    return () => {
      window.removeEventListener('keydown', listen);
    };
  }, [isShown]);
  return (
    <>
      <main
        className={wide ? 'settings-body settings-body--wide' : 'settings-body'}
        aria-labelledby="settings-title"
      >
        <div className="settings-scroll">
          <header className="settings-head">
            <h1 id={isShown ? 'settings-title' : undefined}>{t(`settings.pages.${id}.title`)}</h1>
            <button
              type="button"
              className="link"
              aria-expanded={isHelped}
              aria-controls={helpId}
              onClick={() => {
                setHelped(!isHelped);
              }}
            >
              {t('settings.help')} <Kbd k={KEY.pageHelp} />
            </button>
          </header>
          {lead === undefined ? null : <p className="settings-lead">{lead}</p>}
          <p id={helpId} className="settings-help" hidden={!isHelped}>
            {t(`settings.pages.${id}.help`)}
          </p>
          {children}
        </div>
        {foot}
      </main>
      {aside === undefined ? null : <aside className="settings-aside">{aside}</aside>}
    </>
  );
}
