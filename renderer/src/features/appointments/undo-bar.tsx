import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { dismissNotice, useNotices } from '../../ui/notice';
import { useChanges } from './changes';

const SHOWN = 8_000;

/** What was just done, for eight seconds, with the way back; and the live region for everything told. */
export function UndoBar() {
  const { t } = useTranslation();
  const notice = useNotices((state) => state.notice);
  const told = useNotices((state) => state.told);
  const { undo, redo } = useChanges();
  const id = notice?.id;
  useEffect(() => {
    if (id === undefined) return undefined;
    const timer = setTimeout(() => {
      dismissNotice(id);
    }, SHOWN);
    return () => {
      clearTimeout(timer);
    };
  }, [id]);
  const offer = notice && notice.offer !== 'none' ? notice.offer : null;
  return (
    <>
      <div className="undo-place" role="status">
        {notice ? (
          <div key={notice.id} className={`undo-bar undo-bar--${notice.tone}`}>
            <span>{notice.text}</span>
            {offer ? (
              <button
                type="button"
                onClick={() => {
                  void (offer === 'undo' ? undo() : redo());
                }}
              >
                {t(`done.${offer}`)}
                <Kbd k={offer === 'undo' ? KEY.ctrlZ : KEY.ctrlY} />
              </button>
            ) : null}
          </div>
        ) : null}
      </div>
      <div className="unseen" aria-live="assertive" data-told>
        {told}
      </div>
    </>
  );
}
