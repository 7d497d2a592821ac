import { useTranslation } from 'react-i18next';
import { SaveBar } from '../settings/save-bar';
import { useChangeWords } from './use-change-words';
import type { HoursEditor } from './use-hours-editor';

/** What the change in hand is and does, in words; saving names the visits it leaves outside first. */
export function HoursBar({ editor }: { readonly editor: HoursEditor }) {
  const { t } = useTranslation();
  const words = useChangeWords();
  const { draft, isDirty, preview, proposal } = editor;
  const outside = preview?.outsideTotal ?? 0;
  const save = () => {
    if (proposal === null) editor.setTried(true);
    else if (outside > 0) editor.showOutside(true);
    else void editor.save({ do: 'ask' });
  };
  const trouble =
    proposal === null ? t('hours.notYet') : (preview?.clashes.length ?? 0) > 0 ? t('hours.overlaps') : null;
  return (
    <SaveBar
      said={
        draft && isDirty ? (
          <>
            {words.change(draft)}
            {preview?.leavesClinicHours ? ` ${t('hours.leavesClinic')}` : ''}
            {outside > 0 ? (
              <>
                {' '}
                <b>{t('hours.fallOutside', { count: outside })}</b>{' '}
                <button
                  type="button"
                  className="link"
                  onClick={() => {
                    editor.showOutside(true);
                  }}
                >
                  {t('hours.showThem')}
                </button>
              </>
            ) : null}
          </>
        ) : null
      }
      trouble={draft && isDirty ? trouble : null}
      isSaving={editor.isSaving}
      onSave={save}
      onDiscard={() => {
        editor.put(null);
      }}
    />
  );
}
