import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { PaperSettings } from '#shared/contract/printing';
import { type Margins, PAPERS, PAPERS_OF, type PaperKind } from '#shared/domain/paper';
import { languageNames, PAPER_LANGUAGES } from '#shared/texts/languages';
import type { AppError } from '#shared/errors/app-error';
import { change } from '../../api/call';
import { errorWords, fieldWords } from '../../ui/error-words';
import { Field } from '../../ui/field';
import { useMay } from '../session/session';
import { paperWords, resultWords } from './paper-words';
import type { Printers } from './paper-kinds';
import { openPaper } from './use-print';

interface Props {
  readonly kind: PaperKind;
  readonly saved: PaperSettings;
  /** Null where the browser chooses. */
  readonly printers: Printers;
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const satisfies readonly (keyof Margins)[];
type Typed = Readonly<Record<(typeof SIDES)[number], string>>;

/** What a select holds for a printer: a name cannot begin with a colon's word of ours. */
const valueOf = ({ printer }: PaperSettings) =>
  printer.kind === 'named' ? `named:${printer.name}` : printer.kind;

function printerOf(value: string): PaperSettings['printer'] {
  if (value === 'none' || value === 'default') return { kind: value };
  return { kind: 'named', name: value.slice('named:'.length) };
}

function typedOf(margins: Margins): Typed {
  return {
    top: String(margins.top),
    right: String(margins.right),
    bottom: String(margins.bottom),
    left: String(margins.left),
  };
}

/** A decimal comma is as good as a point; what is no number is refused by the contract. */
const millimetres = (typed: string) => (typed.trim() === '' ? NaN : Number(typed.replace(',', '.')));

function issueAt(t: ReturnType<typeof useTranslation>['t'], error: AppError | null, path: string) {
  const issue = error?.code === 'VALIDATION' ? error.issues.find((one) => one.path === path) : undefined;
  return issue ? fieldWords(t, issue.code, issue.params) : undefined;
}

/** Printer, paper, margins and head of one kind at this desk; a test page shows them before they are saved. */
export function SettingsForm({ kind, saved, printers }: Props) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const maySave = useMay('desk.paper');
  const [chosen, setChosen] = useState(saved);
  const [typed, setTyped] = useState(() => typedOf(saved.margins));
  const [error, setError] = useState<AppError | null>(null);
  const [said, setSaid] = useState<{ readonly text: string; readonly isTrouble: boolean } | null>(null);

  const settings: PaperSettings = {
    ...chosen,
    margins: {
      top: millimetres(typed.top),
      right: millimetres(typed.right),
      bottom: millimetres(typed.bottom),
      left: millimetres(typed.left),
    },
  };
  const named = printers?.map(({ name }) => name) ?? [];
  const isGone = chosen.printer.kind === 'named' && !named.includes(chosen.printer.name);
  const at = (path: string) => issueAt(t, error, `settings.${path}`);
  const clear = () => {
    setError(null);
    setSaid(null);
  };

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    clear();
    const answer = await change('printing.savePaperSettings', { kind, settings });
    if (!answer.ok) {
      setError(answer.error);
      setSaid({ text: errorWords(t, answer.error), isTrouble: true });
      return;
    }
    await client.invalidateQueries({ queryKey: ['printing.paperSettings'] });
    setSaid({ text: t('printing.saved'), isTrouble: false });
  };
  const test = async (to: 'printer' | 'file') => {
    clear();
    const answer = await change('printing.testPage', { kind, settings, to });
    openPaper(answer);
    if (!answer.ok) setError(answer.error);
    setSaid(resultWords(t, kind, answer));
  };

  return (
    <form
      noValidate
      className="form paper-form"
      onSubmit={(event) => {
        void save(event);
      }}
    >
      <Field label={t('printing.printer')} error={at('printer.name')}>
        {(control) => (
          <select
            {...control}
            value={valueOf(chosen)}
            onChange={(event) => {
              clear();
              setChosen({ ...chosen, printer: printerOf(event.target.value) });
            }}
          >
            <option value="default">
              {printers === null ? t('printing.browserPrinter') : t('printing.defaultPrinter')}
            </option>
            {printers?.map(({ name, title, stopped }) => (
              <option key={name} value={`named:${name}`}>
                {stopped ? t('printing.stoppedPrinter', { printer: title }) : title}
              </option>
            ))}
            {isGone && chosen.printer.kind === 'named' ? (
              <option value={valueOf(chosen)}>
                {t('printing.gonePrinter', { printer: chosen.printer.name })}
              </option>
            ) : null}
            <option value="none">{t('printing.noPrinter')}</option>
          </select>
        )}
      </Field>
      <Field label={t('printing.paper')} error={at('paper')}>
        {(control) => (
          <select
            {...control}
            value={chosen.paper}
            onChange={(event) => {
              clear();
              const paper = PAPERS.find((name) => name === event.target.value);
              if (paper) setChosen({ ...chosen, paper });
            }}
          >
            {PAPERS_OF[kind].map((paper) => (
              <option key={paper} value={paper}>
                {paperWords(t, paper)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('session.language')} error={at('language')}>
        {(control) => (
          <select
            {...control}
            value={chosen.language ?? ''}
            onChange={(event) => {
              clear();
              const language = PAPER_LANGUAGES.find((one) => one === event.target.value) ?? null;
              setChosen({ ...chosen, language });
            }}
          >
            <option value="">{t('patient.languageClinic')}</option>
            {PAPER_LANGUAGES.map((language) => (
              <option key={language} value={language} lang={language}>
                {languageNames[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className="paper-margins">
        <legend>{t('printing.margins')}</legend>
        {SIDES.map((side) => (
          <Field key={side} label={t(`printing.sides.${side}`)} error={at(`margins.${side}`)}>
            {(control) => (
              <input
                {...control}
                inputMode="decimal"
                autoComplete="off"
                value={typed[side]}
                onChange={(event) => {
                  clear();
                  setTyped({ ...typed, [side]: event.target.value });
                }}
              />
            )}
          </Field>
        ))}
      </fieldset>
      {at('margins') ? <p className="field-error">{at('margins')}</p> : null}
      {kind === 'label' ? null : (
        <label className="paper-check">
          <input
            type="checkbox"
            checked={chosen.headerPrePrinted}
            onChange={(event) => {
              clear();
              setChosen({ ...chosen, headerPrePrinted: event.target.checked });
            }}
          />
          {t('printing.headerPrePrinted')}
        </label>
      )}
      <div className="buttons">
        {maySave ? (
          <Button type="submit" variant="contained">
            {t('common.save')}
          </Button>
        ) : null}
        <Button
          variant="outlined"
          onClick={() => {
            void test('printer');
          }}
        >
          {t('printing.test')}
        </Button>
        <Button
          variant="outlined"
          onClick={() => {
            void test('file');
          }}
        >
          {t('printing.testFile')}
        </Button>
        <p role="status" className={said?.isTrouble ? 'field-error' : 'muted'}>
          {said?.text ?? ''}
        </p>
      </div>
    </form>
  );
}
