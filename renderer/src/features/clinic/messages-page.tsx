import Button from '@mui/material/Button';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AllSettings } from '#shared/contract/settings';
import { FIRST_MESSAGES } from '#shared/domain/first-messages';
import {
  LONGEST_MESSAGE,
  MESSAGE_KINDS,
  type MessageKind,
  PLACEHOLDERS,
  type Placeholder,
  renderMessage,
} from '#shared/domain/message-template';
import { messageWhen } from '#shared/domain/message-when';
import { Field } from '../../ui/field';
import { doctorName } from '../../ui/format';
import { takesBack } from '../../ui/take-back';
import { useDoctors } from '../appointments/doctors';
import { languageName } from '../patients/message-languages';
import { ClinicPage, WithSettings } from './clinic-page';
import { ChipRadios, ChoiceField } from './fields';
import { useSettingsForm } from './use-settings-form';

const KEYS = ['messageTemplates'] as const;
/** Languages that patients of these clinics speak; any of the table's can be written by hand. */
const OFFERED = ['en', 'hi', 'mr', 'bn', 'gu', 'kn', 'ml', 'or', 'pa', 'ta', 'te', 'ur'] as const;
const SAMPLE_START = '2028-05-04T17:05';

/** The clinic's words to its patients, by occasion and language. */
export function MessagesPage() {
  return <WithSettings Form={Messages} />;
}

function Messages({ all }: { readonly all: AllSettings }) {
  const { t } = useTranslation();
  const form = useSettingsForm(KEYS, all);
  const templates = form.value('messageTemplates');
  const languages = Object.keys(templates).sort();
  const [chosen, setChosen] = useState('en');
  const [kind, setKind] = useState<MessageKind>('booked');
  const area = useRef<HTMLTextAreaElement>(null);
  const language = languages.includes(chosen) ? chosen : (languages[0] ?? 'en');
  const text = templates[language]?.[kind] ?? '';
  const saved = form.saved('messageTemplates')[language]?.[kind];
  const ours = FIRST_MESSAGES[language]?.[kind];

  const set = (words: string | undefined) => {
    const others = Object.entries(templates[language] ?? {}).filter(([one]) => one !== kind);
    const next = words === undefined ? others : [...others, [kind, words] as const];
    form.set('messageTemplates', { ...templates, [language]: Object.fromEntries(next) });
  };
  const insert = (name: Placeholder) => {
    const at = area.current?.selectionStart ?? text.length;
    const end = area.current?.selectionEnd ?? at;
    const place = `{${name}}`;
    set(text.slice(0, at) + place + text.slice(end));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + place.length, at + place.length);
    });
  };
  const more = OFFERED.filter((one) => !languages.includes(one));

  return (
    <ClinicPage
      form={form}
      lead={t('clinic.messages.lead')}
      aside={<Preview all={all} language={language} template={text} />}
    >
      <div className="settings-card">
        <ChipRadios
          label={t('clinic.messages.language')}
          value={language}
          options={languages.map((tag) => ({ value: tag, name: languageName(tag), lang: tag }))}
          onChange={setChosen}
        />
        <ChipRadios
          label={t('clinic.messages.kind')}
          value={kind}
          options={MESSAGE_KINDS.map((one) => ({ value: one, name: t(`messages.kinds.${one}`) }))}
          onChange={setKind}
        />
        <Field
          label={t('clinic.messages.text', {
            kind: t(`messages.kinds.${kind}`),
            language: languageName(language),
          })}
          error={form.issueAt(`messageTemplates.${language}.${kind}`)}
          hint={
            templates[language]?.[kind] === undefined
              ? t('clinic.messages.unwritten')
              : t('clinic.messages.length', { count: Array.from(text).length, max: LONGEST_MESSAGE })
          }
        >
          {(control) => (
            <textarea
              {...control}
              ref={area}
              rows={5}
              lang={language}
              value={text}
              onKeyDown={takesBack(text, saved ?? '', () => {
                set(saved);
              })}
              onChange={(event) => {
                set(event.target.value);
              }}
            />
          )}
        </Field>
        <div className="chips" role="group" aria-label={t('clinic.messages.places')}>
          {PLACEHOLDERS.map((name) => (
            <button
              key={name}
              type="button"
              className="chip-button"
              title={`{${name}}`}
              onClick={() => {
                insert(name);
              }}
            >
              {t(`clinic.messages.place.${name}`)}
            </button>
          ))}
        </div>
        <div className="buttons">
          {ours === undefined || ours === text ? null : (
            <Button
              onClick={() => {
                set(ours);
              }}
            >
              {t('clinic.messages.reset')}
            </Button>
          )}
          {ours !== undefined || templates[language]?.[kind] === undefined ? null : (
            <Button
              onClick={() => {
                set(undefined);
              }}
            >
              {t('clinic.messages.takeOut')}
            </Button>
          )}
        </div>
      </div>
      {more.length === 0 ? null : (
        <div className="settings-card">
          <ChoiceField
            label={t('clinic.messages.addLanguage')}
            hint={t('clinic.messages.addHint')}
            value=""
            options={[
              { value: '', name: t('clinic.messages.chooseLanguage') },
              ...more.map((tag) => ({ value: tag, name: languageName(tag) })),
            ]}
            onChange={(tag) => {
              if (tag === '') return;
              form.set('messageTemplates', { ...templates, [tag]: { ...FIRST_MESSAGES[tag] } });
              setChosen(tag);
            }}
          />
        </div>
      )}
    </ClinicPage>
  );
}

interface PreviewProps {
  readonly all: AllSettings;
  readonly language: string;
  readonly template: string;
}

/** The message as a patient would get it. */
function Preview({ all, language, template }: PreviewProps) {
  const { t } = useTranslation();
  const { all: doctors } = useDoctors();
  const doctor = doctors.find(({ deleted }) => !deleted);
  const message = renderMessage(template, {
    patient: t('clinic.messages.samplePatient'),
    doctor: doctor ? doctorName(doctor) : t('clinic.messages.place.doctor'),
    ...messageWhen(SAMPLE_START, language, all.values.country),
    clinic: all.values.clinicName,
  });
  return (
    <>
      <h2>{t('clinic.messages.preview')}</h2>
      <p className="message-preview" lang={language} role="status" aria-label={t('clinic.messages.preview')}>
        {'text' in message ? message.text : t('clinic.messages.noPreview')}
      </p>
      <p className="field-hint">{t('clinic.messages.previewHint')}</p>
    </>
  );
}
