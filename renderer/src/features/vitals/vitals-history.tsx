import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppointmentDto } from '#shared/contract/appointments';
import type { OutputOf } from '#shared/contract/contract';
import type { VitalsDto } from '#shared/contract/vitals';
import { SINGLE_MEASURES, bmiOf, measureText, pressureText } from '#shared/domain/vitals/measures';
import { Kbd } from '../../ui/kbd';
import { KEY } from '../../ui/key-names';
import { CHARTS, type ChartName, linesOf } from './chart';
import { EntryChange, EntrySteps, type EntryStep, useEntryMarks } from './entry-change';
import { stands } from './latest';
import { VitalsChart } from './vitals-chart';
import { useWhen } from './words';

interface Props {
  readonly visit: Pick<AppointmentDto, 'id' | 'patientName'>;
  readonly history: OutputOf<'vitals.of'>;
  readonly mayEnter: boolean;
  readonly isGrown: boolean;
  readonly onClose: () => void;
}

/** What was measured over time: one measure as a line, all of them in a table, with what was put right. */
export function VitalsHistory({ visit, history, mayEnter, isGrown, onClose }: Props) {
  const { t } = useTranslation();
  const { items, next } = history;
  const charts = CHARTS.map((name) => ({ name, lines: linesOf(items, name, isGrown) })).filter(
    ({ lines }) => lines.length > 0,
  );
  const [wanted, setWanted] = useState<ChartName>('pressure');
  const shown = charts.find(({ name }) => name === wanted) ?? charts[0];
  return (
    <Dialog
      open
      onClose={onClose}
      maxWidth="lg"
      fullWidth
      className="vitals-history"
      aria-labelledby="vitals-history-title"
    >
      <h2 id="vitals-history-title">{t('vitals.over', { name: visit.patientName })}</h2>
      {shown ? (
        <>
          <Tabs
            value={shown.name}
            onChange={(_event, name: ChartName) => {
              setWanted(name);
            }}
            selectionFollowsFocus
            variant="scrollable"
            aria-label={t('vitals.which')}
          >
            {charts.map(({ name }) => (
              <Tab
                key={name}
                value={name}
                id={`vitals-tab-${name}`}
                aria-controls="vitals-picture"
                autoFocus={name === shown.name}
                label={t(`vitals.field.${name}`)}
              />
            ))}
          </Tabs>
          <div id="vitals-picture" role="tabpanel" aria-labelledby={`vitals-tab-${shown.name}`}>
            <VitalsChart chart={shown.name} lines={shown.lines} />
          </div>
        </>
      ) : null}
      {items.length === 0 ? (
        <p className="empty">{t('vitals.none')}</p>
      ) : (
        <Entries visit={visit} items={items} mayEnter={mayEnter} />
      )}
      {next === null ? null : <p className="muted">{t('vitals.newestOnly', { count: items.length })}</p>}
      <Button variant="outlined" onClick={onClose} autoFocus={!shown}>
        {t('common.close')}
        <Kbd k={KEY.escape} />
      </Button>
    </Dialog>
  );
}

const COLUMNS = [
  { name: 'pressure', textOf: ({ values }: VitalsDto) => pressureText(values) },
  ...SINGLE_MEASURES.map((name) => ({
    name,
    textOf: ({ values }: VitalsDto) => {
      const value = values[name];
      return value === null ? null : measureText(name, value);
    },
  })),
  { name: 'bmi', textOf: ({ values }: VitalsDto) => bmiOf(values)?.toFixed(1) ?? null },
] as const;

interface EntriesProps extends Pick<Props, 'visit' | 'mayEnter'> {
  readonly items: readonly VitalsDto[];
}

function Entries({ visit, items, mayEnter }: EntriesProps) {
  const { t } = useTranslation();
  const when = useWhen();
  const marksOf = useEntryMarks();
  const [open, setOpen] = useState<{ readonly id: number; readonly step: EntryStep } | null>(null);
  const columns = COLUMNS.filter(({ textOf }) => items.some((entry) => textOf(entry) !== null));
  return (
    <div className="vitals-entries" role="region" aria-label={t('vitals.title')} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('vitals.when')}</th>
            {columns.map(({ name }) => (
              <th key={name} scope="col" className="vitals-number">
                {t(`vitals.field.${name}`)}
              </th>
            ))}
            <th scope="col">{t('vitals.by')}</th>
            <th scope="col">{t('vitals.field.note')}</th>
            {mayEnter ? <th scope="col">{t('vitals.steps')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => {
            const holds = stands(entry);
            return (
              <Fragment key={entry.id}>
                <tr data-stands={holds}>
                  <th scope="row">{when(entry.takenAt, true)}</th>
                  {columns.map(({ name, textOf }) => (
                    <td key={name} className="vitals-number">
                      {holds ? textOf(entry) : <s>{textOf(entry)}</s>}
                    </td>
                  ))}
                  <td>{entry.entered.by}</td>
                  <td className="vitals-remark">
                    {[entry.note, marksOf(entry)].filter(Boolean).join(' · ')}
                  </td>
                  {mayEnter ? (
                    <td>
                      {holds ? (
                        <EntrySteps
                          entry={entry}
                          onStep={(step) => {
                            setOpen({ id: entry.id, step });
                          }}
                        />
                      ) : null}
                    </td>
                  ) : null}
                </tr>
                {open?.id === entry.id && holds ? (
                  <tr>
                    <td colSpan={columns.length + 4}>
                      <EntryChange
                        key={open.step}
                        visit={visit}
                        entry={entry}
                        step={open.step}
                        onDone={() => {
                          setOpen((now) => (now === open ? null : now));
                        }}
                      />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
