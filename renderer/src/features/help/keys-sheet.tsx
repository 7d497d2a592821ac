import { useTranslation } from 'react-i18next';
import { KEY } from '../../ui/key-names';

/** What each key does, in the order in which a day needs them. */
const groups = [
  {
    name: 'around',
    rows: [
      ['moveCursor', null],
      ['hour', KEY.page],
      ['ends', KEY.homeEnd],
      ['enter', KEY.enter],
      ['nextFree', `${KEY.nextFree} / ${KEY.shift} ${KEY.nextFree}`],
      ['today', KEY.today],
      ['days', `${KEY.previous} ${KEY.next}`],
      ['view', KEY.view],
      ['date', KEY.date],
      ['find', KEY.find],
    ],
  },
  {
    name: 'visit',
    rows: [
      ['in', KEY.checkIn],
      ['room', KEY.room],
      ['done', KEY.done],
      ['cancel', KEY.cancel],
      ['move', KEY.move],
      ['message', KEY.message],
      ['walkIn', KEY.walkIn],
    ],
  },
  {
    name: 'line',
    rows: [
      ['callIn', KEY.callIn],
      ['skip', KEY.skip],
      ['stepOut', KEY.stepOut],
      ['backInLine', KEY.backInLine],
    ],
  },
  {
    name: 'moving',
    rows: [
      ['moveArrows', null],
      ['resize', KEY.shift],
      ['drop', KEY.enter],
      ['escape', KEY.escape],
    ],
  },
  {
    name: 'anywhere',
    rows: [
      ['undo', `${KEY.ctrlZ} / ${KEY.undo}`],
      ['redo', KEY.ctrlY],
      ['late', KEY.late],
      ['reminders', KEY.reminders],
      ['print', KEY.print],
      ['board', KEY.board],
      ['lookUp', KEY.lookUp],
      ['paper', KEY.paper],
      ['sheet', KEY.help],
      ['leave', KEY.escape],
    ],
  },
] as const;

/** All keys on one sheet. */
export function KeysSheet() {
  const { t } = useTranslation();
  const cap = (name: string, key: string | null): string => {
    if (key === null) return t('keys.arrows');
    return name === 'resize' ? `${key} + ${t('keys.arrows')}` : key;
  };
  return (
    <>
      <p className="muted">{t('keys.help')}</p>
      <div className="keys-groups">
        {groups.map(({ name, rows }) => (
          <section key={name}>
            <h3>{t(`keys.groups.${name}`)}</h3>
            <dl>
              {rows.map(([what, key]) => (
                <div key={what}>
                  <dt>
                    <kbd className="kbd">{cap(what, key)}</kbd>
                  </dt>
                  <dd>{t(`keys.${what}`)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
