import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageTemplate } from '#shared/contract/templates';
import { change } from '../../api/call';
import { useClinicNow } from '../../app/clock';
import { useCallQuery } from '../../api/queries';
import { Kbd } from '../../ui/kbd';
import { notify } from '../../ui/notice';
import { ROOM_KEY } from './keys';
import { TemplateName } from './template-name';
import { isNamed, templateFor, withTemplate } from './template-logic';
import { type TypedPage, isBlank, pageOf } from './typed-page';
import { useRoomCommands } from './use-room-commands';
import { useTemplateChange } from './use-template-change';

interface Props {
  readonly typed: TypedPage;
  readonly edit: (work: (before: TypedPage) => TypedPage) => void;
}

type Asking = { readonly kind: 'keep' } | { readonly kind: 'rename'; readonly template: PageTemplate };

const nothing: readonly PageTemplate[] = [];

/** What is kept under a complaint: offered as it is typed and taken by one key; kept, renamed and removed here. */
export function PageTemplates({ typed, edit }: Props) {
  const { t } = useTranslation();
  const settle = useTemplateChange('templates.list');
  const { today } = useClinicNow();
  const templates = useCallQuery('templates.list', {}).data?.templates ?? nothing;
  const [chosenId, setChosen] = useState<number | null>(null);
  const [asking, setAsking] = useState<Asking | null>(null);
  const select = useRef<HTMLSelectElement>(null);
  const chosen = templates.find(({ id }) => id === chosenId);
  const offered = templateFor(typed, templates);
  const hasLines = typed.lines.some((line) => !isBlank(line));

  const take = (template: PageTemplate | undefined) => {
    if (!template) return;
    setChosen(template.id);
    edit((page) => withTemplate(page, template));
    notify(t('room.kit.taken', { name: template.name, count: template.page.medicines.length }));
  };
  const keep = async (name: string) => {
    const { medicines, tests, advice } = pageOf(typed, today).page;
    const page = { medicines, tests, advice };
    const same = templates.find((one) => isNamed(one, name));
    if (same) {
      const { id, version } = same;
      settle(await change('templates.edit', { id, version, name, page }), t('room.kit.replaced', { name }));
    } else settle(await change('templates.add', { name, page }), t('room.kit.kept', { name }));
  };
  const rename = async ({ id, version, page }: PageTemplate, name: string) => {
    settle(await change('templates.edit', { id, version, name, page }), t('room.kit.renamed', { name }));
  };
  const remove = async ({ id, version, name }: PageTemplate) => {
    settle(await change('templates.remove', { id, version }), t('room.kit.removed', { name }));
  };
  useRoomCommands({
    template: () => {
      if (offered) take(offered);
      else select.current?.focus();
    },
  });

  if (asking)
    return (
      <TemplateName
        title={
          asking.kind === 'rename' ? t('room.kit.rename', { name: asking.template.name }) : t('room.kit.keep')
        }
        label={t('room.kit.keepAs')}
        begin={asking.kind === 'rename' ? asking.template.name : (typed.complaint.split('\n')[0] ?? '')}
        onDone={async (name) => {
          setAsking(null);
          if (name === null) return;
          await (asking.kind === 'rename' ? rename(asking.template, name) : keep(name));
        }}
      />
    );
  return (
    <div className="kits">
      {offered ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            take(offered);
          }}
        >
          {t('room.kit.offer', { name: offered.name, count: offered.page.medicines.length })}{' '}
          <Kbd k={ROOM_KEY.template} />
        </button>
      ) : null}
      {hasLines ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            setAsking({ kind: 'keep' });
          }}
        >
          {t('room.kit.keep')}
        </button>
      ) : null}
      {chosen ? (
        <>
          <button
            type="button"
            className="link"
            onClick={() => {
              setAsking({ kind: 'rename', template: chosen });
            }}
          >
            {t('room.kit.rename', { name: chosen.name })}
          </button>
          <button type="button" className="link" onClick={() => void remove(chosen)}>
            {t('room.kit.remove', { name: chosen.name })}
          </button>
        </>
      ) : null}
      {templates.length > 0 ? (
        <select
          ref={select}
          aria-label={t('room.kit.label')}
          value=""
          onChange={(event) => {
            take(templates.find(({ id }) => String(id) === event.target.value));
          }}
        >
          <option value="">{t('room.kit.choose')}</option>
          {templates.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}
