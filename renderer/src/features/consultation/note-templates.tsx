import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NoteTemplate } from '#shared/contract/notes';
import { change } from '../../api/call';
import { useCallQuery } from '../../api/queries';
import { Field } from '../../ui/field';
import { TemplateName } from './template-name';
import { useTemplateChange } from './use-template-change';

interface Props {
  readonly text: string;
  readonly onText: (text: string) => void;
}

const nothing: readonly NoteTemplate[] = [];

/** One's own texts to begin a note from: taken over, kept, changed and removed where the note is typed. */
export function NoteTemplates({ text, onText }: Props) {
  const { t } = useTranslation();
  const settle = useTemplateChange('notes.templates');
  const templates = useCallQuery('notes.templates', {}).data?.templates ?? nothing;
  const [chosenId, setChosen] = useState<number | null>(null);
  const [isNaming, setNaming] = useState(false);
  const chosen = templates.find(({ id }) => id === chosenId);
  const hasText = text.trim() !== '';

  const take = (id: number) => {
    const template = templates.find((one) => one.id === id);
    if (!template) return;
    setChosen(id);
    onText(hasText ? `${text.trimEnd()}\n${template.text}` : template.text);
  };
  const replace = async ({ id, version, name }: NoteTemplate) => {
    settle(
      await change('notes.editTemplate', { id, version, name, text }),
      t('room.note.replaced', { name }),
    );
  };
  const remove = async ({ id, version, name }: NoteTemplate) => {
    settle(await change('notes.removeTemplate', { id, version }), t('room.note.removed', { name }));
  };
  return (
    <div className="note-templates">
      {templates.length > 0 ? (
        <Field label={t('room.note.template')}>
          {(control) => (
            <select
              {...control}
              value=""
              onChange={(event) => {
                take(Number(event.target.value));
              }}
            >
              <option value="">{t('room.note.choose')}</option>
              {templates.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {hasText && !isNaming ? (
        <button
          type="button"
          className="link"
          onClick={() => {
            setNaming(true);
          }}
        >
          {t('room.note.keep')}
        </button>
      ) : null}
      {chosen && hasText && chosen.text !== text ? (
        <button type="button" className="link" onClick={() => void replace(chosen)}>
          {t('room.note.replaceText', { name: chosen.name })}
        </button>
      ) : null}
      {chosen ? (
        <button type="button" className="link" onClick={() => void remove(chosen)}>
          {t('room.note.remove', { name: chosen.name })}
        </button>
      ) : null}
      {isNaming ? (
        <TemplateName
          title={t('room.note.keep')}
          label={t('room.note.keepAs')}
          onDone={async (name) => {
            setNaming(false);
            if (name === null) return;
            settle(await change('notes.addTemplate', { name, text }), t('room.note.kept', { name }));
          }}
        />
      ) : null}
    </div>
  );
}
